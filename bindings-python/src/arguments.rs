//! Arguments on their way in: what people pass becomes JSON, which the core checks and encodes by its tables.
//!
//! Nothing is decided here but how a Python type is spelled; whether the value fits its field, and what it
//! becomes on the wire, is the core's business, the same for every language.

use std::fmt::Write;

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyBytes, PyDict, PyFloat, PyInt, PyMapping, PyString, PyType};
use welinkpark::schema::{Field, Type};

/// Why arguments cannot be written.
pub(crate) enum Fault {
    /// One of them does not fit.
    Argument {
        /// Wire name, dotted where it is nested.
        field: String,
        /// What was given and what would be right.
        message: String,
    },
    /// Python raised while they were read.
    Python(PyErr),
}

impl From<PyErr> for Fault {
    fn from(error: PyErr) -> Self {
        Self::Python(error)
    }
}

/// How deep objects and lists may be nested. The document's go three deep; what contains itself has no end.
const DEEPEST: u32 = 64;

/// Writes Python objects as JSON.
#[derive(Default)]
pub(crate) struct Writer {
    pub(crate) out: String,
    /// Whether known names are written as the wire spells them: answers know no other spelling.
    wire_names: bool,
    depth: u32,
}

impl Writer {
    /// With known names as the wire spells them, or as they are given.
    pub(crate) fn new(wire_names: bool) -> Self {
        Self { wire_names, ..Self::default() }
    }

    /// A mapping, with names in either case; `fields` say what its values are, as far as they are known.
    pub(crate) fn mapping(
        &mut self,
        mapping: &Bound<'_, PyAny>,
        fields: Option<&'static [Field]>,
        path: &str,
    ) -> Result<(), Fault> {
        self.out.push('{');
        let mut separator = "";
        for item in mapping.call_method0(intern!(mapping.py(), "items"))?.try_iter()? {
            let (name, value): (Bound<'_, PyAny>, Bound<'_, PyAny>) = item?.extract()?;
            let Ok(name) = name.extract::<String>() else {
                return Err(fault(path.trim_end_matches('.'), &format!("the name {name} is not a str")));
            };
            let field = fields.into_iter().flatten().find(|field| field.name == name || field.snake == name);
            let path = format!("{path}{}", field.map_or(name.as_str(), |field| field.name));
            self.out.push_str(separator);
            separator = ",";
            match field.filter(|_| self.wire_names) {
                Some(field) => self.text(field.name),
                None => self.text(&name),
            }
            self.out.push(':');
            self.value(&value, field.map(|field| &field.ty), &path)?;
        }
        self.out.push('}');
        Ok(())
    }

    fn value(&mut self, value: &Bound<'_, PyAny>, ty: Option<&'static Type>, path: &str) -> Result<(), Fault> {
        if value.is_none() {
            self.out.push_str("null");
        } else if let Ok(flag) = value.cast::<PyBool>() {
            self.out.push_str(if flag.is_true() { "true" } else { "false" });
        } else if value.is_instance_of::<PyInt>() {
            // An IntEnum writes its number, not its name.
            let number = value.call_method0(intern!(value.py(), "__index__"))?;
            let _ = match ty {
                // Ids and plates of digits are often at hand as numbers.
                Some(Type::Text) => write!(self.out, "\"{number}\""),
                _ => write!(self.out, "{number}"),
            };
        } else if let Ok(text) = value.cast::<PyString>() {
            match text.to_cow() {
                Ok(text) => self.text(&text),
                Err(_) => return Err(fault(path, "the str has a lone surrogate, which UTF-8 cannot carry")),
            }
        } else if let Ok(number) = value.cast::<PyFloat>() {
            self.float(number, ty, path)?;
        } else if value.is_instance(decimal(value.py())?)? {
            self.decimal(value, path)?;
        } else if value.is_instance(datetime(value.py())?)? {
            self.moment(value)?;
        } else if value.is_instance(date(value.py())?)? {
            let text: String = value.call_method0(intern!(value.py(), "isoformat"))?.extract()?;
            self.text(&text);
        } else {
            self.composite(value, ty, path)?;
        }
        Ok(())
    }

    /// Objects and lists.
    fn composite(&mut self, value: &Bound<'_, PyAny>, ty: Option<&'static Type>, path: &str) -> Result<(), Fault> {
        if self.depth == DEEPEST {
            let outermost = path.split(['.', '[']).next().unwrap_or(path);
            return Err(fault(outermost, &format!("objects and lists are nested more than {DEEPEST} deep")));
        }
        self.depth += 1;
        let written = self.nested(value, ty, path);
        self.depth -= 1;
        written
    }

    fn nested(&mut self, value: &Bound<'_, PyAny>, ty: Option<&'static Type>, path: &str) -> Result<(), Fault> {
        let fields = match ty {
            Some(Type::Object(schema)) => Some(schema.fields),
            _ => None,
        };
        let inner = format!("{path}.");
        if value.is_instance_of::<PyDict>() || value.cast::<PyMapping>().is_ok() {
            return self.mapping(value, fields, &inner);
        }
        if value.hasattr(intern!(value.py(), "__dataclass_fields__"))? {
            let attributes = value.getattr(intern!(value.py(), "__dict__"))?;
            return self.mapping(&attributes, fields, &inner);
        }
        if let Ok(json) = value.call_method0(intern!(value.py(), "to_json")) {
            self.out.push_str(&json.extract::<String>()?);
            return Ok(());
        }
        let is_bytes = value.is_instance_of::<PyBytes>();
        let Some(items) = value.try_iter().ok().filter(|_| !is_bytes) else {
            let kind = value.get_type().name()?;
            return Err(fault(path, &format!("found {kind}, which no field can hold")));
        };
        let element = match ty {
            Some(Type::List(element) | Type::Csv(element)) => Some(*element),
            _ => None,
        };
        self.out.push('[');
        for (index, item) in items.enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            self.value(&item?, element, &format!("{path}[{index}]"))?;
        }
        self.out.push(']');
        Ok(())
    }

    fn float(&mut self, number: &Bound<'_, PyFloat>, ty: Option<&'static Type>, path: &str) -> Result<(), Fault> {
        let repr = number.repr()?;
        let text = repr.to_string_lossy();
        if matches!(ty, Some(Type::Money)) {
            let message = format!(
                "found the float {text}; a float cannot hold an amount of money exactly: \
                 give Decimal(\"{text}\"), the str \"{text}\" or an int"
            );
            return Err(fault(path, &message));
        }
        let value: f64 = number.extract()?;
        if !value.is_finite() {
            return Err(fault(path, &format!("found {text}, which JSON cannot carry")));
        }
        self.out.push_str(&text);
        Ok(())
    }

    /// As text, so that not a digit is lost on the way.
    fn decimal(&mut self, value: &Bound<'_, PyAny>, path: &str) -> Result<(), Fault> {
        let finite: bool = value.call_method0(intern!(value.py(), "is_finite"))?.extract()?;
        if !finite {
            return Err(fault(path, &format!("found {value}, which is not an amount")));
        }
        let text: String = value.call_method1(intern!(value.py(), "__format__"), ("f",))?.extract()?;
        self.text(&text);
        Ok(())
    }

    /// A naive datetime is China's time, as it stands; an aware one is converted.
    fn moment(&mut self, value: &Bound<'_, PyAny>) -> Result<(), Fault> {
        let py = value.py();
        let aware = !value.call_method0(intern!(py, "utcoffset"))?.is_none();
        let civil = if aware {
            let china = py.import("welinkpark.types")?.getattr("CHINA")?;
            value.call_method1(intern!(py, "astimezone"), (china,))?
        } else {
            value.clone()
        };
        let date: String = civil.call_method0(intern!(py, "date"))?.call_method0("isoformat")?.extract()?;
        let time: String = civil.call_method1(intern!(py, "strftime"), ("%H:%M:%S",))?.extract()?;
        self.text(&format!("{date}T{time}"));
        Ok(())
    }

    fn text(&mut self, text: &str) {
        self.out.push_str(&serde_json::Value::from(text).to_string());
    }
}

fn fault(field: &str, message: &str) -> Fault {
    let field = if field.is_empty() { "(request)" } else { field };
    Fault::Argument { field: field.to_owned(), message: message.to_owned() }
}

fn decimal(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    static DECIMAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    DECIMAL.import(py, "decimal", "Decimal")
}

fn datetime(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    static DATETIME: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    DATETIME.import(py, "datetime", "datetime")
}

fn date(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    static DATE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    DATE.import(py, "datetime", "date")
}
