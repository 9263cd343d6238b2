//! What callers were told of each call that changes something, against what the sandbox's database says.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::platform::Found;

/// A call that ended, as a caller tells of it.
#[derive(Debug, Clone, Deserialize)]
pub struct Call {
    /// `read`, `write`, `money` or `gate`.
    pub class: String,
    /// Plate that no other call has, for a write and a payment; empty otherwise.
    #[serde(default)]
    pub key: String,
    /// `ok`; else what the error says of `sent`: `no`, `yes`, `unknown`. `refused` is an answer of the platform that says no.
    pub outcome: String,
}

/// All calls that ended.
#[derive(Debug, Default)]
pub struct Ledger {
    keys: HashMap<(String, String), String>,
    twice: Vec<String>,
    counts: BTreeMap<String, BTreeMap<String, usize>>,
}

impl Ledger {
    pub(super) fn take(&mut self, calls: impl Iterator<Item = Call>) {
        for call in calls {
            *self.counts.entry(call.class.clone()).or_default().entry(call.outcome.clone()).or_default() += 1;
            if !call.key.is_empty() && self.keys.insert((call.class, call.key.clone()), call.outcome).is_some() {
                self.twice.push(call.key);
            }
        }
    }

    /// Whether each acknowledged call was done once, none that did not leave was done, and nothing was done twice.
    pub(super) fn compare(&self, found: &Found) -> Result<String, String> {
        if !self.twice.is_empty() {
            return Err(format!("calls that ended twice: {:?}", self.twice));
        }
        let mut wrong = Vec::new();
        for (class, done) in [("write", &found.writes), ("money", &found.payments)] {
            for ((_, key), outcome) in self.keys.iter().filter(|((of, _), _)| of == class) {
                let times = done.get(key).copied().unwrap_or(0);
                let right = match outcome.as_str() {
                    "ok" => times == 1,
                    "no" | "refused" => times == 0,
                    _ => times <= 1,
                };
                if !right {
                    wrong.push(format!("{class} {key}: told {outcome}, done {times} times"));
                }
            }
            for key in done.keys() {
                if !self.keys.contains_key(&(class.to_owned(), key.clone())) {
                    wrong.push(format!("{class} {key}: done, and its call has no end"));
                }
            }
        }
        let gate = |outcome: &str| self.counts.get("gate").and_then(|counts| counts.get(outcome)).copied().unwrap_or(0);
        let (least, most) = (gate("ok"), gate("ok") + gate("yes") + gate("unknown"));
        if found.openings < least || found.openings > most {
            wrong.push(format!("gate: {} openings, told {least} to {most}", found.openings));
        }
        for class in ["read", "write", "money", "gate"] {
            let ok = self.counts.get(class).and_then(|counts| counts.get("ok")).copied().unwrap_or(0);
            if ok == 0 {
                wrong.push(format!("{class}: no call succeeded, so nothing was tried"));
            }
        }
        if wrong.is_empty() {
            Ok(self.summary(found))
        } else {
            Err(format!(
                "{} differences: {}\n{}",
                wrong.len(),
                wrong.iter().take(20).cloned().collect::<Vec<_>>().join("; "),
                self.summary(found)
            ))
        }
    }

    fn summary(&self, found: &Found) -> String {
        let all: usize = self.counts.values().flat_map(BTreeMap::values).sum();
        let classes: Vec<String> = self
            .counts
            .iter()
            .map(|(class, counts)| {
                let counts: Vec<String> = counts.iter().map(|(outcome, count)| format!("{outcome} {count}")).collect();
                format!("{class} ({})", counts.join(", "))
            })
            .collect();
        let (writes, payments, openings) = (found.writes.len(), found.payments.len(), found.openings);
        format!(
            "{all} calls, each with one result: {}; in the database {writes} writes, {payments} coupons, {openings} openings",
            classes.join(", ")
        )
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn told(calls: &[(&str, &str, &str)]) -> Ledger {
        let mut ledger = Ledger::default();
        ledger.take(calls.iter().map(|(class, key, outcome)| Call {
            class: (*class).to_owned(),
            key: (*key).to_owned(),
            outcome: (*outcome).to_owned(),
        }));
        ledger
    }

    const GOOD: [(&str, &str, &str); 6] = [
        ("read", "", "ok"),
        ("write", "a", "ok"),
        ("write", "b", "unknown"),
        ("write", "c", "no"),
        ("money", "d", "ok"),
        ("gate", "", "ok"),
    ];

    fn found(writes: &[(&str, usize)], openings: usize) -> Found {
        let writes = writes.iter().map(|(key, times)| ((*key).to_owned(), *times)).collect();
        Found { writes, payments: [("d".to_owned(), 1)].into(), openings }
    }

    #[test]
    fn an_unknown_call_may_have_been_done_once_and_an_acknowledged_one_has_to_be() {
        for (writes, right) in [
            (vec![("a", 1)], true),
            (vec![("a", 1), ("b", 1)], true),
            (vec![("b", 1)], false),
            (vec![("a", 2)], false),
            (vec![("a", 1), ("b", 2)], false),
            (vec![("a", 1), ("c", 1)], false),
            (vec![("a", 1), ("x", 1)], false),
        ] {
            assert_eq!(told(&GOOD).compare(&found(&writes, 1)).is_ok(), right, "{writes:?}");
        }
        assert!(told(&GOOD).compare(&found(&[("a", 1)], 0)).is_err());
        assert!(told(&GOOD).compare(&found(&[("a", 1)], 2)).is_err());
    }

    #[test]
    fn a_call_that_ends_twice_is_found() {
        let mut ledger = told(&GOOD);
        ledger.take([Call { class: "write".to_owned(), key: "a".to_owned(), outcome: "ok".to_owned() }].into_iter());
        assert!(ledger.compare(&found(&[("a", 1)], 1)).is_err());
    }
}
