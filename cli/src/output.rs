//! Writing to stdout, reading from stdin.

use std::io::{self, IsTerminal, Read, Write};

use crate::failure::Failure;

/// Writes `text` and a line break.
pub(crate) fn line(text: &str) -> Result<(), Failure> {
    write(format!("{text}\n").as_bytes())
}

/// Writes bytes as they are.
pub(crate) fn write(bytes: &[u8]) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes).and_then(|()| stdout.flush()).map_err(|error| Failure::of_output(&error))
}

/// Whether a person reads along.
pub(crate) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// All of stdin.
pub(crate) fn stdin() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).map_err(|error| Failure::Io(format!("stdin: {error}")))?;
    Ok(bytes)
}

/// All of stdin, as text.
pub(crate) fn stdin_text() -> Result<String, Failure> {
    String::from_utf8(stdin()?).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::Usage(format!("stdin is not UTF-8: byte {at} begins no character"))
    })
}
