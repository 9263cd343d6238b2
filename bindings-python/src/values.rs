//! The core's values as Python's: ids `int`, money `Decimal`, times aware `datetime`, enumerations `IntEnum`.

use pyo3::exceptions::PyValueError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyDict, PyList, PyString, PyType};
use welinkpark::schema::{Enum, Object, Type};
use welinkpark::wire::{Arg, Fields};
use welinkpark::{ChinaTime, Date, Money};

/// One attribute of a model.
pub(crate) fn attribute<'py>(
    py: Python<'py>,
    model: &dyn Fields,
    schema: &'static Object,
    index: usize,
) -> PyResult<Bound<'py, PyAny>> {
    let Some(field) = schema.fields.get(index) else {
        return Err(PyValueError::new_err(format!("{} has no field {index}", schema.name)));
    };
    value(py, model.arg(index), &field.ty)
}

fn value<'py>(py: Python<'py>, arg: Arg<'_>, ty: &Type) -> PyResult<Bound<'py, PyAny>> {
    Ok(match arg {
        Arg::Absent => py.None().into_bound(py),
        Arg::Int(number) => match ty {
            Type::Enum(kind) => enumeration(py, kind, number.into_pyobject(py)?.into_any())?,
            _ => number.into_pyobject(py)?.into_any(),
        },
        Arg::Text(text) => match ty {
            Type::Enum(kind) => enumeration(py, kind, PyString::new(py, text).into_any())?,
            _ => PyString::new(py, text).into_any(),
        },
        Arg::Flag(flag) => PyBool::new(py, flag).to_owned().into_any(),
        Arg::Money(money) => decimal(py, money)?,
        Arg::Date(date) => calendar_date(py, date)?,
        Arg::Time(time) => moment(py, time)?,
        Arg::Ints(numbers) => PyList::new(py, numbers)?.into_any(),
        Arg::Texts(texts) => PyList::new(py, texts)?.into_any(),
        // A model inside a model is an attribute of its own kind; see `model::nested`.
        Arg::Object(_) => return Err(PyValueError::new_err("an object is not a value")),
    })
}

fn decimal<'py>(py: Python<'py>, money: Money) -> PyResult<Bound<'py, PyAny>> {
    static DECIMAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    DECIMAL.import(py, "decimal", "Decimal")?.call1((money.to_string(),))
}

fn calendar_date<'py>(py: Python<'py>, date: Date) -> PyResult<Bound<'py, PyAny>> {
    static DATE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    DATE.import(py, "datetime", "date")?.call1((date.year(), date.month(), date.day()))
}

fn moment<'py>(py: Python<'py>, time: ChinaTime) -> PyResult<Bound<'py, PyAny>> {
    static DATETIME: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    static CHINA: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let china = CHINA.get_or_try_init(py, || -> PyResult<Py<PyAny>> {
        Ok(py.import("welinkpark.types")?.getattr("CHINA")?.unbind())
    })?;
    let civil = time.civil();
    let parts = (civil.year(), civil.month(), civil.day(), civil.hour(), civil.minute(), civil.second(), 0, china);
    DATETIME.import(py, "datetime", "datetime")?.call1(parts)
}

/// The member of an enumeration's Python class. Members are looked up in its own table: calling the class for
/// each value would cost several times as much.
fn enumeration<'py>(py: Python<'py>, kind: &Enum, wire: Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    static CLASSES: PyOnceLock<Py<PyDict>> = PyOnceLock::new();
    let classes = CLASSES
        .get_or_try_init(py, || -> PyResult<Py<PyDict>> { Ok(py.import("welinkpark.enums")?.dict().unbind()) })?
        .bind(py);
    let Some(class) = classes.get_item(kind.name)? else {
        return Err(PyValueError::new_err(format!("welinkpark.enums has no {}", kind.name)));
    };
    let members = class.getattr(intern!(py, "_value2member_map_"))?;
    match members.cast::<PyDict>()?.get_item(&wire)? {
        Some(member) => Ok(member),
        None => class.call1((wire,)),
    }
}
