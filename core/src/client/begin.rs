//! Work that begins in the caller's thread and goes on in a runtime.
//!
//! A lone call that is handed to a runtime wakes its thread twice: to send the request, and for the answer. Begun by
//! the caller, which signs and sends, it does so once. For one among many the thread is awake anyway, and does best if
//! it sends them together.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Wake, Waker};

use tokio::runtime::Handle;
use tokio::task::AbortHandle;

type Work = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Runs `work` in this thread until it has to wait; from then on it is a task of the runtime.
///
/// It must not be called within a task: `work` runs without the runtime's say in when it has run for long enough.
pub fn begin(runtime: &Handle, work: impl Future<Output = ()> + Send + 'static) -> Begun {
    let begun = Arc::new(Beginning { runtime: runtime.clone(), state: Mutex::new(State::Running { woken: false }) });
    let waker = Waker::from(Arc::clone(&begun));
    let mut work: Work = Box::pin(work);
    let polled = {
        let _entered = runtime.enter();
        work.as_mut().poll(&mut Context::from_waker(&waker))
    };
    if polled.is_ready() {
        begun.become_state(State::Over);
        return Begun(begun);
    }
    let mut state = begun.state();
    if let State::Running { woken: true } = *state {
        *state = State::Starting;
        drop(state);
        begun.start(work);
    } else {
        *state = State::Waiting(work);
        drop(state);
    }
    Begun(begun)
}

/// Leaves `work` to the runtime.
pub fn hand_over(runtime: &Handle, work: impl Future<Output = ()> + Send + 'static) -> Begun {
    let task = State::Task(runtime.spawn(work).abort_handle());
    Begun(Arc::new(Beginning { runtime: runtime.clone(), state: Mutex::new(task) }))
}

/// Work that has begun. It goes on when this is dropped.
pub struct Begun(Arc<Beginning>);

impl Begun {
    /// Drops the work, unless it is over.
    pub fn end(&self) {
        match self.0.become_state(State::Over) {
            State::Task(task) => task.abort(),
            State::Running { .. } | State::Waiting(_) | State::Starting | State::Over => {}
        }
    }
}

struct Beginning {
    runtime: Handle,
    state: Mutex<State>,
}

enum State {
    /// In the caller's thread. Whoever wakes it meanwhile has it go on at once.
    Running {
        woken: bool,
    },
    /// For whoever wakes it.
    Waiting(Work),
    /// Woken.
    Starting,
    Task(AbortHandle),
    /// Done, or no longer wanted.
    Over,
}

impl Beginning {
    /// Hands the work to the runtime.
    fn start(&self, work: Work) {
        // Without the lock: a runtime that has ended drops the work here, which may wake it.
        let task = self.runtime.spawn(work).abort_handle();
        let mut state = self.state();
        match *state {
            State::Over => task.abort(),
            _ => *state = State::Task(task),
        }
    }

    /// The state before; what it holds is dropped by the caller, without the lock.
    fn become_state(&self, next: State) -> State {
        std::mem::replace(&mut *self.state(), next)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic elsewhere cannot have left it half changed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Wake for Beginning {
    fn wake(self: Arc<Self>) {
        let mut state = self.state();
        match &mut *state {
            State::Running { woken } => *woken = true,
            State::Waiting(_) => {
                let waiting = std::mem::replace(&mut *state, State::Starting);
                drop(state);
                if let State::Waiting(work) = waiting {
                    self.start(work);
                }
            }
            State::Starting | State::Task(_) | State::Over => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, poll_fn};
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::task::Poll;
    use std::thread::{ThreadId, current};
    use std::time::Duration;

    use tokio::runtime::{Builder, Runtime};
    use tokio::sync::oneshot;

    use super::*;

    fn runtime() -> std::io::Result<Runtime> {
        Builder::new_multi_thread().worker_threads(1).enable_all().build()
    }

    /// Tells in which threads it begins and ends.
    async fn threads(seen: oneshot::Sender<(ThreadId, ThreadId)>) {
        let first = current().id();
        tokio::time::sleep(Duration::from_millis(5)).await;
        let _ = seen.send((first, current().id()));
    }

    #[test]
    fn work_begins_in_the_callers_thread_and_goes_on_in_the_runtime() -> Result<(), Box<dyn std::error::Error>> {
        let runtime = runtime()?;
        for _ in 0..3 {
            let (sender, receiver) = oneshot::channel();
            // It goes on without anyone who minds it.
            drop(begin(runtime.handle(), threads(sender)));
            let (first, then) = receiver.blocking_recv()?;
            assert_eq!(first, current().id());
            assert_ne!(then, first);
        }
        Ok(())
    }

    #[test]
    fn work_that_is_woken_while_it_begins_is_not_forgotten() -> Result<(), Box<dyn std::error::Error>> {
        let runtime = runtime()?;
        let (sender, receiver) = oneshot::channel();
        let mut polls = 0;
        let mut sender = Some(sender);
        begin(
            runtime.handle(),
            poll_fn(move |context| {
                polls += 1;
                if polls < 5 {
                    context.waker().wake_by_ref();
                    return Poll::Pending;
                }
                if let Some(sender) = sender.take() {
                    let _ = sender.send(polls);
                }
                Poll::Ready(())
            }),
        );
        assert_eq!(receiver.blocking_recv()?, 5);
        Ok(())
    }

    /// Counts its drops.
    struct Counted(Arc<AtomicUsize>);

    impl Drop for Counted {
        fn drop(&mut self) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }

    #[test]
    fn work_is_dropped_once_whether_it_waits_runs_or_outlives_its_runtime() -> Result<(), Box<dyn std::error::Error>> {
        let drops = Arc::new(AtomicUsize::new(0));
        let dropped = |count: usize| {
            for _ in 0..2000 {
                if drops.load(Ordering::SeqCst) == count {
                    return true;
                }
                std::thread::sleep(Duration::from_millis(1));
            }
            false
        };
        let work = |wake: bool| {
            let counted = Counted(Arc::clone(&drops));
            async move {
                let _counted = counted;
                if wake {
                    tokio::task::yield_now().await;
                }
                tokio::time::sleep(Duration::from_secs(600)).await;
                pending::<()>().await;
            }
        };
        let runtime = runtime()?;
        let handle = runtime.handle().clone();
        for (count, begun) in [begin(&handle, work(false)), begin(&handle, work(true)), hand_over(&handle, work(true))]
            .into_iter()
            .enumerate()
        {
            begun.end();
            assert!(dropped(count + 1), "work {count} was ended");
            begun.end();
        }
        let _outlive = [begin(&handle, work(false)), begin(&handle, work(true)), hand_over(&handle, work(false))];
        drop(runtime);
        assert!(dropped(6), "the runtime has ended");
        let _after = [begin(&handle, work(true)), hand_over(&handle, work(false))];
        assert!(dropped(8), "the runtime had ended");
        Ok(())
    }
}
