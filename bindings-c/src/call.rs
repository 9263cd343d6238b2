//! One way for all calls: blocking in the caller's thread, or asynchronous with a callback.

use std::ffi::c_void;
use std::sync::mpsc::Sender;

use welinkpark::schema::{Endpoint, HttpMethod};
use welinkpark::{CallOptions, CancelToken, RawResponse};

use crate::answer::Shape;
use crate::boundary::{borrow, caught_within, enter, write};
use crate::cancel::{Place, wlp_call};
use crate::client::{encoding_of, wlp_client};
use crate::error::{wlp_error, wlp_status};
use crate::failure::Failure;
use crate::request::Request;
use crate::runtime::{Job, Runtime, UnderWay, Way};
use crate::text::Encoding;

/// A call without its client: ready to be sent to another thread.
pub(crate) enum Message {
    /// An endpoint of the spec, with its parameters as JSON.
    Named(String, String),
    /// Any path, with its content.
    Raw(HttpMethod, String, String),
}

/// The callback of a call that hands out an `Out`.
pub(crate) type Callback<Out> =
    Option<unsafe extern "C" fn(context: *mut c_void, status: wlp_status, answer: Out, error: *mut wlp_error)>;

/// The callback of a call that hands out nothing.
///
/// `context` is what was given with the call. `error` is NULL on success; else it is the callback's to free.
/// It is called on the client's callback thread.
pub type wlp_callback = Option<unsafe extern "C" fn(context: *mut c_void, status: wlp_status, error: *mut wlp_error)>;

/// The callback of a call that hands out an id, which is 0 if `status` is not `WLP_OK`. Else as `wlp_callback`.
pub type wlp_id_callback =
    Option<unsafe extern "C" fn(context: *mut c_void, status: wlp_status, id: i64, error: *mut wlp_error)>;

/// The callback of a call that hands out a flag, which is false if `status` is not `WLP_OK`. Else as `wlp_callback`.
pub type wlp_flag_callback =
    Option<unsafe extern "C" fn(context: *mut c_void, status: wlp_status, flag: bool, error: *mut wlp_error)>;

/// The callback of a call that hands out a text, which is the callback's to free; NULL if `status` is not
/// `WLP_OK`. Else as `wlp_callback`.
pub type wlp_text_answer_callback = Option<
    unsafe extern "C" fn(
        context: *mut c_void,
        status: wlp_status,
        answer: *mut crate::answer::wlp_text_answer,
        error: *mut wlp_error,
    ),
>;

/// The callback of a call that hands out texts, which are the callback's to free; NULL if `status` is not
/// `WLP_OK`. Else as `wlp_callback`.
pub type wlp_text_list_callback = Option<
    unsafe extern "C" fn(
        context: *mut c_void,
        status: wlp_status,
        list: *mut crate::answer::wlp_text_list,
        error: *mut wlp_error,
    ),
>;

/// A typed call in the caller's thread.
///
/// # Safety
/// Pointers are NULL or fit their types; the request is as [`Request::to_json`] asks.
pub(crate) unsafe fn blocking<S: Shape>(
    client: *const wlp_client,
    endpoint: &str,
    request: Option<Request>,
    answer: *mut S::Out,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the same contract.
    unsafe { blocking_with::<S>(client, |encoding| typed(endpoint, request, encoding), answer, error) }
}

/// Any call in the caller's thread.
///
/// # Safety
/// Pointers are NULL or fit their types.
pub(crate) unsafe fn blocking_with<S: Shape>(
    client: *const wlp_client,
    message: impl FnOnce(Encoding) -> Result<Message, Failure>,
    answer: *mut S::Out,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the same contract.
    unsafe {
        enter(encoding_of(client), error, || {
            let client = borrow(client, "client")?;
            let message = message(client.encoding)?;
            if answer.is_null() {
                return Err(Failure::null("the pointer for the answer"));
            }
            let (raw, endpoint) = match &message {
                Message::Named(name, params) => {
                    client.blocking.call_content(name, params).map(|(raw, endpoint)| (raw, Some(endpoint)))
                }
                Message::Raw(method, path, content) => {
                    client.blocking.call_raw(*method, path, content).map(|raw| (raw, None))
                }
            }?;
            let made = made::<S>(raw, endpoint, client.encoding)?;
            write(answer, S::out(made), "answer")
        })
    }
}

/// A typed call with a callback.
///
/// # Safety
/// As for [`blocking`]; the callback may be called from another thread with `context`.
pub(crate) unsafe fn asynchronous<S: Shape>(
    client: *const wlp_client,
    endpoint: &str,
    request: Option<Request>,
    callback: Callback<S::Out>,
    context: *mut c_void,
    call: *mut *mut wlp_call,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the same contract.
    unsafe {
        asynchronous_with::<S>(client, |encoding| typed(endpoint, request, encoding), callback, context, call, error)
    }
}

/// As [`asynchronous`], for calls that hand out nothing.
///
/// # Safety
/// As for [`asynchronous`].
pub(crate) unsafe fn asynchronous_done(
    client: *const wlp_client,
    endpoint: &str,
    request: Option<Request>,
    callback: wlp_callback,
    context: *mut c_void,
    call: *mut *mut wlp_call,
    error: *mut *mut wlp_error,
) -> wlp_status {
    let message = |encoding: Encoding| {
        // SAFETY: the same contract.
        unsafe { typed(endpoint, request, encoding) }
    };
    let context = Context(context);
    let finish = callback.map(|callback| {
        move |status, (), error| {
            let context = &context;
            // SAFETY: the program gave the callback with its context.
            unsafe { callback(context.0, status, error) }
        }
    });
    // SAFETY: the same contract.
    unsafe { start::<crate::answer::Plain<()>>(client, message, finish, call, error) }
}

/// Any call with a callback.
///
/// # Safety
/// As for [`asynchronous`].
pub(crate) unsafe fn asynchronous_with<S: Shape>(
    client: *const wlp_client,
    message: impl FnOnce(Encoding) -> Result<Message, Failure>,
    callback: Callback<S::Out>,
    context: *mut c_void,
    call: *mut *mut wlp_call,
    error: *mut *mut wlp_error,
) -> wlp_status {
    let context = Context(context);
    let finish = callback.map(|callback| {
        move |status, answer, error| {
            let context = &context;
            // SAFETY: the program gave the callback with its context.
            unsafe { callback(context.0, status, answer, error) }
        }
    });
    // SAFETY: the same contract.
    unsafe { start::<S>(client, message, finish, call, error) }
}

/// # Safety
/// Pointers are NULL or fit their types.
unsafe fn start<S: Shape>(
    client: *const wlp_client,
    message: impl FnOnce(Encoding) -> Result<Message, Failure>,
    finish: Option<impl FnOnce(wlp_status, S::Out, *mut wlp_error) + Send + 'static>,
    call: *mut *mut wlp_call,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the same contract.
    unsafe {
        enter(encoding_of(client), error, || {
            let client = borrow(client, "client")?;
            let message = message(client.encoding)?;
            let finish = finish.ok_or_else(|| Failure::null("callback"))?;
            let token = begin::<S>(client, message, finish)?;
            if !call.is_null() {
                write(call, Box::into_raw(Box::new(wlp_call(token))), "call")?;
            }
            Ok(())
        })
    }
}

fn begin<S: Shape>(
    client: &wlp_client,
    message: Message,
    finish: impl FnOnce(wlp_status, S::Out, *mut wlp_error) + Send + 'static,
) -> Result<CancelToken, Failure> {
    let token = CancelToken::new();
    let encoding = client.encoding;
    let mut places = vec![client.calls.enter(&token)];
    places.extend(client.token_calls.as_ref().map(|calls| calls.enter(&token)));
    let options = CallOptions { cancel: Some(token.clone()), ..client.options.clone() };
    let core = client.asynchronous.with_options(options);
    let Way { start, jobs, under_way } = client.with_runtime(Runtime::way)?.ok_or_else(Failure::ended)?;
    let finish = move |outcome| conclude::<S>(outcome, encoding, finish, places);
    let mut completion = Completion::new(finish, jobs, Some(under_way));
    start.run(async move {
        let call = async {
            let (raw, endpoint) = match &message {
                Message::Named(name, params) => {
                    core.call_content(name, params).await.map(|(raw, endpoint)| (raw, Some(endpoint)))
                }
                Message::Raw(method, path, content) => {
                    core.call_raw(*method, path, content).await.map(|raw| (raw, None))
                }
            }?;
            made::<S>(raw, endpoint, encoding)
        };
        completion.complete(caught_within(call).await);
    });
    Ok(token)
}

/// Runs on the callback thread with the outcome of a call.
type Finish<Made> = Box<dyn FnOnce(Result<Made, Failure>) + Send>;

/// What is left to do when a call has ended. It is done exactly once, also when the task is dropped.
pub(crate) struct Completion<Made: Send + 'static> {
    finish: Option<Finish<Made>>,
    jobs: Sender<Job>,
    under_way: Option<UnderWay>,
}

impl<Made: Send + 'static> Completion<Made> {
    pub(crate) fn new(
        finish: impl FnOnce(Result<Made, Failure>) + Send + 'static,
        jobs: Sender<Job>,
        under_way: Option<UnderWay>,
    ) -> Self {
        Self { finish: Some(Box::new(finish)), jobs, under_way }
    }

    /// Nothing is left to do: the call was never begun.
    pub(crate) fn forget(mut self) {
        self.finish = None;
    }

    pub(crate) fn complete(&mut self, outcome: Result<Made, Failure>) {
        if let Some(finish) = self.finish.take() {
            // Before the callback, which may make the next call.
            drop(self.under_way.take());
            // The callback thread lives as long as there is a sender.
            let _ = self.jobs.send(Box::new(move || finish(outcome)));
        }
    }
}

impl<Made: Send + 'static> Drop for Completion<Made> {
    fn drop(&mut self) {
        self.complete(Err(Failure::cancelled()));
    }
}

/// On the callback thread: makes the answer the program's and tells it.
fn conclude<S: Shape>(
    outcome: Result<S::Made, Failure>,
    encoding: Encoding,
    finish: impl FnOnce(wlp_status, S::Out, *mut wlp_error),
    places: Vec<Place>,
) {
    match outcome {
        Ok(made) => finish(wlp_status::WLP_OK, S::out(made), std::ptr::null_mut()),
        Err(failure) => finish(failure.status, S::NOTHING, failure.into_raw(encoding)),
    }
    drop(places);
}

fn made<S: Shape>(
    raw: RawResponse,
    endpoint: Option<&'static Endpoint>,
    encoding: Encoding,
) -> Result<S::Made, Failure> {
    S::make(&raw, endpoint, encoding)
        .map_err(|error| Failure::of_answer(&error, endpoint.map_or("", |endpoint| endpoint.name), &raw))
}

/// # Safety
/// The request is as [`Request::to_json`] asks.
unsafe fn typed(endpoint: &str, request: Option<Request>, encoding: Encoding) -> Result<Message, Failure> {
    let params = match request {
        // SAFETY: the same contract.
        Some(request) => unsafe { request.to_json(encoding) }?,
        None => String::new(),
    };
    Ok(Message::Named(endpoint.to_owned(), params))
}

/// A pointer of the program, which it lets us pass to another thread.
#[derive(Clone, Copy)]
pub(crate) struct Context(pub(crate) *mut c_void);

// SAFETY: the header says on which thread callbacks run with it; what it points to is the program's.
unsafe impl Send for Context {}
