//! The questions, and what they are asked with.

use super::money::PaidBill;
use super::{Verdict, booking, gate, money, passport};
use crate::ChinaTime;
use crate::api::{
    BlacklistAddRequest, BookingCreateBookingRequest, CouponAddRequest, PassportAddRequest, PassportUpdateRequest,
};
use crate::client::io::{Io, ask};
use crate::error::Result;
use crate::flow::paging::{ListRequest, Pages};
use crate::wire::Request;

pub(super) enum Question {
    PassportAdded(Box<PassportAddRequest>),
    PassportUpdated(Box<PassportUpdateRequest>),
    PassportDeleted(i64),
    BookingCreated(Box<BookingCreateBookingRequest>),
    BookingCancelled(i64, i64),
    BlacklistAdded(Box<BlacklistAddRequest>),
    CouponIssued(CouponAddRequest, ChinaTime),
    BillPaid(PaidBill),
    VehicleLetIn { lane_id: i64, user_id: String, license: Option<String>, since: ChinaTime },
}

impl Question {
    pub(super) async fn answer<C: Io>(self, client: &C) -> Result<Verdict> {
        match self {
            Self::PassportAdded(request) => passport::added(client, &request).await,
            Self::PassportUpdated(request) => passport::updated(client, &request).await,
            Self::PassportDeleted(id) => passport::deleted(client, id).await,
            Self::BookingCreated(request) => booking::created(client, &request).await,
            Self::BookingCancelled(mch_id, booking_id) => booking::cancelled(client, mch_id, booking_id).await,
            Self::BlacklistAdded(request) => gate::blacklisted(client, &request).await,
            Self::CouponIssued(request, since) => money::coupon(client, &request, since).await,
            Self::BillPaid(bill) => money::paid(client, &bill).await,
            Self::VehicleLetIn { lane_id, user_id, license, since } => {
                gate::let_in(client, lane_id, &user_id, license.as_deref(), since).await
            }
        }
    }
}

/// A single record; `None` where the platform has none.
pub(super) async fn find<C: Io, R: Request + Sync>(client: &C, request: &R) -> Result<Option<R::Output>> {
    match ask(client, request, client.handle().options.clone()).await {
        Ok(record) => Ok(Some(record)),
        Err(error) if error.is_not_found() => Ok(None),
        Err(error) => Err(error),
    }
}

/// All records of a list that pass.
pub(super) async fn all<C: Io, R: ListRequest>(
    client: &C,
    request: R,
    mut pass: impl FnMut(&R::Item) -> bool,
) -> Result<Vec<R::Item>> {
    let mut pages = Pages::new(client.clone(), request).prefetch(false);
    let mut found = Vec::new();
    while let Some(page) = pages.page().await {
        found.extend(page?.into_iter().filter(&mut pass));
    }
    Ok(found)
}

/// Whether two lists have the same members, in any order.
pub(super) fn same_members<T: Ord + Clone>(one: &[T], other: &[T]) -> bool {
    let sorted = |list: &[T]| {
        let mut list = list.to_vec();
        list.sort();
        list.dedup();
        list
    };
    sorted(one) == sorted(other)
}
