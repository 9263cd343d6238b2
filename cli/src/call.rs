//! `welinkpark call`: any endpoint, by name.

use std::time::Duration;

use clap::ValueEnum;
use welinkpark::schema::{Endpoint, Type};
use welinkpark::{ErrorKind, Stage, Zip};

use crate::credentials::Source;
use crate::failure::Failure;
use crate::table::Table;
use crate::{json, output, params};

const AFTER: &str = "\
Names of parameters take both cases, plate_number and plateNumber. Lists are joined with commas, or JSON. \
`welinkpark endpoints NAME` shows what an endpoint takes.

A call that changes something is sent once; whether it may have arrived is part of every error.

Examples:
  welinkpark call info.areas
  welinkpark call pay.query_tmp_rent_bill plate_number=粤B98123 user_id=4150570873
  welinkpark call pay.query_tmp_rent_bill --json - --output table < request.json";

#[derive(clap::Args)]
#[command(after_help = AFTER)]
pub(crate) struct Args {
    /// The endpoint: group.method, or its path.
    #[arg(value_name = "GROUP.METHOD")]
    pub(crate) endpoint: String,

    /// Parameters.
    #[arg(value_name = "NAME=VALUE")]
    params: Vec<String>,

    /// All parameters as one JSON object; - reads it from stdin.
    #[arg(long, value_name = "TEXT|-", conflicts_with = "params")]
    json: Option<String>,

    /// Encrypt the business data [default: on].
    #[arg(long, value_enum, value_name = "on|off", hide_possible_values = true)]
    encrypt: Option<Switch>,

    /// Gzip the business data [default: auto, when larger than 1 KiB].
    #[arg(long, value_enum, value_name = "on|off|auto", hide_possible_values = true)]
    zip: Option<ZipWhen>,

    /// Address of the platform [default: WELINKPARK_BASE_URL, else http://qqb.welinkpark.com/api].
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,

    /// Park that the call is about [default: WELINKPARK_PARK_ID].
    #[arg(long, value_name = "ID")]
    park_id: Option<String>,

    /// Limit for the whole call in seconds [default: 30].
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    timeout: Option<Duration>,

    /// How often a call that changes nothing, or that never left this machine, is tried again [default: 2].
    #[arg(long, value_name = "N")]
    retries: Option<u32>,

    /// Print the decrypted content as the platform wrote it.
    #[arg(long, conflicts_with = "output")]
    raw: bool,

    /// Print canonical JSON or aligned columns [default: json; table for lists on a terminal].
    #[arg(long, value_enum, value_name = "json|table", hide_possible_values = true)]
    output: Option<Format>,

    #[command(flatten)]
    credentials: Source,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Switch {
    On,
    Off,
}

#[derive(Clone, Copy, ValueEnum)]
enum ZipWhen {
    On,
    Off,
    Auto,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Json,
    Table,
}

pub(crate) fn run(args: Args, warn: bool) -> Result<(), Failure> {
    let endpoint = find(&args.endpoint);
    let params = match args.json.as_deref() {
        Some("-") => output::stdin_text()?,
        Some(text) => text.to_owned(),
        None => params::to_json(endpoint, &args.params)?,
    };
    let client = client(&args, warn)?;
    match client.call_tolerant(&args.endpoint, &params) {
        Ok(answer) if args.raw => output::line(&answer.raw.content),
        Ok(answer) => print(&answer.data, endpoint, args.output),
        Err(error) => match error.kind() {
            // Raw content need not be JSON.
            ErrorKind::Decode(decode) if args.raw && decode.stage == Stage::Json => {
                output::line(decode.content.as_deref().unwrap_or_default())
            }
            _ => Err(error.into()),
        },
    }
}

fn client(args: &Args, warn: bool) -> Result<welinkpark::blocking::Client, Failure> {
    let mut builder = args.credentials.client(warn)?;
    if let Some(base_url) = &args.base_url {
        builder = builder.base_url(base_url);
    }
    if let Some(park_id) = &args.park_id {
        builder = builder.park_id(park_id);
    }
    if let Some(encrypt) = args.encrypt {
        builder = builder.encrypt(encrypt == Switch::On);
    }
    if let Some(zip) = args.zip {
        builder = builder.zip(match zip {
            ZipWhen::On => Zip::Always,
            ZipWhen::Off => Zip::Never,
            ZipWhen::Auto => Zip::Auto,
        });
    }
    if let Some(limit) = args.timeout {
        // One attempt may use all of the time that was asked for.
        builder = builder.timeout(limit).attempt_timeout(limit);
    }
    if let Some(retries) = args.retries {
        builder = builder.retries(retries);
    }
    Ok(builder.build_blocking()?)
}

fn print(canonical: &str, endpoint: Option<&Endpoint>, format: Option<Format>) -> Result<(), Failure> {
    let is_list = endpoint.is_some_and(|endpoint| matches!(endpoint.response, Some(Type::List(_))));
    match format {
        None if !output::is_terminal() => output::line(canonical),
        Some(Format::Json) => output::line(canonical),
        None if !is_list => output::line(&json::indent(canonical)),
        None | Some(Format::Table) => {
            let table = Table::of_json(canonical)
                .map_err(|error| Failure::Io(format!("the answer cannot be shown as a table: {error}")))?;
            if table.is_empty() { output::line("no records") } else { output::write(table.render().as_bytes()) }
        }
    }
}

/// As the library finds it; one that does not exist is told by the library.
fn find(name: &str) -> Option<&'static Endpoint> {
    welinkpark::ENDPOINTS.iter().find(|endpoint| endpoint.name == name || endpoint.path == name).copied()
}

fn seconds(text: &str) -> Result<Duration, String> {
    text.parse()
        .ok()
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        .filter(|duration| !duration.is_zero())
        .ok_or_else(|| "not a positive number of seconds".to_owned())
}
