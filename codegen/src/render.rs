//! Templates, and the few text helpers that all targets share.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use serde::Serialize;

use crate::Error;

/// Width of a line of comment without its indentation.
const COMMENT_WIDTH: usize = 100;

/// The templates of one target.
#[derive(Debug)]
pub struct Renderer {
    environment: Environment<'static>,
}

impl Renderer {
    /// Takes templates as pairs of name and text.
    pub fn new(templates: &[(&'static str, &'static str)]) -> Result<Self, Error> {
        let mut environment = Environment::new();
        let syntax =
            SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build()?;
        environment.set_syntax(syntax);
        environment.set_auto_escape_callback(|_| AutoEscape::None);
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.add_filter("comment", |text: String, prefix: String| comment(&text, &prefix));
        environment.add_filter("quote", |text: String| format!("{text:?}"));
        environment.add_filter("cell", |text: String| cell(&text));
        for (name, text) in templates {
            environment.add_template(name, text)?;
        }
        Ok(Self { environment })
    }

    /// Renders one template.
    pub fn render(&self, template: &str, view: impl Serialize) -> Result<String, Error> {
        Ok(self.environment.get_template(template)?.render(Serde(view))?)
    }
}

/// Text as comment lines of readable width; an empty line separates paragraphs. No trailing line break.
pub fn comment(text: &str, prefix: &str) -> String {
    let mut lines = Vec::new();
    for paragraph in text.split("\n\n") {
        if !lines.is_empty() {
            lines.push(prefix.trim_end().to_owned());
        }
        for line in wrap_columns(paragraph, COMMENT_WIDTH) {
            lines.push(format!("{prefix} {line}"));
        }
    }
    lines.join("\n")
}

/// A sentence: with a full stop if it has no end of its own.
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?', '。', ':']) { text.to_owned() } else { format!("{text}.") }
}

/// Text in a cell of a Markdown table.
fn cell(text: &str) -> String {
    let line: Vec<&str> = text.split_whitespace().collect();
    line.join(" ").replace('|', "\\|").replace('<', "&lt;")
}

/// Breaks at blanks; Chinese characters are two columns wide.
pub fn wrap_columns(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let columns: usize = word.chars().map(|c| if c >= '\u{1100}' { 2 } else { 1 }).sum();
        match lines.last_mut() {
            Some(line) if used + 1 + columns <= width => {
                line.push(' ');
                line.push_str(word);
                used += 1 + columns;
            }
            _ => {
                lines.push(word.to_owned());
                used = columns;
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_become_comment_lines_with_an_empty_one_between() {
        assert_eq!(comment("One.\n\nTwo.", "///"), "/// One.\n///\n/// Two.");
    }

    #[test]
    fn long_text_breaks_at_blanks() {
        let text = "word ".repeat(40);
        assert!(comment(&text, "///").lines().all(|line| line.len() <= COMMENT_WIDTH + 4));
    }

    #[test]
    fn a_bar_does_not_end_a_table_cell() {
        assert_eq!(cell("a | b"), "a \\| b");
    }
}
