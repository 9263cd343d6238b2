//! Which library this is.

use std::ffi::c_char;

/// Version of the interface that a header describes. See `wlp_abi_version`.
pub const WLP_ABI_VERSION: u32 = 0;

/// Version of the interface that the library has, which is the number in its SONAME.
///
/// A program works with every library of the same number that is as new as its header, or newer. Within a number,
/// functions and constants are only added, and structs grow only at their end.
#[unsafe(no_mangle)]
pub extern "C" fn wlp_abi_version() -> u32 {
    WLP_ABI_VERSION
}

/// Version of the library, such as `0.1.0`.
#[unsafe(no_mangle)]
pub extern "C" fn wlp_version() -> *const c_char {
    concat!(env!("CARGO_PKG_VERSION"), "\0").as_ptr().cast()
}
