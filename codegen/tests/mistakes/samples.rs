//! Samples that do not fit their fields.

use super::gives;

const RESPONSE: &str = "endpoint /demo/query, response sample";

#[test]
fn that_is_not_json() {
    let found = super::problems(&super::changed("\"sold\": 1,", "\"sold\": 1"));
    let first = found.first().unwrap();
    assert!(first.contains(&format!("{RESPONSE}: is not JSON: ")), "{found:?}");
}

#[test]
fn with_an_unknown_key() {
    gives("\"sold\": 1", "\"solt\": 1", &format!("{RESPONSE}: `[0].solt` is no field"));
}

#[test]
fn without_a_required_field() {
    let from = "\"thingId\": 1, \"thingId\": \"911151314366657102\", ";
    gives(from, "", &format!("{RESPONSE}: required `[0].thingId` is missing"));
}

#[test]
fn with_an_identifier_that_is_no_number() {
    let message = format!("{RESPONSE}: `[0].thingId` is \"12x\", which is no id");
    gives("\"911151314366657102\"", "\"12x\"", &message);
}

#[test]
fn with_an_amount_that_is_no_number() {
    gives("\"10.50\"", "\"ten\"", &format!("{RESPONSE}: `[0].price` is \"ten\", which is no money"));
}

#[test]
fn with_a_flag_that_is_none() {
    gives("\"sold\": 1", "\"sold\": 2", &format!("{RESPONSE}: `[0].sold` is 2, which is no flag"));
}

#[test]
fn with_a_time_that_is_none() {
    let message = format!("{RESPONSE}: `[0].soldAt` is \"10:00\", which is no datetime");
    gives("\"2018-10-13 10:00:00\"", "\"10:00\"", &message);
}

#[test]
fn with_an_enum_value_that_is_not_listed() {
    gives("\"colour\": \"2\"", "\"colour\": 9", &format!("{RESPONSE}: `[0].colour` is 9, which is no Colour"));
}

#[test]
fn with_an_object_for_a_list() {
    let found = super::problems(&super::changed("response = \"list<Thing>\"", "response = \"Thing\""));
    let first = found.first().unwrap();
    assert!(first.contains("which is no object Thing"), "{found:?}");
}

#[test]
fn that_breaks_a_rule() {
    let message = "endpoint /demo/query, request sample: breaks the rule over from | keyword";
    gives("\"fromTime\": \"2018-10-13\"", "\"keyword\": \"a\", \"from\": \"2018-10-13\"", message);
}

#[test]
fn of_a_request_without_fields() {
    let from = "[[endpoint.field]]\nname = \"colour\"\ntype = \"Colour\"\nrequired = true\nzh = \"颜色\"\ndoc = \"Its colour.\"\n";
    let message = "endpoint /demo/add, request sample: the request has no fields, so it has no sample";
    gives(from, "", message);
}

#[test]
fn of_a_kind_that_does_not_exist() {
    let found = super::problems(&super::changed("kind = \"request\"", "kind = \"question\""));
    let expected =
        "spec/demo.toml: endpoint /demo/query, question sample: kind is `question`, must be request or response";
    assert!(found.iter().any(|problem| problem == expected), "{found:?}");
}

#[test]
fn with_a_scalar_of_the_wrong_type() {
    let message = "endpoint /demo/add, response sample: `the text` is \"abc\", which is no id";
    gives("content = \"911151314366657102\"", "content = \"abc\"", message);
}
