//! What is wrong with a request that the platform refuses: it is signed again under each known mistake until the
//! signature matches (document, chapter 4).
//!
//! ```
//! use welinkpark::flow::explain::{Mistake, Seen, explain};
//!
//! // Another implementation's request: its names were sorted without regard to case.
//! let seen = Seen::parse("http://qqb.welinkpark.com/api/info/areas?AppId=289efb7512e54146273b982456b03f42ea93\
//!     &Nonce=11886&ParkId=10001088&Timestamp=1484718385&content=&encryptCode=0&zipCode=0\
//!     &Signature=S6s45gda8bIU54yI%2BqEC%2BCi29OI%3D")?;
//! let explanation = explain(&seen, "27a06832a2214a4fa3b7105e4a72d370");
//! assert_eq!(explanation.findings[0].mistake, Mistake::SortedIgnoringCase);
//! # Ok::<(), welinkpark::Error>(())
//! ```

mod content;
mod curl;
mod json;
mod mistake;
mod recipe;
mod seen;

pub use json::{explain_json, explain_text};
pub use mistake::Mistake;
pub use seen::Seen;

use content::Coded;
use recipe::{NAMES, Subject, repaired};

use crate::protocol::{Coding, Signer, canonical_string};
use crate::schema::HttpMethod;

/// How far the platform's clock and a timestamp may be apart, as the sandbox has it.
const WINDOW: u64 = 300;

/// What became of a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    /// It is right.
    Right,
    /// It is wrong.
    Wrong,
    /// There is none.
    Missing,
}

/// A mistake that was found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    /// Which one.
    pub mistake: Mistake,
    /// Whether it is proved, not only the likely reason.
    pub certain: bool,
    /// Particulars of this request; may be empty.
    pub detail: String,
}

/// What there is to say about a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Whether the signature is right.
    pub signed: Signed,
    /// The string that has to be signed.
    pub canonical: String,
    /// The signature that belongs to it.
    pub expected: String,
    /// The signature that came.
    pub found: Option<String>,
    /// The endpoint, if the path is known.
    pub endpoint: Option<&'static str>,
    /// What is wrong; empty for a correct request.
    pub findings: Vec<Finding>,
    /// What is not wrong, but worth to know.
    pub notes: Vec<String>,
}

impl Signed {
    /// Short name, the same in every language: `right`, `wrong`, `missing`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Wrong => "wrong",
            Self::Missing => "missing",
        }
    }
}

impl Finding {
    pub(crate) fn new(mistake: Mistake, certain: bool, detail: impl Into<String>) -> Self {
        Self { mistake, certain, detail: detail.into() }
    }

    /// What is wrong and what would be right, in English.
    pub fn message(&self) -> String {
        self.told(self.mistake.meaning(), " (", ")", "probably ")
    }

    /// The same in Chinese; particulars stay in English.
    pub fn message_zh(&self) -> String {
        self.told(self.mistake.meaning_zh(), "（", "）", "可能：")
    }

    fn told(&self, meaning: &str, open: &str, close: &str, probably: &str) -> String {
        let probably = if self.certain { "" } else { probably };
        let detail = if self.detail.is_empty() { String::new() } else { format!("{open}{}{close}", self.detail) };
        format!("{probably}{meaning}{detail}")
    }
}

impl Explanation {
    /// Whether nothing is wrong.
    pub fn is_right(&self) -> bool {
        self.signed == Signed::Right && self.findings.is_empty()
    }

    /// As one JSON object: `right`, `signature`, `endpoint`, `canonical`, `expected`, `found`, `findings`, `notes`.
    pub fn to_json(&self) -> serde_json::Value {
        let findings: Vec<_> = self
            .findings
            .iter()
            .map(|finding| {
                serde_json::json!({
                    "mistake": finding.mistake.name(), "certain": finding.certain, "detail": finding.detail,
                    "message": finding.message(), "messageZh": finding.message_zh(),
                })
            })
            .collect();
        serde_json::json!({
            "right": self.is_right(), "signature": self.signed.name(), "endpoint": self.endpoint,
            "canonical": self.canonical, "expected": self.expected, "found": self.found, "findings": findings,
            "notes": self.notes,
        })
    }
}

/// Explains a request. The secret key is used, never shown.
pub fn explain(seen: &Seen, secret: &str) -> Explanation {
    let (here, elsewhere) = seen.places();
    let pairs: Vec<(&str, &str)> = here.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let canonical = canonical_string(&pairs);
    let expected = Signer::new(secret).sign(&canonical);
    let found = value(&here, "Signature").map(str::to_owned);
    let signed = match &found {
        None => Signed::Missing,
        Some(found) if *found == expected => Signed::Right,
        Some(_) => Signed::Wrong,
    };
    let mut explanation = Explanation {
        signed,
        canonical,
        expected,
        found,
        endpoint: seen.endpoint().map(|endpoint| endpoint.name),
        findings: Vec::new(),
        notes: Vec::new(),
    };
    if seen.is_cut {
        explanation.notes.push("the request is cut short in the log, so its signature cannot be judged".to_owned());
        return explanation;
    }
    place(&mut explanation, seen, &here, &elsewhere);
    names(&mut explanation, &here);
    signature(&mut explanation, &Subject { here: &here, elsewhere: &elsewhere, secret });
    time(&mut explanation, seen, &here);
    notes(&mut explanation, seen, &here);
    explanation.findings.dedup_by_key(|finding| finding.mistake);
    explanation
}

/// Parameters have one place (document, 4.1.1).
fn place(explanation: &mut Explanation, seen: &Seen, here: &[(String, String)], elsewhere: &[(String, String)]) {
    let strays: Vec<&str> =
        elsewhere.iter().map(|(name, _)| name.as_str()).filter(|name| NAMES.contains(name)).collect();
    let complete = NAMES.iter().all(|name| value(here, name).is_some());
    if seen.method.is_some() && !strays.is_empty() && !complete {
        let wanted = seen.endpoint().map(|endpoint| endpoint.http_method).or(seen.method);
        let place = if wanted == Some(HttpMethod::Get) { "the body" } else { "the query" };
        let detail = format!("{} in {place}", strays.join(", "));
        explanation.findings.push(Finding::new(Mistake::MixedPlaces, true, detail));
    }
    if let (Some(method), Some(endpoint)) = (seen.method, seen.endpoint())
        && method != endpoint.http_method
    {
        let wanted = if endpoint.http_method == HttpMethod::Get { "GET" } else { "POST" };
        explanation.notes.push(format!("{} takes {wanted}", endpoint.path));
    }
}

/// Misspelt names on the wire.
fn names(explanation: &mut Explanation, here: &[(String, String)]) {
    for (name, _) in here {
        if let Some(right) = repaired(name)
            && value(here, right).is_none()
        {
            let detail = format!("{name} was sent for {right}");
            explanation.findings.push(Finding::new(Mistake::NameMisspelt, true, detail));
        }
    }
}

fn signature(explanation: &mut Explanation, subject: &Subject<'_>) {
    let codes = Coding {
        encrypt: value(subject.here, "encryptCode") == Some("1"),
        zip: value(subject.here, "zipCode") == Some("1"),
    };
    let coded = content::examine(value(subject.here, "content").unwrap_or_default(), codes, subject.secret);
    let mut is_content_known = false;
    match &coded {
        Coded::Absent | Coded::Right => {}
        Coded::Wrong(mistake, detail) => {
            is_content_known = true;
            explanation.findings.push(Finding::new(*mistake, true, detail.as_str()));
        }
        Coded::Unreadable(why) if explanation.signed == Signed::Right => explanation.notes.push(why.clone()),
        Coded::Unreadable(_) => {}
    }
    if explanation.signed != Signed::Wrong {
        return;
    }
    match recipe::search(subject) {
        Some(mistakes) => {
            for (mistake, detail) in mistakes {
                if explanation.findings.iter().all(|finding| finding.mistake != mistake) {
                    explanation.findings.push(Finding::new(mistake, true, detail));
                }
            }
        }
        // What is in the wrong place was signed with what is missing here.
        None if explanation.findings.iter().any(|finding| finding.mistake == Mistake::MixedPlaces) => {}
        // The content was encrypted with this secret, so the caller has it.
        None if codes.encrypt && (matches!(coded, Coded::Right) || is_content_known) => {
            let detail = "the content is encrypted with this secret key, so that is right";
            explanation.findings.push(Finding::new(Mistake::Unrecognised, true, detail));
        }
        None => {
            let detail = if codes.encrypt && matches!(coded, Coded::Unreadable(_)) {
                "its content cannot be decrypted with this one either"
            } else {
                "no known mistake with this one gives the signature"
            };
            explanation.findings.push(Finding::new(Mistake::WrongSecret, false, detail));
        }
    }
}

fn time(explanation: &mut Explanation, seen: &Seen, here: &[(String, String)]) {
    if let (Some(at), Some(sent)) = (seen.at, value(here, "Timestamp").and_then(unix_seconds))
        && sent.abs_diff(at) > WINDOW
    {
        let ahead = sent - at;
        let detail = if ahead > 0 { format!("{ahead} s ahead") } else { format!("{} s behind", -ahead) };
        explanation.findings.push(Finding::new(Mistake::ClockOff, true, detail));
    }
    if seen.repeated {
        explanation.findings.push(Finding::new(Mistake::NonceReused, true, ""));
    }
}

fn notes(explanation: &mut Explanation, seen: &Seen, here: &[(String, String)]) {
    let missing: Vec<&str> = NAMES
        .into_iter()
        .filter(|name| value(here, name).is_none() && here.iter().all(|(sent, _)| repaired(sent) != Some(name)))
        .collect();
    if !missing.is_empty() {
        explanation.notes.push(format!("missing: {}", missing.join(", ")));
    }
    if value(here, "Timestamp").is_some_and(|value| value.len() == 13) {
        explanation.notes.push("Timestamp is in milliseconds; the document's sample is in seconds".to_owned());
    }
    let has_lower_escape = |text: &str| {
        text.as_bytes().windows(3).any(|window| {
            matches!(window, [b'%', rest @ ..] if rest.iter().all(u8::is_ascii_hexdigit) && rest.iter().any(u8::is_ascii_lowercase))
        })
    };
    if has_lower_escape(&seen.query) || has_lower_escape(&seen.body) {
        explanation.notes.push("escapes are in lower case; the document writes them in upper case".to_owned());
    }
}

fn value<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

/// Seconds (10 digits) or milliseconds (13 digits).
fn unix_seconds(timestamp: &str) -> Option<i64> {
    let number: i64 = timestamp.parse().ok()?;
    match timestamp.len() {
        10 => Some(number),
        13 => Some(number / 1000),
        _ => None,
    }
}
