//! What is wrong with a spec, and where.

use std::fmt;

/// One mistake in a spec file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it is.
    pub place: Place,
    /// What is wrong, and what would be right.
    pub message: String,
}

/// A place in the spec: file, then endpoint, model or enum, then field, as far as they apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    file: String,
    item: Option<String>,
    field: Option<String>,
}

impl Place {
    /// The file itself.
    pub fn file(file: &str) -> Self {
        Self { file: file.to_owned(), item: None, field: None }
    }

    /// An item of the file, such as `endpoint /passport/get`.
    pub fn item(&self, item: impl Into<String>) -> Self {
        Self { item: Some(item.into()), field: None, ..self.clone() }
    }

    /// A part of the item, such as `field laneId`.
    pub fn field(&self, field: impl Into<String>) -> Self {
        Self { field: Some(field.into()), ..self.clone() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(item) = &self.item {
            write!(f, ": {item}")?;
        }
        if let Some(field) = &self.field {
            write!(f, ", {field}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

/// Collects problems, so that one run shows them all.
#[derive(Debug, Default)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// Notes a problem.
    pub fn add(&mut self, place: &Place, message: impl Into<String>) {
        self.0.push(Problem { place: place.clone(), message: message.into() });
    }

    /// What was found.
    pub fn into_vec(self) -> Vec<Problem> {
        self.0
    }
}

/// One problem per line, and how many there are.
pub(crate) fn list(problems: &[Problem]) -> String {
    let mut text: String = problems.iter().map(|problem| format!("{problem}\n")).collect();
    text.push_str(&format!("{} problem(s) in the spec", problems.len()));
    text
}
