//! Whole books as EPUBs before the judges: a hundred articles with three hundred photos, and a thousand articles.

use super::common::*;
use super::photobook;
use keben::export::Options;
use std::path::PathBuf;

fn epub_only() -> Options {
    Options { pdf: false, ..both() }
}

/// The book of so many articles and photos, in a file of the folder.
fn book(folder: &tempfile::TempDir, articles: usize, photos: usize) -> PathBuf {
    let outcome = build_clean(photobook::project(articles, 1200, photos), &epub_only(), &[]);
    let path = folder.path().join(format!("{articles}.epub"));
    std::fs::write(&path, output(&outcome, "epub")).unwrap();
    path
}

#[test]
fn epubcheck_finds_nothing_in_whole_books() {
    let folder = tempfile::tempdir().unwrap();
    let books = [book(&folder, 100, 3), book(&folder, 1000, 0)];
    let paths: Vec<&str> = books.iter().map(|p| p.to_str().unwrap()).collect();
    let (code, said) = run("tests/judges/bin/epubcheck", &paths);
    assert_eq!((code, said.lines().count()), (0, 2), "{said}");
    for verdict in said.lines() {
        let verdict: serde_json::Value = serde_json::from_str(verdict).unwrap();
        let counts = ["fatal", "error", "warning"].map(|kind| verdict[kind].as_u64().unwrap());
        assert_eq!(counts, [0, 0, 0], "{verdict}");
        // That the book has faces of its own (CSS-028) is no fault.
        let messages = verdict["messages"].as_array().unwrap();
        assert!(messages.iter().all(|m| m["id"] == "CSS-028"), "{verdict}");
    }
}

/// Ace opens each of two hundred documents in a browser.
#[test]
fn ace_finds_nothing_in_a_book_of_a_hundred_articles() {
    let folder = tempfile::tempdir().unwrap();
    let path = book(&folder, 100, 3);
    let (code, said) = run("tests/judges/bin/aces", &[path.to_str().unwrap()]);
    assert_eq!(code, 0, "{said}");
    let verdict: serde_json::Value = serde_json::from_str(said.trim()).unwrap();
    assert_eq!((&verdict["outcome"], &verdict["violations"]), (&"pass".into(), &serde_json::json!([])));
}
