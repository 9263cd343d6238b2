//! The platform's loose typing: ids and numbers quoted or not, flags in every spelling, optional fields missing, null or
//! empty. A counter decides, so that the same calls give the same answers.

use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Map, Value, json};
use welinkpark::schema::{Field, Type};

use crate::world::Reply;

/// Counts through the spellings.
#[derive(Debug, Default)]
pub(crate) struct Variety(AtomicU64);

impl Variety {
    fn next(&self, spellings: u64) -> u64 {
        // A step that is prime to the small numbers below, so that neighbours get different spellings.
        self.0.fetch_add(7, Ordering::Relaxed) / 3 % spellings
    }

    /// Starts again.
    pub(crate) fn reset(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}

/// Business data in some spelling that the document shows.
pub(crate) fn vary(variety: &Variety, shape: &Type, reply: Reply) -> String {
    match reply {
        Reply::None => String::new(),
        Reply::Bare(text) if variety.next(2) == 0 => Value::from(text).to_string(),
        Reply::Bare(text) => text,
        Reply::Json(value) => value_of(variety, shape, value).to_string(),
        Reply::List(rows) => value_of(variety, shape, Value::Array(rows)).to_string(),
    }
}

/// The codes of `responseData` as texts now and then.
pub(crate) fn vary_codes(variety: &Variety, data: &mut Value) {
    for name in ["encryptCode", "zipCode"] {
        if let Some(code) = data.get_mut(name)
            && variety.next(2) == 0
        {
            *code = Value::from(code.to_string());
        }
    }
}

/// An answer without business data: nothing, null, or a content that is empty.
pub(crate) fn no_data(variety: &Variety, status: Value) -> Value {
    match variety.next(3) {
        0 => json!({ "responseStatus": status }),
        1 => json!({ "responseStatus": status, "responseData": null }),
        _ => json!({ "responseStatus": status, "responseData": { "encryptCode": 0, "zipCode": "0", "content": "" } }),
    }
}

fn value_of(variety: &Variety, shape: &Type, value: Value) -> Value {
    match (shape, value) {
        (Type::Id | Type::Int | Type::Enum(_), Value::Number(number)) if variety.next(2) == 0 => {
            json!(number.to_string())
        }
        (Type::Money, Value::Number(number)) => match variety.next(3) {
            0 => json!(number.to_string()),
            1 => json!(two_decimals(&number.to_string())),
            _ => Value::Number(number),
        },
        (Type::Flag, flag) => {
            let yes =
                matches!(&flag, Value::Bool(true)) || flag == json!(1) || flag == json!("1") || flag == json!("true");
            match variety.next(4) {
                0 => json!(u8::from(yes)),
                1 => json!(u8::from(yes).to_string()),
                2 => json!(yes),
                _ => json!(yes.to_string()),
            }
        }
        // A text of digits may come as a number, unless that would lose something.
        (Type::Text, Value::String(text)) if is_plain_number(&text) && variety.next(2) == 0 => {
            text.parse::<i64>().map_or_else(|_| json!(text), Value::from)
        }
        (Type::List(element), Value::Array(list)) => {
            list.into_iter().map(|item| value_of(variety, element, item)).collect()
        }
        (Type::Object(object), Value::Object(fields)) => Value::Object(fields_of(variety, object.fields, fields)),
        (_, value) => value,
    }
}

fn fields_of(variety: &Variety, fields: &[Field], mut values: Map<String, Value>) -> Map<String, Value> {
    for field in fields {
        let value = match values.remove(field.name) {
            Some(value) => value_of(variety, &field.ty, value),
            None if field.required => continue,
            None => match variety.next(3) {
                0 => Value::Null,
                // An empty text stands for nothing, whatever the type.
                1 if !matches!(field.ty, Type::Object(_) | Type::List(_)) => json!(""),
                _ => continue,
            },
        };
        values.insert(field.name.to_owned(), value);
    }
    values
}

fn is_plain_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 15 && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn two_decimals(number: &str) -> String {
    match number.split_once('.') {
        None => format!("{number}.00"),
        Some((_, decimals)) if decimals.len() == 1 => format!("{number}0"),
        Some(_) => number.to_owned(),
    }
}
