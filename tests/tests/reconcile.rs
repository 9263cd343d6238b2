//! Every listed write, done and answered into the void, or lost on its way: what reconcile says, and that nothing is done
//! twice by asking.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod support;

use serde_json::json;
use support::{AREA, ENTRY, EXIT, MERCHANT, Park};
use welinkpark::api::*;
use welinkpark::flow::reconcile::{Outcome, PaidBill, Verdict};
use welinkpark::{ChinaTime, Result, Sent, blocking};

const RULE: i64 = 12_151_107_613_232_801;

/// Makes the write twice in fresh parks, lost before and after it was done, and asks each time.
fn both<T>(
    endpoint: &str,
    prepare: impl Fn(&Park, &blocking::Client),
    write: impl Fn(&blocking::Client) -> Result<T>,
    ask: impl Fn(&Park, &blocking::Client) -> Verdict,
) {
    for (fault, expected) in [("drop_before", Outcome::NotDone), ("drop_after", Outcome::Done)] {
        let park = Park::start();
        let client = park.blocking();
        client.info().areas().send().unwrap();
        prepare(&park, &client);
        park.fault(endpoint, fault);
        let error = write(&client).map(|_| ()).unwrap_err();
        assert_eq!(error.sent(), Sent::Unknown);
        let verdict = ask(&park, &client);
        assert_eq!(verdict.outcome, expected, "{endpoint}, {fault}: {verdict:?}");
        assert!(!verdict.reason.is_empty());
        assert_eq!(park.calls(endpoint), 1);
    }
}

fn nothing(_: &Park, _: &blocking::Client) {}

fn time(text: &str) -> ChinaTime {
    text.parse().unwrap()
}

fn vehicle() -> PassportAddRequest {
    PassportAddRequest::new()
        .passport_type(PassportType::Vehicle)
        .name("示例")
        .mobile_phone("13800000000")
        .mgr_type(1)
        .car_type(1)
        .spacenum(1)
        .inviteable(false)
        .plate_number("粤A00001")
}

#[test]
fn a_passport_added() {
    let request = vehicle();
    both(
        "passport.add",
        nothing,
        |client| client.passport().add(request.clone()).send(),
        |_, client| client.reconcile().passport_added(&request).send().unwrap(),
    );
}

#[test]
fn a_passport_added_with_a_card() {
    let mut request = vehicle().card_number(["made-up-1".to_owned()]);
    request.plate_number = None;
    request.passport_type = Some(PassportType::AccessControl);
    both(
        "passport.add",
        nothing,
        |client| client.passport().add(request.clone()).send(),
        |_, client| client.reconcile().passport_added(&request).send().unwrap(),
    );
}

#[test]
fn a_passport_that_had_the_plate_before_leaves_it_open() {
    let park = Park::start();
    let client = park.blocking();
    client.passport().add(vehicle().name("另一个")).send().unwrap();
    let verdict = client.reconcile().passport_added(&vehicle()).send().unwrap();
    assert_eq!(verdict.outcome, Outcome::CannotTell, "{verdict:?}");
    assert!(verdict.reason.contains("name"));
}

const KNOWN: i64 = 5_151_108_843_907_001;

#[test]
fn a_passport_updated() {
    let request = PassportUpdateRequest::new()
        .passport_id(KNOWN)
        .passport_type(PassportType::Vehicle)
        .name("王牌")
        .mobile_phone("13900000000")
        .plate_number("粤B871UY")
        .mgr_type(1)
        .car_type(1)
        .spacenum(2)
        .inviteable(true);
    both(
        "passport.update",
        nothing,
        |client| client.passport().update(request.clone()).send(),
        |_, client| client.reconcile().passport_updated(&request).send().unwrap(),
    );
}

#[test]
fn a_passport_deleted() {
    let request = PassportDeleteRequest::new().passport_id(KNOWN).passport_type(PassportType::Vehicle);
    both(
        "passport.delete",
        nothing,
        |client| client.passport().delete(request.clone()).send(),
        |_, client| client.reconcile().passport_deleted(KNOWN).send().unwrap(),
    );
}

fn booking() -> BookingCreateBookingRequest {
    BookingCreateBookingRequest::new()
        .mch_id(MERCHANT)
        .area_id(AREA)
        .plate_number("粤A00001")
        .start_time(time("2099-01-01 08:00:00"))
        .end_time(time("2099-01-01 18:00:00"))
        .name("示例")
        .comment("会议")
}

#[test]
fn a_booking_created() {
    both(
        "booking.create_booking",
        nothing,
        |client| client.booking().create_booking(booking()).send(),
        |_, client| client.reconcile().booking_created(&booking()).send().unwrap(),
    );
}

#[test]
fn a_booking_without_a_plate_may_be_anothers() {
    let park = Park::start();
    let client = park.blocking();
    let mut request = booking().user_id("u1");
    request.plate_number = None;
    assert_eq!(client.reconcile().booking_created(&request).send().unwrap().outcome, Outcome::NotDone);
    client.booking().create_booking(request.clone()).send().unwrap();
    assert_eq!(client.reconcile().booking_created(&request).send().unwrap().outcome, Outcome::CannotTell);
}

#[test]
fn a_booking_cancelled() {
    for (fault, expected) in [("drop_before", Outcome::NotDone), ("drop_after", Outcome::Done)] {
        let park = Park::start();
        let client = park.blocking();
        let id = client.booking().create_booking(booking()).send().unwrap();
        park.fault("booking.cancel_booking", fault);
        let request = BookingCancelBookingRequest::new().mch_id(MERCHANT).booking_id(id);
        client.booking().cancel_booking(request).send().unwrap_err();
        assert_eq!(client.reconcile().booking_cancelled(MERCHANT, id).send().unwrap().outcome, expected);
        assert_eq!(client.reconcile().booking_cancelled(MERCHANT, 1).send().unwrap().outcome, Outcome::CannotTell);
        if fault == "drop_after" {
            assert_eq!(client.reconcile().booking_created(&booking()).send().unwrap().outcome, Outcome::CannotTell);
        }
    }
}

#[test]
fn a_blacklist_entry_added() {
    let request = BlacklistAddRequest::new()
        .plate_number("粤A00001")
        .area_ids([AREA])
        .start_date(time("2024-01-01 00:00:00"))
        .reason("示例");
    both(
        "blacklist.add",
        nothing,
        |client| client.blacklist().add(request.clone()).send(),
        |_, client| client.reconcile().blacklist_added(&request).send().unwrap(),
    );
}

#[test]
fn a_coupon_issued() {
    let request = CouponAddRequest::new().mch_id(MERCHANT).rule_id(RULE).plate_number("粤A00001");
    let before = |park: &Park, client: &blocking::Client| {
        park.post("clock", json!({ "freeze": true, "now": "2024-05-06 08:00:00" }));
        client.info().areas().send().unwrap();
        // An older one of the same kind is not the lost one.
        client.coupon().add(request.clone()).send().unwrap();
        park.post("clock", json!({ "now": "2024-05-06 09:00:00" }));
        client.info().areas().send().unwrap();
        park.control_forget_requests();
    };
    both(
        "coupon.add",
        before,
        |client| client.coupon().add(request.clone()).send(),
        |_, client| client.reconcile().coupon_issued(&request, time("2024-05-06 08:59:58")).send().unwrap(),
    );
}

#[test]
fn a_coupon_issued_shortly_before_leaves_it_open() {
    let park = Park::start();
    let client = park.blocking();
    park.post("clock", json!({ "freeze": true, "now": "2024-05-06 08:00:00" }));
    let request = CouponAddRequest::new().mch_id(MERCHANT).rule_id(RULE).plate_number("粤A00001");
    client.coupon().add(request.clone()).send().unwrap();
    let verdict = client.reconcile().coupon_issued(&request, time("2024-05-06 08:00:30")).send().unwrap();
    assert_eq!(verdict.outcome, Outcome::CannotTell);
}

#[test]
fn a_bill_paid_with_its_record_or_after_it_is_gone() {
    for (fault, expected) in [("drop_before", Outcome::NotDone), ("drop_after", Outcome::Done)] {
        let park = Park::start();
        let client = park.blocking();
        park.post("vehicles/arrive", json!({ "lane_id": ENTRY, "plate_number": "粤A00001" }));
        park.post("clock", json!({ "advance_seconds": 7200 }));
        client.info().areas().send().unwrap();
        let query = PayQueryTmpRentBillRequest::new().plate_number("粤A00001").user_id("u1");
        let bill = client.pay().query_tmp_rent_bill(query).send().unwrap();
        park.fault("pay.pay_tmp_rent_bill", fault);
        let request =
            PayPayTmpRentBillRequest::new().plate_number("粤A00001").pay_token(bill.pay_token.clone().unwrap());
        client.pay().pay_tmp_rent_bill(request).send().unwrap_err();
        let paid = PaidBill::of(&bill, "粤A00001", "u1");
        let unnumbered = PaidBill { trade_no: None, ..paid.clone() };
        for asked in [paid.clone(), unnumbered.clone()] {
            assert_eq!(client.reconcile().bill_paid(asked).send().unwrap().outcome, expected, "{fault}");
        }
        // Later more is due, but what was paid stays paid.
        park.post("clock", json!({ "advance_seconds": 7200 }));
        for asked in [paid.clone(), unnumbered.clone()] {
            assert_eq!(client.reconcile().bill_paid(asked).send().unwrap().outcome, expected, "{fault}, later");
        }
        assert_eq!((park.payments(), park.calls("pay.pay_tmp_rent_bill")), (usize::from(expected == Outcome::Done), 1));
        // Gone without a record of its number.
        park.post("vehicles/leave", json!({ "lane_id": EXIT, "plate_number": "粤A00001" }));
        park.post("operator/open", json!({ "lane_id": EXIT }));
        assert_eq!(client.reconcile().bill_paid(unnumbered).send().unwrap().outcome, Outcome::CannotTell);
    }
}

#[test]
fn a_vehicle_let_in() {
    let since = time("2024-01-01 00:00:00");
    for (fault, expected) in [("drop_before", Outcome::CannotTell), ("drop_after", Outcome::Done)] {
        let park = Park::start();
        let client = park.blocking();
        park.post("vehicles/arrive", json!({ "lane_id": ENTRY }));
        park.fault("auth.enter", fault);
        client.auth().enter(AuthEnterRequest::new().lane_id(ENTRY).user_id("u1")).send().unwrap_err();
        let verdict = client.reconcile().vehicle_let_in(ENTRY, "u1", None, since).send().unwrap();
        assert_eq!(verdict.outcome, expected, "{verdict:?}");
        assert_eq!(park.openings(ENTRY), usize::from(fault == "drop_after"));
    }
    let park = Park::start();
    let client = park.blocking();
    let asked = |plate| client.reconcile().vehicle_let_in(ENTRY, "u1", Some(plate), since).send().unwrap().outcome;
    assert_eq!(asked("粤A00001"), Outcome::NotDone);
    park.post("vehicles/arrive", json!({ "lane_id": ENTRY, "plate_number": "粤A00001" }));
    assert_eq!(asked("粤A00001"), Outcome::Done);
    let later = client.reconcile().vehicle_let_in(ENTRY, "u1", Some("粤A00001"), time("2099-01-01 00:00:00"));
    assert_eq!(later.send().unwrap().outcome, Outcome::CannotTell);
}

#[test]
fn the_asynchronous_face_asks_the_same() {
    let park = Park::start();
    let client = park.client();
    let verdict = park.run(async { client.reconcile().passport_deleted(KNOWN).await }).unwrap();
    assert_eq!(verdict.outcome.name(), "not-done");
}

#[test]
fn what_keeps_the_platform_from_answering_is_an_error_and_no_verdict() {
    let park = Park::start();
    let client = park.builder().base_url("http://127.0.0.1:1/api").build_blocking().unwrap();
    assert!(client.reconcile().passport_deleted(KNOWN).send().is_err());
}
