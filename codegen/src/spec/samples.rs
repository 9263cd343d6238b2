//! Do the document's samples fit the fields they are samples of?
//!
//! Types are judged as loosely as the platform writes them: a number may be quoted, a flag may be 1 or
//! "true". A key that occurs twice is no mistake (the document has such samples); the last one counts.

use serde_json::{Map, Value};

use super::model::{Endpoint, EnumWire, Field, Model, OneOf, Sample, Spec, Type};
use crate::problem::{Place, Problems};

pub(super) fn check(spec: &Spec, problems: &mut Problems) {
    for endpoint in spec.endpoints() {
        for sample in &endpoint.samples {
            let kind = if sample.of_request { "request" } else { "response" };
            let mut fit = Fit { place: endpoint.place.field(format!("{kind} sample")), problems };
            if sample.of_request {
                fit.request(sample, endpoint);
            } else {
                fit.response(sample, endpoint);
            }
        }
    }
}

struct Fit<'p> {
    place: Place,
    problems: &'p mut Problems,
}

impl Fit<'_> {
    fn request(&mut self, sample: &Sample, endpoint: &Endpoint) {
        if endpoint.fields.is_empty() {
            return self.add("the request has no fields, so it has no sample");
        }
        let Some(value) = self.parse(&sample.content) else { return };
        let Value::Object(object) = value else { return self.add("is not a JSON object") };
        self.object(&object, &endpoint.fields, "");
        for rule in &endpoint.rules {
            self.rule(&object, rule, &endpoint.fields);
        }
    }

    fn response(&mut self, sample: &Sample, endpoint: &Endpoint) {
        let text = sample.content.trim();
        let Some(response) = &endpoint.response else { return self.add("the response has no data, so no sample") };
        match response {
            Type::Text => {
                if text.is_empty() {
                    self.add("is empty");
                }
            }
            Type::Id | Type::Flag => {
                // A scalar is a JSON literal or bare text; both read the same here.
                let bare = serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()));
                self.value(&bare, response, "the text");
            }
            _ => {
                if let Some(value) = self.parse(text) {
                    self.value(&value, response, "");
                }
            }
        }
    }

    fn parse(&mut self, text: &str) -> Option<Value> {
        match serde_json::from_str(text) {
            Ok(value) => Some(value),
            Err(error) => {
                self.add(format!("is not JSON: {error}"));
                None
            }
        }
    }

    fn object(&mut self, object: &Map<String, Value>, fields: &[Field], path: &str) {
        for key in object.keys() {
            if !fields.iter().any(|field| field.names().any(|name| name == key)) {
                self.add(format!("`{path}{key}` is no field"));
            }
        }
        for field in fields {
            let path = format!("{path}{}", field.name.wire);
            match field.names().find_map(|name| object.get(name)) {
                Some(value) if present(value) => self.value(value, &field.ty, &path),
                _ if field.required && field.default.is_none() => self.add(format!("required `{path}` is missing")),
                _ => {}
            }
        }
    }

    fn model(&mut self, value: &Value, model: &Model, path: &str) {
        match value {
            Value::Object(object) => {
                let path = if path.is_empty() { String::new() } else { format!("{path}.") };
                self.object(object, &model.fields, &path);
            }
            _ => self.misfit(value, &format!("object {}", model.name.wire), path),
        }
    }

    fn value(&mut self, value: &Value, ty: &Type, path: &str) {
        let fits = match ty {
            Type::Object(model) => return self.model(value, model, path),
            Type::List(element) => match value {
                Value::Array(items) => {
                    for (index, item) in items.iter().enumerate() {
                        self.value(item, element, &format!("{path}[{index}]"));
                    }
                    return;
                }
                _ => false,
            },
            Type::Csv(element) => match value {
                Value::String(text) => text.split(',').all(|part| csv_part(part.trim(), element)),
                _ => false,
            },
            Type::Enum(of) if of.is_text() => match value {
                Value::String(word) => of.values.iter().any(|known| known.value == EnumWire::Text(word.clone())),
                _ => false,
            },
            Type::Enum(of) => match integer(value) {
                Some(number) => of.values.iter().any(|known| known.value == EnumWire::Int(number)),
                None => false,
            },
            Type::Id | Type::Int => integer(value).is_some(),
            Type::Money => scalar_text(value).is_some_and(|text| is_decimal(&text)),
            Type::Text => scalar_text(value).is_some(),
            Type::Flag => is_flag(value),
            Type::Date | Type::DateTime => value.as_str().is_some_and(is_date_or_time),
        };
        if !fits {
            self.misfit(value, &ty.to_string(), path);
        }
    }

    fn rule(&mut self, object: &Map<String, Value>, rule: &OneOf, fields: &[Field]) {
        let given = |name: &String| {
            let field = fields.iter().find(|field| field.name.wire == *name);
            field.is_some_and(|field| field.names().any(|name| object.get(name).is_some_and(present)))
        };
        let complete = rule.choices.iter().filter(|choice| choice.iter().all(given)).count();
        let touched = rule.choices.iter().filter(|choice| choice.iter().any(given)).count();
        if complete == 0 || touched != complete || (complete > 1 && !rule.several) {
            self.add(format!("breaks the rule over {}", super::model::choices(&rule.choices)));
        }
    }

    fn misfit(&mut self, value: &Value, expected: &str, path: &str) {
        let path = if path.is_empty() { "it" } else { path };
        self.add(format!("`{path}` is {value}, which is no {expected}"));
    }

    fn add(&mut self, message: impl Into<String>) {
        self.problems.add(&self.place, message);
    }
}

fn present(value: &Value) -> bool {
    !value.is_null() && value.as_str() != Some("")
}

fn csv_part(text: &str, element: &Type) -> bool {
    match element {
        Type::Id => text.parse::<i64>().is_ok(),
        _ => !text.is_empty(),
    }
}

fn scalar_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn integer(value: &Value) -> Option<i64> {
    scalar_text(value)?.trim().parse().ok()
}

fn is_decimal(text: &str) -> bool {
    let digits = text.trim().trim_start_matches('-');
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    all_digits(whole) && all_digits(fraction)
}

fn is_flag(value: &Value) -> bool {
    match value {
        Value::Bool(_) => true,
        other => {
            let text = scalar_text(other).unwrap_or_default().to_ascii_lowercase();
            matches!(text.as_str(), "0" | "1" | "true" | "false")
        }
    }
}

/// `yyyy-MM-dd`, with or without ` HH:mm:ss`.
fn is_date_or_time(text: &str) -> bool {
    let matches = |pattern: &str| {
        text.len() == pattern.len()
            && text.bytes().zip(pattern.bytes()).all(|(byte, expected)| match expected {
                b'9' => byte.is_ascii_digit(),
                _ => byte == expected,
            })
    };
    matches("9999-99-99") || matches("9999-99-99 99:99:99")
}
