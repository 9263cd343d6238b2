//! The C entry points that take text, with any bytes up to a NUL in any place, and NULL where a bit says so.
#![no_main]

use std::ffi::{CString, c_char};
use std::ptr::{null, null_mut};
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use welinkpark_c::answer::{wlp_text_answer, wlp_text_answer_free};
use welinkpark_c::client::{wlp_client, wlp_client_new};
use welinkpark_c::error::{wlp_error, wlp_error_free, wlp_error_message, wlp_error_report};
use welinkpark_c::generic::wlp_call_json;
use welinkpark_c::protocol::*;

/// Takes what a function gives, and frees it; an error has to have a message.
unsafe fn finish(error: *mut wlp_error, text: *mut c_char) {
    // SAFETY: both are NULL or the library's, and are not used again.
    unsafe {
        assert!(error.is_null() || text.is_null(), "an output beside an error");
        if !error.is_null() {
            assert!(!wlp_error_message(error).is_null() && !wlp_error_report(error).is_null());
        }
        wlp_error_free(error);
        wlp_string_free(text);
    }
}

/// A client whose calls end before anything is sent: nobody listens on port 1.
fn client() -> *const wlp_client {
    static CLIENT: OnceLock<usize> = OnceLock::new();
    let made = CLIENT.get_or_init(|| {
        // SAFETY: no other thread runs yet.
        unsafe {
            std::env::set_var("WELINKPARK_APP_ID", "289efb7512e54146273b982456b03f42ea93");
            std::env::set_var("WELINKPARK_SECRET_KEY", "27a06832a2214a4fa3b7105e4a72d370");
            std::env::set_var("WELINKPARK_PARK_ID", "10001088");
            std::env::set_var("WELINKPARK_BASE_URL", "http://127.0.0.1:1");
        }
        let mut made = null_mut();
        // SAFETY: the configuration may be NULL, the output is a place for a pointer.
        unsafe { wlp_client_new(null(), &mut made, null_mut()) };
        assert!(!made.is_null());
        made as usize
    });
    *made as *const wlp_client
}

fuzz_target!(|data: &[u8]| {
    let Some((&how, rest)) = data.split_first() else { return };
    let mut parts = rest.splitn(2, |byte| *byte == 0).map(|part| {
        CString::new(part.split(|byte| *byte == 0).next().unwrap_or_default()).unwrap_or_default()
    });
    let (first, second) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let first = if how & 0x80 == 0 { first.as_ptr() } else { null() };
    let second = if how & 0x40 == 0 { second.as_ptr() } else { null() };
    let coding = wlp_coding {
        struct_size: if how & 0x20 == 0 { size_of::<wlp_coding>() } else { how.into() },
        secret_key: c"27a06832a2214a4fa3b7105e4a72d370".as_ptr(),
        key: null(),
        cipher_mode: i32::from(how >> 3 & 3),
        encrypt: i32::from(how & 1),
        zip: i32::from(how >> 1 & 1),
        reserved: 0,
        iv: [how; 8],
    };
    let (mut text, mut signature, mut error) = (null_mut(), null_mut(), null_mut());
    // SAFETY: all pointers are NULL or fit their types, and what is handed out is freed once.
    unsafe {
        wlp_content_decode(&coding, first, 1 << 20, &mut text, &mut error);
        finish(error, text_of(&mut text));
        error = null_mut();
        wlp_content_encode(&coding, first, &mut text, &mut error);
        finish(error, text_of(&mut text));
        error = null_mut();
        wlp_content_canonical(first, second, i32::from(how & 1), &mut text, &mut error);
        finish(error, text_of(&mut text));
        error = null_mut();
        wlp_params_encode(first, second, &mut text, &mut error);
        finish(error, text_of(&mut text));
        error = null_mut();
        let (names, values) = ([first, first], [second, first]);
        wlp_sign(first, names.as_ptr(), values.as_ptr(), 2, &mut text, &mut signature, &mut error);
        wlp_string_free(signature);
        finish(error, text_of(&mut text));
        error = null_mut();
        let mut form = null_mut();
        wlp_form_parse(first, &mut form, &mut error);
        for index in 0..wlp_form_len(form) + 1 {
            let _ = (wlp_form_name(form, index), wlp_form_value(form, index));
        }
        wlp_form_free(form);
        finish(error, null_mut());
        error = null_mut();
        let mut envelope = null_mut();
        wlp_envelope_parse(first, &mut envelope, &mut error);
        let _ = (wlp_envelope_code(envelope), wlp_envelope_content(envelope));
        wlp_envelope_free(envelope);
        finish(error, null_mut());
        error = null_mut();
        let mut answer: *mut wlp_text_answer = null_mut();
        // A right call would be retried; what is wanted here is what happens before.
        if how & 0x18 == 0x18 {
            wlp_call_json(client(), first, second, &mut answer, &mut error);
            wlp_text_answer_free(answer);
            finish(error, null_mut());
        }
    }
});

fn text_of(text: &mut *mut c_char) -> *mut c_char {
    std::mem::replace(text, null_mut())
}
