//! The native half of the Python package `welinkpark`.
//!
//! Python has the classes that people read and call (`client.py`, `resources/`, `enums.py`, `errors.py`); this
//! crate has what lies below them: one [`client`] for each face, models as frozen classes around the core's
//! structs ([`model`]), arguments on their way in ([`arguments`]), values on their way out ([`values`]),
//! errors ([`error`]), logs ([`log`]), how blocking calls wait ([`waiting`]), the runtime of asynchronous ones
//! ([`runtime`]) and how their outcomes come to event loops ([`mailbox`]). The flows around calls step by step: [`gate`] and [`walk`].

mod arguments;
mod call;
mod client;
mod error;
mod gate;
mod generated;
mod log;
mod mailbox;
mod model;
mod process;
mod protocol;
mod runtime;
mod settings;
mod values;
mod waiting;
mod walk;

use pyo3::prelude::*;

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<client::BlockingClient>()?;
    module.add_class::<client::AsyncClient>()?;
    module.add_class::<runtime::Flight>()?;
    module.add_class::<gate::BlockingGate>()?;
    module.add_class::<gate::AsyncGate>()?;
    module.add_class::<walk::BlockingWalk>()?;
    module.add_class::<walk::AsyncWalk>()?;
    module.add_function(wrap_pyfunction!(runtime::shutdown, module)?)?;
    generated::add_models(module)?;
    protocol::add_functions(module)?;
    // Not the public face of the package, and nothing to import all of.
    module.delattr("__all__")
}
