//! Windows fetched several at once and given in order, whatever their records are made into.

use std::collections::VecDeque;

use super::range::{Cuts, Moment};
use crate::CancelToken;
use crate::client::io::{Io, Task};
use crate::error::Result;

/// So many windows are fetched at once by default.
const CONCURRENT: usize = 4;

pub(super) struct Fan<T> {
    is_started: bool,
    /// The windows that are not begun yet; absent before the first and after an error.
    cuts: Option<Cuts>,
    concurrent: usize,
    tasks: VecDeque<Task<T>>,
}

impl<T: Send + 'static> Fan<T> {
    pub(super) fn new() -> Self {
        Self { is_started: false, cuts: None, concurrent: CONCURRENT, tasks: VecDeque::new() }
    }

    pub(super) fn concurrent(&mut self, windows: usize) {
        self.concurrent = windows.max(1);
    }

    /// The next window. `cut` makes the windows' bounds the first time, `work` fetches one of them.
    pub(super) async fn next<C: Io, W: Future<Output = Result<T>> + Send + 'static>(
        &mut self,
        client: &C,
        cut: impl FnOnce() -> Result<Cuts>,
        work: impl Fn(C, Moment, Moment) -> W,
    ) -> Option<Result<T>> {
        if !std::mem::replace(&mut self.is_started, true) {
            match cut() {
                Ok(cuts) => self.cuts = Some(cuts),
                Err(error) => return Some(Err(error)),
            }
        }
        while self.tasks.len() < self.concurrent
            && let Some((start, end)) = self.cuts.as_mut().and_then(Iterator::next)
        {
            let token = CancelToken::child(client.handle().options.cancel.clone());
            let inside = token.clone();
            self.tasks.push_back(client.start(token, |client| work(client.ended_by(inside), start, end)));
        }
        let outcome = self.tasks.pop_front()?.await;
        if outcome.is_err() {
            self.cuts = None;
            self.tasks.clear();
        }
        Some(outcome)
    }
}
