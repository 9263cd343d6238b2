//! Reading a curl line as a POSIX shell would.

use super::seen::{Seen, invalid, method, split_url};
use crate::error::Result;
use crate::protocol::encode_form_value;
use crate::schema::HttpMethod;

pub(super) fn parse(line: &str) -> Result<Seen> {
    let words = words(line)?;
    let mut words = words.into_iter().skip(1);
    let (mut url, mut verb, mut data, mut as_query) = (None, None, Vec::new(), false);
    while let Some(word) = words.next() {
        let (option, mut attached) = match word.split_once('=') {
            Some((name, value)) if word.starts_with("--") => (name.to_owned(), Some(value.to_owned())),
            _ => (word, None),
        };
        // -XPOST, -d'a=b'
        let (option, attached_short) = split_short(&option);
        attached = attached.or(attached_short);
        let mut value = || attached.take().or_else(|| words.next()).unwrap_or_default();
        match option.as_str() {
            "-X" | "--request" => verb = Some(value()),
            "-d" | "--data" | "--data-raw" | "--data-binary" | "--data-ascii" => data.push(value()),
            "--data-urlencode" => data.push(url_encoded(&value())),
            "-G" | "--get" => as_query = true,
            "--url" => url = Some(value()),
            "-F" | "--form" => {
                return Err(invalid("curl -F sends multipart/form-data, which the platform does not take; use -d"));
            }
            "-H" | "--header" | "-A" | "--user-agent" | "-e" | "--referer" | "-b" | "--cookie" | "-o" | "--output"
            | "-u" | "--user" | "-x" | "--proxy" | "-m" | "--max-time" | "--connect-timeout" | "-w" | "--write-out"
            | "--cacert" | "--resolve" | "--retry" | "-c" | "--cookie-jar" => {
                value();
            }
            option if option.starts_with('-') => {}
            _ => url = Some(option),
        }
    }
    let url = url.ok_or_else(|| invalid("a curl line without a URL"))?;
    let (path, mut query) = split_url(&url);
    let mut body = data.join("&");
    if as_query {
        query = [query, std::mem::take(&mut body)]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("&");
    }
    let verb = match verb {
        Some(verb) => method(&verb.to_uppercase()),
        None if as_query || data.is_empty() => Some(HttpMethod::Get),
        None => Some(HttpMethod::Post),
    };
    Ok(Seen::new(verb, path, query, body))
}

/// `-XPOST` into `-X` and `POST`.
fn split_short(word: &str) -> (String, Option<String>) {
    let is_short = word.starts_with('-') && !word.starts_with("--") && word.len() > 2;
    match (is_short, word.get(..2), word.get(2..)) {
        (true, Some(option @ ("-X" | "-d" | "-H" | "-A" | "-b" | "-o" | "-u" | "-x" | "-m")), Some(value)) => {
            (option.to_owned(), Some(value.to_owned()))
        }
        _ => (word.to_owned(), None),
    }
}

/// `name=value` with the value encoded, as `--data-urlencode` sends it.
fn url_encoded(pair: &str) -> String {
    let (name, value) = pair.split_once('=').unwrap_or(("", pair));
    let mut out = if name.is_empty() { String::new() } else { format!("{name}=") };
    encode_form_value(value, &mut out);
    out
}

/// Splits a line into words: quotes of both kinds, `$'…'`, backslashes and continued lines.
fn words(line: &str) -> Result<Vec<String>> {
    let (mut words, mut word) = (Vec::new(), None::<String>);
    let mut rest = line.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '\'' => {
                let word = word.get_or_insert_default();
                let open_end = loop {
                    match rest.next() {
                        Some('\'') => break false,
                        Some(inner) => word.push(inner),
                        None => break true,
                    }
                };
                if open_end {
                    return Err(invalid("a quote in the curl line does not end"));
                }
            }
            '"' => {
                let word = word.get_or_insert_default();
                loop {
                    match rest.next() {
                        Some('"') => break,
                        Some('\\') => match rest.next() {
                            Some('\n') => {}
                            Some(escaped @ ('"' | '\\' | '$' | '`')) => word.push(escaped),
                            Some(other) => word.extend(['\\', other]),
                            None => return Err(invalid("a quote in the curl line does not end")),
                        },
                        Some(inner) => word.push(inner),
                        None => return Err(invalid("a quote in the curl line does not end")),
                    }
                }
            }
            // Browsers copy curl lines with $'…'.
            '$' if rest.peek() == Some(&'\'') => {}
            '\\' => match rest.next() {
                Some('\n') | None => {}
                Some(escaped) => word.get_or_insert_default().push(escaped),
            },
            blank if blank.is_whitespace() => words.extend(word.take()),
            other => word.get_or_insert_default().push(other),
        }
    }
    words.extend(word);
    Ok(words)
}
