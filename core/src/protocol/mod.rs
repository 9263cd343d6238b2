//! The platform's bytes and text, without I/O: sign, encode, decode.
//!
//! Each piece stands alone, so that another implementation can be checked against it, or used with
//! another HTTP stack:
//!
//! ```
//! use welinkpark::protocol::{Signer, canonical_string};
//!
//! // The document's sample (chapter 4.2.2).
//! let params = [
//!     ("AppId", "289efb7512e54146273b982456b03f42ea93"),
//!     ("Timestamp", "1484718385"),
//!     ("Nonce", "11886"),
//!     ("ParkId", "10001088"),
//!     ("encryptCode", "0"),
//!     ("zipCode", "0"),
//!     ("content", "ew0KICAgICJQYXJhbWV0ZXIiOiAiMSINCn0="),
//! ];
//! let signer = Signer::new("27a06832a2214a4fa3b7105e4a72d370");
//! assert_eq!(signer.sign(&canonical_string(&params)), "wjcPhdy3jaRJp5GWjpEI/+4gvos=");
//! ```

mod cipher;
mod content;
mod des;
mod envelope;
mod form;
mod json;
mod request;
mod scan;
mod signature;

pub use cipher::{Cipher, CipherMode};
pub use content::{Coding, decode_content, encode_content};
pub use envelope::{Envelope, SUCCESS};
pub use form::{encode_form_value, parse_form};
pub(crate) use json::{JsonText, as_text, for_each_field, is_json};
pub use request::RequestParams;
pub(crate) use scan::Scanner;
pub(crate) use signature::trim;
pub use signature::{Signer, canonical_string};
