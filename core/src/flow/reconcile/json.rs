//! Questions given as JSON: the name of a write's question, and the write's request.

use super::given::{Given, field};
use super::money::PaidBill;
use super::question::Question;
use crate::api::{
    AcAuthorization, AuthEnterRequest, BlacklistAddRequest, BookingCancelBookingRequest, BookingCreateBookingRequest,
    CouponAddRequest, ParkAuthorization, PassportAddRequest, PassportDeleteRequest, PassportUpdateRequest,
};
use crate::error::{Error, Result, Rule};
use crate::schema::{Field, Type};
use crate::wire::{Request, encode_request};

/// The questions by name, each with its write.
const QUESTIONS: [(&str, &str, Reader); 9] = [
    ("passport_added", "passport.add", passport_added),
    ("passport_updated", "passport.update", passport_updated),
    ("passport_deleted", "passport.delete", passport_deleted),
    ("booking_created", "booking.create_booking", booking_created),
    ("booking_cancelled", "booking.cancel_booking", booking_cancelled),
    ("blacklist_added", "blacklist.add", blacklist_added),
    ("coupon_issued", "coupon.add", coupon_issued),
    ("bill_paid", "pay.pay_tmp_rent_bill", bill_paid),
    ("vehicle_let_in", "auth.enter", vehicle_let_in),
];

type Reader = fn(&str) -> Result<Question>;

/// When the lost call began, on the platform's clock.
static SINCE: Field = field("since", "since", Type::DateTime);
static LICENSE: Field = field("license", "license", Type::Text);
static PAID_BILL: [Field; 7] = [
    field("plateNumber", "plate_number", Type::Text),
    field("userId", "user_id", Type::Text),
    field("tradeNo", "trade_no", Type::Id),
    field("payed", "payed", Type::Money),
    field("money", "money", Type::Money),
    field("madeAt", "made_at", Type::DateTime),
    // Stands for the four before it.
    field("bill", "bill", Type::Text),
];
/// What matters of the answer that brought the bill.
static BILL: [Field; 4] = [
    field("tradeNo", "trade_no", Type::Id),
    field("payed", "payed", Type::Money),
    field("money", "money", Type::Money),
    field("endTime", "end_time", Type::DateTime),
];

pub(super) fn question(write: &str, request: &str) -> Result<Question> {
    let Some((_, endpoint, read)) = QUESTIONS.iter().find(|(name, ..)| *name == write) else {
        let known: Vec<&str> = QUESTIONS.iter().map(|(name, ..)| *name).collect();
        let message = format!("there is no question about {write:?}; known are: {}", known.join(", "));
        return Err(Error::validation("write", Rule::Unknown, message));
    };
    read(request).map_err(|error| error.with_endpoint(endpoint))
}

/// Makes a request of what was given; the compiler sees that no field is forgotten.
macro_rules! read {
    ($request:ident, $given:expr, $($field:ident),* $(; $object:ident: $inner:ident { $($part:ident),* })*) => {
        $request {
            $($field: $given.get(stringify!($field))?,)*
            $($object: match $given.object(stringify!($object))? {
                Some(inner) => Some($inner { $($part: inner.get(stringify!($part))?),* }),
                None => None,
            },)*
        }
    };
}

/// A request that could not have been sent was not lost either.
fn checked<R: Request>(request: R) -> Result<R> {
    encode_request(R::ENDPOINT, &request, false).map(|_| request)
}

fn fields_of<R: Request>() -> &'static [Field] {
    R::ENDPOINT.request
}

fn passport_added(json: &str) -> Result<Question> {
    let given = Given::read(json, fields_of::<PassportAddRequest>())?;
    let request = read!(PassportAddRequest, given, passport_type, name, address, mobile_phone, mgr_type, car_type,
        plate_number, spacenum, share_plates, card_number, inviteable, invitation_code;
        park_auth: ParkAuthorization { area_ids };
        ac_auth: AcAuthorization { start_date, end_date, area_ids });
    Ok(Question::PassportAdded(Box::new(checked(request)?)))
}

fn passport_updated(json: &str) -> Result<Question> {
    let given = Given::read(json, fields_of::<PassportUpdateRequest>())?;
    let request = read!(PassportUpdateRequest, given, passport_type, passport_id, name, address, mobile_phone, mgr_type,
        car_type, plate_number, spacenum, share_plates, card_number, inviteable, invitation_code;
        park_auth: ParkAuthorization { area_ids };
        ac_auth: AcAuthorization { start_date, end_date, area_ids });
    Ok(Question::PassportUpdated(Box::new(checked(request)?)))
}

fn passport_deleted(json: &str) -> Result<Question> {
    let given = Given::read(json, fields_of::<PassportDeleteRequest>())?;
    Ok(Question::PassportDeleted(given.need("passport_id")?))
}

fn booking_created(json: &str) -> Result<Question> {
    let given = Given::read(json, fields_of::<BookingCreateBookingRequest>())?;
    let request = read!(
        BookingCreateBookingRequest,
        given,
        mch_id,
        area_id,
        plate_number,
        user_id,
        start_time,
        end_time,
        name,
        comment
    );
    Ok(Question::BookingCreated(Box::new(checked(request)?)))
}

fn booking_cancelled(json: &str) -> Result<Question> {
    let given = Given::read(json, fields_of::<BookingCancelBookingRequest>())?;
    Ok(Question::BookingCancelled(given.need("mch_id")?, given.need("booking_id")?))
}

fn blacklist_added(json: &str) -> Result<Question> {
    let given = Given::read(json, fields_of::<BlacklistAddRequest>())?;
    let request = read!(BlacklistAddRequest, given, plate_number, area_ids, start_date, end_date, reason);
    Ok(Question::BlacklistAdded(Box::new(checked(request)?)))
}

fn coupon_issued(json: &str) -> Result<Question> {
    let given = Given::read(json, fields_of::<CouponAddRequest>().iter().chain([&SINCE]))?;
    let request = read!(CouponAddRequest, given, mch_id, rule_id, plate_number, discount_value);
    Ok(Question::CouponIssued(checked(request)?, given.need("since")?))
}

fn bill_paid(json: &str) -> Result<Question> {
    let given = Given::read(json, &PAID_BILL)?;
    let mut bill = PaidBill {
        plate_number: given.need("plate_number")?,
        user_id: given.need("user_id")?,
        trade_no: given.get("trade_no")?,
        payed: given.get("payed")?,
        money: given.get("money")?,
        made_at: given.get("made_at")?,
    };
    if let Some(answer) = given.answer("bill", &BILL)? {
        bill.trade_no = bill.trade_no.or(answer.get("trade_no")?);
        bill.payed = bill.payed.or(answer.get("payed")?);
        bill.money = bill.money.or(answer.get("money")?);
        bill.made_at = bill.made_at.or(answer.get("end_time")?);
    }
    Ok(Question::BillPaid(bill))
}

fn vehicle_let_in(json: &str) -> Result<Question> {
    let given = Given::read(json, fields_of::<AuthEnterRequest>().iter().chain([&LICENSE, &SINCE]))?;
    Ok(Question::VehicleLetIn {
        lane_id: given.need("lane_id")?,
        user_id: given.need("user_id")?,
        license: given.get("license")?,
        since: given.need("since")?,
    })
}
