//! Where a walk through a list stands, whatever its records are made into.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde::Serialize;

use crate::error::{DecodeFailure, Error, ErrorKind, Result, Stage};

pub(super) struct Walk {
    pub(super) offset: i64,
    pub(super) length: i64,
    /// How many records may still come.
    pub(super) left: u64,
    /// Whether the next page is fetched ahead.
    pub(super) ahead: bool,
    last: Option<u64>,
    is_over: bool,
}

impl Walk {
    pub(super) fn new(offset: i64, length: i64) -> Self {
        Self { offset, length, left: u64::MAX, ahead: true, last: None, is_over: false }
    }

    pub(super) fn is_over(&self) -> bool {
        self.is_over || self.left == 0
    }

    pub(super) fn end(&mut self) {
        self.is_over = true;
    }

    /// Whether a page should be fetched before it is asked for.
    pub(super) fn wants_more(&self) -> bool {
        self.ahead && !self.is_over()
    }

    /// Takes in a page of so many records; tells how many of them count.
    pub(super) fn arrived(&mut self, count: usize, digest: u64) -> Result<usize> {
        if count > 0 && self.last.replace(digest) == Some(digest) {
            self.end();
            return Err(same_page_again(self.offset));
        }
        let count_wire = i64::try_from(count).unwrap_or(i64::MAX);
        self.is_over = count_wire < self.length;
        self.offset = self.offset.saturating_add(count_wire);
        let wanted = usize::try_from(self.left).unwrap_or(usize::MAX).min(count);
        self.left -= wanted as u64;
        Ok(wanted)
    }
}

/// What a page can be known by: equal pages have equal digests, however the platform typed them. Sixteen records, evenly
/// spread, and the last stand for all; to write and digest every record would take longer than to fetch the page.
pub(super) fn digest<T: Serialize>(page: &[T]) -> Result<u64> {
    let step = page.len().div_ceil(16).max(1);
    let some: Vec<&T> = page.iter().step_by(step).chain(page.last()).collect();
    let text = serde_json::to_string(&(page.len(), some))
        .map_err(|error| Error::internal(format!("a page cannot be written as JSON: {error}")))?;
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    Ok(hasher.finish())
}

fn same_page_again(offset: i64) -> Error {
    Error::new(ErrorKind::Decode(DecodeFailure {
        stage: Stage::Field,
        path: Some("$".to_owned()),
        message: format!("the platform served the same page again at offset {offset}"),
        content: None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_differ_in_length_at_an_end_or_all_over_have_other_digests() -> Result<()> {
        for length in [1, 2, 15, 16, 17, 31, 100, 1000] {
            let page: Vec<usize> = (0..length).collect();
            let same = digest(&page)?;
            assert_eq!(digest(&page)?, same);
            let (mut first, mut last) = (page.clone(), page.clone());
            first.iter_mut().take(1).for_each(|record| *record += 1);
            last.iter_mut().skip(length - 1).for_each(|record| *record += 1);
            let next: Vec<usize> = (length..2 * length).collect();
            let longer: Vec<usize> = (0..=length).collect();
            for other in [first, last, next, longer, vec![]] {
                assert_ne!(digest(&other)?, same, "{length}");
            }
        }
        Ok(())
    }
}
