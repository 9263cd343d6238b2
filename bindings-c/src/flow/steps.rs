//! Objects that go on step by step: one thread at a time, blocking or in the background with a callback.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::Builder;

use welinkpark::CancelToken;

use crate::boundary::caught;
use crate::call::Completion;
use crate::client::wlp_client;
use crate::failure::Failure;
use crate::runtime::Job;

/// Something with steps, and the client that it makes them with.
pub(crate) struct Steps<T> {
    /// A handle of its own: freeing the program's does not end the steps.
    pub(crate) client: wlp_client,
    shared: Arc<Shared<T>>,
}

struct Shared<T> {
    is_busy: AtomicBool,
    state: Mutex<T>,
}

/// The right to the next step; it ends when it is dropped.
pub(crate) struct Turn<T>(Arc<Shared<T>>);

impl<T> Steps<T> {
    pub(crate) fn new(client: wlp_client, state: T) -> Self {
        Self { client, shared: Arc::new(Shared { is_busy: AtomicBool::new(false), state: Mutex::new(state) }) }
    }

    /// The next step. Two at once are a mistake of the program, and waiting for the other could take for ever.
    pub(crate) fn turn(&self) -> Result<Turn<T>, Failure> {
        if self.shared.is_busy.swap(true, Ordering::Acquire) {
            return Err(Failure::misuse(
                "a step of it is under way: wait until that has ended, or cancel it first".to_owned(),
            ));
        }
        Ok(Turn(self.shared.clone()))
    }
}

impl<T> Turn<T> {
    pub(crate) fn state(&mut self) -> MutexGuard<'_, T> {
        // Nobody else has the turn; a panic in a step has been told as its outcome.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Drop for Turn<T> {
    fn drop(&mut self) {
        self.0.is_busy.store(false, Ordering::Release);
    }
}

/// Does blocking work in a thread of its own. `finish` then runs exactly once, on the client's callback thread; not at
/// all if this fails. The work is given the way to that thread.
pub(crate) fn in_background<Made: Send + 'static>(
    client: &wlp_client,
    token: &CancelToken,
    work: impl FnOnce(&Sender<Job>) -> Result<Made, Failure> + Send + 'static,
    finish: impl FnOnce(Result<Made, Failure>) + Send + 'static,
) -> Result<(), Failure> {
    let mut places = vec![client.calls.enter(token)];
    places.extend(client.token_calls.as_ref().map(|calls| calls.enter(token)));
    let jobs = client.with_runtime(crate::runtime::Runtime::jobs)?.ok_or_else(Failure::ended)?;
    let finish = move |outcome| {
        finish(outcome);
        drop(places);
    };
    let completion = Arc::new(Mutex::new(Some(Completion::new(finish, jobs.clone(), None))));
    let taken = completion.clone();
    let take = |from: &Mutex<Option<Completion<Made>>>| from.lock().unwrap_or_else(PoisonError::into_inner).take();
    let run = move || {
        if let Some(mut completion) = take(&taken) {
            completion.complete(caught(|| work(&jobs)));
        }
    };
    if let Err(error) = Builder::new().name("welinkpark-step".to_owned()).spawn(run) {
        if let Some(completion) = take(&completion) {
            completion.forget();
        }
        return Err(Failure::config(format!("no thread can be started: {error}")));
    }
    Ok(())
}
