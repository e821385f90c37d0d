//! Pictures with which other people test their decoders: each is developed or refused, and what is developed is compared
//! with another decoder's reading. They are not ours to ship; `tests/judges/setup.sh` unpacks them from their packages.

use crate::common::{root, run};
use keben::diag::{Diag, Diags};
use keben::photo::{Album, Darkroom, Request, Target, develop};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The extensions of the kinds that keben reads.
const KINDS: [&str; 7] = ["png", "jpg", "jpeg", "webp", "tif", "tiff", "gif"];

/// All pictures below a folder.
fn pictures(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
        let path = entry.unwrap().path();
        let kind = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
        if path.is_dir() {
            out.extend(pictures(&path));
        } else if KINDS.contains(&kind.as_str()) {
            out.push(path);
        }
    }
    out.sort();
    out
}

/// The picture for screens, unscaled.
fn developed(name: &str, bytes: &Arc<[u8]>) -> Result<Arc<[u8]>, Diag> {
    let pixels = (20_000, 20_000);
    let part = [0.0, 0.0, 1.0, 1.0];
    let wish = Request { part, pixels, pixels_unchanged: pixels, quality: 97, target: Target::Screen };
    let mut album = Album::default();
    let id = album.add(name, bytes, &mut Diags::new())?;
    let read = || Ok(bytes.clone());
    let (mut variants, _) = develop(album.get(id), &read, &[wish], &Darkroom::default())?;
    Ok(variants.remove(0).bytes)
}

/// Develops pictures into a folder; the names of those that are refused, with the reasons. A foreign decoder's panic is a
/// fault here, though authors are told of a damaged file.
fn develop_all(files: &[(String, PathBuf)], into: &Path) -> BTreeMap<String, String> {
    let mut refused = BTreeMap::new();
    for (name, path) in files {
        match developed(name, &std::fs::read(path).unwrap().into()) {
            Ok(bytes) => std::fs::write(into.join(name), &bytes).unwrap(),
            Err(diag) => {
                assert!(diag.args.iter().all(|a| a != "the decoder gave up"), "{name}: a decoder panicked");
                let why = format!("{} {:?}", diag.code.id, diag.args);
                std::fs::write(into.join(format!("{name}.refused")), &why).unwrap();
                refused.insert(name.clone(), why);
            }
        }
    }
    refused
}

/// Those that only keben refuses, though another decoder makes something of them.
const STRICTER: [&str; 1] = ["xcsn0g01.png"]; // its pixels do not fit their checksum

#[test]
fn the_test_pictures_of_decoders_are_drawn_as_another_decoder_draws_them() {
    let judges = std::env::var_os("KEBEN_JUDGES").map_or_else(|| root().join("target/judges"), PathBuf::from);
    let sets = judges.join("sets");
    let given = tempfile::tempdir().unwrap();
    let files: Vec<(String, PathBuf)> = pictures(&sets)
        .into_iter()
        .map(|path| {
            let parts = path.strip_prefix(&sets).unwrap().iter().map(|part| part.to_str().unwrap());
            let name = parts.collect::<Vec<_>>().join("-");
            let copy = given.path().join(&name);
            std::fs::copy(&path, &copy).unwrap();
            (name, copy)
        })
        .collect();
    assert!(files.len() >= 240, "{} pictures; `bash tests/run` sets them up", files.len());
    let made = tempfile::tempdir().unwrap();
    let refused = develop_all(&files, made.path());

    // PngSuite names what it damaged with an x.
    let suite: Vec<&String> = files.iter().map(|f| &f.0).filter(|n| n.contains("-pngsuite-")).collect();
    let last = |name: &str| name.rsplit('-').next().unwrap().to_owned();
    let damaged: BTreeSet<String> = suite.iter().map(|n| last(n)).filter(|n| n.starts_with('x')).collect();
    let missed = refused.keys().filter(|n| n.contains("-pngsuite-")).map(|n| last(n));
    assert_eq!(suite.iter().filter(|n| !n.contains("-extra-")).count(), 175);
    assert_eq!(missed.filter(|n| !n.starts_with("extra")).collect::<BTreeSet<_>>(), damaged);

    let compare =
        || run("tests/judges/bin/pictures", &[given.path(), made.path()].map(|p| p.to_str().unwrap()));
    let (code, said) = compare();
    assert_eq!(code, 0, "{said}");
    let verdict: serde_json::Value = serde_json::from_str(said.lines().next().unwrap()).unwrap();
    let names = |key: &str| -> Vec<String> {
        verdict[key].as_array().unwrap().iter().map(|n| last(n.as_str().unwrap())).collect()
    };
    assert_eq!(names("only keben refuses"), STRICTER);
    assert_eq!(verdict["alike"].as_u64().unwrap() as usize, files.len() - refused.len(), "{said}");
    // The judge sees a wrong picture.
    let right = made.path().join(&files.iter().find(|f| f.0.ends_with("basn2c08.png")).unwrap().0);
    std::fs::copy(made.path().join(&files.iter().find(|f| f.0.ends_with("basn0g08.png")).unwrap().0), right)
        .unwrap();
    assert_eq!(compare().0, 1);
}

/// The same for every file of the folder `KEBEN_PHOTOS`, into the folder `KEBEN_DEVELOPED`, for
/// `tests/judges/bin/pictures` to compare.
#[test]
#[ignore = "needs a folder of photos"]
fn a_folder_of_photos() {
    let folder =
        |name: &str| PathBuf::from(std::env::var_os(name).unwrap_or_else(|| panic!("{name} names a folder")));
    let (photos, made) = (folder("KEBEN_PHOTOS"), folder("KEBEN_DEVELOPED"));
    let named = |path: PathBuf| (path.file_name().unwrap().to_str().unwrap().to_owned(), path);
    let files: Vec<_> = pictures(&photos).into_iter().map(named).collect();
    let refused = develop_all(&files, &made);
    println!("{} developed, {} refused", files.len() - refused.len(), refused.len());
    assert!(files.len() > refused.len());
}
