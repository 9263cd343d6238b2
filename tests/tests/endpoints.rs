//! Every endpoint through its typed method: the asynchronous client, the blocking one, and one whose platform types its
//! answers loosely. What one call changes, another one reads.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use std::collections::BTreeSet;
use std::future::IntoFuture;
use std::sync::LazyLock;

use serde_json::{Value, json};
use welinkpark::api::*;
use welinkpark::{ChinaTime, Date, Money};
use welinkpark_sandbox::Options;
use welinkpark_tests::sandbox::TestSandbox;

const GROUND: i64 = 1_150_779_322_741_001;
const DOOR_AREA: i64 = 1_150_779_322_741_003;
const ENTRY: i64 = 3_150_432_953_492_101;
const EXIT: i64 = 3_150_432_953_492_102;
const DOOR: i64 = 3_150_432_953_492_105;
const MERCHANT: i64 = 11_151_314_366_657_101;
const FIVE_YUAN: i64 = 12_151_107_613_232_801;
const PLATE: &str = "粤B12345";

static RUNTIME: LazyLock<tokio::runtime::Runtime> = LazyLock::new(|| tokio::runtime::Runtime::new().unwrap());

macro_rules! awaited {
    ($call:expr) => {
        RUNTIME.block_on($call.into_future()).unwrap()
    };
}

macro_rules! sent {
    ($call:expr) => {
        $call.send().unwrap()
    };
}

fn time(text: &str) -> ChinaTime {
    text.parse().unwrap()
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn yuan(text: &str) -> Option<Money> {
    Some(text.parse().unwrap())
}

fn later(sandbox: &TestSandbox, seconds: i64) {
    sandbox.post("/clock", &json!({ "advance_seconds": seconds }));
}

fn arrives(sandbox: &TestSandbox, plate: Option<&str>) -> Value {
    sandbox.post("/vehicles/arrive", &json!({ "lane_id": ENTRY, "plate_number": plate }))
}

fn leaves(sandbox: &TestSandbox, plate: Option<&str>) -> Value {
    sandbox.post("/vehicles/leave", &json!({ "lane_id": EXIT, "plate_number": plate }))
}

/// The same stories for both clients, whose calls end differently.
macro_rules! stories {
    ($module:ident, $client:ty, $ask:ident) => {
        mod $module {
            use super::*;

            pub(super) fn all(sandbox: &TestSandbox, client: &$client) {
                for story in [park, passports, visit, records, unlicensed, coupons, bookings, blacklist, spaces] {
                    story(sandbox, client);
                }
                let called: BTreeSet<String> = sandbox.get("/requests?limit=1000")["requests"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .filter_map(|entry| entry["endpoint"].as_str().map(str::to_owned))
                    .collect();
                let known: BTreeSet<String> =
                    welinkpark::ENDPOINTS.iter().map(|endpoint| endpoint.name.to_owned()).collect();
                assert_eq!((called.len(), called), (52, known));
            }

            fn park(_: &TestSandbox, client: &$client) {
                let areas = $ask!(client.info().areas());
                assert_eq!(areas.len(), 3);
                assert_eq!((areas[0].area_id, areas[0].area_name.as_str()), (GROUND, "地面"));
                assert_eq!(areas[2].area_type, AreaType::AccessControl);
                let lanes = $ask!(client.info().lanes());
                assert_eq!((lanes[1].lane_id, lanes[1].lane_type), (EXIT, LaneType::Exit));
                assert_eq!($ask!(client.info().mgr_types())[1].name, "免费车");
                assert_eq!($ask!(client.info().car_types()).len(), 3);
                let rule = $ask!(client.info().rent_rule(InfoRentRuleRequest::new().mgr_type(3).car_type(1)));
                assert_eq!((Some(rule.monthly_rent), rule.monthly_rent2), (yuan("300.5"), None));
                assert!(!rule.allow_discontinuous);
                let bind = || InfoSetQrUrlRequest::new().lane_id(ENTRY).qr_url("http://qr.example.invalid/");
                let code = $ask!(client.info().set_qr_url(bind())).qr_code;
                assert_eq!($ask!(client.info().set_qr_url(bind())).qr_code, code, "a lane keeps its code");
                let login = UserLoginRequest::new().user_id(7).user_name("张三").role(UserRole::Manager);
                let page = $ask!(client.user().login(login.state(LoginTarget::Monitor)));
                assert!(page.starts_with("/ww/monitor.html?"), "{page}");
            }

            fn passports(_: &TestSandbox, client: &$client) {
                let has = |plate: &str| PassportHasPlateNumbersRequest::new().plate_numbers([plate]);
                assert!(!$ask!(client.passport().has_plate_numbers(has("粤B77777"))));
                let areas = ParkAuthorization::new().area_ids([GROUND]);
                let new = PassportAddRequest::new().passport_type(PassportType::Vehicle).name("张三").inviteable(true);
                let new = new.mobile_phone("13500000077").plate_number("粤B77777").mgr_type(1).car_type(1);
                let id = $ask!(client.passport().add(new.park_auth(areas.clone()).spacenum(1)));
                assert!($ask!(client.passport().has_plate_numbers(has("粤B77777"))));
                let card = PassportHasCardNumbersRequest::new().card_numbers(["00228a18", "none"]);
                assert!($ask!(client.passport().has_card_numbers(card)));

                let of_plate = || PassportGetRequest::new().plate_number("粤B77777");
                let found = $ask!(client.passport().get(of_plate()));
                assert_eq!((found.passport_id, found.name.as_deref()), (id, Some("张三")));
                assert_eq!(found.park_auth.unwrap().end_date, None, "not paid yet");
                let change = PassportUpdateRequest::new().passport_type(PassportType::Vehicle).passport_id(id);
                let change = change.name("李四").mobile_phone("13500000078").plate_number("粤B77777").inviteable(false);
                $ask!(client.passport().update(change.mgr_type(1).car_type(1).park_auth(areas).spacenum(1)));
                assert_eq!($ask!(client.passport().get(of_plate())).name.as_deref(), Some("李四"));

                let renewal = PassportRenewRequest::new().plate_number("粤B77777").period(1);
                let renewal = renewal.start_date(date("2026-06-01")).end_date(date("2026-06-30"));
                $ask!(client.passport().renew(renewal.money("99.50".parse::<Money>().unwrap())));
                let bill = PayQueryLongRentBillRequest::new().plate_number("粤B77777").period(2).user_id("u1");
                let bill = $ask!(client.pay().query_long_rent_bill(bill.start_date(date("2026-07-01"))));
                assert_eq!((bill.payable, bill.discount, bill.money), (yuan("200"), yuan("10"), yuan("190")));
                let payment = PayPayLongRentBillRequest::new().plate_number("粤B77777");
                $ask!(client.pay().pay_long_rent_bill(payment.pay_token(bill.pay_token.unwrap())));
                let authorized = $ask!(client.passport().get(of_plate())).park_auth.unwrap();
                assert_eq!(authorized.end_date, Some(date("2026-08-31")));
                let fees = ParkingFeeQueryLongRentRecordsRequest::new().start_date(date("2026-06-01"));
                let fees = $ask!(client.parking_fee().query_long_rent_records(fees.end_date(date("2026-06-01"))));
                assert_eq!(fees.iter().map(|fee| Some(fee.real_fee)).collect::<Vec<_>>(), [yuan("190"), yuan("99.5")]);

                let kind = || PassportQueryRequest::new().passport_type(PassportType::Vehicle);
                let valid = $ask!(client.passport().query(kind().state(PassportState::Valid)));
                assert_eq!(valid.iter().map(|passport| passport.passport_id).max(), Some(id));
                $ask!(client.passport().lock(PassportLockRequest::new().plate_number("粤B77777").state(LockState::Locked)));
                let gone = PassportDeleteRequest::new().passport_type(PassportType::Vehicle).passport_id(id);
                $ask!(client.passport().delete(gone));
                assert!($ask!(client.passport().query(kind().keyword("77777"))).is_empty());
                assert_eq!($ask!(client.passport().invitation_code()).len(), 8);
            }

            fn visit(sandbox: &TestSandbox, client: &$client) {
                let free = || $ask!(client.info().space())[0].tmp_free_space;
                let before = free();
                assert_eq!(arrives(sandbox, Some(PLATE))["gate_open"], true);
                assert_eq!(free(), before - 1);
                let entered = time("2026-06-01 08:00:00");
                later(sandbox, 7200);

                let ask = PayQueryTmpRentBillRequest::new().plate_number(PLATE).user_id("u1");
                let bill = $ask!(client.pay().query_tmp_rent_bill(ask));
                assert_eq!((bill.money, bill.minutes, bill.enter_lane_id), (yuan("10"), Some(120), Some(ENTRY)));
                assert_eq!((bill.start_time, bill.leave_time), (Some(entered), Some(time("2026-06-01 10:15:00"))));
                let payment = PayPayTmpRentBillRequest::new().plate_number(PLATE);
                $ask!(client.pay().pay_tmp_rent_bill(payment.pay_token(bill.pay_token.unwrap())));
                assert_eq!(leaves(sandbox, Some(PLATE))["gate_open"], true);
                assert_eq!(free(), before);

                let (from, to) = (time("2026-06-01 00:00:00"), time("2026-06-01 23:59:59"));
                let fees = ParkingFeeQueryTmpRentRecordsRequest::new().start_time(from).end_time(to).keyword(PLATE);
                let fees = $ask!(client.parking_fee().query_tmp_rent_records(fees));
                assert_eq!((fees.len(), fees[0].trade_no), (1, bill.trade_no));
                assert_eq!((Some(fees[0].real_fee), fees[0].pay_channel), (yuan("10"), PayChannel::OpenApi));
                let passed = PassrecordQueryCarRecordsRequest::new().start_time(from).end_time(to).keyword(PLATE);
                let passed = $ask!(client.passrecord().query_car_records(passed));
                let directions: Vec<_> = passed.iter().map(|record| record.direction).collect();
                assert_eq!(directions, [Direction::Exit, Direction::Entry]);
                let picture = PassrecordQueryImageUrlRequest::new().lane_id(ENTRY).time(entered);
                assert_eq!($ask!(client.passrecord().query_image_url(picture)).len(), 1);
            }

            fn records(sandbox: &TestSandbox, client: &$client) {
                arrives(sandbox, Some("粤B00001"));
                let all = PassrecordQueryOnParkingRecordsRequest::new;
                let inside = || $ask!(client.passrecord().query_on_parking_records(all()));
                let [record] = inside().try_into().unwrap();
                assert_eq!((record.plate_number.as_str(), record.auth_type), ("粤B00001", AuthType::Temporary));
                let correction = PassrecordModifyPlateRequest::new().plate_number("粤B00002").time(record.time);
                $ask!(client.passrecord().modify_plate(correction.lane_id(record.lane_id)));
                assert_eq!(inside()[0].plate_number, "粤B00002");

                later(sandbox, 3600);
                let five = || "5".parse::<Money>().unwrap();
                let bill = PayAddTmpRentBillRequest::new().plate_number("粤B00002").enter_lane_id(ENTRY);
                let bill = bill.enter_time(record.time).bill_end_time(time("2026-06-01 11:00:00")).payable(five());
                $ask!(client.pay().add_tmp_rent_bill(bill.discount(Money::ZERO).paid(Money::ZERO).amount(five())));
                assert_eq!(sandbox.get("/state")["payments"].as_array().unwrap().last().unwrap()["amount"], "5");
                let gone = PassrecordResetOutsideRequest::new().plate_number("粤B00002").time(record.time);
                $ask!(client.passrecord().reset_outside(gone.lane_id(ENTRY)));
                assert!(inside().is_empty());
            }

            fn unlicensed(sandbox: &TestSandbox, client: &$client) {
                let enter = || AuthEnterRequest::new().lane_id(ENTRY).user_id("u1");
                let exit = || AuthExitRequest::new().lane_id(EXIT).user_id("u1");
                let event = |lane| AuthQueryEventRequest::new().lane_id(lane).user_id("u1");
                let openings = || sandbox.get("/state")["openings"].as_array().unwrap().len();
                let before = openings();

                assert_eq!($ask!(client.auth().enter(enter())).state, AuthState::AwaitingCapture);
                arrives(sandbox, None);
                let captured = $ask!(client.auth().query_event(event(ENTRY)));
                assert_eq!(captured.err_code.as_deref(), Some("ReAuth"));
                let entered = $ask!(client.auth().enter(enter()));
                assert_eq!((entered.state, openings()), (AuthState::Opened, before + 1));
                let license = entered.license.unwrap();

                later(sandbox, 3600);
                leaves(sandbox, None);
                let stranger = AuthExitRequest::new().lane_id(EXIT).user_id("u2");
                assert_eq!($ask!(client.auth().exit(stranger)).state, AuthState::AwaitingMatch);
                sandbox.post("/operator/match", &json!({ "lane_id": EXIT, "plate_number": license }));
                let again = AuthRefreshParkingFeeRequest::new().lane_id(EXIT).user_id("u2");
                let due = $ask!(client.auth().refresh_parking_fee(again));
                assert_eq!((due.state, due.money), (AuthState::AwaitingPayment, yuan("5")));
                sandbox.post("/vehicles/withdraw", &json!({ "lane_id": EXIT }));

                leaves(sandbox, None);
                let due = $ask!(client.auth().exit(exit()));
                assert_eq!((due.state, due.license.as_deref()), (AuthState::AwaitingPayment, Some(license.as_str())));
                let payment = PayPayTmpRentBillRequest::new().plate_number(license);
                $ask!(client.pay().pay_tmp_rent_bill(payment.pay_token(due.pay_token.unwrap())));
                assert_eq!($ask!(client.auth().query_event(event(EXIT))).state, AuthState::Opened);
                assert_eq!(openings(), before + 2);

                let access = AuthAccessRequest::new().lane_id(DOOR).user_id("13508980088");
                assert_eq!($ask!(client.auth().access(access)).state, AuthState::Opened);
                let doors = PassrecordQueryAcRecordsRequest::new().start_time(time("2026-06-01 00:00:00"));
                let doors = $ask!(client.passrecord().query_ac_records(doors.end_time(time("2026-06-02 00:00:00"))));
                assert_eq!((doors.len(), doors[0].lane_id, openings()), (1, DOOR, before + 3));
            }

            fn coupons(_: &TestSandbox, client: &$client) {
                assert_eq!($ask!(client.coupon().merchants()).len(), 3);
                let rules = $ask!(client.coupon().rules(CouponRulesRequest::new().mch_id(MERCHANT)));
                assert!(rules.iter().any(|rule| rule.rule_id == Some(FIVE_YUAN)));
                let rule = $ask!(client.coupon().rule(CouponRuleRequest::new().mch_id(MERCHANT).rule_id(FIVE_YUAN)));
                assert_eq!((rule.rule_type, rule.discount_value, rule.rule_id), (RuleType::Amount, 5, None));
                let left = || $ask!(client.coupon().quota(CouponQuotaRequest::new().mch_id(MERCHANT).rule_id(FIVE_YUAN)));
                let before = left().today_remaining;
                let new = CouponAddRequest::new().mch_id(MERCHANT).rule_id(FIVE_YUAN).plate_number(PLATE);
                assert!($ask!(client.coupon().add(new)) > 0);
                assert_eq!(left().today_remaining, before - 1);
                let today = CouponQueryCouponsRequest::new().mch_id(MERCHANT).date(date("2026-06-01"));
                assert_eq!($ask!(client.coupon().query_coupons(today))[0].plate_number, PLATE);
            }

            fn bookings(_: &TestSandbox, client: &$client) {
                let areas = $ask!(client.booking().query_areas(BookingQueryAreasRequest::new().mch_id(MERCHANT)));
                assert_eq!(areas[2].area_id, DOOR_AREA);
                let new = BookingCreateBookingRequest::new().mch_id(MERCHANT).area_id(GROUND).plate_number("粤B55555");
                let new = new.start_time(time("2026-06-01 08:00:00")).end_time(time("2026-06-02 08:00:00"));
                let id = $ask!(client.booking().create_booking(new.name("访客").comment("会议")));
                let get = || BookingGetBookingRequest::new().mch_id(MERCHANT).booking_id(id);
                let booking = $ask!(client.booking().get_booking(get()));
                assert_eq!((booking.state, booking.name.as_deref()), (BookingState::Valid, Some("访客")));
                let gone = BookingCancelBookingRequest::new().mch_id(MERCHANT).booking_id(id);
                $ask!(client.booking().cancel_booking(gone));
                let cancelled = BookingQueryBookingRequest::new().mch_id(MERCHANT).state(BookingState::Cancelled);
                assert_eq!($ask!(client.booking().query_booking(cancelled))[0].booking_id, id);
            }

            fn blacklist(sandbox: &TestSandbox, client: &$client) {
                let new = BlacklistAddRequest::new().plate_number("粤B66666").area_ids([GROUND]).reason("占道");
                let id = $ask!(client.blacklist().add(new.start_date(time("2026-06-01 00:00:00"))));
                assert_eq!(arrives(sandbox, Some("粤B66666"))["err_code"], "Blacklist");
                let list = || $ask!(client.blacklist().query(BlacklistQueryRequest::new().keyword("占道")));
                assert_eq!((list()[0].black_list_id, list()[0].end_date), (id, None));
                $ask!(client.blacklist().delete(BlacklistDeleteRequest::new().black_list_id(id)));
                assert!(list().is_empty());
                assert_eq!(arrives(sandbox, Some("粤B66666"))["gate_open"], true);
            }

            fn spaces(sandbox: &TestSandbox, client: &$client) {
                let berth = || SpaceGetParkingInfoRequest::new().parking_space_no("100001");
                let look = || $ask!(client.space().get_parking_info(berth()));
                assert_eq!(look().state, SpaceState::Vacant);
                let berth = json!({ "parking_space_no": "100001", "occupied": true, "plate_number": "粤B66666" });
                sandbox.post("/berths", &berth);
                assert_eq!((look().state, look().plate_number.as_deref()), (SpaceState::Occupied, Some("粤B66666")));
                $ask!(client.space().set_coupons(SpaceSetCouponsRequest::new().parking_space_no("100001").time_length(60)));
                later(sandbox, 7200);
                let bill = PayQueryTmpRentBillRequest::new().plate_number("粤B66666").user_id("u1");
                let bill = $ask!(client.pay().query_tmp_rent_bill(bill));
                assert_eq!((bill.payable, bill.money), (yuan("10"), yuan("5")));
            }
        }
    };
}

stories!(asynchronous, welinkpark::Client, awaited);
stories!(blocking, welinkpark::blocking::Client, sent);

#[test]
fn the_asynchronous_client_calls_every_endpoint() {
    let sandbox = TestSandbox::start();
    sandbox.begin();
    asynchronous::all(&sandbox, &sandbox.builder().build().unwrap());
}

#[test]
fn the_blocking_client_calls_every_endpoint() {
    let sandbox = TestSandbox::start();
    sandbox.begin();
    blocking::all(&sandbox, &sandbox.client());
}

#[test]
fn loosely_typed_answers_read_the_same_at_every_endpoint() {
    let sandbox = TestSandbox::with(Options { loose: true, ..Options::default() });
    sandbox.begin();
    blocking::all(&sandbox, &sandbox.client());
}

#[test]
fn a_full_area_lets_nobody_in_and_opens_nothing() {
    let sandbox = TestSandbox::start();
    let client = sandbox.client();
    for number in 0..80 {
        assert_eq!(arrives(&sandbox, Some(&format!("粤C{number:05}")))["gate_open"], true);
    }
    assert_eq!(client.info().space().send().unwrap()[0].tmp_free_space, 0);
    arrives(&sandbox, None);
    let answer = client.auth().enter(AuthEnterRequest::new().lane_id(ENTRY).user_id("u1")).send().unwrap();
    assert_eq!((answer.state, answer.err_code.as_deref()), (AuthState::Refused, Some("NoFreeSpace")));
    assert_eq!(sandbox.get("/state")["openings"].as_array().unwrap().len(), 80);
}
