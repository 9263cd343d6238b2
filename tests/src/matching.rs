//! Whether a JSON value is as a case expects it; `cases/README.md` has the rules.

use serde_json::{Map, Value};

/// `Ok` if `found` is as expected, else where and how it differs.
///
/// # Errors
/// The first difference, with its JSON pointer.
pub fn matches(expected: &Value, found: &Value) -> Result<(), String> {
    at("", expected, found)
}

fn at(path: &str, expected: &Value, found: &Value) -> Result<(), String> {
    match expected {
        Value::Object(members) => match special(members) {
            Some((name, argument)) => special_at(path, name, argument, found),
            None => object_at(path, members, found),
        },
        Value::Array(items) => {
            let list = list(path, found)?;
            if items.len() != list.len() {
                return differ(path, &format!("{} elements", items.len()), found);
            }
            items
                .iter()
                .zip(list)
                .enumerate()
                .try_for_each(|(index, (expected, found))| at(&format!("{path}/{index}"), expected, found))
        }
        scalar if scalar == found => Ok(()),
        scalar => differ(path, &scalar.to_string(), found),
    }
}

fn object_at(path: &str, members: &Map<String, Value>, found: &Value) -> Result<(), String> {
    let Some(object) = found.as_object() else {
        return differ(path, "an object", found);
    };
    members.iter().try_for_each(|(name, expected)| {
        // What is absent is as good as null.
        at(&format!("{path}/{name}"), expected, object.get(name).unwrap_or(&Value::Null))
    })
}

fn special(members: &Map<String, Value>) -> Option<(&str, &Value)> {
    members.iter().next().filter(|(name, _)| name.starts_with('$')).map(|(name, argument)| (name.as_str(), argument))
}

fn special_at(path: &str, name: &str, argument: &Value, found: &Value) -> Result<(), String> {
    match name {
        "$not_null" if found.is_null() => differ(path, "anything but null", found),
        "$not_null" => Ok(()),
        "$len" if Some(list(path, found)?.len() as u64) == argument.as_u64() => Ok(()),
        "$len" => differ(path, &format!("{argument} elements"), found),
        "$has" if list(path, found)?.iter().any(|element| at("", argument, element).is_ok()) => Ok(()),
        "$has" => differ(path, &format!("an element like {argument}"), found),
        "$contains" => match (found.as_str(), argument.as_str()) {
            (Some(text), Some(part)) if text.contains(part) => Ok(()),
            _ => differ(path, &format!("a text that contains {argument}"), found),
        },
        other => Err(format!("{path}: there is no {other}")),
    }
}

fn list<'a>(path: &str, found: &'a Value) -> Result<&'a Vec<Value>, String> {
    match found {
        Value::Array(list) => Ok(list),
        other => differ(path, "a list", other),
    }
}

fn differ<T>(path: &str, expected: &str, found: &Value) -> Result<T, String> {
    let path = if path.is_empty() { "/" } else { path };
    Err(format!("at {path}\n    found    {found}\n    expected {expected}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::matches;

    #[test]
    fn members_that_are_not_named_do_not_matter_and_absent_is_null() {
        assert!(matches(&json!({"a": 1, "c": null}), &json!({"a": 1, "b": 2})).is_ok());
        assert!(matches(&json!({"a": 1}), &json!({"b": 2})).is_err());
        assert!(matches(&json!({}), &json!([])).is_err());
    }

    #[test]
    fn lists_match_element_by_element() {
        assert!(matches(&json!([{"a": 1}, 2]), &json!([{"a": 1, "b": 0}, 2])).is_ok());
        assert!(matches(&json!([1]), &json!([1, 2])).is_err());
        assert!(matches(&json!([1, 2]), &json!([2, 1])).is_err());
        assert!(matches(&json!([]), &json!(null)).is_err());
    }

    #[test]
    fn scalars_are_equal_in_type_and_value() {
        assert!(matches(&json!("1"), &json!(1)).is_err());
        assert!(matches(&json!(null), &json!(null)).is_ok());
        assert!(matches(&json!(false), &json!(null)).is_err());
    }

    #[test]
    fn specials_look_at_one_property() {
        for (expected, right, wrong) in [
            (json!({"$len": 2}), json!([1, 2]), json!([1])),
            (json!({"$has": {"a": 1}}), json!([{"a": 0}, {"a": 1}]), json!([{"a": 0}])),
            (json!({"$not_null": true}), json!(0), json!(null)),
            (json!({"$contains": "QB"}), json!("1QB1"), json!("Q1B")),
        ] {
            assert!(matches(&expected, &right).is_ok(), "{expected} {right}");
            assert!(matches(&expected, &wrong).is_err(), "{expected} {wrong}");
        }
        assert!(matches(&json!({"$unknown": 1}), &json!(1)).is_err());
    }
}
