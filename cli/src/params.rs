//! `name=value` arguments as the JSON object that a call takes.

use serde_json::value::RawValue;
use welinkpark::schema::{Endpoint, Field, Type};

use crate::failure::Failure;
use crate::json;

/// Splits arguments at their first `=`.
pub(crate) fn pairs(arguments: &[String]) -> Result<Vec<(&str, &str)>, Failure> {
    arguments
        .iter()
        .map(|argument| match argument.split_once('=') {
            Some((name, value)) if !name.is_empty() => Ok((name, value)),
            _ => Err(Failure::Usage(format!("{argument:?} is not name=value"))),
        })
        .collect()
}

/// The parameters of a call. Values are texts, which the library reads by the field's type; a list or an object
/// may also be JSON.
///
/// The library checks names and values; an endpoint that does not exist is its error, too.
pub(crate) fn to_json(endpoint: Option<&'static Endpoint>, arguments: &[String]) -> Result<String, Failure> {
    let mut object = String::from("{");
    let mut seen: Vec<&str> = Vec::new();
    for (name, value) in pairs(arguments)? {
        let field = endpoint.and_then(|endpoint| find(endpoint, name));
        let wire_name = field.map_or(name, |field| field.name);
        if seen.contains(&wire_name) {
            return Err(Failure::Usage(format!("{name} is given twice")));
        }
        seen.push(wire_name);
        if object.len() > 1 {
            object.push(',');
        }
        object.push_str(&json::text(name)?);
        object.push(':');
        let may_be_json = field.is_none_or(|field| matches!(field.ty, Type::Object(_) | Type::List(_) | Type::Csv(_)));
        if may_be_json && value.trim_start().starts_with(['[', '{']) {
            let raw: &RawValue = serde_json::from_str(value)
                .map_err(|error| Failure::Usage(format!("the value of {name} is not JSON: {error}")))?;
            object.push_str(raw.get());
        } else {
            object.push_str(&json::text(value)?);
        }
    }
    object.push('}');
    Ok(object)
}

fn find(endpoint: &'static Endpoint, name: &str) -> Option<&'static Field> {
    endpoint.request.iter().find(|field| field.name == name || field.snake == name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use super::*;

    fn object(endpoint: &str, arguments: &[&str]) -> Result<String, String> {
        let endpoint = welinkpark::ENDPOINTS.iter().find(|known| known.name == endpoint).copied();
        let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
        to_json(endpoint, &arguments).map_err(|failure| match failure {
            Failure::Usage(message) => message,
            _ => panic!("another failure"),
        })
    }

    #[test]
    fn values_are_texts_and_keep_every_character_after_the_first_equals_sign() {
        assert_eq!(
            object("pay.query_tmp_rent_bill", &["plateNumber=粤B98123", "user_id=a=b\"c"]).unwrap(),
            r#"{"plateNumber":"粤B98123","user_id":"a=b\"c"}"#
        );
        assert_eq!(object("info.areas", &[]).unwrap(), "{}");
    }

    #[test]
    fn a_text_in_brackets_stays_a_text() {
        assert_eq!(object("pay.query_tmp_rent_bill", &["plateNumber=[1]"]).unwrap(), r#"{"plateNumber":"[1]"}"#);
    }

    #[test]
    fn a_name_in_both_cases_is_given_twice() {
        let message = object("pay.query_tmp_rent_bill", &["plateNumber=a", "plate_number=b"]).unwrap_err();
        assert_eq!(message, "plate_number is given twice");
    }

    #[test]
    fn an_argument_without_a_name_or_equals_sign_is_refused() {
        assert!(object("info.areas", &["areas"]).is_err());
        assert!(object("info.areas", &["=1"]).is_err());
    }
}
