//! Text on its way in and out: UTF-8, or GB18030 for programs that are older than that.

use std::borrow::Cow;
use std::ffi::{CStr, CString, c_char};

use encoding_rs::GB18030;

use crate::failure::Failure;

/// Text is UTF-8: the default.
pub const WLP_ENCODING_UTF8: i32 = 0;
/// Text is GB18030, of which GBK and GB2312 are parts.
pub const WLP_ENCODING_GB18030: i32 = 1;

/// How a program writes text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Encoding {
    #[default]
    Utf8,
    Gb18030,
}

impl Encoding {
    pub(crate) fn of(code: i32) -> Result<Self, Failure> {
        match code {
            WLP_ENCODING_UTF8 => Ok(Self::Utf8),
            WLP_ENCODING_GB18030 => Ok(Self::Gb18030),
            other => Err(Failure::misuse(format!("encoding {other} is neither WLP_ENCODING_UTF8 nor _GB18030"))),
        }
    }

    /// The text of an argument; `None` if it is NULL.
    ///
    /// # Safety
    /// `text` is NULL or points to a NUL-terminated text that stays as it is for `'a`.
    pub(crate) unsafe fn read<'a>(self, text: *const c_char, name: &str) -> Result<Option<Cow<'a, str>>, Failure> {
        if text.is_null() {
            return Ok(None);
        }
        // SAFETY: not NULL, so NUL-terminated and alive by this function's own contract.
        let bytes = unsafe { CStr::from_ptr(text) }.to_bytes();
        self.decode(bytes, name).map(Some)
    }

    /// As [`read`](Self::read), where NULL is a mistake.
    ///
    /// # Safety
    /// As for [`read`](Self::read).
    pub(crate) unsafe fn need<'a>(self, text: *const c_char, name: &str) -> Result<Cow<'a, str>, Failure> {
        // SAFETY: the same contract.
        unsafe { self.read(text, name) }?.ok_or_else(|| Failure::null(name))
    }

    fn decode<'a>(self, bytes: &'a [u8], name: &str) -> Result<Cow<'a, str>, Failure> {
        match self {
            Self::Utf8 => match std::str::from_utf8(bytes) {
                Ok(text) => Ok(Cow::Borrowed(text)),
                Err(_) => Err(Failure::encoding(name, not_utf8(bytes))),
            },
            Self::Gb18030 => GB18030
                .decode_without_bom_handling_and_without_replacement(bytes)
                .ok_or_else(|| Failure::encoding(name, "it is not GB18030".to_owned())),
        }
    }

    /// Text for the program. U+0000, which would end it, becomes U+FFFD.
    pub(crate) fn write(self, text: &str) -> CString {
        let mut bytes = Vec::with_capacity(text.len() + 1);
        self.append(text, &mut bytes);
        CString::from_vec_with_nul(bytes).unwrap_or_default()
    }

    /// The same behind other texts, its NUL included.
    pub(crate) fn append(self, text: &str, bytes: &mut Vec<u8>) {
        let text = without_nul(text);
        match self {
            Self::Utf8 => bytes.extend_from_slice(text.as_bytes()),
            Self::Gb18030 => bytes.extend_from_slice(&GB18030.encode(&text).0),
        }
        bytes.push(0);
    }
}

fn without_nul(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { text.replace('\0', "\u{fffd}").into() } else { text.into() }
}

fn not_utf8(bytes: &[u8]) -> String {
    match GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => format!(
            "it is not UTF-8; it looks like GBK ({text:?}): convert it, or set encoding to WLP_ENCODING_GB18030 in \
             the configuration"
        ),
        None => "it is not UTF-8".to_owned(),
    }
}
