//! What all clients written in Rust share: how the driver tells them what to call, and how often.
//!
//! A client is started as `client BASE_URL areas|cars CONCURRENCY ENCRYPT COUNT`. For every line of its input, a
//! number of calls, it makes so many and prints how long each took, in nanoseconds. It ends with its input. The driver
//! measures from outside what that costs.

// A benchmark that cannot go on has nothing better to do than to say so and end.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// The document's sample credentials.
pub const APP_ID: &str = "289efb7512e54146273b982456b03f42ea93";
/// Signs and encrypts.
pub const SECRET_KEY: &str = "27a06832a2214a4fa3b7105e4a72d370";
/// The park that calls are about.
pub const PARK_ID: &str = "10001088";

/// What to call.
#[derive(Debug, Clone)]
pub struct Case {
    /// The address below which the server answers as this case asks for.
    pub base_url: String,
    /// Whether to ask for passages of cars; else for areas.
    pub cars: bool,
    /// Calls under way at a time.
    pub concurrency: usize,
    /// Whether business data is encrypted.
    pub encrypt: bool,
    /// Records that every answer must have.
    pub count: usize,
}

impl Case {
    /// The case that the arguments describe, from the `skip`th on.
    pub fn from_arguments(skip: usize) -> Self {
        let arguments: Vec<String> = std::env::args().skip(1 + skip).collect();
        let [base_url, what, concurrency, encrypt, count] = arguments.try_into().expect("five arguments");
        Self {
            base_url,
            cars: what == "cars",
            concurrency: concurrency.parse().unwrap(),
            encrypt: encrypt == "1",
            count: count.parse().unwrap(),
        }
    }

    /// Ends the program unless an answer has all its records.
    pub fn check(&self, records: usize) {
        assert_eq!(records, self.count, "records of an answer");
    }

    /// Runs `calls` for every line of the input; it answers with what each call took.
    pub fn serve(&self, mut calls: impl FnMut(usize) -> Vec<u64>) {
        for line in std::io::stdin().lines() {
            let wanted = line.unwrap().trim().parse().unwrap();
            let taken: Vec<String> = calls(wanted).iter().map(u64::to_string).collect();
            println!("{}", taken.join(" "));
            std::io::stdout().flush().unwrap();
        }
    }

    /// Makes calls that block, in as many threads as are to be under way at a time.
    pub fn serve_blocking(&self, call: impl Fn() + Sync) {
        self.serve(|calls| {
            if self.concurrency == 1 {
                return (0..calls).map(|_| timed(&call)).collect();
            }
            let left = AtomicUsize::new(calls);
            std::thread::scope(|scope| {
                let worker = || {
                    let mut taken = Vec::new();
                    while take(&left) {
                        taken.push(timed(&call));
                    }
                    taken
                };
                let workers: Vec<_> = (0..self.concurrency).map(|_| scope.spawn(worker)).collect();
                workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
            })
        });
    }

    /// Makes asynchronous calls, in as many tasks of one thread as are to be under way at a time.
    pub fn serve_async(&self, call: impl AsyncFn() + Clone + 'static) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        // One for all rounds: what drives the connections lives in it.
        let local = tokio::task::LocalSet::new();
        self.serve(|calls| {
            local.block_on(&runtime, async {
                let left = std::rc::Rc::new(AtomicUsize::new(calls));
                let mut workers = Vec::new();
                for _ in 0..self.concurrency {
                    let (call, left) = (call.clone(), left.clone());
                    workers.push(tokio::task::spawn_local(async move {
                        let mut taken = Vec::new();
                        while take(&left) {
                            let begun = Instant::now();
                            call().await;
                            taken.push(nanoseconds(begun));
                        }
                        taken
                    }));
                }
                let mut all = Vec::new();
                for worker in workers {
                    all.extend(worker.await.unwrap());
                }
                all
            })
        });
    }
}

fn take(left: &AtomicUsize) -> bool {
    left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok()
}

fn timed(call: impl Fn()) -> u64 {
    let begun = Instant::now();
    call();
    nanoseconds(begun)
}

fn nanoseconds(begun: Instant) -> u64 {
    u64::try_from(begun.elapsed().as_nanos()).unwrap_or(u64::MAX)
}
