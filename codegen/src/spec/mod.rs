//! The spec in memory: [`model`] is what its files mean.
//!
//! Reading has three steps: `raw` takes what the files say, `resolve` turns names into references,
//! `check` and `samples` hold the result against the rules.

mod check;
pub mod model;
mod raw;
mod resolve;
mod samples;

use std::path::Path;

pub use model::Spec;

use crate::Error;
use crate::problem::{Place, Problems};

/// Reads all group files in `directory`, resolves and checks them.
pub fn load(directory: &Path) -> Result<Spec, Error> {
    let file_error = |path: &Path, source| Error::File { path: path.display().to_string(), source };
    let entries = std::fs::read_dir(directory).map_err(|error| file_error(directory, error))?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| file_error(directory, error))?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            paths.push(path);
        }
    }
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).map_err(|error| file_error(&path, error))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        files.push((format!("spec/{name}"), text));
    }
    parse(files.iter().map(|(name, text)| (name.as_str(), text.as_str())))
}

/// The same for group files in memory: name (`spec/passport.toml`) and text.
pub fn parse<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Spec, Error> {
    let mut problems = Problems::default();
    let files: Vec<raw::File> =
        files.into_iter().filter_map(|(name, text)| raw::parse(name, text, &mut problems)).collect();
    if files.is_empty() {
        problems.add(&Place::file("spec"), "has no group file that can be read");
    }
    let spec = resolve::resolve(&files, &mut problems);
    check::check(&spec, &mut problems);
    samples::check(&spec, &mut problems);
    let problems = problems.into_vec();
    if problems.is_empty() { Ok(spec) } else { Err(Error::Spec(problems)) }
}
