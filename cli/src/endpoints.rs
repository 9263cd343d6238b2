//! `welinkpark endpoints`: what there is to call.

use welinkpark::schema::{Endpoint, HttpMethod, Safety};

use crate::failure::Failure;
use crate::table::Table;
use crate::tables::{self, EndpointTable};
use crate::{json, output};

const AFTER: &str = "\
Examples:
  welinkpark endpoints
  welinkpark endpoints passport.get
  welinkpark endpoints --json | jq -r '.[] | select(.safety == \"gate\") | .name'";

#[derive(clap::Args)]
#[command(after_help = AFTER)]
pub(crate) struct Args {
    /// Only this group, or this endpoint with all its parameters.
    #[arg(value_name = "NAME")]
    name: Option<String>,

    /// Everything known about them as JSON: request and response fields, types, enumerations, rules.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let found = select(args.name.as_deref())?;
    if args.json {
        let text = json::text(&found.iter().map(|endpoint| EndpointTable::of(endpoint)).collect::<Vec<_>>())?;
        return output::line(&if output::is_terminal() { json::indent(&text) } else { text });
    }
    match (found.as_slice(), &args.name) {
        ([endpoint], Some(name)) if is(endpoint, name) => output::write(details(endpoint).as_bytes()),
        _ => output::write(overview(&found).as_bytes()),
    }
}

fn select(name: Option<&str>) -> Result<Vec<&'static Endpoint>, Failure> {
    let all = welinkpark::ENDPOINTS.iter().copied();
    let Some(name) = name else { return Ok(all.collect()) };
    let in_group = |endpoint: &&Endpoint| endpoint.name.split('.').next() == Some(name);
    let found: Vec<_> = all.filter(|endpoint| is(endpoint, name) || in_group(endpoint)).collect();
    if found.is_empty() {
        return Err(Failure::Usage(format!(
            "there is no endpoint or group {name:?}; `welinkpark endpoints` lists all of them"
        )));
    }
    Ok(found)
}

fn is(endpoint: &Endpoint, name: &str) -> bool {
    endpoint.name == name || endpoint.path == name
}

fn overview(endpoints: &[&'static Endpoint]) -> String {
    let mut table = Table::new(&["name", "method", "path", "safety", "title", "标题"]);
    for endpoint in endpoints {
        table.row(&[
            endpoint.name,
            method(endpoint.http_method),
            endpoint.path,
            safety(endpoint.safety),
            endpoint.title,
            endpoint.title_zh,
        ]);
    }
    table.render()
}

fn details(endpoint: &'static Endpoint) -> String {
    let (method, safety) = (method(endpoint.http_method), safety(endpoint.safety));
    let mut text = format!(
        "{}: {} ({})\n{method} {}, {safety}, document section {}\n\n{}\n",
        endpoint.name, endpoint.title, endpoint.title_zh, endpoint.path, endpoint.section, endpoint.doc
    );
    if !endpoint.request.is_empty() {
        let mut table = Table::new(&["parameter", "type", "", "meaning"]);
        for field in endpoint.request {
            let required = if field.required { "required" } else { "" };
            table.row(&[field.name, &tables::type_name(&field.ty), required, field.doc]);
        }
        text.push('\n');
        text.push_str(&table.render());
    }
    for rule in endpoint.rules {
        let choices: Vec<String> = rule.choices.iter().map(|choice| choice.join(" and ")).collect();
        let how = if rule.several { "At least one of" } else { "Exactly one of" };
        text.push_str(&format!("\n{how}: {}.\n", choices.join("; ")));
    }
    text
}

/// `GET` or `POST`.
pub(crate) fn method(method: HttpMethod) -> &'static str {
    match method {
        HttpMethod::Get => "GET",
        HttpMethod::Post => "POST",
    }
}

/// `read`, `write`, `money` or `gate`.
pub(crate) fn safety(safety: Safety) -> &'static str {
    match safety {
        Safety::Read => "read",
        Safety::Write => "write",
        Safety::Money => "money",
        Safety::Gate => "gate",
    }
}
