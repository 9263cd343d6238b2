//! Reads `spec/`, the one transcription of the platform's API, and writes everything that is derived from
//! it: the Rust layer of the core and the endpoint reference.
//!
//! ```text
//! cargo run -p welinkpark-codegen             # check the spec, write all files, remove stale ones
//! cargo run -p welinkpark-codegen -- --check  # write nothing; name the files that differ, exit 1
//! ```
//!
//! The way from spec to files has four steps, each in its own module:
//!
//! 1. [`spec`] reads the TOML files, resolves their types, and checks every rule a spec must keep. All
//!    problems are reported at once, each with file, endpoint (or model, or enum) and field.
//! 2. [`targets`] has one small module per target. It turns the one model into what its templates show:
//!    types, identifiers, comments.
//! 3. `templates/<target>/` has the texts, as minijinja templates.
//! 4. [`output`] compares the result with the files on disk and writes what differs.
//!
//! # Adding a target
//!
//! Write its templates into `templates/<target>/`, a module `targets/<target>.rs` that implements
//! [`targets::Target`], and add it to [`targets::all`]. Names in every case style come with the model
//! ([`names::Name`]); what depends on the language (its types, its keywords) belongs into the target.
//!
//! # Adding an endpoint
//!
//! Add it to its group file in `spec/` and run the generator; nothing here changes.

pub mod names;
pub mod output;
pub mod problem;
pub mod render;
pub mod spec;
pub mod targets;

use std::path::Path;

use output::Output;
use problem::Problem;

/// Why nothing could be generated.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The spec breaks rules; all of them are listed.
    #[error("{}", problem::list(.0))]
    Spec(Vec<Problem>),
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: String,
        /// What went wrong.
        source: std::io::Error,
    },
    /// A template failed.
    #[error("template: {0:#}")]
    Template(#[from] minijinja::Error),
    /// `rustfmt` is missing or refused a generated file.
    #[error("rustfmt: {0}")]
    Rustfmt(String),
}

/// Checks the spec under `root` and generates all files of all targets in memory.
pub fn generate(root: &Path) -> Result<Output, Error> {
    let spec = spec::load(&root.join("spec"))?;
    let mut output = Output::default();
    for target in targets::all() {
        output.add(target.as_ref(), &spec, root)?;
    }
    Ok(output)
}
