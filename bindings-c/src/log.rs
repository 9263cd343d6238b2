//! The library's log, told to a callback of the program.

use std::ffi::c_void;
use std::fmt::{Debug, Write};
use std::sync::{OnceLock, PoisonError, RwLock};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

use crate::boundary::enter;
use crate::error::{wlp_error, wlp_status};
use crate::failure::Failure;
use crate::text::Encoding;

/// Calls that failed.
pub const WLP_LOG_WARN: i32 = 2;
/// As `WLP_LOG_WARN`, and what else is worth knowing in production.
pub const WLP_LOG_INFO: i32 = 3;
/// Every attempt with its status and time.
pub const WLP_LOG_DEBUG: i32 = 4;

/// Receives one line of the log. `message` is only valid during the call.
///
/// It is called on whichever thread makes a call or drives the network, also on several at once; it must not make
/// calls itself. Lines never contain the secret key, and business data only with `log_content`.
pub type wlp_log_callback =
    Option<unsafe extern "C" fn(context: *mut c_void, level: i32, message: *const std::ffi::c_char)>;

#[derive(Clone, Copy)]
struct Listener {
    callback: unsafe extern "C" fn(*mut c_void, i32, *const std::ffi::c_char),
    context: *mut c_void,
    level: i32,
    encoding: Encoding,
}

// SAFETY: the header says that the callback is called on any thread with its context.
unsafe impl Send for Listener {}
// SAFETY: as above.
unsafe impl Sync for Listener {}

static LISTENER: RwLock<Option<Listener>> = RwLock::new(None);

/// Sends the log of the whole process to `callback`, up to `level` (`WLP_LOG_…`) and in `encoding`; NULL turns it off,
/// and waits for lines that are being told.
///
/// `WLP_CONFIG` if the process is a Rust program that has a log of its own.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_set_log(
    callback: wlp_log_callback,
    context: *mut c_void,
    level: i32,
    encoding: i32,
    error: *mut *mut wlp_error,
) -> wlp_status {
    static INSTALLED: OnceLock<bool> = OnceLock::new();
    let set = || {
        let encoding = Encoding::of(encoding)?;
        if !(1..=5).contains(&level) && callback.is_some() {
            return Err(Failure::misuse(format!("level {level} is none of WLP_LOG_…")));
        }
        let listener = callback.map(|callback| Listener { callback, context, level, encoding });
        *LISTENER.write().unwrap_or_else(PoisonError::into_inner) = listener;
        if *INSTALLED.get_or_init(|| tracing::subscriber::set_global_default(Lines).is_ok()) {
            Ok(())
        } else {
            Err(Failure::config("the process has a log of its own".to_owned()))
        }
    };
    // SAFETY: the caller gives an error pointer that is NULL or can be written.
    unsafe { enter(Encoding::Utf8, error, set) }
}

/// Tells the library's events, one line each.
struct Lines;

impl Subscriber for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        let listener = *LISTENER.read().unwrap_or_else(PoisonError::into_inner);
        let wanted = listener.is_some_and(|listener| number(*metadata.level()) <= listener.level);
        wanted && metadata.target().starts_with("welinkpark")
    }

    fn register_callsite(&self, _: &'static Metadata<'static>) -> tracing::subscriber::Interest {
        // The callback may change at any time.
        tracing::subscriber::Interest::sometimes()
    }

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(String::new());
        event.record(&mut line);
        // The lock is held while the line is told, so that turning the log off waits for it.
        let listener = LISTENER.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(listener) = *listener {
            let text = listener.encoding.write(&line.0);
            let level = number(*event.metadata().level());
            // SAFETY: the program gave the callback with its context.
            unsafe { (listener.callback)(listener.context, level, text.as_ptr()) }
        }
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

fn number(level: Level) -> i32 {
    match level {
        Level::ERROR => 1,
        Level::WARN => WLP_LOG_WARN,
        Level::INFO => WLP_LOG_INFO,
        Level::DEBUG => WLP_LOG_DEBUG,
        Level::TRACE => 5,
    }
}

/// The message, then ` name=value` for each field.
struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "message" {
            self.0.insert_str(0, &format!("{value:?}"));
        } else {
            let _ = write!(self.0, " {}={value:?}", field.name());
        }
    }
}
