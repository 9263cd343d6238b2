//! Threads on all that they share: workers, connections, clock, tokens, calls, handles. `make races` builds it for
//! ThreadSanitizer and runs it against a sandbox; a race is its finding, and a callback that comes twice or never.
//!
//! What callbacks write is plain memory, read without a lock once the library says that they are over.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::ffi::{c_char, c_void};
use std::ptr::{null, null_mut};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use welinkpark::{CallOptions, CancelToken, Client, ErrorKind, blocking, hand_over};
use welinkpark_c::answer::{wlp_text_answer, wlp_text_answer_free, wlp_text_answer_value};
use welinkpark_c::cancel::*;
use welinkpark_c::client::*;
use welinkpark_c::config::wlp_call_options;
use welinkpark_c::error::{wlp_error, wlp_error_free, wlp_error_message, wlp_status};
use welinkpark_c::generic::{wlp_call_json, wlp_call_json_async};
use welinkpark_c::log::{WLP_LOG_DEBUG, wlp_set_log};

const THREADS: usize = 6;
const ROUNDS: usize = 20;

fn main() {
    workers();
    connections();
    begun();
    tokens();
    callbacks();
    freed_in_a_callback();
    c_tokens();
    logs();
    println!("races: {THREADS} threads, {ROUNDS} rounds, no callback lost or twice");
}

/// The blocking face: its pool of workers, and the clock.
fn workers() {
    let client = blocking::Client::from_env().unwrap();
    joined(|threads| {
        for _ in 0..THREADS {
            threads.spawn(|| {
                let view = client.for_park("10001088").watched(Duration::from_millis(1), || false);
                for round in 0..ROUNDS {
                    let client = if round % 2 == 0 { &client } else { &view };
                    client.call_json("info.areas", "").unwrap();
                }
            });
        }
    });
}

/// The asynchronous face: its idle connections.
fn connections() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let client = Client::from_env().unwrap();
    runtime.block_on(async {
        let calls: Vec<_> = (0..THREADS * ROUNDS)
            .map(|_| {
                let client = client.clone();
                tokio::spawn(async move { client.call_json("info.areas", "").await })
            })
            .collect();
        for call in calls {
            call.await.unwrap().unwrap();
        }
    });
}

/// Calls that begin in many threads and go on in one, some of which are ended on the way.
fn begun() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let client = Client::from_env().unwrap();
    joined(|threads| {
        for thread in 0..THREADS {
            let (runtime, client) = (runtime.handle(), &client);
            threads.spawn(move || {
                for round in 0..ROUNDS {
                    let (sender, receiver) = mpsc::channel();
                    let call = client.clone();
                    let work = async move {
                        let _ = sender.send(call.call_json("info.areas", "").await.map(drop));
                    };
                    let begun =
                        if round % 5 == 4 { hand_over(runtime, work) } else { welinkpark::begin(runtime, work) };
                    if round % 3 == 2 {
                        thread::sleep(Duration::from_micros(300 * thread as u64));
                        begun.end();
                    }
                    match receiver.recv() {
                        Ok(answer) => answer.unwrap(),
                        Err(_) => assert!(round % 3 == 2, "only work that was ended is dropped"),
                    }
                }
            });
        }
    });
}

/// A token that is cancelled while calls begin, wait and end.
fn tokens() {
    let client = blocking::Client::from_env().unwrap();
    for round in 0..ROUNDS {
        let token = CancelToken::new();
        let options = CallOptions { cancel: Some(token.clone()), ..CallOptions::default() };
        let (plain, watched) = (client.with_options(options.clone()), client.with_options(options));
        let watched = watched.watched(Duration::from_millis(1), || false);
        joined(|threads| {
            for client in [&plain, &watched, &plain] {
                threads.spawn(move || {
                    for _ in 0..4 {
                        if let Err(error) = client.call_json("info.areas", "") {
                            assert!(matches!(error.kind(), ErrorKind::Cancelled), "{error}");
                        }
                    }
                });
            }
            threads.spawn(|| {
                thread::sleep(Duration::from_micros(700 * round as u64));
                token.cancel();
            });
        });
        assert!(token.is_cancelled());
    }
}

/// Threads of a scope, each joined before it ends: that a scope waits is nothing that ThreadSanitizer sees.
struct Threads<'scope, 'env> {
    scope: &'scope thread::Scope<'scope, 'env>,
    begun: Vec<thread::ScopedJoinHandle<'scope, ()>>,
}

impl<'scope> Threads<'scope, '_> {
    fn spawn(&mut self, work: impl FnOnce() + Send + 'scope) {
        self.begun.push(self.scope.spawn(work));
    }
}

fn joined<'env>(begin: impl for<'scope> FnOnce(&mut Threads<'scope, 'env>)) {
    thread::scope(|scope| {
        let mut threads = Threads { scope, begun: Vec::new() };
        begin(&mut threads);
        for thread in threads.begun {
            thread.join().unwrap();
        }
    });
}

/// What a callback was told, in plain memory.
#[derive(Default)]
struct Told {
    calls: u32,
    status: i32,
    length: usize,
    /// To be freed in the callback, which then says so.
    client: Option<(usize, mpsc::Sender<()>)>,
}

/// A pointer that may go to another thread: who gives it says what orders the accesses.
struct Handle<T>(*mut T);

// SAFETY: the functions of the interface say what threads may do with their handles; that is what is tried here.
unsafe impl<T> Send for Handle<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for Handle<T> {}

impl<T> Handle<T> {
    fn get(&self) -> *mut T {
        self.0
    }
}

unsafe extern "C" fn on_answer(
    context: *mut c_void,
    status: wlp_status,
    answer: *mut wlp_text_answer,
    error: *mut wlp_error,
) {
    // SAFETY: the context is a `Told` that lives until the callback is over; answer and error are this function's.
    unsafe {
        let told = &mut *context.cast::<Told>();
        told.calls += 1;
        told.status = status as i32;
        told.length = if answer.is_null() { wlp_error_message(error) } else { wlp_text_answer_value(answer) } as usize;
        wlp_text_answer_free(answer);
        wlp_error_free(error);
        if let Some((client, freed)) = told.client.take() {
            wlp_client_free(client as *mut wlp_client);
            freed.send(()).unwrap();
        }
    }
}

fn c_client() -> Handle<wlp_client> {
    let mut client = null_mut();
    // SAFETY: no configuration, a place for the client, no error wanted.
    assert_eq!(unsafe { wlp_client_new(null(), &mut client, null_mut()) }, wlp_status::WLP_OK);
    Handle(client)
}

/// A blocking call.
fn call(client: &Handle<wlp_client>) {
    let mut answer = null_mut();
    // SAFETY: the client lives as long as it is borrowed; the answer is freed once.
    unsafe {
        let status = wlp_call_json(client.get(), c"info.areas".as_ptr(), null(), &mut answer, null_mut());
        assert_eq!(status, wlp_status::WLP_OK);
        wlp_text_answer_free(answer);
    }
}

/// Begins a call; `told` has to live until its callback is over.
unsafe fn begin(client: *const wlp_client, told: *mut Told) -> Handle<wlp_call> {
    let mut call = null_mut();
    let areas = c"info.areas".as_ptr();
    // SAFETY: a living client and context.
    let status =
        unsafe { wlp_call_json_async(client, areas, null(), Some(on_answer), told.cast(), &mut call, null_mut()) };
    assert_eq!(status, wlp_status::WLP_OK);
    Handle(call)
}

fn places(count: usize) -> Vec<Handle<Told>> {
    (0..count).map(|_| Handle(Box::into_raw(Box::<Told>::default()))).collect()
}

/// Every callback has come once; read without a lock.
fn over(places: Vec<Handle<Told>>) {
    for place in places {
        // SAFETY: made by `places`, and its callback is over.
        let told = unsafe { Box::from_raw(place.0) };
        assert_eq!(told.calls, 1, "callbacks of one call");
        assert!(told.length != 0);
        let expected = [wlp_status::WLP_OK as i32, wlp_status::WLP_CANCELLED as i32];
        assert!(expected.contains(&told.status), "status {}", told.status);
    }
}

/// Calls of several threads, cancelled and freed by another, ended by the end of their client.
fn callbacks() {
    let (client, places) = (c_client(), places(THREADS * ROUNDS));
    let (sender, calls) = mpsc::channel();
    joined(|threads| {
        for places in places.chunks(ROUNDS) {
            let (client, sender) = (&client, sender.clone());
            threads.spawn(move || {
                for place in places {
                    // SAFETY: client and places live until the client is freed below.
                    sender.send(unsafe { begin(client.get(), place.get()) }).unwrap();
                    call(client);
                }
            });
        }
        drop(sender);
        threads.spawn(move || {
            for (number, call) in calls.into_iter().enumerate() {
                // SAFETY: the call is this thread's now.
                unsafe {
                    if number % 3 == 0 {
                        wlp_call_cancel(call.get());
                    }
                    wlp_call_free(call.get());
                }
            }
        });
    });
    // SAFETY: no other thread uses it any more. It waits for the callbacks.
    unsafe { wlp_client_free(client.get()) };
    over(places);
}

fn freed_in_a_callback() {
    for _ in 0..ROUNDS {
        let (client, places, (sender, freed)) = (c_client(), places(1), mpsc::channel());
        // SAFETY: the place lives until its callback has said that the client is gone; the client is freed there only.
        unsafe {
            (*places[0].get()).client = Some((client.get() as usize, sender));
            wlp_call_free(begin(client.get(), places[0].get()).get());
        }
        freed.recv().unwrap();
        over(places);
    }
}

/// A token that several views carry, cancelled while their calls are under way, and freed before they end.
fn c_tokens() {
    let client = c_client();
    for _ in 0..ROUNDS {
        let (token, places) = (Handle(wlp_cancel_token_new()), places(THREADS * 2));
        joined(|threads| {
            for places in places.chunks(2) {
                let (client, token) = (&client, &token);
                threads.spawn(move || {
                    let mut view = null_mut();
                    // SAFETY: client and token live longer than this thread, and the places longer than the view.
                    unsafe {
                        let options = wlp_call_options {
                            struct_size: size_of::<wlp_call_options>(),
                            cancel: token.get(),
                            ..std::mem::zeroed()
                        };
                        let made = wlp_client_with_options(client.get(), &options, &mut view, null_mut());
                        assert_eq!(made, wlp_status::WLP_OK);
                        for place in places {
                            wlp_call_free(begin(view, place.get()).get());
                        }
                        thread::sleep(Duration::from_millis(1));
                        wlp_client_free(view);
                    }
                });
            }
            threads.spawn(|| {
                // SAFETY: the token lives until the end of the scope.
                unsafe { wlp_cancel_token_cancel(token.get()) }
            });
        });
        // SAFETY: nobody uses it any more.
        unsafe { wlp_cancel_token_free(token.get()) };
        over(places);
    }
    // SAFETY: as above.
    unsafe { wlp_client_free(client.get()) };
}

unsafe extern "C" fn on_line(_context: *mut c_void, _level: i32, message: *const c_char) {
    assert!(!message.is_null());
}

/// The log is changed while calls write to it.
fn logs() {
    let client = c_client();
    joined(|threads| {
        for _ in 0..THREADS {
            threads.spawn(|| {
                for _ in 0..ROUNDS {
                    call(&client);
                }
            });
        }
        threads.spawn(|| {
            for round in 0..ROUNDS * 10 {
                let callback = (round % 2 == 0).then_some(on_line as unsafe extern "C" fn(_, _, _));
                // SAFETY: the callback needs no context.
                unsafe { wlp_set_log(callback, null_mut(), WLP_LOG_DEBUG, 0, null_mut()) };
                thread::yield_now();
            }
        });
    });
    // SAFETY: nobody uses it any more.
    unsafe { wlp_client_free(client.get()) };
}
