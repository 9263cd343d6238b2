//! A loopback listener whose connections can be cut off on demand.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

const HEALTHY: u8 = 0;
const DEAD: u8 = 1;
const HALF_A_BODY: u8 = 2;

/// Accepts connections from this machine only.
pub(crate) struct Loopback {
    listener: TcpListener,
    accepted: u64,
}

impl Loopback {
    pub(crate) async fn bind(port: u16) -> io::Result<Self> {
        Ok(Self { listener: TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?, accepted: 0 })
    }
}

impl Listener for Loopback {
    type Io = Socket;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Socket, SocketAddr) {
        loop {
            match self.listener.accept().await {
                Ok((stream, address)) => {
                    // Small answers would otherwise wait for the client's delayed acknowledgement.
                    let _ = stream.set_nodelay(true);
                    self.accepted += 1;
                    let connection = Connection { number: self.accepted, fate: Arc::default() };
                    return (Socket { stream, connection }, address);
                }
                // Out of file handles, mostly: others have to finish first.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// A connection, as a handler sees it.
#[derive(Debug, Clone)]
pub(crate) struct Connection {
    /// Counted from 1.
    pub(crate) number: u64,
    fate: Arc<Fate>,
}

#[derive(Debug, Default)]
struct Fate {
    how: AtomicU8,
    /// Bytes of the body that may still go out once its headers have.
    left: AtomicU64,
}

impl Connection {
    /// Nothing more goes out: the peer sees the connection close without an answer.
    pub(crate) fn cut(&self) {
        self.fate.how.store(DEAD, Ordering::Release);
    }

    /// The next answer ends after so many bytes of its body.
    pub(crate) fn cut_body_after(&self, bytes: usize) {
        self.fate.left.store(u64::try_from(bytes).unwrap_or(u64::MAX), Ordering::Release);
        self.fate.how.store(HALF_A_BODY, Ordering::Release);
    }
}

impl Connected<IncomingStream<'_, Loopback>> for Connection {
    fn connect_info(stream: IncomingStream<'_, Loopback>) -> Self {
        stream.io().connection.clone()
    }
}

/// A connection's bytes.
pub(crate) struct Socket {
    stream: TcpStream,
    connection: Connection,
}

impl AsyncRead for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Socket {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let fate = Arc::clone(&self.connection.fate);
        match fate.how.load(Ordering::Acquire) {
            HEALTHY => Pin::new(&mut self.stream).poll_write(context, bytes),
            HALF_A_BODY => {
                // Headers and body come in one write, or the body in several after them.
                let head = bytes.windows(4).position(|four| four == b"\r\n\r\n").map_or(0, |at| at + 4);
                let left = usize::try_from(fate.left.load(Ordering::Acquire)).unwrap_or(usize::MAX);
                let allowed = bytes.get(..head.saturating_add(left)).unwrap_or(bytes);
                if allowed.is_empty() {
                    return Poll::Ready(Err(io::ErrorKind::ConnectionReset.into()));
                }
                let written = std::task::ready!(Pin::new(&mut self.stream).poll_write(context, allowed))?;
                fate.left.store(
                    u64::try_from(left.saturating_sub(written.saturating_sub(head))).unwrap_or(0),
                    Ordering::Release,
                );
                Poll::Ready(Ok(written))
            }
            _ => Poll::Ready(Err(io::ErrorKind::ConnectionReset.into())),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
