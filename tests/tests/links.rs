//! Every link between the files of this repository leads somewhere.

#![allow(clippy::unwrap_used, missing_docs)]

use std::path::{Path, PathBuf};

/// Folders that hold what was built or fetched.
const NOT_OURS: [&str; 6] = ["target", "node_modules", "dist", "build", "venv", "corpus"];

#[test]
fn links_between_files_lead_somewhere() {
    let root = welinkpark_tests::folder().parent().unwrap();
    let mut pages = Vec::new();
    collect(root, &mut pages);
    let mut broken = Vec::new();
    let mut count = 0;
    for page in &pages {
        let text = std::fs::read_to_string(page).unwrap();
        for target in targets(&text) {
            count += 1;
            let (file, _anchor) = target.split_once('#').unwrap_or((target, ""));
            if !file.is_empty() && !page.parent().unwrap().join(file).exists() {
                broken.push(format!("{}: {target}", page.strip_prefix(root).unwrap().display()));
            }
        }
    }
    assert!(broken.is_empty(), "broken links:\n{}", broken.join("\n"));
    assert!(count > 300, "only {count} links were found");
}

fn collect(folder: &Path, pages: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let kind = entry.file_type().unwrap();
        if kind.is_dir() && !name.starts_with('.') && !NOT_OURS.contains(&name.as_str()) {
            collect(&entry.path(), pages);
        } else if kind.is_file() && name.ends_with(".md") {
            pages.push(entry.path());
        }
    }
}

/// What Markdown links of a text lead to, code blocks left out; not addresses of the web.
fn targets(text: &str) -> impl Iterator<Item = &str> {
    text.split("```")
        .step_by(2)
        .flat_map(|prose| prose.split("](").skip(1))
        .filter_map(|rest| rest.split_once(')'))
        .map(|(target, _)| target)
        .filter(|target| !target.contains("://") && !target.starts_with("mailto:"))
}
