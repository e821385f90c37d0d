//! One article as one document, or several where it is long.

use super::body::{Met, Picture, Writer};
use super::markup::{Markup, Tally, Voice, add_tally, legal};
use super::templates;
use super::words::Words;
use crate::article::{
    Article, BlockKind, Date, Figure, Inline, Labels, NoteId, ParagraphRole, SenseText, for_each_block,
    inlines_of,
};
use crate::diag::Diag;
use crate::theme::Theme;
use minijinja::{Value, context};
use std::collections::BTreeMap;

/// The most bytes of markup in one document; with its frame it stays under 300 KB, which slow readers load at
/// once (row 66).
const DOCUMENT_BYTES: usize = 240_000;

/// One document of the book.
#[derive(Debug)]
pub(super) struct Document {
    /// The file, in the folder of the documents.
    pub(super) name: String,
    /// The XHTML.
    pub(super) text: String,
}

/// One entry of the table of contents.
#[derive(Debug)]
pub(super) struct Entry {
    /// 1 for the article, 2 for its first heads.
    pub(super) rank: usize,
    /// File and place.
    pub(super) href: String,
    /// The words.
    pub(super) label: String,
}

/// An article's documents and what they contain.
#[derive(Debug)]
pub(super) struct Chapter {
    pub(super) documents: Vec<Document>,
    pub(super) entries: Vec<Entry>,
    pub(super) tally: Tally,
    pub(super) met: Met,
}

/// Writes the documents of the article with this number (from 1).
pub(super) fn write(
    article: &Article,
    number: usize,
    theme: &Theme,
    picture: &dyn Fn(&Figure) -> Option<Picture>,
) -> Result<Chapter, Diag> {
    let labels = Labels::new(article);
    let anchors = anchors(article);
    let name = |part: usize| match part {
        0 => format!("article-{number}.xhtml"),
        _ => format!("article-{number}-{}.xhtml", part + 1),
    };
    let mut pieces = pieces(article, theme, &labels, &anchors, &BTreeMap::new(), picture);
    let mut parts = split(&pieces.blocks);
    if parts.len() > 1 {
        // Links have to name the documents, which are known only now.
        let of = |ids: &Vec<String>, part: usize| {
            ids.iter().map(|id| (id.clone(), name(part))).collect::<Vec<_>>()
        };
        let documents = (0..parts.len())
            .flat_map(|part| {
                let blocks = pieces.blocks[parts[part].clone()].iter();
                blocks.flat_map(move |b| of(&b.markup.ids, part).into_iter().chain(of(&b.note_ids, part)))
            })
            .collect();
        pieces = self::pieces(article, theme, &labels, &anchors, &documents, picture);
        parts = split(&pieces.blocks);
    }

    let mut tally = Tally::new();
    let words = Words::of(&article.meta.lang, article.meta.is_traditional());
    let head = head(article, theme, words, &mut tally);
    let mut documents = Vec::new();
    let mut entries = vec![Entry { rank: 1, href: name(0), label: article.meta.title.text() }];
    for (part, range) in parts.iter().enumerate() {
        let blocks = &pieces.blocks[range.clone()];
        let join = |of: fn(&Piece) -> &str| blocks.iter().map(of).collect::<String>();
        let (body, notes) = (join(|p| p.markup.as_str()), join(|p| p.notes.as_str()));
        for piece in blocks {
            for (rank, id, label) in &piece.outline {
                let href = format!("{}#{id}", name(part));
                entries.push(Entry { rank: rank + 1, href, label: label.clone() });
            }
        }
        let last = part + 1 == parts.len();
        let credits = if last { pieces.credits.as_str() } else { "" };
        let values = context! {
            lang => article.meta.lang.as_str(),
            title => legal(&article.meta.title.text()),
            vertical => theme.page.writing == crate::geom::WritingMode::VerticalRl,
            first => part == 0,
            last => last,
            head => head.clone(),
            words => context! { notes => words.notes },
            body => Value::from_safe_string(body),
            notes => Value::from_safe_string(notes),
            credits => Value::from_safe_string(credits.to_owned()),
            rights => legal(article.meta.rights.as_deref().unwrap_or_default()),
        };
        let source = theme.epub.templates.get("article.xhtml").map_or("", String::as_str);
        documents
            .push(Document { name: name(part), text: templates::xhtml("article.xhtml", source, values)? });
    }
    // What the style sheet adds: the end mark, bullets, boxes of tasks, the stars of a change of scene.
    let bullets = theme.list.bullets.iter().map(String::as_str);
    let added = bullets.chain([theme.end_mark.as_str(), "☐☑＊　0123456789."]).flat_map(str::chars);
    tally.entry(Voice::from(&theme.body)).or_default().extend(added);
    let rights = article.meta.rights.iter().flat_map(|r| r.chars());
    tally.entry(Voice::from(&theme.credits.text)).or_default().extend(rights);
    add_tally(&mut tally, pieces.tally);
    tally.values_mut().for_each(|characters| {
        characters.insert(' ');
    });
    Ok(Chapter { documents, entries, tally, met: pieces.met })
}

/// A block, the notes whose first marks stand in it, and the heads it holds.
struct Piece {
    markup: Markup,
    notes: String,
    note_ids: Vec<String>,
    outline: Vec<(usize, String, String)>,
}

struct Pieces {
    blocks: Vec<Piece>,
    credits: String,
    tally: Tally,
    met: Met,
}

/// Writes all blocks of an article, one by one.
fn pieces(
    article: &Article,
    theme: &Theme,
    labels: &Labels,
    anchors: &BTreeMap<String, String>,
    documents: &BTreeMap<String, String>,
    picture: &dyn Fn(&Figure) -> Option<Picture>,
) -> Pieces {
    let words = Words::of(&article.meta.lang, article.meta.is_traditional());
    let mut writer = Writer {
        article,
        theme,
        labels,
        words,
        picture,
        anchors,
        documents,
        marks: BTreeMap::new(),
        levels: Vec::new(),
        outline: Vec::new(),
        met: Met::default(),
    };
    let body = Voice::from(&theme.body);
    let mut out =
        Pieces { blocks: Vec::new(), credits: String::new(), tally: Tally::new(), met: Met::default() };
    let mut noted: Vec<NoteId> = Vec::new();
    let last = article.blocks.len().checked_sub(1);
    for (at, block) in article.blocks.iter().enumerate() {
        let mut m = Markup::new(body);
        let ends = matches!(&block.kind, BlockKind::Paragraph(p) if p.role == ParagraphRole::Body);
        writer.block(&mut m, block, if ends && Some(at) == last { "article-end" } else { "" });
        // Writing a note may mark further notes.
        let mut notes = Markup::new(Voice::from(&theme.note.text));
        while let Some(note) = writer.marks.keys().copied().find(|n| !noted.contains(n)) {
            noted.push(note);
            writer.note(&mut notes, note);
        }
        add_tally(&mut out.tally, std::mem::take(&mut m.tally));
        add_tally(&mut out.tally, std::mem::take(&mut notes.tally));
        let outline = std::mem::take(&mut writer.outline);
        let (note_ids, notes) = (notes.ids.clone(), notes.as_str().to_owned());
        out.blocks.push(Piece { markup: m, notes, note_ids, outline });
    }
    if let Some(credits) = &article.meta.credits {
        let mut m = Markup::new(Voice::from(&theme.credits.text));
        writer.inlines(&mut m, credits);
        out.credits = m.as_str().to_owned();
        add_tally(&mut out.tally, std::mem::take(&mut m.tally));
    }
    out.met = writer.met;
    out.met.ruby |= any_ruby(article);
    out
}

fn any_ruby(article: &Article) -> bool {
    fn has(inlines: &[Inline]) -> bool {
        inlines.iter().any(|i| matches!(i, Inline::Ruby { .. }) || has(i.content()))
    }
    let mut found = false;
    for blocks in std::iter::once(&article.blocks).chain(article.notes.iter().map(|n| &n.blocks)) {
        for_each_block(blocks, &mut |b| found |= inlines_of(b).into_iter().any(has));
    }
    found
}

/// Which blocks go into which document; a new one begins with a block that would overfill the last, at a head
/// if one is near.
fn split(blocks: &[Piece]) -> Vec<std::ops::Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (at, block) in blocks.iter().enumerate() {
        let bytes = block.markup.as_str().len() + block.notes.len();
        let full = size + bytes > DOCUMENT_BYTES;
        let good_place = size > DOCUMENT_BYTES * 3 / 4 && !block.outline.is_empty();
        if at > start && (full || good_place) {
            parts.push(start..at);
            (start, size) = (at, 0);
        }
        size += bytes;
    }
    parts.push(start..blocks.len());
    parts
}

/// Short ASCII ids for the author's, whatever those are.
fn anchors(article: &Article) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    let (mut heads, mut figures, mut tables) = (0, 0, 0);
    for blocks in std::iter::once(&article.blocks).chain(article.notes.iter().map(|n| &n.blocks)) {
        for_each_block(blocks, &mut |block| match &block.kind {
            BlockKind::Heading(h) => {
                heads += 1;
                out.insert(h.id.clone(), format!("s{heads}"));
            }
            BlockKind::Figures(group) => {
                for id in group.iter().filter_map(|f| f.id.clone()) {
                    figures += 1;
                    out.insert(id, format!("f{figures}"));
                }
            }
            BlockKind::Table(t) => {
                if let Some(id) = &t.id {
                    tables += 1;
                    out.insert(id.clone(), format!("t{tables}"));
                }
            }
            _ => {}
        });
    }
    out
}

/// The head group for the template, its characters counted.
fn head(article: &Article, theme: &Theme, words: &Words, tally: &mut Tally) -> Value {
    let meta = &article.meta;
    let style = &theme.head;
    let mut parts = |text: Option<&SenseText>, voice: Voice| -> Vec<String> {
        let parts: Vec<String> = text.map_or(Vec::new(), |t| t.parts.clone());
        let characters = tally.entry(voice).or_default();
        characters.extend(parts.iter().flat_map(|p| p.chars()).chain([' ']));
        parts.iter().map(|p| legal(p).into_owned()).collect()
    };
    let series = parts(meta.series.as_ref(), (&style.series.text).into());
    let kicker = parts(meta.kicker.as_ref(), (&style.kicker.text).into());
    let title = parts(Some(&meta.title), (&style.title.text).into());
    let subtitle = parts(meta.subtitle.as_ref(), (&style.subtitle.text).into());
    let byline: Vec<Value> = meta
        .byline
        .iter()
        .map(|p| context! { name => legal(&p.name), role => legal(p.role.as_deref().unwrap_or_default()) })
        .collect();
    let byline_text =
        meta.byline.iter().flat_map(|p| p.name.chars().chain(p.role.iter().flat_map(|r| r.chars())));
    tally
        .entry((&style.byline.text).into())
        .or_default()
        .extend(byline_text.chain(style.byline_mark.chars()));

    // Where and when it ran: in print the running head says it, and in a stream there is none.
    let [before, after] = words.issue_page;
    let mut imprint: Vec<String> = [&meta.publication, &meta.issue].into_iter().flatten().cloned().collect();
    imprint.extend(meta.page.as_ref().map(|p| format!("{before}{p}{after}")));
    imprint.extend(meta.section.clone());
    imprint.extend(meta.date.map(|d| date(d, &meta.lang)));
    let imprint: Vec<String> = imprint.iter().map(|p| legal(p).into_owned()).collect();
    tally
        .entry((&theme.figure.caption).into())
        .or_default()
        .extend(imprint.iter().flat_map(|p| p.chars()).chain([' ']));
    context! { series, kicker, title, subtitle, byline, imprint }
}

/// A date as the language writes it, as exact as it is known.
pub(super) fn date(date: Date, lang: &str) -> String {
    let cjk = matches!(lang.split('-').next(), Some("zh" | "ja"));
    match (date.month, date.day) {
        (Some(m), Some(d)) if cjk => format!("{}年{m}月{d}日", date.year),
        (Some(m), None) if cjk => format!("{}年{m}月", date.year),
        (None, _) if cjk => format!("{}年", date.year),
        _ => iso_date(date),
    }
}

/// A date in ISO 8601.
pub(super) fn iso_date(date: Date) -> String {
    match (date.month, date.day) {
        (Some(m), Some(d)) => format!("{:04}-{m:02}-{d:02}", date.year),
        (Some(m), None) => format!("{:04}-{m:02}", date.year),
        (None, _) => format!("{:04}", date.year),
    }
}
