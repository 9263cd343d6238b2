//! Errors as people read them: one line for a log, or the whole story.

use std::error::Error as StdError;
use std::fmt;

use super::{Error, ErrorKind, shorten};

impl Error {
    /// The whole story in several lines, for a person: everything this error knows.
    pub fn report(&self) -> String {
        let mut lines = vec![self.to_string()];
        match &self.0.kind {
            ErrorKind::Api(api) => {
                if let Some(canonical) = &api.canonical {
                    lines.push(format!("  signed string: {canonical}"));
                }
                if let Some(offset) = api.clock_offset {
                    lines.push(format!("  server clock minus local clock: {offset} s"));
                }
                lines.extend(api.findings.iter().map(|finding| format!("  likely reason: {}", finding.message())));
                if let Some(content) = &api.content {
                    lines.push(format!("  content: {}", shorten(content, 400)));
                }
            }
            ErrorKind::Decode(decode) => {
                if let Some(content) = &decode.content {
                    lines.push(format!("  content: {}", shorten(content, 400)));
                }
            }
            ErrorKind::Http { body, .. } if !body.is_empty() => {
                lines.push(format!("  body: {}", shorten(body, 400)));
            }
            _ => {}
        }
        let mut source = self.source();
        while let Some(cause) = source {
            lines.push(format!("  caused by: {cause}"));
            source = cause.source();
        }
        let context = &self.0.context;
        if let (Some(nonce), Some(timestamp)) = (context.nonce, context.timestamp) {
            lines.push(format!("  attempts: {}, last nonce {nonce}, timestamp {timestamp}", context.attempts));
        }
        lines.push(format!("  request sent: {}; safe to repeat: {}", self.sent(), yes_no(self.retryable())));
        lines.join("\n")
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(endpoint) = self.endpoint() {
            write!(f, "{endpoint}: ")?;
        }
        match &self.0.kind {
            ErrorKind::Config { message } => write!(f, "configuration: {message}"),
            ErrorKind::Validation(validation) => {
                write!(f, "invalid argument {}: {}", validation.field, validation.message)
            }
            ErrorKind::Transport { kind, message } => write!(f, "transport ({}): {message}", kind.name()),
            ErrorKind::Http { status, retry_after, .. } => {
                write!(f, "the server answered HTTP {status}")?;
                match retry_after {
                    Some(wait) => write!(f, ", retry after {} s", wait.as_secs()),
                    None => Ok(()),
                }
            }
            ErrorKind::Decode(decode) => {
                write!(f, "the answer cannot be decoded ({}", decode.stage.name())?;
                if let Some(path) = &decode.path {
                    write!(f, " at {path}")?;
                }
                write!(f, "): {}", decode.message)
            }
            ErrorKind::Api(api) => {
                write!(f, "the platform refused with {} ({})", api.code, api.kind.meaning())?;
                if !api.message.is_empty() {
                    write!(f, ": {}", api.message)?;
                }
                match &api.err_code {
                    Some(err_code) => write!(f, " [errCode {err_code}]"),
                    None => Ok(()),
                }
            }
            ErrorKind::Cancelled => f.write_str("cancelled by the caller"),
            ErrorKind::Internal { message } => write!(f, "internal error, please report it: {message}"),
        }
    }
}

fn yes_no(value: bool) -> &'static str {
    if value { "yes" } else { "no" }
}
