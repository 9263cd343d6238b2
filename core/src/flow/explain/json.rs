//! Requests explained as they are written down, and explanations as JSON text: for bindings and the command line.

use super::{Explanation, Seen, explain};
use crate::error::{Error, Result, Rule};
use crate::protocol::for_each_field;
use crate::wire::read_int;

/// Explains a request as it was written down (see [`Seen::parse`]). `at` is the platform's clock when it arrived, in
/// Unix seconds; without it, and without a log entry that tells it, the request's age is not judged.
///
/// # Errors
/// `Validation` if the text is no request, or holds the secret key, which is never sent.
pub fn explain_text(text: &str, secret_key: &str, at: Option<i64>) -> Result<Explanation> {
    let secret = secret_key.trim_ascii();
    if secret.is_empty() {
        return Err(Error::validation("secret_key", Rule::Required, "required, but empty; give the AppId's SecretKey"));
    }
    if text.contains(secret) {
        return Err(Error::validation("(request)", Rule::Type, "it holds the secret key, which is never sent"));
    }
    let seen = Seen::parse(text)?;
    Ok(explain(&at.into_iter().fold(seen, Seen::at), secret_key))
}

/// As [`explain_text`], to the JSON text of [`Explanation::to_json`]. `options` is a JSON object: `at` in Unix seconds.
///
/// # Errors
/// As there, and `Validation` if there is no such option.
pub fn explain_json(text: &str, secret_key: &str, options: Option<&str>) -> Result<String> {
    let (mut at, mut problem) = (None, None);
    let read = for_each_field(options.unwrap_or("{}"), |name, raw| match &*name {
        "at" if raw == "null" => {}
        "at" => match read_int(raw) {
            Some(seconds) => at = Some(seconds),
            None => problem = Some((Rule::Type, "at", format!("found {raw}, expected Unix seconds"))),
        },
        _ => problem = Some((Rule::Unknown, "(options)", format!("there is no option {name:?}; known are: at"))),
    });
    read.map_err(|error| Error::validation("(options)", Rule::Type, format!("not a JSON object: {error}")))?;
    if let Some((rule, field, message)) = problem {
        return Err(Error::validation(field, rule, message));
    }
    Ok(explain_text(text, secret_key, at)?.to_json().to_string())
}
