//! What work around calls needs of a client, whichever face it has: make a call, wait, work in the background.
//!
//! It is written once, as futures. Those of the blocking face do their work in the caller's thread and are ready
//! when they are first polled, so [`finished`] can unwrap them without a runtime.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use tracing::instrument::WithSubscriber;

use super::call::sealed::Sealed as _;
use super::call::{RawResponse, typed};
use super::engine::Plan;
use super::{CallOptions, CancelToken, Client, Face, blocking};
use crate::error::{Error, ErrorKind, Result};
use crate::wire::{Request, encode_request};

/// Work in the background; dropping it ends the work.
pub(crate) type Task<T> = Pin<Box<dyn Future<Output = Result<T>> + Send>>;

pub(crate) trait Io: Face + Clone + Send + Sync + 'static {
    /// Makes a call.
    fn send(&self, plan: Plan) -> impl Future<Output = Result<RawResponse>> + Send;

    /// Waits; `Cancelled` if the token ends it.
    fn pause(&self, time: Duration, cancel: &CancelToken) -> impl Future<Output = Result<()>> + Send;

    /// The same client, whose calls the token ends.
    fn ended_by(&self, cancel: CancelToken) -> Self;

    /// A client for work in the background, and that work, once started.
    fn start<T, W>(&self, cancel: CancelToken, work: impl FnOnce(Self) -> W) -> Task<T>
    where
        T: Send + 'static,
        W: Future<Output = Result<T>> + Send + 'static;
}

/// Makes a typed call.
pub(crate) async fn ask<C: Io, R: Request + Sync>(client: &C, request: &R, options: CallOptions) -> Result<R::Output> {
    let handle = client.handle();
    let plain = encode_request(R::ENDPOINT, request, handle.shared.config.sample_names)?;
    let plan = Plan::of(R::ENDPOINT, handle, plain, options);
    typed(client.send(plan).await, R::ENDPOINT).map(super::Response::into_inner)
}

/// The result of a future of the blocking face.
pub(crate) fn finished<T>(future: impl Future<Output = Result<T>>) -> Result<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result,
        Poll::Pending => Err(Error::internal("a blocking step did not block")),
    }
}

impl Io for Client {
    async fn send(&self, plan: Plan) -> Result<RawResponse> {
        self.perform(plan).await
    }

    async fn pause(&self, time: Duration, cancel: &CancelToken) -> Result<()> {
        let slept = until_cancelled(Some(cancel), pin!(tokio::time::sleep(time))).await;
        slept.ok_or_else(|| Error::new(ErrorKind::Cancelled))
    }

    fn ended_by(&self, cancel: CancelToken) -> Self {
        let options = self.handle().options.clone();
        self.with_options(CallOptions { cancel: Some(cancel), ..options })
    }

    fn start<T, W>(&self, cancel: CancelToken, work: impl FnOnce(Self) -> W) -> Task<T>
    where
        T: Send + 'static,
        W: Future<Output = Result<T>> + Send + 'static,
    {
        let work = work(self.clone());
        let Ok(runtime) = tokio::runtime::Handle::try_current() else {
            return Box::pin(work);
        };
        // What the work logs goes where its caller's logs go.
        Box::pin(Spawned { task: runtime.spawn(work.with_current_subscriber()), cancel })
    }
}

/// A task that ends when nobody waits for it any more.
struct Spawned<T> {
    task: tokio::task::JoinHandle<Result<T>>,
    cancel: CancelToken,
}

impl<T> Future for Spawned<T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<T>> {
        Pin::new(&mut self.task).poll(context).map(|joined| {
            joined.unwrap_or_else(|error| Err(Error::internal(format!("background work ended early: {error}"))))
        })
    }
}

impl<T> Drop for Spawned<T> {
    fn drop(&mut self) {
        self.cancel.cancel();
        self.task.abort();
    }
}

impl Io for blocking::Client {
    async fn send(&self, plan: Plan) -> Result<RawResponse> {
        self.perform(plan)
    }

    async fn pause(&self, time: Duration, cancel: &CancelToken) -> Result<()> {
        self.wait(time, cancel)
    }

    fn ended_by(&self, cancel: CancelToken) -> Self {
        let options = self.handle().options.clone();
        self.with_options(CallOptions { cancel: Some(cancel), ..options })
    }

    fn start<T, W>(&self, cancel: CancelToken, work: impl FnOnce(Self) -> W) -> Task<T>
    where
        T: Send + 'static,
        W: Future<Output = Result<T>> + Send + 'static,
    {
        self.in_background(cancel, work(self.unwatched()))
    }
}

/// The future's result, or `None` once the token is cancelled. The future is pinned where it was made: each move
/// of it would make the future of the whole call larger by its size.
pub(crate) async fn until_cancelled<T>(
    cancel: Option<&CancelToken>,
    mut future: Pin<&mut impl Future<Output = T>>,
) -> Option<T> {
    let Some(cancel) = cancel else { return Some(future.await) };
    let mut cancelled = pin!(cancel.cancelled());
    std::future::poll_fn(|context| {
        if let Poll::Ready(value) = future.as_mut().poll(context) {
            return Poll::Ready(Some(value));
        }
        cancelled.as_mut().poll(context).map(|()| None)
    })
    .await
}
