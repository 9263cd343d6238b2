//! Every fault × every safety class: what the client says, how often it tries, and what the sandbox has done.
//! `docs/fault-matrix.md` is written from the same data: `WELINKPARK_WRITE=1 cargo test -p welinkpark-tests --test fault_matrix`.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use welinkpark::protocol::parse_form;
use welinkpark::{Error, ErrorKind, blocking};
use welinkpark_tests::fault_server::{Route, start};
use welinkpark_tests::faults::{Class, Fault, Limits, Matrix, Outcome, matrix};
use welinkpark_tests::folder;
use welinkpark_tests::sandbox::TestSandbox;

#[test]
fn every_fault_in_every_class_is_told_and_repeated_as_the_table_says() {
    let (matrix, sandbox) = (matrix(), TestSandbox::start());
    let certificates = tempfile::tempdir().unwrap();
    let routes = start(sandbox.port, certificates.path()).unwrap();
    let mut wrong = Vec::new();
    for fault in &matrix.faults {
        for (name, class) in &matrix.classes {
            let expected = expected(fault, name, class);
            let found = run(&sandbox, &routes, &matrix.options, fault, class);
            if found != expected {
                let [found, expected] = [found, expected].map(|outcome| serde_json::to_string(&outcome).unwrap());
                wrong.push(format!("{} × {name}\n    found    {found}\n    expected {expected}", fault.name));
            }
        }
    }
    println!("{} faults × {} classes: {} wrong", matrix.faults.len(), matrix.classes.len(), wrong.len());
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_server_and_every_plan_of_the_sandbox_is_in_the_table() {
    let (matrix, sandbox) = (matrix(), TestSandbox::start());
    let vias: BTreeSet<&str> = matrix.faults.iter().filter_map(|fault| fault.via.as_deref()).collect();
    let certificates = tempfile::tempdir().unwrap();
    for name in start(sandbox.port, certificates.path()).unwrap().keys() {
        assert!(vias.contains(name), "{name}");
    }
    let kinds: BTreeSet<&str> =
        matrix.faults.iter().filter_map(|fault| fault.plan.as_ref()?["kind"].as_str()).collect();
    let (_, refusal) = sandbox.try_control("POST", "/faults", &json!({ "kind": "no such kind" }));
    let known: Vec<&str> = refusal["error"].as_str().unwrap().split('`').skip(3).step_by(2).collect();
    assert!(known.len() > 10, "{refusal}");
    for kind in known {
        assert!(kinds.contains(kind), "{kind}");
    }
}

#[test]
fn the_table_in_the_docs_is_the_one_that_is_tested() {
    let matrix = matrix();
    for (file, text) in [("docs/fault-matrix.md", english(&matrix)), ("docs/zh-CN/fault-matrix.md", chinese(&matrix))] {
        let path = folder().parent().unwrap().join(file);
        if std::env::var_os("WELINKPARK_WRITE").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        assert!(
            std::fs::read_to_string(&path).unwrap() == text,
            "{file} is not what faults.json says: WELINKPARK_WRITE=1"
        );
    }
}

#[test]
fn the_docs_name_the_runners_that_there_are() {
    let root = folder().parent().unwrap();
    for (language, runner) in RUNNERS {
        assert!(root.join(runner).exists(), "{language}: {runner}");
    }
    let makefiles = RUNNERS.map(|(_, runner)| match runner.split_once('/') {
        Some((binding, _)) if binding.starts_with("bindings-") => root.join(binding).join("build.mk"),
        _ => root.join("Makefile"),
    });
    for file in makefiles {
        assert!(std::fs::read_to_string(&file).unwrap().contains("\nfaults-"), "{}", file.display());
    }
}

/// Who runs the table, and with what.
const RUNNERS: [(&str, &str); 5] = [
    ("Rust", "tests/tests/fault_matrix.rs"),
    ("Python (sync, asyncio)", "bindings-python/tests/fault_matrix.py"),
    ("Node", "bindings-node/test/faults.mjs"),
    ("C (blocking, callbacks)", "bindings-c/tests/faults.c"),
    ("C# (Mono, .NET)", "bindings-dotnet/tests/Faults.cs"),
];

/// The languages, each with a link to its runner.
fn runners(up: &str, between: &str) -> String {
    RUNNERS.map(|(language, runner)| format!("[{language}]({up}{runner})")).join(between)
}

/// The data says once what holds for every change.
fn expected(fault: &Fault, name: &str, class: &Class) -> Outcome {
    let common = if class.done.is_some() { &fault.change } else { &fault.read };
    fault.but.get(name).unwrap_or(common).clone()
}

fn run(
    sandbox: &TestSandbox,
    routes: &BTreeMap<&str, Route>,
    limits: &Limits,
    fault: &Fault,
    class: &Class,
) -> Outcome {
    sandbox.begin();
    for (path, body) in &class.setup {
        sandbox.post(path, body);
    }
    let mut params = class.params.clone();
    if let Some(first) = &class.first {
        let answer = sandbox.client().call_json(&first.call, &first.params.to_string()).unwrap();
        let answer: Value = serde_json::from_str(&answer.data).unwrap();
        params[&first.take] = answer[&first.take].clone();
    }
    let before = done(sandbox, class);
    if let Some(plan) = &fault.plan {
        let mut plan = plan.clone();
        plan["endpoint"] = json!(class.call);
        sandbox.post("/faults", &plan);
    }
    let client = client(sandbox, fault.via.as_deref().map(|via| &routes[via]), limits);
    let params = if params.is_null() { String::new() } else { params.to_string() };
    if fault.warm {
        client.info().areas().send().unwrap();
        std::thread::sleep(Duration::from_millis(100));
    }
    let begun = Instant::now();
    let outcome = client.call_json(&class.call, &params);
    // Generous: what is promised is that there is an end.
    assert!(begun.elapsed() < Duration::from_millis(limits.timeout_ms) + Duration::from_secs(30), "{}", fault.name);
    settle(sandbox, class);
    let log = sandbox.requests_to(&class.call);
    let nonces: BTreeSet<String> = log.iter().filter_map(nonce).collect();
    assert_eq!(nonces.len(), log.len(), "{}: a nonce was used twice", fault.name);
    let done = done(sandbox, class).zip(before).map(|(after, before)| after - before);
    let (result, sent, attempts) = match &outcome {
        Ok(_) => ("ok".to_owned(), None, None),
        Err(error) => (told(error), Some(error.sent().to_string()), Some(error.attempts())),
    };
    Outcome { result, sent, attempts, arrived: log.len(), done }
}

/// As it came: a request that was dropped was not looked into.
fn nonce(entry: &Value) -> Option<String> {
    let form = [&entry["query"], &entry["body"]].map(|part| parse_form(part.as_str().unwrap_or_default()));
    form.into_iter().flatten().find(|(name, _)| name == "Nonce").map(|(_, value)| value)
}

fn client(sandbox: &TestSandbox, route: Option<&Route>, limits: &Limits) -> blocking::Client {
    let mut builder = sandbox
        .builder()
        .attempt_timeout(Duration::from_millis(limits.attempt_timeout_ms))
        .timeout(Duration::from_millis(limits.timeout_ms));
    if let Some(route) = route {
        builder = builder.base_url(&route.base_url);
        if let Some(proxy) = &route.proxy {
            builder = builder.proxy(proxy);
        }
        if let Some(file) = &route.ca_file {
            builder = builder.ca_certificate(std::fs::read(file).unwrap());
        }
    }
    builder.build_blocking().unwrap()
}

/// Waits until the sandbox has done what it was still doing when the client gave up.
fn settle(sandbox: &TestSandbox, class: &Class) {
    for _ in 0..500 {
        if sandbox.requests_to(&class.call).iter().all(|entry| entry["pending"] != json!(true)) {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn done(sandbox: &TestSandbox, class: &Class) -> Option<u64> {
    let state = sandbox.get("/state");
    let part = state.pointer(class.done.as_deref()?)?;
    part.as_u64().or_else(|| Some(part.as_array()?.len() as u64))
}

fn told(error: &Error) -> String {
    match error.kind() {
        ErrorKind::Transport { kind, .. } => format!("transport {}", kind.name()),
        ErrorKind::Http { status, .. } => format!("http {status}"),
        ErrorKind::Decode(failure) => format!("decode {}", failure.stage.name()),
        ErrorKind::Api(failure) => format!("api {}", failure.code),
        other => other.name().to_owned(),
    }
}

fn english(matrix: &Matrix) -> String {
    let head = "<!-- Written from tests/faults/faults.json by tests/tests/fault_matrix.rs. -->\n\n# What happens when something \
        breaks\n\nEvery fault × every safety class, each with the default of 2 retries, measured against the sandbox in every \
        run of the tests. **change** stands for the classes `write`, `money` and `gate`, which behave alike. *sent* is what \
        the error says: whether the platform may have received the request; `yes` is an answer over HTTP, which behind a \
        proxy can be the proxy's own. *tries* is the number of attempts, *arrived* how \
        many requests the platform saw, *done* how often the work is done afterwards. Every attempt has a nonce of its own.\n\n";
    let columns = "| fault | read | sent | tries | arrived | change | sent | tries | arrived | done |\n|---|---|---|---|---|---|---|---|---|---|\n";
    let by = format!("`make faults` runs every row, with the same result, in {}.\n\n", runners("../", ", "));
    head.to_owned() + &by + columns + &rows(matrix, |fault| &fault.name)
}

fn chinese(matrix: &Matrix) -> String {
    let head = "<!-- 由 tests/tests/fault_matrix.rs 根据 tests/faults/faults.json 生成。 -->\n\n# 出故障时会怎样\n\n\
        每种故障 × 每个安全级别，均按默认重试 2 次，每次测试都对着沙箱实测。“变更”代表 `write`、`money`、`gate` 三级，三者表现一致。\
        “已发出”是错误中的 `sent`：平台是否可能已收到请求；`yes` 表示收到了 HTTP 应答，\
        经由代理时它也可能出自代理本身。“尝试”是尝试次数，“到达”是平台收到的请求数，“生效”是事后该操作实际执行的次数。\
        每次尝试都使用新的 Nonce。\n\n";
    let columns = "| 故障 | 读取 | 已发出 | 尝试 | 到达 | 变更 | 已发出 | 尝试 | 到达 | 生效 |\n|---|---|---|---|---|---|---|---|---|---|\n";
    let by = format!("`make faults` 在以下语言中逐行运行，结果一致：{}。\n\n", runners("../../", "、"));
    head.to_owned() + &by + columns + &rows(matrix, |fault| &fault.zh)
}

fn rows(matrix: &Matrix, name: impl Fn(&Fault) -> &str) -> String {
    let mut text = String::new();
    for fault in &matrix.faults {
        let cells = |outcome: &Outcome| {
            let attempts = outcome.attempts.map_or("–".to_owned(), |attempts| attempts.to_string());
            let sent = outcome.sent.as_deref().unwrap_or("–");
            format!("{} | {sent} | {attempts} | {}", outcome.result, outcome.arrived)
        };
        let done = fault.change.done.unwrap_or_default();
        text += &format!("| {} | {} | {} | {done} |\n", name(fault), cells(&fault.read), cells(&fault.change));
        for (class, outcome) in &fault.but {
            let done = outcome.done.unwrap_or_default();
            text += &format!("| … `{class}` | | | | | {} | {done} |\n", cells(outcome));
        }
    }
    text
}
