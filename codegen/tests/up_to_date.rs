//! The checked-in files are what the spec and the templates give today.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::path::{Path, PathBuf};

use welinkpark_codegen::output::{Difference, MARK};
use welinkpark_codegen::{generate, spec};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn generated_files_are_up_to_date() {
    let differences = generate(&root()).unwrap().differences(&root()).unwrap();
    let lines: Vec<String> = differences.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "run `make codegen`:\n{}", lines.join("\n"));
}

#[test]
fn every_generated_file_says_so_in_its_first_line() {
    for (path, text) in generate(&root()).unwrap().files() {
        assert!(text.lines().next().unwrap_or_default().contains(MARK), "{path}");
    }
}

#[test]
fn the_spec_has_all_52_endpoints_29_of_them_get() {
    let spec = spec::load(&root().join("spec")).unwrap();
    let get = spec.endpoints().filter(|endpoint| endpoint.http == spec::model::Http::Get).count();
    assert_eq!((spec.endpoints().count(), get), (52, 29));
}

#[test]
fn writing_creates_repairs_and_removes_but_leaves_hand_written_files_alone() {
    let output = generate(&root()).unwrap();
    let place = std::env::temp_dir().join(format!("welinkpark-codegen-{}", std::process::id()));
    let api = place.join("core/src/api");
    std::fs::create_dir_all(&api).unwrap();
    std::fs::write(api.join("auth.rs"), "// old").unwrap();
    std::fs::write(api.join("gone.rs"), format!("// {MARK} from spec/gone.toml. Do not edit.\n")).unwrap();
    std::fs::write(api.join("own.rs"), "//! By hand.\n").unwrap();

    let differences = output.differences(&place).unwrap();
    assert!(differences.contains(&Difference::Changed("core/src/api/auth.rs".to_owned())));
    assert!(differences.contains(&Difference::Missing("core/src/api/mod.rs".to_owned())));
    assert!(differences.contains(&Difference::Stale("core/src/api/gone.rs".to_owned())));
    output.write(&place, &differences).unwrap();

    assert_eq!(output.differences(&place).unwrap(), []);
    assert!(!api.join("gone.rs").exists());
    assert!(api.join("own.rs").exists());
    std::fs::remove_dir_all(&place).unwrap();
}
