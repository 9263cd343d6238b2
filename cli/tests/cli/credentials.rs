//! Where credentials come from.

use std::fs;

use crate::fixture::{SECRET, Sandbox, fresh_path, plain, run};

fn close(path: &std::path::Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
    }
}

#[test]
fn a_toml_file_and_the_sandboxs_own_line_are_both_taken() {
    let sandbox = Sandbox::start(&[]);
    let field = |name: &str| sandbox.ready[name].clone();
    let toml = format!(
        "app_id = {}\nsecret_key = {}\npark_id = {}\nbase_url = {}\n",
        field("app_id"),
        field("secret_key"),
        field("park_id"),
        field("base_url")
    );
    for text in [toml, sandbox.ready.to_string()] {
        let path = fresh_path("credentials");
        fs::write(&path, text).unwrap();
        close(&path);
        let path = path.to_str().unwrap();
        assert!(run(plain(&["call", "info.areas", "--credentials", path]), "").json().is_array());
        let mut command = plain(&["call", "info.areas"]);
        command.env("WELINKPARK_CREDENTIALS", path);
        assert!(run(command, "").json().is_array());
    }
}

#[test]
fn what_the_file_does_not_say_comes_from_the_environment() {
    let sandbox = Sandbox::start(&[]);
    let path = fresh_path("park.toml");
    fs::write(&path, "park_id = \"10001099\"\n").unwrap();
    close(&path);
    let ended = sandbox.run(&["call", "info.areas", "--credentials", path.to_str().unwrap(), "--error-json"]);
    assert_eq!(ended.error()["code"], "0004");
}

#[cfg(unix)]
#[test]
fn a_file_that_others_can_read_is_warned_about() {
    use std::os::unix::fs::PermissionsExt;

    let path = fresh_path("open.toml");
    fs::write(&path, format!("secret_key = \"{SECRET}\"\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let signed = run(plain(&["sign", "Nonce=1", "--credentials", path.to_str().unwrap()]), "");
    assert_eq!(signed.status, 0);
    assert!(signed.stderr.contains("chmod 600"), "{}", signed.stderr);
}

#[test]
fn a_file_that_is_wrong_is_explained_without_its_secret() {
    for (text, told) in [
        (format!("app_id = \"x\"\nsecret_key = {SECRET}\n"), "line 2"),
        ("app_id = \"x\"\nsecret_key = 12345\n".to_owned(), "secret_key must be a text"),
        (format!("secret = \"{SECRET}\"\n"), "secret is unknown"),
        (format!("{{\"secret_key\": \"{SECRET}\""), "line 1"),
    ] {
        let path = fresh_path("wrong.toml");
        fs::write(&path, text).unwrap();
        close(&path);
        let refused = run(plain(&["sign", "Nonce=1", "--credentials", path.to_str().unwrap()]), "");
        assert_eq!(refused.status, 2);
        assert!(refused.stderr.contains(told), "{}", refused.stderr);
        assert!(!refused.stderr.contains("12345"), "{}", refused.stderr);
    }
}

#[test]
fn no_argument_takes_the_secret() {
    let refused = run(plain(&["call", "info.areas", &format!("--secret-key={SECRET}")]), "");
    assert_eq!(refused.status, 2);
}
