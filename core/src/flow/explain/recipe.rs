//! Ways to sign, one right and the others wrong: the request is signed again in each until one gives the signature
//! that it carries.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::mistake::Mistake;
use crate::protocol::{Signer, encode_form_value, parse_form, trim};

/// One way to sign.
#[derive(Clone, Copy, Default)]
pub(super) struct Recipe {
    source: Source,
    name: Name,
    order: Order,
    escapes: Escapes,
    with_empty: bool,
    keep_underscore: bool,
    signature: Option<&'static str>,
    timestamp: Timestamp,
    key: Key,
    output: Output,
}

#[derive(Clone, Copy, Default)]
enum Source {
    #[default]
    AsSent,
    PlusRestored,
    DecodedAgain,
    BothPlaces,
}

#[derive(Clone, Copy, Default)]
enum Name {
    #[default]
    AsSent,
    /// Misspelt on the wire, right in the signature.
    Repaired,
    /// Right on the wire, written as the second in the signature.
    Misspelt(&'static str, &'static str),
}

#[derive(Clone, Copy, Default)]
enum Order {
    #[default]
    Bytes,
    IgnoringCase,
    AsSent,
}

#[derive(Clone, Copy, Default)]
enum Escapes {
    #[default]
    None,
    Upper,
    /// Java's URLEncoder, .NET's and others differ in a few characters; these matter in `+`, `/` and `=` only.
    Lower,
    Whole,
}

#[derive(Clone, Copy, Default)]
enum Timestamp {
    #[default]
    AsSent,
    Seconds,
    Milliseconds(u16),
}

#[derive(Clone, Copy, Default)]
enum Key {
    #[default]
    Text,
    HexDecoded,
    With(&'static str),
    AppId,
    First24,
    UpperCase,
}

#[derive(Clone, Copy, Default)]
enum Output {
    #[default]
    Base64,
    HexLower,
    HexUpper,
    Base64OfHexLower,
    Base64OfHexUpper,
}

/// The names that a misspelling is compared with.
pub(super) const NAMES: [&str; 8] =
    ["AppId", "Nonce", "ParkId", "Timestamp", "content", "encryptCode", "zipCode", "Signature"];

const MISSPELLINGS: [(&str, &str); 14] = [
    ("AppId", "Appid"),
    ("AppId", "appId"),
    ("AppId", "appid"),
    ("AppId", "AppID"),
    ("AppId", "APPID"),
    ("AppId", "Appld"),
    ("AppId", "App_Id"),
    ("ParkId", "parkId"),
    ("ParkId", "Parkid"),
    ("ParkId", "Parkld"),
    ("Timestamp", "timestamp"),
    ("Timestamp", "TimeStamp"),
    ("Nonce", "nonce"),
    ("content", "Content"),
];

/// A deviation from the right way: what it is called, which part of the recipe it changes, and how.
struct Deviation {
    mistake: Mistake,
    part: u8,
    apply: Box<dyn Fn(&mut Recipe)>,
    detail: String,
}

/// What is signed again.
pub(super) struct Subject<'a> {
    pub(super) here: &'a [(String, String)],
    pub(super) elsewhere: &'a [(String, String)],
    pub(super) secret: &'a str,
}

/// The mistakes that together give the signature which the request carries; the fewest, at most two.
pub(super) fn search(subject: &Subject<'_>) -> Option<Vec<(Mistake, String)>> {
    let deviations = deviations();
    let told = |found: &Deviation| (found.mistake, found.detail.clone());
    for one in &deviations {
        if subject.fits(&[one]) {
            return Some(vec![told(one)]);
        }
    }
    for fraction in 1..1000 {
        let recipe = Recipe { timestamp: Timestamp::Milliseconds(fraction), ..Recipe::default() };
        if subject.matches(&recipe) {
            return Some(vec![(Mistake::Milliseconds, "seconds were sent, milliseconds signed".to_owned())]);
        }
    }
    for (index, one) in deviations.iter().enumerate() {
        for other in deviations.iter().skip(index + 1).filter(|other| other.part != one.part) {
            if subject.fits(&[one, other]) {
                return Some(vec![told(one), told(other)]);
            }
        }
    }
    None
}

fn deviations() -> Vec<Deviation> {
    use Mistake as M;
    let mut all = Vec::new();
    let mut add = |mistake, part, detail: String, apply: Box<dyn Fn(&mut Recipe)>| {
        all.push(Deviation { mistake, part, apply, detail });
    };
    macro_rules! set {
        ($mistake:expr, $part:literal, $field:ident = $value:expr, $detail:expr) => {
            add($mistake, $part, $detail.to_owned(), Box::new(move |recipe| recipe.$field = $value))
        };
    }
    set!(M::PlusAsBlank, 0, source = Source::PlusRestored, "");
    set!(M::EncodedTwice, 0, source = Source::DecodedAgain, "");
    set!(M::MixedPlaces, 0, source = Source::BothPlaces, "query and body were signed together");
    set!(M::SortedIgnoringCase, 1, order = Order::IgnoringCase, "");
    set!(M::NotSorted, 1, order = Order::AsSent, "");
    set!(M::SignedAfterEncoding, 2, escapes = Escapes::Upper, "");
    set!(M::LowerCaseEscapes, 2, escapes = Escapes::Lower, "");
    set!(M::SignedAfterEncoding, 2, escapes = Escapes::Whole, "the whole string was encoded");
    set!(M::EmptySigned, 3, with_empty = true, "");
    set!(M::UnderscoreKept, 4, keep_underscore = true, "");
    for (value, told) in
        [("", "as an empty one"), ("null", "as null"), ("None", "as None"), ("undefined", "as undefined")]
    {
        set!(M::SignatureIncluded, 5, signature = Some(value), told);
    }
    set!(M::Milliseconds, 6, timestamp = Timestamp::Seconds, "milliseconds were sent, seconds signed");
    set!(M::Milliseconds, 6, timestamp = Timestamp::Milliseconds(0), "seconds were sent, milliseconds signed");
    set!(M::SecretHexDecoded, 7, key = Key::HexDecoded, "");
    for (end, told) in [("\n", "a line break"), ("\r\n", "a line break"), (" ", "a blank")] {
        set!(M::WrongSecret, 7, key = Key::With(end), format!("{told} follows it: was it read from a file?"));
    }
    set!(M::WrongSecret, 7, key = Key::AppId, "the AppId was used as the secret key");
    set!(M::WrongSecret, 7, key = Key::First24, "only its first 24 characters were used: these are the cipher's key");
    set!(M::WrongSecret, 7, key = Key::UpperCase, "it was written in upper case");
    for (output, told) in [
        (Output::HexLower, ""),
        (Output::HexUpper, ""),
        (Output::Base64OfHexLower, "base64 was made of the hexadecimal text"),
        (Output::Base64OfHexUpper, "base64 was made of the hexadecimal text"),
    ] {
        set!(M::HexForBase64, 8, output = output, told);
    }
    set!(M::NameMisspelt, 9, name = Name::Repaired, "it is right in the signed string");
    for (right, wrong) in MISSPELLINGS {
        set!(M::NameMisspelt, 9, name = Name::Misspelt(right, wrong), format!("{wrong} was signed for {right}"));
    }
    all
}

impl Subject<'_> {
    fn fits(&self, deviations: &[&Deviation]) -> bool {
        let mut recipe = Recipe::default();
        deviations.iter().for_each(|deviation| (deviation.apply)(&mut recipe));
        self.matches(&recipe)
    }

    /// Whether this way of signing gives the signature that came.
    fn matches(&self, recipe: &Recipe) -> bool {
        let Some((mut pairs, found)) = self.pairs(recipe) else { return false };
        match recipe.name {
            Name::AsSent => {}
            Name::Repaired => {
                for (name, _) in &mut pairs {
                    if let Some(right) = repaired(name) {
                        right.clone_into(name);
                    }
                }
            }
            Name::Misspelt(right, wrong) => {
                for (name, _) in pairs.iter_mut().filter(|(name, _)| name == right) {
                    wrong.clone_into(name);
                }
            }
        }
        if let Some(value) = recipe.signature {
            pairs.push(("Signature".to_owned(), value.to_owned()));
        }
        for (name, value) in &mut pairs {
            if name == "Timestamp" {
                match recipe.timestamp {
                    Timestamp::AsSent => {}
                    Timestamp::Seconds if value.len() == 13 => value.truncate(10),
                    Timestamp::Milliseconds(fraction) if value.len() == 10 => *value = format!("{value}{fraction:03}"),
                    Timestamp::Seconds | Timestamp::Milliseconds(_) => return false,
                }
            }
        }
        self.sign(&canonical(pairs, recipe), recipe).is_some_and(|signature| signature == found)
    }

    /// The pairs to sign without the signature, and the signature.
    fn pairs(&self, recipe: &Recipe) -> Option<(Vec<(String, String)>, String)> {
        let mut pairs = self.here.to_vec();
        for (_, value) in &mut pairs {
            match recipe.source {
                Source::AsSent | Source::BothPlaces => {}
                Source::PlusRestored => *value = value.replace(' ', "+"),
                Source::DecodedAgain => *value = decoded(value),
            }
        }
        if matches!(recipe.source, Source::BothPlaces) {
            if self.elsewhere.is_empty() {
                return None;
            }
            let more: Vec<_> = self
                .elsewhere
                .iter()
                .filter(|(name, _)| pairs.iter().all(|(known, _)| known != name))
                .cloned()
                .collect();
            pairs.extend(more);
        }
        let is_signature = |name: &str| name == "Signature" || repaired(name) == Some("Signature");
        let found = pairs.iter().find(|(name, _)| is_signature(name))?.1.clone();
        pairs.retain(|(name, _)| !is_signature(name));
        Some((pairs, found))
    }

    fn sign(&self, canonical: &str, recipe: &Recipe) -> Option<String> {
        let base64 = match recipe.key {
            Key::Text => Signer::new(self.secret).sign(canonical),
            Key::HexDecoded => Signer::with_bytes(&hex_decoded(self.secret)?).sign(canonical),
            Key::With(end) => Signer::new(&format!("{}{end}", self.secret)).sign(canonical),
            Key::AppId => {
                let (_, app_id) = self.here.iter().find(|(name, _)| name == "AppId")?;
                Signer::new(app_id).sign(canonical)
            }
            Key::First24 => Signer::new(self.secret.get(..24)?).sign(canonical),
            Key::UpperCase => Signer::new(&self.secret.to_uppercase()).sign(canonical),
        };
        let hex = || -> Option<String> { Some(hex(&STANDARD.decode(&base64).ok()?)) };
        Some(match recipe.output {
            Output::Base64 => base64,
            Output::HexLower => hex()?,
            Output::HexUpper => hex()?.to_uppercase(),
            Output::Base64OfHexLower => STANDARD.encode(hex()?),
            Output::Base64OfHexUpper => STANDARD.encode(hex()?.to_uppercase()),
        })
    }
}

fn canonical(mut pairs: Vec<(String, String)>, recipe: &Recipe) -> String {
    match recipe.order {
        Order::Bytes => pairs.sort_by(|a, b| a.0.cmp(&b.0)),
        Order::IgnoringCase => pairs.sort_by_key(|(name, _)| name.to_lowercase()),
        Order::AsSent => {}
    }
    let mut out = String::new();
    for (name, value) in pairs {
        let value = trim(&value);
        if value.is_empty() && !recipe.with_empty && !(name == "Signature" && recipe.signature.is_some()) {
            continue;
        }
        if !out.is_empty() {
            out.push('&');
        }
        out.push_str(&if recipe.keep_underscore { name } else { name.replace('_', ".") });
        out.push('=');
        match recipe.escapes {
            Escapes::None | Escapes::Whole => out.push_str(value),
            Escapes::Upper => encode_form_value(value, &mut out),
            Escapes::Lower => out.push_str(&lower_escapes(value)),
        }
    }
    if matches!(recipe.escapes, Escapes::Whole) {
        let mut encoded = String::new();
        encode_form_value(&out, &mut encoded);
        return encoded;
    }
    out
}

fn lower_escapes(value: &str) -> String {
    let mut encoded = String::new();
    encode_form_value(value, &mut encoded);
    let mut out = String::with_capacity(encoded.len());
    let mut rest = encoded.as_str();
    while let Some(at) = rest.find('%') {
        let (before, escape) = rest.split_at(at);
        let (escape, after) = escape.split_at_checked(3).unwrap_or((escape, ""));
        out.push_str(before);
        out.push_str(&escape.to_lowercase());
        rest = after;
    }
    out + rest
}

/// Percent-decodes once more; a `+` stays.
fn decoded(value: &str) -> String {
    let pair = format!("v={}", value.replace('+', "%2B").replace('&', "%26"));
    parse_form(&pair).into_iter().next().map(|(_, value)| value).unwrap_or_default()
}

/// The right name, if this one is a misspelling of it: case, I for l, stray marks.
pub(super) fn repaired(name: &str) -> Option<&'static str> {
    let fold = |name: &str| -> String {
        name.to_lowercase().replace('l', "i").chars().filter(|letter| letter.is_alphanumeric()).collect()
    };
    if NAMES.contains(&name) {
        return None;
    }
    let folded = fold(name);
    NAMES.into_iter().find(|known| fold(known) == folded)
}

pub(super) fn hex_decoded(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|digit| digit.to_digit(16).and_then(|value| u8::try_from(value).ok())).collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    Some(digits.chunks_exact(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
