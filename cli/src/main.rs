//! `welinkpark`: the platform from a command line, and the sandbox.

mod call;
mod codec;
mod command;
mod credentials;
mod endpoints;
mod explain;
mod failure;
mod json;
mod logging;
mod output;
mod pages;
mod params;
mod parent;
mod sandbox;
mod sign;
mod table;
mod tables;

use std::process::ExitCode;

use clap::Parser;

use crate::command::{Cli, Command};
use crate::failure::Failure;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(refused) => return failure::refuse_arguments(&refused),
    };
    let error_json = cli.error_json;
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.tell(error_json),
    }
}

fn run(cli: Cli) -> Result<(), Failure> {
    logging::init(cli.log, matches!(cli.command, Command::Sandbox(_)));
    let warn = !cli.error_json;
    match cli.command {
        Command::Call(args) => call::run(args, warn),
        Command::Endpoints(args) => endpoints::run(&args),
        Command::Sign(args) => sign::run(&args, warn),
        Command::Explain(args) => explain::run(&args, warn),
        Command::Encode(args) => codec::encode(&args, warn),
        Command::Decode(args) => codec::decode(&args, warn),
        Command::Sandbox(args) => sandbox::run(args),
        Command::Completions(args) => pages::completions(&args),
        Command::Man(args) => pages::man(&args),
    }
}
