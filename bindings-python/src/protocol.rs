//! The protocol without I/O, for programs with an HTTP stack of their own and for the test vectors.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use welinkpark::flow::explain::explain_text;
use welinkpark::protocol::{self, Cipher, Coding, Envelope, Signer, encode_form_value};
use welinkpark::schema::Endpoint;
use welinkpark::wire::{self, Strictness};
use welinkpark::{ENDPOINTS, Error};

use crate::arguments::{Fault, Writer};
use crate::error::{argument_error, findings, raise};
use crate::settings::cipher_mode;

/// Adds all functions of this file.
pub(crate) fn add_functions(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(canonical_string, module)?)?;
    module.add_function(wrap_pyfunction!(sign, module)?)?;
    module.add_function(wrap_pyfunction!(verify, module)?)?;
    module.add_function(wrap_pyfunction!(encode_form, module)?)?;
    module.add_function(wrap_pyfunction!(parse_form, module)?)?;
    module.add_function(wrap_pyfunction!(encode_content, module)?)?;
    module.add_function(wrap_pyfunction!(decode_content, module)?)?;
    module.add_function(wrap_pyfunction!(parse_envelope, module)?)?;
    module.add_function(wrap_pyfunction!(encode_params, module)?)?;
    module.add_function(wrap_pyfunction!(canonical_json, module)?)?;
    module.add_function(wrap_pyfunction!(decode, module)?)?;
    module.add_function(wrap_pyfunction!(explain, module)?)
}

/// The string that is signed.
#[pyfunction]
fn canonical_string(params: Vec<(String, String)>) -> String {
    let params: Vec<(&str, &str)> = params.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    protocol::canonical_string(&params)
}

/// Signature of a canonical string.
#[pyfunction]
fn sign(secret_key: &str, canonical: &str) -> String {
    Signer::new(secret_key).sign(canonical)
}

/// Whether a signature belongs to a canonical string.
#[pyfunction]
fn verify(secret_key: &str, canonical: &str, signature: &str) -> bool {
    Signer::new(secret_key).verify(canonical, signature)
}

/// Parameters as a query string or form body.
#[pyfunction]
fn encode_form(params: Vec<(String, String)>) -> String {
    let mut form = String::new();
    for (name, value) in &params {
        if !form.is_empty() {
            form.push('&');
        }
        encode_form_value(name, &mut form);
        form.push('=');
        encode_form_value(value, &mut form);
    }
    form
}

/// Parameters of a query string or form body.
#[pyfunction]
fn parse_form(text: &str) -> Vec<(String, String)> {
    protocol::parse_form(text)
}

/// Business data to `content`.
#[pyfunction]
#[pyo3(signature = (plain, *, secret_key=None, cipher_key=None, cipher_mode="ecb", cipher_iv=None, encrypt=true, zip=false))]
#[expect(clippy::too_many_arguments, reason = "each is named by the caller")]
fn encode_content(
    py: Python<'_>,
    plain: &str,
    secret_key: Option<&str>,
    cipher_key: Option<Vec<u8>>,
    cipher_mode: &str,
    cipher_iv: Option<Vec<u8>>,
    encrypt: bool,
    zip: bool,
) -> PyResult<String> {
    let cipher = cipher(py, secret_key, cipher_key, cipher_mode, cipher_iv)?;
    protocol::encode_content(plain.as_bytes(), Coding { encrypt, zip }, cipher.as_ref())
        .map_err(|error| raise(py, &error, None))
}

/// `content` to business data.
#[pyfunction]
#[pyo3(signature = (content, *, secret_key=None, cipher_key=None, cipher_mode="ecb", cipher_iv=None, encrypt=true, zip=false, limit=67108864))]
#[expect(clippy::too_many_arguments, reason = "each is named by the caller")]
fn decode_content(
    py: Python<'_>,
    content: &str,
    secret_key: Option<&str>,
    cipher_key: Option<Vec<u8>>,
    cipher_mode: &str,
    cipher_iv: Option<Vec<u8>>,
    encrypt: bool,
    zip: bool,
    limit: usize,
) -> PyResult<String> {
    let cipher = cipher(py, secret_key, cipher_key, cipher_mode, cipher_iv)?;
    protocol::decode_content(content, Coding { encrypt, zip }, cipher.as_ref(), limit)
        .map_err(|error| raise(py, &error, None))
}

/// The parts of an answer's outer JSON.
#[pyfunction]
fn parse_envelope<'py>(py: Python<'py>, body: &str) -> PyResult<Bound<'py, PyDict>> {
    let envelope = Envelope::parse(body).map_err(|error| raise(py, &error, None))?;
    let parts = PyDict::new(py);
    parts.set_item("code", &envelope.code)?;
    parts.set_item("message", &*envelope.message)?;
    parts.set_item("err_code", envelope.err_code.as_deref())?;
    parts.set_item("encrypt", envelope.coding.encrypt)?;
    parts.set_item("zip", envelope.coding.zip)?;
    parts.set_item("content", &*envelope.content)?;
    Ok(parts)
}

/// Arguments of an endpoint as the platform's JSON, checked; a mapping of Python values, or JSON text.
#[pyfunction]
fn encode_params(endpoint: &str, params: &Bound<'_, PyAny>) -> PyResult<String> {
    let py = params.py();
    let known = find(endpoint)?;
    let mut writer = Writer::new(false);
    if let Ok(text) = params.extract::<String>() {
        writer.out = text;
    } else {
        writer.mapping(params, Some(known.request), "").map_err(|fault| match fault {
            Fault::Argument { field, message } => argument_error(py, Some(endpoint), &field, &message),
            Fault::Python(error) => error,
        })?;
    }
    wire::encode_params(known, &writer.out, false).map_err(|error| raise(py, &error, None))
}

/// Decrypted content as canonical JSON.
#[pyfunction]
fn canonical_json(py: Python<'_>, endpoint: &str, content: &str, strict: bool) -> PyResult<String> {
    let strictness = if strict { Strictness::Strict } else { Strictness::Tolerant };
    let answer = wire::canonical_json(content, find(endpoint)?.response.as_ref(), strictness);
    answer.map_err(|error| raise(py, &error, None))
}

/// Decrypted content as the endpoint's model.
#[pyfunction]
fn decode(py: Python<'_>, endpoint: &str, content: &str) -> PyResult<Py<PyAny>> {
    let known = find(endpoint)?;
    crate::generated::decode(known.name, content).map_err(|error| raise(py, &error, None))?.into_python(py)
}

/// What is wrong with a request of any implementation: its explanation as JSON, and the findings as objects.
#[pyfunction]
#[pyo3(signature = (text, secret_key, at))]
fn explain<'py>(
    py: Python<'py>,
    text: &str,
    secret_key: &str,
    at: Option<i64>,
) -> PyResult<(String, Bound<'py, PyTuple>)> {
    let explanation = explain_text(text, secret_key, at).map_err(|error| raise(py, &error, None))?;
    Ok((explanation.to_json().to_string(), findings(py, &explanation.findings)?))
}

fn cipher(
    py: Python<'_>,
    secret_key: Option<&str>,
    cipher_key: Option<Vec<u8>>,
    mode: &str,
    iv: Option<Vec<u8>>,
) -> PyResult<Option<Cipher>> {
    let mode = cipher_mode(py, Some(mode), iv)?;
    let made = match (secret_key, cipher_key) {
        (_, Some(key)) => Some(Cipher::with_key(&key, mode)),
        (Some(secret), None) => Some(Cipher::new(secret).map(|cipher| cipher.with_mode(mode))),
        (None, None) => None,
    };
    made.transpose().map_err(|error: Error| raise(py, &error, None))
}

fn find(name: &str) -> PyResult<&'static Endpoint> {
    let known = ENDPOINTS.iter().find(|endpoint| endpoint.name == name).copied();
    known.ok_or_else(|| PyValueError::new_err(format!("there is no endpoint {name:?}")))
}
