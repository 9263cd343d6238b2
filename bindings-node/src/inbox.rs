//! Where finished work waits for JavaScript: one wake-up for all that has come since the last, instead of one each.

use std::future::Future;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use napi::bindgen_prelude::{Array, Function, ToNapiValue, within_runtime_if_available};
use napi::threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode};
use napi::{Env, Status};
use napi_derive::napi;
use tokio::runtime::Handle;
use welinkpark::{begin, hand_over};

use crate::failure::Result;
use crate::panics::guarded_async;

/// Names work under way; its result comes under this number.
pub(crate) type Ticket = i64;

/// Wakes JavaScript, or keeps the process alive while it is referred to.
type Bell = ThreadsafeFunction<(), (), (), Status, false, true>;

/// Puts a result into an array, in the JavaScript thread.
type Outcome = Box<dyn FnOnce(&mut Array<'_>, u32) -> Result<()> + Send>;

/// Results on their way to one JavaScript thread.
#[napi]
pub struct Inbox {
    shared: Arc<Shared>,
}

#[napi]
impl Inbox {
    /// `wake` is called when something has come into the empty inbox, and has to take it.
    #[napi(constructor)]
    pub fn new(env: &Env, wake: Function<'_, (), ()>) -> Result<Self> {
        let bell =
            || -> Result<Bell> { wake.build_threadsafe_function::<()>().weak::<true>().build_callback(|_| Ok(())) };
        let bells = Bells { wake: Arc::new(bell()?), stay: bell()? };
        let state = State { bells: Some(bells), last: 0, under_way: 0, arrived: Vec::new() };
        let shared = Arc::new(Shared { state: Mutex::new(state) });
        // Node's own hook, which frees the bell, is older and so runs after this.
        env.add_env_cleanup_hook(Arc::clone(&shared), |shared| shared.close())?;
        Ok(Self { shared })
    }

    /// All that has come: of each the ticket, the value and, instead of the value, the error.
    #[napi(ts_return_type = "unknown[]")]
    pub fn take<'env>(&self, env: &'env Env) -> Result<Array<'env>> {
        let arrived = self.shared.take(env)?;
        let mut taken = env.create_array(0)?;
        for (ticket, outcome) in arrived {
            let at = taken.len();
            taken.set(at, ticket)?;
            if let Err(error) = outcome(&mut taken, at + 1) {
                taken.set(at + 1, ())?;
                taken.set(at + 2, error)?;
            } else {
                taken.set(at + 2, ())?;
            }
        }
        Ok(taken)
    }
}

impl Inbox {
    /// For those who start work.
    pub(crate) fn shared(&self) -> Arc<Shared> {
        Arc::clone(&self.shared)
    }
}

/// What the JavaScript thread and those that work have in common.
pub(crate) struct Shared {
    state: Mutex<State>,
}

struct State {
    /// Absent once the environment has ended.
    bells: Option<Bells>,
    last: Ticket,
    /// Started and not taken.
    under_way: usize,
    arrived: Vec<(Ticket, Outcome)>,
}

struct Bells {
    /// Rung by those that work, when they have let go of the state: whom it wakes is soon to take what has come.
    wake: Arc<Bell>,
    /// Never rung. Referred to, as only the JavaScript thread may, while work is under way.
    stay: Bell,
}

impl Shared {
    /// Starts `work`. Until its result is taken the process stays alive.
    pub(crate) fn run<T>(
        self: &Arc<Self>,
        env: &Env,
        work: impl Future<Output = Result<T>> + Send + 'static,
    ) -> Result<Ticket>
    where
        T: ToNapiValue + Send + 'static,
    {
        let (ticket, is_alone) = self.enter(env)?;
        let shared = Arc::clone(self);
        let work = async move {
            let result = guarded_async(work).await;
            shared.arrive(ticket, Box::new(move |array, at| array.set(at, result?)));
        };
        let runtime = within_runtime_if_available(Handle::current);
        if is_alone {
            begin(&runtime, work);
        } else {
            hand_over(&runtime, work);
        }
        Ok(ticket)
    }

    /// A ticket, and whether nothing else is under way.
    #[expect(deprecated, reason = "napi-rs offers nothing else that keeps a process alive only at times")]
    fn enter(&self, env: &Env) -> Result<(Ticket, bool)> {
        let mut state = self.lock();
        let is_alone = state.under_way == 0;
        if is_alone && let Some(bells) = &mut state.bells {
            bells.stay.refer(env)?;
        }
        state.under_way += 1;
        state.last += 1;
        Ok((state.last, is_alone))
    }

    fn arrive(&self, ticket: Ticket, outcome: Outcome) {
        let mut state = self.lock();
        // Whoever waited for it is gone with the environment.
        let Some(bells) = &state.bells else { return };
        let wake = state.arrived.is_empty().then(|| Arc::clone(&bells.wake));
        state.arrived.push((ticket, outcome));
        drop(state);
        if let Some(wake) = wake {
            wake.call((), ThreadsafeFunctionCallMode::NonBlocking);
        }
    }

    #[expect(deprecated, reason = "as in `enter`")]
    fn take(&self, env: &Env) -> Result<Vec<(Ticket, Outcome)>> {
        let mut state = self.lock();
        let arrived = mem::take(&mut state.arrived);
        state.under_way -= arrived.len();
        if state.under_way == 0
            && let Some(bells) = &mut state.bells
        {
            bells.stay.unref(env)?;
        }
        Ok(arrived)
    }

    /// The environment ends: nobody is woken any more.
    fn close(&self) {
        let mut state = self.lock();
        let gone = (state.bells.take(), mem::take(&mut state.arrived));
        drop(state);
        drop(gone);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
