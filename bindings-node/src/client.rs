//! The client: calls over the core's JSON doors, whose answers come into the inbox.

use std::sync::Arc;

use napi::Env;
use napi_derive::napi;
use welinkpark::CallOptions;
use welinkpark::schema::HttpMethod;

use crate::answer::Answer;
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

#[napi]
impl NativeClient {
    /// Checks the settings; nothing is connected yet.
    #[napi(factory)]
    pub fn open(settings: ClientSettings, calls: Option<CallSettings>, inbox: &Inbox) -> Result<Self> {
        guarded(|| {
            let client = settings.builder(calls.as_ref())?.build().map_err(|error| failure(&error))?;
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
        settings: Option<CallSettings>,
        cancel: Option<&Cancel>,
    ) -> Result<Ticket> {
        // The future owns all it needs: the JavaScript object may be gone before it ends.
        let client = self.with(settings.as_ref(), cancel)?;
        self.inbox.run(env, async move {
            let response = if strict {
                client.call_json(&endpoint, &params).await
            } else {
                client.call_tolerant(&endpoint, &params).await
            };
            let response = response.map_err(|error| failure(&error))?;
            Answer::new(&response.data, response.raw)
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
        settings: Option<CallSettings>,
        cancel: Option<&Cancel>,
    ) -> Result<Ticket> {
        let method = match method.as_str() {
            "GET" => HttpMethod::Get,
            "POST" => HttpMethod::Post,
            other => return Err(config(format!("the HTTP method is {other:?}; it can be \"GET\" or \"POST\""))),
        };
        let client = self.with(settings.as_ref(), cancel)?;
        self.inbox.run(env, async move {
            let response = client.call_raw(method, &path, &content).await;
            Answer::new("null", response.map_err(|error| failure(&error))?)
        })
    }
}

impl NativeClient {
    /// The client with the settings of a call.
    pub(crate) fn with(&self, settings: Option<&CallSettings>, cancel: Option<&Cancel>) -> Result<welinkpark::Client> {
        let cancel = cancel.map(|cancel| cancel.token.clone());
        Ok(self.client.with_options(CallOptions { cancel, ..CallSettings::options(settings)? }))
    }
}
