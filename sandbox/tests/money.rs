//! Bills, coupons, renewals and what they leave behind.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod common;

use common::{ENTRY, EXIT, MERCHANT, Park};
use serde_json::{Value, json};

const AMOUNT: i64 = 12_151_107_613_232_801;
const HOURS: i64 = 12_151_107_620_265_701;
const HALF: i64 = 12_151_107_620_265_702;
const FREE_TODAY: i64 = 12_151_114_539_475_601;
const ANY_AMOUNT: i64 = 12_151_107_613_232_802;
const ONLY_ONE: i64 = 12_151_107_613_232_803;

async fn coupon(park: &Park, rule: i64, plate: &str) -> common::Answer {
    park.call("coupon.add", json!({ "mchId": MERCHANT, "ruleId": rule, "plateNumber": plate })).await
}

#[tokio::test]
async fn each_kind_of_coupon_lowers_the_bill_in_its_way() {
    let park = Park::start().await;
    for (plate, rule, discount, money) in
        [("粤B10001", AMOUNT, 5, 15), ("粤B10002", HOURS, 10, 10), ("粤B10003", HALF, 10, 10)]
    {
        park.arrives(ENTRY, plate).await;
        park.advance(4 * 3600).await;
        coupon(&park, rule, plate).await.ok();
        let bill = park.bill(plate).await.json();
        assert_eq!(
            (&bill["payable"], &bill["discount"], &bill["money"]),
            (&json!(20), &json!(discount), &json!(money)),
            "{plate}"
        );
        assert!(bill["comment"].is_string());
        park.pay(plate, &bill["payToken"]).await.ok();
    }
    park.arrives(ENTRY, "粤B10004").await;
    park.advance(3600).await;
    coupon(&park, FREE_TODAY, "粤B10004").await.ok();
    assert_eq!(park.bill("粤B10004").await.err_code.as_deref(), Some("NoBill"));
    assert_eq!(park.leaves(EXIT, "粤B10004").await["gate_open"], true);
    let query = json!({ "startTime": common::START, "endTime": "2024-05-07 00:00:00", "keyword": "10004", "offset": 0, "length": 10 });
    let fees = park.call("parking_fee.query_tmp_rent_records", query).await.json();
    assert_eq!(
        (&fees[0]["parkingFee"], &fees[0]["discountFee"], &fees[0]["realFee"]),
        (&json!(5), &json!(5), &json!(0))
    );
}

#[tokio::test]
async fn a_coupon_counts_once_and_a_days_pass_all_day() {
    let park = Park::start().await;
    for (rule, second_visit_is_free) in [(AMOUNT, false), (FREE_TODAY, true)] {
        let plate = format!("粤B2000{}", u8::from(second_visit_is_free));
        coupon(&park, rule, &plate).await.ok();
        for visit in 0..2 {
            park.arrives(ENTRY, &plate).await;
            park.advance(3600).await;
            let free = visit == 0 || second_visit_is_free;
            assert_eq!(park.leaves(EXIT, &plate).await["gate_open"], free, "{plate} {visit}");
        }
        park.control("POST", "vehicles/withdraw", json!({ "lane_id": EXIT })).await;
    }
}

#[tokio::test]
async fn quotas_count_down_and_end_with_a_refusal() {
    let park = Park::start().await;
    let quota = async || park.call("coupon.quota", json!({ "mchId": MERCHANT, "ruleId": ONLY_ONE })).await.json();
    assert_eq!(quota().await, json!({ "todayRemaining": 1, "monthRemaining": 10, "yearRemaining": 100 }));
    coupon(&park, ONLY_ONE, "粤B1").await.ok();
    assert_eq!(quota().await, json!({ "todayRemaining": 0, "monthRemaining": 9, "yearRemaining": 99 }));
    assert_eq!(coupon(&park, ONLY_ONE, "粤B1").await.code, "0006");
    park.advance(86400).await;
    assert_eq!(quota().await["todayRemaining"], 1);
    let listed = park
        .call("coupon.query_coupons", json!({ "mchId": MERCHANT, "date": "2024-05-06", "offset": 0, "length": 10 }))
        .await
        .json();
    assert_eq!((listed.as_array().unwrap().len(), &listed[0]["ruleName"]), (1, &json!("限量1张")));
}

#[tokio::test]
async fn only_a_rule_of_value_zero_takes_a_value() {
    let park = Park::start().await;
    let add = async |rule: i64, value: i64| {
        let data = json!({ "mchId": MERCHANT, "ruleId": rule, "plateNumber": "粤B1", "discountValue": value });
        park.call("coupon.add", data).await.code
    };
    assert_eq!(
        (add(ANY_AMOUNT, 3).await, add(ANY_AMOUNT, -3).await, add(AMOUNT, 3).await),
        ("0000".into(), "0001".into(), "0006".into())
    );
    assert_eq!(coupon(&park, 1, "粤B1").await.code, "0009");
}

#[tokio::test]
async fn a_payment_token_expires_and_belongs_to_its_plate() {
    let park = Park::start().await;
    park.arrives(ENTRY, "粤B12345").await;
    park.advance(3600).await;
    let bill = park.bill("粤B12345").await.json();
    assert_eq!(park.pay("粤B99999", &bill["payToken"]).await.code, "0006");
    assert_eq!(park.pay("粤B12345", &json!("made up")).await.code, "0006");
    park.advance(601).await;
    let late = park.pay("粤B12345", &bill["payToken"]).await;
    assert_eq!((late.code.as_str(), late.message.contains("过期")), ("0006", true));
    assert_eq!(park.payments().await, 0);
}

#[tokio::test]
async fn of_two_bills_for_one_stay_only_one_can_be_paid() {
    let park = Park::start().await;
    park.arrives(ENTRY, "粤B12345").await;
    park.advance(3600).await;
    let (first, second) = (park.bill("粤B12345").await.json(), park.bill("粤B12345").await.json());
    assert_ne!(first["payToken"], second["payToken"]);
    park.pay("粤B12345", &first["payToken"]).await.ok();
    assert_eq!(park.pay("粤B12345", &second["payToken"]).await.code, "0006");
    let query = json!({ "startTime": common::START, "endTime": "2024-05-07 00:00:00", "offset": 0, "length": 10 });
    let fees = park.call("parking_fee.query_tmp_rent_records", query).await.json();
    assert_eq!(
        (fees.as_array().unwrap().len(), &fees[0]["tradeNo"], &fees[0]["payChannel"]),
        (1, &first["tradeNo"], &json!(6))
    );
}

#[tokio::test]
async fn a_misread_plate_finds_its_bill_by_shape() {
    let park = Park::start().await;
    park.arrives(ENTRY, "粤B8O812").await;
    park.advance(3600).await;
    assert_eq!(park.bill("粤BB0812").await.json()["plateNumber"], "粤B8O812");
    assert_eq!(park.bill("粤B70812").await.err_code.as_deref(), Some("NoEnterRecord"));
}

#[tokio::test]
async fn a_bill_paid_elsewhere_is_taken_once() {
    let park = Park::start().await;
    park.arrives(ENTRY, "粤B12345").await;
    park.advance(7200).await;
    let bill = |amount: &str| {
        json!({
            "plateNumber": "粤B12345", "enterLaneId": ENTRY.to_string(), "enterTime": common::START, "billEndTime": "2024-05-06 10:00:00",
            "payable": "10", "discount": "0.5", "paid": "0", "amount": amount,
        })
    };
    assert_eq!(park.call("pay.add_tmp_rent_bill", bill("10")).await.code, "0001", "the sum is wrong");
    park.call("pay.add_tmp_rent_bill", bill("9.5")).await.ok();
    assert_eq!(park.call("pay.add_tmp_rent_bill", bill("9.50")).await.code, "0006");
    assert_eq!(park.state().await["payments"][0]["amount"], "9.5");
    assert_eq!(park.leaves(EXIT, "粤B12345").await["gate_open"], true);
}

#[tokio::test]
async fn renewal_makes_a_passport_valid_and_leaves_a_fee_record() {
    let park = Park::start().await;
    let renew = |start: &str, end: &str, money: Value| {
        json!({
            "plateNumber": "粤B66003", "startDate": start, "endDate": end, "period": 1, "money": money,
        })
    };
    park.call("passport.renew", renew("2024-05-01", "2024-05-31", json!(150))).await.ok();
    assert_eq!(park.arrives(ENTRY, "粤B66003").await["auth_type"], 1);
    park.call("passport.renew", renew("2024-06-01", "2024-06-30", json!("150.5"))).await.ok();
    let passport = park.call("passport.get", json!({ "plateNumber": "粤B66003" })).await.json();
    assert_eq!(
        (&passport["parkAuth"]["startDate"], &passport["parkAuth"]["endDate"]),
        (&json!("2024-05-01"), &json!("2024-06-30"))
    );
    let query = json!({ "startDate": "2024-05-06", "endDate": "2024-05-06", "offset": 0, "length": 10 });
    let fees = park.call("parking_fee.query_long_rent_records", query).await.json();
    assert_eq!(
        (&fees[0]["realFee"], &fees[0]["startDate"], &fees[1]["realFee"]),
        (&json!(150.5), &json!("2024-06-01"), &json!(150))
    );
    assert_eq!(park.call("passport.renew", renew("2024-06-02", "2024-06-01", json!(1))).await.code, "0001");
}

#[tokio::test]
async fn a_stay_beyond_the_end_of_a_passport_is_charged_from_there() {
    let park = Park::start().await;
    let renew = json!({ "plateNumber": "粤B66003", "startDate": "2024-05-01", "endDate": "2024-05-06", "period": 1, "money": 1 });
    park.call("passport.renew", renew).await.ok();
    park.arrives(ENTRY, "粤B66003").await;
    park.control("POST", "clock", json!({ "now": "2024-05-07 01:30:00" })).await;
    let bill = park.bill("粤B66003").await.json();
    assert_eq!((&bill["startTime"], &bill["money"]), (&json!("2024-05-07 00:00:00"), &json!(10)));
}

#[tokio::test]
async fn paying_a_long_rent_bill_extends_the_passport_once() {
    let park = Park::start().await;
    let query = |start: &str, period: i64| json!({ "plateNumber": "粤B66003", "startDate": start, "period": period, "userId": "u1" });
    let bill = park.call("pay.query_long_rent_bill", query("2024-05-06", 3)).await.json();
    assert_eq!((&bill["payable"], &bill["discount"], &bill["money"]), (&json!(450), &json!(30), &json!(420)));
    let other = park.call("pay.query_long_rent_bill", query("2024-06-06", 1)).await.json();
    let pay = |bill: &Value| json!({ "plateNumber": "粤B66003", "payToken": bill["payToken"] });
    park.call("pay.pay_long_rent_bill", pay(&bill)).await.ok();
    assert_eq!(park.call("pay.pay_long_rent_bill", pay(&bill)).await.code, "0006");
    assert_eq!(park.call("pay.pay_long_rent_bill", pay(&other)).await.code, "0006", "the same months twice");
    let passport = park.call("passport.get", json!({ "plateNumber": "粤B66003" })).await.json();
    assert_eq!(passport["parkAuth"]["endDate"], "2024-08-05");
    assert_eq!(park.payments().await, 1);
    // A rule without gaps: the seeded passport ended in 2019.
    let gap = json!({ "plateNumber": "粤B66002", "startDate": "2024-05-06", "period": 1, "userId": "u1" });
    assert_eq!(park.call("pay.query_long_rent_bill", gap).await.code, "0006");
    let joined = json!({ "plateNumber": "粤B66002", "startDate": "2019-08-01", "period": 1, "userId": "u1" });
    assert_eq!(park.call("pay.query_long_rent_bill", joined).await.json()["money"], 300.5);
}

#[tokio::test]
async fn berth_discounts_lower_the_bill_of_whoever_stands_there() {
    let park = Park::start().await;
    park.arrives(ENTRY, "粤B12345").await;
    let berth = json!({ "parkingSpaceNo": "100001" });
    assert_eq!(park.call("space.get_parking_info", berth.clone()).await.json()["state"], 0);
    assert_eq!(
        park.call("space.set_coupons", json!({ "parkingSpaceNo": "100001", "timeLength": 120 })).await.code,
        "0006",
        "nobody there"
    );
    park.control(
        "POST",
        "berths",
        json!({ "parking_space_no": "100001", "occupied": true, "plate_number": "粤B12345" }),
    )
    .await;
    let info = park.call("space.get_parking_info", berth.clone()).await.json();
    assert_eq!(
        (&info["state"], &info["plateNumber"], &info["enterTime"]),
        (&json!(1), &json!("粤B12345"), &json!(common::START))
    );
    park.call("space.set_coupons", json!({ "parkingSpaceNo": "100001", "timeLength": 120 })).await.ok();
    park.advance(4 * 3600).await;
    assert_eq!(park.bill("粤B12345").await.json()["money"], 10);
    // A window, under the names of the document's sample; two of its three hours are within the stay.
    let window = json!({ "parkingSpaceNo": "100001", "freeStartTime": "2024-05-06 07:00:00", "freeEndTime": "2024-05-06 10:00:00" });
    park.call("space.set_coupons", window).await.ok();
    assert_eq!(park.bill("粤B12345").await.err_code.as_deref(), Some("NoBill"));
    park.control("POST", "berths", json!({ "parking_space_no": "100001", "occupied": true })).await;
    let info = park.call("space.get_parking_info", berth).await.json();
    assert!(info["plateNumber"].is_null() && info["qrCode"].is_string());
    assert_eq!(park.call("space.get_parking_info", json!({ "parkingSpaceNo": "999999" })).await.code, "0009");
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_payments_at_once_are_one_payment_and_one_opening() {
    let park = std::sync::Arc::new(Park::start().await);
    park.arrives(ENTRY, "粤B12345").await;
    park.advance(3600).await;
    park.leaves(EXIT, "粤B12345").await;
    let token = park.bill("粤B12345").await.json()["payToken"].clone();
    let calls: Vec<_> = (0..20)
        .map(|_| {
            let (park, token) = (std::sync::Arc::clone(&park), token.clone());
            tokio::spawn(async move { park.pay("粤B12345", &token).await.code })
        })
        .collect();
    let mut codes = Vec::new();
    for call in calls {
        codes.push(call.await.unwrap());
    }
    assert_eq!(codes.iter().filter(|code| *code == "0000").count(), 1, "{codes:?}");
    assert_eq!((park.payments().await, park.openings().await), (1, 2));
}
