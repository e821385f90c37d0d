//! Row 69: foliate-js and epub.js in headless Chromium open the books: our faces are loaded and draw everything, no
//! picture is broken, nothing is asked from outside, and lines run as they should.

use crate::book::Book;
use crate::golden;
use serde_json::Value;
use std::collections::BTreeSet;
use std::process::Command;

/// What both readers met in a book; pictures of it are left in the folder of the tests.
fn seen(book: &Book, name: &str) -> Value {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("epub").join(name);
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("book.epub");
    std::fs::write(&path, &book.bytes).unwrap();
    let judge = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges/bin/epubshot");
    let output = Command::new(judge).arg(&path).arg(&folder).args(["0", "0"]).output().unwrap();
    let verdict: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&output.stderr)));
    assert!(output.status.success(), "{verdict:#}");
    verdict
}

fn check(name: &str, mode: &str) {
    check_faces(golden::named(name), name, mode, &["Noto Serif SC", "Noto Sans SC", "LXGW WenKai"]);
}

/// Opens a book in both readers; these families are loaded, among others.
pub(crate) fn check_faces(book: &Book, name: &str, mode: &str, families: &[&str]) {
    let verdict = seen(book, name);
    assert_eq!(verdict["problems"], serde_json::json!([]));
    for reader in ["foliate", "epubjs"] {
        let reader = &verdict["readers"][reader];
        assert_eq!(reader["left"], serde_json::json!([]), "requests that leave");
        let sections = reader["seen"].as_array().unwrap();
        assert!(sections.len() >= 2, "{reader:#}");
        let mut loaded = BTreeSet::new();
        for section in sections {
            assert_eq!(section["brokenImages"], serde_json::json!([]));
            let fonts = section["fonts"].as_array().unwrap();
            assert!(!fonts.is_empty() && fonts.iter().all(|f| f["status"] != "error"), "{fonts:?}");
            let ready = fonts.iter().filter(|f| f["status"] == "loaded");
            loaded.extend(ready.map(|f| f["family"].to_string()));
            let drawn = section["drawnWith"].as_array().unwrap();
            assert!(drawn.iter().all(|d| d["embedded"] == true), "{section:#}");
            if section["characters"].as_u64() > Some(0) {
                assert_eq!(section["writingMode"], mode, "{section:#}");
            }
        }
        for family in families {
            assert!(loaded.iter().any(|f| f.contains(family)), "{family} is not among {loaded:?}");
        }
    }
}

#[test]
fn row_69_two_readers_show_a_horizontal_book() {
    check("rich", "horizontal-tb");
}

#[test]
fn row_69_two_readers_show_a_vertical_book() {
    check("vertical", "vertical-rl");
}
