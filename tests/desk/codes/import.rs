//! K95: what is brought in.

use super::run::Home;
use super::world::png;
use super::{Case, Heard, Side};
use keben::diag::{Diags, Files};
use keben::import::ARTICLE;
use keben::source::Project;
use keben::{export, reader};
use std::collections::BTreeMap;
use std::io::Write;

const PAGE: &str = "桥头的早市 从渡口搬来\n\n天还没有亮，桥头(南岸)已经摆开了三十几个摊子，一个挨着一个，都是从老渡口搬过来的。\n";

pub(super) const CASES: &[(&str, Case)] = &[
    ("K950", |side| imported(&side.pick(png(9, 9), PAGE.into()), &[])),
    ("K951", |side| imported(side.pick(" \n\u{3000}\n", PAGE).as_bytes(), &[])),
    ("K952", not_conserved),
    ("K953", |side| imported(PAGE.as_bytes(), &[side.pick("S9", "S1").to_owned()])),
    ("K954", |side| {
        let docx = docx();
        imported(&docx[..docx.len() - side.pick(docx.len() / 2, 0)], &[])
    }),
    ("K955", |side| {
        let home = Home::empty();
        home.put("page.txt", PAGE);
        home.put(side.pick("paper/source/article.md", "paper/notes.txt"), "船");
        let force: &[&str] = side.pick(&[], &["--force"]);
        home.heard(&[&["import", "page.txt", "-o", "paper", "-q"], force].concat())
    }),
    ("K956", |side| {
        let home = Home::empty();
        home.put(side.pick("one/keben.toml", "two/keben.toml"), "");
        home.heard_by(|more| {
            let _ = std::fs::remove_dir_all(home.path(side.pick("two", "one")));
            home.command(super::run::BINARY, &[&["init", "one", "-q"], more].concat()).output().unwrap()
        })
    }),
    ("K958", |side| {
        let home = Home::empty();
        let text = "天还没有亮，桥头已经摆开了三十几个摊子，一个挨着一个，都是从老渡口搬过来的。";
        let page = format!(
            "<html><body><h1>桥头的早市</h1><p>{text}</p><img src=\"a.png\"><p>{text}</p></body></html>"
        );
        home.put("page.html", page);
        home.put("a.png", png(9, 9));
        home.put("paper/source/photos/photo-1.png", side.pick(png(8, 8), png(9, 9)));
        home.heard(&["import", "page.html", "-o", "paper", "--force", "-q"])
    }),
    // The edges are held by `tests/trust/bulk.rs`; just below them an import takes seconds.
    ("K957", |side| imported(format!("{PAGE}{}", "一行\n".repeat(side.pick(30_001, 300))).as_bytes(), &[])),
];

fn imported(bytes: &[u8], apply: &[String]) -> Heard {
    Heard::result(export::import(bytes, "page.txt", apply, &|_| None))
}

/// An article that lost a character on the way, as a fault of keben's would lose it.
fn not_conserved(side: Side) -> Heard {
    let brought = export::import(PAGE.as_bytes(), "page.txt", &[], &|_| None).unwrap();
    let article = String::from_utf8(brought.outputs[0].bytes.clone()).unwrap();
    let article = article.replace("摊子", side.pick("摊", "摊子"));
    let project = Project::in_memory(BTreeMap::from([(ARTICLE.to_owned(), article.clone().into_bytes())]));
    let read = reader::read(&project, ARTICLE, &mut Files::default(), &mut Diags::new());
    Heard::result(export::conserved(PAGE, read.as_ref(), &article, &brought.report))
}

fn docx() -> Vec<u8> {
    let text = "<w:d xmlns:w=\"w\"><w:p><w:t>天还没有亮，桥头已经摆开了三十几个摊子。</w:t></w:p></w:d>";
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    out.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    out.write_all(text.as_bytes()).unwrap();
    out.finish().unwrap().into_inner()
}
