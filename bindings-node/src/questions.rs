//! Questions about lost answers, and about refused signatures.

use napi::Env;
use napi_derive::napi;
use welinkpark::flow::explain;

use crate::cancel::Cancel;
use crate::client::NativeClient;
use crate::failure::{Result, failure};
use crate::inbox::Ticket;
use crate::options::CallSettings;
use crate::panics::guarded;

#[napi]
impl NativeClient {
    /// What became of a write, as JSON.
    #[napi]
    pub fn reconcile(
        &self,
        env: &Env,
        write: String,
        request: String,
        settings: Option<CallSettings>,
        cancel: Option<&Cancel>,
    ) -> Result<Ticket> {
        let client = self.with(settings.as_ref(), cancel)?;
        self.inbox.run(env, async move {
            let verdict = client.reconcile().check_json(&write, &request).await;
            verdict.map(|verdict| verdict.to_json()).map_err(|error| failure(&error))
        })
    }
}

/// What is wrong with a request that was written down, as JSON.
#[napi]
pub fn explain_json(request: String, secret_key: String, options: Option<String>) -> Result<String> {
    guarded(|| explain::explain_json(&request, &secret_key, options.as_deref()).map_err(|error| failure(&error)))
}
