//! Results and requests in the one form in which languages are compared.

use serde_json::{Map, Value, json};
use welinkpark::protocol::{Cipher, Coding, decode_content, parse_form};

/// The sandbox's key, which is the document's sample.
const SECRET: &str = "27a06832a2214a4fa3b7105e4a72d370";

/// What a runner saw, without what only one language shows: absent members, and those that say nothing of an error.
pub fn result(seen: &Value) -> Value {
    match seen {
        Value::Array(items) => Value::Array(items.iter().map(result).collect()),
        Value::Object(members) => {
            let wanted = error_members(members);
            let keep = |name: &str| wanted.is_none_or(|of_kind| COMMON.contains(&name) || of_kind.contains(&name));
            let kept = members.iter().filter(|(name, value)| !value.is_null() && keep(name));
            Value::Object(kept.map(|(name, value)| (name.clone(), result(value))).collect())
        }
        Value::String(text) => Value::String(without_tokens(text).unwrap_or_else(|| text.clone())),
        scalar => scalar.clone(),
    }
}

/// The sandbox makes payment tokens by chance: 64 characters of base64, `$` and 13 digits. `None` if there is none.
fn without_tokens(text: &str) -> Option<String> {
    let is_base64 = |c: char| c.is_ascii_alphanumeric() || "+/".contains(c);
    let mut dollars = text.match_indices('$').map(|(at, _)| at);
    let (start, end) = dollars.find_map(|at| {
        let start =
            at.checked_sub(64).filter(|start| text.get(*start..at).is_some_and(|code| code.chars().all(is_base64)))?;
        let end = at + 14;
        text.get(at + 1..end).filter(|time| time.chars().all(|c| c.is_ascii_digit())).map(|_| (start, end))
    })?;
    let (before, after) = (text.get(..start)?, text.get(end..)?);
    Some(format!("{before}(token){}", without_tokens(after).unwrap_or_else(|| after.to_owned())))
}

const COMMON: &[&str] = &["kind", "sent", "attempts", "retryable"];

/// The members that describe an error of this kind; none if it is no error.
fn error_members(members: &Map<String, Value>) -> Option<&'static [&'static str]> {
    let kind = members.get("kind")?.as_str()?;
    members.get("sent").filter(|_| members.contains_key("attempts"))?;
    match kind {
        "api" => Some(&["code", "err_code", "message"]),
        "validation" => Some(&["field", "rule"]),
        "transport" => Some(&["transport"]),
        "http" => Some(&["status"]),
        "decode" => Some(&["stage"]),
        _ => Some(&[]),
    }
}

/// Requests as the sandbox logged them (newest first), oldest first and without what is new in each attempt. Those that
/// may have been under way side by side are sorted, not `in_order`.
pub fn requests(log: &Value, in_order: bool) -> Value {
    let entries = log.as_array().map(Vec::as_slice).unwrap_or_default();
    let mut requests: Vec<Value> = entries.iter().rev().map(request).collect();
    if !in_order {
        requests.sort_by_cached_key(Value::to_string);
    }
    Value::Array(requests)
}

fn request(entry: &Value) -> Value {
    let text = |name: &str| entry.get(name).and_then(Value::as_str).unwrap_or_default();
    let mut params: Vec<(String, String)> = parse_form(text("query"));
    params.extend(parse_form(text("body")));
    // A content is compared as it came; only one with a token in it by what it says.
    let flag = |wanted: &str| params.iter().any(|(name, value)| name == wanted && value == "1");
    let coding = Coding { encrypt: flag("encryptCode"), zip: flag("zipCode") };
    for (_, value) in params.iter_mut().filter(|(name, _)| name == "content") {
        // A request that the sandbox dropped is not decoded in its log.
        let said = decode_content(value, coding, Cipher::new(SECRET).ok().as_ref(), 1 << 20);
        if let Some(said) = said.ok().as_deref().and_then(without_tokens) {
            *value = said;
        }
    }
    params.retain(|(name, _)| !["Nonce", "Timestamp", "Signature"].contains(&name.as_str()));
    params.sort();
    json!({ "method": text("http_method"), "path": text("path"), "params": params })
}
