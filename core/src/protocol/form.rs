//! Percent-encoding of parameter values, the same in a query and in a form body.

/// Appends `value`, percent-encoded with upper-case hex; only RFC 3986's unreserved characters stay.
pub fn encode_form_value(value: &str, out: &mut String) {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    let mut rest = value.as_bytes();
    loop {
        let length = rest.iter().take_while(|&&byte| is_unreserved(byte)).count();
        let at = value.len() - rest.len();
        out.push_str(value.get(at..at + length).unwrap_or_default());
        let Some((byte, after)) = rest.get(length..).and_then(<[u8]>::split_first) else { return };
        out.push('%');
        for nibble in [byte >> 4, byte & 15] {
            out.push(HEX.get(usize::from(nibble)).copied().unwrap_or('0'));
        }
        rest = after;
    }
}

fn is_unreserved(byte: u8) -> bool {
    #[expect(clippy::indexing_slicing, reason = "the compiler runs it, and would say so")]
    const UNRESERVED: [bool; 256] = {
        let mut table = [false; 256];
        let mut byte = 0;
        while byte < table.len() {
            let character = byte as u8;
            table[byte] = character.is_ascii_alphanumeric() || matches!(character, b'-' | b'.' | b'_' | b'~');
            byte += 1;
        }
        table
    };
    UNRESERVED.get(usize::from(byte)) == Some(&true)
}

/// Splits a query or form body into names and values; `+` is a blank, malformed escapes stay as they are,
/// bytes that are not UTF-8 become U+FFFD.
pub fn parse_form(text: &str) -> Vec<(String, String)> {
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        })
        .collect()
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        match (first, tail) {
            (b'+', _) => bytes.push(b' '),
            (b'%', [high, low, after @ ..]) => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    bytes.push(high << 4 | low);
                    rest = after;
                }
                _ => bytes.push(b'%'),
            },
            _ => bytes.push(first),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}
