//! The two threads behind asynchronous calls: one drives the network, one calls back.
//!
//! Callbacks have a thread of their own so that they may do anything: make blocking calls, take their time,
//! free the client. Both threads start with the first asynchronous call of a client and end with the client.

use std::cell::Cell;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use crate::failure::Failure;

/// What a callback needs, ready to be run on the callback thread.
pub(crate) type Job = Box<dyn FnOnce() + Send>;

pub(crate) struct Runtime {
    network: Option<tokio::runtime::Runtime>,
    jobs: Option<Sender<Job>>,
    callbacks: Option<JoinHandle<()>>,
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
        Ok(Self { network: Some(network), jobs: Some(jobs), callbacks: Some(callbacks) })
    }

    pub(crate) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        if let Some(network) = &self.network {
            network.spawn(task);
        }
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
