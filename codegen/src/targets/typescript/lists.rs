//! `lists.ts`: the list queries that can be walked.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Import, has_times, imports, reviver};
use crate::names::Name;
use crate::spec::model::{Endpoint, Spec, Type};

/// What the template needs.
#[derive(Serialize)]
pub(super) struct Lists {
    list_imports: Vec<Import>,
    list_revivers: BTreeSet<String>,
    lists: Vec<ListView>,
}

#[derive(Serialize)]
struct ListView {
    name: String,
    params: String,
    record: String,
    revive: String,
    has_range: bool,
}

impl Lists {
    pub(super) fn new(spec: &Spec) -> Self {
        let (mut used, mut list_revivers, mut lists) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
        for endpoint in spec.endpoints().filter(|endpoint| has(endpoint, &["offset"]) && has(endpoint, &["length"])) {
            let Some(Type::List(element)) = &endpoint.response else { continue };
            let Type::Object(model) = &**element else { continue };
            let record = model.name.pascal.clone();
            used.insert((endpoint.group.camel.clone(), endpoint.request_name()));
            used.insert((Name::new(&model.group).camel, record.clone()));
            let revive = if has_times(model) {
                list_revivers.insert(reviver(model));
                format!("listOf({})", reviver(model))
            } else {
                format!("plain<{record}[]>")
            };
            let has_range = has(endpoint, &["startTime", "startDate"]) && has(endpoint, &["endTime", "endDate"]);
            lists.push(ListView {
                name: endpoint.full_name(),
                params: endpoint.request_name(),
                record,
                revive,
                has_range,
            });
        }
        Self { list_imports: imports(used), list_revivers, lists }
    }
}

fn has(endpoint: &Endpoint, names: &[&str]) -> bool {
    endpoint.fields.iter().any(|field| names.contains(&field.name.wire.as_str()))
}
