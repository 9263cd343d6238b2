//! What calls answer with: objects that own everything below them, or plain numbers.

use std::ffi::{CString, c_char};
use std::marker::PhantomData;

use welinkpark::schema::{Endpoint, Type};
use welinkpark::wire::{Strictness, canonical_json, decode_each};
use welinkpark::{Error, Model, Output, RawResponse};

use crate::boundary::{enter, free, guard, write};
use crate::error::{wlp_error, wlp_status};
use crate::failure::Failure;
use crate::record::Record;
use crate::response::wlp_response;
use crate::text::Encoding;

/// A text of an answer, or its JSON. Immutable; free it with `wlp_text_answer_free`.
pub struct wlp_text_answer(());

/// A list of texts. Immutable; free it with `wlp_text_list_free`.
pub struct wlp_text_list(());

/// What every answer object of the interface is.
pub(crate) struct Answer {
    body: Body,
    response: wlp_response,
}

pub(crate) enum Body {
    Object(Record),
    Objects(Vec<Record>),
    Text(CString),
    Texts(Vec<CString>),
}

/// How content becomes what a call hands out.
pub(crate) trait Shape: 'static {
    /// What is made in the thread of the call.
    type Made: Send + 'static;
    /// What the program receives.
    type Out: Copy + 'static;
    /// What the program receives when the call fails.
    const NOTHING: Self::Out;

    fn make(raw: &RawResponse, endpoint: Option<&Endpoint>, encoding: Encoding) -> Result<Self::Made, Error>;

    fn out(made: Self::Made) -> Self::Out;
}

/// An answer object of type `C` whose body is an `M`.
pub(crate) struct Owned<C, M>(PhantomData<fn() -> (C, M)>);

/// What an answer object has inside.
pub(crate) trait Content: 'static {
    fn body(content: &str, encoding: Encoding) -> Result<Body, Error>;
}

/// One object.
pub(crate) struct One<M>(PhantomData<fn() -> M>);

impl<M: Model + 'static> Content for One<M> {
    fn body(content: &str, encoding: Encoding) -> Result<Body, Error> {
        Ok(Body::Object(Record::of(&M::decode(content)?, encoding)))
    }
}

/// A list of objects.
pub(crate) struct Many<M>(PhantomData<fn() -> M>);

impl<M: Model + 'static> Content for Many<M> {
    fn body(content: &str, encoding: Encoding) -> Result<Body, Error> {
        decode_each(content, |model: M| Record::of(&model, encoding)).map(Body::Objects)
    }
}

/// A text.
pub(crate) struct OneText;

impl Content for OneText {
    fn body(content: &str, encoding: Encoding) -> Result<Body, Error> {
        Ok(Body::Text(encoding.write(&String::decode(content)?)))
    }
}

/// A list of texts.
pub(crate) struct ManyTexts;

impl Content for ManyTexts {
    fn body(content: &str, encoding: Encoding) -> Result<Body, Error> {
        let texts = Vec::<String>::decode(content)?;
        Ok(Body::Texts(texts.iter().map(|text| encoding.write(text)).collect()))
    }
}

impl<C: 'static, M: Content> Shape for Owned<C, M> {
    type Made = Box<Answer>;
    type Out = *mut C;
    const NOTHING: *mut C = std::ptr::null_mut();

    fn make(raw: &RawResponse, _: Option<&Endpoint>, encoding: Encoding) -> Result<Box<Answer>, Error> {
        Ok(Box::new(Answer { body: M::body(&raw.content, encoding)?, response: wlp_response::new(raw, encoding) }))
    }

    fn out(made: Box<Answer>) -> *mut C {
        Box::into_raw(made).cast()
    }
}

/// A number or a flag, handed out by value.
pub(crate) struct Plain<T>(PhantomData<fn() -> T>);

impl Shape for Plain<i64> {
    type Made = i64;
    type Out = i64;
    const NOTHING: i64 = 0;

    fn make(raw: &RawResponse, _: Option<&Endpoint>, _: Encoding) -> Result<i64, Error> {
        i64::decode(&raw.content)
    }

    fn out(made: i64) -> i64 {
        made
    }
}

impl Shape for Plain<bool> {
    type Made = bool;
    type Out = bool;
    const NOTHING: bool = false;

    fn make(raw: &RawResponse, _: Option<&Endpoint>, _: Encoding) -> Result<bool, Error> {
        bool::decode(&raw.content)
    }

    fn out(made: bool) -> bool {
        made
    }
}

impl Shape for Plain<()> {
    type Made = ();
    type Out = ();
    const NOTHING: () = ();

    fn make(_: &RawResponse, _: Option<&Endpoint>, _: Encoding) -> Result<(), Error> {
        Ok(())
    }

    fn out((): ()) {}
}

/// Canonical JSON of any answer; `STRICT` as the typed functions are.
pub(crate) struct Json<const STRICT: bool>;

impl<const STRICT: bool> Shape for Json<STRICT> {
    type Made = Box<Answer>;
    type Out = *mut wlp_text_answer;
    const NOTHING: *mut wlp_text_answer = std::ptr::null_mut();

    fn make(raw: &RawResponse, endpoint: Option<&Endpoint>, encoding: Encoding) -> Result<Box<Answer>, Error> {
        let response: Option<&Type> = endpoint.and_then(|endpoint| endpoint.response.as_ref());
        let strictness = if STRICT { Strictness::Strict } else { Strictness::Tolerant };
        let json = canonical_json(&raw.content, response, strictness)?;
        let response = wlp_response::new(raw, encoding);
        Ok(Box::new(Answer { body: Body::Text(encoding.write(&json)), response }))
    }

    fn out(made: Box<Answer>) -> *mut wlp_text_answer {
        Box::into_raw(made).cast()
    }
}

/// The content of an answer, uninterpreted.
pub(crate) struct Raw;

impl Shape for Raw {
    type Made = Box<Answer>;
    type Out = *mut wlp_text_answer;
    const NOTHING: *mut wlp_text_answer = std::ptr::null_mut();

    fn make(raw: &RawResponse, _: Option<&Endpoint>, encoding: Encoding) -> Result<Box<Answer>, Error> {
        let response = wlp_response::new(raw, encoding);
        Ok(Box::new(Answer { body: Body::Text(encoding.write(&raw.content)), response }))
    }

    fn out(made: Box<Answer>) -> *mut wlp_text_answer {
        Box::into_raw(made).cast()
    }
}

/// Reads content without a call, for those with an HTTP stack of their own.
///
/// # Safety
/// Pointers are NULL or fit their types; `content` is NUL-terminated.
pub(crate) unsafe fn parse<S: Shape>(
    content: *const c_char,
    encoding: i32,
    answer: *mut S::Out,
    error: *mut *mut wlp_error,
) -> wlp_status {
    let told = Encoding::of(encoding).unwrap_or_default();
    // SAFETY: the same contract.
    unsafe {
        enter(told, error, || {
            let encoding = Encoding::of(encoding)?;
            let content = encoding.need(content, "content")?.into_owned();
            if answer.is_null() {
                return Err(Failure::null("answer"));
            }
            let raw = RawResponse {
                content,
                code: "0000".to_owned(),
                message: String::new(),
                err_code: None,
                attempts: 0,
                nonce: 0,
                timestamp: 0,
            };
            write(answer, S::out(S::make(&raw, None, encoding)?), "answer")
        })
    }
}

/// What `read` finds in an answer.
///
/// # Safety
/// `answer` is NULL or points to a living answer: every answer object that the interface hands out does.
unsafe fn look<C, T: Copy>(answer: *const C, absent: T, read: impl FnOnce(&Answer) -> Option<T>) -> T {
    // SAFETY: the same contract.
    let answer = unsafe { answer.cast::<Answer>().as_ref() };
    guard(absent, || answer.and_then(read).unwrap_or(absent))
}

/// # Safety
/// As for [`look`], and so are all below.
pub(crate) unsafe fn value<C, M>(answer: *const C) -> *const M {
    let read = |answer: &Answer| match &answer.body {
        Body::Object(record) => Some(std::ptr::from_ref(record).cast::<M>()),
        _ => None,
    };
    // SAFETY: the same contract.
    unsafe { look(answer, std::ptr::null(), read) }
}

pub(crate) unsafe fn len<C>(answer: *const C) -> usize {
    let read = |answer: &Answer| match &answer.body {
        Body::Objects(records) => Some(records.len()),
        Body::Texts(texts) => Some(texts.len()),
        _ => None,
    };
    // SAFETY: the same contract.
    unsafe { look(answer, 0, read) }
}

pub(crate) unsafe fn at<C, M>(answer: *const C, index: usize) -> *const M {
    let read = |answer: &Answer| match &answer.body {
        Body::Objects(records) => records.get(index).map(|record| std::ptr::from_ref(record).cast::<M>()),
        _ => None,
    };
    // SAFETY: the same contract.
    unsafe { look(answer, std::ptr::null(), read) }
}

pub(crate) unsafe fn response<C>(answer: *const C) -> *const wlp_response {
    // SAFETY: the same contract.
    unsafe { look(answer, std::ptr::null(), |answer| Some(std::ptr::from_ref(&answer.response))) }
}

/// # Safety
/// `answer` is NULL or came from this library and is not used afterwards.
pub(crate) unsafe fn drop_answer<C>(answer: *mut C) {
    // SAFETY: the same contract; every answer object is an `Answer`.
    unsafe { free(answer.cast::<Answer>()) }
}

/// The text; NULL only if `answer` is.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_text_answer_value(answer: *const wlp_text_answer) -> *const c_char {
    let read = |answer: &Answer| match &answer.body {
        Body::Text(text) => Some(text.as_ptr()),
        _ => None,
    };
    // SAFETY: the caller gives a living answer or NULL.
    unsafe { look(answer, std::ptr::null(), read) }
}

/// The answer as it came.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_text_answer_response(answer: *const wlp_text_answer) -> *const wlp_response {
    // SAFETY: the caller gives a living answer or NULL.
    unsafe { response(answer) }
}

/// Frees the answer; NULL is nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_text_answer_free(answer: *mut wlp_text_answer) {
    // SAFETY: the caller hands over an answer of this library, or NULL.
    unsafe { drop_answer(answer) }
}

/// Reads decrypted content without a call. Free `*answer` with `wlp_text_answer_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_text_answer_parse(
    content: *const c_char,
    encoding: i32,
    answer: *mut *mut wlp_text_answer,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types.
    unsafe { parse::<Owned<wlp_text_answer, OneText>>(content, encoding, answer, error) }
}

/// How many texts there are.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_text_list_len(list: *const wlp_text_list) -> usize {
    // SAFETY: the caller gives a living list or NULL.
    unsafe { len(list) }
}

/// The text at `index`; NULL beyond the end.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_text_list_at(list: *const wlp_text_list, index: usize) -> *const c_char {
    let read = |answer: &Answer| match &answer.body {
        Body::Texts(texts) => texts.get(index).map(|text| text.as_ptr()),
        _ => None,
    };
    // SAFETY: the caller gives a living list or NULL.
    unsafe { look(list, std::ptr::null(), read) }
}

/// The answer as it came.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_text_list_response(list: *const wlp_text_list) -> *const wlp_response {
    // SAFETY: the caller gives a living list or NULL.
    unsafe { response(list) }
}

/// Frees the list; NULL is nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_text_list_free(list: *mut wlp_text_list) {
    // SAFETY: the caller hands over a list of this library, or NULL.
    unsafe { drop_answer(list) }
}

/// Reads decrypted content without a call. Free `*list` with `wlp_text_list_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_text_list_parse(
    content: *const c_char,
    encoding: i32,
    list: *mut *mut wlp_text_list,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types.
    unsafe { parse::<Owned<wlp_text_list, ManyTexts>>(content, encoding, list, error) }
}

/// Reads a bare id without a call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_id_parse(
    content: *const c_char,
    encoding: i32,
    id: *mut i64,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types.
    unsafe { parse::<Plain<i64>>(content, encoding, id, error) }
}

/// Reads a bare flag without a call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_flag_parse(
    content: *const c_char,
    encoding: i32,
    flag: *mut bool,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types.
    unsafe { parse::<Plain<bool>>(content, encoding, flag, error) }
}
