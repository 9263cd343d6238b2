//! The command line's grammar: what is common to all commands, and their list.

use clap::{Parser, Subcommand};

use crate::logging::Level;
use crate::{call, codec, endpoints, explain, pages, sandbox, sign};

const AFTER: &str = "\
Credentials come from WELINKPARK_APP_ID, WELINKPARK_SECRET_KEY, WELINKPARK_PARK_ID and WELINKPARK_BASE_URL, or from a \
file (--credentials), never from arguments.

Exit status: 0 done; 1 explain found something wrong; 2 wrong usage, argument or configuration; 3 refused by the platform; 4 connection or HTTP \
failure; 5 the answer cannot be decoded; 70 a defect of this program; 74 reading or writing failed.

Example:
  welinkpark sandbox > sandbox.json &
  welinkpark call info.areas --credentials sandbox.json";

/// Heading of what all commands take.
const COMMON: &str = "Common options";

/// Command line and sandbox for the 全球泊云 (WeLinkPark) parking platform.
#[derive(Parser)]
#[command(name = "welinkpark", version, after_help = AFTER)]
pub(crate) struct Cli {
    /// Write an error as one JSON object to stderr.
    #[arg(long, global = true, help_heading = COMMON)]
    pub(crate) error_json: bool,

    /// Log to stderr, from this level on: error, warn, info, debug or trace [default: warn for sandbox, else off].
    #[arg(long, global = true, help_heading = COMMON, value_enum, value_name = "LEVEL", hide_possible_values = true)]
    pub(crate) log: Option<Level>,

    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Call an endpoint and print its answer.
    Call(call::Args),
    /// List the platform's endpoints.
    Endpoints(endpoints::Args),
    /// Sign parameters: print the canonical string and its signature.
    Sign(sign::Args),
    /// Say what is wrong with the signature of a request.
    Explain(explain::Args),
    /// Turn business data on stdin into `content`.
    Encode(codec::Args),
    /// Turn `content` on stdin back into business data.
    Decode(codec::Args),
    /// Run the simulated platform on this machine.
    Sandbox(sandbox::Args),
    /// Print completions for a shell.
    Completions(pages::CompletionsArgs),
    /// Print the manual page.
    Man(pages::ManArgs),
}
