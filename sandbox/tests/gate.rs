//! What lets a vehicle in and out, and what passing a gate changes.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod common;

use common::{BASEMENT, BASEMENT_ENTRY, DOOR, DOOR_AREA, ENTRY, EXIT, GROUND, MERCHANT, Park};
use serde_json::{Value, json};

#[tokio::test]
async fn a_visit_leaves_records_and_frees_its_space() {
    let park = Park::start().await;
    let (free, _) = park.free(GROUND).await;
    let verdict = park.arrives(ENTRY, "粤B12345").await;
    assert_eq!((&verdict["gate_open"], &verdict["auth_type"]), (&json!(true), &json!(2)));
    assert_eq!(park.free(GROUND).await.0, free - 1);
    let inside = park.inside("粤B12345").await;
    assert_eq!(inside[0]["time"], common::START);
    assert_eq!(inside[0]["laneId"], ENTRY);

    park.advance(10 * 60).await;
    assert_eq!(park.leaves(EXIT, "粤B12345").await["gate_open"], true, "fifteen minutes are free");
    assert_eq!(park.free(GROUND).await.0, free);
    assert!(park.inside("粤B12345").await.is_empty());

    let query = json!({ "startTime": "2024-05-06 00:00:00", "endTime": "2024-05-06 23:59:59", "keyword": "12345", "offset": 0, "length": 10 });
    let records = park.call("passrecord.query_car_records", query).await.json();
    assert_eq!((&records[0]["direction"], &records[1]["direction"]), (&json!(2), &json!(1)), "newest first");
    assert_eq!(records[0]["laneName"], "地面出口");
    assert_eq!(park.openings().await, 2);
    let image = park.call("passrecord.query_image_url", json!({ "laneId": ENTRY, "time": common::START })).await.json();
    assert!(image[0].as_str().unwrap().contains("/20240506/"));
}

#[tokio::test]
async fn a_paid_car_has_fifteen_minutes_to_leave() {
    let park = Park::start().await;
    park.arrives(ENTRY, "粤B12345").await;
    park.advance(90 * 60).await;
    let verdict = park.leaves(EXIT, "粤B12345").await;
    assert_eq!((&verdict["gate_open"], &verdict["state"], &verdict["money"]), (&json!(false), &json!(4), &json!("10")));
    park.control("POST", "vehicles/withdraw", json!({ "lane_id": EXIT })).await;

    let bill = park.bill("粤B12345").await.json();
    assert_eq!((&bill["payable"], &bill["money"], &bill["minutes"]), (&json!(10), &json!(10), &json!(90)));
    assert_eq!(bill["enterLaneId"], ENTRY);
    park.pay("粤B12345", &bill["payToken"]).await.ok();
    assert_eq!(park.bill("粤B12345").await.err_code.as_deref(), Some("NoBill"));

    // Past the time to leave the stay goes on, and only what is new has to be paid.
    park.advance(45 * 60).await;
    let more = park.bill("粤B12345").await.json();
    assert_eq!((&more["payable"], &more["payed"], &more["money"]), (&json!(15), &json!(10), &json!(5)));
    park.pay("粤B12345", &more["payToken"]).await.ok();
    park.advance(14 * 60).await;
    let verdict = park.leaves(EXIT, "粤B12345").await;
    assert_eq!((&verdict["gate_open"], &verdict["auth_type"]), (&json!(true), &json!(6)), "paid in advance");
    assert_eq!(park.payments().await, 2);
    assert_eq!(park.bill("粤B12345").await.err_code.as_deref(), Some("NoEnterRecord"));
}

#[tokio::test]
async fn the_time_to_leave_covers_a_new_hour_to_its_last_second() {
    let park = Park::start().await;
    for (wait, due) in [(900, false), (901, true)] {
        let plate = format!("粤B{wait:05}");
        park.arrives(ENTRY, &plate).await;
        park.advance(59 * 60).await;
        let bill = park.bill(&plate).await.json();
        park.pay(&plate, &bill["payToken"]).await.ok();
        park.advance(wait).await;
        assert_eq!(park.bill(&plate).await.err_code.is_none(), due, "{wait}");
    }
}

#[tokio::test]
async fn a_plate_that_is_inside_does_not_come_in_again() {
    let park = Park::start().await;
    park.arrives(ENTRY, "粤B12345").await;
    let verdict = park.arrives(BASEMENT_ENTRY, "粤B12345").await;
    assert_eq!((&verdict["gate_open"], &verdict["err_code"]), (&json!(false), &json!("AlreadyInside")));
    let forced = park.control("POST", "operator/open", json!({ "lane_id": BASEMENT_ENTRY })).await;
    assert_eq!(forced["gate_open"], false, "not even by an operator");
    assert_eq!(park.openings().await, 1);
}

#[tokio::test]
async fn paying_at_the_exit_opens_it_once() {
    let park = Park::start().await;
    park.arrives(ENTRY, "粤B12345").await;
    park.advance(60 * 60).await;
    park.leaves(EXIT, "粤B12345").await;
    let scan = json!({ "laneId": EXIT, "userId": "u1" });
    let bill = park.call("auth.exit", scan.clone()).await.json();
    assert_eq!((&bill["state"], &bill["license"], &bill["money"]), (&json!(4), &json!("粤B12345"), &json!(5)));
    let openings = park.openings().await;
    park.pay("粤B12345", &bill["payToken"]).await.ok();
    assert_eq!(park.openings().await, openings + 1);
    assert_eq!(park.call("auth.query_event", scan.clone()).await.json()["state"], 0);
    assert!(park.inside("粤B12345").await.is_empty());

    let again = park.pay("粤B12345", &bill["payToken"]).await;
    assert_eq!((again.code.as_str(), again.message.as_str()), ("0006", "账单已支付"));
    assert_eq!(park.call("auth.exit", scan).await.json()["state"], 7, "nobody stands there any more");
    assert_eq!((park.openings().await, park.payments().await), (openings + 1, 1));
}

#[tokio::test]
async fn an_unlicensed_car_comes_in_by_phone_and_goes_out_by_phone() {
    let park = Park::start().await;
    let scan = json!({ "laneId": ENTRY, "userId": "u1" });
    assert_eq!(park.call("auth.query_event", scan.clone()).await.json()["state"], 5, "nobody scanned");
    assert_eq!(park.call("auth.enter", scan.clone()).await.json()["state"], 7);
    let event = park.call("auth.query_event", scan.clone()).await.json();
    assert_eq!((&event["state"], &event["errCode"]), (&json!(7), &Value::Null));
    let verdict = park.control("POST", "vehicles/arrive", json!({ "lane_id": ENTRY })).await;
    assert_eq!((&verdict["gate_open"], &verdict["state"]), (&json!(false), &json!(7)));
    let event = park.call("auth.query_event", scan.clone()).await.json();
    assert_eq!((&event["state"], &event["errCode"]), (&json!(7), &json!("ReAuth")));
    let entered = park.call("auth.enter", scan.clone()).await.json();
    assert_eq!(entered["state"], 0);
    let license = entered["license"].as_str().unwrap().to_owned();
    assert!(license.starts_with("QB") && license.len() == 10, "{license}");
    assert_eq!(park.call("auth.query_event", scan.clone()).await.json()["state"], 0);
    // A lost answer asked for again opens nothing.
    let again = park.call("auth.enter", scan).await.json();
    assert_eq!((&again["state"], &again["license"]), (&json!(1), &json!(license)));
    assert_eq!(park.openings().await, 1);
    // Nor does it let in, or block, the next one's vehicle.
    park.control("POST", "vehicles/arrive", json!({ "lane_id": ENTRY })).await;
    let again = park.call("auth.enter", json!({ "laneId": ENTRY, "userId": "u1" })).await.json();
    assert_eq!((&again["state"], &again["license"]), (&json!(1), &json!(license)));
    assert_eq!(park.call("auth.enter", json!({ "laneId": ENTRY, "userId": "u2" })).await.json()["state"], 0);
    assert_eq!(park.openings().await, 2);

    park.advance(30 * 60).await;
    let scan = json!({ "laneId": EXIT, "userId": "u1" });
    assert_eq!(park.call("auth.exit", scan.clone()).await.json()["state"], 7);
    park.control("POST", "vehicles/leave", json!({ "lane_id": EXIT })).await;
    assert_eq!(park.call("auth.query_event", scan.clone()).await.json()["errCode"], "ReAuth");
    let bill = park.call("auth.exit", scan.clone()).await.json();
    assert_eq!((&bill["state"], &bill["license"]), (&json!(4), &json!(license)));
    park.pay(&license, &bill["payToken"]).await.ok();
    assert_eq!(park.call("auth.query_event", scan).await.json()["state"], 0);
    assert!(park.inside(&license).await.is_empty());
}

#[tokio::test]
async fn a_car_without_a_record_waits_for_the_operators_match() {
    let park = Park::start().await;
    park.arrives(ENTRY, "粤B12345").await;
    park.advance(60 * 60).await;
    park.control("POST", "vehicles/leave", json!({ "lane_id": EXIT })).await;
    let scan = json!({ "laneId": EXIT, "userId": "stranger" });
    let answer = park.call("auth.exit", scan.clone()).await.json();
    assert_eq!((&answer["state"], &answer["errCode"]), (&json!(3), &json!("NoEnterRecord")));
    assert_eq!(park.call("auth.refresh_parking_fee", scan.clone()).await.json()["state"], 3);
    let unknown =
        park.control_http("POST", "operator/match", json!({ "lane_id": EXIT, "plate_number": "粤B99999" })).await;
    assert_eq!(unknown.status, 404);
    park.control("POST", "operator/match", json!({ "lane_id": EXIT, "plate_number": "粤B12345", "car_type": 2 })).await;
    let bill = park.call("auth.refresh_parking_fee", scan.clone()).await.json();
    assert_eq!((&bill["state"], &bill["license"], &bill["money"]), (&json!(4), &json!("粤B12345"), &json!(7.5)));
    park.pay("粤B12345", &bill["payToken"]).await.ok();
    assert_eq!(park.call("auth.refresh_parking_fee", scan).await.json()["state"], 0);
    assert_eq!(park.openings().await, 2);
}

#[tokio::test]
async fn a_matched_car_that_owes_nothing_leaves_on_refresh() {
    let park = Park::start().await;
    park.arrives(ENTRY, "粤B12345").await;
    let verdict = park.leaves(EXIT, "粤B99999").await;
    assert_eq!((&verdict["state"], &verdict["err_code"]), (&json!(3), &json!("NoEnterRecord")));
    let scan = json!({ "laneId": EXIT, "userId": "u1" });
    assert_eq!(park.call("auth.exit", scan.clone()).await.json()["state"], 3);
    park.control("POST", "operator/match", json!({ "lane_id": EXIT, "plate_number": "粤B12345" })).await;
    assert_eq!(park.call("auth.refresh_parking_fee", scan).await.json()["state"], 0);
}

#[tokio::test]
async fn a_blacklisted_car_stays_out() {
    let park = Park::start().await;
    let verdict = park.arrives(ENTRY, "粤B44444").await;
    assert_eq!((&verdict["gate_open"], &verdict["err_code"]), (&json!(false), &json!("Blacklist")));
    park.control("POST", "vehicles/withdraw", json!({ "lane_id": ENTRY })).await;
    let entry = json!({ "plateNumber": "粤B55555", "areaIds": BASEMENT.to_string(), "startDate": "2024-05-06", "endDate": "2024-05-06" });
    let id = park.call("blacklist.add", entry).await.ok().content.unwrap();
    assert_eq!(park.arrives(BASEMENT_ENTRY, "粤B55555").await["gate_open"], false);
    park.control("POST", "vehicles/withdraw", json!({ "lane_id": BASEMENT_ENTRY })).await;
    assert_eq!(park.arrives(ENTRY, "粤B55555").await["gate_open"], true, "another area");
    park.leaves(EXIT, "粤B55555").await;
    let listed = park.call("blacklist.query", json!({ "keyword": "55555", "offset": 0, "length": 10 })).await.json();
    assert_eq!(
        (&listed[0]["startDate"], &listed[0]["endDate"]),
        (&json!("2024-05-06 00:00:00"), &json!("2024-05-06 23:59:59"))
    );
    park.call("blacklist.delete", json!({ "blackListId": id })).await.ok();
    assert_eq!(park.call("blacklist.delete", json!({ "blackListId": id })).await.code, "0009");
    assert_eq!(park.arrives(BASEMENT_ENTRY, "粤B55555").await["gate_open"], true);
}

#[tokio::test]
async fn a_passport_opens_its_areas_within_its_dates_unless_locked() {
    let park = Park::start().await;
    let long = park.free(GROUND).await.1;
    let verdict = park.arrives(ENTRY, "粤B871UY").await;
    assert_eq!((&verdict["gate_open"], &verdict["auth_type"]), (&json!(true), &json!(1)));
    assert_eq!(park.free(GROUND).await.1, long - 1);
    // Its one space is taken: the shared plate pays as a temporary vehicle.
    assert_eq!(park.arrives(ENTRY, "粤B873HJ").await["auth_type"], 7);
    park.advance(48 * 3600).await;
    park.call("passport.lock", json!({ "plateNumber": "粤B871UY", "state": 1 })).await.ok();
    let verdict = park.leaves(EXIT, "粤B871UY").await;
    assert_eq!((&verdict["gate_open"], &verdict["err_code"]), (&json!(false), &json!("Locked")));
    park.call("passport.lock", json!({ "plateNumber": "粤B871UY", "state": 2 })).await.ok();
    assert_eq!(park.leaves(EXIT, "粤B871UY").await["gate_open"], true, "two days cost a long-rent vehicle nothing");
    assert_eq!(park.call("passport.lock", json!({ "plateNumber": "粤B12345", "state": 1 })).await.code, "0006");
    // Ended, never paid, and another area: temporary vehicles.
    assert_eq!(park.arrives(BASEMENT_ENTRY, "粤B66002").await["auth_type"], 2);
    assert_eq!(park.arrives(ENTRY, "粤B66003").await["auth_type"], 2);
}

#[tokio::test]
async fn a_full_area_takes_only_passports_and_open_bookings() {
    let park = Park::start().await;
    let (free, _) = park.free(GROUND).await;
    for number in 0..free {
        assert_eq!(park.arrives(ENTRY, &format!("粤A{number:05}")).await["gate_open"], true);
    }
    let verdict = park.arrives(ENTRY, "粤B12345").await;
    assert_eq!((&verdict["gate_open"], &verdict["err_code"]), (&json!(false), &json!("NoFreeSpace")));
    park.control("POST", "vehicles/withdraw", json!({ "lane_id": ENTRY })).await;
    assert_eq!(park.arrives(ENTRY, "粤B871UY").await["gate_open"], true);
    let booking = |merchant: i64, plate: &str| {
        json!({
            "mchId": merchant, "areaId": GROUND, "plateNumber": plate, "startTime": common::START, "endTime": "2024-05-06 12:00:00",
        })
    };
    park.call("booking.create_booking", booking(MERCHANT, "粤B00001")).await.ok();
    assert_eq!(park.arrives(ENTRY, "粤B00001").await["gate_open"], false);
    park.control("POST", "vehicles/withdraw", json!({ "lane_id": ENTRY })).await;
    let id = park.call("booking.create_booking", booking(0, "粤B00002")).await.ok().content.unwrap();
    assert_eq!(park.arrives(ENTRY, "粤B00002").await["auth_type"], 3);
    let booking = park.call("booking.get_booking", json!({ "mchId": "0", "bookingId": id })).await.json();
    assert_eq!(booking["state"], 5);
    assert_eq!(park.call("booking.cancel_booking", json!({ "mchId": 0, "bookingId": id })).await.code, "0006");
}

#[tokio::test]
async fn a_booking_for_a_phone_user_opens_lane_and_door() {
    let park = Park::start().await;
    let booking = |area: i64| {
        json!({
            "mchId": 0, "areaId": area, "userId": "u1", "startTime": common::START, "endTime": "2024-05-06 12:00:00", "name": "王总",
        })
    };
    park.call("booking.create_booking", booking(GROUND)).await.ok();
    assert_eq!(park.call("booking.create_booking", booking(GROUND)).await.code, "0006", "twice for the same time");
    park.control("POST", "vehicles/arrive", json!({ "lane_id": ENTRY })).await;
    let entered = park.call("auth.enter", json!({ "laneId": ENTRY, "userId": "u1" })).await.json();
    assert_eq!((&entered["state"], &entered["message"]), (&json!(0), &json!("预约车，请入场")));

    let door = json!({ "laneId": DOOR, "userId": "u1" });
    assert_eq!(park.call("auth.access", door.clone()).await.json()["state"], 1);
    park.call("booking.create_booking", booking(DOOR_AREA)).await.ok();
    assert_eq!(park.call("auth.access", door).await.json()["state"], 0);
    // A passport's card and mobile phone, a card at the reader, and one that has ended.
    assert_eq!(park.call("auth.access", json!({ "laneId": DOOR, "userId": "13508980088" })).await.json()["state"], 0);
    let swipe = async |card: &str| {
        park.control("POST", "cards/swipe", json!({ "lane_id": DOOR, "card_number": card })).await["gate_open"].clone()
    };
    assert_eq!((swipe("1287efab00").await, swipe("09881246").await), (json!(true), json!(false)));
    let query = json!({ "startTime": common::START, "endTime": "2024-05-06 23:59:59", "offset": 0, "length": 10 });
    let records = park.call("passrecord.query_ac_records", query).await.json();
    assert_eq!(
        records.as_array().unwrap().iter().map(|record| record["authType"].as_i64().unwrap()).collect::<Vec<_>>(),
        [1, 1, 3]
    );
}

#[tokio::test]
async fn an_old_scan_does_not_answer_for_the_next_visit() {
    let park = Park::start().await;
    park.control("POST", "vehicles/arrive", json!({ "lane_id": ENTRY })).await;
    let scan = json!({ "laneId": ENTRY, "userId": "u1" });
    let license = park.call("auth.enter", scan.clone()).await.json()["license"].as_str().unwrap().to_owned();
    assert_eq!(park.leaves(EXIT, &license).await["gate_open"], true);
    assert_eq!(park.call("auth.query_event", scan).await.json()["errCode"], "NoScan");
}

#[tokio::test]
async fn stuck_and_guarded_barriers_wait_for_the_operator() {
    let park = Park::start().await;
    for (barrier, state) in [("stuck", 6), ("confirm", 2)] {
        park.control("POST", "lanes", json!({ "lane_id": ENTRY, "barrier": barrier })).await;
        park.control("POST", "vehicles/arrive", json!({ "lane_id": ENTRY })).await;
        let scan = json!({ "laneId": ENTRY, "userId": barrier });
        assert_eq!(park.call("auth.enter", scan.clone()).await.json()["state"], state);
        assert_eq!(
            park.call("auth.enter", json!({ "laneId": ENTRY, "userId": "other" })).await.json()["errCode"],
            "LaneBusy"
        );
        let openings = park.openings().await;
        assert_eq!(park.control("POST", "operator/open", json!({ "lane_id": ENTRY })).await["gate_open"], true);
        assert_eq!(park.openings().await, openings + 1);
        let event = park.call("auth.query_event", scan).await.json();
        assert_eq!(event["state"], 0);
    }
}

#[tokio::test]
async fn an_operator_can_let_out_who_has_not_paid() {
    let park = Park::start().await;
    park.arrives(ENTRY, "粤B12345").await;
    park.advance(3600).await;
    park.leaves(EXIT, "粤B12345").await;
    let verdict = park.control("POST", "operator/open", json!({ "lane_id": EXIT })).await;
    assert_eq!((&verdict["gate_open"], &verdict["auth_type"]), (&json!(true), &json!(4)));
    assert_eq!(park.payments().await, 0);
}

#[tokio::test]
async fn the_record_of_a_misread_or_lost_car_can_be_mended() {
    let park = Park::start().await;
    park.arrives(ENTRY, "粤B12345").await;
    let record = |plate: &str| json!({ "plateNumber": plate, "time": common::START, "laneId": ENTRY });
    park.call("passrecord.modify_plate", record("粤B54321")).await.ok();
    assert_eq!(park.inside("粤B54321").await.len(), 1);
    assert_eq!(park.call("passrecord.reset_outside", record("粤B12345")).await.code, "0009");
    park.call("passrecord.reset_outside", record("粤B54321")).await.ok();
    assert!(park.inside("粤B54321").await.is_empty());
    assert_eq!(park.openings().await, 1, "no barrier moved");
}

#[tokio::test]
async fn lanes_of_the_wrong_kind_and_unknown_ones_are_refused() {
    let park = Park::start().await;
    assert_eq!(park.call("auth.enter", json!({ "laneId": EXIT, "userId": "u1" })).await.json()["state"], 5);
    assert_eq!(park.call("auth.exit", json!({ "laneId": ENTRY, "userId": "u1" })).await.json()["state"], 5);
    assert_eq!(park.call("auth.access", json!({ "laneId": ENTRY, "userId": "u1" })).await.json()["state"], 5);
    assert_eq!(park.call("auth.enter", json!({ "laneId": 1, "userId": "u1" })).await.code, "0009");
    assert_eq!(park.control_http("POST", "vehicles/arrive", json!({ "lane_id": EXIT })).await.status, 409);
    park.control("POST", "vehicles/arrive", json!({ "lane_id": ENTRY })).await;
    assert_eq!(park.control_http("POST", "vehicles/arrive", json!({ "lane_id": ENTRY })).await.status, 409);
}

#[tokio::test]
async fn records_are_paged_newest_first() {
    let park = Park::start().await;
    for number in 0..5 {
        park.arrives(ENTRY, &format!("粤A0000{number}")).await;
        park.advance(1).await;
    }
    let page = async |offset: i64, length: i64| -> Vec<String> {
        let query = json!({ "offset": offset, "length": length });
        let rows = park.call("passrecord.query_on_parking_records", query).await.json();
        rows.as_array().unwrap().iter().map(|row| row["plateNumber"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(page(0, 2).await, ["粤A00004", "粤A00003"]);
    assert_eq!(page(4, 2).await, ["粤A00000"]);
    assert!(page(5, 2).await.is_empty());
    park.advance(2 * 86400).await;
    park.arrives(ENTRY, "粤A00009").await;
    let query = json!({ "days": 2, "offset": 0, "length": 100 });
    assert_eq!(park.call("passrecord.query_on_parking_records", query).await.json().as_array().unwrap().len(), 5);
}
