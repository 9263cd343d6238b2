//! What went wrong: told on stderr as a block or as JSON, and by the exit status.

use std::error::Error as _;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::error::ErrorKind as Refused;
use serde::Serialize;
use welinkpark::{ApiKind, ErrorKind};

/// Why a command did not do what it was asked for.
pub(crate) enum Failure {
    /// The command line asks for something that does not exist.
    Usage(String),
    /// A credential, an option or a file cannot work.
    Config(String),
    /// The library's error.
    Call(welinkpark::Error),
    /// Reading or writing failed.
    Io(String),
    /// The reader of our output went away, which is its right.
    Closed,
    /// The command that we ran failed and has told why itself.
    Command(u8),
}

impl From<welinkpark::Error> for Failure {
    fn from(error: welinkpark::Error) -> Self {
        Self::Call(error)
    }
}

impl Failure {
    /// What became of writing to stdout.
    pub(crate) fn of_output(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::Io(format!("stdout: {error}")),
        }
    }

    /// Tells it on stderr and returns the exit status.
    pub(crate) fn tell(&self, as_json: bool) -> ExitCode {
        let message = match self {
            Self::Closed => return ExitCode::SUCCESS,
            Self::Command(status) => return ExitCode::from(*status),
            Self::Call(error) if !as_json => error.report(),
            Self::Call(error) => {
                print_json(&Report::of(error));
                return ExitCode::from(status(error.kind()));
            }
            Self::Usage(message) | Self::Config(message) | Self::Io(message) => message.clone(),
        };
        if as_json {
            print_json(&Report::plain(self.kind(), &message));
        } else {
            // Without a stderr there is nobody left to tell.
            let _ = writeln!(io::stderr(), "error: {message}");
        }
        ExitCode::from(match self {
            Self::Usage(_) | Self::Config(_) => 2,
            Self::Call(error) => status(error.kind()),
            Self::Command(status) => *status,
            Self::Io(_) | Self::Closed => 74,
        })
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Usage(_) => "usage",
            Self::Config(_) => "config",
            Self::Call(error) => error.kind().name(),
            Self::Io(_) | Self::Closed | Self::Command(_) => "io",
        }
    }
}

/// Tells what the argument parser found; help and version are no failures.
pub(crate) fn refuse_arguments(refused: &clap::Error) -> ExitCode {
    let as_json = std::env::args_os().any(|argument| argument == "--error-json");
    let is_answer = matches!(refused.kind(), Refused::DisplayHelp | Refused::DisplayVersion);
    if as_json && !is_answer {
        let text = refused.render().to_string();
        return Failure::Usage(text.trim().trim_start_matches("error: ").to_owned()).tell(true);
    }
    // Without a stderr there is nobody left to tell.
    let _ = refused.print();
    ExitCode::from(if is_answer { 0 } else { 2 })
}

fn status(kind: &ErrorKind) -> u8 {
    match kind {
        ErrorKind::Config { .. } | ErrorKind::Validation(_) => 2,
        ErrorKind::Api(_) => 3,
        ErrorKind::Transport { .. } | ErrorKind::Http { .. } | ErrorKind::Cancelled => 4,
        ErrorKind::Decode(_) => 5,
        ErrorKind::Internal { .. } => 70,
    }
}

fn print_json(report: &Report<'_>) {
    // A report has nothing that JSON cannot write; without a stderr there is nobody left to tell.
    let text = serde_json::to_string(report).unwrap_or_default();
    let _ = writeln!(io::stderr(), "{text}");
}

/// The JSON form of an error.
#[derive(Serialize)]
struct Report<'a> {
    kind: &'a str,
    message: String,
    endpoint: Option<&'a str>,
    attempts: u32,
    nonce: Option<u32>,
    timestamp: Option<i64>,
    retryable: bool,
    sent: String,
    causes: Vec<String>,
    #[serde(flatten)]
    details: Details<'a>,
}

/// What only this kind of error has.
#[derive(Serialize)]
#[serde(untagged)]
enum Details<'a> {
    None {},
    Validation {
        field: &'a str,
        rule: &'a str,
    },
    Transport {
        transport: &'a str,
    },
    Http {
        status: u16,
        retry_after: Option<u64>,
        body: &'a str,
    },
    Decode {
        stage: &'a str,
        path: Option<&'a str>,
        content: Option<&'a str>,
    },
    Api {
        code: &'a str,
        meaning: &'a str,
        platform_message: &'a str,
        #[serde(rename = "errCode")]
        err_code: Option<&'a str>,
        content: Option<&'a str>,
        canonical: Option<&'a str>,
        clock_offset: Option<i64>,
        findings: &'a [welinkpark::flow::explain::Finding],
    },
}

impl<'a> Report<'a> {
    fn of(error: &'a welinkpark::Error) -> Self {
        let causes = std::iter::successors(error.source(), |&cause| cause.source());
        Self {
            kind: error.kind().name(),
            message: error.to_string(),
            endpoint: error.endpoint(),
            attempts: error.attempts(),
            nonce: error.nonce(),
            timestamp: error.timestamp(),
            retryable: error.retryable(),
            sent: error.sent().to_string(),
            causes: causes.map(ToString::to_string).collect(),
            details: Details::of(error.kind()),
        }
    }

    /// Of a failure before any call.
    fn plain(kind: &'a str, message: &str) -> Self {
        Self {
            kind,
            message: message.to_owned(),
            endpoint: None,
            attempts: 0,
            nonce: None,
            timestamp: None,
            retryable: false,
            sent: welinkpark::Sent::No.to_string(),
            causes: Vec::new(),
            details: Details::None {},
        }
    }
}

impl<'a> Details<'a> {
    fn of(kind: &'a ErrorKind) -> Self {
        match kind {
            ErrorKind::Validation(validation) => {
                Self::Validation { field: &validation.field, rule: validation.rule.name() }
            }
            ErrorKind::Transport { kind, .. } => Self::Transport { transport: kind.name() },
            ErrorKind::Http { status, retry_after, body } => {
                Self::Http { status: *status, retry_after: retry_after.map(|wait| wait.as_secs()), body }
            }
            ErrorKind::Decode(decode) => Self::Decode {
                stage: decode.stage.name(),
                path: decode.path.as_deref(),
                content: decode.content.as_deref(),
            },
            ErrorKind::Api(api) => Self::Api {
                code: &api.code,
                meaning: meaning(api.kind),
                platform_message: &api.message,
                err_code: api.err_code.as_deref(),
                content: api.content.as_deref(),
                canonical: api.canonical.as_deref(),
                clock_offset: api.clock_offset,
                findings: &api.findings,
            },
            ErrorKind::Config { .. } | ErrorKind::Cancelled | ErrorKind::Internal { .. } => Self::None {},
        }
    }
}

fn meaning(kind: ApiKind) -> &'static str {
    match kind {
        ApiKind::InvalidParameter => "invalid-parameter",
        ApiKind::UnknownAppId => "unknown-app-id",
        ApiKind::AuthenticationFailed => "authentication-failed",
        ApiKind::ParkNotAuthorized => "park-not-authorized",
        ApiKind::EndpointNotAuthorized => "endpoint-not-authorized",
        ApiKind::SystemError => "system-error",
        ApiKind::NotFound => "not-found",
        ApiKind::Other => "other",
    }
}
