use super::*;
use crate::article::{Date, IndexOrder};
use std::collections::BTreeMap as Map;

fn project(toml: &str) -> Project {
    let mut files: Map<String, Vec<u8>> = Map::new();
    for path in
        ["source/a.md", "source/b.md", "source/two/c.md", "source/two/d.md", "source/photos/cover.jpg"]
    {
        files.insert(path.to_owned(), b"---\ntitle: \xe7\x94\xb2\n---\n\nx\n".to_vec());
    }
    files.insert(FILE.to_owned(), toml.as_bytes().to_vec());
    Project::in_memory(files)
}

/// The manifest, and its problems as `line: code arguments`.
fn read_toml(toml: &str) -> (Manifest, Vec<String>) {
    let (mut files, mut diags) = (Files::default(), Diags::new());
    let manifest = load(&project(toml), &mut files, &mut diags);
    let told = diags.iter().map(|d| {
        let line = d.span.map_or(0, |s| files.line_column(s.file, s.start).0);
        let near = d.did_you_mean.as_ref().map_or(String::new(), |w| format!(" → {w}"));
        format!("{line}: {} {}{near}", d.code.id, d.args.join(" | "))
    });
    let told = told.collect();
    (manifest, told)
}

#[test]
fn a_project_without_a_file_is_its_articles_in_order() {
    let files = Map::from([("source/b.md".to_owned(), vec![]), ("source/a.md".to_owned(), vec![])]);
    let (mut files_read, mut diags) = (Files::default(), Diags::new());
    let manifest = load(&Project::in_memory(files), &mut files_read, &mut diags);
    assert_eq!(manifest.lists.len(), 1);
    assert_eq!(manifest.lists[0].paths, ["source/a.md", "source/b.md"]);
    assert!(manifest.book(&[2], &[]).is_none() && diags.is_empty());
}

#[test]
fn a_whole_book_is_understood() {
    let (manifest, told) = read_toml(
        r#"
title = "山河 故人"
subtitle = "十二篇"
authors = ["甲", { name = "乙", role = "主编" }]
publisher = "某出版社"
collection = { title = "某丛书", number = "3" }
date = 2026-06-05
isbn = "978-7-02-000220-7"
edition = "2026年6月第1版"
printing = "2026年6月第1次印刷"
theme = "book"
name = "shanhe"
cover = "photos/cover.jpg"

[colophon]
price = "48.00元"
"特约编辑" = "丙"
editor = "丁"
cip = """
某书／甲著
Ⅰ.①某…"""

[contents]
toc = 2
figures = true
index = ["pinyin", "stroke"]

[[parts]]
title = "上编 山河"
articles = ["source/b.md", "a.md"]

[[parts]]
title = "下编 故人"
articles = ["two/*.md"]
"#,
    );
    assert_eq!(told, Vec::<String>::new());
    assert_eq!(manifest.theme.as_ref().map(|t| t.0.as_str()), Some("book"));
    assert_eq!(manifest.name.as_deref(), Some("shanhe"));
    let lists: Vec<_> = manifest.lists.iter().map(|l| l.paths.join(" ")).collect();
    assert_eq!(lists, ["source/b.md source/a.md", "source/two/c.md source/two/d.md"]);
    let book = manifest.book(&[2, 2], &[]).unwrap();
    assert_eq!(book.title.parts, ["山河", "故人"]);
    assert_eq!(book.authors[1].role.as_deref(), Some("主编"));
    assert_eq!(book.date, Some(Date { year: 2026, month: Some(6), day: Some(5) }));
    assert_eq!(book.isbn.as_ref().map(crate::article::Isbn::digits), Some("9787020002207"));
    assert_eq!(book.cover.as_ref().map(|c| c.photo.as_str()), Some("source/photos/cover.jpg"));
    let labels: Vec<_> = book.colophon.iter().map(|(l, t)| format!("{l}{t}")).collect();
    assert_eq!(labels, ["定价48.00元", "特约编辑丙", "责任编辑丁"], "in the order of the file");
    assert_eq!(book.cip, ["某书／甲著", "Ⅰ.①某…"]);
    assert_eq!(book.contents.index, [IndexOrder::Pinyin, IndexOrder::Stroke]);
    assert_eq!((book.contents.toc, book.contents.figures), (2, true));
    assert_eq!(book.parts[1].articles, 2..4);
    assert_eq!(book.lang, "zh-Hans");
}

#[test]
fn each_mistake_has_its_message_and_place() {
    for (toml, expected) in [
        ("title = \"甲\"\npublsher = \"乙\"", "2: K122 publsher → publisher"),
        ("title = 3", "1: K123 title | \"…\" | `3`"),
        ("title = \"甲\"\nisbn = \"978-7-02-000220-8\"", "2: K126 978-7-02-000220-8 | 7"),
        ("title = \"甲\"\nisbn = \"12\"", "2: K125 12"),
        ("title = \"甲\"\ndate = \"昨天\"", "2: K123 date | 2026-06-05 | `\"昨天\"`"),
        ("title = \"甲\"\ncover = \"photos/covr.jpg\"", "2: K101 photos/covr.jpg → photos/cover.jpg"),
        ("title = \"甲\"\narticles = [\"source/aa.md\"]", "2: K101 source/aa.md → source/a.md"),
        ("title = \"甲\"\narticles = [\"three/*.md\"]", "2: K131 three/*.md"),
        ("title = \"甲\"\narticles = [\"a.md\", \"source/a.md\", \"b.md\"]", "2: K128 source/a.md"),
        ("title = \"甲\"\narticles = [\"a.md\"]", "2: K129 source/b.md"),
        ("title = \"甲\"\n[[parts]]\ntitle = \"上编\"", "2: K130 上编"),
        ("title = \"甲\"\n[[parts]]\ntitle = \"上编\"\narticles = []", "2: K130 上编"),
        ("title = \"甲\"\narticles = [\"a.md\", \"b.md\"]\n[[parts]]\narticles = [\"two/c.md\"]", "2: K132 "),
        ("isbn = \"978-7-02-000220-7\"", "1: K127 "),
        (
            "title = \"甲\"\n[contents]\nindex = [\"pinyn\"]",
            "3: K124 contents.index | pinyn | `pinyin`, `stroke` → pinyin",
        ),
        ("title = \"甲\"\n[contents]\ntoc = 4", "3: K123 contents.toc | 0 … 3 | `4`"),
        ("title = \"甲\"\n[colophon]\nediter = \"乙\"", "3: K122 colophon.editer → editor"),
        ("name = \"../x\"", "1: K133 name"),
        ("lang = \"中文\"", "1: K133 lang"),
        ("title = \"甲", "1: K121 "),
        ("collection = 3", "1: K123 collection"),
    ] {
        let told = read_toml(toml).1;
        assert!(
            told.iter().any(|t| t.starts_with(expected)),
            "{toml:?} should give {expected:?}, gave {told:?}"
        );
    }
}

#[test]
fn lists_that_are_written_empty_stay_empty() {
    for toml in ["articles = []", "title = \"甲\"\n[[parts]]\ntitle = \"上编\"\narticles = []"] {
        let manifest = read_toml(toml).0;
        assert!(manifest.lists.iter().all(|l| l.paths.is_empty()) && !manifest.lists.is_empty(), "{toml}");
    }
    assert_eq!(read_toml("theme = \"book\"").0.lists[0].paths.len(), 2, "what lies in source/ itself");
}
