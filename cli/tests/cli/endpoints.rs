//! `welinkpark endpoints`.

use serde_json::Value;

use crate::fixture::{plain, run};

fn endpoints() -> Vec<Value> {
    run(plain(&["endpoints", "--json"]), "").json().as_array().unwrap().clone()
}

fn named(name: &str) -> Value {
    endpoints().into_iter().find(|endpoint| endpoint["name"] == name).unwrap()
}

#[test]
fn all_52_are_listed_29_get_and_23_post() {
    let all = endpoints();
    let count = |method: &str| all.iter().filter(|endpoint| endpoint["http_method"] == method).count();
    assert_eq!((all.len(), count("GET"), count("POST")), (52, 29, 23));
    let table = run(plain(&["endpoints"]), "").stdout;
    assert_eq!(table.lines().count(), 53);
    assert!(all.iter().all(|endpoint| table.contains(endpoint["path"].as_str().unwrap())));
}

#[test]
fn json_has_fields_with_name_type_required_and_enum() {
    let login = named("user.login");
    let role = login["request"].as_array().unwrap().iter().find(|field| field["name"] == "role").unwrap();
    assert_eq!((role["type"].as_str(), role["required"].as_bool()), (Some("enum"), Some(true)));
    assert_eq!(role["enum"][0]["value"], 1);
    assert_eq!(role["enum"][0]["title_zh"], "超级用户");
}

#[test]
fn json_has_rules_and_the_answers_fields() {
    let passport = named("passport.get");
    assert_eq!(passport["rules"][0]["choices"].as_array().unwrap().len(), 2);
    assert_eq!(passport["response"]["type"], "object");
    let areas = named("info.areas");
    assert_eq!(areas["response"]["items"]["fields"][0]["name"], "areaId");
    assert_eq!(areas["response"]["items"]["fields"][0]["type"], "id");
}

#[test]
fn a_name_shows_what_the_endpoint_takes() {
    let text = run(plain(&["endpoints", "passport.get"]), "").stdout;
    assert!(
        text.contains("GET /passport/get, read") && text.contains("Exactly one of: passportId; plateNumber."),
        "{text}"
    );
    assert_eq!(run(plain(&["endpoints", "/passport/get"]), "").stdout, text);
}

#[test]
fn a_group_lists_its_endpoints_and_an_unknown_name_is_refused() {
    let coupon = run(plain(&["endpoints", "coupon"]), "").stdout;
    assert!(coupon.lines().skip(1).all(|line| line.starts_with("coupon.")), "{coupon}");
    assert_eq!(run(plain(&["endpoints", "car"]), "").status, 2);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut command = plain(&["endpoints", "--json"]);
    let mut child = command.stdout(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
}
