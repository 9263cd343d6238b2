//! The header is what cbindgen makes of the source, and the interface changes only when somebody means it to.
//!
//! `WELINKPARK_WRITE=1 cargo test -p welinkpark-c --test header` writes both files. Before a first release,
//! `WELINKPARK_UNRELEASED=1` beside it lets declarations go or change within a version.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

const HEADER: &str = "include/welinkpark.h";
const INTERFACE: &str = "tests/interface.txt";

const INTRODUCTION: &str = r#"/* libwelinkpark: client library for the WeLinkPark (全球泊云) parking platform. */
/* Made by cbindgen from the library's source. Do not edit.
 *
 * Status. Every function that can fail answers with a wlp_status. WLP_OK is 0; outputs are written only then.
 * The last parameter `error` may be NULL; else `*error` is written if and only if the function fails, and is to be
 * freed with wlp_error_free.
 *
 * Ownership. What is handed out through a pointer to a pointer, or to a callback, belongs to the program until it
 * calls the type's _free; what an accessor hands out (const) belongs to the object it came from and lives as long.
 * Every _free takes NULL. The library keeps no pointer to arguments: they may go when the function returns.
 *
 * NULL. Accessors take NULL and answer NULL, 0 or absent. Elsewhere NULL is WLP_MISUSE unless the function says else.
 *
 * Threads. Any number of threads may use a client at once; answers and errors are immutable. Freeing is for one
 * thread, when no other is in a function with that object. Blocking functions work in the thread that calls them;
 * callbacks come on a thread of the client, one after the other, and may call anything, even wlp_client_free.
 *
 * Text. NUL-terminated, UTF-8 or, by the client's configuration, GB18030. Money is decimal text in yuan; times
 * are texts, taken as yyyy-MM-dd HH:mm:ss in China's time or as RFC 3339, given as RFC 3339 with +08:00.
 *
 * Structs. Begin each with its _INIT macro: it sets struct_size and leaves all optional fields absent.
 *
 * Steps. Gate flows and walks go on step by step, one step at a time: a second one during the first is WLP_MISUSE. They
 * live on when their client is freed; freeing one cancels its step and waits for the callback.
 *
 * Compatibility. See wlp_abi_version.
 */"#;

#[test]
fn the_header_is_that_of_the_source() {
    let made = header();
    if writing() {
        std::fs::write(folder().join(HEADER), made).unwrap();
        return;
    }
    let found = std::fs::read_to_string(folder().join(HEADER)).unwrap_or_default();
    assert!(found == made, "{HEADER} is out of date: run `make header-c`");
}

/// Every declaration of the header on a line of its own. A line that goes or changes breaks programs.
#[test]
fn the_interface_only_grows_within_a_version() {
    let made = declarations(&header());
    let path = folder().join(INTERFACE);
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    let version =
        |text: &str| text.lines().find(|line| line.starts_with("#define WLP_ABI_VERSION ")).map(str::to_owned);
    if version(&found).is_some() && version(&found) == version(&made) {
        let kept: BTreeSet<&str> = made.lines().collect();
        let broken: Vec<&str> = found.lines().filter(|line| !kept.contains(line)).collect();
        assert!(
            broken.is_empty() || std::env::var_os("WELINKPARK_UNRELEASED").is_some(),
            "programs rely on these; raise WLP_ABI_VERSION and the SONAME, or keep them:\n{}",
            broken.join("\n")
        );
    }
    if writing() {
        std::fs::write(path, made).unwrap();
        return;
    }
    assert!(found == made, "the interface has grown: run `make header-c` to say that it should");
}

#[test]
fn the_library_exports_what_the_header_declares_and_nothing_else() {
    if cfg!(not(target_os = "linux")) {
        return;
    }
    // A test of a library that only C can link does not put it in place by itself.
    let profile = if cfg!(debug_assertions) { "dev" } else { "release" };
    let mut build = Command::new(env!("CARGO"));
    build.args(["build", "--quiet", "--workspace", "--profile", profile]);
    // What cargo tells a test would seem news to build scripts, and everything be built again.
    let told = |name: &str| name == "OUT_DIR" || name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_");
    for (name, _) in std::env::vars().filter(|(name, _)| told(name)) {
        build.env_remove(name);
    }
    assert!(build.status().unwrap().success(), "the library cannot be built");
    let library = std::env::current_exe().unwrap().ancestors().nth(2).unwrap().join("libwelinkpark_c.so");
    let nm = Command::new("nm").args(["-D", "--defined-only", "--format=posix"]).arg(&library).output().unwrap();
    let exported: BTreeSet<String> = String::from_utf8(nm.stdout)
        .unwrap()
        .lines()
        .filter_map(|line| line.split(' ').next())
        .filter(|name| name.starts_with("wlp_"))
        .map(str::to_owned)
        .collect();
    let text = declarations(&header());
    let declared: BTreeSet<String> = text
        .lines()
        .filter(|line| line.ends_with(");") && !line.starts_with("typedef"))
        .filter_map(|line| line.split_once('(')?.0.rsplit([' ', '*']).next().map(str::to_owned))
        .collect();
    assert!(declared.len() > 300, "only {} functions found", declared.len());
    assert_eq!(exported, declared);
}

fn header() -> String {
    let macros = std::fs::read_to_string(folder().join("src/generated/macros.h")).unwrap();
    let mut config = cbindgen::Config {
        language: cbindgen::Language::C,
        style: cbindgen::Style::Type,
        header: Some(INTRODUCTION.to_owned()),
        include_guard: Some("WELINKPARK_H".to_owned()),
        trailer: None,
        cpp_compat: true,
        documentation_style: cbindgen::DocumentationStyle::C,
        line_length: 120,
        tab_width: 2,
        no_includes: true,
        usize_is_size_t: true,
        sys_includes: ["stdbool.h", "stddef.h", "stdint.h"].map(str::to_owned).to_vec(),
        ..cbindgen::Config::default()
    };
    config.function.sort_by = Some(cbindgen::SortKey::None);
    config.export.item_types.clear();
    let bindings = cbindgen::Builder::new().with_crate(folder()).with_config(config).generate().unwrap();
    let mut made = Vec::new();
    bindings.write(&mut made);
    let made = String::from_utf8(made).unwrap();
    // The macros need the types before them, and stand inside the guard.
    let (before, guard) = made.rsplit_once("#endif").unwrap();
    let text = format!("{before}{macros}\n#endif{guard}");
    // Rust's documentation escapes what C's need not.
    text.replace("\\[", "[").replace("\\]", "]").replace("\\<", "<")
}

/// The declarations without comments, one per line.
fn declarations(header: &str) -> String {
    let mut code = String::new();
    let mut rest = header;
    while let Some((before, comment)) = rest.split_once("/*") {
        code.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    code.push_str(rest);
    let code = code.replace("extern \"C\" {", "").replace("}  // extern \"C\"", "");
    let mut out = String::new();
    let mut depth = 0_i32;
    let mut line = String::new();
    for part in code.lines().map(str::trim).filter(|part| !part.is_empty()) {
        depth += part.matches(['(', '{']).count() as i32 - part.matches([')', '}']).count() as i32;
        line.push_str(if line.is_empty() { "" } else { " " });
        line.push_str(part.trim_end_matches('\\'));
        let whole = depth == 0 && (part.ends_with([';', '}']) || part.starts_with('#')) && !part.ends_with('\\');
        if whole {
            out.push_str(line.split_whitespace().collect::<Vec<_>>().join(" ").as_str());
            out.push('\n');
            line.clear();
        }
    }
    out
}

fn writing() -> bool {
    std::env::var_os("WELINKPARK_WRITE").is_some()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}
