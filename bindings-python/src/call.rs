//! One call: what is asked, and what comes of it. Both faces share it; they differ in how they wait.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use welinkpark::api::TmpRentBill;
use welinkpark::flow::reconcile::Verdict;
use welinkpark::schema::{Endpoint, HttpMethod};
use welinkpark::wire::{Strictness, canonical_json};
use welinkpark::{Client, ENDPOINTS, Error, Model, RawResponse, Result, blocking};

use crate::arguments::{Fault, Writer};
use crate::error::{argument_error, config_error, internal, raise};
use crate::generated::decode;
use crate::model::Answer;

/// What is asked.
pub(crate) struct Order {
    door: Door,
    params: String,
    /// Whether the raw answer is wanted beside the data.
    raw: bool,
}

enum Door {
    /// An endpoint by name, answered by its model.
    Typed(String),
    /// An endpoint by name, answered by plain data.
    Tolerant(String),
    /// A path.
    Raw(HttpMethod, String),
    /// A write whose answer was lost, by the name of its question.
    Check(String),
}

/// What came of it, before it is given to Python.
pub(crate) enum Outcome {
    Answered {
        data: Box<dyn Answer>,
        raw: Option<RawResponse>,
    },
    /// An answer that could not be decoded: the error, and what it answered.
    Undecoded(Error, String, RawResponse),
    Failed(Error),
    /// Used in a way that cannot work.
    Misused(&'static str),
    Panicked(String),
}

impl Order {
    /// Reads what Python asks for. `kind` is `typed`, `tolerant`, `GET`, `POST` or `check`; `target` an endpoint, a
    /// path or a question.
    pub(crate) fn new(kind: &str, target: String, params: &Bound<'_, PyAny>, raw: bool) -> PyResult<Self> {
        let py = params.py();
        let params = written(&target, params)?;
        let door = match kind {
            "typed" => Door::Typed(target),
            "tolerant" => Door::Tolerant(target),
            "check" => Door::Check(target),
            "GET" => Door::Raw(HttpMethod::Get, target),
            "POST" => Door::Raw(HttpMethod::Post, target),
            other => {
                let message = format!("the method is {other:?}; give \"GET\" or \"POST\"");
                return Err(argument_error(py, Some(&target), "http_method", &message));
            }
        };
        Ok(Self { door, params, raw })
    }

    /// In this thread.
    pub(crate) fn perform(self, client: &blocking::Client) -> Outcome {
        let answer = match &self.door {
            Door::Typed(name) | Door::Tolerant(name) => client.call_content(name, &self.params),
            Door::Raw(method, path) => return raw(client.call_raw(*method, path, &self.params)),
            Door::Check(question) => return verdict(client.reconcile().check_json(question, &self.params).send()),
        };
        self.interpret(answer)
    }

    /// In a task.
    pub(crate) async fn perform_async(self, client: &Client) -> Outcome {
        let answer = match &self.door {
            Door::Typed(name) | Door::Tolerant(name) => client.call_content(name, &self.params).await,
            Door::Raw(method, path) => return raw(client.call_raw(*method, path, &self.params).await),
            Door::Check(question) => return verdict(client.reconcile().check_json(question, &self.params).await),
        };
        self.interpret(answer)
    }

    fn interpret(&self, answer: Result<(RawResponse, &'static Endpoint)>) -> Outcome {
        let (raw, endpoint) = match answer {
            Ok(answer) => answer,
            Err(error) => return Outcome::Failed(error),
        };
        let data: Result<Box<dyn Answer>> = match self.door {
            Door::Typed(_) => decode(endpoint.name, &raw.content),
            Door::Tolerant(_) | Door::Raw(..) | Door::Check(_) => {
                canonical_json(&raw.content, endpoint.response.as_ref(), Strictness::Tolerant)
                    .map(|json| Box::new(json) as Box<dyn Answer>)
            }
        };
        match data {
            Ok(data) => Outcome::Answered { data, raw: self.raw.then_some(raw) },
            Err(error) => Outcome::Undecoded(error, endpoint.name.to_owned(), raw),
        }
    }
}

impl Outcome {
    /// Runs `work`; a panic in it becomes an outcome.
    pub(crate) fn of(work: impl FnOnce() -> Self) -> Self {
        // What the work has touched is dropped or, in the core, never left half changed.
        catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| Self::panicked(&*panic))
    }

    /// Data, or why there is none.
    pub(crate) fn from_result<T: Answer + 'static>(result: Result<T>) -> Self {
        match result {
            Ok(data) => Self::Answered { data: Box::new(data), raw: None },
            Err(error) => Self::Failed(error),
        }
    }

    /// The outcome of a panic.
    pub(crate) fn panicked(panic: &(dyn std::any::Any + Send)) -> Self {
        let text = panic.downcast_ref::<&str>().copied();
        let message = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("a panic");
        Self::Panicked(message.to_owned())
    }

    /// The data, or a pair of data and raw answer, or the exception.
    pub(crate) fn into_python(self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        match self {
            Self::Answered { data, raw: None } => data.into_python(py),
            Self::Answered { data, raw: Some(raw) } => {
                let data = data.into_python(py)?;
                Ok((data, raw_to_python(py, &raw)?).into_pyobject(py)?.into_any().unbind())
            }
            Self::Undecoded(error, endpoint, raw) => Err(raise(py, &error, Some((&endpoint, &raw)))),
            Self::Failed(error) => Err(raise(py, &error, None)),
            Self::Misused(message) => Err(config_error(py, message)),
            Self::Panicked(message) => Err(internal(py, &message)),
        }
    }
}

/// Parameters as JSON text: a mapping of Python values, JSON text as it is, or nothing.
pub(crate) fn written(target: &str, params: &Bound<'_, PyAny>) -> PyResult<String> {
    let mut writer = Writer::new(false);
    if let Ok(text) = params.cast::<PyString>() {
        writer.out = text.to_cow()?.into_owned();
    } else if !params.is_none() {
        let known = ENDPOINTS.iter().find(|endpoint| endpoint.name == target || endpoint.path == target);
        let fields = match known {
            Some(endpoint) => Some(endpoint.request),
            // The one question with money in it.
            None => (target == "bill_paid").then_some(TmpRentBill::SCHEMA.fields),
        };
        writer.mapping(params, fields, "").map_err(|fault| match fault {
            Fault::Argument { field, message } => argument_error(params.py(), Some(target), &field, &message),
            Fault::Python(error) => error,
        })?;
    }
    Ok(writer.out)
}

fn verdict(verdict: Result<Verdict>) -> Outcome {
    Outcome::from_result(verdict.map(|verdict| verdict.to_json()))
}

fn raw(answer: Result<RawResponse>) -> Outcome {
    match answer {
        Ok(raw) => Outcome::Answered { data: Box::new(()), raw: Some(raw) },
        Err(error) => Outcome::Failed(error),
    }
}

fn raw_to_python<'py>(py: Python<'py>, raw: &RawResponse) -> PyResult<Bound<'py, PyAny>> {
    let fields = PyDict::new(py);
    fields.set_item("content", &raw.content)?;
    fields.set_item("code", &raw.code)?;
    fields.set_item("message", &raw.message)?;
    fields.set_item("err_code", raw.err_code.as_deref())?;
    fields.set_item("attempts", raw.attempts)?;
    fields.set_item("nonce", raw.nonce)?;
    fields.set_item("timestamp", raw.timestamp)?;
    py.import("welinkpark.response")?.getattr("RawResponse")?.call((), Some(&fields))
}
