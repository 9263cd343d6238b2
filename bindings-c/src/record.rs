//! An object of an answer, made ready for accessor functions: every text encoded and NUL-terminated.

use std::ffi::{CString, c_char};

use welinkpark::Model;
use welinkpark::schema::{Object, Type};
use welinkpark::wire::{Arg, Fields};

use crate::boundary::guard;
use crate::error::wlp_optional;
use crate::text::Encoding;

/// Field values by their index in the model's table, and the fields that this version does not know.
///
/// Every `wlp_<model>` of the interface is one of these; the table says what its fields are.
pub(crate) struct Record {
    slots: Box<[Slot]>,
    extra: Box<[(CString, CString)]>,
}

enum Slot {
    Absent,
    Number(i64),
    Text(CString),
    /// As text and in Unix seconds.
    Time(CString, i64),
    Numbers(Box<[i64]>),
    Texts(Box<[CString]>),
    Object(Box<Record>),
}

impl Record {
    pub(crate) fn of<T: Model>(model: &T, encoding: Encoding) -> Self {
        Self::read(model, T::SCHEMA, encoding)
    }

    fn read(values: &dyn Fields, schema: &'static Object, encoding: Encoding) -> Self {
        let slot = |(index, field): (usize, &welinkpark::schema::Field)| match (values.arg(index), field.ty) {
            (Arg::Absent, _) => Slot::Absent,
            (Arg::Int(number), _) => Slot::Number(number),
            (Arg::Flag(flag), _) => Slot::Number(flag.into()),
            (Arg::Text(text), _) => Slot::Text(encoding.write(text)),
            (Arg::Money(money), _) => Slot::Text(encoding.write(&money.to_string())),
            (Arg::Date(date), _) => Slot::Text(encoding.write(&date.to_string())),
            (Arg::Time(time), _) => Slot::Time(encoding.write(&time.to_string()), time.unix_seconds()),
            (Arg::Ints(numbers), _) => Slot::Numbers(numbers.into()),
            (Arg::Texts(texts), _) => Slot::Texts(texts.iter().map(|text| encoding.write(text)).collect()),
            (Arg::Object(values), Type::Object(schema)) => Slot::Object(Box::new(Self::read(values, schema, encoding))),
            (Arg::Object(_), _) => Slot::Absent,
        };
        let extra = values.extra().into_iter().flat_map(|extra| extra.iter());
        Self {
            slots: schema.fields.iter().enumerate().map(slot).collect(),
            extra: extra.map(|(name, json)| (encoding.write(name), encoding.write(json))).collect(),
        }
    }
}

/// What `read` finds in a field.
///
/// # Safety
/// `record` is NULL or points to a living record: every pointer to a model that the interface hands out does.
unsafe fn look<M, T>(record: *const M, index: usize, absent: T, read: impl FnOnce(&Slot) -> Option<T>) -> T
where
    T: Copy,
{
    // SAFETY: the same contract.
    let record = unsafe { record.cast::<Record>().as_ref() };
    guard(absent, || record.and_then(|record| record.slots.get(index)).and_then(read).unwrap_or(absent))
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
    let read = |slot: &Slot| match slot {
        Slot::Number(number) => Some(wlp_optional::of(*number)),
        _ => None,
    };
    // SAFETY: the same contract.
    unsafe { look(record, index, wlp_optional::ABSENT, read) }
}

pub(crate) unsafe fn text<M>(record: *const M, index: usize) -> *const c_char {
    let read = |slot: &Slot| match slot {
        Slot::Text(text) | Slot::Time(text, _) => Some(text.as_ptr()),
        _ => None,
    };
    // SAFETY: the same contract.
    unsafe { look(record, index, std::ptr::null(), read) }
}

pub(crate) unsafe fn unix<M>(record: *const M, index: usize) -> wlp_optional {
    let read = |slot: &Slot| match slot {
        Slot::Time(_, unix) => Some(wlp_optional::of(*unix)),
        _ => None,
    };
    // SAFETY: the same contract.
    unsafe { look(record, index, wlp_optional::ABSENT, read) }
}

pub(crate) unsafe fn len<M>(record: *const M, index: usize) -> usize {
    let read = |slot: &Slot| match slot {
        Slot::Numbers(numbers) => Some(numbers.len()),
        Slot::Texts(texts) => Some(texts.len()),
        _ => None,
    };
    // SAFETY: the same contract.
    unsafe { look(record, index, 0, read) }
}

pub(crate) unsafe fn number_at<M>(record: *const M, index: usize, at: usize) -> i64 {
    let read = |slot: &Slot| match slot {
        Slot::Numbers(numbers) => numbers.get(at).copied(),
        _ => None,
    };
    // SAFETY: the same contract.
    unsafe { look(record, index, 0, read) }
}

pub(crate) unsafe fn text_at<M>(record: *const M, index: usize, at: usize) -> *const c_char {
    let read = |slot: &Slot| match slot {
        Slot::Texts(texts) => texts.get(at).map(|text| text.as_ptr()),
        _ => None,
    };
    // SAFETY: the same contract.
    unsafe { look(record, index, std::ptr::null(), read) }
}

pub(crate) unsafe fn object<M, N>(record: *const M, index: usize) -> *const N {
    let read = |slot: &Slot| match slot {
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
