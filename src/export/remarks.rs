//! What is to be said of the photos of a job as they came to stand. In: the pages, the developed photos. Out: remarks, at
//! the place where the article names each photo.

use super::developed::Developed;
use super::{Gathered, Options};
use crate::article::{figures, front};
use crate::cover::{HEIGHT, WIDTH};
use crate::diag::codes::{font, layout, photo as codes, proof::PLACEHOLDER};
use crate::diag::{Diag, Diags, Files, Span};
use crate::frame::{PageItem, PagedDocument};
use crate::photo::check::{self, Placement};
use crate::photo::{PhotoId, PrintIntent, Variant};
use crate::proof::is_placeholder;
use std::collections::{BTreeMap, BTreeSet};

/// Where each photo is first named, by its path.
pub(super) fn named(gathered: &Gathered) -> BTreeMap<&str, Span> {
    let mut named: BTreeMap<&str, Span> = BTreeMap::new();
    for article in &gathered.articles {
        let covers = article.meta.cover.iter().map(|c| (c.photo.as_str(), c.span));
        let shown = figures(article).into_iter().map(|f| (f.photo.as_str(), f.photo_span));
        for (path, span) in shown.chain(covers) {
            named.entry(path).or_insert(span);
        }
    }
    let covers = gathered.volume.iter().filter_map(|book| book.cover.as_ref());
    named.extend(covers.map(|c| (c.photo.as_str(), c.span)));
    named
}

/// A remark that says which photo it is about, at the place where that is named.
pub(super) fn place(diag: Diag, named: &BTreeMap<&str, Span>) -> Diag {
    let span = diag.span.or_else(|| diag.args.iter().find_map(|arg| named.get(arg.as_str()).copied()));
    Diag { span, ..diag }
}

/// Layout knows the text that a character is in; the file tells where in it.
pub(super) fn narrow(files: &Files, diags: &mut Diags) {
    diags.narrow(|diag| {
        if ![font::NO_GLYPH.id, layout::WORD_TOO_WIDE.id].contains(&diag.code.id) {
            return None;
        }
        let (span, shown) = (diag.span?, diag.args.first()?.trim_end_matches('…'));
        let range = span.range();
        let at = range.start + files.text(span.file).get(range)?.find(shown)?;
        Some(Span::new(span.file, at..at + shown.len()))
    });
}

/// Judges the photos if that is asked for (`check`), and against the press if there is one.
pub(super) fn photos(
    document: Option<&PagedDocument>,
    options: &Options,
    gathered: &Gathered,
    intent: &PrintIntent,
    developed: &Developed,
    diags: &mut Diags,
) {
    let press = options.pdf_as.press.is_some();
    if !press && !options.judge_photos {
        return;
    }
    let Gathered { album, theme, .. } = gathered;
    let named = named(gathered);
    let span = |path: &str| named.get(path).copied();
    // To `check` the copy desk says so.
    if press && !options.judge_photos {
        for (path, span) in named.iter().filter(|(path, _)| is_placeholder(path)) {
            diags.push(Diag::new(&PLACEHOLDER).at(*span).arg(*path));
        }
    }
    let standing = document.map_or_else(Vec::new, |document| placements(document, gathered, &span));
    check::resolution(album, &standing, if press { theme.print.ppi } else { 0 }, diags);
    if press {
        check::colours(album, &standing, intent, diags);
    }
    if options.judge_photos {
        check::twins(album, &span, diags);
        for &(photo, bytes) in &developed.screens {
            let path = &album.get(photo).path;
            check::weight(path, bytes, span(path), diags);
        }
    }
}

/// Fewer pixels across than this stores refuse on a cover (Kindle Publishing Guidelines, 4.1; Kobo: 1072).
const COVER_WIDTH: u32 = 1000;

/// Judges the developed photo of an EPUB's cover.
pub(super) fn cover(gathered: &Gathered, made: Option<&Variant>, diags: &mut Diags) {
    let named = front(gathered.volume.as_ref(), &gathered.articles).cover;
    if let (Some(cover), Some(made)) = (named, made)
        && made.width < COVER_WIDTH
    {
        let size = format!("{} × {}", made.width, made.height);
        let diag = Diag::new(&codes::SMALL_COVER).at(cover.span).arg(&cover.photo).arg(size);
        diags.push(diag.arg(format!("{WIDTH} × {HEIGHT}")));
    }
}

/// Every photo in every size that it stands at, in the order of the pages.
fn placements(
    document: &PagedDocument,
    gathered: &Gathered,
    span: &dyn Fn(&str) -> Option<Span>,
) -> Vec<Placement> {
    let mut seen: BTreeSet<(PhotoId, [i64; 4], i64, i64)> = BTreeSet::new();
    let mut standing = Vec::new();
    for (_, item) in document.pages.iter().flat_map(|page| &page.items) {
        let PageItem::Image(area, image) = item else { continue };
        let photo = gathered.album.get(image.photo);
        // A drawing has no pixels.
        if photo.is_drawing() {
            continue;
        }
        let (width, height) = (area.size.width, area.size.height);
        let part = image.part.map(|share| (share * 1e6).round() as i64);
        if seen.insert((image.photo, part, width.to_raw(), height.to_raw())) {
            standing.push(Placement {
                photo: image.photo,
                part: image.part,
                inches: (width.to_inch(), height.to_inch()),
                span: span(&photo.path),
            });
        }
    }
    standing
}
