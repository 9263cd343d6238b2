//! The client, and views of it.

use std::ffi::c_char;
use std::sync::{Arc, Mutex, PoisonError};

use welinkpark::{CallOptions, Client, blocking};

use crate::boundary::{borrow, enter, guard, write};
use crate::cancel::Calls;
use crate::config::{builder, call_options, wlp_call_options, wlp_config};
use crate::error::{wlp_error, wlp_status};
use crate::failure::Failure;
use crate::runtime::{Runtime, in_callback};
use crate::text::Encoding;

/// A client, or a view of one. Any number of threads may make calls with it at once.
///
/// Views share connections, clock and callback thread with their client, and live on when it is freed.
pub struct wlp_client {
    pub(crate) encoding: Encoding,
    pub(crate) blocking: blocking::Client,
    pub(crate) asynchronous: Client,
    pub(crate) options: CallOptions,
    /// Asynchronous calls of the token that the options name.
    pub(crate) token_calls: Option<Arc<Calls>>,
    /// Asynchronous calls made with this very handle.
    pub(crate) calls: Arc<Calls>,
    root: Arc<Root>,
}

/// What views share: the threads of asynchronous calls.
struct Root {
    /// The process that made the client: a child of it has neither its threads nor its connections.
    process: u32,
    runtime: Mutex<Option<Runtime>>,
}

impl Drop for Root {
    fn drop(&mut self) {
        if self.process != std::process::id() {
            // The threads are the parent's: there is nobody to wait for.
            let runtime = self.runtime.get_mut().unwrap_or_else(PoisonError::into_inner);
            std::mem::forget(runtime.take());
        }
    }
}

impl wlp_client {
    /// Runs `start` with the threads of asynchronous calls, which the first call starts.
    pub(crate) fn with_runtime<T>(&self, start: impl FnOnce(&Runtime) -> T) -> Result<T, Failure> {
        if self.root.process != std::process::id() {
            return Err(Failure::config(
                "this client was made before a fork; make a new one for asynchronous calls in the child".to_owned(),
            ));
        }
        let mut runtime = self.root.runtime.lock().unwrap_or_else(PoisonError::into_inner);
        let running = match runtime.take() {
            Some(running) => running,
            None => Runtime::start()?,
        };
        Ok(start(runtime.insert(running)))
    }

    /// A handle of its own on the same client.
    pub(crate) fn view(&self) -> Self {
        Self {
            encoding: self.encoding,
            blocking: self.blocking.clone(),
            asynchronous: self.asynchronous.clone(),
            options: self.options.clone(),
            token_calls: self.token_calls.clone(),
            calls: Arc::default(),
            root: self.root.clone(),
        }
    }

    /// Ends what was begun with this very handle, and waits for its callbacks; in a callback they come later.
    pub(crate) fn close(&self) {
        self.calls.cancel();
        if !in_callback() && self.root.process == std::process::id() {
            self.calls.wait();
        }
    }
}

/// Makes a client. `config` may be NULL: then the environment says everything.
///
/// `*client` is to be freed with `wlp_client_free`. Making it sends nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_client_new(
    config: *const wlp_config,
    client: *mut *mut wlp_client,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types, and so below.
    unsafe {
        enter(Encoding::Utf8, error, || {
            if client.is_null() {
                return Err(Failure::null("client"));
            }
            let (builder, encoding) = builder(config)?;
            let made = wlp_client {
                encoding,
                blocking: builder.clone().build_blocking()?,
                asynchronous: builder.build()?,
                options: CallOptions::default(),
                token_calls: None,
                calls: Arc::default(),
                root: Arc::new(Root { process: std::process::id(), runtime: Mutex::new(None) }),
            };
            write(client, Box::into_raw(Box::new(made)), "client")
        })
    }
}

/// A view of the same connections for another park. Free it with `wlp_client_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_client_for_park(
    client: *const wlp_client,
    park_id: *const c_char,
    view: *mut *mut wlp_client,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types, and so below.
    unsafe {
        enter(encoding_of(client), error, || {
            let client = borrow(client, "client")?;
            let park_id: Arc<str> = client.encoding.need(park_id, "park_id")?.into();
            if view.is_null() {
                return Err(Failure::null("view"));
            }
            let mut made = client.view();
            made.blocking = made.blocking.for_park(park_id.clone());
            made.asynchronous = made.asynchronous.for_park(park_id);
            write(view, Box::into_raw(Box::new(made)), "view")
        })
    }
}

/// A view of the same connections whose calls have these settings. What is absent follows the client's own
/// configuration, not the view that this one is made of. Free it with `wlp_client_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_client_with_options(
    client: *const wlp_client,
    options: *const wlp_call_options,
    view: *mut *mut wlp_client,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types, and so below.
    unsafe {
        enter(encoding_of(client), error, || {
            let client = borrow(client, "client")?;
            let (settings, token) = call_options(options)?;
            let token = token.as_ref();
            if view.is_null() {
                return Err(Failure::null("view"));
            }
            let mut made = client.view();
            made.token_calls = token.map(|token| token.calls.clone());
            made.options = settings.clone();
            let cancel = token.map(|token| token.core.clone());
            made.blocking = made.blocking.with_options(CallOptions { cancel, ..settings });
            write(view, Box::into_raw(Box::new(made)), "view")
        })
    }
}

/// Frees a client or a view; NULL is nothing. No other thread may be in a function with this handle.
///
/// Asynchronous calls made with it are cancelled, and it waits until the last of their callbacks has returned;
/// called in a callback it does not wait, and they come later.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_client_free(client: *mut wlp_client) {
    if client.is_null() {
        return;
    }
    guard((), || {
        // SAFETY: not NULL, so the caller hands over a client of this library.
        let client = unsafe { Box::from_raw(client) };
        client.close();
    });
}

/// The encoding in which errors of a call with this client are told.
///
/// # Safety
/// `client` is NULL or points to a living client.
pub(crate) unsafe fn encoding_of(client: *const wlp_client) -> Encoding {
    // SAFETY: the same contract.
    unsafe { client.as_ref() }.map_or(Encoding::Utf8, |client| client.encoding)
}
