//! What a gate flow tells: plain data, the same in every language.

use serde::{Serialize, Serializer};

use crate::api::{AuthState, ExitResult, RefreshResult};
use crate::{ChinaTime, Money, Sent};

/// Which kind of lane the user stands at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GateKind {
    /// An entry (`auth.enter`).
    Enter,
    /// An exit (`auth.exit`).
    Exit,
    /// A door (`auth.access`).
    Access,
}

/// What the flow is at, seen by its caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GatePhase {
    /// Nothing has been sent yet.
    Ready,
    /// The flow waits for the camera, the operator or the barrier; [`GateStatus::state`] says for what. An unknown
    /// state waits, too.
    Waiting,
    /// The caller has to collect [`GateStatus::bill`], report the payment to the platform and call
    /// [`paid`](super::GateFlow::paid).
    Payment,
    /// The barrier or door has been opened.
    Opened,
    /// The platform refused (state 1 or 5, or an error code); code and message say why.
    Refused,
    /// The deadline is reached; what the platform has begun goes on.
    TimedOut,
    /// The caller cancelled; what the platform has begun goes on.
    Cancelled,
    /// The answer to a call that may open the barrier was lost, and the platform cannot tell what became of it.
    Unknown,
}

/// All that is known about a flow.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GateStatus {
    /// Which kind of lane it is about.
    #[serde(serialize_with = "kind")]
    pub kind: GateKind,
    /// What the flow is at.
    #[serde(serialize_with = "phase")]
    pub phase: GatePhase,
    /// The platform's last state, as it came; absent before the first answer.
    #[serde(serialize_with = "state")]
    pub state: Option<AuthState>,
    /// Business code of the last answer, such as `ReAuth`.
    pub err_code: Option<String>,
    /// Text of the last answer, for people.
    pub message: Option<String>,
    /// Licence or plate, once known.
    pub license: Option<String>,
    /// What is to be paid, in [`GatePhase::Payment`].
    pub bill: Option<GateBill>,
    /// Whether the last call that may open the barrier has reached the platform.
    #[serde(serialize_with = "sent")]
    pub sent: Sent,
    /// Endpoint whose answer this is: after a lost answer `auth.query_event` speaks for it.
    pub answered_by: Option<&'static str>,
    /// The last failure that the flow has outlived, for people.
    pub failure: Option<String>,
}

/// A bill at an exit; amounts in yuan.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GateBill {
    /// Payment number.
    #[serde(serialize_with = "text")]
    pub trade_no: Option<i64>,
    /// Goes back to the platform unchanged with `pay.pay_tmp_rent_bill`.
    pub pay_token: Option<String>,
    /// Fee before discount.
    #[serde(serialize_with = "text")]
    pub payable: Option<Money>,
    /// Discount.
    #[serde(serialize_with = "text")]
    pub discount: Option<Money>,
    /// Paid before.
    #[serde(serialize_with = "text")]
    pub payed: Option<Money>,
    /// To be paid now.
    #[serde(serialize_with = "text")]
    pub money: Option<Money>,
    /// Explanation of the discount.
    pub comment: Option<String>,
    /// Start of the charged period.
    pub start_time: Option<ChinaTime>,
    /// End of the charged period.
    pub end_time: Option<ChinaTime>,
    /// Length of the charged period in minutes.
    pub minutes: Option<i64>,
}

impl GatePhase {
    /// Short name, the same in every language: `ready`, `waiting`, `payment`, `opened`, `refused`, `timed-out`,
    /// `cancelled`, `unknown`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Waiting => "waiting",
            Self::Payment => "payment",
            Self::Opened => "opened",
            Self::Refused => "refused",
            Self::TimedOut => "timed-out",
            Self::Cancelled => "cancelled",
            Self::Unknown => "unknown",
        }
    }

    pub(super) fn of_name(name: &str) -> Option<Self> {
        use GatePhase::{Cancelled, Opened, Payment, Ready, Refused, TimedOut, Unknown, Waiting};
        [Ready, Waiting, Payment, Opened, Refused, TimedOut, Cancelled, Unknown]
            .into_iter()
            .find(|phase| phase.name() == name)
    }
}

impl GateKind {
    /// Short name, the same in every language: `enter`, `exit`, `access`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Enter => "enter",
            Self::Exit => "exit",
            Self::Access => "access",
        }
    }

    /// The kind of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        [Self::Enter, Self::Exit, Self::Access].into_iter().find(|kind| kind.name() == name)
    }
}

impl GateStatus {
    /// As one JSON object, for hosts that want it: the names of the fields; phase, kind and sent by name; ids and
    /// money as texts, times as RFC 3339, as in canonical JSON; what is absent is null.
    pub fn to_json(&self) -> String {
        // A struct of texts and numbers is always JSON.
        serde_json::to_string(self).unwrap_or_default()
    }

    pub(super) fn new(kind: GateKind) -> Self {
        Self {
            kind,
            phase: GatePhase::Ready,
            state: None,
            err_code: None,
            message: None,
            license: None,
            bill: None,
            sent: Sent::No,
            answered_by: None,
            failure: None,
        }
    }

    /// What makes two statuses different for someone who watches.
    pub(super) fn key(&self) -> (GatePhase, Option<AuthState>, Option<String>, Sent) {
        (self.phase, self.state, self.err_code.clone(), self.sent)
    }
}

macro_rules! bill {
    ($result:ty) => {
        impl From<&$result> for GateBill {
            fn from(result: &$result) -> Self {
                Self {
                    trade_no: result.trade_no,
                    pay_token: result.pay_token.clone(),
                    payable: result.payable,
                    discount: result.discount,
                    payed: result.payed,
                    money: result.money,
                    comment: result.comment.clone(),
                    start_time: result.start_time,
                    end_time: result.end_time,
                    minutes: result.minutes,
                }
            }
        }
    };
}
bill!(ExitResult);
bill!(RefreshResult);

fn kind<S: Serializer>(kind: &GateKind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(kind.name())
}

fn phase<S: Serializer>(phase: &GatePhase, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(phase.name())
}

fn state<S: Serializer>(state: &Option<AuthState>, serializer: S) -> Result<S::Ok, S::Error> {
    state.map(AuthState::value).serialize(serializer)
}

fn sent<S: Serializer>(sent: &Sent, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(sent)
}

fn text<T: ToString, S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
    value.as_ref().map(T::to_string).serialize(serializer)
}
