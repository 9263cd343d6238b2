//! The request log: what came in, how it was judged, what went out.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use serde::Serialize;
use serde_json::Value;

use crate::faults::Kind;

/// So many requests are remembered.
const ENTRIES: usize = 1000;
/// So many bytes of each text are remembered.
const TEXT: usize = 64 * 1024;

/// One request.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Entry {
    pub(crate) id: u64,
    /// On the virtual clock, China Standard Time.
    pub(crate) time: String,
    /// The connection that it came on.
    pub(crate) connection: u64,
    pub(crate) endpoint: Option<&'static str>,
    pub(crate) http_method: String,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) body: String,
    pub(crate) user_agent: Option<String>,
    pub(crate) accept: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) app_id: Option<String>,
    pub(crate) park_id: Option<String>,
    pub(crate) timestamp: Option<String>,
    pub(crate) nonce: Option<String>,
    /// What the signature should have been made over.
    pub(crate) canonical: Option<String>,
    /// Decoded business data of the request.
    pub(crate) content: Option<String>,
    /// What a stricter platform might object to.
    pub(crate) warnings: Vec<String>,
    /// With 0003: what is wrong with the request.
    pub(crate) findings: Vec<Value>,
    pub(crate) faults: Vec<Kind>,
    /// The platform's answer: code, message and errCode; absent where none was worked out.
    pub(crate) verdict: Option<Value>,
    /// Whether the request's changes are in the database.
    pub(crate) committed: bool,
    pub(crate) http_status: Option<u16>,
    /// The response body as it was sent.
    pub(crate) response: Option<String>,
    /// Decoded business data of the answer.
    pub(crate) response_content: Option<String>,
    pub(crate) duration_ms: u64,
    /// Still being worked on.
    pub(crate) pending: bool,
    /// The client closed its connection before it had an answer.
    pub(crate) client_gone: bool,
}

/// The last requests.
#[derive(Debug, Default)]
pub(crate) struct Log {
    state: Mutex<(u64, VecDeque<Entry>)>,
}

impl Log {
    /// Starts an entry, which is visible at once.
    pub(crate) fn start(self: &Arc<Self>, mut entry: Entry) -> Recording {
        let mut state = self.lock();
        state.0 += 1;
        entry.id = state.0;
        entry.pending = true;
        clip(&mut entry.query);
        clip(&mut entry.body);
        if state.1.len() == ENTRIES {
            state.1.pop_front();
        }
        state.1.push_back(entry.clone());
        Recording { log: Arc::clone(self), entry, started: Instant::now() }
    }

    /// The newest entries, newest first.
    pub(crate) fn newest(&self, limit: usize) -> Vec<Entry> {
        self.lock().1.iter().rev().take(limit).cloned().collect()
    }

    /// Forgets all.
    pub(crate) fn clear(&self) {
        self.lock().1.clear();
    }

    fn lock(&self) -> MutexGuard<'_, (u64, VecDeque<Entry>)> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An entry in the making. The server drops the work on a request when its client goes away, and this with it.
#[derive(Debug)]
pub(crate) struct Recording {
    log: Arc<Log>,
    pub(crate) entry: Entry,
    started: Instant,
}

impl Recording {
    /// Shows what is known so far.
    pub(crate) fn publish(&mut self) {
        clip(&mut self.entry.body);
        self.save();
    }

    /// The request was answered, or dropped on purpose.
    pub(crate) fn finish(mut self) {
        self.entry.pending = false;
    }

    fn save(&self) {
        // The newest entries are the ones that change.
        if let Some(slot) = self.log.lock().1.iter_mut().rev().find(|slot| slot.id == self.entry.id) {
            slot.clone_from(&self.entry);
        }
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        let entry = &mut self.entry;
        entry.client_gone = entry.pending;
        entry.pending = false;
        entry.duration_ms = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        for text in [&mut entry.response, &mut entry.response_content, &mut entry.content, &mut entry.canonical]
            .into_iter()
            .flatten()
        {
            clip(text);
        }
        self.save();
    }
}

fn clip(text: &mut String) {
    if text.len() > TEXT {
        let end = (0..=TEXT).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
        text.truncate(end);
        text.push_str("… (cut)");
    }
}
