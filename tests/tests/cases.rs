//! Runs `cases/` against the sandbox with the blocking client.

#![allow(missing_docs)]

use std::collections::BTreeSet;

use welinkpark_tests::case::{Step, files};
use welinkpark_tests::runner::run_and_tell;
use welinkpark_tests::sandbox::TestSandbox;

#[test]
fn every_case_against_the_sandbox() {
    let sandbox = TestSandbox::start();
    let files = files();
    let (mut count, mut failures, mut called) = (0, Vec::new(), BTreeSet::new());
    for (file, cases) in &files {
        for case in cases {
            count += 1;
            for step in &case.steps {
                if let Step::Call(call) = step {
                    called.insert(call.call.clone());
                }
            }
            let suite = format!("cases/{}", file.trim_end_matches(".json"));
            let special = |_: &_, _: &_, _: &_| Err("this step is for flows".to_owned());
            if let Err(problem) = run_and_tell(&sandbox, &suite, case, &special) {
                failures.push(format!("{file}: {}: {problem}", case.name));
            }
        }
    }
    assert!(failures.is_empty(), "{} of {count} cases fail:\n{}", failures.len(), failures.join("\n"));
    let forgotten: Vec<&str> =
        welinkpark::ENDPOINTS.iter().map(|endpoint| endpoint.name).filter(|name| !called.contains(*name)).collect();
    assert!(forgotten.is_empty(), "no case calls {forgotten:?}");
}

#[test]
fn names_of_cases_are_not_used_twice() {
    for (file, cases) in files() {
        let names: BTreeSet<&str> = cases.iter().map(|case| case.name.as_str()).collect();
        assert_eq!(names.len(), cases.len(), "{file}");
    }
}
