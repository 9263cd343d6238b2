//! The two threads behind asynchronous calls: one drives the network, one calls back.
//!
//! Callbacks have a thread of their own so that they may do anything: make blocking calls, take their time,
//! free the client. Both threads start with the first asynchronous call of a client and end with the client.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use tokio::runtime::Handle;
use welinkpark::{begin, hand_over};

use crate::failure::Failure;

/// What a callback needs, ready to be run on the callback thread.
pub(crate) type Job = Box<dyn FnOnce() + Send>;

pub(crate) struct Runtime {
    network: Option<tokio::runtime::Runtime>,
    jobs: Option<Sender<Job>>,
    callbacks: Option<JoinHandle<()>>,
    /// Calls whose outcome is not on its way to the callback thread yet.
    under_way: Arc<AtomicUsize>,
}

/// What a call needs of the threads. It holds no lock: a call may log, and the program then come back.
pub(crate) struct Way {
    pub(crate) start: Start,
    pub(crate) jobs: Sender<Job>,
    pub(crate) under_way: UnderWay,
}

/// How a call begins: in the caller's thread, but not if the network thread has others to see to anyway.
pub(crate) struct Start {
    network: Handle,
    is_alone: bool,
}

impl Start {
    pub(crate) fn run(self, call: impl Future<Output = ()> + Send + 'static) {
        if self.is_alone {
            begin(&self.network, call);
        } else {
            hand_over(&self.network, call);
        }
    }
}

/// Counts a call as under way.
pub(crate) struct UnderWay(Arc<AtomicUsize>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

thread_local! {
    static IS_CALLBACK_THREAD: Cell<bool> = const { Cell::new(false) };
}

/// Whether this is a callback: whoever waits here for other callbacks waits for ever.
pub(crate) fn in_callback() -> bool {
    IS_CALLBACK_THREAD.get()
}

impl Runtime {
    pub(crate) fn start() -> Result<Self, Failure> {
        let refused = |error: std::io::Error| Failure::config(format!("no thread can be started: {error}"));
        let network = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("welinkpark")
            .enable_all()
            .build()
            .map_err(refused)?;
        let (jobs, waiting) = channel();
        let callbacks = Builder::new().name("welinkpark-cb".to_owned()).spawn(move || run(waiting)).map_err(refused)?;
        let (network, jobs, callbacks) = (Some(network), Some(jobs), Some(callbacks));
        Ok(Self { network, jobs, callbacks, under_way: Arc::default() })
    }

    pub(crate) fn way(&self) -> Option<Way> {
        let (network, jobs) = (self.network.as_ref()?.handle().clone(), self.jobs.clone()?);
        let under_way = UnderWay(self.under_way.clone());
        let is_alone = self.under_way.fetch_add(1, Ordering::Relaxed) == 0;
        Some(Way { start: Start { network, is_alone }, jobs, under_way })
    }

    pub(crate) fn jobs(&self) -> Option<Sender<Job>> {
        self.jobs.clone()
    }
}

fn run(waiting: Receiver<Job>) {
    IS_CALLBACK_THREAD.set(true);
    for job in waiting {
        crate::boundary::guard((), job);
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        let network = self.network.take();
        if in_callback() {
            // Tasks that are dropped here still call back: their jobs are queued behind the one that runs now.
            if let Some(network) = network {
                network.shutdown_background();
            }
            return;
        }
        if let Some(network) = network {
            network.shutdown_timeout(Duration::from_secs(5));
        }
        drop(self.jobs.take());
        if let Some(callbacks) = self.callbacks.take() {
            let _ = callbacks.join();
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::thread::{ThreadId, current};

    use super::*;

    /// The thread in which a call begins.
    fn begins_in(start: Start) -> ThreadId {
        let (sender, begun) = channel();
        start.run(async move { sender.send(current().id()).unwrap() });
        begun.recv().unwrap()
    }

    #[test]
    fn a_call_begins_in_the_callers_thread_unless_another_is_under_way() {
        let runtime = Runtime::start().ok().unwrap();
        let lone = runtime.way().unwrap();
        assert_eq!(begins_in(lone.start), current().id());
        let second = runtime.way().unwrap();
        assert_ne!(begins_in(second.start), current().id(), "the first is still under way");
        drop((lone.under_way, second.under_way));
        assert_eq!(begins_in(runtime.way().unwrap().start), current().id());
    }
}
