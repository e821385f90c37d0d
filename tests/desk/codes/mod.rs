//! Every code of the registry has a bad input on which keben reports it, and a good one, as near to the bad as may be,
//! on which it does not. What is a text stands in `tests/cases/codes` ([`folder`]) and `tests/cases/check`; the
//! other files make what a text cannot say: pictures, faces, limits, a full disk.
//!
//! `tests/cases/codes/messages.txt` shows each message in both languages, with its place, what else was said of the
//! bad input, and what of the good one. `KEBEN_BLESS=1 cargo test --test desk codes` writes it anew; read it then.
//! `KEBEN_CASES=K2` walks those codes only and prints what it would write.

#![expect(clippy::disallowed_methods, reason = "these tests read the cases and set up folders")]

mod export;
mod folder;
mod font;
mod import;
mod layout;
mod outputs;
mod photo;
mod run;
mod source;
mod world;

use keben::diag::{Code, Diag, Diags, Files, Lang, Severity, codes, help, message};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Which of the two inputs of a case.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Side {
    Bad,
    Good,
}

impl Side {
    /// One of two values.
    fn pick<T>(self, bad: T, good: T) -> T {
        if self == Side::Bad { bad } else { good }
    }
}

/// A case that is made in code.
type Case = fn(Side) -> Heard;

/// One problem, as it was told.
#[derive(Clone, Debug)]
struct Told {
    code: String,
    is_error: bool,
    /// File, line and column.
    place: Option<(String, usize, usize)>,
    en: Vec<String>,
    zh: Vec<String>,
}

/// All that was told of an input.
#[derive(Clone, Debug, Default)]
struct Heard(Vec<Told>);

impl Heard {
    fn of(diags: &Diags, files: &Files) -> Heard {
        Heard(diags.iter().map(|diag| told(diag, files)).collect())
    }

    fn result<T>(result: Result<T, Diag>) -> Heard {
        Heard(result.err().iter().map(|diag| told(diag, &Files::default())).collect())
    }

    fn codes(&self) -> BTreeSet<&str> {
        self.0.iter().map(|t| t.code.as_str()).collect()
    }
}

fn told(diag: &Diag, files: &Files) -> Told {
    let place = diag.span.map(|span| {
        let (line, column) = files.line_column(span.file, span.start);
        (files.name(span.file).to_owned(), line, column)
    });
    let all = |lang| std::iter::once(message(diag, lang)).chain(help(diag, lang)).collect();
    let is_error = diag.severity() == Severity::Error;
    Told { code: diag.code.id.to_owned(), is_error, place, en: all(Lang::En), zh: all(Lang::Zh) }
}

/// Codes about something that is no place of a text, and why: the file itself, a face, an output, the command line.
const PLACELESS: &[&str] = &[
    "K105", "K107", // an article that cannot be read at all
    "K106", "K108", // a folder or file that was named on the command line
    "K312", // a file that nothing reads
    "K402", "K403", "K404", "K405", "K406", "K407", // faces
    "K511", "K516", "K704", "K709", // a profile; a photo on a page that no article knows of
    "K660", // numbers of pages
    "K701", "K702", "K703", "K705", "K706", "K707", // a PDF
    "K801", "K802", "K803", "K805", // an EPUB
    "K901", "K902", "K903", "K904", "K905", "K906", "K907", "K908", "K909", "K910", "K911", "K913", "K914",
    "K915", "K916", // outputs, command line
    "K950", "K951", "K952", "K953", "K954", "K955", "K956", "K957", "K958", // what is brought in
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/codes")
}

/// The cases made in code, by code.
fn made() -> BTreeMap<&'static str, Case> {
    let all = [
        source::CASES,
        font::CASES,
        photo::CASES,
        layout::CASES,
        outputs::CASES,
        export::CASES,
        import::CASES,
    ];
    let mut out = BTreeMap::new();
    for (code, case) in all.into_iter().flatten() {
        assert!(out.insert(*code, *case).is_none(), "{code} has two cases");
    }
    out
}

#[test]
fn every_code_has_a_case_for_and_one_against() {
    let made = made();
    let only = std::env::var("KEBEN_CASES").unwrap_or_default();
    let all: Vec<&Code> = codes::all().filter(|c| c.id.starts_with(&only)).collect();
    let known: BTreeSet<&str> = all.iter().map(|c| c.id).collect();
    for code in made.keys().filter(|_| only.is_empty()).copied().map(str::to_owned).chain(folder::all()) {
        assert!(known.contains(code.as_str()), "a case for {code}, which does not exist");
    }
    let found: Vec<(String, Vec<String>)> = all.par_iter().map(|code| judged(code, &made)).collect();
    let (shown, wrong): (Vec<String>, Vec<Vec<String>>) = found.into_iter().unzip();
    let wrong: Vec<String> = wrong.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{} of {} codes:\n{}", wrong.len(), all.len(), wrong.join("\n"));
    if !only.is_empty() {
        return print!("{}", shown.concat());
    }
    let (shown, path) = (shown.concat(), root().join("messages.txt"));
    if std::env::var_os("KEBEN_BLESS").is_some() {
        std::fs::write(&path, &shown).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap();
    let differs = shown.lines().zip(written.lines()).find(|(now, then)| now != then);
    assert!(shown == written, "the messages are others than in messages.txt, first here: {differs:?}");
}

/// What the messages file shows of a code, and what is wrong with its cases.
fn judged(code: &Code, made: &BTreeMap<&str, Case>) -> (String, Vec<String>) {
    let id = code.id;
    let of = |side| match (made.get(id), folder::exists(id)) {
        (Some(case), false) => Ok(case(side)),
        (None, true) => Ok(folder::heard(id, side)),
        (Some(_), true) => Err(format!("{id} has a folder and a case in code")),
        (None, false) => Err(format!("{id} has no case")),
    };
    let (bad, good) = match (of(Side::Bad), of(Side::Good)) {
        (Ok(bad), Ok(good)) => (bad, good),
        (Err(why), _) | (_, Err(why)) => return (String::new(), vec![why]),
    };
    let mut wrong = Vec::new();
    if good.codes().contains(id) {
        wrong.push(format!("{id} is said of the good case: {:?}", good.0));
    }
    // An error may keep keben from ever coming to the place where the code is found.
    wrong.extend(good.0.iter().filter(|t| t.is_error).map(|t| format!("{id}, good: {} {:?}", t.code, t.en)));
    let Some(first) = bad.0.iter().find(|t| t.code == id) else {
        wrong.push(format!("{id} is not said of the bad case, but {:?}", bad.0));
        return (String::new(), wrong);
    };
    let has_place = first.place.as_ref().is_some_and(|(file, line, _)| !file.is_empty() && *line > 0);
    if has_place == PLACELESS.contains(&id) {
        wrong.push(format!("{id} stands at {:?}", first.place));
    }
    for line in first.en.iter().chain(&first.zh) {
        let unfilled = (0..9).any(|n| line.contains(&format!("{{{n}}}")));
        if line.is_empty() || unfilled || line.contains('\u{FFFD}') {
            wrong.push(format!("{id} has a text with a gap: {line:?}"));
        }
    }
    (shown(first, &bad, &good), wrong)
}

/// The entry of a code in the messages file.
fn shown(first: &Told, bad: &Heard, good: &Heard) -> String {
    let place =
        first.place.as_ref().map_or("-".to_owned(), |(file, line, column)| format!("{file}:{line}:{column}"));
    let count = bad.0.iter().filter(|t| t.code == first.code).count();
    let mut out = format!("{} {place}", first.code);
    if count > 1 {
        let _ = write!(out, " ×{count}");
    }
    let list = |codes: BTreeSet<&str>| codes.into_iter().collect::<Vec<_>>().join(" ");
    let others: BTreeSet<&str> = bad.codes().into_iter().filter(|c| *c != first.code).collect();
    if !others.is_empty() {
        let _ = write!(out, "; with it {}", list(others));
    }
    if !good.0.is_empty() {
        let _ = write!(out, "; of the good one {}", list(good.codes()));
    }
    out.push('\n');
    for text in [&first.en, &first.zh] {
        let _ = writeln!(out, "  {}", text.join(" | "));
    }
    out
}

/// Those of `keben explain` that are texts are the cases, in short.
#[test]
fn examples_are_as_the_cases() {
    let mut wrong = Vec::new();
    for (code, bad, good) in codes::examples::EXAMPLES {
        for (side, text) in [(Side::Bad, bad), (Side::Good, good)] {
            let is_so = if code.starts_with('C') && !["C402", "C404"].contains(code) {
                folder::says(code, text) == (side == Side::Bad)
            } else {
                let case = folder::text(code, side);
                text.lines().all(|line| case.lines().any(|l| l == line))
            };
            if !is_so {
                wrong.push(format!("{code}, {side:?}: {text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
