//! JSON read in one pass and without a tree, for answers of many records.
//!
//! The scanner accepts what serde_json accepts as raw values, and nothing else. Where a text is not JSON it does not
//! say why: whoever wants to know has serde_json read it again.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::json::JsonText;

/// A one in each byte of a word, and each byte's top bit.
const ONES: u64 = u64::MAX / 255;
const TOPS: u64 = ONES << 7;

/// Values within values that are read here; serde_json, which needs no stack for them, reads what lies deeper.
const DEPTH: usize = 16;

/// A place in a JSON text. All methods answer with `None` where the text is not what they read.
#[derive(Clone)]
pub(crate) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Scanner<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0, depth: 0 }
    }

    /// An object; `field` reads the name and the value of each field.
    pub(crate) fn object(&mut self, field: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.items(b'{', b'}', field)
    }

    /// A list; `item` reads each value.
    pub(crate) fn list(&mut self, item: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.items(b'[', b']', item)
    }

    /// Goes over the name of a field if it is this one, which has no escapes; else stays where it is.
    pub(crate) fn name_is(&mut self, name: &str) -> bool {
        self.blanks();
        let rest = self.rest();
        let quote = name.len() + 1;
        let is_it = rest.first() == Some(&b'"')
            && rest.get(1..quote) == Some(name.as_bytes())
            && rest.get(quote) == Some(&b'"');
        if !is_it {
            return false;
        }
        let before = self.at;
        self.at += quote + 1;
        if self.byte(b':').is_none() {
            self.at = before;
            return false;
        }
        true
    }

    /// The name of a field.
    pub(crate) fn name(&mut self) -> Option<Cow<'a, str>> {
        self.blanks();
        let start = self.at;
        self.string()?;
        let raw = self.text.get(start..self.at)?;
        self.byte(b':')?;
        let inner = raw.get(1..raw.len() - 1)?;
        if has_escape(inner) { serde_json::from_str(raw).ok().map(|JsonText(name)| name) } else { Some(inner.into()) }
    }

    /// Goes over the name of a field, and says which of these it is, if any.
    pub(crate) fn which(&mut self, names: &[&str]) -> Option<Option<usize>> {
        if let Some(index) = names.iter().position(|name| self.name_is(name)) {
            return Some(Some(index));
        }
        let name = self.name()?;
        Some(names.iter().position(|known| *known == name))
    }

    /// The fields of an object that have these names; of a repeated name the last counts.
    pub(crate) fn fields<const N: usize>(&mut self, names: &[&str; N]) -> Option<[Option<&'a str>; N]> {
        let mut values = [None; N];
        self.object(|scanner| {
            let index = scanner.which(names)?;
            let value = scanner.value()?;
            if let Some(slot) = index.and_then(|index| values.get_mut(index)) {
                *slot = Some(value);
            }
            Some(())
        })?;
        Some(values)
    }

    /// The text of a value.
    pub(crate) fn value(&mut self) -> Option<&'a str> {
        self.blanks();
        let start = self.at;
        match self.rest().first()? {
            b'"' => self.string()?,
            b'{' | b'[' if self.depth == DEPTH => self.deep()?,
            b'{' => self.inside(|scanner| {
                scanner.object(|scanner| {
                    scanner.name()?;
                    scanner.value().map(|_| ())
                })
            })?,
            b'[' => self.inside(|scanner| scanner.list(|scanner| scanner.value().map(|_| ())))?,
            b't' => self.word(b"true")?,
            b'f' => self.word(b"false")?,
            b'n' => self.word(b"null")?,
            _ => self.number()?,
        }
        self.text.get(start..self.at)
    }

    /// How many bytes are left.
    pub(crate) fn left(&self) -> usize {
        self.rest().len()
    }

    /// The end of the text.
    pub(crate) fn end(mut self) -> Option<()> {
        self.blanks();
        self.rest().is_empty().then_some(())
    }

    fn items(&mut self, open: u8, close: u8, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.byte(open)?;
        if self.byte(close).is_some() {
            return Some(());
        }
        loop {
            item(self)?;
            if self.byte(close).is_some() {
                return Some(());
            }
            self.byte(b',')?;
        }
    }

    fn inside(&mut self, read: impl FnOnce(&mut Self) -> Option<()>) -> Option<()> {
        self.depth += 1;
        read(self)?;
        self.depth -= 1;
        Some(())
    }

    fn deep(&mut self) -> Option<()> {
        let mut values = serde_json::Deserializer::from_str(self.text.get(self.at..)?).into_iter::<&RawValue>();
        values.next()?.ok()?;
        self.at += values.byte_offset();
        Some(())
    }

    fn string(&mut self) -> Option<()> {
        self.byte(b'"')?;
        loop {
            self.at += plain_length(self.rest());
            match self.rest() {
                [b'"', ..] => {
                    self.at += 1;
                    return Some(());
                }
                [b'\\', b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => self.at += 2,
                [b'\\', b'u', digits @ ..] if digits.get(..4)?.iter().all(u8::is_ascii_hexdigit) => self.at += 6,
                _ => return None,
            }
        }
    }

    fn number(&mut self) -> Option<()> {
        self.skip(b"-");
        // A leading zero stands alone.
        if !self.skip(b"0") {
            self.digits()?;
        }
        if self.skip(b".") {
            self.digits()?;
        }
        if self.skip(b"eE") {
            self.skip(b"+-");
            self.digits()?;
        }
        Some(())
    }

    fn digits(&mut self) -> Option<()> {
        let count = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at += count;
        (count > 0).then_some(())
    }

    /// Goes over one byte if it is one of these.
    fn skip(&mut self, bytes: &[u8]) -> bool {
        let found = self.rest().first().is_some_and(|byte| bytes.contains(byte));
        self.at += usize::from(found);
        found
    }

    fn word(&mut self, word: &[u8]) -> Option<()> {
        self.rest().starts_with(word).then(|| self.at += word.len())
    }

    /// Goes over blanks and this byte.
    fn byte(&mut self, byte: u8) -> Option<()> {
        self.blanks();
        (self.rest().first() == Some(&byte)).then(|| self.at += 1)
    }

    fn blanks(&mut self) {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.rest().first() {
            self.at += 1;
        }
    }

    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }
}

/// Whether the inside of a JSON string has an escape.
pub(crate) fn has_escape(inner: &str) -> bool {
    let (words, rest) = inner.as_bytes().as_chunks();
    let Some(last) = inner.as_bytes().last_chunk() else { return rest.contains(&b'\\') };
    // The last word overlaps the one before it, as most texts do not end with one.
    words.iter().chain([last]).any(|&word| has_byte(u64::from_le_bytes(word), b'\\'))
}

/// How far there are neither quotes, backslashes nor control characters.
fn plain_length(bytes: &[u8]) -> usize {
    const WORD: usize = 8;
    const BLOCK: usize = 64;
    let mut length = 0;
    loop {
        // Most texts are short.
        for _ in 0..4 {
            let rest = bytes.get(length..).unwrap_or_default();
            let Some(word) = rest.first_chunk::<WORD>() else {
                return length + rest.iter().take_while(|&&byte| !is_special(byte)).count();
            };
            let special = special_bytes(u64::from_le_bytes(*word));
            if special != 0 {
                return length + special.trailing_zeros() as usize / 8;
            }
            length += WORD;
        }
        // The compiler makes of this what the processor's registers are wide enough for.
        while let Some(block) = bytes.get(length..).and_then(<[u8]>::first_chunk::<BLOCK>) {
            if block.iter().fold(false, |found, &byte| found | is_special(byte)) {
                break;
            }
            length += BLOCK;
        }
    }
}

fn is_special(byte: u8) -> bool {
    byte < b' ' || byte == b'"' || byte == b'\\'
}

/// The same of eight bytes: the lowest set bit is the top bit of the first special one.
fn special_bytes(word: u64) -> u64 {
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    (control | zero_bytes(word ^ (ONES * b'"' as u64)) | zero_bytes(word ^ (ONES * b'\\' as u64))) & TOPS
}

fn has_byte(word: u64, byte: u8) -> bool {
    zero_bytes(word ^ (ONES * u64::from(byte))) & TOPS != 0
}

/// The top bit of the first byte that is zero is the lowest of all top bits that are set.
fn zero_bytes(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Texts that are JSON, almost JSON, or neither.
    fn texts() -> impl Strategy<Value = String> {
        let token = prop::sample::select(vec![
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"a\"",
            "\"\"",
            "\"\\n\"",
            "\"\\u00e9\"",
            "\"\\ud800\"",
            "\"\\x\"",
            "\"\t\"",
            "\"粤B12345\"",
            "\"a long text, longer than a register and longer than a block of them, so that all loops run\"",
            "true",
            "false",
            "null",
            "tru",
            "0",
            "-0",
            "01",
            "1.5",
            "1.",
            "-",
            "1e5",
            "1E+9",
            "12345678901234567890",
            " ",
            "\n",
            "\"",
            "\\",
            "{\"a\":1}",
            "[1,2]",
            "{\"a\":{\"b\":[]}}",
        ]);
        prop::collection::vec(token, 0..12).prop_map(|tokens| tokens.concat())
    }

    proptest! {
        #[test]
        fn accepts_what_serde_json_accepts_and_nothing_else(text in texts()) {
            let mut scanner = Scanner::new(&text);
            let scanned = scanner.value().and_then(|raw| scanner.end().map(|()| raw));
            let parsed = serde_json::from_str::<&RawValue>(&text).ok().map(RawValue::get);
            prop_assert_eq!(scanned, parsed);
        }

        #[test]
        fn finds_the_first_special_byte(bytes in prop::collection::vec(prop_oneof![9 => 0x20u8.., 1 => any::<u8>()], 0..300)) {
            let expected = bytes.iter().position(|&byte| is_special(byte)).unwrap_or(bytes.len());
            prop_assert_eq!(plain_length(&bytes), expected);
        }

        #[test]
        fn finds_escapes_wherever_they_are(text in "[a粤]{0,20}", at in 0..20_usize) {
            prop_assert!(!has_escape(&text));
            let at = text.char_indices().map(|(index, _)| index).nth(at).unwrap_or(text.len());
            let (before, after) = text.split_at(at);
            let escaped = [before, after].join("\\");
            prop_assert!(has_escape(&escaped));
        }
    }

    #[test]
    fn values_may_lie_deeper_than_it_reads_itself() {
        let text = format!("{}{}", "[".repeat(100), "]".repeat(100));
        assert_eq!(Scanner::new(&text).value(), Some(&*text));
        let broken = format!("{}{}", "[".repeat(100), "]".repeat(99));
        assert_eq!(Scanner::new(&broken).value(), None);
    }

    #[test]
    fn reads_fields_in_order_and_out_of_it() {
        let mut scanner = Scanner::new(r#" { "plate" : "x", "n\u0061me":1 } "#);
        let mut found = Vec::new();
        let read = scanner.object(|scanner| {
            let name = if scanner.name_is("plate") { "plate".into() } else { scanner.name()? };
            found.push((name, scanner.value()?));
            Some(())
        });
        assert_eq!(read.and_then(|()| scanner.end()), Some(()));
        assert_eq!(found, [("plate".into(), "\"x\""), ("name".into(), "1")]);
    }
}
