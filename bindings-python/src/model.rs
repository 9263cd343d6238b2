//! Models: frozen Python classes around the core's structs.
//!
//! A class holds the struct as the core decoded it and converts an attribute when it is read, so a long list
//! costs little until someone looks at it. The classes are declared in `generated.rs`.

use std::hash::{Hash, Hasher};

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use welinkpark::schema::Type;
use welinkpark::wire::Arg;
use welinkpark::{Extra, Model, Output, Result};

use crate::arguments::{Fault, Writer};
use crate::error::{argument_error, raise};

/// An answer, decoded without the interpreter, on its way to Python.
pub(crate) trait Answer: Send {
    /// The Python object.
    fn into_python(self: Box<Self>, py: Python<'_>) -> PyResult<Py<PyAny>>;
}

/// A struct of the core that has a Python class.
pub(crate) trait Classed: Model + Send {
    /// An instance of its class.
    fn instance(self, py: Python<'_>) -> PyResult<Py<PyAny>>;

    /// The attribute at `index`.
    fn attribute<'py>(&self, py: Python<'py>, index: usize) -> PyResult<Bound<'py, PyAny>>;
}

impl<T: Classed> Answer for T {
    fn into_python(self: Box<Self>, py: Python<'_>) -> PyResult<Py<PyAny>> {
        (*self).instance(py)
    }
}

impl<T: Classed> Answer for Vec<T> {
    fn into_python(self: Box<Self>, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let items = self.into_iter().map(|item| item.instance(py)).collect::<PyResult<Vec<_>>>()?;
        Ok(PyList::new(py, items)?.into_any().unbind())
    }
}

macro_rules! plain_answer {
    ($($type:ty),*) => {$(
        impl Answer for $type {
            fn into_python(self: Box<Self>, py: Python<'_>) -> PyResult<Py<PyAny>> {
                Ok((*self).into_pyobject(py)?.to_owned().into_any().unbind())
            }
        }
    )*};
}

plain_answer!(i64, bool, String, Vec<String>);

impl Answer for () {
    fn into_python(self: Box<Self>, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Ok(py.None())
    }
}

/// A model inside a model, as a copy.
pub(crate) fn nested<'py, T: Classed + Clone>(py: Python<'py>, inner: &Option<T>) -> PyResult<Bound<'py, PyAny>> {
    match inner {
        Some(inner) => Ok(inner.clone().instance(py)?.into_bound(py)),
        None => Ok(py.None().into_bound(py)),
    }
}

/// Decodes content as one endpoint's answer.
pub(crate) fn answer<T: Output + Answer + 'static>(content: &str) -> Result<Box<dyn Answer>> {
    T::decode(content).map(|answer| Box::new(answer) as Box<dyn Answer>)
}

/// A model from keyword arguments, as Python spells them.
pub(crate) fn construct<T: Model>(py: Python<'_>, fields: Option<&Bound<'_, PyDict>>) -> PyResult<T> {
    let mut writer = Writer::new(true);
    if let Some(fields) = fields {
        for name in fields.keys() {
            let name: String = name.extract()?;
            if !T::SCHEMA.fields.iter().any(|field| field.snake == name) {
                return Err(PyTypeError::new_err(format!("{} has no field {name:?}", T::SCHEMA.name)));
            }
        }
        writer.mapping(fields.as_any(), Some(T::SCHEMA.fields), "").map_err(|fault| match fault {
            Fault::Argument { field, message } => argument_error(py, None, &field, &message),
            Fault::Python(error) => error,
        })?;
    } else {
        writer.out.push_str("{}");
    }
    from_json(py, &writer.out)
}

/// A model from JSON text, canonical or as the platform writes it.
pub(crate) fn from_json<T: Model>(py: Python<'_>, text: &str) -> PyResult<T> {
    T::decode(text).map_err(|error| raise(py, &error, None))
}

/// All attributes by name; unknown fields under the name that the platform gives them.
pub(crate) fn to_dict<'py, T: Classed>(py: Python<'py>, model: &T) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    for (index, field) in T::SCHEMA.fields.iter().enumerate() {
        let value = model.attribute(py, index)?;
        let is_model = matches!(field.ty, Type::Object(_)) && !value.is_none();
        dict.set_item(field.snake, if is_model { value.call_method0("to_dict")? } else { value })?;
    }
    for (name, json) in model.extra().iter().flat_map(|extra| extra.iter()) {
        dict.set_item(name, plain(py, json)?)?;
    }
    Ok(dict)
}

/// Unknown fields as plain data.
pub(crate) fn extra<'py>(py: Python<'py>, extra: &Extra) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    for (name, json) in extra.iter() {
        dict.set_item(name, plain(py, json)?)?;
    }
    Ok(dict)
}

/// Canonical JSON.
pub(crate) fn to_json<T: Model + serde::Serialize>(model: &T) -> PyResult<String> {
    serde_json::to_string(model).map_err(|error| PyValueError::new_err(error.to_string()))
}

/// `Area(area_id=1, area_name='地面')`.
pub(crate) fn repr<T: Classed>(py: Python<'_>, model: &T) -> PyResult<String> {
    let mut text = format!("{}(", T::SCHEMA.name);
    for (index, field) in T::SCHEMA.fields.iter().enumerate() {
        let value = model.attribute(py, index)?.repr()?;
        let separator = if index > 0 { ", " } else { "" };
        text.push_str(&format!("{separator}{}={}", field.snake, value.to_string_lossy()));
    }
    if let Some(unknown) = model.extra().filter(|extra| !extra.is_empty()) {
        text.push_str(&format!(", extra={}", extra(py, unknown)?.repr()?.to_string_lossy()));
    }
    text.push(')');
    Ok(text)
}

/// Equal models have the same canonical JSON, but for the scale of money: `10` and `10.0` are equal.
pub(crate) fn hash<T: Model>(model: &T) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    for (index, _) in T::SCHEMA.fields.iter().enumerate() {
        match model.arg(index) {
            Arg::Absent | Arg::Object(_) => 0.hash(&mut hasher),
            Arg::Int(number) => number.hash(&mut hasher),
            Arg::Text(text) => text.hash(&mut hasher),
            Arg::Flag(flag) => flag.hash(&mut hasher),
            Arg::Money(money) => money.hash(&mut hasher),
            Arg::Date(date) => date.hash(&mut hasher),
            Arg::Time(time) => time.hash(&mut hasher),
            Arg::Ints(numbers) => numbers.hash(&mut hasher),
            Arg::Texts(texts) => texts.hash(&mut hasher),
        }
    }
    hasher.finish()
}

/// JSON text as plain data, its fractions as `Decimal`.
fn plain<'py>(py: Python<'py>, json: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("welinkpark.types")?.getattr("plain_data")?.call1((json,))
}

/// Declares the Python class of a model.
macro_rules! model {
    ($(#[$doc:meta])* $class:ident as $name:literal wraps $model:ty {
        $($index:literal => $(#[$field_doc:meta])* $field:ident $(: $nested:ident)?,)*
    }) => {
        $(#[$doc])*
        #[pyo3::pyclass(frozen, module = "welinkpark.models", name = $name)]
        pub(crate) struct $class($model);

        #[pyo3::pymethods]
        impl $class {
            #[new]
            #[pyo3(signature = (**fields))]
            fn new(
                py: pyo3::Python<'_>,
                fields: Option<&pyo3::Bound<'_, pyo3::types::PyDict>>,
            ) -> pyo3::PyResult<Self> {
                $crate::model::construct(py, fields).map(Self)
            }

            $(
                $(#[$field_doc])*
                #[getter]
                fn $field<'py>(&self, py: pyo3::Python<'py>) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::PyAny>> {
                    $crate::model::Classed::attribute(&self.0, py, $index)
                }
            )*

            /// Fields that this version does not know, as plain data under the platform's names.
            #[getter]
            fn extra<'py>(&self, py: pyo3::Python<'py>) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::types::PyDict>> {
                $crate::model::extra(py, &self.0.extra)
            }

            /// All attributes by name, unknown fields among them.
            fn to_dict<'py>(&self, py: pyo3::Python<'py>) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::types::PyDict>> {
                $crate::model::to_dict(py, &self.0)
            }

            /// Canonical JSON, with the platform's names.
            fn to_json(&self) -> pyo3::PyResult<String> {
                $crate::model::to_json(&self.0)
            }

            /// The model that JSON text describes, canonical or as the platform writes it.
            #[classmethod]
            fn from_json(class: &pyo3::Bound<'_, pyo3::types::PyType>, text: &str) -> pyo3::PyResult<Self> {
                $crate::model::from_json(class.py(), text).map(Self)
            }

            #[classattr]
            fn __match_args__(py: pyo3::Python<'_>) -> pyo3::PyResult<pyo3::Bound<'_, pyo3::types::PyTuple>> {
                let fields = <$model as welinkpark::Model>::SCHEMA.fields;
                pyo3::types::PyTuple::new(py, fields.iter().map(|field| field.snake))
            }

            fn __repr__(&self, py: pyo3::Python<'_>) -> pyo3::PyResult<String> {
                $crate::model::repr(py, &self.0)
            }

            fn __eq__(&self, other: &pyo3::Bound<'_, pyo3::PyAny>) -> Option<bool> {
                let other = other.cast::<Self>().ok()?;
                Some(self.0 == other.get().0)
            }

            fn __hash__(&self) -> u64 {
                $crate::model::hash(&self.0)
            }

            fn __reduce__<'py>(
                slf: &pyo3::Bound<'py, Self>,
            ) -> pyo3::PyResult<(pyo3::Bound<'py, pyo3::PyAny>, (String,))> {
                let from_json = pyo3::types::PyAnyMethods::getattr(slf.get_type().as_any(), "from_json")?;
                Ok((from_json, (slf.get().to_json()?,)))
            }
        }

        impl $crate::model::Classed for $model {
            fn instance(self, py: pyo3::Python<'_>) -> pyo3::PyResult<pyo3::Py<pyo3::PyAny>> {
                Ok(pyo3::Py::new(py, $class(self))?.into_any())
            }

            fn attribute<'py>(
                &self,
                py: pyo3::Python<'py>,
                index: usize,
            ) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::PyAny>> {
                match index {
                    $($($index => $crate::model::$nested(py, &self.$field),)?)*
                    index => $crate::values::attribute(py, self, <Self as welinkpark::Model>::SCHEMA, index),
                }
            }
        }
    };
}
pub(crate) use model;
