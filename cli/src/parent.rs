//! Noticing that the process which started this one is gone, so that no test leaves a sandbox behind.

/// The process that started this one, as it was when the watch was made.
pub(crate) struct Parent {
    #[cfg(unix)]
    id: u32,
}

#[cfg(unix)]
impl Parent {
    /// Remembers the parent; to be called first of all.
    pub(crate) fn now() -> Self {
        Self { id: std::os::unix::process::parent_id() }
    }

    /// Returns when the parent is gone: the system then gives this process another one.
    pub(crate) async fn gone(&self) {
        while std::os::unix::process::parent_id() == self.id {
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
    }
}

#[cfg(not(unix))]
impl Parent {
    /// Nothing to remember here.
    pub(crate) fn now() -> Self {
        Self {}
    }

    /// Returns when stdin ends: here a process cannot be told of its parent, but the parent's end of a pipe closes
    /// with it.
    pub(crate) async fn gone(&self) {
        let (closed, is_closed) = tokio::sync::oneshot::channel::<()>();
        // A thread of its own, for reading cannot be given up.
        std::thread::spawn(move || {
            let _ = std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink());
            drop(closed);
        });
        let _ = is_closed.await;
    }
}
