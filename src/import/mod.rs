//! Raw newspaper text to an article folder. In: the bytes of a text, a saved web page or a DOCX. Out: the files of
//! a project and a [`Report`] of every decision.
//!
//! A page's text comes out of a layout in pieces: photos and columns cut paragraphs, captions stand between,
//! the title is a line like any other. The steps, each of which takes what is still unknown:
//!
//! 1. bytes to pieces with the space before them ([`piece`], [`html`], [`docx`]), tables to rows ([`table`]);
//! 2. turn lines, pictures and their texts ([`figures`], [`credit`]);
//! 3. title, subtitle, strap, writers ([`head`]);
//! 4. section heads, and which pieces are one paragraph ([`flow`]);
//! 5. pictures to the paragraphs that share their rarest words ([`page`], [`anchor`]);
//! 6. front matter and Markdown ([`markdown`]), placeholders for photos ([`placeholder`]).
//!
//! Each decision has a confidence and a reason. What is below [`ENOUGH`] stays a plain paragraph and is listed. No
//! character is changed, dropped or added but for what [`Report::set_aside`] and [`Report::added`] name; `export` reads
//! the article back and compares.

mod anchor;
mod body;
mod byline;
mod cells;
mod credit;
mod dateline;
mod docx;
mod draft;
mod figures;
mod flow;
mod head;
mod html;
mod join;
mod kind;
mod markdown;
mod marks;
mod media;
mod notes;
mod numbering;
mod numerals;
mod page;
mod piece;
mod placeholder;
mod remarks;
mod report;
mod rows;
mod seam;
mod sheet;
mod sign;
mod stranded;
mod surroundings;
mod symbol;
mod table;
mod tree;
mod walk;
mod web;
mod words;
mod zip;

pub use placeholder::{is_placeholder, placeholder};
pub use report::{Both, Decision, ENOUGH, Kind, Report, Suggestion};

use crate::diag::{Diag, codes::import as codes};
use crate::photo;
use crate::source::{Evidence, decode_any};
use draft::Draft;
use page::{Block, Page};
use piece::{Picture, Raw};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The article's path in the new project.
pub const ARTICLE: &str = "source/article.md";

/// The most paragraphs or lines of a text: as many blocks as an article may have.
pub const MAX_PIECES: usize = 30_000;

/// The most bytes of a text, as many as an article may have.
pub const MAX_BYTES: usize = 4 << 20;

/// The most tags of a web page.
pub const MAX_TAGS: usize = 60_000;

/// The most footnotes of a text: as many as an article may have.
pub const MAX_NOTES: usize = 5_000;

/// The most pictures of a text: as many as an article may have.
pub const MAX_PICTURES: usize = 5_000;

/// The most bytes of all pictures of a text.
pub const MAX_PICTURE_BYTES: usize = 512 << 20;

/// The report for programs, and the one for people.
pub const REPORTS: [&str; 2] = ["import-report.json", "import-report.txt"];

/// What an import makes.
#[derive(Debug)]
pub struct Imported {
    /// The article as Markdown.
    pub article: String,
    /// The photos and placeholders, by path in the project.
    pub photos: Vec<(String, Arc<[u8]>)>,
    /// The text that was read, to be compared with the article.
    pub text: String,
    /// Every decision.
    pub report: Report,
}

/// Gives the bytes of a picture that lies beside a web page, by its path as the page writes it.
pub type Beside<'a> = &'a dyn Fn(&str) -> Option<Vec<u8>>;

/// Reads a text, a saved web page or a DOCX, told apart by what is in them. `name` is the file's name as typed, or
/// `-`; `beside` finds the pictures of a web page.
///
/// Errors: bytes that are no text in UTF-8, GB 18030 or Big5; a DOCX that is damaged or too large; a text of more
/// paragraphs or pictures than an article may have; nothing but white space.
pub fn import(bytes: &[u8], name: &str, beside: Beside<'_>) -> Result<Imported, Diag> {
    let mut report = Report { source: name.to_owned(), ..Report::default() };
    let mut raw = raw(bytes, &mut report)?;
    bounded(&raw, name)?;
    find_pictures(&mut raw.pictures, name, beside)?;
    let text = text_of(&raw, name)?;
    let traditional = report.encoding == "Big5";
    let mut draft = Draft::new(raw, report);
    remarks::tell(&mut draft);
    figures::part_turns(&mut draft);
    dateline::find(&mut draft);
    figures::find(&mut draft);
    // A plain text has as many pictures as it has captions.
    if draft.figures.len() > MAX_PICTURES {
        return Err(too_long("5,000 pictures", "5000 幅图片", name));
    }
    head::find(&mut draft);
    flow::find(&mut draft);
    let mut page = page::assemble(&mut draft);
    let mut report = draft.report;
    if page.title.is_none() {
        let stem = stem(name);
        report.added.push(stem.clone());
        let reason = Both::new(
            "no line is clearly the title; the file's name stands for it",
            "没有明确的标题，暂用文件名",
        );
        report.say(Kind::Title, 1, 30, &stem, reason);
        page.title = Some(stem);
    }
    let (paths, photos) = photos(&page);
    // A page of traditional characters says so; `export` corrects the guess by counting.
    let article = markdown::write(
        &page,
        &paths.iter().map(|path| path["source/".len()..].to_owned()).collect::<Vec<_>>(),
        traditional.then_some("zh-Hant"),
    );
    report.decisions.sort_by_key(|d| d.line);
    report.characters = text.chars().filter(|c| !piece::is_space(*c)).count();
    Ok(Imported { article, photos, text, report })
}

/// Refuses what has more of something than an article may have, before more is made of it.
fn bounded(raw: &Raw, name: &str) -> Result<(), Diag> {
    let paragraphs_of_notes: usize = raw.notes.iter().map(|n| n.lines().count()).sum();
    if raw.pieces.len() + paragraphs_of_notes > MAX_PIECES {
        return Err(too_long("30,000 paragraphs or lines", "3 万个段落或行", name));
    }
    if raw.notes.len() > MAX_NOTES {
        return Err(too_long("5,000 footnotes", "5000 条脚注", name));
    }
    if raw.pictures.len() > MAX_PICTURES {
        return Err(too_long("5,000 pictures", "5000 幅图片", name));
    }
    Ok(())
}

/// All that was read, to be compared with the article. Errors: nothing, or too much.
fn text_of(raw: &Raw, name: &str) -> Result<String, Diag> {
    if raw.pieces.iter().all(|p| p.text.is_empty()) && raw.tables.is_empty() {
        return Err(Diag::new(&codes::EMPTY).arg(name));
    }
    let pieces = raw.pieces.iter().map(|p| &p.text);
    let all = pieces.chain(raw.tables.iter().flat_map(table::Table::texts)).chain(&raw.notes);
    if all.clone().map(String::len).sum::<usize>() > MAX_BYTES {
        return Err(too_long("4 MiB of text", " 4 MiB 文字", name));
    }
    Ok(all.map(|text| format!("{}\n", marks::plain(text))).collect())
}

/// A picture's extension and bytes.
type Found = (&'static str, Arc<[u8]>);

/// Reads the pictures of a web page, each file once however often the page shows it. Errors: too many bytes of them.
fn find_pictures(pictures: &mut [Picture], name: &str, beside: Beside<'_>) -> Result<(), Diag> {
    let mut found: BTreeMap<String, Option<Found>> = BTreeMap::new();
    let mut bytes_of_all: usize = pictures.iter().filter_map(|p| p.bytes.as_ref()).map(|b| b.len()).sum();
    for picture in pictures.iter_mut().filter(|p| !p.path.is_empty()) {
        let file = match found.get(&picture.path) {
            Some(file) => file.clone(),
            None => {
                let bytes = beside(&picture.path);
                // What turns out to be no picture was read all the same.
                bytes_of_all += bytes.as_ref().map_or(0, Vec::len);
                let file = bytes.and_then(|b| Some((kind::extension(&b)?, b.into())));
                found.entry(picture.path.clone()).or_insert(file).clone()
            }
        };
        if bytes_of_all > MAX_PICTURE_BYTES {
            return Err(too_long("512 MiB of pictures", " 512 MiB 图片", name));
        }
        if let Some((extension, bytes)) = file {
            (picture.extension, picture.bytes) = (extension, Some(bytes));
        }
    }
    Ok(())
}

/// What is said of a text that is no article any more.
pub fn too_long(en: &str, zh: &str, name: &str) -> Diag {
    Diag::new(&codes::TOO_LONG).arg_both(en, zh).arg(name)
}

/// Whether a character counts when texts are compared: neither white space nor a control character.
pub fn counts(c: char) -> bool {
    !piece::is_space(c)
}

fn raw(bytes: &[u8], report: &mut Report) -> Result<Raw, Diag> {
    if bytes.starts_with(b"PK\x03\x04") {
        report.encoding = "DOCX".to_owned();
        return docx::read(bytes).map_err(|e| e.arg(report.source.clone()));
    }
    let decoded = decode_any(bytes).ok_or_else(|| Diag::new(&codes::NOT_TEXT).arg(report.source.clone()))?;
    report.encoding = decoded.encoding.to_owned();
    report.evidence = Some(match decoded.evidence {
        Evidence::Mark => Both::new("by its byte order mark", "有字节序标记"),
        Evidence::Valid => Both::new("every byte sequence is valid", "全部字节都合乎此编码"),
        Evidence::Frequencies if decoded.malformed == 0 => {
            Both::new("by the frequencies of its characters", "据用字频率判断")
        }
        Evidence::Frequencies => Both::new(
            format!(
                "by the frequencies of its characters; {} sequences mean nothing in it",
                decoded.malformed
            ),
            format!("据用字频率判断；有 {} 处字节无法识别", decoded.malformed),
        ),
    });
    let text = decoded.text;
    let start: String = text.trim_start().chars().take(2000).collect::<String>().to_ascii_lowercase();
    let is_page = ["<!doctype html", "<html", "<head", "<body", "<article", "<div", "<p>"]
        .iter()
        .any(|t| start.starts_with(t))
        || (start.starts_with("<?xml") && start.contains("<html"))
        || (start.starts_with("<!--") && start.contains("<html"));
    if is_page {
        report.encoding = format!("HTML, {}", report.encoding);
        if html::tags(&text) > MAX_TAGS {
            return Err(too_long("60,000 tags", " 6 万个标签", &report.source));
        }
        return html::read(&text).map_err(|(en, zh)| too_long(en, zh, &report.source));
    }
    Ok(piece::from_text(&text))
}

/// A photo by its path in the project.
type PhotoFile = (String, Arc<[u8]>);

/// The photos of a page: those of the file, and placeholders for those that are still to come. First the path of each
/// figure's, then the files; what is shown twice is one file.
fn photos(page: &Page) -> (Vec<String>, Vec<PhotoFile>) {
    let mut files: Vec<PhotoFile> = Vec::new();
    let mut by_digest: BTreeMap<[u8; 32], usize> = BTreeMap::new();
    let figures = page.blocks.iter().filter_map(|b| match b {
        Block::Figure(figure) => Some(figure),
        Block::Head(..) | Block::Paragraph(_) | Block::List(_) | Block::Table(_) => None,
    });
    let paths = figures
        .enumerate()
        .map(|(n, figure)| {
            let picture = figure.picture.and_then(|p| page.pictures.get(p));
            let (path, bytes) = match picture.and_then(|p| p.bytes.clone().map(|b| (p.extension, b))) {
                Some((extension, bytes)) => {
                    if let Some(at) = by_digest.get(&photo::digest(&[&bytes])) {
                        return files[*at].0.clone();
                    }
                    by_digest.insert(photo::digest(&[&bytes]), files.len());
                    (format!("source/photos/photo-{}.{extension}", n + 1), bytes)
                }
                None => (format!("source/photos/placeholder-{}.png", n + 1), placeholder(n + 1).into()),
            };
            files.push((path.clone(), bytes));
            path
        })
        .collect();
    (paths, files)
}

/// A file's name without folder and extension; `article` for standard input.
fn stem(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).trim();
    if stem.is_empty() || stem == "-" { "article".to_owned() } else { stem.to_owned() }
}

#[cfg(test)]
mod tests;
