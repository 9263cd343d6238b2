//! Credentials from the environment or a file, never from an argument: arguments can be seen by every user of a
//! machine.

use std::path::{Path, PathBuf};

use welinkpark::ClientBuilder;

use crate::failure::Failure;

/// Where credentials come from.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Source {
    /// File with app_id, secret_key, park_id and base_url, in TOML or as the JSON line of the sandbox; what it does
    /// not say comes from the environment.
    #[arg(long, value_name = "FILE", env = "WELINKPARK_CREDENTIALS", hide_env_values = true)]
    credentials: Option<PathBuf>,
}

/// What the file says.
#[derive(Default)]
struct File {
    app_id: Option<String>,
    secret_key: Option<String>,
    park_id: Option<String>,
    base_url: Option<String>,
}

impl Source {
    /// A client builder with these credentials. What the file does not say the builder takes from the environment.
    pub(crate) fn client(&self, warn: bool) -> Result<ClientBuilder, Failure> {
        let file = self.file(warn)?;
        let mut builder = welinkpark::blocking::Client::builder().language("cli");
        if let Some(app_id) = file.app_id {
            builder = builder.app_id(app_id);
        }
        if let Some(secret_key) = file.secret_key {
            builder = builder.secret_key(secret_key);
        }
        if let Some(park_id) = file.park_id {
            builder = builder.park_id(park_id);
        }
        if let Some(base_url) = file.base_url {
            builder = builder.base_url(base_url);
        }
        Ok(builder)
    }

    /// The secret key alone.
    pub(crate) fn secret_key(&self, warn: bool) -> Result<String, Failure> {
        let from_file = self.file(warn)?.secret_key;
        from_file
            .or_else(|| std::env::var("WELINKPARK_SECRET_KEY").ok())
            .filter(|secret| !secret.trim_ascii().is_empty())
            .ok_or_else(|| {
                Failure::Config(
                    "the secret key is missing: set WELINKPARK_SECRET_KEY, or give a file with --credentials"
                        .to_owned(),
                )
            })
    }

    fn file(&self, warn: bool) -> Result<File, Failure> {
        let Some(path) = &self.credentials else { return Ok(File::default()) };
        let text = std::fs::read_to_string(path)
            .map_err(|error| Failure::Config(format!("{} cannot be read: {error}", path.display())))?;
        if warn {
            warn_if_open(path);
        }
        let read = if text.trim_ascii_start().starts_with('{') { from_json(&text) } else { from_toml(&text) };
        read.map_err(|problem| Failure::Config(format!("{}: {problem}", path.display())))
    }
}

impl File {
    fn set(&mut self, name: &str, value: Option<&str>) -> Result<(), String> {
        let slot = match name {
            "app_id" => &mut self.app_id,
            "secret_key" => &mut self.secret_key,
            "park_id" => &mut self.park_id,
            "base_url" => &mut self.base_url,
            // The sandbox prints it beside the credentials.
            "control_url" => return Ok(()),
            _ => return Err(format!("{name} is unknown; known are app_id, secret_key, park_id and base_url")),
        };
        *slot = Some(value.ok_or_else(|| format!("{name} must be a text in quotes"))?.to_owned());
        Ok(())
    }
}

// The parsers' own messages quote the text, which holds the secret: only the line number is told.

fn from_toml(text: &str) -> Result<File, String> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or("");
        let line = before.matches('\n').count() + 1;
        format!("line {line} is not TOML such as park_id = \"10001088\"")
    })?;
    let mut file = File::default();
    for (name, value) in &table {
        file.set(name, value.as_str())?;
    }
    Ok(file)
}

fn from_json(text: &str) -> Result<File, String> {
    let object: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(text).map_err(|error| format!("line {} is not JSON", error.line()))?;
    let mut file = File::default();
    for (name, value) in &object {
        file.set(name, value.as_str())?;
    }
    Ok(file)
}

#[cfg(unix)]
fn warn_if_open(path: &Path) {
    use std::io::Write;
    use std::os::unix::fs::PermissionsExt;

    let mode = std::fs::metadata(path).map_or(0, |metadata| metadata.permissions().mode());
    if mode & 0o044 != 0 {
        let path = path.display();
        // Without a stderr there is nobody left to warn.
        let _ = writeln!(std::io::stderr(), "warning: other users can read {path}; close it with: chmod 600 {path}");
    }
}

#[cfg(not(unix))]
fn warn_if_open(_: &Path) {}
