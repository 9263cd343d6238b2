//! Gate flows: what has to be called in which order until a barrier opens (document, section 5.7).
//!
//! ```no_run
//! # async fn example(client: welinkpark::Client) -> welinkpark::Result<()> {
//! use welinkpark::flow::gate::GatePhase;
//!
//! let mut flow = client.gate().exit(3150432953492102, "4150570873");
//! loop {
//!     let status = flow.run().await?.clone();
//!     match status.phase {
//!         GatePhase::Opened => break println!("drive on"),
//!         GatePhase::Payment => {
//!             // Collect the money, report it with `pay.pay_tmp_rent_bill`, then:
//!             flow.paid();
//!         }
//!         _ => break println!("{}: {}", status.phase.name(), status.message.unwrap_or_default()),
//!     }
//! }
//! # Ok(())
//! # }
//! ```

mod drive;
mod machine;
mod status;
mod token;

use std::time::Duration;

use machine::Machine;
pub use status::{GateBill, GateKind, GatePhase, GateStatus};

use crate::client::io::finished;
use crate::error::{Error, Result, Rule};
use crate::{CancelToken, Client, Face, blocking};

const MAX_WAIT: Duration = Duration::from_secs(30);
/// The document's "usually 2 seconds" (5.7.4).
const INTERVAL: Duration = Duration::from_secs(2);

type Report = Box<dyn FnMut(&GateStatus) + Send>;

/// Starts gate flows; see [`Client::gate`].
#[derive(Debug)]
pub struct GateApi<'a, C> {
    client: &'a C,
}

/// One user at one lane, from the scan to the open barrier.
///
/// Nothing is sent before [`run`](GateFlow::run) or [`next`](GateFlow::next). `auth.enter`, `auth.exit` and
/// `auth.access` are never sent twice: if the answer is lost, the flow asks `auth.query_event`, and if that cannot
/// tell, it ends in [`GatePhase::Unknown`]. Ending a flow, by cancelling or dropping it, never ends what the platform
/// has begun.
pub struct GateFlow<C> {
    client: C,
    machine: Machine,
    interval: Duration,
    max_wait: Duration,
    deadline: Option<tokio::time::Instant>,
    cancel: CancelToken,
    on_change: Option<Report>,
}

impl Client {
    /// Gate flows: enter, exit, access.
    pub fn gate(&self) -> GateApi<'_, Self> {
        GateApi { client: self }
    }
}

impl blocking::Client {
    /// Gate flows: enter, exit, access.
    pub fn gate(&self) -> GateApi<'_, Self> {
        GateApi { client: self }
    }
}

impl<C: Face + Clone> GateApi<'_, C> {
    /// A user at an entry lane.
    pub fn enter(&self, lane_id: i64, user_id: impl Into<String>) -> GateFlow<C> {
        GateFlow::new(self.client.clone(), Machine::new(GateKind::Enter, lane_id, user_id.into()))
    }

    /// A user at an exit lane.
    pub fn exit(&self, lane_id: i64, user_id: impl Into<String>) -> GateFlow<C> {
        GateFlow::new(self.client.clone(), Machine::new(GateKind::Exit, lane_id, user_id.into()))
    }

    /// A user at a door.
    pub fn access(&self, lane_id: i64, user_id: impl Into<String>) -> GateFlow<C> {
        GateFlow::new(self.client.clone(), Machine::new(GateKind::Access, lane_id, user_id.into()))
    }

    /// A user at a lane whose kind is given by [name](GateKind::name).
    ///
    /// # Errors
    /// `Validation` if there is no such kind.
    pub fn start(&self, kind: &str, lane_id: i64, user_id: impl Into<String>) -> Result<GateFlow<C>> {
        let kind = GateKind::of_name(kind).ok_or_else(|| {
            let message = format!("there is no gate flow {kind:?}; known are: enter, exit, access");
            Error::validation("kind", Rule::Unknown, message)
        })?;
        Ok(GateFlow::new(self.client.clone(), Machine::new(kind, lane_id, user_id.into())))
    }
}

impl<C: Face> GateFlow<C> {
    fn new(client: C, machine: Machine) -> Self {
        Self {
            client,
            machine,
            interval: INTERVAL,
            max_wait: MAX_WAIT,
            deadline: None,
            cancel: CancelToken::new(),
            on_change: None,
        }
    }

    /// How long the flow may take, all its calls and waits included; 30 s by default. It counts from the first
    /// [`run`](GateFlow::run), and anew from [`paid`](Self::paid).
    #[must_use]
    pub fn max_wait(mut self, max_wait: Duration) -> Self {
        self.max_wait = max_wait;
        self
    }

    /// Pause between two questions to the platform, varied by a tenth; 2 s by default, as the document asks for.
    #[must_use]
    pub fn interval(mut self, interval: Duration) -> Self {
        self.interval = interval;
        self
    }

    /// Lets the token end the flow at any moment.
    #[must_use]
    pub fn cancel(mut self, token: &CancelToken) -> Self {
        self.cancel = token.clone();
        self
    }

    /// The token that ends the flow; another one after [`extend`](Self::extend).
    pub fn cancel_token(&self) -> CancelToken {
        self.cancel.clone()
    }

    /// Called with every change while the flow runs.
    #[must_use]
    pub fn on_change(mut self, report: impl FnMut(&GateStatus) + Send + 'static) -> Self {
        self.on_change = Some(Box::new(report));
        self
    }

    /// What is known now.
    pub fn status(&self) -> &GateStatus {
        self.machine.status()
    }

    /// Goes on after [`GatePhase::Payment`], or with a flow resumed from there: the bill has been paid and reported to
    /// the platform. `max_wait` begins anew.
    pub fn paid(&mut self) {
        self.machine.paid();
        self.deadline = None;
    }

    /// Goes on after [`GatePhase::TimedOut`] or [`GatePhase::Cancelled`], with a new `max_wait` and without the token
    /// that cancelled it. Never sends again what may have been sent.
    pub fn extend(&mut self, max_wait: Duration) {
        self.max_wait = max_wait;
        self.deadline = None;
        self.cancel = CancelToken::new();
        self.machine.extend();
    }
}

impl GateFlow<Client> {
    /// Runs until the caller has something to do or it is over: [`Opened`](GatePhase::Opened),
    /// [`Payment`](GatePhase::Payment), [`Refused`](GatePhase::Refused), [`TimedOut`](GatePhase::TimedOut),
    /// [`Cancelled`](GatePhase::Cancelled) or [`Unknown`](GatePhase::Unknown).
    ///
    /// # Errors
    /// What the platform refuses, or what keeps a call from being sent. The flow can be run again; it never sends
    /// again what may have been sent.
    pub async fn run(&mut self) -> Result<&GateStatus> {
        while self.machine.is_running() {
            self.change().await?;
        }
        Ok(self.status())
    }

    /// Runs until the next change, or until the caller has something to do.
    ///
    /// # Errors
    /// As [`run`](Self::run).
    pub async fn next(&mut self) -> Result<&GateStatus> {
        if self.machine.is_running() {
            self.change().await?;
        }
        Ok(self.status())
    }
}

impl GateFlow<blocking::Client> {
    /// Runs in this thread until the caller has something to do or it is over; see the asynchronous
    /// [`run`](GateFlow::<Client>::run).
    ///
    /// # Errors
    /// As there.
    pub fn run(&mut self) -> Result<&GateStatus> {
        while self.machine.is_running() {
            finished(self.change())?;
        }
        Ok(self.status())
    }

    /// Runs in this thread until the next change, or until the caller has something to do.
    ///
    /// # Errors
    /// As [`run`](Self::run).
    #[expect(clippy::should_implement_trait, reason = "it lends the status, which no iterator can")]
    pub fn next(&mut self) -> Result<&GateStatus> {
        if self.machine.is_running() {
            finished(self.change())?;
        }
        Ok(self.status())
    }
}

impl<C> std::fmt::Debug for GateFlow<C> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GateFlow").field("phase", &self.machine.status().phase).finish_non_exhaustive()
    }
}
