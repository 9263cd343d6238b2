//! The other side of the examples: what only a sandbox can be told to do.

use std::error::Error;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What happens in the park without the platform's API: vehicles move, time passes. Only the sandbox has this.
pub(crate) struct Park {
    authority: String,
    path: String,
}

impl Park {
    /// The sandbox that runs this program.
    pub(crate) fn from_env() -> Result<Self, Box<dyn Error>> {
        let url = std::env::var("WELINKPARK_CONTROL_URL")
            .map_err(|_| "run this with `welinkpark sandbox -- …`: a real park cannot be told to let a car arrive")?;
        let address = url.strip_prefix("http://").unwrap_or(&url);
        let (authority, path) = address.split_once('/').unwrap_or((address, ""));
        Ok(Self { authority: authority.to_owned(), path: path.to_owned() })
    }

    /// Makes something happen, and returns what the gate says to it.
    pub(crate) async fn control(&self, action: &str, body: &str) -> Result<String, Box<dyn Error>> {
        let Self { authority, path } = self;
        let length = body.len();
        let request = format!(
            "POST /{path}/{action} HTTP/1.1\r\nHost: {authority}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
        );
        let mut stream = TcpStream::connect(authority).await?;
        stream.write_all(request.as_bytes()).await?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await?;
        let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
        let answer: serde_json::Value = serde_json::from_str(body)?;
        Ok(answer.get("message").and_then(|message| message.as_str()).unwrap_or_default().to_owned())
    }
}
