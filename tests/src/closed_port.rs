//! A port on loopback that nobody serves, and that nobody else can take.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use socket2::{Domain, Socket, Type};

/// A port that refuses connections as long as this lives: taken, but nobody listens there. A port that is let go again
/// would be the next listener's, as test runs side by side have many.
pub struct ClosedPort {
    address: SocketAddr,
    _taken: Socket,
}

impl ClosedPort {
    /// Takes a port.
    ///
    /// # Errors
    /// If there is no port on loopback.
    pub fn take() -> io::Result<Self> {
        let taken = Socket::new(Domain::IPV4, Type::STREAM, None)?;
        taken.bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, 0)).into())?;
        let address = taken.local_addr()?.as_socket().ok_or(io::ErrorKind::AddrNotAvailable)?;
        Ok(Self { address, _taken: taken })
    }

    /// Where connections are refused.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::net::{TcpListener, TcpStream};

    use super::*;

    #[test]
    fn it_refuses_and_cannot_be_taken() {
        let closed = ClosedPort::take().unwrap();
        assert_eq!(TcpStream::connect(closed.address()).unwrap_err().kind(), io::ErrorKind::ConnectionRefused);
        assert_eq!(TcpListener::bind(closed.address()).unwrap_err().kind(), io::ErrorKind::AddrInUse);
    }
}
