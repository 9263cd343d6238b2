//! Lost answers: what became of a write.

use std::ffi::{CString, c_char, c_void};
use std::mem::{offset_of, size_of};

use serde_json::{Map, Value, json};
use welinkpark::flow::reconcile::{Outcome, Verdict};
use welinkpark::{CallOptions, CancelToken};

use super::steps::in_background;
use crate::boundary::{borrow, enter, free, guard, write};
use crate::call::Context;
use crate::cancel::wlp_call;
use crate::client::{encoding_of, wlp_client};
use crate::error::{wlp_error, wlp_optional, wlp_status};
use crate::failure::Failure;
use crate::generated::blacklist::wlp_blacklist_add_request;
use crate::generated::booking::{wlp_booking_cancel_booking_request, wlp_booking_create_booking_request};
use crate::generated::coupon::wlp_coupon_add_request;
use crate::generated::passport::{wlp_passport_add_request, wlp_passport_delete_request, wlp_passport_update_request};
use crate::request::{Field, Kind, Layout, Request};
use crate::text::Encoding;

/// What became of a write.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum wlp_outcome {
    /// What the platform tells does not decide it: a person has to look.
    WLP_OUTCOME_CANNOT_TELL = 0,
    /// The platform is in the state that the write wanted.
    WLP_OUTCOME_DONE = 1,
    /// It is not: the write can be sent again.
    WLP_OUTCOME_NOT_DONE = 2,
}

/// What became of a write, and why that is known. Immutable; free it with `wlp_verdict_free`.
pub struct wlp_verdict {
    outcome: wlp_outcome,
    reason: CString,
    id: wlp_optional,
    json: CString,
}

/// The callback of a question. `verdict` is the callback's to free with `wlp_verdict_free`; NULL if `status` is not
/// `WLP_OK`. Else as `wlp_callback`.
pub type wlp_verdict_callback = Option<
    unsafe extern "C" fn(context: *mut c_void, status: wlp_status, verdict: *mut wlp_verdict, error: *mut wlp_error),
>;

/// A bill whose payment was reported with `wlp_pay_pay_tmp_rent_bill`, and the answer lost. Begin with
/// `WLP_PAID_BILL_INIT`.
#[repr(C)]
pub struct wlp_paid_bill {
    /// `sizeof(wlp_paid_bill)`; set by `WLP_PAID_BILL_INIT`.
    pub struct_size: usize,
    /// Plate or licence. Required.
    pub plate_number: *const c_char,
    /// The user that the bill was made for. Required.
    pub user_id: *const c_char,
    /// Payment number of the bill.
    pub trade_no: wlp_optional,
    /// What had been paid before, in yuan.
    pub payed: *const c_char,
    /// What was to be paid, in yuan.
    pub money: *const c_char,
    /// When the bill was made, on the platform's clock: the end of its charged period.
    pub made_at: *const c_char,
}

impl wlp_paid_bill {
    const LAYOUT: Layout = Layout {
        size: size_of::<Self>(),
        fields: &[
            Field { name: "plateNumber", offset: offset_of!(Self, plate_number), kind: Kind::Text },
            Field { name: "userId", offset: offset_of!(Self, user_id), kind: Kind::Text },
            Field { name: "tradeNo", offset: offset_of!(Self, trade_no), kind: Kind::Number },
            Field { name: "payed", offset: offset_of!(Self, payed), kind: Kind::Text },
            Field { name: "money", offset: offset_of!(Self, money), kind: Kind::Text },
            Field { name: "madeAt", offset: offset_of!(Self, made_at), kind: Kind::Text },
        ],
    };
}

impl wlp_verdict {
    fn new(verdict: &Verdict, encoding: Encoding) -> Self {
        Self {
            outcome: match verdict.outcome {
                Outcome::Done => wlp_outcome::WLP_OUTCOME_DONE,
                Outcome::NotDone => wlp_outcome::WLP_OUTCOME_NOT_DONE,
                Outcome::CannotTell => wlp_outcome::WLP_OUTCOME_CANNOT_TELL,
            },
            reason: encoding.write(&verdict.reason),
            id: verdict.id.into(),
            json: encoding.write(&verdict.to_json()),
        }
    }
}

/// Asks the platform what became of a write whose answer was lost (`wlp_error_sent` is `WLP_SENT_UNKNOWN`).
///
/// `write` is `passport_added`, `passport_updated`, `passport_deleted`, `booking_created`, `booking_cancelled`,
/// `blacklist_added`, `coupon_issued`, `bill_paid` or `vehicle_let_in`; `request` the write's request as a JSON object,
/// and beside its fields `since` (when the lost call began) for `coupon_issued`, `license` and `since` for
/// `vehicle_let_in`; that of `bill_paid` has the fields of `wlp_paid_bill`. Ask after the lost call's time is surely over:
/// a request that still travels is not done yet. It only reads. Free `*verdict` with `wlp_verdict_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_reconcile(
    client: *const wlp_client,
    write: *const c_char,
    request: *const c_char,
    verdict: *mut *mut wlp_verdict,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types, and so below.
    unsafe { ask(client, |encoding| named(write, request, encoding), verdict, error) }
}

/// As `wlp_reconcile`, with a callback.
///
/// If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
/// `*call`, if wanted, is to be freed with `wlp_call_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_reconcile_async(
    client: *const wlp_client,
    write: *const c_char,
    request: *const c_char,
    callback: wlp_verdict_callback,
    context: *mut c_void,
    call: *mut *mut wlp_call,
    error: *mut *mut wlp_error,
) -> wlp_status {
    let context = Context(context);
    // SAFETY: the caller gives pointers that are NULL or fit their types, and so below.
    unsafe {
        enter(encoding_of(client), error, || {
            let client = borrow(client, "client")?;
            let encoding = client.encoding;
            let (write, request) = named(write, request, encoding)?;
            let callback = callback.ok_or_else(|| Failure::null("callback"))?;
            let token = CancelToken::new();
            let options = CallOptions { cancel: Some(token.clone()), ..client.options.clone() };
            let asked = client.blocking.with_options(options);
            let work = move |_: &_| Ok(asked.reconcile().check_json(&write, &request).send()?);
            let finish = move |outcome: Result<Verdict, Failure>| {
                let context = &context;
                match outcome {
                    Ok(verdict) => {
                        let made = Box::into_raw(Box::new(wlp_verdict::new(&verdict, encoding)));
                        callback(context.0, wlp_status::WLP_OK, made, std::ptr::null_mut());
                    }
                    Err(failure) => {
                        callback(context.0, failure.status, std::ptr::null_mut(), failure.into_raw(encoding));
                    }
                }
            };
            in_background(client, &token, work, finish)?;
            if call.is_null() {
                return Ok(());
            }
            crate::boundary::write(call, Box::into_raw(Box::new(wlp_call(token))), "call")
        })
    }
}

/// What became of `wlp_passport_add`. By plate, else by card, else by name and phone; an equal passport from before counts as done. See `wlp_reconcile`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_reconcile_passport_added(
    client: *const wlp_client,
    request: *const wlp_passport_add_request,
    verdict: *mut *mut wlp_verdict,
    error: *mut *mut wlp_error,
) -> wlp_status {
    let request = Request { data: request.cast(), layout: &wlp_passport_add_request::LAYOUT };
    // SAFETY: the caller gives pointers that are NULL or fit their types.
    unsafe { ask(client, |encoding| Ok(("passport_added".to_owned(), request.to_json(encoding)?)), verdict, error) }
}

/// What became of `wlp_passport_update`. Every field that the request gave has its value. See `wlp_reconcile`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_reconcile_passport_updated(
    client: *const wlp_client,
    request: *const wlp_passport_update_request,
    verdict: *mut *mut wlp_verdict,
    error: *mut *mut wlp_error,
) -> wlp_status {
    let request = Request { data: request.cast(), layout: &wlp_passport_update_request::LAYOUT };
    // SAFETY: the caller gives pointers that are NULL or fit their types.
    unsafe { ask(client, |encoding| Ok(("passport_updated".to_owned(), request.to_json(encoding)?)), verdict, error) }
}

/// What became of `wlp_passport_delete`. There is no such passport any more. See `wlp_reconcile`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_reconcile_passport_deleted(
    client: *const wlp_client,
    request: *const wlp_passport_delete_request,
    verdict: *mut *mut wlp_verdict,
    error: *mut *mut wlp_error,
) -> wlp_status {
    let request = Request { data: request.cast(), layout: &wlp_passport_delete_request::LAYOUT };
    // SAFETY: the caller gives pointers that are NULL or fit their types.
    unsafe { ask(client, |encoding| Ok(("passport_deleted".to_owned(), request.to_json(encoding)?)), verdict, error) }
}

/// What became of `wlp_booking_create_booking`. By merchant, area, plate and time; without a plate the platform does not tell whose booking it is. See `wlp_reconcile`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_reconcile_booking_created(
    client: *const wlp_client,
    request: *const wlp_booking_create_booking_request,
    verdict: *mut *mut wlp_verdict,
    error: *mut *mut wlp_error,
) -> wlp_status {
    let request = Request { data: request.cast(), layout: &wlp_booking_create_booking_request::LAYOUT };
    // SAFETY: the caller gives pointers that are NULL or fit their types.
    unsafe { ask(client, |encoding| Ok(("booking_created".to_owned(), request.to_json(encoding)?)), verdict, error) }
}

/// What became of `wlp_booking_cancel_booking`. By the booking's state. See `wlp_reconcile`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_reconcile_booking_cancelled(
    client: *const wlp_client,
    request: *const wlp_booking_cancel_booking_request,
    verdict: *mut *mut wlp_verdict,
    error: *mut *mut wlp_error,
) -> wlp_status {
    let request = Request { data: request.cast(), layout: &wlp_booking_cancel_booking_request::LAYOUT };
    // SAFETY: the caller gives pointers that are NULL or fit their types.
    unsafe { ask(client, |encoding| Ok(("booking_cancelled".to_owned(), request.to_json(encoding)?)), verdict, error) }
}

/// What became of `wlp_blacklist_add`. An entry with the same plate, areas and times; an equal entry from before counts as done. See `wlp_reconcile`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_reconcile_blacklist_added(
    client: *const wlp_client,
    request: *const wlp_blacklist_add_request,
    verdict: *mut *mut wlp_verdict,
    error: *mut *mut wlp_error,
) -> wlp_status {
    let request = Request { data: request.cast(), layout: &wlp_blacklist_add_request::LAYOUT };
    // SAFETY: the caller gives pointers that are NULL or fit their types.
    unsafe { ask(client, |encoding| Ok(("blacklist_added".to_owned(), request.to_json(encoding)?)), verdict, error) }
}

/// What became of `wlp_coupon_add`. A coupon of this rule for this plate, issued at `since` or later on the platform's
/// clock; `since` is when the lost call began. See `wlp_reconcile`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_reconcile_coupon_issued(
    client: *const wlp_client,
    request: *const wlp_coupon_add_request,
    since: *const c_char,
    verdict: *mut *mut wlp_verdict,
    error: *mut *mut wlp_error,
) -> wlp_status {
    let request = Request { data: request.cast(), layout: &wlp_coupon_add_request::LAYOUT };
    let question = |encoding: Encoding| {
        // SAFETY: the caller gives pointers that are NULL or fit their types.
        let (request, since) = unsafe { (request.to_json(encoding)?, encoding.need(since, "since")?) };
        let mut fields: Map<String, Value> = serde_json::from_str(&request)
            .map_err(|error| Failure::internal(format!("a request is no JSON object: {error}")))?;
        fields.insert("since".to_owned(), since.into());
        Ok(("coupon_issued".to_owned(), Value::Object(fields).to_string()))
    };
    // SAFETY: the caller gives pointers that are NULL or fit their types.
    unsafe { ask(client, question, verdict, error) }
}

/// What became of `wlp_pay_pay_tmp_rent_bill`. The fee record exists, or the bill is gone. Asking for a bill makes a new one on
/// the platform, which harms nobody. See `wlp_reconcile`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_reconcile_bill_paid(
    client: *const wlp_client,
    bill: *const wlp_paid_bill,
    verdict: *mut *mut wlp_verdict,
    error: *mut *mut wlp_error,
) -> wlp_status {
    let request = Request { data: bill.cast(), layout: &wlp_paid_bill::LAYOUT };
    // SAFETY: the caller gives pointers that are NULL or fit their types.
    unsafe { ask(client, |encoding| Ok(("bill_paid".to_owned(), request.to_json(encoding)?)), verdict, error) }
}

/// Whether a vehicle was let in (`wlp_auth_enter`). By its licence or plate among the vehicles inside that came in
/// through this lane at `since` or later on the platform's clock; with `license` NULL by the user's scan at the lane.
/// See `wlp_reconcile`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_reconcile_vehicle_let_in(
    client: *const wlp_client,
    lane_id: i64,
    user_id: *const c_char,
    license: *const c_char,
    since: *const c_char,
    verdict: *mut *mut wlp_verdict,
    error: *mut *mut wlp_error,
) -> wlp_status {
    let question = |encoding: Encoding| {
        // SAFETY: the caller gives pointers that are NULL or fit their types.
        let (user_id, license, since) = unsafe {
            let user_id = encoding.need(user_id, "user_id")?;
            (user_id, encoding.read(license, "license")?, encoding.need(since, "since")?)
        };
        let request = json!({ "laneId": lane_id, "userId": user_id, "license": license, "since": since });
        Ok(("vehicle_let_in".to_owned(), request.to_string()))
    };
    // SAFETY: the caller gives pointers that are NULL or fit their types.
    unsafe { ask(client, question, verdict, error) }
}

/// What became of the write; `WLP_OUTCOME_CANNOT_TELL` for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_verdict_outcome(verdict: *const wlp_verdict) -> wlp_outcome {
    // SAFETY: the caller gives a living verdict or NULL, and so below.
    let verdict = unsafe { verdict.as_ref() };
    guard(wlp_outcome::WLP_OUTCOME_CANNOT_TELL, || {
        verdict.map_or(wlp_outcome::WLP_OUTCOME_CANNOT_TELL, |verdict| verdict.outcome)
    })
}

/// Why that is known, for people.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_verdict_reason(verdict: *const wlp_verdict) -> *const c_char {
    // SAFETY: the caller gives a living verdict or NULL.
    unsafe { verdict.as_ref() }.map_or(std::ptr::null(), |verdict| verdict.reason.as_ptr())
}

/// Id of the record that the write made, where it makes one and it was found.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_verdict_id(verdict: *const wlp_verdict) -> wlp_optional {
    // SAFETY: the caller gives a living verdict or NULL.
    unsafe { verdict.as_ref() }.map_or(wlp_optional::ABSENT, |verdict| verdict.id)
}

/// The verdict as JSON: `outcome` (`done`, `not-done`, `cannot-tell`), `reason`, `id`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_verdict_json(verdict: *const wlp_verdict) -> *const c_char {
    // SAFETY: the caller gives a living verdict or NULL.
    unsafe { verdict.as_ref() }.map_or(std::ptr::null(), |verdict| verdict.json.as_ptr())
}

/// Frees a verdict; NULL is nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_verdict_free(verdict: *mut wlp_verdict) {
    // SAFETY: the caller hands over a verdict of this library, or NULL.
    unsafe { free(verdict) }
}

/// Asks in the caller's thread.
///
/// # Safety
/// Pointers are NULL or fit their types.
unsafe fn ask(
    client: *const wlp_client,
    question: impl FnOnce(Encoding) -> Result<(String, String), Failure>,
    verdict: *mut *mut wlp_verdict,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the same contract.
    unsafe {
        enter(encoding_of(client), error, || {
            let client = borrow(client, "client")?;
            let (name, request) = question(client.encoding)?;
            if verdict.is_null() {
                return Err(Failure::null("verdict"));
            }
            let told = client.blocking.reconcile().check_json(&name, &request).send()?;
            write(verdict, Box::into_raw(Box::new(wlp_verdict::new(&told, client.encoding))), "verdict")
        })
    }
}

/// # Safety
/// Texts are NULL or NUL-terminated.
unsafe fn named(write: *const c_char, request: *const c_char, encoding: Encoding) -> Result<(String, String), Failure> {
    // SAFETY: the same contract.
    unsafe {
        let write = encoding.need(write, "write")?.into_owned();
        Ok((write, encoding.need(request, "request")?.into_owned()))
    }
}
