//! A request's business data after the gate has checked it: exact values under their wire names.

use std::collections::BTreeMap;

use crate::world::Refusal;

/// One checked value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Checked {
    /// Identifier, integer or numeric enumeration.
    Int(i64),
    /// Text or word.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// Fen.
    Money(i64),
    /// `yyyy-MM-dd`.
    Date(String),
    /// Unix seconds.
    Time(i64),
    /// List of identifiers.
    Ids(Vec<i64>),
    /// List of texts.
    Texts(Vec<String>),
    /// Nested object.
    Object(Input),
}

/// Checked fields by wire name; what the caller left out is absent.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Input(pub(crate) BTreeMap<&'static str, Checked>);

impl Input {
    pub(crate) fn int(&self, name: &str) -> Option<i64> {
        match self.0.get(name) {
            Some(Checked::Int(value)) => Some(*value),
            _ => None,
        }
    }

    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        match self.0.get(name) {
            Some(Checked::Text(value) | Checked::Date(value)) => Some(value),
            _ => None,
        }
    }

    pub(crate) fn flag(&self, name: &str) -> Option<bool> {
        match self.0.get(name) {
            Some(Checked::Flag(value)) => Some(*value),
            _ => None,
        }
    }

    pub(crate) fn money(&self, name: &str) -> Option<i64> {
        match self.0.get(name) {
            Some(Checked::Money(value)) => Some(*value),
            _ => None,
        }
    }

    pub(crate) fn time(&self, name: &str) -> Option<i64> {
        match self.0.get(name) {
            Some(Checked::Time(value)) => Some(*value),
            _ => None,
        }
    }

    pub(crate) fn ids(&self, name: &str) -> Option<&[i64]> {
        match self.0.get(name) {
            Some(Checked::Ids(value)) => Some(value),
            _ => None,
        }
    }

    pub(crate) fn texts(&self, name: &str) -> Option<&[String]> {
        match self.0.get(name) {
            Some(Checked::Texts(value)) => Some(value),
            _ => None,
        }
    }

    pub(crate) fn object(&self, name: &str) -> Option<&Input> {
        match self.0.get(name) {
            Some(Checked::Object(value)) => Some(value),
            _ => None,
        }
    }

    /// A required number; the gate has refused requests without it.
    pub(crate) fn need_int(&self, name: &str) -> Result<i64, Refusal> {
        self.int(name).ok_or_else(|| Refusal::invalid(name))
    }

    /// A required text or date.
    pub(crate) fn need_text(&self, name: &str) -> Result<&str, Refusal> {
        self.text(name).ok_or_else(|| Refusal::invalid(name))
    }

    /// A required amount.
    pub(crate) fn need_money(&self, name: &str) -> Result<i64, Refusal> {
        self.money(name).ok_or_else(|| Refusal::invalid(name))
    }

    /// A required instant.
    pub(crate) fn need_time(&self, name: &str) -> Result<i64, Refusal> {
        self.time(name).ok_or_else(|| Refusal::invalid(name))
    }
}
