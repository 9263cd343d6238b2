//! The typed answer of every endpoint, reached by name.

use serde::Serialize;
use welinkpark::api::*;
use welinkpark::{Error, Output};

/// Decodes content as the typed method of `endpoint` does, and writes it out again as canonical JSON.
///
/// # Errors
/// What the typed method would answer.
pub fn canonical(endpoint: &str, content: &str) -> Result<String, Error> {
    match endpoint {
        "user.login" => json::<String>(content),
        "info.areas" => json::<Vec<Area>>(content),
        "info.lanes" => json::<Vec<Lane>>(content),
        "info.mgr_types" => json::<Vec<ManagementType>>(content),
        "info.car_types" => json::<Vec<CarType>>(content),
        "info.space" => json::<Vec<AreaSpace>>(content),
        "info.rent_rule" => json::<RentRule>(content),
        "info.set_qr_url" => json::<QrCode>(content),
        "passport.query" => json::<Vec<Passport>>(content),
        "passport.get" => json::<Passport>(content),
        "passport.invitation_code" => json::<String>(content),
        "passport.has_plate_numbers" | "passport.has_card_numbers" => json::<bool>(content),
        "passport.add" => id(content),
        "passport.update" | "passport.delete" | "passport.renew" | "passport.lock" => none(content),
        "passrecord.query_car_records" => json::<Vec<CarRecord>>(content),
        "passrecord.query_ac_records" => json::<Vec<AcRecord>>(content),
        "passrecord.query_on_parking_records" => json::<Vec<OnParkingRecord>>(content),
        "passrecord.reset_outside" | "passrecord.modify_plate" => none(content),
        "passrecord.query_image_url" => json::<Vec<String>>(content),
        "parking_fee.query_tmp_rent_records" => json::<Vec<TmpRentRecord>>(content),
        "parking_fee.query_long_rent_records" => json::<Vec<LongRentRecord>>(content),
        "coupon.quota" => json::<CouponQuota>(content),
        "coupon.rule" => json::<CouponRule>(content),
        "coupon.rules" => json::<Vec<CouponRule>>(content),
        "coupon.merchants" => json::<Vec<Merchant>>(content),
        "coupon.add" => id(content),
        "coupon.query_coupons" => json::<Vec<Coupon>>(content),
        "auth.enter" => json::<EnterResult>(content),
        "auth.exit" => json::<ExitResult>(content),
        "auth.refresh_parking_fee" => json::<RefreshResult>(content),
        "auth.query_event" => json::<EventResult>(content),
        "auth.access" => json::<AccessResult>(content),
        "pay.query_long_rent_bill" => json::<LongRentBill>(content),
        "pay.query_tmp_rent_bill" => json::<TmpRentBill>(content),
        "pay.pay_long_rent_bill" | "pay.pay_tmp_rent_bill" | "pay.add_tmp_rent_bill" => none(content),
        "booking.query_areas" => json::<Vec<BookableArea>>(content),
        "booking.create_booking" => id(content),
        "booking.cancel_booking" => none(content),
        "booking.get_booking" => json::<Booking>(content),
        "booking.query_booking" => json::<Vec<Booking>>(content),
        "blacklist.add" => id(content),
        "blacklist.delete" => none(content),
        "blacklist.query" => json::<Vec<BlacklistEntry>>(content),
        "space.get_parking_info" => json::<ParkingSpace>(content),
        "space.set_coupons" => id(content),
        other => panic!("there is no typed method for {other}"),
    }
}

fn json<T: Output + Serialize>(content: &str) -> Result<String, Error> {
    T::decode(content).map(|value| serde_json::to_string(&value).expect("a model is JSON"))
}

fn id(content: &str) -> Result<String, Error> {
    i64::decode(content).map(|id| format!("\"{id}\""))
}

fn none(content: &str) -> Result<String, Error> {
    <()>::decode(content).map(|()| "null".to_owned())
}
