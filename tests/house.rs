//! The table of rooms in `src/lib.rs` holds: each room uses only the rooms its row names, and each foreign
//! crate is named in its own room alone.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

struct Room {
    may_use: BTreeSet<String>,
    crates: BTreeSet<String>,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[expect(clippy::disallowed_methods, reason = "this test reads the sources it judges")]
fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The rows of the table in the crate documentation.
fn table() -> BTreeMap<String, Room> {
    let doc = text(&root().join("src/lib.rs"));
    let set = |cell: &str| cell.split(',').map(|s| s.trim().to_owned()).filter(|s| !s.is_empty()).collect();
    doc.lines()
        .filter_map(|l| l.strip_prefix("//! | "))
        .map(|l| l.split('|').map(str::trim).collect::<Vec<_>>())
        .filter(|c| c[0].parse::<u8>().is_ok() && c[1].starts_with('`'))
        .map(|c| (c[1].trim_matches('`').to_owned(), Room { may_use: set(c[2]), crates: set(c[3]) }))
        .collect()
}

/// All source files of a room but its tests, which may look anywhere.
#[expect(clippy::disallowed_methods, reason = "this test reads the sources it judges")]
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
        let path = entry.unwrap().path();
        if path.file_stem().is_some_and(|stem| stem == "tests") {
            continue;
        }
        if path.is_dir() {
            out.extend(files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
    out
}

/// A file's code without comments and without what stands below its `#[cfg(test)]`: tests may look
/// anywhere.
fn code(path: &Path) -> String {
    let text = text(path);
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines().map(|l| l.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The first path segment behind each `prefix`, group imports (`crate::{a, b::c}`) included.
fn named(code: &str, prefix: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let word = |s: &str| s.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    for (at, _) in code.match_indices(prefix) {
        let rest = &code[at + prefix.len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut start = true;
            for (i, c) in group.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => start = true,
                    c if start && !c.is_whitespace() => {
                        out.insert(word(&group[i..]));
                        start = false;
                    }
                    _ => {}
                }
            }
        } else {
            out.insert(word(rest));
        }
    }
    out
}

#[test]
fn the_table_names_every_room() {
    let rooms: BTreeSet<String> = table().into_keys().collect();
    let doc = text(&root().join("src/lib.rs"));
    let modules: BTreeSet<String> = doc
        .lines()
        .filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect();
    assert_eq!(rooms, modules);
}

#[test]
fn a_room_uses_only_what_its_row_names() {
    let table = table();
    let mut breaches = Vec::new();
    for (room, row) in &table {
        for file in files(&root().join("src").join(room)) {
            for used in named(&code(&file), "crate::") {
                if used != *room && table.contains_key(&used) && !row.may_use.contains(&used) {
                    breaches.push(format!("{} uses `{used}`", file.display()));
                }
            }
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn a_foreign_crate_lives_in_one_room() {
    let table = table();
    let manifest = text(&root().join("Cargo.toml"));
    let section = manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    // `kamadak-exif` is called `exif` in code.
    let crates: Vec<String> = section
        .lines()
        .filter(|l| !l.starts_with('#') && l.contains('='))
        .map(|l| l.split('=').next().unwrap().trim().replace('-', "_"))
        .map(|c| if c == "kamadak_exif" { "exif".to_owned() } else { c })
        .collect();
    let mut breaches = Vec::new();
    for name in &crates {
        let homes: Vec<&String> =
            table.iter().filter(|(_, r)| r.crates.contains(name)).map(|(n, _)| n).collect();
        if homes.len() != 1 {
            breaches.push(format!("`{name}` is at home in {homes:?}"));
        }
        for (room, row) in &table {
            for file in files(&root().join("src").join(room)) {
                let code = code(&file);
                let uses = code.match_indices(&format!("{name}::")).any(|(at, _)| {
                    !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
                });
                if uses && !row.crates.contains(name) {
                    breaches.push(format!("{} names `{name}`", file.display()));
                }
            }
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn files_stay_readable() {
    let long: Vec<String> = files(&root().join("src"))
        .into_iter()
        .map(|f| (text(&f).lines().count(), f))
        .filter(|(lines, _)| *lines > 600)
        .map(|(lines, f)| format!("{}: {lines} lines", f.display()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}
