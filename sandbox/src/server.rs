//! Starting and stopping a sandbox.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::any;
use axum::serve::Listener as _;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::error::Error;
use crate::shared::Shared;
use crate::socket::{Connection, Loopback};
use crate::store::Store;
use crate::{control, platform};

/// The document's sample credentials, which the seeded park takes.
const APP_ID: &str = "289efb7512e54146273b982456b03f42ea93";
const SECRET_KEY: &str = "27a06832a2214a4fa3b7105e4a72d370";
const PARK_ID: &str = "10001088";

/// How long a shutdown waits for clients.
const PATIENCE: Duration = Duration::from_secs(2);

/// How a sandbox is started. The default is in memory, on a free port, in documented types.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Port on 127.0.0.1; 0 picks a free one.
    pub port: u16,
    /// Database file, made and seeded if it does not exist; in memory if absent.
    pub data: Option<PathBuf>,
    /// Answers vary in their JSON types as the document's samples do.
    pub loose: bool,
    /// Answers of 0003 say in `message` what is wrong with the request; the request log says it always.
    pub explain: bool,
}

/// The simulated platform.
#[derive(Debug)]
pub struct Sandbox;

impl Sandbox {
    /// Starts a sandbox on the current tokio runtime. It takes requests when this returns.
    ///
    /// # Errors
    /// If the port is taken, or the data file cannot be opened or is of another version.
    pub async fn start(options: Options) -> Result<Running, Error> {
        let listen = |source| Error::Listen { port: options.port, source };
        let listener = Loopback::bind(options.port).await.map_err(listen)?;
        let port = listener.local_addr().map_err(listen)?.port();
        let (closing, is_closing) = watch::channel(false);
        let shared = Arc::new(Shared::new(
            Store::open(options.data.as_deref())?,
            options.loose,
            options.explain,
            is_closing.clone(),
        ));
        let router = Router::new()
            .route("/api/{*path}", any(platform::handle))
            .nest("/_sandbox", control::router())
            .with_state(shared)
            .into_make_service_with_connect_info::<Connection>();
        let mut stop = is_closing;
        let server = tokio::spawn(async move {
            let stopped = async move {
                let _ = stop.wait_for(|closing| *closing).await;
            };
            axum::serve(listener, router).with_graceful_shutdown(stopped).await
        });
        Ok(Running {
            base_url: format!("http://127.0.0.1:{port}/api"),
            control_url: format!("http://127.0.0.1:{port}/_sandbox"),
            app_id: APP_ID.to_owned(),
            secret_key: SECRET_KEY.to_owned(),
            park_id: PARK_ID.to_owned(),
            closing,
            server,
        })
    }
}

/// A running sandbox; dropping it stops taking requests.
#[non_exhaustive]
pub struct Running {
    /// What a client's base URL has to be: `http://127.0.0.1:PORT/api`.
    pub base_url: String,
    /// The control API: `http://127.0.0.1:PORT/_sandbox`.
    pub control_url: String,
    /// An app that may use every endpoint for the seeded park.
    pub app_id: String,
    /// Its secret key.
    pub secret_key: String,
    /// The seeded park.
    pub park_id: String,
    closing: watch::Sender<bool>,
    server: JoinHandle<std::io::Result<()>>,
}

impl Running {
    /// Stops taking requests, finishes those under way, and returns when all connections are closed, or after two
    /// seconds if a client keeps one open.
    ///
    /// # Errors
    /// If the server had failed before.
    pub async fn shutdown(self) -> Result<(), Error> {
        self.closing.send_replace(true);
        let stop = self.server.abort_handle();
        match tokio::time::timeout(PATIENCE, self.server).await {
            Ok(Ok(result)) => Ok(result?),
            Ok(Err(failed)) => Err(std::io::Error::other(failed).into()),
            Err(_) => {
                stop.abort();
                Ok(())
            }
        }
    }
}

impl fmt::Debug for Running {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Running")
            .field("base_url", &self.base_url)
            .field("park_id", &self.park_id)
            .finish_non_exhaustive()
    }
}
