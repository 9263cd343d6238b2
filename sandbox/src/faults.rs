//! Planned misbehaviour: which call fails, and how.

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// The answer is late by `delay_ms`.
    Delay,
    /// The connection closes before anything is done.
    DropBefore,
    /// The connection closes after the work is committed.
    DropAfter,
    #[serde(rename = "http_500")]
    Http500,
    #[serde(rename = "http_502")]
    Http502,
    /// With `Retry-After: retry_after`.
    #[serde(rename = "http_429")]
    Http429,
    /// The connection closes in the middle of the body.
    TruncatedBody,
    BadBase64,
    BadGzip,
    #[serde(rename = "bad_3des")]
    Bad3des,
    BadJson,
    /// An HTML page with status 200, as captive portals and proxies send.
    #[serde(rename = "html_200")]
    Html200,
    /// `Date` is off by `offset_seconds`; with `shift_check` the timestamp check is too.
    WrongDate,
}

impl Kind {
    /// Whether it can happen beside another fault.
    fn is_modifier(self) -> bool {
        matches!(self, Self::Delay | Self::WrongDate)
    }

    /// Whether it replaces the whole answer.
    pub(crate) fn replaces_answer(self) -> bool {
        matches!(self, Self::Http500 | Self::Http502 | Self::Http429 | Self::Html200)
    }
}

/// One planned fault, as the control API takes it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plan {
    /// `auth.enter` or `/auth/enter`; all endpoints if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) endpoint: Option<String>,
    pub(crate) kind: Kind,
    /// Only the nth matching call from now on, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) nth: Option<u64>,
    /// Each matching call with this probability, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) probability: Option<f64>,
    /// Start of the random sequence behind `probability`; the same seed gives the same calls.
    #[serde(default)]
    pub(crate) seed: u64,
    /// At most so often.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) times: Option<u64>,
    #[serde(default)]
    pub(crate) delay_ms: u64,
    #[serde(default)]
    pub(crate) retry_after: u64,
    #[serde(default)]
    pub(crate) offset_seconds: i64,
    #[serde(default)]
    pub(crate) shift_check: bool,
    /// For a delay and for faults that replace the answer: first do and commit the work.
    #[serde(default)]
    pub(crate) after_commit: bool,
}

/// A plan and how far it has come.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Active {
    pub(crate) id: u64,
    #[serde(flatten)]
    plan: Plan,
    calls: u64,
    fired: u64,
    #[serde(skip)]
    random: u64,
}

/// All plans.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    state: Mutex<(u64, Vec<Active>)>,
}

impl Faults {
    /// Adds a plan and returns its number.
    pub(crate) fn add(&self, plan: Plan) -> u64 {
        let mut state = self.lock();
        state.0 += 1;
        let (id, random) = (state.0, plan.seed);
        state.1.push(Active { id, plan, calls: 0, fired: 0, random });
        id
    }

    /// All plans, spent ones too.
    pub(crate) fn list(&self) -> Vec<Active> {
        self.lock().1.clone()
    }

    /// Removes one, or all.
    pub(crate) fn remove(&self, id: Option<u64>) -> bool {
        let mut state = self.lock();
        let before = state.1.len();
        state.1.retain(|active| id.is_some_and(|id| active.id != id));
        state.1.len() < before
    }

    /// What happens to a call: any number of delays and clock errors, and at most one other fault.
    pub(crate) fn hit(&self, endpoint: &str, path: &str) -> Vec<Plan> {
        let mut hits: Vec<Plan> = Vec::new();
        for active in &mut self.lock().1 {
            if active.plan.endpoint.as_deref().is_some_and(|wanted| wanted != endpoint && wanted != path) {
                continue;
            }
            active.calls += 1;
            let taken = hits.iter().any(|hit| !hit.kind.is_modifier());
            if active.fires() && (active.plan.kind.is_modifier() || !taken) {
                active.fired += 1;
                hits.push(active.plan.clone());
            }
        }
        hits
    }

    fn lock(&self) -> MutexGuard<'_, (u64, Vec<Active>)> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Active {
    fn fires(&mut self) -> bool {
        let lucky = self.plan.probability.is_none_or(|probability| self.random() < probability);
        lucky
            && self.plan.nth.is_none_or(|nth| self.calls == nth)
            && self.plan.times.is_none_or(|times| self.fired < times)
    }

    /// SplitMix64, as a number from 0 to 1.
    fn random(&mut self) -> f64 {
        self.random = self.random.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.random;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        f64::from(u32::try_from((bits ^ (bits >> 31)) >> 32).unwrap_or(0)) / f64::from(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn plan(json: &str) -> Plan {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn the_nth_call_alone_fails() {
        let faults = Faults::default();
        faults.add(plan(r#"{"endpoint": "auth.enter", "kind": "http_500", "nth": 2}"#));
        let hits: Vec<_> = (0..4).map(|_| faults.hit("auth.enter", "/auth/enter").len()).collect();
        assert_eq!(hits, [0, 1, 0, 0]);
        assert!(faults.hit("auth.exit", "/auth/exit").is_empty());
    }

    #[test]
    fn a_fault_happens_so_many_times() {
        let faults = Faults::default();
        faults.add(plan(r#"{"kind": "drop_before", "times": 2}"#));
        let hits: Vec<_> = (0..3).map(|_| faults.hit("x", "/x").len()).collect();
        assert_eq!(hits, [1, 1, 0]);
    }

    #[test]
    fn probability_is_repeatable_and_about_right() {
        let run = || {
            let faults = Faults::default();
            faults.add(plan(r#"{"kind": "http_502", "probability": 0.25, "seed": 7}"#));
            (0..1000).map(|_| faults.hit("x", "/x").len()).collect::<Vec<_>>()
        };
        assert_eq!(run(), run());
        assert!((200..300).contains(&run().iter().sum::<usize>()));
    }

    #[test]
    fn delays_come_on_top_and_only_one_fault_replaces_the_answer() {
        let faults = Faults::default();
        for kind in ["delay", "http_500", "http_502"] {
            faults.add(plan(&format!(r#"{{"kind": "{kind}"}}"#)));
        }
        let kinds: Vec<_> = faults.hit("x", "/x").into_iter().map(|plan| plan.kind).collect();
        assert_eq!(kinds, [Kind::Delay, Kind::Http500]);
    }
}
