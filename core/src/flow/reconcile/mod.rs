//! Whether a write was done whose answer was lost ([`Sent::Unknown`](crate::Sent)): the platform is asked where it
//! has a query that can tell.
//!
//! Ask after the lost call's time is surely over: a request that still travels is not done *yet*. Every check only
//! reads, with one exception that harms nobody: asking for a bill makes a new one on the platform.
//!
//! ```no_run
//! # async fn example(client: welinkpark::Client) -> welinkpark::Result<()> {
//! use welinkpark::{Sent, api::BlacklistAddRequest, flow::reconcile::Outcome};
//!
//! let entry = BlacklistAddRequest::new().plate_number("粤B12345").area_ids([1150779322741001]);
//! if let Err(error) = client.blacklist().add(entry.clone()).await {
//!     if error.sent() != Sent::Unknown {
//!         return Err(error);
//!     }
//!     let verdict = client.reconcile().blacklist_added(&entry).await?;
//!     match verdict.outcome {
//!         Outcome::Done => println!("entry {:?} is there", verdict.id),
//!         Outcome::NotDone => println!("safe to send again: {}", verdict.reason),
//!         Outcome::CannotTell => println!("a person has to look: {}", verdict.reason),
//!     }
//! }
//! # Ok(())
//! # }
//! ```

mod booking;
mod gate;
mod given;
mod json;
mod money;
mod passport;
mod question;

use std::future::{Future, IntoFuture};
use std::pin::Pin;

pub use money::PaidBill;
use question::Question;

use crate::api::{
    BlacklistAddRequest, BookingCreateBookingRequest, CouponAddRequest, PassportAddRequest, PassportUpdateRequest,
};
use crate::client::io::finished;
use crate::error::Result;
use crate::{ChinaTime, Client, blocking};

/// What became of a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The platform is in the state that the write wanted.
    Done,
    /// It is not: the write can be sent again.
    NotDone,
    /// What the platform tells does not decide it.
    CannotTell,
}

/// What became of a write, and why that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What became of it.
    pub outcome: Outcome,
    /// Why, for people.
    pub reason: String,
    /// Id of the record that the write made, where it makes one and it was found.
    pub id: Option<i64>,
}

/// Questions about lost answers; see [`Client::reconcile`].
#[derive(Debug)]
pub struct ReconcileApi<'a, C> {
    client: &'a C,
}

/// A question that is ready to be asked: awaited with [`Client`], [sent](Check::send) with [`blocking::Client`].
#[must_use = "a check does nothing until it is awaited or sent"]
pub struct Check<'a, C> {
    client: &'a C,
    question: Result<Question>,
}

impl Client {
    /// Questions about writes whose answer was lost.
    pub fn reconcile(&self) -> ReconcileApi<'_, Self> {
        ReconcileApi { client: self }
    }
}

impl blocking::Client {
    /// Questions about writes whose answer was lost.
    pub fn reconcile(&self) -> ReconcileApi<'_, Self> {
        ReconcileApi { client: self }
    }
}

impl<'a, C> ReconcileApi<'a, C> {
    /// `passport.add`: by plate, else by card, else by name and phone. An equal passport from before counts as done.
    pub fn passport_added(&self, request: &PassportAddRequest) -> Check<'a, C> {
        self.check(Question::PassportAdded(Box::new(request.clone())))
    }

    /// `passport.update`: every field that the request gave has its value.
    pub fn passport_updated(&self, request: &PassportUpdateRequest) -> Check<'a, C> {
        self.check(Question::PassportUpdated(Box::new(request.clone())))
    }

    /// `passport.delete`: there is no such passport any more.
    pub fn passport_deleted(&self, passport_id: i64) -> Check<'a, C> {
        self.check(Question::PassportDeleted(passport_id))
    }

    /// `booking.create_booking`: by merchant, area, plate and time. Without a plate the platform does not tell whose
    /// booking it is.
    pub fn booking_created(&self, request: &BookingCreateBookingRequest) -> Check<'a, C> {
        self.check(Question::BookingCreated(Box::new(request.clone())))
    }

    /// `booking.cancel_booking`: by the booking's state.
    pub fn booking_cancelled(&self, mch_id: i64, booking_id: i64) -> Check<'a, C> {
        self.check(Question::BookingCancelled(mch_id, booking_id))
    }

    /// `blacklist.add`: an entry with the same plate, areas and times. An equal entry from before counts as done.
    pub fn blacklist_added(&self, request: &BlacklistAddRequest) -> Check<'a, C> {
        self.check(Question::BlacklistAdded(Box::new(request.clone())))
    }

    /// `coupon.add`: a coupon of this rule for this plate, issued at `since` or later on the platform's clock. `since`
    /// is when the lost call began; a coupon issued shortly before leaves it open.
    pub fn coupon_issued(&self, request: &CouponAddRequest, since: impl Into<ChinaTime>) -> Check<'a, C> {
        self.check(Question::CouponIssued(request.clone(), since.into()))
    }

    /// `pay.pay_tmp_rent_bill`: the fee record exists, or the bill is gone.
    pub fn bill_paid(&self, bill: impl Into<PaidBill>) -> Check<'a, C> {
        self.check(Question::BillPaid(bill.into()))
    }

    /// A vehicle let in (`auth.enter`): by its licence or plate among the vehicles inside that came in through this
    /// lane at `since` or later on the platform's clock; without one by the user's scan at the lane.
    pub fn vehicle_let_in(
        &self,
        lane_id: i64,
        user_id: impl Into<String>,
        license: Option<&str>,
        since: impl Into<ChinaTime>,
    ) -> Check<'a, C> {
        let (user_id, license, since) = (user_id.into(), license.map(str::to_owned), since.into());
        self.check(Question::VehicleLetIn { lane_id, user_id, license, since })
    }

    /// A write by the name of its question (`blacklist_added`) and its request as JSON text: for bindings, and for
    /// hosts that keep their writes as data. The request has the fields of the write, names in either case, and beside
    /// them `since` for `coupon_issued`, `license` and `since` for `vehicle_let_in`; that of `bill_paid` has the fields
    /// of [`PaidBill`], or the whole answer that brought the bill as `bill`. A question that cannot be read is an error
    /// of the check.
    pub fn check_json(&self, write: &str, request: &str) -> Check<'a, C> {
        Check { client: self.client, question: json::question(write, request) }
    }

    fn check(&self, question: Question) -> Check<'a, C> {
        Check { client: self.client, question: Ok(question) }
    }
}

impl<'a> IntoFuture for Check<'a, Client> {
    type Output = Result<Verdict>;
    type IntoFuture = Pin<Box<dyn Future<Output = Result<Verdict>> + Send + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move { self.question?.answer(self.client).await })
    }
}

impl Check<'_, blocking::Client> {
    /// Asks in this thread.
    ///
    /// # Errors
    /// What keeps the platform from answering; see [`ErrorKind`](crate::ErrorKind).
    pub fn send(self) -> Result<Verdict> {
        finished(self.question?.answer(self.client))
    }
}

impl Outcome {
    /// Short name, the same in every language: `done`, `not-done`, `cannot-tell`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::NotDone => "not-done",
            Self::CannotTell => "cannot-tell",
        }
    }
}

impl Verdict {
    /// As one JSON object, for hosts that want it: `outcome` by name, `reason`, and `id` as a text or null.
    pub fn to_json(&self) -> String {
        let id = self.id.map(|id| id.to_string());
        serde_json::json!({ "outcome": self.outcome.name(), "reason": self.reason, "id": id }).to_string()
    }

    pub(super) fn done(id: Option<i64>, reason: impl Into<String>) -> Self {
        Self { outcome: Outcome::Done, reason: reason.into(), id }
    }

    pub(super) fn not_done(reason: impl Into<String>) -> Self {
        Self { outcome: Outcome::NotDone, reason: reason.into(), id: None }
    }

    pub(super) fn cannot_tell(reason: impl Into<String>) -> Self {
        Self { outcome: Outcome::CannotTell, reason: reason.into(), id: None }
    }
}
