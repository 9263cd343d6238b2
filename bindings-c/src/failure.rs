//! Why a function failed: the core's errors, and mistakes in the use of this interface.

use welinkpark::flow::explain::Finding;
use welinkpark::{ApiKind, Error, ErrorKind, RawResponse, Sent};

use crate::error::{ErrorText, wlp_api_kind, wlp_error, wlp_optional, wlp_sent, wlp_status};
use crate::text::Encoding;

/// All that an error tells, before its text is encoded.
pub(crate) struct Failure {
    pub(crate) status: wlp_status,
    pub(crate) texts: Box<[Option<String>; ErrorText::COUNT]>,
    pub(crate) sent: wlp_sent,
    pub(crate) api_kind: wlp_api_kind,
    pub(crate) retryable: bool,
    pub(crate) attempts: u32,
    pub(crate) http_status: u16,
    pub(crate) nonce: wlp_optional,
    pub(crate) timestamp: wlp_optional,
    pub(crate) retry_after: wlp_optional,
    pub(crate) clock_offset: wlp_optional,
    /// Codes and messages.
    pub(crate) findings: Vec<(String, String)>,
}

impl Failure {
    fn new(status: wlp_status, message: String) -> Self {
        let failure = Self {
            status,
            texts: Default::default(),
            sent: wlp_sent::WLP_SENT_NO,
            api_kind: wlp_api_kind::WLP_API_NONE,
            retryable: false,
            attempts: 0,
            http_status: 0,
            nonce: wlp_optional::ABSENT,
            timestamp: wlp_optional::ABSENT,
            retry_after: wlp_optional::ABSENT,
            clock_offset: wlp_optional::ABSENT,
            findings: Vec::new(),
        };
        failure.with(ErrorText::Report, Some(message.clone())).with(ErrorText::Message, Some(message))
    }

    /// The interface was used wrongly.
    pub(crate) fn misuse(message: String) -> Self {
        Self::new(wlp_status::WLP_MISUSE, format!("misuse: {message}"))
    }

    /// A pointer that must not be NULL is.
    pub(crate) fn null(name: &str) -> Self {
        Self::misuse(format!("{name} is NULL")).with(ErrorText::Field, Some(name.to_owned()))
    }

    /// A text is not in the encoding that the configuration names.
    pub(crate) fn encoding(name: &str, what: String) -> Self {
        Self::new(wlp_status::WLP_VALIDATION, format!("invalid argument {name}: {what}"))
            .with(ErrorText::Field, Some(name.to_owned()))
            .with(ErrorText::Rule, Some("encoding".to_owned()))
    }

    pub(crate) fn config(message: String) -> Self {
        Self::new(wlp_status::WLP_CONFIG, format!("configuration: {message}"))
    }

    pub(crate) fn validation(name: &str, message: String) -> Self {
        Self::new(wlp_status::WLP_VALIDATION, format!("invalid argument {name}: {message}"))
            .with(ErrorText::Field, Some(name.to_owned()))
            .with(ErrorText::Rule, Some("type".to_owned()))
    }

    pub(crate) fn cancelled() -> Self {
        Self::new(wlp_status::WLP_CANCELLED, "cancelled: the client was freed".to_owned())
            .sent_as(wlp_sent::WLP_SENT_UNKNOWN)
    }

    pub(crate) fn internal(message: String) -> Self {
        Self::new(wlp_status::WLP_INTERNAL, format!("internal error, please report it: {message}"))
            .sent_as(wlp_sent::WLP_SENT_UNKNOWN)
    }

    pub(crate) fn ended() -> Self {
        Self::internal("the client's threads have ended".to_owned())
    }

    /// Adds to a decode error which call it belongs to.
    pub(crate) fn of_answer(error: &Error, endpoint: &str, raw: &RawResponse) -> Self {
        let mut failure = Self::from(error);
        let [message, report] = [ErrorText::Message, ErrorText::Report]
            .map(|text| failure.get(text).map(|told| format!("{endpoint}: {told}")));
        failure = failure.with(ErrorText::Message, message).with(ErrorText::Report, report);
        failure = failure.with(ErrorText::Endpoint, Some(endpoint.to_owned())).sent_as(wlp_sent::WLP_SENT_YES);
        failure.attempts = raw.attempts;
        failure.nonce = wlp_optional::of(i64::from(raw.nonce));
        failure.timestamp = wlp_optional::of(raw.timestamp);
        failure
    }

    fn get(&self, text: ErrorText) -> Option<&str> {
        self.texts.get(text as usize)?.as_deref()
    }

    fn with(mut self, text: ErrorText, value: Option<String>) -> Self {
        if let Some(slot) = self.texts.get_mut(text as usize) {
            *slot = value;
        }
        self
    }

    fn sent_as(mut self, sent: wlp_sent) -> Self {
        self.sent = sent;
        self
    }

    /// The error as an object of the program.
    pub(crate) fn into_raw(self, encoding: Encoding) -> *mut wlp_error {
        Box::into_raw(Box::new(wlp_error::new(self, encoding)))
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::from(&error)
    }
}

impl From<&Error> for Failure {
    fn from(error: &Error) -> Self {
        let status = match error.kind() {
            ErrorKind::Config { .. } => wlp_status::WLP_CONFIG,
            ErrorKind::Validation(_) => wlp_status::WLP_VALIDATION,
            ErrorKind::Transport { .. } => wlp_status::WLP_TRANSPORT,
            ErrorKind::Http { .. } => wlp_status::WLP_HTTP,
            ErrorKind::Decode(_) => wlp_status::WLP_DECODE,
            ErrorKind::Api(_) => wlp_status::WLP_API,
            ErrorKind::Cancelled => wlp_status::WLP_CANCELLED,
            ErrorKind::Internal { .. } => wlp_status::WLP_INTERNAL,
        };
        let mut failure = Self::new(status, error.to_string())
            .with(ErrorText::Report, Some(error.report()))
            .with(ErrorText::Endpoint, error.endpoint().map(str::to_owned))
            .sent_as(match error.sent() {
                Sent::No => wlp_sent::WLP_SENT_NO,
                Sent::Yes => wlp_sent::WLP_SENT_YES,
                Sent::Unknown => wlp_sent::WLP_SENT_UNKNOWN,
            });
        failure.retryable = error.retryable();
        failure.attempts = error.attempts();
        failure.nonce = error.nonce().map(i64::from).into();
        failure.timestamp = error.timestamp().into();
        failure.detailed(error.kind())
    }
}

impl Failure {
    fn detailed(mut self, kind: &ErrorKind) -> Self {
        match kind {
            ErrorKind::Config { .. } | ErrorKind::Cancelled | ErrorKind::Internal { .. } => self,
            ErrorKind::Validation(validation) => self
                .with(ErrorText::Field, Some(validation.field.clone()))
                .with(ErrorText::Rule, Some(validation.rule.name().to_owned())),
            ErrorKind::Transport { kind, .. } => self.with(ErrorText::Transport, Some(kind.name().to_owned())),
            ErrorKind::Http { status, retry_after, body } => {
                self.http_status = *status;
                self.retry_after = retry_after.map(|wait| i64::try_from(wait.as_secs()).unwrap_or(i64::MAX)).into();
                self.with(ErrorText::Body, Some(body.clone()))
            }
            ErrorKind::Decode(decode) => self
                .with(ErrorText::Stage, Some(decode.stage.name().to_owned()))
                .with(ErrorText::Path, decode.path.clone())
                .with(ErrorText::Content, decode.content.clone()),
            ErrorKind::Api(api) => {
                self.api_kind = match api.kind {
                    ApiKind::InvalidParameter => wlp_api_kind::WLP_API_INVALID_PARAMETER,
                    ApiKind::UnknownAppId => wlp_api_kind::WLP_API_UNKNOWN_APP_ID,
                    ApiKind::AuthenticationFailed => wlp_api_kind::WLP_API_AUTHENTICATION_FAILED,
                    ApiKind::ParkNotAuthorized => wlp_api_kind::WLP_API_PARK_NOT_AUTHORIZED,
                    ApiKind::EndpointNotAuthorized => wlp_api_kind::WLP_API_ENDPOINT_NOT_AUTHORIZED,
                    ApiKind::SystemError => wlp_api_kind::WLP_API_SYSTEM_ERROR,
                    ApiKind::NotFound => wlp_api_kind::WLP_API_NOT_FOUND,
                    ApiKind::Other => wlp_api_kind::WLP_API_OTHER,
                };
                self.clock_offset = api.clock_offset.into();
                let finding = |finding: &Finding| (finding.mistake.name().to_owned(), finding.message());
                self.findings = api.findings.iter().map(finding).collect();
                self.with(ErrorText::Code, Some(api.code.clone()))
                    .with(ErrorText::ApiMessage, Some(api.message.clone()))
                    .with(ErrorText::ErrCode, api.err_code.clone())
                    .with(ErrorText::Content, api.content.clone())
                    .with(ErrorText::Canonical, api.canonical.clone())
            }
        }
    }
}
