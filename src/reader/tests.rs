//! Articles in, their dump and their problems out.

use super::*;
use crate::article::dump;
use std::fmt::Write;
use std::path::Path;

/// The dump of an article, and below it a line for each problem.
fn read_text(project: &Project, path: &str) -> String {
    let (mut files, mut diags) = (Files::default(), Diags::new());
    let article = read(project, path, &mut files, &mut diags);
    let mut out = article.as_ref().map(dump).unwrap_or_default();
    diags.sort();
    for diag in diags.iter() {
        let place = diag.span.map_or("-".to_owned(), |span| {
            let (line, column) = files.line_column(span.file, span.start);
            let text: String =
                files.text(span.file).get(span.range()).unwrap_or("").chars().take(24).collect();
            format!("{line}:{column} «{}»", text.escape_debug())
        });
        let near = diag.did_you_mean.as_ref().map(|n| format!(" → {n}")).unwrap_or_default();
        let args = diag.args.join(", ").replace('\u{1F}', " / ");
        let _ = writeln!(out, "{} {place} {args}{near}", diag.code.id);
    }
    out
}

/// An article that lies in memory beside two photos.
fn memory(text: &str) -> Project {
    let files = [("a.md", text), ("photos/a.jpg", ""), ("photos/b.jpg", "")];
    Project::in_memory(files.iter().map(|(p, t)| ((*p).to_owned(), t.as_bytes().to_vec())).collect())
}

/// The dump of a body, with an untold title.
fn body(text: &str) -> String {
    let dump = read_text(&memory(&format!("---\ntitle: t\n---\n{text}")), "a.md");
    dump.strip_prefix("title: t\nlang: zh-Hans\n").unwrap_or(&dump).to_owned()
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/reader");
    let project = Project::open(&folder).expect("the cases are there");
    let mut wrong = Vec::new();
    for path in project.articles() {
        let found = read_text(&project, &path);
        let expected = path.replace(".md", ".txt");
        if project.text(&expected).is_ok_and(|e| *e == *found) {
            continue;
        }
        // The found text lies beside the expected one, to be looked at and taken over.
        #[expect(clippy::disallowed_methods, reason = "a test leaves what it found")]
        std::fs::write(folder.join(format!("{expected}.new")), &found).expect("written");
        wrong.push(path);
    }
    assert!(wrong.is_empty(), "differ from what is expected, see the .new files: {wrong:?}");
}
