//! Other people's corpora of hostile and odd input, file by file through the real binary:
//!
//! ```text
//! KEBEN_CORPUS=folder cargo test --test trust -- --ignored --nocapture corpus
//! ```
//!
//! Every file below the folder is taken by its kind: `.md`, `.markdown`, `.html` and `.txt` as an article, `.yaml` and `.yml` as a
//! front matter, pictures as a photo, `.ttf`, `.otf`, `.ttc` as a face, `.docx`, `.zip` as a text to be imported; of `blns.json` every
//! string as title, caption, credit, byline, file name and body; of a `spec.txt` (CommonMark) every example as an article.
//! `KEBEN_BIN` names the binary.

use crate::common::{HEAD, Home, figure};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Seconds and MiB that no file may take.
const MOST_SECONDS: u64 = 5;
const MOST_MEMORY: u64 = 512;

/// Runs many commands in folders of their own and weighs each; prints a line for each: exit code, seconds, MiB, and
/// what it said. Python has `wait4`.
const WEIGH: &str = "
import os, resource, signal, sys, time
binary, most = sys.argv[1], float(sys.argv[2])
for line in sys.stdin:
    folder, *arguments = line.rstrip('\\n').split('\\t')
    said = os.path.join(folder, '.said')
    start = time.monotonic()
    pid = os.fork()
    if pid == 0:
        os.chdir(folder)
        file = os.open(said, os.O_CREAT | os.O_WRONLY)
        os.dup2(os.open('/dev/null', os.O_RDONLY), 0); os.dup2(file, 1); os.dup2(file, 2)
        signal.alarm(60)
        os.execve(binary, [binary] + arguments, {})
    _, status, used = os.wait4(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    print(code, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, sep='\\t', flush=True)
";

/// One thing to try: what it is, and the files of its project.
struct Trial {
    name: String,
    files: Vec<(String, Vec<u8>)>,
    arguments: &'static [&'static str],
}

const BUILD: &[&str] = &["build"];
const IMPORT: &[&str] = &["import", "raw", "-o", "out"];

fn article(name: &str, text: &[u8]) -> Trial {
    Trial { name: name.to_owned(), files: vec![("source/a.md".into(), text.to_vec())], arguments: BUILD }
}

fn below(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() { below(&path, out) } else { out.push(path) }
    }
}

fn trials(path: &Path) -> Vec<Trial> {
    let name = path.display().to_string();
    let file = path.file_name().unwrap().to_string_lossy().to_ascii_lowercase();
    let extension = file.rsplit_once('.').map_or("", |(_, e)| e);
    let Ok(bytes) = std::fs::read(path) else { return Vec::new() };
    let head = HEAD.as_bytes();
    match (file.as_str(), extension) {
        ("spec.txt", _) => examples(&String::from_utf8_lossy(&bytes))
            .into_iter()
            .enumerate()
            .map(|(n, example)| article(&format!("{name}#{}", n + 1), &[head, example.as_bytes()].concat()))
            .collect(),
        ("blns.json", _) => {
            let strings: Vec<String> = serde_json::from_slice(&bytes).unwrap();
            strings.iter().enumerate().flat_map(|(n, s)| naughty(&format!("{name}#{}", n + 1), s)).collect()
        }
        (_, "md" | "markdown" | "txt") => vec![article(&name, &[head, &bytes[..]].concat())],
        (_, "html" | "htm") => vec![
            article(&name, &[head, &bytes[..]].concat()),
            Trial { name, files: vec![("raw".into(), bytes)], arguments: IMPORT },
        ],
        (_, "yaml" | "yml") => {
            vec![article(&name, &[b"---\ntitle: t\n", &bytes[..], b"\n---\n\ntext\n"].concat())]
        }
        (_, "png" | "jpg" | "jpeg" | "gif" | "webp" | "tif" | "tiff" | "svg" | "bmp") => {
            let shown = format!("{HEAD}{}", figure(&format!("a.{extension}"))).into_bytes();
            let files = vec![("source/a.md".into(), shown), (format!("source/a.{extension}"), bytes)];
            vec![Trial { name, files, arguments: BUILD }]
        }
        (_, "ttf" | "otf" | "ttc" | "otc") => {
            let text = format!("{HEAD}Aa 一 fi é ؀ क\n").into_bytes();
            let files = vec![("source/a.md".into(), text), (format!("fonts/a.{extension}"), bytes)];
            vec![Trial { name, files, arguments: BUILD }]
        }
        (_, "docx" | "zip" | "epub" | "jar") => {
            vec![Trial { name, files: vec![("raw".into(), bytes)], arguments: IMPORT }]
        }
        _ => Vec::new(),
    }
}

/// The Markdown of the examples in CommonMark's specification; `→` stands for a tab there.
fn examples(spec: &str) -> Vec<String> {
    let fence = "`".repeat(32);
    let mut out = Vec::new();
    for part in spec.split(&format!("{fence} example\n")).skip(1) {
        let markdown = part.split_once("\n.\n").map_or("", |(markdown, _)| markdown);
        let markdown = if part.starts_with(".\n") { "" } else { markdown };
        out.push(markdown.replace('→', "\t"));
    }
    out
}

/// A string wherever an author may write one.
fn naughty(name: &str, string: &str) -> Vec<Trial> {
    let quoted = serde_json::to_string(string).unwrap();
    let line = string.replace('\n', " ");
    let caption = line.replace('[', "\\[").replace(']', "\\]");
    let credit = line.replace('"', "\\\"");
    let places = [
        ("title", format!("---\ntitle: {quoted}\n---\n\n正文。\n")),
        ("byline", format!("---\ntitle: 题\nbyline: [{quoted}]\nsummary: {quoted}\n---\n\n正文。\n")),
        ("caption", format!("{HEAD}![{caption}](a.png \"署\"){{alt=\"图\"}}\n")),
        ("credit", format!("{HEAD}![图](a.png \"{credit}\"){{alt=\"图\"}}\n")),
        ("body", format!("{HEAD}{string}\n")),
        ("file name", format!("{HEAD}![图](<{line}> \"署\"){{alt=\"图\"}}\n")),
    ];
    let trial = |(place, text): (&str, String)| {
        let mut trial = article(&format!("{name} as {place}"), text.as_bytes());
        trial.files.push(("source/a.png".into(), crate::outside::PNG.to_vec()));
        trial
    };
    places.into_iter().map(trial).collect()
}

#[test]
#[ignore = "wants a corpus: KEBEN_CORPUS"]
fn corpus() {
    let folder = std::env::var("KEBEN_CORPUS").expect("KEBEN_CORPUS names a folder");
    let binary = std::env::var("KEBEN_BIN").unwrap_or_else(|_| env!("CARGO_BIN_EXE_keben").to_owned());
    let mut paths = Vec::new();
    below(Path::new(&folder), &mut paths);
    let mut counts: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    let mut wrong = Vec::new();
    let (mut slowest, mut largest) = (0.0_f64, 0);
    let mut all: Vec<Trial> = paths.iter().flat_map(|path| trials(path)).collect();
    assert!(!all.is_empty(), "{folder} has files of a kind that is tried");
    while !all.is_empty() {
        // A folder around each project, in which nothing else may appear.
        let batch: Vec<Trial> = all.drain(..all.len().min(100)).collect();
        let home = Home::empty();
        let mut asked = String::new();
        for (n, trial) in batch.iter().enumerate() {
            for (file, bytes) in &trial.files {
                home.put(&format!("{n}/in/{file}"), bytes);
            }
            let inside = home.path(&format!("{n}/in")).display().to_string();
            asked += &format!("{inside}\t{}\n", trial.arguments.join("\t"));
        }
        home.put("asked", asked.as_bytes());
        let script = home
            .any("python3", &["-c", WEIGH, &binary, "5"])
            .stdin(std::fs::File::open(home.path("asked")).unwrap())
            .output()
            .unwrap();
        let told = String::from_utf8(script.stdout).unwrap();
        assert_eq!(told.lines().count(), batch.len(), "{}", String::from_utf8_lossy(&script.stderr));
        for ((n, trial), line) in batch.iter().enumerate().zip(told.lines()) {
            let mut parts = line.split('\t');
            let code: i32 = parts.next().unwrap().parse().unwrap();
            let seconds: f64 = parts.next().unwrap().parse().unwrap();
            let memory: u64 = parts.next().unwrap().parse().unwrap();
            (slowest, largest) = (slowest.max(seconds), largest.max(memory));
            let group = Path::new(&trial.name).strip_prefix(&folder).unwrap().components().next().unwrap();
            let count = counts.entry(group.as_os_str().to_string_lossy().into_owned()).or_default();
            if let Ok(code) = usize::try_from(code).map(|c| c.min(2)) {
                count[code] += 1;
            }
            let said = std::fs::read(home.path(&format!("{n}/in/.said"))).unwrap_or_default();
            let said = String::from_utf8_lossy(&said).into_owned();
            let mut fault = |what: String| wrong.push(format!("{}: {what}", trial.name));
            if !(0..=2).contains(&code) || said.contains("K910") {
                fault(format!("ended with {code}: {}", said.chars().take(400).collect::<String>()));
            }
            if seconds > MOST_SECONDS as f64 || memory > MOST_MEMORY {
                fault(format!("{seconds:.1} s, {memory} MiB"));
            }
            let prefix = format!("{n}/");
            let found = home_files(&home, n);
            for (file, bytes) in found {
                let file = file.strip_prefix(&prefix).unwrap_or(&file);
                let ours =
                    file == "in/.said" || trial.files.iter().any(|(own, _)| file == format!("in/{own}"));
                let made = file.starts_with("in/dist/") || file.starts_with("in/out/");
                let expected = ours || (made && code == 0);
                if !expected {
                    fault(format!("left {file}"));
                }
                let end: &[u8] = if file.ends_with(".pdf") {
                    b"%%EOF"
                } else if file.ends_with(".epub") {
                    b"PK\x05\x06"
                } else {
                    b""
                };
                let tail = &bytes[bytes.len().saturating_sub(64)..];
                if !ours && !end.is_empty() && !tail.windows(end.len()).any(|w| w == end) {
                    fault(format!("{file} is a part"));
                }
            }
        }
    }
    for (group, [done, problems, failed]) in &counts {
        println!(
            "{group}: {} tried, {done} done, {problems} with problems, {failed} refused",
            done + problems + failed
        );
    }
    println!("slowest {slowest:.2} s, largest {largest} MiB, {} wrong", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The files of one project's folder and around it.
fn home_files(home: &Home, n: usize) -> Vec<(String, Vec<u8>)> {
    let mut paths = Vec::new();
    below(&home.path(&n.to_string()), &mut paths);
    let name = |path: &PathBuf| path.strip_prefix(home.0.path()).unwrap().display().to_string();
    paths.iter().map(|path| (name(path), std::fs::read(path).unwrap())).collect()
}
