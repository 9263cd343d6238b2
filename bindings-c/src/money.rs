//! Money between text and whole fen.

use std::ffi::{c_char, c_int};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::boundary::{enter, guard, write};
use crate::error::{wlp_error, wlp_optional, wlp_status};
use crate::failure::Failure;
use crate::text::Encoding;

/// Size of a buffer that holds any amount that `wlp_fen_to_money` writes.
pub const WLP_MONEY_SIZE: usize = 24;

/// An amount in yuan, such as `10.50`, as whole fen (0.01 yuan). `WLP_VALIDATION` if it is no decimal number, has a
/// part of a fen, or is out of range: nothing is rounded.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_money_to_fen(
    money: *const c_char,
    fen: *mut i64,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types.
    unsafe {
        enter(Encoding::Utf8, error, || {
            let text = Encoding::Utf8.need(money, "money")?;
            write(fen, to_fen(text.trim_ascii())?, "fen")
        })
    }
}

fn to_fen(text: &str) -> Result<i64, Failure> {
    let refused = |what: &str| Failure::validation("money", format!("{text:?} {what}"));
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
    let yuan = Decimal::from_str_exact(text).ok().filter(|_| plain);
    let yuan = yuan.ok_or_else(|| refused("is not an amount in yuan such as \"10.50\""))?;
    let fen = yuan.checked_mul(Decimal::ONE_HUNDRED).ok_or_else(|| refused("is out of range"))?;
    if !fen.fract().is_zero() {
        return Err(refused("has a part of a fen"));
    }
    fen.to_i64().ok_or_else(|| refused("is out of range"))
}

/// An amount in whole fen; absent if it is not a whole number of them, or out of range.
pub(crate) fn fen_of(yuan: Decimal) -> wlp_optional {
    let fen = yuan.checked_mul(Decimal::ONE_HUNDRED).filter(|fen| fen.fract().is_zero());
    fen.and_then(|fen| fen.to_i64()).into()
}

/// Whole fen as an amount in yuan with two decimals, such as `10.50`. Answers with the length of the text, or -1
/// if `size` is too small or `buffer` is NULL; `WLP_MONEY_SIZE` is always enough.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_fen_to_money(fen: i64, buffer: *mut c_char, size: usize) -> c_int {
    guard(-1, || {
        let text = Decimal::new(fen, 2).to_string();
        if buffer.is_null() || size <= text.len() {
            return -1;
        }
        // SAFETY: not NULL, and by contract of `size` bytes, which are more than the text has.
        unsafe {
            std::ptr::copy_nonoverlapping(text.as_ptr().cast::<c_char>(), buffer, text.len());
            buffer.add(text.len()).write(0);
        }
        c_int::try_from(text.len()).unwrap_or(-1)
    })
}
