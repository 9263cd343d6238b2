//! Requests as plain structs: read by the layout of their fields, checked by the core like any other.

use std::ffi::{c_char, c_void};
use std::fmt::Write;
use std::mem::size_of;

use crate::error::wlp_optional;
use crate::failure::Failure;
use crate::text::Encoding;

/// Where a struct has its fields. The first is always `size_t struct_size`.
pub(crate) struct Layout {
    pub(crate) size: usize,
    pub(crate) fields: &'static [Field],
}

/// One field of a struct.
pub(crate) struct Field {
    /// Wire name.
    pub(crate) name: &'static str,
    pub(crate) offset: usize,
    pub(crate) kind: Kind,
}

/// What stands at a field's offset.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// `wlp_optional`
    Number,
    /// `const char *`
    Text,
    /// `const int64_t *`, and its length in the `size_t` behind it
    Numbers,
    /// `const char *const *`, and its length in the `size_t` behind it
    Texts,
    /// A pointer to a struct of this layout
    Object(&'static Layout),
}

impl Kind {
    fn size(self) -> usize {
        match self {
            Self::Number => size_of::<wlp_optional>(),
            Self::Text | Self::Object(_) => size_of::<usize>(),
            Self::Numbers | Self::Texts => 2 * size_of::<usize>(),
        }
    }
}

/// A list that is longer is a length that nobody has set.
const MOST_ITEMS: usize = 1 << 20;

/// A request on its way to the core.
#[derive(Clone, Copy)]
pub(crate) struct Request {
    pub(crate) data: *const c_void,
    pub(crate) layout: &'static Layout,
}

impl Request {
    /// The request as JSON.
    ///
    /// # Safety
    /// `data` is NULL or points to a struct of this layout, as far as its `struct_size` says, with texts that are
    /// NULL or NUL-terminated and lists that are as long as they say.
    pub(crate) unsafe fn to_json(self, encoding: Encoding) -> Result<String, Failure> {
        if self.data.is_null() {
            return Err(Failure::null("request"));
        }
        let mut json = String::with_capacity(128);
        // SAFETY: not NULL, and as the contract says.
        unsafe { object(self.data.cast(), self.layout, encoding, "request", &mut json) }?;
        Ok(json)
    }
}

/// # Safety
/// As for [`Request::to_json`], and `data` is not NULL.
unsafe fn object(
    data: *const u8,
    layout: &'static Layout,
    encoding: Encoding,
    name: &str,
    json: &mut String,
) -> Result<(), Failure> {
    // SAFETY: every struct begins with its size.
    let size = unsafe { data.cast::<usize>().read() };
    let ends = layout.fields.iter().map(|field| field.offset + field.kind.size());
    if !ends.chain([layout.size]).any(|end| end == size) {
        return Err(wrong_size(name, size, layout.size));
    }
    let mut separator = '{';
    for field in layout.fields.iter().filter(|field| field.offset + field.kind.size() <= size) {
        let start = json.len();
        let _ = write!(json, "{separator}\"{}\":", field.name);
        // SAFETY: the field lies within the size that the struct has.
        if unsafe { value(data.add(field.offset), field, encoding, json) }? {
            separator = ',';
        } else {
            json.truncate(start);
        }
    }
    json.push_str(if separator == '{' { "{}" } else { "}" });
    Ok(())
}

/// Writes a field's value, unless it is absent.
///
/// # Safety
/// `at` points to what the field's kind says.
unsafe fn value(at: *const u8, field: &Field, encoding: Encoding, json: &mut String) -> Result<bool, Failure> {
    // SAFETY: by contract `at` points to a value of this kind; lists have their length behind them.
    unsafe {
        match field.kind {
            Kind::Number => match at.cast::<wlp_optional>().read().get() {
                Some(number) => {
                    let _ = write!(json, "{number}");
                    Ok(true)
                }
                None => Ok(false),
            },
            Kind::Text => match encoding.read(at.cast::<*const c_char>().read(), field.name)? {
                Some(text) => {
                    let _ = write!(json, "{}", serde_json::Value::from(text));
                    Ok(true)
                }
                None => Ok(false),
            },
            Kind::Numbers => {
                let Some(items) = items(at.cast::<*const i64>(), field.name)? else { return Ok(false) };
                let numbers: Vec<String> = items.iter().map(i64::to_string).collect();
                let _ = write!(json, "[{}]", numbers.join(","));
                Ok(true)
            }
            Kind::Texts => {
                let Some(items) = items(at.cast::<*const *const c_char>(), field.name)? else { return Ok(false) };
                let mut texts = Vec::with_capacity(items.len());
                for item in items {
                    texts.push(serde_json::Value::from(encoding.need(*item, field.name)?).to_string());
                }
                let _ = write!(json, "[{}]", texts.join(","));
                Ok(true)
            }
            Kind::Object(layout) => {
                let data = at.cast::<*const u8>().read();
                if data.is_null() {
                    return Ok(false);
                }
                object(data, layout, encoding, field.name, json).map(|()| true)
            }
        }
    }
}

/// # Safety
/// `at` points to a pointer with a length behind it; if the pointer is not NULL there are as many items.
unsafe fn items<'a, T>(at: *const *const T, name: &str) -> Result<Option<&'a [T]>, Failure> {
    // SAFETY: as the contract says.
    let (first, length) = unsafe { (at.read(), at.add(1).cast::<usize>().read()) };
    if first.is_null() {
        return if length == 0 { Ok(None) } else { Err(Failure::null(name)) };
    }
    if length > MOST_ITEMS {
        return Err(Failure::misuse(format!("{name} has {length} items, more than {MOST_ITEMS}")));
    }
    // SAFETY: not NULL, and as the contract says.
    Ok(Some(unsafe { std::slice::from_raw_parts(first, length) }))
}

/// A copy of a struct that begins with its size, zero where the program knows fewer fields.
///
/// # Safety
/// `data` points to a `T` as far as its own size says; `T` has its size first, and all zero is a valid `T`.
pub(crate) unsafe fn checked_copy<T: Copy>(data: *const T, sizes: &[usize], name: &str) -> Result<T, Failure> {
    // SAFETY: every such struct begins with its size.
    let size = unsafe { data.cast::<usize>().read() };
    if !sizes.contains(&size) || size > size_of::<T>() {
        return Err(wrong_size(name, size, size_of::<T>()));
    }
    let mut copy = std::mem::MaybeUninit::<T>::zeroed();
    // SAFETY: both have at least `size` bytes, and all zero is a valid value for the rest.
    unsafe {
        std::ptr::copy_nonoverlapping(data.cast::<u8>(), copy.as_mut_ptr().cast::<u8>(), size);
        Ok(copy.assume_init())
    }
}

fn wrong_size(name: &str, size: usize, known: usize) -> Failure {
    Failure::misuse(format!(
        "{name} has struct_size {size}, this library knows {known}: begin with the struct's _INIT macro, and use no \
         header that is newer than the library"
    ))
}
