//! `welinkpark completions` and `man`: what a shell and a manual know about the commands.

use std::path::PathBuf;

use clap::CommandFactory;
use clap::builder::PossibleValuesParser;
use clap_complete::Shell;

use crate::command::Cli;
use crate::failure::Failure;
use crate::output;

#[derive(clap::Args)]
#[command(
    after_help = "Example:\n  welinkpark completions bash > ~/.local/share/bash-completion/completions/welinkpark"
)]
pub(crate) struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

#[derive(clap::Args)]
#[command(after_help = "Examples:\n  welinkpark man | man -l -\n  welinkpark man --dir ~/.local/share/man/man1")]
pub(crate) struct ManArgs {
    /// Write a page per command into this directory instead.
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

pub(crate) fn completions(args: &CompletionsArgs) -> Result<(), Failure> {
    // The names of endpoints are completed, too; parsing itself leaves them to the library, whose error says more.
    let names = PossibleValuesParser::new(welinkpark::ENDPOINTS.iter().map(|endpoint| endpoint.name));
    let mut command = Cli::command().mut_subcommand("call", |call| {
        // A changed argument goes behind all others: the second one has to follow it.
        call.mut_arg("endpoint", |endpoint| endpoint.value_parser(names).hide_possible_values(true))
            .mut_arg("params", |params| params)
    });
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "welinkpark", &mut script);
    output::write(&script)
}

pub(crate) fn man(args: &ManArgs) -> Result<(), Failure> {
    let Some(dir) = &args.dir else {
        let mut page = Vec::new();
        clap_mangen::Man::new(Cli::command())
            .render(&mut page)
            .map_err(|error| Failure::Io(format!("the page cannot be made: {error}")))?;
        return output::write(&page);
    };
    std::fs::create_dir_all(dir)
        .and_then(|()| clap_mangen::generate_to(Cli::command(), dir))
        .map_err(|error| Failure::Io(format!("{}: {error}", dir.display())))
}
