//! What an `AbortSignal` pulls.

use napi_derive::napi;
use welinkpark::CancelToken;

/// Ends the calls that were given it.
#[napi]
#[derive(Default)]
pub struct Cancel {
    pub(crate) token: CancelToken,
}

#[napi]
impl Cancel {
    /// One that is not pulled.
    #[napi(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Closes the connections of those calls; they fail as cancelled.
    #[napi]
    pub fn cancel(&self) {
        self.token.cancel();
    }
}
