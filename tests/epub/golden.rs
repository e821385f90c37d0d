//! The golden books: small projects that show one thing each, and a few that take a whole theme or many articles.
//! All of them go to the judges and are read back.

use crate::book::{Book, VERTICAL, build_files, epub_only};
use crate::photo;
use keben::export::Options;
use std::sync::OnceLock;

macro_rules! books {
    ($($name:literal),*) => {
        &[$(($name, include_str!(concat!("books/", $name, ".md")))),*]
    };
}

/// Books of one article in the default theme.
const ARTICLES: &[(&str, &str)] = books![
    "bare",
    "boxes",
    "code",
    "foreign",
    "groups",
    "hant",
    "head-group",
    "japanese",
    "japanese-runs",
    "latin",
    "levels",
    "lists",
    "marks",
    "mixed",
    "names",
    "no-alt",
    "notes",
    "partial",
    "places",
    "plain",
    "quotes",
    "rare",
    "references",
    "ruby",
    "tables",
    "verse"
];

const RICH: &str = include_str!("rich.md");

/// The keys of a book of two parts and a preface.
const VOLUME: &str = r#"title = "山河 故人"
subtitle = "十二个村庄的来信"
authors = ["林渡", { name = "沈砚", role = "主编", latin = "Shen Yan" }]
publisher = "某某出版社 & 友"
isbn = "978-7-02-000220-7"
date = "2026-06-01"
edition = "2026年6月第1版"
printing = "2026年6月第1次印刷"
rights = "版权所有"
summary = "一本示例。"
keywords = ["村庄"]
collection = { title = "乡土丛书", number = "3" }

[[parts]]
articles = ["source/bare.md"]

[[parts]]
title = "上编 山河"
articles = ["source/plain.md", "source/notes.md"]

[[parts]]
title = "下编 故人"
articles = ["source/references.md"]

[colophon]
editor = "郑编"
price = "48.00元"
"特约校对" = "某某"
cip = """
山河故人：十二个村庄的来信 / 林渡著．
ISBN 978-7-02-000220-7
"""
"#;

/// Three articles with words for the index, in both orders.
const INDEXED: [(&str, &str); 4] = [
    ("keben.toml", "title = \"索引\"\n[contents]\nindex = [\"pinyin\", \"stroke\"]\n"),
    (
        "source/1.md",
        "---\ntitle: 甲篇 河边\n---\n\n[重庆]{.index}在江边，[《山河》]{.index}写过它。\n\n# [一江]{.index}\n\n又见[重庆]{.index}[^n]。\n\n[^n]: 注里有[鑫]{.index}。\n",
    ),
    (
        "source/2.md",
        "---\ntitle: 乙篇\n---\n\n这里用 [Rust]{.index} 写，[一江]{.index}两岸。\n\n![[重庆]{.index}夜景](photos/a.jpg){alt=\"红\"}\n",
    ),
    ("source/3.md", "---\ntitle: 丙篇\n---\n\n没有要查的词。\n"),
];

/// A book in English, dates and index included.
const ENGLISH: [(&str, &str); 3] = [
    (
        "keben.toml",
        "title = \"A River Town\"\nsubtitle = \"Letters home\"\nauthors = [\"Lin Du\", \"Mary Ann Evans\"]\nlang = \"en\"\ndate = 2026-06-05\n",
    ),
    (
        "source/1.md",
        "---\ntitle: The Bridge\nlang: en\ndate: 2026-06-05\n---\n\nAn [Élan]{.index} of 1926, an [apple]{.index} and [3D]{.index} prints.\n",
    ),
    (
        "source/2.md",
        "---\ntitle: The Ferry\nlang: en\n---\n\nThe [east]{.index} bank; an [apple]{.index} again.\n",
    ),
];

fn article(name: &str) -> &'static str {
    ARTICLES.iter().find(|(n, _)| *n == name).map(|(_, text)| *text).unwrap()
}

/// Builds every golden book, once.
pub(crate) fn golden() -> &'static [(String, Book)] {
    static BOOKS: OnceLock<Vec<(String, Book)>> = OnceLock::new();
    BOOKS.get_or_init(|| {
        let options = epub_only();
        // Smaller photos than those of the rows: there are many books.
        let small = [
            ("source/photos/a.jpg", photo::plain(600, 400, [190, 60, 50])),
            ("source/photos/b.jpg", photo::telling(450, 300, [50, 70, 190])),
        ];
        let mut out = Vec::new();
        let mut add = |name: &str, files: &[(&str, &str)], options: &Options| {
            let mut files: Vec<(&str, &[u8])> = files.iter().map(|(p, t)| (*p, t.as_bytes())).collect();
            files.extend(small.iter().map(|(path, bytes)| (*path, bytes.as_slice())));
            let book = build_files(&files, options).unwrap_or_else(|d| panic!("{name}: {d:?}"));
            out.push((name.to_owned(), book));
        };
        for (name, text) in ARTICLES {
            add(name, &[("source/a.md", text)], &options);
        }
        const THEME: &str = "templates/feature/theme.toml";
        add("rich", &[("source/a.md", RICH)], &options);
        add("vertical", &[("source/a.md", RICH), (THEME, VERTICAL)], &options);
        add("vertical-notes", &[("source/a.md", article("notes")), (THEME, VERTICAL)], &options);
        add("duokan", &[("source/a.md", RICH), (THEME, "[epub]\nduokan = true\n")], &options);
        add("no-fonts", &[("source/a.md", RICH), (THEME, "[epub]\nfonts = \"none\"\n")], &options);
        let several = ["bare", "notes", "references", "hant"];
        let paths: Vec<String> = several.iter().map(|n| format!("source/{n}.md")).collect();
        let files: Vec<(&str, &str)> = paths.iter().map(String::as_str).zip(several.map(article)).collect();
        add("several", &files, &options);
        let parts = ["bare", "plain", "notes", "references"];
        let paths: Vec<String> = parts.iter().map(|n| format!("source/{n}.md")).collect();
        let mut files: Vec<(&str, &str)> = paths.iter().map(String::as_str).zip(parts.map(article)).collect();
        files.push(("keben.toml", VOLUME));
        add("volume", &files, &options);
        add("indexed", &INDEXED, &options);
        add("english", &ENGLISH, &options);
        let both = Options { pdf: true, ..epub_only() };
        add("pages", &[("source/a.md", &crate::pages::long())], &both);
        add("long", &[("source/a.md", &crate::long::text())], &options);
        add("noted", &[("source/a.md", &crate::long::notes())], &options);
        let certified = Options { certified_by: Some("某出版社".to_owned()), ..epub_only() };
        add("certified", &[("source/a.md", article("groups"))], &certified);
        out
    })
}

/// One of them.
pub(crate) fn named(name: &str) -> &'static Book {
    &golden().iter().find(|(n, _)| n == name).unwrap_or_else(|| panic!("no book {name}")).1
}
