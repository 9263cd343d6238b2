//! An object of an answer, made ready for accessor functions: every text encoded and NUL-terminated.

use std::ffi::{CString, c_char};
use std::io::Write;

use welinkpark::schema::{Object, Type};
use welinkpark::wire::{Arg, Fields};
use welinkpark::{ChinaTime, Model};

use crate::boundary::guard;
use crate::error::wlp_optional;
use crate::text::Encoding;

/// Field values by their index in the model's table, and the fields that this version does not know.
///
/// Every `wlp_<model>` of the interface is one of these; the table says what its fields are.
pub(crate) struct Record {
    slots: Box<[Slot]>,
    /// All texts, each with its NUL: one allocation where lists have thousands of texts.
    texts: Box<[u8]>,
    extra: Box<[(CString, CString)]>,
}

enum Slot {
    Absent,
    Number(i64),
    /// Where it begins in `texts`.
    Text(usize),
    /// Where it begins as a text, and the time itself.
    Time(usize, ChinaTime),
    Numbers(Box<[i64]>),
    Texts(Box<[usize]>),
    Object(Box<Record>),
}

impl Record {
    pub(crate) fn of<T: Model>(model: &T, encoding: Encoding) -> Self {
        Self::read(model, T::SCHEMA, encoding)
    }

    fn read(values: &dyn Fields, schema: &'static Object, encoding: Encoding) -> Self {
        let mut texts = Texts { bytes: Vec::with_capacity(256), encoding };
        let slot = |(index, field): (usize, &welinkpark::schema::Field)| match (values.arg(index), field.ty) {
            (Arg::Absent, _) => Slot::Absent,
            (Arg::Int(number), _) => Slot::Number(number),
            (Arg::Flag(flag), _) => Slot::Number(flag.into()),
            (Arg::Text(text), _) => Slot::Text(texts.add(text)),
            (Arg::Money(money), _) => Slot::Text(texts.add_ascii(money)),
            (Arg::Date(date), _) => Slot::Text(texts.add_ascii(date)),
            (Arg::Time(time), _) => Slot::Time(texts.add_ascii(time), time),
            (Arg::Ints(numbers), _) => Slot::Numbers(numbers.into()),
            (Arg::Texts(list), _) => Slot::Texts(list.iter().map(|text| texts.add(text)).collect()),
            (Arg::Object(values), Type::Object(schema)) => Slot::Object(Box::new(Self::read(values, schema, encoding))),
            (Arg::Object(_), _) => Slot::Absent,
        };
        let slots = schema.fields.iter().enumerate().map(slot).collect();
        let extra = values.extra().into_iter().flat_map(|extra| extra.iter());
        Self {
            slots,
            texts: texts.bytes.into(),
            extra: extra.map(|(name, json)| (encoding.write(name), encoding.write(json))).collect(),
        }
    }

    /// The text that begins there.
    fn text(&self, start: usize) -> Option<*const c_char> {
        self.texts.get(start..).map(|text| text.as_ptr().cast())
    }
}

/// The texts of a record while it is made.
struct Texts {
    bytes: Vec<u8>,
    encoding: Encoding,
}

impl Texts {
    /// Where the text begins.
    fn add(&mut self, text: &str) -> usize {
        let start = self.bytes.len();
        self.encoding.append(text, &mut self.bytes);
        start
    }

    /// The same of what is written in ASCII without a NUL, as all encodings have it.
    fn add_ascii(&mut self, value: impl std::fmt::Display) -> usize {
        let start = self.bytes.len();
        // Writing to a vector cannot fail.
        let _ = write!(self.bytes, "{value}");
        self.bytes.push(0);
        start
    }
}

/// What `read` finds in a field.
///
/// # Safety
/// `record` is NULL or points to a living record: every pointer to a model that the interface hands out does.
unsafe fn look<M, T>(record: *const M, index: usize, absent: T, read: impl FnOnce(&Record, &Slot) -> Option<T>) -> T
where
    T: Copy,
{
    // SAFETY: the same contract.
    let record = unsafe { record.cast::<Record>().as_ref() };
    guard(absent, || record.and_then(|record| read(record, record.slots.get(index)?)).unwrap_or(absent))
}

/// # Safety
/// As for [`look`], and so are all below.
pub(crate) unsafe fn number<M>(record: *const M, index: usize) -> i64 {
    // SAFETY: the same contract.
    unsafe { optional(record, index) }.value
}

pub(crate) unsafe fn flag<M>(record: *const M, index: usize) -> bool {
    // SAFETY: the same contract.
    unsafe { optional(record, index) }.value != 0
}

pub(crate) unsafe fn optional<M>(record: *const M, index: usize) -> wlp_optional {
    let read = |_: &Record, slot: &Slot| match slot {
        Slot::Number(number) => Some(wlp_optional::of(*number)),
        _ => None,
    };
    // SAFETY: the same contract.
    unsafe { look(record, index, wlp_optional::ABSENT, read) }
}

pub(crate) unsafe fn text<M>(record: *const M, index: usize) -> *const c_char {
    let read = |record: &Record, slot: &Slot| match slot {
        Slot::Text(start) | Slot::Time(start, _) => record.text(*start),
        _ => None,
    };
    // SAFETY: the same contract.
    unsafe { look(record, index, std::ptr::null(), read) }
}

pub(crate) unsafe fn unix<M>(record: *const M, index: usize) -> wlp_optional {
    let read = |_: &Record, slot: &Slot| match slot {
        Slot::Time(_, time) => Some(wlp_optional::of(time.unix_seconds())),
        _ => None,
    };
    // SAFETY: the same contract.
    unsafe { look(record, index, wlp_optional::ABSENT, read) }
}

pub(crate) unsafe fn len<M>(record: *const M, index: usize) -> usize {
    let read = |_: &Record, slot: &Slot| match slot {
        Slot::Numbers(numbers) => Some(numbers.len()),
        Slot::Texts(texts) => Some(texts.len()),
        _ => None,
    };
    // SAFETY: the same contract.
    unsafe { look(record, index, 0, read) }
}

pub(crate) unsafe fn number_at<M>(record: *const M, index: usize, at: usize) -> i64 {
    let read = |_: &Record, slot: &Slot| match slot {
        Slot::Numbers(numbers) => numbers.get(at).copied(),
        _ => None,
    };
    // SAFETY: the same contract.
    unsafe { look(record, index, 0, read) }
}

pub(crate) unsafe fn text_at<M>(record: *const M, index: usize, at: usize) -> *const c_char {
    let read = |record: &Record, slot: &Slot| match slot {
        Slot::Texts(texts) => texts.get(at).and_then(|start| record.text(*start)),
        _ => None,
    };
    // SAFETY: the same contract.
    unsafe { look(record, index, std::ptr::null(), read) }
}

pub(crate) unsafe fn object<M, N>(record: *const M, index: usize) -> *const N {
    let read = |_: &Record, slot: &Slot| match slot {
        Slot::Object(record) => Some(std::ptr::from_ref::<Record>(record).cast::<N>()),
        _ => None,
    };
    // SAFETY: the same contract.
    unsafe { look(record, index, std::ptr::null(), read) }
}

pub(crate) unsafe fn extra_len<M>(record: *const M) -> usize {
    // SAFETY: the same contract.
    unsafe { record.cast::<Record>().as_ref() }.map_or(0, |record| record.extra.len())
}

pub(crate) unsafe fn extra_name<M>(record: *const M, at: usize) -> *const c_char {
    // SAFETY: the same contract.
    let record = unsafe { record.cast::<Record>().as_ref() };
    record.and_then(|record| record.extra.get(at)).map_or(std::ptr::null(), |(name, _)| name.as_ptr())
}

pub(crate) unsafe fn extra_json<M>(record: *const M, at: usize) -> *const c_char {
    // SAFETY: the same contract.
    let record = unsafe { record.cast::<Record>().as_ref() };
    record.and_then(|record| record.extra.get(at)).map_or(std::ptr::null(), |(_, json)| json.as_ptr())
}
