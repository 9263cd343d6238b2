//! Checks a request's business data against the endpoint's table.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use welinkpark::schema::{DayEdge, Endpoint, Enum, EnumWire, Field, Type};

use crate::input::{Checked, Input};
use crate::world::Refusal;
use crate::{money, time};

/// Exact values of all fields that are given; 0001 naming the field where one is missing or malformed.
/// What a stricter platform might object to goes to `warnings`.
pub(super) fn check(endpoint: &Endpoint, data: &Value, warnings: &mut Vec<String>) -> Result<Input, Refusal> {
    if endpoint.request.is_empty() {
        return Ok(Input::default());
    }
    let data = data.as_object().ok_or_else(|| Refusal::answer("0001", "参数 content 不是 JSON 对象"))?;
    let input = object(endpoint.request, data, "", warnings)?;
    for rule in endpoint.rules {
        let given = rule.choices.iter().filter(|choice| choice.iter().all(|name| input.0.contains_key(name))).count();
        if given == 0 || (given > 1 && !rule.several) {
            let choices: Vec<_> = rule.choices.iter().map(|choice| choice.join("+")).collect();
            let rule = if rule.several { "不能同时为空" } else { "须且只须提供一项" };
            return Err(Refusal::answer("0001", format!("参数 {} {rule}", choices.join(" / "))));
        }
    }
    Ok(input)
}

fn object(
    fields: &'static [Field],
    data: &Map<String, Value>,
    parent: &str,
    warnings: &mut Vec<String>,
) -> Result<Input, Refusal> {
    let mut input = BTreeMap::new();
    for field in fields {
        let path = format!("{parent}{}", field.name);
        let value = data.get(field.name).or_else(|| field.sample_name.and_then(|name| data.get(name)));
        match value.filter(|value| !is_empty(value)) {
            Some(value) => {
                input.insert(field.name, checked(field, value, &path, warnings)?);
            }
            None if field.required => return Err(Refusal::answer("0001", format!("缺少参数 {path}"))),
            None => {}
        }
    }
    for name in data.keys() {
        if !fields.iter().any(|field| field.name == name || field.sample_name == Some(name)) {
            warnings.push(format!("{parent}{name} is not a documented field"));
        }
    }
    Ok(Input(input))
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    }
}

fn checked(field: &'static Field, value: &Value, path: &str, warnings: &mut Vec<String>) -> Result<Checked, Refusal> {
    if let (Some(max), Some(text)) = (field.max_len, value.as_str())
        && text.chars().count() > usize::try_from(max).unwrap_or(usize::MAX)
    {
        warnings.push(format!("{path} is longer than the documented {max} characters"));
    }
    let malformed = || Refusal::answer("0001", format!("参数 {path} 格式有误"));
    let checked = match field.ty {
        Type::Int if matches!(field.name, "offset" | "length") => {
            int(value).filter(|number| *number >= 0).map(Checked::Int)
        }
        Type::Id | Type::Int => int(value).map(Checked::Int),
        Type::Text => text(value).map(Checked::Text),
        Type::Flag => flag(value).map(Checked::Flag),
        Type::Money => text(value).and_then(|text| money::parse(&text)).map(Checked::Money),
        Type::Date => value.as_str().and_then(time::parse_date).map(Checked::Date),
        Type::DateTime => value.as_str().and_then(|text| instant(text, field.day_edge)).map(Checked::Time),
        Type::Enum(documented) => member(documented, value),
        Type::Object(object_type) => match value.as_object() {
            Some(data) => Some(Checked::Object(object(object_type.fields, data, &format!("{path}."), warnings)?)),
            None => None,
        },
        Type::List(element) => value.as_array().and_then(|list| elements(element, list.iter().map(text))),
        Type::Csv(element) => {
            text(value).and_then(|text| elements(element, text.split(',').map(|part| Some(part.trim().to_owned()))))
        }
    };
    checked.ok_or_else(malformed)
}

fn elements(element: &Type, texts: impl Iterator<Item = Option<String>>) -> Option<Checked> {
    let texts: Vec<String> = texts.collect::<Option<_>>()?;
    match element {
        Type::Id | Type::Int => texts.iter().map(|text| text.parse().ok()).collect::<Option<_>>().map(Checked::Ids),
        _ => Some(Checked::Texts(texts.into_iter().filter(|text| !text.is_empty()).collect())),
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn int(value: &Value) -> Option<i64> {
    let text = text(value)?;
    // 120.0 is as good as 120.
    text.trim_end_matches('0').strip_suffix('.').unwrap_or(&text).parse().ok()
}

fn flag(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(flag) => Some(*flag),
        _ => match text(value)?.as_str() {
            "1" | "true" => Some(true),
            "0" | "false" => Some(false),
            _ => None,
        },
    }
}

fn member(documented: &Enum, value: &Value) -> Option<Checked> {
    let text = text(value)?;
    documented.values.iter().find_map(|known| match known.value {
        EnumWire::Int(number) => (text.parse() == Ok(number)).then_some(Checked::Int(number)),
        EnumWire::Text(word) => (text == word).then(|| Checked::Text(text.clone())),
    })
}

fn instant(text: &str, edge: Option<DayEdge>) -> Option<i64> {
    match edge {
        Some(DayEdge::Start) => time::parse(text).or_else(|| time::day_start(text)),
        Some(DayEdge::End) => time::parse(text).or_else(|| time::day_end(text)),
        None => time::parse(text),
    }
}
