//! A TCP connection that can be asked, beside the HTTP on it, whether it is still open and whether it was used.

use std::io::{self, ErrorKind};
use std::mem::MaybeUninit;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};

use socket2::SockRef;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};

/// The end that HTTP is spoken through.
pub(super) struct Socket {
    /// tokio's own: it knows that a read which did not fill its buffer has taken all there was, and saves asking again.
    read: OwnedReadHalf,
    watched: Arc<Watched>,
}

/// The end that is asked.
#[derive(Clone)]
pub(super) struct Watch(Arc<Watched>);

struct Watched {
    write: OwnedWriteHalf,
    written: AtomicBool,
}

impl Watched {
    fn stream(&self) -> &TcpStream {
        self.write.as_ref()
    }
}

impl Socket {
    pub(super) fn new(stream: TcpStream) -> (Self, Watch) {
        let (read, write) = stream.into_split();
        let watched = Arc::new(Watched { write, written: AtomicBool::new(false) });
        (Self { read, watched: watched.clone() }, Watch(watched))
    }
}

impl Watch {
    /// Whether the other side has neither closed nor said anything unasked. It asks the system itself: the
    /// runtime may not have looked since the connection became idle.
    pub(super) fn is_quiet(&self) -> bool {
        let mut byte = [MaybeUninit::uninit()];
        let peeked = SockRef::from(self.0.stream()).peek(&mut byte);
        peeked.is_err_and(|error| error.kind() == ErrorKind::WouldBlock)
    }

    /// Forgets what was written so far.
    pub(super) fn begin(&self) {
        self.0.written.store(false, Ordering::Relaxed);
    }

    /// Whether a byte was handed to the system since `begin`.
    pub(super) fn has_written(&self) -> bool {
        self.0.written.load(Ordering::Relaxed)
    }
}

impl AsyncRead for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.read).poll_read(context, buffer)
    }
}

impl AsyncWrite for Socket {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        loop {
            ready!(self.watched.stream().poll_write_ready(context))?;
            match self.watched.stream().try_write(bytes) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                written => {
                    if written.as_ref().is_ok_and(|&count| count > 0) {
                        self.watched.written.store(true, Ordering::Relaxed);
                    }
                    return Poll::Ready(written);
                }
            }
        }
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(SockRef::from(self.watched.stream()).shutdown(std::net::Shutdown::Write))
    }
}
