//! Walks through lists: page by page, or window by window, each with its JSON for a result.

use std::sync::Arc;
use std::time::Duration;

use napi::Env;
use napi_derive::napi;
use tokio::sync::Mutex;
use welinkpark::Client;
use welinkpark::flow::paging::{JsonPages, JsonWindows};

use crate::cancel::Cancel;
use crate::client::NativeClient;
use crate::failure::{Result, config, failure};
use crate::inbox::{Shared, Ticket};
use crate::options::{CallSettings, whole};

/// A list that is walked.
#[napi]
pub struct NativeWalk {
    /// Absent once it is over.
    walk: Arc<Mutex<Option<Walk>>>,
    inbox: Arc<Shared>,
}

enum Walk {
    Pages(JsonPages<Client>),
    Windows(JsonWindows<Client>),
}

/// Settings of a walk.
#[napi(object)]
pub struct WalkSettings {
    /// Size of a page.
    pub page_size: Option<f64>,
    /// At most so many records.
    pub limit: Option<f64>,
    /// Whether the next page is fetched ahead.
    pub prefetch: Option<bool>,
    /// Milliseconds; given one, the range is cut into windows of this width.
    pub window: Option<f64>,
    /// So many windows at once.
    pub concurrent: Option<f64>,
}

#[napi]
impl NativeClient {
    /// A walk through a list query; nothing is sent yet.
    #[napi]
    pub fn walk(
        &self,
        endpoint: String,
        params: String,
        settings: WalkSettings,
        calls: Option<CallSettings>,
        cancel: Option<&Cancel>,
    ) -> Result<NativeWalk> {
        let client = self.with(calls.as_ref(), cancel)?;
        let page_size = match settings.page_size {
            Some(length) => Some(whole("pageSize", length, 1e6)?),
            None => None,
        };
        let walk = match settings.window {
            Some(window) => {
                if !(0.0..=1e14).contains(&window) {
                    return Err(config(format!("window is {window}; it is a number of milliseconds")));
                }
                let width = Duration::try_from_secs_f64(window / 1000.0).unwrap_or(Duration::ZERO);
                let mut windows = client.windows_json(&endpoint, &params, width);
                if let Some(length) = page_size {
                    windows = windows.page_size(length);
                }
                if let Some(concurrent) = settings.concurrent {
                    let concurrent = whole("concurrent", concurrent, 64.0)?;
                    windows = windows.concurrent(usize::try_from(concurrent).unwrap_or(1));
                }
                Walk::Windows(windows)
            }
            None => {
                let mut pages = client.pages_json(&endpoint, &params);
                if let Some(length) = page_size {
                    pages = pages.page_size(length);
                }
                if let Some(limit) = settings.limit {
                    pages = pages.limit(whole("limit", limit, f64::from(u32::MAX))?.into());
                }
                if let Some(ahead) = settings.prefetch {
                    pages = pages.prefetch(ahead);
                }
                Walk::Pages(pages)
            }
        };
        Ok(NativeWalk { walk: Arc::new(Mutex::new(Some(walk))), inbox: Arc::clone(&self.inbox) })
    }
}

#[napi]
impl NativeWalk {
    /// The next page or window; null after the last one and after an error.
    #[napi]
    pub fn next(&self, env: &Env) -> Result<Ticket> {
        let walk = Arc::clone(&self.walk);
        self.inbox.run(env, async move {
            let mut slot = walk.lock().await;
            let next = match slot.as_mut() {
                Some(Walk::Pages(pages)) => pages.next().await,
                Some(Walk::Windows(windows)) => windows.next().await,
                None => None,
            };
            next.transpose().map_err(|error| failure(&error))
        })
    }

    /// Ends the walk: what is fetched ahead is given up.
    #[napi]
    pub fn close(&self) {
        if let Ok(mut slot) = self.walk.try_lock() {
            *slot = None;
        }
    }
}
