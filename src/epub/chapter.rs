//! One article as one document, or several where it is long.

use super::body::{Met, Writer};
use super::folio::{PageEntry, Pages, page_id};
use super::index::Mark;
use super::markup::{Markup, Tally, Voice, add_tally, legal};
use super::package::{Entries, Entry};
use super::words::Words;
use super::zip::Packed;
use super::{Folio, Plan, archive};
use crate::article::{
    Article, BlockKind, Inline, Labels, NoteId, ParagraphRole, SenseText, for_each_block, inlines_of,
};
use crate::diag::Diag;
use crate::geom::WritingMode;
use crate::theme::Theme;
use minijinja::{Value, context};
use std::collections::{BTreeMap, BTreeSet};

/// The most bytes of markup in one document before its links name documents; with those names and its frame it stays
/// under 300 KB, which slow readers load at once (row 66).
const DOCUMENT_BYTES: usize = 240_000;

/// An article's documents, packed, and what they hold.
pub struct Chapter {
    /// The article's number, from 0.
    pub(super) at: usize,
    /// The files, in the folder of the documents.
    pub(super) names: Vec<String>,
    /// Their contents.
    pub(super) packed: Vec<Packed>,
    pub(super) entries: Entries,
    pub(super) tally: Tally,
    pub(super) met: Met,
}

/// Writes the documents of the article with this number, from 0.
pub(super) fn write(plan: &Plan<'_>, at: usize) -> Result<Chapter, Diag> {
    let Plan { job, templates, .. } = plan;
    let (article, theme) = (&job.articles[at], job.theme);
    let words = Words::of(&article.meta.lang, article.meta.is_traditional());
    let labels = Labels::new(article);
    let anchors = anchors(article);
    let name = |part: usize| match part {
        0 => format!("article-{}.xhtml", at + 1),
        _ => format!("article-{}-{}.xhtml", at + 1, part + 1),
    };
    let mut pieces = pieces(plan, at, &labels, &anchors, &BTreeMap::new());
    let parts = split(&pieces.blocks);
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
        // Divided as before: the names make every document a little longer, and a second division would move blocks into
        // documents that no link names.
        pieces = self::pieces(plan, at, &labels, &anchors, &documents);
    }

    let mut tally = Tally::new();
    let head = head(article, theme, words, &mut tally);
    let mut documents = Vec::new();
    let mut entries = Entries::default();
    entries.contents.push(Entry { rank: 1, href: name(0), label: article.meta.title.text() });
    for (part, range) in parts.iter().enumerate() {
        let blocks = &pieces.blocks[range.clone()];
        let join = |of: fn(&Piece) -> &str| {
            let mut out = String::with_capacity(blocks.iter().map(|b| of(b).len()).sum());
            blocks.iter().for_each(|b| out.push_str(of(b)));
            out
        };
        let (body, notes) = (join(|p| p.markup.as_str()), join(|p| p.notes.as_str()));
        let checked = body.clone();
        for piece in blocks {
            let to = |id: &str| format!("{}#{id}", name(part));
            let heads = piece.outline.iter();
            let heads = heads.map(|(rank, id, label)| (rank + 1, to(id), label.clone()));
            entries.contents.extend(heads.map(|(rank, href, label)| Entry { rank, href, label }));
            for (list, found) in entries.listed.iter_mut().zip(&piece.listed) {
                list.extend(found.iter().map(|(id, label)| (to(id), label.clone())));
            }
            let mark = |(id, word): &(String, String)| Mark { word: word.clone(), href: to(id), article: at };
            entries.marks.extend(piece.marked.iter().map(mark));
        }
        pages(job.folios, at, part == 0, &name(part), blocks, &mut entries);
        let last = part + 1 == parts.len();
        let credits = if last { pieces.credits.as_str() } else { "" };
        let values = context! {
            lang => article.meta.lang.as_str(),
            title => legal(&article.meta.title.text()),
            vertical => theme.page.writing == WritingMode::VerticalRl,
            first => part == 0,
            last => last,
            head => head.clone(),
            words => context! { notes => words.notes },
            duokan => plan.duokan(),
            body => Value::from_safe_string(body),
            notes => Value::from_safe_string(notes),
            credits => Value::from_safe_string(credits.to_owned()),
            rights => legal(article.meta.rights.as_deref().unwrap_or_default()),
        };
        documents.push((name(part), templates.xhtml_around("article.xhtml", values, &checked)?));
    }
    // What the style sheet adds: the end mark, bullets, boxes of tasks, the stars of a change of scene.
    let bullets = theme.list.bullets.iter().map(String::as_str);
    let added = bullets.chain([theme.end_mark.as_str(), "☐☑＊　0123456789."]).flat_map(str::chars);
    tally.entry(Voice::from(&theme.body)).or_default().extend(added);
    let rights = article.meta.rights.iter().flat_map(|r| r.chars());
    tally.entry(Voice::from(&theme.credits.text)).or_default().extend(rights);
    add_tally(&mut tally, pieces.tally);
    tally.values_mut().for_each(|characters| characters.insert(' '));
    let mut packer = plan.packers.take();
    let packed =
        documents.iter().map(|(name, text)| archive::packed(name, text.as_bytes(), &mut packer)).collect();
    plan.packers.give_back(packer);
    let names = documents.into_iter().map(|(name, _)| name).collect();
    Ok(Chapter { at, names, packed, entries, tally, met: pieces.met })
}

/// The list of pages that begin in a document.
fn pages(folios: &[Folio], at: usize, first: bool, name: &str, blocks: &[Piece], entries: &mut Entries) {
    let own = || folios.iter().enumerate().filter(|(_, f)| f.article == at);
    let mut add = |folio: &Folio, href| {
        entries.pages.push(PageEntry { label: folio.label.clone(), href });
    };
    if first && let Some((_, folio)) = own().next() {
        add(folio, name.to_owned());
    }
    let mut rest = own().skip(1).map(|(n, folio)| (page_id(n), folio)).peekable();
    for id in blocks.iter().flat_map(|b| &b.markup.ids) {
        // Marks stand in the order of the pages, so one look ahead is enough.
        if id.starts_with("page-")
            && let Some((_, folio)) = rest.find(|(own, _)| own == id)
        {
            add(folio, format!("{name}#{id}"));
        }
    }
}

/// A block, the notes whose first marks stand in it, and what it holds for the navigation.
struct Piece {
    markup: Markup,
    notes: String,
    note_ids: Vec<String>,
    outline: Vec<(usize, String, String)>,
    listed: [Vec<(String, String)>; 2],
    marked: Vec<(String, String)>,
}

struct Pieces {
    blocks: Vec<Piece>,
    credits: String,
    tally: Tally,
    met: Met,
}

/// Writes all blocks of an article, one by one.
fn pieces(
    plan: &Plan<'_>,
    at: usize,
    labels: &Labels,
    anchors: &BTreeMap<String, String>,
    documents: &BTreeMap<String, String>,
) -> Pieces {
    let (article, theme) = (&plan.job.articles[at], plan.job.theme);
    let mut writer = Writer {
        article,
        theme,
        labels,
        words: Words::of(&article.meta.lang, article.meta.is_traditional()),
        shelf: &plan.shelf,
        duokan: plan.duokan(),
        upright: theme.page.writing == WritingMode::VerticalRl,
        anchors,
        documents,
        marks: BTreeMap::new(),
        levels: Vec::new(),
        outline: Vec::new(),
        listed: Default::default(),
        marked: plan.job.volume.filter(|v| !v.contents.index.is_empty()).map(|_| Vec::new()),
        words_marked: 0,
        pages: Pages::of(plan.job.folios, at),
        met: Met::default(),
    };
    let body = Voice::from(&theme.body);
    let mut out =
        Pieces { blocks: Vec::new(), credits: String::new(), tally: Tally::new(), met: Met::default() };
    let mut noted: BTreeSet<NoteId> = BTreeSet::new();
    let last = article.blocks.len().checked_sub(1);
    for (at, block) in article.blocks.iter().enumerate() {
        let mut m = Markup::new(body);
        m.tally = std::mem::take(&mut out.tally);
        let ends = matches!(&block.kind, BlockKind::Paragraph(p) if p.role == ParagraphRole::Body);
        writer.block(&mut m, block, if ends && Some(at) == last { "article-end" } else { "" });
        if Some(at) == last {
            writer.last_pages(&mut m);
        }
        // Writing a note may mark further notes.
        let mut notes = Markup::new(Voice::from(&theme.note.text));
        notes.tally = std::mem::take(&mut m.tally);
        while let Some(note) = writer.marks.keys().copied().find(|n| !noted.contains(n)) {
            noted.insert(note);
            writer.not_running(|w| w.note(&mut notes, note));
        }
        out.tally = std::mem::take(&mut notes.tally);
        let (outline, listed) = (std::mem::take(&mut writer.outline), std::mem::take(&mut writer.listed));
        let marked = writer.marked.as_mut().map(std::mem::take).unwrap_or_default();
        let (note_ids, notes) = (notes.ids.clone(), notes.as_str().to_owned());
        out.blocks.push(Piece { markup: m, notes, note_ids, outline, listed, marked });
    }
    if let Some(credits) = &article.meta.credits {
        let mut m = Markup::new(Voice::from(&theme.credits.text));
        writer.not_running(|w| w.inlines(&mut m, credits));
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
    imprint.extend(meta.date.map(|d| d.shown(&meta.lang)));
    let imprint: Vec<String> = imprint.iter().map(|p| legal(p).into_owned()).collect();
    tally
        .entry((&theme.figure.caption).into())
        .or_default()
        .extend(imprint.iter().flat_map(|p| p.chars()).chain([' ']));
    context! { series, kicker, title, subtitle, byline, imprint }
}
