//! Cases that are texts. A folder `tests/cases/codes/K213` has `bad.md` and `good.md`, or `bad.toml` and `good.toml`, or
//! the folders `bad` and `good` of whole files, which are laid over a project without a fault. A file `how` says, where
//! it is not plain `check`, the command; `at PATH`: where the one file stands; `with PATH`: a further article; `bare`:
//! there is nothing but the folder's own files.
//!
//! The copy desk's codes have theirs in `tests/cases/check`, where no other rule may speak either.

use super::world::World;
use super::{Heard, Side, root};
use std::path::{Path, PathBuf};

fn path(code: &str) -> PathBuf {
    if code.starts_with('C') { root().with_file_name("check").join(code) } else { root().join(code) }
}

pub(super) fn exists(code: &str) -> bool {
    path(code).is_dir()
}

/// The codes that have a folder.
pub(super) fn all() -> Vec<String> {
    let folders = [root(), root().with_file_name("check")];
    let entries = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let folders = entries.map(|e| e.unwrap()).filter(|e| e.path().is_dir());
    folders.map(|e| e.file_name().into_string().unwrap()).collect()
}

pub(super) fn heard(code: &str, side: Side) -> Heard {
    let folder = path(code);
    let name = side.pick("bad", "good");
    let how = std::fs::read_to_string(folder.join("how")).unwrap_or_default();
    let mut lines = how.lines();
    let command = lines.next().unwrap_or("check");
    let mut world = World::standard();
    let mut at = None;
    for line in lines {
        match line.split_once(' ') {
            Some(("at", path)) => at = Some(path),
            Some(("with", path)) => {
                let article = world.0["source/a.md"].clone();
                world.put(path, article);
            }
            None if line == "bare" => world.0.clear(),
            _ => panic!("{code}: `{line}` in `how`"),
        }
    }
    if code.starts_with('C') {
        // What the rules' cases were written for.
        world.put("keben.toml", "[check]\nkeep = [\"錢塘\"]\ncharacters = \"gbk\"\n");
        for photo in ["placeholder-1.png", "ferry.png"] {
            let bytes = world.0["source/photos/a.png"].clone();
            world.put(&format!("source/photos/{photo}"), bytes);
        }
    }
    let mut found = false;
    for (extension, usual) in [("md", "source/a.md"), ("toml", "keben.toml")] {
        if let Ok(bytes) = std::fs::read(folder.join(format!("{name}.{extension}"))) {
            world.put(at.unwrap_or(usual), bytes);
            found = true;
        }
    }
    if folder.join(name).is_dir() {
        overlay(&folder.join(name), "", &mut world);
        found = true;
    }
    assert!(found, "{code} has no {name}");
    world.heard(command)
}

/// The text of a case that is one file.
pub(super) fn text(code: &str, side: Side) -> String {
    let file = |extension| path(code).join(format!("{}.{extension}", side.pick("bad", "good")));
    std::fs::read_to_string(file("md")).or_else(|_| std::fs::read_to_string(file("toml"))).unwrap_or_default()
}

/// Whether a rule of the desk says something of a passage in an article that has no date.
pub(super) fn says(code: &str, passage: &str) -> bool {
    let mut world = World::article(&format!("---\ntitle: 渡口的早晨\n---\n\n{passage}\n"));
    for photo in ["placeholder-1.png", "ferry.png"] {
        let bytes = world.0["source/photos/a.png"].clone();
        world.put(&format!("source/photos/{photo}"), bytes);
    }
    world.heard("check").codes().contains(code)
}

fn overlay(folder: &Path, prefix: &str, world: &mut World) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            overlay(&path, &format!("{name}/"), world);
        } else {
            world.put(&name, std::fs::read(&path).unwrap());
        }
    }
}
