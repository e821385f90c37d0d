//! Markdown and front matter to an [`Article`]. In: the text of a file. Out: the article, and every problem in
//! it, found in one pass.
//!
//! The Markdown is CommonMark as pulldown-cmark reads it, with tables, footnotes, definition lists and task
//! lists; smart punctuation is off, for an author's quotation marks are the author's. On top of it:
//!
//! - emphasis beside full-width punctuation closes as meant ([`view`]);
//! - a line `[label]: address` defines something only where that leads a link or a picture ([`definitions`]);
//! - `{#id}` behind a heading names it ([`tail`]);
//! - a line break in the source is a space between two letters only ([`flow`]); white space that begins or
//!   ends a paragraph is dropped, the ideographic spaces of an indent too, and a line that begins with two of
//!   them is a paragraph of its own;
//! - a paragraph of pictures is a group of figures; behind each, `{#id alt="…" place=hero crop=3:2}` ([`figure`]);
//! - `:::name title` to `:::` are blocks ([`fence`]): `lead`, `note`, `box`, `verse`, `vertical`, `pagebreak`;
//! - `[…]{ruby="…"}`, `[…]{.dots}`, `[…]{lang=en}`, `[@id]`, `~~…~~`, `x^2^`, `H~2~O` ([`scan`]);
//! - a table's caption is a paragraph `: caption {#tbl:id}` behind it, as pandoc has it, with or without an empty
//!   line between.

mod address;
mod attrs;
mod blocks;
mod cjk;
mod colon;
mod comment;
mod definitions;
mod fence;
mod figure;
mod finder;
mod flanks;
mod flow;
mod fold;
mod front;
mod html;
mod leaf;
mod limits;
mod links;
mod meta;
mod node;
mod notes;
mod refs;
mod scan;
mod slips;
mod span;
mod split;
mod tail;
mod view;
mod yaml;

pub use limits::{
    MAX_ARTICLE_BYTES, MAX_BLOCKS, MAX_CELLS, MAX_CHARACTERS, MAX_MARKS, MAX_NOTES, MAX_PICTURES,
};

use crate::article::{Article, BlockKind, Meta, ParagraphRole};
use crate::diag::{Diag, Diags, FileId, Files, Span, codes::reader as codes, hidden_in};
use crate::source::Project;
use finder::Finder;
use limits::Copies;
use node::Cx;
use std::ops::Range;

/// Reads one article of a project. `None` only if the file cannot be read at all; an article with errors
/// still comes back as far as it was understood, so that later rooms can find theirs.
///
/// A photo that is not there, or may not be read, is reported here, at the place where it is named; its
/// figure stays in the article.
pub fn read(project: &Project, path: &str, files: &mut Files, diags: &mut Diags) -> Option<Article> {
    let text = match project.text_up_to(path, MAX_ARTICLE_BYTES) {
        Ok(text) => text,
        Err(diag) => {
            diags.push(diag);
            return None;
        }
    };
    let file = files.add(path, text.clone());
    let src: &str = &text;
    let is_clean = !flow::has_invisible(src);
    if !is_clean {
        report_invisible(src, file, diags);
    }

    // The front matter, and what it says about the body.
    let front = front::read(src, file, diags);
    let view = view::View::new(src, front.body);
    let mut cx = Cx { view: &view, file, is_clean, copies: Copies::default(), told_deep: false, diags };
    let mut finder = Finder::new(project, path);
    let head = meta::read(front, &mut finder, &mut cx);

    // The body.
    let mut settings = figure::Settings {
        finder,
        photos: head.photos,
        credit: head.credit,
        credit_from_photo: head.credit_from_photo,
        has_credits: head.meta.credits.is_some(),
        broken: head.broken,
    };
    let body = blocks::read(&mut cx, &mut settings);
    report_definitions(&body.raw, &mut cx);
    if let Some(diag) = cx.copies.refusal(|at| cx.span(&(at..at))) {
        cx.diags.push(diag);
    }

    // What can be told only of the whole.
    let mut article =
        Article { file, key: key(path), meta: head.meta, blocks: Vec::new(), notes: Vec::new() };
    notes::settle(body, &mut article, src, diags);
    let ids = refs::settle_ids(&mut article, diags);
    refs::settle_references(&mut article, &ids, src, diags);
    mark_lead(&mut article, head.lead, diags);
    report_unused(&settings, &article.meta, file, diags);
    if article.blocks.is_empty() {
        diags.push(Diag::new(&codes::EMPTY).at(Span::new(file, src.len()..src.len())));
    }
    Some(article)
}

/// The path without `source/` and extension.
fn key(path: &str) -> String {
    let path = path.strip_prefix("source/").unwrap_or(path);
    path.rsplit_once('.').map_or(path, |(stem, _)| stem).to_owned()
}

/// Makes the first paragraphs lead, as `lead: N` asks, up to the first heading. Figures between them stay.
fn mark_lead(article: &mut Article, lead: Option<(usize, Range<usize>)>, diags: &mut Diags) {
    let Some((count, at)) = lead else { return };
    let opening = article.blocks.iter_mut().take_while(|b| !matches!(b.kind, BlockKind::Heading(_)));
    let paragraphs = opening.filter_map(|b| match &mut b.kind {
        BlockKind::Paragraph(p) => Some(p),
        _ => None,
    });
    let mut marked = 0;
    for paragraph in paragraphs.take(count) {
        paragraph.role = ParagraphRole::Lead;
        marked += 1;
    }
    if marked < count {
        let diag = Diag::new(&codes::LEAD_TOO_LONG).at(Span::new(article.file, at));
        diags.push(diag.arg(count.to_string()).arg(marked.to_string()));
    }
}

/// Definitions with an address that no link leads to; they stay in the text. `raw` is where there are none.
fn report_definitions(raw: &[Range<usize>], cx: &mut Cx<'_, '_>) {
    let view = cx.view;
    let is_raw = |at: usize| {
        let before = raw.partition_point(|range| range.start <= at);
        before.checked_sub(1).is_some_and(|last| raw[last].contains(&at))
    };
    for at in view.unused.iter().filter(|at| !is_raw(at.start)) {
        let label = view.src[at.clone()].split(']').next().unwrap_or_default();
        cx.report(&codes::UNUSED_DEFINITION, at, &[&format!("{label}]")]);
    }
}

/// Settings for photos that the article does not show.
fn report_unused(settings: &figure::Settings<'_>, meta: &Meta, file: FileId, diags: &mut Diags) {
    let cover = meta.cover.as_ref().map(|c| &c.photo);
    for set in settings.photos.iter().filter(|s| !s.used && (s.photo.is_none() || s.photo.as_ref() != cover))
    {
        let span = Span::new(file, set.at.clone());
        diags.push(Diag::new(&codes::NO_SUCH_FIGURE).at(span).arg(set.written.as_str()));
    }
}

/// Control characters, each kind once: where it first stands, and how often it does.
fn report_invisible(src: &str, file: FileId, diags: &mut Diags) {
    for (c, (at, count)) in hidden_in(src) {
        let diag = Diag::new(&codes::CONTROL).at(Span::new(file, at..at + c.len_utf8()));
        diags.push(diag.arg(format!("U+{:04X}", u32::from(c))).arg(count.to_string()));
    }
}

#[cfg(test)]
mod tests;
