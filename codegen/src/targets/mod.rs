//! What is generated: one target per language, and the endpoint reference.

mod c;
mod csharp;
mod python;
mod reference;
mod rust;
mod typescript;

use crate::Error;
use crate::render::Renderer;
use crate::spec::Spec;

/// A generated file.
#[derive(Debug)]
pub struct File {
    /// Path under the root, with forward slashes.
    pub path: String,
    /// Its text; Rust is formatted afterwards.
    pub text: String,
}

/// Something that is generated from the spec.
pub trait Target {
    /// Its templates: name and text, from `templates/<target>/`.
    fn templates(&self) -> &'static [(&'static str, &'static str)];

    /// Directories that hold its output; a marked file there that is no longer generated is removed.
    fn directories(&self) -> &'static [&'static str];

    /// All of its files.
    fn files(&self, spec: &Spec, renderer: &Renderer) -> Result<Vec<File>, Error>;
}

/// All targets.
pub fn all() -> Vec<Box<dyn Target>> {
    vec![
        Box::new(rust::Rust),
        Box::new(c::C),
        Box::new(csharp::CSharp),
        Box::new(python::Python),
        Box::new(reference::Reference),
        Box::new(typescript::TypeScript),
    ]
}

/// The templates of a folder, by file name.
macro_rules! templates {
    ($folder:literal: $($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../templates/", $folder, "/", $name, ".j2")))),+]
    };
}
use templates;
