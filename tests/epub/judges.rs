//! Rows 67 and 68: EPUBCheck 5.3 and Ace 1.4 on all golden books, each judge in one process.

use crate::golden::golden;
use std::path::PathBuf;
use std::process::{Command, Output};

/// The usage note that no producer can avoid: CSS-028 says that a book has faces of its own.
const UNAVOIDABLE: &[&str] = &["CSS-028"];

fn shelf() -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    let paths = golden().iter().map(|(name, book)| {
        let path = folder.path().join(format!("{name}.epub"));
        std::fs::write(&path, &book.bytes).unwrap();
        path
    });
    let paths = paths.collect();
    (folder, paths)
}

fn judge(name: &str, paths: &[PathBuf]) -> Output {
    let judge = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges/bin").join(name);
    Command::new(judge).args(paths).output().unwrap()
}

fn lines(output: &Output) -> Vec<serde_json::Value> {
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

#[test]
fn row_67_epubcheck_finds_nothing() {
    let (_folder, paths) = shelf();
    assert!(paths.len() >= 25);
    let output = judge("epubcheck", &paths);
    let verdicts = lines(&output);
    assert_eq!(verdicts.len(), paths.len(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut found = Vec::new();
    for verdict in &verdicts {
        for message in verdict["messages"].as_array().unwrap() {
            let id = message["id"].as_str().unwrap_or_default();
            if !UNAVOIDABLE.contains(&id) {
                found.push(format!("{}: {message}", verdict["file"]));
            }
        }
        let counts = ["fatal", "error", "warning"].map(|k| verdict[k].as_u64().unwrap());
        assert_eq!(counts, [0, 0, 0], "{verdict}");
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(output.status.success());
}

#[test]
fn row_68_ace_finds_no_violation() {
    let (_folder, paths) = shelf();
    let output = judge("aces", &paths);
    let verdicts = lines(&output);
    assert_eq!(verdicts.len(), paths.len(), "{}", String::from_utf8_lossy(&output.stderr));
    for verdict in &verdicts {
        let clean = verdict["outcome"] == "pass" && verdict["violations"].as_array().unwrap().is_empty();
        assert!(clean, "{verdict}");
    }
    assert!(output.status.success());
}
