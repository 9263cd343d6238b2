//! Aligned columns for a terminal, where a Chinese character takes two cells.

use serde_json::value::RawValue;
use unicode_width::UnicodeWidthStr;

use crate::json::Pairs;

/// Rows under a header.
#[derive(Default)]
pub(crate) struct Table {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these columns.
    pub(crate) fn new(header: &[&str]) -> Self {
        Self { header: header.iter().map(ToString::to_string).collect(), rows: Vec::new() }
    }

    /// Adds a row; cells beyond the header's width would be lost.
    pub(crate) fn row(&mut self, cells: &[&str]) {
        self.rows.push(cells.iter().map(|cell| printable(cell)).collect());
    }

    /// A table of canonical JSON: a list of objects gives a row each, one object a row per field, anything else is
    /// one cell. Columns in which no row has a value are left out.
    pub(crate) fn of_json(json: &str) -> Result<Self, serde_json::Error> {
        if json.trim_ascii_start().starts_with('{') {
            let object: Pairs<'_> = serde_json::from_str(json)?;
            let rows = object.0.iter().map(|(name, raw)| vec![printable(name), cell(raw)]).collect();
            return Ok(Self { header: Vec::new(), rows });
        }
        if !json.trim_ascii_start().starts_with('[') {
            let raw: &RawValue = serde_json::from_str(json)?;
            return Ok(Self { header: Vec::new(), rows: vec![vec![cell(raw)]] });
        }
        let items: Vec<&RawValue> = serde_json::from_str(json)?;
        let mut header: Vec<String> = Vec::new();
        let mut rows = Vec::with_capacity(items.len());
        for item in items {
            let pairs = match serde_json::from_str::<Pairs<'_>>(item.get()) {
                Ok(pairs) => pairs.0,
                Err(_) => vec![("value".to_owned(), item)],
            };
            let mut row = vec![String::new(); header.len()];
            for (name, raw) in pairs {
                let text = cell(raw);
                if text.is_empty() {
                    continue;
                }
                let name = printable(&name);
                let at = header.iter().position(|known| *known == name).unwrap_or_else(|| {
                    header.push(name);
                    row.push(String::new());
                    header.len() - 1
                });
                if let Some(slot) = row.get_mut(at) {
                    *slot = text;
                }
            }
            rows.push(row);
        }
        Ok(Self { header, rows })
    }

    /// Whether there is no row.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Lines of aligned columns, each ended by a line break.
    pub(crate) fn render(&self) -> String {
        let lines = || std::iter::once(&self.header).filter(|header| !header.is_empty()).chain(&self.rows);
        let mut widths: Vec<usize> = Vec::new();
        for line in lines() {
            widths.resize(widths.len().max(line.len()), 0);
            for (width, cell) in widths.iter_mut().zip(line) {
                *width = (*width).max(cell.width());
            }
        }
        let mut out = String::new();
        for line in lines() {
            let mut gap = 0;
            for (width, cell) in widths.iter().zip(line) {
                if cell.is_empty() {
                    gap += width + 2;
                    continue;
                }
                // A gap is written only before something: no line ends in blanks.
                out.extend(std::iter::repeat_n(' ', gap));
                out.push_str(cell);
                gap = width - cell.width() + 2;
            }
            out.push('\n');
        }
        out
    }
}

/// A text without its quotes, nothing for null and empty lists, other values as JSON.
fn cell(raw: &RawValue) -> String {
    match raw.get() {
        "null" | "[]" => String::new(),
        text if text.starts_with('"') => printable(&serde_json::from_str::<String>(text).unwrap_or_default()),
        other => printable(other),
    }
}

/// Without characters that would move the cursor or worse.
fn printable(text: &str) -> String {
    if !text.contains(char::is_control) {
        return text.to_owned();
    }
    text.chars().map(|c| if c.is_control() { c.escape_default().to_string() } else { c.to_string() }).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn chinese_texts_are_aligned_and_empty_columns_left_out() {
        let json = r#"[{"id":"1","name":"地面入口","memo":null,"n":1},{"id":"22","name":"A","memo":null,"n":null}]"#;
        assert_eq!(Table::of_json(json).unwrap().render(), "id  name      n\n1   地面入口  1\n22  A\n");
    }

    #[test]
    fn an_object_is_a_row_per_field() {
        assert_eq!(Table::of_json(r#"{"money":"5.00","车":true}"#).unwrap().render(), "money  5.00\n车     true\n");
    }

    #[test]
    fn a_text_cannot_move_the_cursor() {
        assert_eq!(Table::of_json("\"a\\u001b[2J\\n\"").unwrap().render(), "a\\u{1b}[2J\\n\n");
    }

    #[test]
    fn a_list_of_texts_has_one_column() {
        assert_eq!(Table::of_json(r#"["1.00","2"]"#).unwrap().render(), "value\n1.00\n2\n");
    }
}
