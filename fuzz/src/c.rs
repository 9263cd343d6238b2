//! The C entry points that take text, with any bytes up to a NUL in any place, and NULL where a bit says so.

use std::ffi::{CString, c_char};
use std::mem::{replace, zeroed};
use std::ptr::{null, null_mut};
use std::sync::LazyLock;

use welinkpark_c::answer::wlp_text_answer_free;
use welinkpark_c::client::{wlp_client, wlp_client_new};
use welinkpark_c::config::wlp_config;
use welinkpark_c::error::{wlp_error, wlp_error_free, wlp_error_message, wlp_error_report, wlp_optional};
use welinkpark_c::flow::explain::*;
use welinkpark_c::generic::wlp_call_json;
use welinkpark_c::money::wlp_money_to_fen;
use welinkpark_c::protocol::*;

/// A client whose calls are never answered: nobody listens on port 1.
static CLIENT: LazyLock<usize> = LazyLock::new(|| {
    let mut client = null_mut();
    // SAFETY: all zero is a configuration that says nothing; its texts are literals.
    unsafe {
        let config = wlp_config {
            struct_size: size_of::<wlp_config>(),
            app_id: c"289efb7512e54146273b982456b03f42ea93".as_ptr(),
            secret_key: c"27a06832a2214a4fa3b7105e4a72d370".as_ptr(),
            park_id: c"10001088".as_ptr(),
            base_url: c"http://127.0.0.1:1".as_ptr(),
            retries: wlp_optional { value: 0, given: 1, reserved: 0 },
            ..zeroed()
        };
        wlp_client_new(&config, &mut client, null_mut());
    }
    assert!(!client.is_null());
    client as usize
});

/// The first byte says what is NULL and how content is coded; two texts follow, with a NUL between them.
pub fn c(data: &[u8]) {
    let Some((&how, rest)) = data.split_first() else { return };
    let mut texts = rest.split(|byte| *byte == 0).map(|text| CString::new(text).unwrap_or_default());
    let (first, second) = (texts.next().unwrap_or_default(), texts.next().unwrap_or_default());
    let first = if how & 0x80 == 0 { first.as_ptr() } else { null() };
    let second = if how & 0x40 == 0 { second.as_ptr() } else { null() };
    let mut outputs = Outputs { text: null_mut(), error: null_mut() };
    // SAFETY: both texts are NULL or end with a NUL, and live until the end of this function.
    unsafe {
        contents(how, first, second, &mut outputs);
        parameters(first, second, &mut outputs);
        parsed(first, &mut outputs);
        explained(how, first, &mut outputs);
        // A call to an unknown endpoint or with bad parameters is refused, any other finds nobody.
        if how & 0x18 == 0x18 {
            let mut answer = null_mut();
            wlp_call_json(*CLIENT as *const wlp_client, first, second, &mut answer, &mut outputs.error);
            assert!(answer.is_null() && !outputs.error.is_null(), "an answer of nobody");
            wlp_text_answer_free(answer);
            outputs.finish();
        }
    }
}

unsafe fn contents(how: u8, first: *const c_char, second: *const c_char, outputs: &mut Outputs) {
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
    // SAFETY: the caller's texts; what is handed out is freed once, and so below.
    unsafe {
        wlp_content_decode(&coding, first, 1 << 20, &mut outputs.text, &mut outputs.error);
        outputs.finish();
        wlp_content_encode(&coding, first, &mut outputs.text, &mut outputs.error);
        outputs.finish();
        wlp_content_canonical(first, second, i32::from(how & 1), &mut outputs.text, &mut outputs.error);
        outputs.finish();
        wlp_params_encode(first, second, &mut outputs.text, &mut outputs.error);
        outputs.finish();
    }
}

unsafe fn parameters(first: *const c_char, second: *const c_char, outputs: &mut Outputs) {
    let (names, values) = ([first, first], [second, first]);
    let (mut signature, mut valid) = (null_mut(), false);
    // SAFETY: two names, two values.
    unsafe {
        wlp_sign(first, names.as_ptr(), values.as_ptr(), 2, &mut outputs.text, &mut signature, &mut outputs.error);
        let signed = !signature.is_null();
        outputs.finish();
        wlp_verify(first, names.as_ptr(), values.as_ptr(), 2, signature, &mut valid, &mut outputs.error);
        assert!(valid == signed, "what was signed is valid, and nothing else");
        wlp_string_free(signature);
        outputs.finish();
        wlp_form_encode(names.as_ptr(), values.as_ptr(), 2, &mut outputs.text, &mut outputs.error);
        outputs.finish();
    }
}

unsafe fn parsed(text: *const c_char, outputs: &mut Outputs) {
    let (mut form, mut envelope, mut fen) = (null_mut(), null_mut(), 0);
    // SAFETY: see above.
    unsafe {
        wlp_form_parse(text, &mut form, &mut outputs.error);
        let length = wlp_form_len(form);
        assert!((0..length).all(|at| !wlp_form_name(form, at).is_null() && !wlp_form_value(form, at).is_null()));
        assert!(wlp_form_name(form, length).is_null() && wlp_form_value(form, length).is_null());
        wlp_form_free(form);
        outputs.finish();
        wlp_envelope_parse(text, &mut envelope, &mut outputs.error);
        assert!(wlp_envelope_code(envelope).is_null() == envelope.is_null());
        assert!(wlp_envelope_content(envelope).is_null() == envelope.is_null());
        wlp_envelope_free(envelope);
        outputs.finish();
        wlp_money_to_fen(text, &mut fen, &mut outputs.error);
        outputs.finish();
    }
}

unsafe fn explained(how: u8, text: *const c_char, outputs: &mut Outputs) {
    let at = wlp_optional { value: 1_531_904_096, given: i32::from(how & 1), reserved: 0 };
    let mut explanation = null_mut();
    // SAFETY: see above.
    unsafe {
        let key = c"27a06832a2214a4fa3b7105e4a72d370".as_ptr();
        wlp_explain(text, key, at, i32::from(how >> 1 & 3), &mut explanation, &mut outputs.error);
        assert!(explanation.is_null() != outputs.error.is_null(), "one of explanation and error");
        let length = wlp_explanation_findings_len(explanation);
        assert!((0..length).all(|at| !wlp_explanation_message_zh_at(explanation, at).is_null()));
        assert!(wlp_explanation_mistake_at(explanation, length).is_null());
        assert!(wlp_explanation_json(explanation).is_null() == explanation.is_null());
        wlp_explanation_free(explanation);
        outputs.finish();
    }
}

/// What a function may hand out.
struct Outputs {
    text: *mut c_char,
    error: *mut wlp_error,
}

impl Outputs {
    /// Frees what was handed out; an error has to come alone and to have a message.
    unsafe fn finish(&mut self) {
        let (text, error) = (replace(&mut self.text, null_mut()), replace(&mut self.error, null_mut()));
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
}
