//! What a gate flow tells.

use std::ffi::{CString, c_char};

use welinkpark::flow::gate::{GateBill, GateKind, GatePhase, GateStatus};
use welinkpark::{ChinaTime, Money, Sent};

use super::gate::{WLP_GATE_ACCESS, WLP_GATE_ENTER, WLP_GATE_EXIT};
use crate::boundary::{free, guard};
use crate::error::{wlp_optional, wlp_sent};
use crate::money::fen_of;
use crate::text::Encoding;

/// What a gate flow is at.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum wlp_gate_phase {
    /// Nothing has been sent yet.
    WLP_GATE_PHASE_READY = 0,
    /// The flow waits for the camera, the operator or the barrier; `wlp_gate_status_state` says for what.
    WLP_GATE_PHASE_WAITING = 1,
    /// The program has to collect `wlp_gate_status_bill`, report the payment and call `wlp_gate_flow_paid`.
    WLP_GATE_PHASE_PAYMENT = 2,
    /// The barrier or door has been opened.
    WLP_GATE_PHASE_OPENED = 3,
    /// The platform refused; code and message say why.
    WLP_GATE_PHASE_REFUSED = 4,
    /// The time is over; what the platform has begun goes on.
    WLP_GATE_PHASE_TIMED_OUT = 5,
    /// It was cancelled; what the platform has begun goes on.
    WLP_GATE_PHASE_CANCELLED = 6,
    /// The answer to a call that may open the barrier was lost, and the platform cannot tell what became of it.
    WLP_GATE_PHASE_UNKNOWN = 7,
}

/// All that is known about a gate flow at one moment. Immutable; free it with `wlp_gate_status_free`.
pub struct wlp_gate_status {
    kind: i32,
    phase: wlp_gate_phase,
    state: wlp_optional,
    sent: wlp_sent,
    err_code: Option<CString>,
    message: Option<CString>,
    license: Option<CString>,
    answered_by: Option<CString>,
    failure: Option<CString>,
    bill: Option<wlp_gate_bill>,
    json: CString,
}

/// A bill at an exit. It is part of a status, immutable, and lives as long as that. Amounts are in yuan; with `_fen` in
/// whole fen, absent if there is no amount or a part of a fen in it.
pub struct wlp_gate_bill {
    trade_no: wlp_optional,
    pay_token: Option<CString>,
    payable: Amount,
    discount: Amount,
    payed: Amount,
    money: Amount,
    comment: Option<CString>,
    start_time: Moment,
    end_time: Moment,
    minutes: wlp_optional,
}

struct Amount(Option<CString>, wlp_optional);

struct Moment(Option<CString>, wlp_optional);

impl wlp_gate_status {
    pub(crate) fn new(status: &GateStatus, encoding: Encoding) -> Self {
        let text = |text: &Option<String>| text.as_deref().map(|text| encoding.write(text));
        Self {
            kind: match status.kind {
                GateKind::Enter => WLP_GATE_ENTER,
                GateKind::Exit => WLP_GATE_EXIT,
                GateKind::Access => WLP_GATE_ACCESS,
            },
            phase: match status.phase {
                GatePhase::Ready => wlp_gate_phase::WLP_GATE_PHASE_READY,
                GatePhase::Waiting => wlp_gate_phase::WLP_GATE_PHASE_WAITING,
                GatePhase::Payment => wlp_gate_phase::WLP_GATE_PHASE_PAYMENT,
                GatePhase::Opened => wlp_gate_phase::WLP_GATE_PHASE_OPENED,
                GatePhase::Refused => wlp_gate_phase::WLP_GATE_PHASE_REFUSED,
                GatePhase::TimedOut => wlp_gate_phase::WLP_GATE_PHASE_TIMED_OUT,
                GatePhase::Cancelled => wlp_gate_phase::WLP_GATE_PHASE_CANCELLED,
                GatePhase::Unknown => wlp_gate_phase::WLP_GATE_PHASE_UNKNOWN,
            },
            state: status.state.map(|state| state.value()).into(),
            sent: match status.sent {
                Sent::No => wlp_sent::WLP_SENT_NO,
                Sent::Yes => wlp_sent::WLP_SENT_YES,
                Sent::Unknown => wlp_sent::WLP_SENT_UNKNOWN,
            },
            err_code: text(&status.err_code),
            message: text(&status.message),
            license: text(&status.license),
            answered_by: status.answered_by.map(|endpoint| encoding.write(endpoint)),
            failure: text(&status.failure),
            bill: status.bill.as_ref().map(|bill| wlp_gate_bill::new(bill, encoding)),
            json: encoding.write(&status.to_json()),
        }
    }
}

impl wlp_gate_bill {
    fn new(bill: &GateBill, encoding: Encoding) -> Self {
        let text = |text: &Option<String>| text.as_deref().map(|text| encoding.write(text));
        let amount = |money: Option<Money>| {
            let fen = money.map_or(wlp_optional::ABSENT, fen_of);
            Amount(money.map(|money| encoding.write(&money.to_string())), fen)
        };
        let moment = |time: Option<ChinaTime>| {
            let unix = time.map(ChinaTime::unix_seconds);
            Moment(time.map(|time| encoding.write(&time.to_string())), unix.into())
        };
        Self {
            trade_no: bill.trade_no.into(),
            pay_token: text(&bill.pay_token),
            payable: amount(bill.payable),
            discount: amount(bill.discount),
            payed: amount(bill.payed),
            money: amount(bill.money),
            comment: text(&bill.comment),
            start_time: moment(bill.start_time),
            end_time: moment(bill.end_time),
            minutes: bill.minutes.into(),
        }
    }
}

/// What `read` finds in a status or bill.
///
/// # Safety
/// `object` is NULL or points to a living object.
unsafe fn look<O, T>(object: *const O, absent: T, read: impl FnOnce(&O) -> T) -> T {
    // SAFETY: the same contract.
    match unsafe { object.as_ref() } {
        Some(object) => guard(absent, || read(object)),
        None => absent,
    }
}

/// As [`look`], for texts.
///
/// # Safety
/// As for [`look`].
unsafe fn text<O>(object: *const O, read: impl FnOnce(&O) -> Option<&CString>) -> *const c_char {
    // SAFETY: the same contract.
    unsafe { look(object, std::ptr::null(), |object| read(object).map_or(std::ptr::null(), |text| text.as_ptr())) }
}

/// What the flow is at; `WLP_GATE_PHASE_UNKNOWN` for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_status_phase(status: *const wlp_gate_status) -> wlp_gate_phase {
    // SAFETY: the caller gives a living status or NULL, and so below.
    unsafe { look(status, wlp_gate_phase::WLP_GATE_PHASE_UNKNOWN, |status| status.phase) }
}

/// Which kind of lane it is about: `WLP_GATE_ENTER`, `WLP_GATE_EXIT` or `WLP_GATE_ACCESS`; -1 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_status_kind(status: *const wlp_gate_status) -> i32 {
    // SAFETY: the caller gives a living status or NULL.
    unsafe { look(status, -1, |status| status.kind) }
}

/// The platform's last state (`WLP_AUTH_STATE_…`, or one that this version does not know); absent before the first
/// answer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_status_state(status: *const wlp_gate_status) -> wlp_optional {
    // SAFETY: the caller gives a living status or NULL.
    unsafe { look(status, wlp_optional::ABSENT, |status| status.state) }
}

/// Business code of the last answer, such as `ReAuth`; NULL if there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_status_err_code(status: *const wlp_gate_status) -> *const c_char {
    // SAFETY: the caller gives a living status or NULL.
    unsafe { text(status, |status| status.err_code.as_ref()) }
}

/// Text of the last answer, for people; NULL if there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_status_message(status: *const wlp_gate_status) -> *const c_char {
    // SAFETY: the caller gives a living status or NULL.
    unsafe { text(status, |status| status.message.as_ref()) }
}

/// Licence or plate; NULL before it is known.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_status_license(status: *const wlp_gate_status) -> *const c_char {
    // SAFETY: the caller gives a living status or NULL.
    unsafe { text(status, |status| status.license.as_ref()) }
}

/// What is to be paid, in `WLP_GATE_PHASE_PAYMENT`; else NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_status_bill(status: *const wlp_gate_status) -> *const wlp_gate_bill {
    // SAFETY: the caller gives a living status or NULL.
    unsafe {
        look(status, std::ptr::null(), |status| status.bill.as_ref().map_or(std::ptr::null(), std::ptr::from_ref))
    }
}

/// Whether the last call that may open the barrier has reached the platform.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_status_sent(status: *const wlp_gate_status) -> wlp_sent {
    // SAFETY: the caller gives a living status or NULL.
    unsafe { look(status, wlp_sent::WLP_SENT_NO, |status| status.sent) }
}

/// Endpoint whose answer this is: after a lost answer `auth.query_event` speaks for it; NULL before the first answer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_status_answered_by(status: *const wlp_gate_status) -> *const c_char {
    // SAFETY: the caller gives a living status or NULL.
    unsafe { text(status, |status| status.answered_by.as_ref()) }
}

/// The last failure that the flow has outlived, for people; NULL if there was none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_status_failure(status: *const wlp_gate_status) -> *const c_char {
    // SAFETY: the caller gives a living status or NULL.
    unsafe { text(status, |status| status.failure.as_ref()) }
}

/// The whole status as canonical JSON.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_status_json(status: *const wlp_gate_status) -> *const c_char {
    // SAFETY: the caller gives a living status or NULL.
    unsafe { text(status, |status| Some(&status.json)) }
}

/// Frees a status with its bill; NULL is nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_status_free(status: *mut wlp_gate_status) {
    // SAFETY: the caller hands over a status of this library, or NULL.
    unsafe { free(status) }
}

/// Payment number.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_bill_trade_no(bill: *const wlp_gate_bill) -> wlp_optional {
    // SAFETY: the caller gives a bill of a living status or NULL, and so below.
    unsafe { look(bill, wlp_optional::ABSENT, |bill| bill.trade_no) }
}

/// Goes back to the platform unchanged with `wlp_pay_pay_tmp_rent_bill`; NULL if absent.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_bill_pay_token(bill: *const wlp_gate_bill) -> *const c_char {
    // SAFETY: the caller gives a bill of a living status or NULL.
    unsafe { text(bill, |bill| bill.pay_token.as_ref()) }
}

/// Fee before discount; NULL if absent.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_bill_payable(bill: *const wlp_gate_bill) -> *const c_char {
    // SAFETY: the caller gives a bill of a living status or NULL.
    unsafe { text(bill, |bill| bill.payable.0.as_ref()) }
}

/// Fee before discount, in fen.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_bill_payable_fen(bill: *const wlp_gate_bill) -> wlp_optional {
    // SAFETY: the caller gives a bill of a living status or NULL.
    unsafe { look(bill, wlp_optional::ABSENT, |bill| bill.payable.1) }
}

/// Discount; NULL if absent.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_bill_discount(bill: *const wlp_gate_bill) -> *const c_char {
    // SAFETY: the caller gives a bill of a living status or NULL.
    unsafe { text(bill, |bill| bill.discount.0.as_ref()) }
}

/// Discount, in fen.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_bill_discount_fen(bill: *const wlp_gate_bill) -> wlp_optional {
    // SAFETY: the caller gives a bill of a living status or NULL.
    unsafe { look(bill, wlp_optional::ABSENT, |bill| bill.discount.1) }
}

/// Paid before; NULL if absent.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_bill_payed(bill: *const wlp_gate_bill) -> *const c_char {
    // SAFETY: the caller gives a bill of a living status or NULL.
    unsafe { text(bill, |bill| bill.payed.0.as_ref()) }
}

/// Paid before, in fen.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_bill_payed_fen(bill: *const wlp_gate_bill) -> wlp_optional {
    // SAFETY: the caller gives a bill of a living status or NULL.
    unsafe { look(bill, wlp_optional::ABSENT, |bill| bill.payed.1) }
}

/// To be paid now; NULL if absent.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_bill_money(bill: *const wlp_gate_bill) -> *const c_char {
    // SAFETY: the caller gives a bill of a living status or NULL.
    unsafe { text(bill, |bill| bill.money.0.as_ref()) }
}

/// To be paid now, in fen.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_bill_money_fen(bill: *const wlp_gate_bill) -> wlp_optional {
    // SAFETY: the caller gives a bill of a living status or NULL.
    unsafe { look(bill, wlp_optional::ABSENT, |bill| bill.money.1) }
}

/// Explanation of the discount; NULL if absent.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_bill_comment(bill: *const wlp_gate_bill) -> *const c_char {
    // SAFETY: the caller gives a bill of a living status or NULL.
    unsafe { text(bill, |bill| bill.comment.as_ref()) }
}

/// Start of the charged period, as `yyyy-MM-ddTHH:mm:ss+08:00`; NULL if absent.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_bill_start_time(bill: *const wlp_gate_bill) -> *const c_char {
    // SAFETY: the caller gives a bill of a living status or NULL.
    unsafe { text(bill, |bill| bill.start_time.0.as_ref()) }
}

/// Start of the charged period, in Unix seconds.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_bill_start_time_unix(bill: *const wlp_gate_bill) -> wlp_optional {
    // SAFETY: the caller gives a bill of a living status or NULL.
    unsafe { look(bill, wlp_optional::ABSENT, |bill| bill.start_time.1) }
}

/// End of the charged period, as `yyyy-MM-ddTHH:mm:ss+08:00`; NULL if absent.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_bill_end_time(bill: *const wlp_gate_bill) -> *const c_char {
    // SAFETY: the caller gives a bill of a living status or NULL.
    unsafe { text(bill, |bill| bill.end_time.0.as_ref()) }
}

/// End of the charged period, in Unix seconds.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_bill_end_time_unix(bill: *const wlp_gate_bill) -> wlp_optional {
    // SAFETY: the caller gives a bill of a living status or NULL.
    unsafe { look(bill, wlp_optional::ABSENT, |bill| bill.end_time.1) }
}

/// Length of the charged period in minutes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_bill_minutes(bill: *const wlp_gate_bill) -> wlp_optional {
    // SAFETY: the caller gives a bill of a living status or NULL.
    unsafe { look(bill, wlp_optional::ABSENT, |bill| bill.minutes) }
}
