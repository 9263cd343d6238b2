//! `welinkpark completions`, `man` and `--help`.

use crate::fixture::{fresh_path, plain, run};

const COMMANDS: [&str; 8] = ["call", "endpoints", "sign", "encode", "decode", "sandbox", "completions", "man"];

#[test]
fn every_commands_help_has_an_example() {
    for command in COMMANDS {
        let help = run(plain(&[command, "--help"]), "").stdout;
        assert!(help.contains("Example") && help.contains(&format!("welinkpark {command}")), "{help}");
    }
}

#[test]
fn completions_know_commands_and_endpoints() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = run(plain(&["completions", shell]), "").stdout;
        assert!(script.contains("sandbox"), "{shell}");
    }
    assert!(run(plain(&["completions", "bash"]), "").stdout.contains("passport.get"));
}

#[test]
fn the_manual_is_one_page_or_one_per_command() {
    assert!(run(plain(&["man"]), "").stdout.contains(".TH welinkpark 1"));
    let directory = fresh_path("man");
    assert_eq!(run(plain(&["man", "--dir", directory.to_str().unwrap()]), "").status, 0);
    for command in COMMANDS {
        assert!(directory.join(format!("welinkpark-{command}.1")).exists());
    }
}
