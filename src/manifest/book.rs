//! What `keben.toml` says of a book: title page, colophon, lists.

use super::FILE;
use super::keys::Table;
use crate::article::{Book, Collection, Contents, Cover, IndexOrder, Isbn, IsbnFault};
use crate::diag::codes::manifest as codes;
use crate::diag::{Diag, Diags, Span};
use crate::keyfile::shown;
use crate::source::Project;

/// The lines of a colophon (版权页) that have a key: its label in simplified and in traditional characters (GB/T
/// 12450, 图书书名页).
const LABELS: [(&str, &str, &str); 13] = [
    ("editor", "责任编辑", "責任編輯"),
    ("proofreader", "责任校对", "責任校對"),
    ("designer", "装帧设计", "裝幀設計"),
    ("layout", "版式设计", "版式設計"),
    ("distributor", "发行", "發行"),
    ("address", "地址", "地址"),
    ("phone", "电话", "電話"),
    ("website", "网址", "網址"),
    ("printer", "印刷", "印刷"),
    ("format", "开本", "開本"),
    ("sheets", "印张", "印張"),
    ("words", "字数", "字數"),
    ("price", "定价", "定價"),
];

/// The keys that say something of a book and of nothing else.
const ONLY_BOOKS: [&str; 17] = [
    "subtitle",
    "authors",
    "publisher",
    "collection",
    "date",
    "lang",
    "isbn",
    "identifier",
    "edition",
    "printing",
    "rights",
    "summary",
    "keywords",
    "cover",
    "colophon",
    "contents",
    "parts",
];

/// Reads the keys of a book. Without a title it is none; then the place of a key comes back that only a book has,
/// if one is there.
pub(super) fn read(
    project: &Project,
    top: &mut Table<'_>,
    diags: &mut Diags,
) -> (Option<Book>, Option<Span>) {
    let first_key = ONLY_BOOKS.iter().filter_map(|key| top.span_of(key)).min_by_key(|s| s.start);
    let title = top.sense("title", diags);
    let subtitle = top.sense("subtitle", diags);
    let authors = top.people("authors", diags);
    let publisher = top.text("publisher", "\"……出版社\"", diags);
    let collection = collection(top, diags);
    let date = top.date("date", diags);
    let lang = lang(top, diags);
    let isbn = isbn(top, diags);
    let identifier = top.text("identifier", "\"urn:uuid:…\"", diags);
    let edition = top.text("edition", "\"2026年6月第1版\"", diags);
    let printing = top.text("printing", "\"2026年6月第1次印刷\"", diags);
    let rights = top.text("rights", "\"© 2026 ……\"", diags);
    let summary = top.text("summary", "\"……\"", diags);
    let keywords = top.texts("keywords", "[\"村落\"]", diags);
    let keywords = keywords.into_iter().map(|(word, span)| shown(&word, span, diags)).collect();
    let cover = cover(project, top, diags);
    let is_traditional = lang.to_ascii_lowercase().contains("hant");
    let (colophon, cip) = colophon(top, is_traditional, diags);
    let contents = contents(top, diags);
    let book = title.map(|title| Book {
        title,
        subtitle,
        authors,
        publisher,
        collection,
        date,
        lang,
        isbn,
        identifier,
        edition,
        printing,
        rights,
        summary,
        keywords,
        cover,
        colophon,
        cip,
        contents,
        parts: Vec::new(),
    });
    (book, first_key)
}

/// `cover = "…"` or `cover = { photo = "…", focus = "50,30" }`.
fn cover(project: &Project, top: &mut Table<'_>, diags: &mut Diags) -> Option<Cover> {
    const EXAMPLE: &str = "\"source/photos/cover.jpg\"";
    let (photo, focus) = if top.is_table("cover") {
        let mut t = top.table("cover", diags)?;
        let photo = t.spanned_text("photo", EXAMPLE, diags);
        let focus = t.spanned_text("focus", "\"50,30\"", diags);
        t.finish(diags);
        (photo, focus)
    } else {
        (top.spanned_text("cover", EXAMPLE, diags), None)
    };
    let focus = focus.and_then(|(text, span)| {
        let found = Cover::read_focus(&text);
        if found.is_none() {
            let diag = Diag::new(&codes::BAD_VALUE).at(span).arg("cover.focus").arg(&text);
            diags.push(diag.arg_both(
                "it is percent from left and top, such as `50,30`",
                "应为距左、距上的百分比，如 `50,30`",
            ));
        }
        found
    });
    let (path, span) = photo?;
    let found = project.resolve(FILE, &path).or_else(|_| project.resolve("source/-", &path));
    let photo = found.unwrap_or_else(|diag| {
        diags.push(diag.at(span));
        path
    });
    Some(Cover { photo, span, focus: focus.unwrap_or(Cover::FOCUS) })
}

/// `collection = "…"` or `collection = { title = "…", number = "3" }`.
fn collection(top: &mut Table<'_>, diags: &mut Diags) -> Option<Collection> {
    if !top.is_table("collection") {
        let title = top.text("collection", "{ title = \"……丛书\", number = \"3\" }", diags)?;
        return Some(Collection { title, number: None });
    }
    let mut t = top.table("collection", diags)?;
    let title = t.text("title", "\"……丛书\"", diags);
    let number = t.text("number", "\"3\"", diags);
    t.finish(diags);
    Some(Collection { title: title?, number })
}

/// Empty if it is not there: then it is that of the first article.
fn lang(top: &mut Table<'_>, diags: &mut Diags) -> String {
    let Some((lang, span)) = top.spanned_text("lang", "\"zh-Hans\"", diags) else { return String::new() };
    let sound = lang.split('-').enumerate().all(|(n, part)| {
        let long = if n == 0 { 2..=3 } else { 1..=8 };
        long.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    if !sound {
        let diag = Diag::new(&codes::BAD_VALUE).at(span).arg("lang").arg(&lang);
        diags.push(diag.arg_both("a language is written as `zh-Hans`", "语言标记写作 `zh-Hans`"));
        return String::new();
    }
    lang
}

fn isbn(top: &mut Table<'_>, diags: &mut Diags) -> Option<Isbn> {
    let (text, span) = top.spanned_text("isbn", "\"978-7-02-000220-7\"", diags)?;
    match Isbn::parse(&text) {
        Ok(isbn) => Some(isbn),
        Err(fault) => {
            let diag = match fault {
                IsbnFault::Shape => Diag::new(&codes::NOT_AN_ISBN).arg(text),
                IsbnFault::Checksum { right } => Diag::new(&codes::ISBN_CHECKSUM).arg(text).arg(right),
            };
            diags.push(diag.at(span));
            None
        }
    }
}

/// `[colophon]`: lines with a known key, lines with labels of the author's own, CIP data.
fn colophon(
    top: &mut Table<'_>,
    is_traditional: bool,
    diags: &mut Diags,
) -> (Vec<(String, String)>, Vec<String>) {
    let Some(mut t) = top.table("colophon", diags) else { return Default::default() };
    let cip = t.text("cip", "\"\"\"……\"\"\"", diags).unwrap_or_default();
    let cip = cip.lines().map(|l| l.trim_end().to_owned()).collect();
    let mut lines: Vec<(Span, String, String)> = Vec::new();
    for (key, simplified, traditional) in LABELS {
        if let (Some(at), Some(text)) = (t.span_of(key), t.text(key, "\"……\"", diags)) {
            let label = if is_traditional { traditional } else { simplified };
            lines.push((at, label.to_owned(), text));
        }
    }
    lines.extend(t.own_labels(diags).into_iter().map(|(label, text, at)| (at, label, text)));
    t.finish_with_labels(diags);
    lines.sort_by_key(|(at, ..)| at.start);
    (lines.into_iter().map(|(_, label, text)| (label, text)).collect(), cip)
}

/// `[contents]`.
fn contents(top: &mut Table<'_>, diags: &mut Diags) -> Contents {
    let mut contents = Contents::default();
    let Some(mut t) = top.table("contents", diags) else { return contents };
    contents.toc = t.number("toc", 3, diags).unwrap_or(contents.toc);
    contents.figures = t.switch("figures", diags).unwrap_or(contents.figures);
    let orders = [("pinyin", IndexOrder::Pinyin), ("stroke", IndexOrder::Stroke)];
    contents.index = t.words("index", &orders, diags).unwrap_or(contents.index);
    contents.index.dedup();
    t.finish(diags);
    contents
}
