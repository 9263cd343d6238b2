//! Outcomes on their way to event loops.
//!
//! Each loop has a mailbox. The runtime puts an outcome in, and rings if the mailbox was empty; the loop empties it in
//! its own thread, however many outcomes have come for one ring. The bell is a descriptor that the loop watches: an
//! eventfd where there is one, else one of a pair of sockets. Loops that watch nothing, such as Windows' Proactor, are
//! rung by a thread with `call_soon_threadsafe`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyWeakrefMethods, PyWeakrefReference};

use crate::call::Outcome;
use crate::log::Records;

/// Where the outcomes for one event loop wait until it takes them.
pub(crate) struct Mailbox {
    /// Weak: a loop lives as long as its program wants.
    event_loop: Py<PyWeakrefReference>,
    letters: Mutex<Vec<Letter>>,
    /// How many are to come.
    expected: AtomicUsize,
    bell: Bell,
}

/// A letter that is to come, or not, if this is dropped.
pub(crate) struct Expected(Arc<Mailbox>);

/// An outcome, and the future that waits for it.
pub(crate) struct Letter {
    pub(crate) outcome: Outcome,
    pub(crate) records: Records,
    pub(crate) future: Py<PyAny>,
}

enum Bell {
    #[cfg(unix)]
    Watched(watched::Bell),
    /// Rung by the postman.
    Sent(Errands),
}

/// How the postman is told whom to ring for.
pub(crate) type Errands = Sender<Arc<Mailbox>>;

/// The thread that rings for loops that watch nothing.
pub(crate) struct Postman {
    errands: Errands,
    thread: JoinHandle<()>,
}

/// What a loop runs when its bell has rung.
#[pyclass(frozen, module = "welinkpark._native")]
pub(crate) struct Inbox(Arc<Mailbox>);

impl Mailbox {
    /// A mailbox whose loop watches its bell; `None` if it watches nothing.
    #[cfg(unix)]
    pub(crate) fn watched(event_loop: &Bound<'_, PyAny>) -> PyResult<Option<Arc<Self>>> {
        let Ok(watched) = watched::Bell::new() else { return Ok(None) };
        let mailbox = Self::new(event_loop, Bell::Watched(watched))?;
        let Bell::Watched(watched) = &mailbox.bell else { return Ok(None) };
        let inbox = Inbox(mailbox.clone());
        let watching = event_loop.call_method1(intern!(event_loop.py(), "add_reader"), (watched.inside(), inbox));
        Ok(watching.is_ok().then_some(mailbox))
    }

    #[cfg(not(unix))]
    pub(crate) fn watched(_: &Bound<'_, PyAny>) -> PyResult<Option<Arc<Self>>> {
        Ok(None)
    }

    /// A mailbox whose loop is rung by the postman.
    pub(crate) fn sent(event_loop: &Bound<'_, PyAny>, errands: Errands) -> PyResult<Arc<Self>> {
        Self::new(event_loop, Bell::Sent(errands))
    }

    fn new(event_loop: &Bound<'_, PyAny>, bell: Bell) -> PyResult<Arc<Self>> {
        let event_loop = PyWeakrefReference::new(event_loop)?.unbind();
        Ok(Arc::new(Self { event_loop, letters: Mutex::default(), expected: AtomicUsize::new(0), bell }))
    }

    /// Whether it is this loop's.
    pub(crate) fn is_of(&self, event_loop: &Bound<'_, PyAny>) -> bool {
        self.event_loop.bind(event_loop.py()).upgrade().is_some_and(|own| own.is(event_loop))
    }

    /// Whether its loop may still run.
    pub(crate) fn is_in_use(&self, py: Python<'_>) -> bool {
        let Some(event_loop) = self.event_loop.bind(py).upgrade() else { return false };
        let closed = event_loop.call_method0(intern!(py, "is_closed")).and_then(|closed| closed.is_truthy());
        !closed.unwrap_or(false)
    }

    /// One more letter is to come.
    pub(crate) fn expect(mailbox: Arc<Self>) -> Expected {
        mailbox.expected.fetch_add(1, Ordering::Relaxed);
        Expected(mailbox)
    }

    /// Whether letters are to come.
    pub(crate) fn expects(&self) -> bool {
        self.expected.load(Ordering::Relaxed) > 0
    }

    /// Puts an outcome in. Called by the runtime, which is not attached to the interpreter, or by the loop's thread for
    /// a call that has ended where it began.
    fn put(self: &Arc<Self>, letter: Letter) {
        let is_first = {
            let mut letters = self.letters();
            letters.push(letter);
            letters.len() == 1
        };
        if !is_first {
            return;
        }
        match &self.bell {
            #[cfg(unix)]
            Bell::Watched(watched) => watched.ring(),
            // At exit there is no one left to tell.
            Bell::Sent(errands) => drop(errands.send(self.clone())),
        }
    }

    fn letters(&self) -> std::sync::MutexGuard<'_, Vec<Letter>> {
        // A panic elsewhere cannot have left the list half changed.
        self.letters.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Expected {
    /// It has come.
    pub(crate) fn put(self, letter: Letter) {
        let mailbox = Arc::clone(&self.0);
        // Whom it wakes is soon to ask whether more are to come.
        drop(self);
        mailbox.put(letter);
    }
}

impl Drop for Expected {
    fn drop(&mut self) {
        self.0.expected.fetch_sub(1, Ordering::Relaxed);
    }
}

#[pymethods]
impl Inbox {
    /// Hands over what has come.
    fn __call__(&self, py: Python<'_>) {
        // Silent before it is emptied: a letter that comes in between rings again.
        #[cfg(unix)]
        if let Bell::Watched(watched) = &self.0.bell {
            watched.silence();
        }
        let letters = std::mem::take(&mut *self.0.letters());
        for letter in letters {
            letter.hand_over(py);
        }
    }
}

impl Letter {
    fn hand_over(self, py: Python<'_>) {
        self.records.emit(py);
        let converted = catch_unwind(AssertUnwindSafe(|| self.outcome.into_python(py)));
        let converted = converted.unwrap_or_else(|panic| Outcome::panicked(&*panic).into_python(py));
        let future = self.future.bind(py);
        let told = future.call_method0(intern!(py, "done")).and_then(|done| done.is_truthy()).and_then(|gone| {
            match converted {
                // Whoever waited is gone.
                _ if gone => Ok(()),
                Ok(data) => future.call_method1(intern!(py, "set_result"), (data,)).map(drop),
                Err(error) => future.call_method1(intern!(py, "set_exception"), (error,)).map(drop),
            }
        });
        if let Err(error) = told {
            error.write_unraisable(py, Some(future));
        }
    }
}

impl Postman {
    pub(crate) fn new() -> std::io::Result<Self> {
        let (errands, received) = channel();
        let thread = std::thread::Builder::new().name("welinkpark-post".to_owned()).spawn(|| ring(received))?;
        Ok(Self { errands, thread })
    }

    pub(crate) fn errands(&self) -> Errands {
        self.errands.clone()
    }

    /// The thread, which ends when no mailbox needs it any more.
    pub(crate) fn retire(self) -> JoinHandle<()> {
        self.thread
    }
}

/// Rings until the last sender is gone. The thread stays known to the interpreter, which would have to make a new state
/// for it each time.
fn ring(received: Receiver<Arc<Mailbox>>) {
    // Without an interpreter there is no one left to tell.
    let _ = Python::try_attach(|py| {
        let mut received = received;
        loop {
            let waiting = &mut received;
            let Ok(mailbox) = py.detach(move || waiting.recv()) else { return };
            let Some(event_loop) = mailbox.event_loop.bind(py).upgrade() else { continue };
            // A loop that is closed waits for nothing.
            let _ = event_loop.call_method1(intern!(py, "call_soon_threadsafe"), (Inbox(mailbox),));
        }
    });
}

/// A bell that loops watch: rung outside, it can be read inside.
#[cfg(target_os = "linux")]
mod watched {
    use std::os::fd::{AsRawFd, OwnedFd, RawFd};

    use rustix::event::{EventfdFlags, eventfd};
    use rustix::io::{read, write};

    pub(super) struct Bell(OwnedFd);

    impl Bell {
        pub(super) fn new() -> std::io::Result<Self> {
            Ok(Self(eventfd(0, EventfdFlags::NONBLOCK | EventfdFlags::CLOEXEC)?))
        }

        pub(super) fn inside(&self) -> RawFd {
            self.0.as_raw_fd()
        }

        pub(super) fn ring(&self) {
            // If its counter is full, it is ringing already.
            let _ = write(&self.0, &1_u64.to_ne_bytes());
        }

        pub(super) fn silence(&self) {
            // However often it was rung; nothing is lost if it was not.
            let _ = read(&self.0, &mut [0; 8]);
        }
    }
}

#[cfg(all(unix, not(target_os = "linux")))]
mod watched {
    use std::io::{Read, Write};
    use std::os::fd::{AsRawFd, RawFd};
    use std::os::unix::net::UnixStream;

    pub(super) struct Bell {
        inside: UnixStream,
        outside: UnixStream,
    }

    impl Bell {
        pub(super) fn new() -> std::io::Result<Self> {
            let (inside, outside) = UnixStream::pair()?;
            inside.set_nonblocking(true)?;
            outside.set_nonblocking(true)?;
            Ok(Self { inside, outside })
        }

        pub(super) fn inside(&self) -> RawFd {
            self.inside.as_raw_fd()
        }

        pub(super) fn ring(&self) {
            // If there is no room, it is ringing already.
            let _ = (&self.outside).write(&[1]);
        }

        pub(super) fn silence(&self) {
            // Not more than one ring comes between two silences, and none is lost if there is nothing to read.
            let _ = (&self.inside).read(&mut [0; 64]);
        }
    }
}
