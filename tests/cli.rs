//! The real binary, as a shell runs it: exit codes, what is written where, what bad input leads to, and the same
//! bytes from every process.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::type_complexity, reason = "tables of cases say in place what their columns are")]
#![expect(clippy::disallowed_methods, reason = "these tests set up folders and look at what is in them")]
#![expect(clippy::unwrap_used, reason = "a test whose folder cannot be set up fails, as it should")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A folder to build in.
struct Home(tempfile::TempDir);

const ARTICLE: &str = "---
title: 一江两岸 一桥飞架
byline: [林渡]
date: 2026-06-05
---

晨光里，新桥通车的第一天，桥头的早市比往常早开了一个钟头。

![晨光里的新桥](photos/bridge.png \"林渡 摄\"){alt=\"一座斜拉桥跨过江面\"}

卖豆浆的阿姨说，“从前要等渡船”，如今走过来只要 8 分钟。
";

impl Home {
    /// With a project in it that has nothing wrong.
    fn new() -> Home {
        let home = Home(tempfile::tempdir().unwrap());
        home.put("source/piece.md", ARTICLE.as_bytes());
        home.put("source/photos/bridge.png", &photo());
        home
    }

    fn empty() -> Home {
        Home(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    /// The article with another body.
    fn body(&self, body: &str) {
        let head = ARTICLE.split_once("\n\n").unwrap().0;
        self.put("source/piece.md", format!("{head}\n\n{body}\n").as_bytes());
    }

    /// `keben` in this folder, in English, without a terminal, in a bare environment.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_keben"));
        command.args(arguments).current_dir(self.0.path()).stdin(Stdio::null());
        // Nobody's cache is touched.
        command.env("XDG_CACHE_HOME", "").env("HOME", "");
        for name in
            ["LC_ALL", "LC_MESSAGES", "LANG", "TZ", "NO_COLOR", "SOURCE_DATE_EPOCH", "RAYON_NUM_THREADS"]
        {
            command.env_remove(name);
        }
        command
    }

    fn keben(&self, arguments: &[&str]) -> Run {
        Run::of(&self.command(arguments).output().unwrap())
    }

    /// Every file below the folder, by path.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut out = BTreeMap::new();
        collect(self.0.path(), self.0.path(), &mut out);
        out
    }
}

fn collect(root: &Path, folder: &Path, out: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, out);
        } else {
            let name = path.strip_prefix(root).unwrap().display().to_string();
            out.insert(name, std::fs::read(&path).unwrap());
        }
    }
}

/// A smooth picture, 1200 pixels wide.
fn photo() -> Vec<u8> {
    let picture = image::RgbImage::from_fn(1200, 800, |x, y| {
        image::Rgb([(x / 5) as u8, (y / 4) as u8, ((x + y) / 8) as u8])
    });
    let mut out = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut out, image::ImageFormat::Png).unwrap();
    out.into_inner()
}

struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Run {
    fn of(output: &Output) -> Run {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Run { code: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
    }

    #[track_caller]
    fn expect(&self, code: i32, in_err: &[&str]) {
        assert_eq!(self.code, code, "{}", self.err);
        for word in in_err {
            assert!(self.err.contains(word), "no `{word}` in: {}", self.err);
        }
        assert!(!self.err.contains("panicked"), "{}", self.err);
    }
}

#[test]
fn a_good_article_is_built_without_a_word_too_many() {
    let home = Home::new();
    let run = home.keben(&["build"]);
    run.expect(0, &[]);
    assert_eq!(run.err, "", "a pipe sees no progress");
    assert_eq!(run.out, "dist/piece.epub\ndist/piece.pdf\n");
    let files = home.files();
    assert!(files["dist/piece.pdf"].starts_with(b"%PDF-"));
    assert!(files["dist/piece.epub"].starts_with(b"PK"));
    assert_eq!(files.len(), 4, "{:?}", files.keys());
}

#[test]
fn what_is_asked_for_is_made_and_put_where_it_was_asked_for() {
    let home = Home::new();
    home.put("other.md", "---\ntitle: 另一篇\n---\n\n短文。\n".as_bytes());
    let run = home.keben(&["build", "source/piece.md", "other.md", "--to", "pdf", "-o", "out/deep"]);
    run.expect(0, &[]);
    assert_eq!(run.out, "out/deep/piece.pdf\nout/deep/other.pdf\n");
    let made: Vec<String> = home.files().into_keys().filter(|n| n.starts_with("out")).collect();
    assert_eq!(made, ["out/deep/other.pdf", "out/deep/piece.pdf"]);
}

#[test]
fn two_articles_of_one_name_do_not_overwrite_each_other() {
    let home = Home::new();
    home.put("other/piece.md", "---\ntitle: 另一篇\n---\n\n短文。\n".as_bytes());
    let run = home.keben(&["build", "source/piece.md", "other/piece.md", "--to", "pdf", "-o", "out"]);
    run.expect(2, &["K906", "piece.pdf"]);
    assert_eq!(run.out, "out/piece.pdf\n");
}

#[test]
fn articles_of_a_book_built_alone_keep_their_names() {
    let home = Home::new();
    home.put("other.md", "---\ntitle: 另一篇\n---\n\n短文。\n".as_bytes());
    let book = "title = \"书\"\nname = \"village\"\ncover = \"gone.jpg\"\narticles = [\"gone.md\"]\n";
    for folder in ["", "source/"] {
        home.put(&format!("{folder}keben.toml"), book.as_bytes());
    }
    let run = home.keben(&["build", "source/piece.md", "other.md", "--to", "pdf", "-o", "out"]);
    run.expect(0, &[]);
    assert_eq!(run.out, "out/piece.pdf\nout/other.pdf\n");
}

/// What goes wrong, how it is told, and that no file is left.
#[test]
fn bad_input_is_named_and_leaves_no_file() {
    /// What it is, how it is done to a good project, the arguments, the exit code, words of the message.
    type Case = (&'static str, fn(&Home), &'static [&'static str], i32, &'static [&'static str]);
    let cases: &[Case] = &[
        (
            "missing photo",
            |home| std::fs::remove_file(home.path("source/photos/bridge.png")).unwrap(),
            &["build"],
            1,
            &["K101", "bridge.png", "source/piece.md:9"],
        ),
        (
            "a photo that is not an image",
            |home| home.put("source/photos/bridge.png", b"<html><body>404 Not Found</body></html>"),
            &["build"],
            1,
            &["K503", "HTML", "bridge.png", "source/piece.md:9"],
        ),
        (
            "a photo that breaks off",
            |home| home.put("source/photos/bridge.png", &photo()[..2000]),
            &["build"],
            1,
            &["K504", "bridge.png"],
        ),
        ("an empty article", |home| home.put("source/piece.md", b""), &["build"], 1, &["K202", "piece.md"]),
        (
            "no title",
            |home| home.put("source/piece.md", "---\nbyline: [林渡]\n---\n\n正文。\n".as_bytes()),
            &["build"],
            1,
            &["K201", "source/piece.md"],
        ),
        (
            "broken front matter",
            |home| home.put("source/piece.md", "---\ntitle: [一\nbyline: 林渡\n---\n\n正文。\n".as_bytes()),
            &["build"],
            1,
            &["K204", "source/piece.md:"],
        ),
        ("an unknown theme", |_| {}, &["build", "--theme", "featur"], 2, &["K301", "featur"]),
        ("an output in the way", |home| home.put("dist", b"a file"), &["build"], 2, &["K905", "dist"]),
        ("an unwritable output", |_| {}, &["build", "-o", "/dev/null/x"], 2, &["/dev/null/x"]),
        ("a project that is not there", |_| {}, &["build", "nowhere"], 2, &["K101", "nowhere"]),
        ("a file that is no article", |_| {}, &["build", "source/photos/bridge.png"], 2, &["K108"]),
        (
            "no article",
            |home| std::fs::remove_file(home.path("source/piece.md")).unwrap(),
            &["build"],
            2,
            &["K902"],
        ),
        (
            "a warning that is denied",
            |home| home.body("生僻的楔形字𒀀也要见人。"),
            &["build", "--deny-warnings"],
            1,
            &["K401", "𒀀"],
        ),
        ("a wrong option", |_| {}, &["build", "--theem", "x"], 2, &["--theem", "--theme"]),
        ("a wrong kind of output", |_| {}, &["build", "--to", "docx"], 2, &["docx", "epub"]),
        (
            "no number of threads",
            |_| {},
            &["build", "--jobs", "abc"],
            2,
            &["'abc'", "--jobs", "`1`, `2`, `3` …"],
        ),
        ("a wrong command", |_| {}, &["biuld"], 2, &["build"]),
        ("no command", |_| {}, &[], 2, &["Usage"]),
    ];
    for (name, spoil, arguments, code, words) in cases {
        let home = Home::new();
        spoil(&home);
        let before = home.files();
        let run = home.keben(arguments);
        assert_eq!(run.code, *code, "{name}: {}", run.err);
        for word in *words {
            assert!(run.err.contains(word), "{name}: no `{word}` in: {}", run.err);
        }
        assert!(!run.err.contains("panicked"), "{name}: {}", run.err);
        assert_eq!(run.out, "", "{name}");
        assert!(home.files() == before, "{name}: {:?}", home.files().keys());
    }
}

#[test]
fn a_failed_build_leaves_the_files_of_the_last_good_one() {
    let home = Home::new();
    home.keben(&["build", "--to", "pdf"]).expect(0, &[]);
    let before = home.files();
    std::fs::remove_file(home.path("source/photos/bridge.png")).unwrap();
    let run = home.keben(&["build", "--to", "pdf"]);
    run.expect(1, &["K101"]);
    assert_eq!(run.err.matches("K101").count(), 1, "told once: {}", run.err);
    assert_eq!(home.files()["dist/piece.pdf"], before["dist/piece.pdf"]);
}

#[test]
fn a_character_that_no_face_has_is_told_with_its_place() {
    let home = Home::new();
    home.body("生僻的楔形字\n𒀀也要见人。");
    let run = home.keben(&["build"]);
    run.expect(0, &["K401", "𒀀", "U+12000", "source/piece.md:8"]);
    assert!(home.path("dist/piece.pdf").exists());
}

#[test]
fn a_paragraph_of_two_megabytes_is_set() {
    let home = Home::new();
    home.body(&"江水东流不回头，桥上行人各自忙。".repeat(2_000_000 / 48));
    let run = home.keben(&["build", "--to", "pdf"]);
    run.expect(0, &[]);
    assert!(home.path("dist/piece.pdf").exists());
}

#[test]
fn every_process_makes_the_same_bytes() {
    let outputs = |change: &dyn Fn(&mut Command)| {
        let home = Home::new();
        let mut command = home.command(&["build"]);
        change(&mut command);
        Run::of(&command.output().unwrap()).expect(0, &[]);
        let files = home.files();
        [files["dist/piece.epub"].clone(), files["dist/piece.pdf"].clone()]
    };
    let first = outputs(&|_| {});
    type Change<'a> = (&'a str, &'a dyn Fn(&mut Command));
    let changes: &[Change<'_>] = &[
        ("again", &|_| {}),
        ("one thread", &|c| {
            c.args(["--jobs", "1"]);
        }),
        ("eight threads", &|c| {
            c.args(["--jobs", "8"]);
        }),
        ("another time zone", &|c| {
            c.env("TZ", "Asia/Shanghai");
        }),
        ("another locale", &|c| {
            c.env("LC_ALL", "zh_CN.UTF-8");
        }),
    ];
    for (name, change) in changes {
        assert!(outputs(change) == first, "{name}");
    }
}

#[test]
fn the_epoch_is_taken_from_the_environment_or_refused() {
    let home = Home::new();
    let mut command = home.command(&["build", "--to", "pdf"]);
    Run::of(&command.env("SOURCE_DATE_EPOCH", "yesterday").output().unwrap())
        .expect(2, &["K907", "yesterday"]);
    Run::of(&command.env("SOURCE_DATE_EPOCH", "1717545600").output().unwrap()).expect(0, &[]);
}

#[test]
fn messages_speak_the_language_of_the_locale() {
    let home = Home::empty();
    let explained = |locale: &str, arguments: &[&str]| {
        Run::of(&home.command(arguments).env("LC_ALL", locale).output().unwrap()).out
    };
    assert!(explained("zh_CN.UTF-8", &["explain", "K101"]).contains("找不到"));
    assert!(explained("en_US.UTF-8", &["explain", "K101"]).contains("is not there"));
    assert!(explained("en_US.UTF-8", &["explain", "k101", "--lang", "zh"]).contains("找不到"));
    let run = Run::of(&home.command(&["build", "nowhere"]).env("LANG", "zh_CN.UTF-8").output().unwrap());
    run.expect(2, &["找不到"]);
}

#[test]
fn a_code_that_does_not_exist_is_answered_with_the_nearest() {
    Home::empty().keben(&["explain", "K1O1"]).expect(2, &["K908", "K101"]);
}

#[test]
fn lists_and_stages_go_to_standard_output() {
    let home = Home::new();
    let themes = home.keben(&["themes"]);
    themes.expect(0, &[]);
    assert!(themes.out.lines().any(|l| l.starts_with("feature\t210 × 297 mm\t2 × ")), "{}", themes.out);
    assert!(
        themes.out.contains("\t10.5/17 pt\t宋 Noto Serif SC, 黑 Noto Sans SC, 楷 LXGW WenKai, "),
        "{}",
        themes.out
    );
    let fonts = home.keben(&["fonts"]);
    fonts.expect(0, &[]);
    assert!(fonts.out.contains("Noto Serif SC\t400\t"), "{}", fonts.out);
    let codes = home.keben(&["explain"]);
    assert!(codes.out.lines().count() > 50 && codes.out.contains("K101\t"));
    let article = home.keben(&["inspect", "--stage", "article"]);
    article.expect(0, &[]);
    assert!(article.out.contains("卖豆浆的阿姨说"), "{}", article.out);
    let frames = home.keben(&["inspect", "--stage", "frames"]);
    frames.expect(0, &[]);
    assert!(frames.out.starts_with("page 1"), "{}", frames.out);
    let version = home.keben(&["--version"]);
    assert_eq!((version.code, version.out.as_str()), (0, concat!("keben ", env!("CARGO_PKG_VERSION"), "\n")));
    assert_eq!(home.files().len(), 2, "nothing was written");
}

#[test]
fn a_reader_that_goes_away_is_no_problem() {
    let home = Home::empty();
    let mut child = home.command(&["explain"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let run = Run::of(&child.wait_with_output().unwrap());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_nothing_and_says_so() {
    let home = Home::new();
    // Long enough that the signal comes in the middle.
    home.body(&"江水东流不回头，桥上行人各自忙。".repeat(2_000_000 / 48));
    let before = home.files();
    let mut child = home.command(&["build"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let start = Instant::now();
    let id = child.id().to_string();
    // The handler is set up first of all; the article alone takes longer than this to read.
    std::thread::sleep(Duration::from_millis(300));
    assert!(child.try_wait().unwrap().is_none(), "done after {:?}", start.elapsed());
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let run = Run::of(&child.wait_with_output().unwrap());
    run.expect(130, &["K909"]);
    assert!(home.files() == before, "{:?}", home.files().keys());
}

/// An EPUB is written while it is made: whenever the signal comes, nothing of it stays, nor the folder made for it.
#[cfg(unix)]
#[test]
fn ctrl_c_in_the_middle_of_an_epub_leaves_nothing() {
    let home = Home::empty();
    let text = "江水东流不回头，桥上行人各自忙。".repeat(400);
    for n in 0..400 {
        let article = format!("---\ntitle: 第{n}篇\n---\n\n{text}\n");
        home.put(&format!("source/{n:03}.md"), article.as_bytes());
    }
    let before = home.files();
    let begun = |home: &Home| std::fs::read_dir(home.path("dist")).is_ok_and(|mut d| d.next().is_some());
    let mut child = home.command(&["build", "--to", "epub"]).stderr(Stdio::piped()).spawn().unwrap();
    while !begun(&home) {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it had begun to write");
        std::thread::sleep(Duration::from_millis(2));
    }
    assert!(home.files().keys().any(|name| name.starts_with("dist/.keben-")), "{:?}", home.files().keys());
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let run = Run::of(&child.wait_with_output().unwrap());
    run.expect(130, &["K909"]);
    assert!(home.files() == before && !home.path("dist").exists(), "{:?}", home.files().keys());
}

#[test]
fn a_build_that_is_refused_at_the_end_leaves_no_folder() {
    let home = Home::new();
    home.body("生僻的楔形字𒀀也要见人。");
    home.keben(&["build", "--deny-warnings"]).expect(1, &["K401"]);
    assert!(!home.path("dist").exists());
}

#[test]
fn two_builds_at_once_do_not_disturb_each_other() {
    let home = Home::new();
    home.keben(&["build", "--out", "alone"]).expect(0, &[]);
    let start = || home.command(&["build"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let builds: Vec<_> = (0..4).map(|_| start()).collect();
    for build in builds {
        Run::of(&build.wait_with_output().unwrap()).expect(0, &[]);
    }
    let files = home.files();
    let made: Vec<&str> = files.keys().filter_map(|n| n.strip_prefix("dist/")).collect();
    assert_eq!(made, ["piece.epub", "piece.pdf"]);
    for name in made {
        assert!(files[&format!("dist/{name}")] == files[&format!("alone/{name}")], "{name}");
    }
}

#[test]
fn a_raw_text_becomes_a_project_that_builds() {
    let home = Home::empty();
    let raw = "桥头的早市 从渡口搬来\n\n天还没有亮，桥头(南岸)已经摆开了三十几个摊子，一个挨着一个，都是从老渡口搬过来的。\n\n\n\n早市上的竹器摊 林渡 摄\n";
    home.put("page.txt", raw.as_bytes());
    let run = home.keben(&["import", "page.txt", "-o", "paper"]);
    run.expect(0, &["0 changed", "S1", "C101"]);
    assert!(run.out.lines().any(|l| l == "paper/source/article.md"), "{}", run.out);
    let files = home.files();
    let report = String::from_utf8(files["paper/import-report.json"].clone()).unwrap();
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!((&report["changed"], &report["encoding"]), (&0.into(), &"UTF-8".into()));
    assert!(
        report["decisions"].as_array().unwrap().iter().any(|d| d["kind"] == "figure" && d["done"] == true)
    );
    // A second time only with leave; a suggestion only by its id.
    home.keben(&["import", "page.txt", "-o", "paper"]).expect(2, &["K955"]);
    home.keben(&["import", "page.txt", "-o", "paper", "--force", "--apply", "S9"]).expect(2, &["K953", "S9"]);
    home.keben(&["import", "page.txt", "-o", "paper", "--force", "--apply", "S1", "-q"]).expect(0, &[]);
    let article = String::from_utf8(home.files()["paper/source/article.md"].clone()).unwrap();
    assert!(article.contains("桥头（南岸）"), "{article}");
    home.keben(&["build", "paper", "--to", "epub"]).expect(0, &[]);
    // Standard input, and what is no text.
    let mut command = home.command(&["import", "-", "-o", "other"]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), raw.as_bytes()).unwrap();
    Run::of(&child.wait_with_output().unwrap()).expect(0, &[]);
    home.put("a.png", &photo());
    home.keben(&["import", "a.png", "-o", "third"]).expect(2, &["K950"]);
    home.keben(&["import", "pag.txt", "-o", "third"]).expect(2, &["K101", "page.txt"]);
}

#[test]
fn check_reports_and_fix_corrects_only_what_is_safe() {
    let home = Home::new();
    home.body("渡口分上,下两处，今天卖的是“江鲜”、“山货”。");
    let before = home.files();
    let run = home.keben(&["check"]);
    run.expect(0, &["C101", "C105", "source/piece.md"]);
    assert_eq!((home.files(), run.out.as_str()), (before, ""), "nothing is written");
    home.keben(&["check", "--deny-warnings", "-q"]).expect(1, &[]);
    let json = home.keben(&["check", "--message-format", "json"]);
    for line in json.err.lines() {
        let object: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(object["code"].is_string() && object["line"].as_u64().is_some_and(|l| l > 0), "{line}");
    }
    let fixed = home.keben(&["check", "--fix"]);
    fixed.expect(0, &["C105"]);
    assert_eq!(fixed.out, "source/piece.md\n");
    let article = String::from_utf8(home.files()["source/piece.md"].clone()).unwrap();
    assert!(article.contains("渡口分上，下两处，今天卖的是“江鲜”、“山货”。"), "{article}");
    // Switched off for the project; a code that does not exist is answered with the nearest.
    home.put("keben.toml", b"[check]\noff = [\"C105\"]\n");
    let run = home.keben(&["check"]);
    run.expect(0, &[]);
    assert!(!run.err.contains("C105"), "{}", run.err);
    home.put("keben.toml", b"[check]\noff = [\"C1O5\"]\n");
    home.keben(&["check"]).expect(1, &["K134", "C105"]);
    home.keben(&["build", "--to", "epub"]).expect(1, &["K134", "C105", "nothing was written"]);
}

#[test]
fn a_new_project_builds_at_once() {
    let home = Home::empty();
    home.keben(&["init", "paper"]).expect(0, &["keben build paper"]);
    let run = home.keben(&["build", "paper", "--deny-warnings"]);
    run.expect(0, &[]);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("paper/dist/first.epub\npaper/dist/first.pdf\n", ""));
    let check = home.keben(&["check", "paper"]);
    check.expect(0, &["C403"]);
    assert_eq!(check.err.matches("[C").count() + check.err.matches("[K").count(), 1, "{}", check.err);
    home.keben(&["init", "paper"]).expect(2, &["K956"]);
}

#[test]
fn completions_and_manual_pages_know_every_command() {
    let home = Home::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = home.keben(&["completions", shell]);
        run.expect(0, &[]);
        assert!(run.out.contains("import") && run.out.contains("deny-warnings"), "{shell}");
    }
    assert!(home.keben(&["man"]).out.contains(".TH keben 1"));
    home.keben(&["man", "-o", "man1"]).expect(0, &[]);
    let pages = home.files();
    for command in
        ["build", "check", "import", "init", "inspect", "themes", "fonts", "explain", "completions", "man"]
    {
        assert!(pages.contains_key(&format!("man1/keben-{command}.1")), "{command}");
    }
}

#[test]
fn help_speaks_both_languages_and_slips_are_answered() {
    let home = Home::empty();
    let of = |arguments: &[&str], locale: &str| {
        Run::of(&home.command(arguments).env("LC_ALL", locale).output().unwrap())
    };
    assert!(of(&["import", "--help"], "C").out.contains("Examples:"));
    let zh = of(&["import", "--help"], "zh_CN.UTF-8").out;
    assert!(zh.contains("用法：") && zh.contains("例：") && !zh.contains("Options:"), "{zh}");
    assert!(zh.contains("消息的语言［默认随系统］（en、zh）"), "{zh}");
    assert!(of(&["--help", "--lang", "zh"], "C").out.contains("新建一个马上能排的项目"));
    let slip = of(&["biuld"], "C");
    slip.expect(2, &["build"]);
    let home = Home::new();
    home.keben(&["build", "--theme", "featur"]).expect(2, &["feature"]);
    home.keben(&["build", "sorce"]).expect(2, &["K101", "source"]);
}

#[test]
fn verbose_tells_the_steps_and_quiet_tells_nothing() {
    let home = Home::new();
    home.keben(&["build", "--to", "epub", "-v"]).expect(0, &["[1/6] read", "[6/6] write"]);
    home.body("短文一篇。\n\n![图](photos/bridge.png)");
    assert_eq!(home.keben(&["build", "--to", "epub", "-q"]).err, "");
    home.keben(&["build", "-q", "-v"]).expect(2, &[]);
    // A book of many articles has each step once.
    let book = Home::empty();
    for n in 1..4 {
        book.put(&format!("source/{n}.md"), format!("---\ntitle: 第{n}篇\n---\n\n短文。\n").as_bytes());
    }
    let run = book.keben(&["build", "--to", "pdf", "-v", "--jobs", "1"]);
    let steps: Vec<&str> = run.err.lines().filter(|l| l.contains("/6] ")).map(|l| &l[..5]).collect();
    assert_eq!(steps, ["[1/6]", "[2/6]", "[3/6]", "[4/6]", "[5/6]", "[6/6]"]);
}

#[test]
fn what_was_misread_is_not_mended() {
    let home = Home::new();
    let unopened = ARTICLE.replacen("---\n", "", 1).replace("[林渡]", "[{name: 林渡, role: 记者}]");
    home.put("source/piece.md", unopened.as_bytes());
    let run = home.keben(&["check", "--fix"]);
    run.expect(1, &["K239", "source/piece.md:1:1"]);
    assert!(!run.err.contains("K201") && !run.err.contains("C301"), "one slip, one message: {}", run.err);
    assert_eq!(home.files()["source/piece.md"], unopened.as_bytes());
}

#[test]
fn a_press_is_told_of_placeholders_and_of_photos_that_are_too_small() {
    let home = Home::empty();
    home.keben(&["init", "paper"]).expect(0, &[]);
    let press = ["build", "paper", "--to", "pdf", "--print", "--deny-warnings"];
    let run = home.keben(&press);
    run.expect(1, &["C403"]);
    assert!(!home.path("paper/dist").exists());
    // The same photo once as it is and once as a copy, too small for the place it takes; another is small for print.
    let home = Home::new();
    let small = |width: u32, height: u32| {
        let mut out = std::io::Cursor::new(Vec::new());
        let picture = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 90]));
        picture.write_to(&mut out, image::ImageFormat::Png).unwrap();
        out.into_inner()
    };
    home.put("source/photos/bridge.png", &small(300, 200));
    home.put("source/photos/copy.png", &small(300, 200));
    home.put("source/photos/other.png", &small(600, 400));
    home.body("桥。\n\n![甲](photos/bridge.png \"林渡 摄\"){alt=\"桥\"}\n\n![乙](photos/copy.png \"林渡 摄\"){alt=\"桥\"}\n\n![丙](photos/other.png \"林渡 摄\"){alt=\"桥\"}");
    let run = home.keben(&["check", "--print"]);
    run.expect(0, &["K520", "K514", "963 pixels across"]);
    let count = |code: &str| run.err.matches(code).count();
    assert_eq!([count("[K515]"), count("[K651]"), count("[K514]")], [2, 0, 1], "{}", run.err);
    let plain = home.keben(&["check"]);
    assert!(!plain.err.contains("K518"), "of profiles only a press is told: {}", plain.err);
}

#[test]
fn help_speaks_the_language_asked_for() {
    let home = Home::empty();
    home.keben(&["help", "build", "--lang", "zh"]).expect(0, &[]);
    let run = home.keben(&["help", "build", "--lang=zh"]);
    assert!(run.out.contains("生成什么"), "{}", run.out);
    assert!(run.out.contains("\n\n参数：\n") && !run.out.contains("[default"), "{}", run.out);
    let run = home.keben(&["buidl", "--lang", "zh"]);
    run.expect(2, &["没有 `buidl` 这个命令", "是不是 `build`？"]);
}

/// A program that asked for objects gets one, whatever was typed.
#[test]
fn wrong_usage_is_an_object_to_programs() {
    let home = Home::empty();
    for (arguments, words) in [
        (&["build", "--theem", "x", "--message-format", "json"][..], "'--theem'"),
        (
            &["--message-format=json", "build", "--to", "docx", "--lang", "zh"],
            "`--to <KINDS>` 不能取值 `docx`；可取：epub、pdf",
        ),
        (&["import", "a.txt", "--message-format", "json"], "--out <DIR>"),
        (&["--message-format", "json"], "subcommand"),
    ] {
        let run = home.keben(arguments);
        run.expect(2, &[]);
        let object: serde_json::Value = serde_json::from_str(&run.err).unwrap();
        assert_eq!((&object["code"], &object["file"]), (&"K916".into(), &serde_json::Value::Null));
        assert!(object["message"].as_str().is_some_and(|m| m.contains(words)), "{}", run.err);
        assert!(run.err.ends_with('\n') && run.err.lines().count() == 1 && run.out.is_empty());
    }
    // Help was asked for, and is given.
    let run = home.keben(&["build", "--help", "--message-format", "json"]);
    run.expect(0, &[]);
    assert!(run.out.contains("Usage: keben build"), "{}", run.out);
}
