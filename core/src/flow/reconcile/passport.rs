//! Passports: added, updated, deleted.

use super::Verdict;
use super::question::{all, find, same_members};
use crate::api::{Passport, PassportAddRequest, PassportGetRequest, PassportQueryRequest, PassportUpdateRequest};
use crate::client::io::Io;
use crate::error::Result;

pub(super) async fn added<C: Io>(client: &C, request: &PassportAddRequest) -> Result<Verdict> {
    let found = if let Some(plate) = request.plate_number.as_deref().filter(|plate| !plate.is_empty()) {
        find(client, &PassportGetRequest::new().plate_number(plate)).await?.into_iter().collect()
    } else {
        let cards = request.card_number.clone().unwrap_or_default();
        let keyword = cards.first().or(request.mobile_phone.as_ref()).or(request.name.as_ref());
        let mut query = PassportQueryRequest::new();
        query.passport_type = request.passport_type;
        query.keyword = keyword.cloned();
        all(client, query, |passport| match cards.first() {
            Some(card) => passport.card_number.contains(card),
            None => text(&passport.plate_number).is_empty() && passport.card_number.is_empty(),
        })
        .await?
    };
    let is_unique =
        !text(&request.plate_number).is_empty() || request.card_number.as_ref().is_some_and(|list| !list.is_empty());
    let wanted = Wanted::from(request);
    let mut difference = None;
    for passport in &found {
        match wanted.difference(passport) {
            None if is_unique => {
                return Ok(Verdict::done(Some(passport.passport_id), "a passport with these values exists"));
            }
            None => {
                return Ok(Verdict::cannot_tell(format!(
                    "passport {} has these values, but nothing that only one passport can have, so it may be an older one",
                    passport.passport_id
                )));
            }
            Some(field) => difference = Some((passport.passport_id, field)),
        }
    }
    Ok(match difference.filter(|_| is_unique) {
        None => Verdict::not_done("there is no such passport"),
        Some((id, field)) => Verdict::cannot_tell(format!(
            "passport {id} has the plate or card, but another {field}: it is an older one, or was changed since"
        )),
    })
}

pub(super) async fn updated<C: Io>(client: &C, request: &PassportUpdateRequest) -> Result<Verdict> {
    let Some(id) = request.passport_id else {
        return Ok(Verdict::not_done("a request without passport_id changes nothing"));
    };
    let Some(passport) = find(client, &PassportGetRequest::new().passport_id(id)).await? else {
        return Ok(Verdict::cannot_tell(format!("there is no passport {id} any more")));
    };
    Ok(match Wanted::from(request).difference(&passport) {
        None => Verdict::done(Some(id), "every field that was given has its value"),
        Some(field) => Verdict::not_done(format!("{field} has another value")),
    })
}

pub(super) async fn deleted<C: Io>(client: &C, id: i64) -> Result<Verdict> {
    Ok(match find(client, &PassportGetRequest::new().passport_id(id)).await? {
        None => Verdict::done(Some(id), format!("there is no passport {id}")),
        Some(_) => Verdict::not_done(format!("passport {id} exists")),
    })
}

// A field's name, its wanted value, and how to read the one that is there.
type Text<'a> = (&'static str, &'a Option<String>, fn(&Passport) -> &Option<String>);
type Number = (&'static str, Option<i64>, fn(&Passport) -> Option<i64>);
type List<'a> = (&'static str, &'a Option<Vec<String>>, fn(&Passport) -> &Vec<String>);

/// The fields that a write gives; absent ones are not compared.
struct Wanted<'a> {
    texts: [Text<'a>; 5],
    numbers: [Number; 3],
    lists: [List<'a>; 2],
    inviteable: Option<bool>,
    park_areas: Option<&'a Vec<i64>>,
    ac_areas: Option<&'a Vec<i64>>,
}

macro_rules! wanted {
    ($request:ty) => {
        impl<'a> From<&'a $request> for Wanted<'a> {
            fn from(request: &'a $request) -> Self {
                Self {
                    texts: [
                        ("name", &request.name, |passport| &passport.name),
                        ("address", &request.address, |passport| &passport.address),
                        ("mobilePhone", &request.mobile_phone, |passport| &passport.mobile_phone),
                        ("plateNumber", &request.plate_number, |passport| &passport.plate_number),
                        ("invitationCode", &request.invitation_code, |passport| &passport.invitation_code),
                    ],
                    numbers: [
                        ("mgrType", request.mgr_type, |passport| passport.mgr_type),
                        ("carType", request.car_type, |passport| passport.car_type),
                        ("spacenum", request.spacenum, |passport| passport.spacenum),
                    ],
                    lists: [
                        ("sharePlates", &request.share_plates, |passport| &passport.share_plates),
                        ("cardNumber", &request.card_number, |passport| &passport.card_number),
                    ],
                    inviteable: request.inviteable,
                    park_areas: request.park_auth.as_ref().and_then(|auth| auth.area_ids.as_ref()),
                    ac_areas: request.ac_auth.as_ref().and_then(|auth| auth.area_ids.as_ref()),
                }
            }
        }
    };
}
wanted!(PassportAddRequest);
wanted!(PassportUpdateRequest);

impl Wanted<'_> {
    /// The first field whose value differs.
    fn difference(&self, passport: &Passport) -> Option<&'static str> {
        let texts = self.texts.iter().filter(|(_, wanted, _)| wanted.is_some());
        let texts = texts.filter(|(_, wanted, read)| text(wanted) != text(read(passport))).map(|(name, ..)| *name);
        let numbers = self.numbers.iter().filter(|(_, wanted, _)| wanted.is_some());
        let numbers = numbers.filter(|(_, wanted, read)| *wanted != read(passport)).map(|(name, ..)| *name);
        let lists = self.lists.iter().filter_map(|(name, wanted, read)| {
            wanted.as_ref().filter(|wanted| !same_members(wanted, read(passport))).map(|_| *name)
        });
        let inviteable = self.inviteable.filter(|wanted| *wanted != passport.inviteable.unwrap_or(false));
        let areas = [("parkAuth", self.park_areas, &passport.park_auth), ("acAuth", self.ac_areas, &passport.ac_auth)];
        let areas = areas.into_iter().filter_map(|(name, wanted, found)| {
            let found = found.as_ref().map(|auth| auth.area_ids.as_slice()).unwrap_or_default();
            wanted.filter(|wanted| !same_members(wanted, found)).map(|_| name)
        });
        texts.chain(numbers).chain(lists).chain(inviteable.map(|_| "inviteable")).chain(areas).next()
    }
}

/// An empty text is as good as none.
fn text(value: &Option<String>) -> &str {
    value.as_deref().unwrap_or("")
}
