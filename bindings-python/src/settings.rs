//! What a client and a call are configured with, from plain Python values.

use std::time::Duration;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use welinkpark::protocol::CipherMode;
use welinkpark::{CallOptions, ClientBuilder, TimestampUnit, Zip};

use crate::error::config_error;

/// The builder for a client. What is neither given nor in the environment now is an error now, not after a fork.
pub(crate) fn builder(settings: &Bound<'_, PyDict>) -> PyResult<ClientBuilder> {
    let py = settings.py();
    let mut builder = ClientBuilder::default().language("python");
    let mut mode: Option<String> = None;
    let mut iv: Option<Vec<u8>> = None;
    for (name, value) in settings {
        let name: String = name.extract()?;
        if value.is_none() {
            continue;
        }
        builder = match name.as_str() {
            "app_id" => builder.app_id(value.extract::<String>()?),
            "secret_key" => builder.secret_key(value.extract::<String>()?),
            "park_id" => builder.park_id(value.extract::<String>()?),
            "base_url" => builder.base_url(value.extract::<String>()?),
            "cipher_key" => builder.cipher_key(value.extract::<Vec<u8>>()?),
            "encrypt" => builder.encrypt(value.extract()?),
            "zip" => builder.zip(zip(&value)?),
            "timeout" => builder.timeout(seconds(&name, &value)?),
            "attempt_timeout" => builder.attempt_timeout(seconds(&name, &value)?),
            "connect_timeout" => builder.connect_timeout(seconds(&name, &value)?),
            "retries" => builder.retries(value.extract()?),
            "timestamp_unit" => builder.timestamp_unit(match value.extract::<String>()?.as_str() {
                "seconds" => TimestampUnit::Seconds,
                "milliseconds" => TimestampUnit::Milliseconds,
                other => {
                    let message = format!("timestamp_unit is {other:?}; give \"seconds\" or \"milliseconds\"");
                    return Err(config_error(py, &message));
                }
            }),
            "correct_clock" => builder.correct_clock(value.extract()?),
            "max_response" => builder.max_response(value.extract()?),
            "sample_names" => builder.sample_names(value.extract()?),
            "log_content" => builder.log_content(value.extract()?),
            "proxy" => builder.proxy(value.extract::<String>()?),
            "ca_certificates" => {
                for pem in value.extract::<Vec<Vec<u8>>>()? {
                    builder = builder.ca_certificate(pem);
                }
                builder
            }
            "cipher_mode" => {
                mode = Some(value.extract()?);
                builder
            }
            "cipher_iv" => {
                iv = Some(value.extract()?);
                builder
            }
            other => return Err(PyTypeError::new_err(format!("there is no setting {other:?}"))),
        };
    }
    Ok(builder.cipher_mode(cipher_mode(py, mode.as_deref(), iv)?))
}

/// The options of a view: those of the client it was made from, and what is given anew.
pub(crate) fn options(base: &CallOptions, given: &Bound<'_, PyDict>) -> PyResult<CallOptions> {
    let mut options = base.clone();
    for (name, value) in given {
        let name: String = name.extract()?;
        if value.is_none() {
            continue;
        }
        match name.as_str() {
            "timeout" => options.timeout = Some(positive(&name, &value)?),
            "attempt_timeout" => options.attempt_timeout = Some(positive(&name, &value)?),
            "connect_timeout" => options.connect_timeout = Some(positive(&name, &value)?),
            "retries" => options.retries = Some(value.extract()?),
            "encrypt" => options.encrypt = Some(value.extract()?),
            "zip" => options.zip = Some(zip(&value)?),
            other => return Err(PyTypeError::new_err(format!("there is no option {other:?}"))),
        }
    }
    Ok(options)
}

/// Block mode and initial vector.
pub(crate) fn cipher_mode(py: Python<'_>, mode: Option<&str>, iv: Option<Vec<u8>>) -> PyResult<CipherMode> {
    match (mode, iv) {
        (None | Some("ecb"), None) => Ok(CipherMode::Ecb),
        (Some("cbc"), Some(iv)) => match <[u8; 8]>::try_from(iv) {
            Ok(iv) => Ok(CipherMode::Cbc(iv)),
            Err(iv) => Err(config_error(py, &format!("cipher_iv has {} bytes; give 8", iv.len()))),
        },
        (Some("cbc"), None) => Err(config_error(py, "cipher_mode \"cbc\" needs cipher_iv, 8 bytes")),
        (None | Some("ecb"), Some(_)) => Err(config_error(py, "cipher_iv goes with cipher_mode \"cbc\" only")),
        (Some(other), _) => Err(config_error(py, &format!("cipher_mode is {other:?}; give \"ecb\" or \"cbc\""))),
    }
}

fn zip(value: &Bound<'_, PyAny>) -> PyResult<Zip> {
    if let Ok(always) = value.extract::<bool>() {
        return Ok(if always { Zip::Always } else { Zip::Never });
    }
    match value.extract::<String>().as_deref() {
        Ok("auto") => Ok(Zip::Auto),
        _ => Err(config_error(value.py(), &format!("zip is {value}; give True, False or \"auto\""))),
    }
}

/// Zero is left to the core, which refuses it.
fn seconds(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Duration> {
    // A timedelta, or seconds.
    let number: f64 = match value.call_method0("total_seconds") {
        Ok(seconds) => seconds.extract()?,
        Err(_) => value.extract()?,
    };
    Duration::try_from_secs_f64(number)
        .map_err(|_| config_error(value.py(), &format!("{name} is {value}; give a positive number of seconds")))
}

pub(crate) fn positive(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Duration> {
    let duration = seconds(name, value)?;
    if duration.is_zero() {
        return Err(config_error(value.py(), &format!("{name} is zero; give a positive number of seconds")));
    }
    Ok(duration)
}
