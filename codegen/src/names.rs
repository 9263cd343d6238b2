//! One name in the case styles of all languages, computed once.

use serde::Serialize;

/// A name of the platform's document, split into words where its spelling changes case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Name {
    /// `queryTmpRentRecords`, or as the document writes it.
    pub wire: String,
    /// `query_tmp_rent_records`: Rust, Python, C, command line.
    pub snake: String,
    /// `queryTmpRentRecords`: Node.
    pub camel: String,
    /// `QueryTmpRentRecords`: types everywhere, methods in C#.
    pub pascal: String,
    /// `QUERY_TMP_RENT_RECORDS`: constants.
    pub upper: String,
}

impl Name {
    /// Splits `wire` into words. Digits stay with the word before them: `monthly_rent12`.
    pub fn new(wire: &str) -> Self {
        let words = words(wire);
        let pascal: String = words.iter().map(|word| capitalized(word)).collect();
        let camel = match words.split_first() {
            Some((first, rest)) => {
                let rest: String = rest.iter().map(|word| capitalized(word)).collect();
                format!("{first}{rest}")
            }
            None => String::new(),
        };
        let snake = words.join("_");
        let upper = snake.to_uppercase();
        Self { wire: wire.to_owned(), snake, camel, pascal, upper }
    }
}

/// Whether `text` can be a type or a value: `UpperCamelCase`, ASCII letters and digits.
pub fn is_upper_camel(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase()) && text.chars().all(|c| c.is_ascii_alphanumeric())
}

/// Whether `text` can be a field on the wire: `lowerCamelCase`, ASCII letters and digits.
pub fn is_lower_camel(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(|c| c.is_ascii_alphanumeric())
}

fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut start_word = true;
    for c in name.chars() {
        if c == '_' {
            start_word = true;
            continue;
        }
        match words.last_mut() {
            Some(word) if !start_word && !c.is_uppercase() => word.push(c),
            _ => words.push(c.to_lowercase().collect()),
        }
        start_word = false;
    }
    words
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wire_name_splits_where_its_case_changes() {
        let name = Name::new("queryTmpRentRecords");
        assert_eq!(name.snake, "query_tmp_rent_records");
        assert_eq!(name.camel, "queryTmpRentRecords");
        assert_eq!(name.pascal, "QueryTmpRentRecords");
        assert_eq!(name.upper, "QUERY_TMP_RENT_RECORDS");
    }

    #[test]
    fn a_snake_name_gives_the_same_styles() {
        assert_eq!(Name::new("parking_fee").camel, "parkingFee");
        assert_eq!(Name::new("parking_fee").pascal, "ParkingFee");
    }

    #[test]
    fn digits_stay_with_their_word() {
        assert_eq!(Name::new("monthlyRent12").snake, "monthly_rent12");
    }
}
