//! The client: calls over the core's JSON doors, whose answers come into the inbox.

use std::sync::Arc;

use napi::Env;
use napi::bindgen_prelude::{Buffer, Either, Utf16String};
use napi_derive::napi;
use welinkpark::schema::HttpMethod;
use welinkpark::{CallOptions, RawResponse};

use crate::cancel::Cancel;
use crate::failure::{Result, config, failure};
use crate::inbox::{Inbox, Shared, Ticket};
use crate::options::{CallSettings, ClientSettings};
use crate::panics::guarded;

/// A pool of connections to the platform, seen for one park.
#[napi]
pub struct NativeClient {
    client: welinkpark::Client,
    pub(crate) inbox: Arc<Shared>,
}

/// What a call brought back.
#[napi(object)]
pub struct Answer {
    /// Canonical JSON; empty for raw calls.
    #[napi(ts_type = "string")]
    pub data: Either<String, Utf16String>,
    /// Decrypted content as UTF-8, handed over without a copy and made a string only if someone asks.
    pub content: Buffer,
    /// The platform's code.
    pub code: String,
    /// The platform's message.
    pub message: String,
    /// Business detail.
    pub err_code: Option<String>,
    /// How many requests it took.
    pub attempts: u32,
    /// Nonce of the answered request.
    pub nonce: u32,
    /// Timestamp of the answered request.
    pub timestamp: i64,
}

#[napi]
impl NativeClient {
    /// Checks the settings; nothing is connected yet.
    #[napi(factory)]
    pub fn open(settings: ClientSettings, calls: CallSettings, inbox: &Inbox) -> Result<Self> {
        guarded(|| {
            let client = settings.builder(&calls)?.build().map_err(|error| failure(&error))?;
            Ok(Self { client, inbox: inbox.shared() })
        })
    }

    /// The same connections for another park.
    #[napi]
    pub fn for_park(&self, park_id: String) -> Self {
        Self { client: self.client.for_park(park_id), inbox: Arc::clone(&self.inbox) }
    }

    /// The park that calls are about.
    #[napi(getter)]
    pub fn park_id(&self) -> String {
        self.client.park_id().to_owned()
    }

    /// The whole address of a path that the platform answered with.
    #[napi]
    pub fn site_url(&self, path: String) -> String {
        self.client.site_url(&path)
    }

    /// An endpoint of the spec by its name, from JSON to canonical JSON.
    #[napi]
    pub fn call(
        &self,
        env: &Env,
        endpoint: String,
        params: String,
        strict: bool,
        settings: CallSettings,
        cancel: Option<&Cancel>,
    ) -> Result<Ticket> {
        // The future owns all it needs: the JavaScript object may be gone before it ends.
        let client = self.with(&settings, cancel)?;
        self.inbox.run(env, async move {
            let response = if strict {
                client.call_json(&endpoint, &params).await
            } else {
                client.call_tolerant(&endpoint, &params).await
            };
            response.map(|response| answer(response.data, response.raw)).map_err(|error| failure(&error))
        })
    }

    /// An endpoint by its path, with business data as JSON text.
    #[napi]
    pub fn call_raw(
        &self,
        env: &Env,
        method: String,
        path: String,
        content: String,
        settings: CallSettings,
        cancel: Option<&Cancel>,
    ) -> Result<Ticket> {
        let method = match method.as_str() {
            "GET" => HttpMethod::Get,
            "POST" => HttpMethod::Post,
            other => return Err(config(format!("the HTTP method is {other:?}; it can be \"GET\" or \"POST\""))),
        };
        let client = self.with(&settings, cancel)?;
        self.inbox.run(env, async move {
            let response = client.call_raw(method, &path, &content).await;
            response.map(|raw| answer(String::new(), raw)).map_err(|error| failure(&error))
        })
    }
}

impl NativeClient {
    /// The client with the settings of a call.
    pub(crate) fn with(&self, settings: &CallSettings, cancel: Option<&Cancel>) -> Result<welinkpark::Client> {
        let options = CallOptions { cancel: cancel.map(|cancel| cancel.token.clone()), ..settings.options()? };
        Ok(self.client.with_options(options))
    }
}

fn answer(data: String, raw: RawResponse) -> Answer {
    Answer {
        data: quick_string(data),
        content: raw.content.into_bytes().into(),
        code: raw.code,
        message: raw.message,
        err_code: raw.err_code,
        attempts: raw.attempts,
        nonce: raw.nonce,
        timestamp: raw.timestamp,
    }
}

/// A string that JavaScript has soon: it stores what is not ASCII as UTF-16, and would decode UTF-8 in its own thread
/// and more slowly.
fn quick_string(text: String) -> Either<String, Utf16String> {
    if text.is_ascii() {
        return Either::A(text);
    }
    let mut units = vec![0; text.len()];
    let length = encoding_rs::mem::convert_str_to_utf16(&text, &mut units);
    units.truncate(length);
    Either::B(units.into())
}
