//! Headings, book numbers, pictures that are still to come, characters outside a set.

use super::passage::Passage;
use super::{Desk, is_han};
use crate::article::{BlockKind, Isbn, IsbnFault, figures, for_each_block};
use crate::diag::{Diag, Span, codes::proof as codes};
use std::collections::BTreeSet;

/// Looks at the whole article.
pub(super) fn check(passages: &[Passage], desk: &mut Desk<'_>) {
    levels(desk);
    isbn(desk);
    for figure in figures(desk.article) {
        if is_placeholder(&figure.photo) {
            desk.push(Diag::new(&codes::PLACEHOLDER).at(figure.photo_span).arg(figure.photo.clone()));
        }
    }
    characters(passages, desk);
}

/// Whether a photo is one that `import` or `init` drew in place of one to come.
pub fn is_placeholder(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with("placeholder-"))
}

fn levels(desk: &mut Desk<'_>) {
    let mut list = Vec::new();
    for_each_block(&desk.article.blocks, &mut |b| {
        if let BlockKind::Heading(h) = &b.kind {
            list.push((h.level, b.span));
        }
    });
    // The title is of level 1, whatever the first heading is.
    let mut before = Some(1);
    for (level, span) in list {
        if let Some(last) = before.filter(|last| level > last + 1) {
            desk.push(
                Diag::new(&codes::LEVEL_SKIPPED).at(span).arg(level.to_string()).arg(u8::to_string(&last)),
            );
        }
        before = Some(level);
    }
}

/// The check digit of an ISBN (ISO 2108, annex C).
fn isbn(desk: &mut Desk<'_>) {
    let Some(identifier) = &desk.article.meta.identifier else { return };
    // Thirteen digits that begin as an ISBN does are one, whether or not the word stands before them.
    let digits = identifier.chars().filter(char::is_ascii_digit).collect::<String>();
    let looks = digits.len() == 13 && ["978", "979"].contains(&&digits[..3]);
    if !looks && !identifier.to_ascii_uppercase().contains("ISBN") {
        return;
    }
    let bare = identifier.trim().trim_start_matches("urn:").trim_start_matches("URN:");
    if let Err(IsbnFault::Checksum { right }) = Isbn::parse(bare) {
        let text = desk.files.text(desk.article.file);
        let diag = Diag::new(&codes::ISBN).arg(identifier.clone()).arg(right.to_string());
        let diag = match text.find(identifier.as_str()) {
            Some(at) => diag.at(Span::new(desk.article.file, at..at + identifier.len())),
            None => diag,
        };
        desk.push(diag);
    }
}

/// Characters outside the set asked for, each once, where it first stands.
fn characters(passages: &[Passage], desk: &mut Desk<'_>) {
    let Some(set) = desk.settings.characters else { return };
    let mut told = BTreeSet::new();
    for passage in passages {
        for (at, c) in passage.text.char_indices().filter(|(_, c)| is_han(*c)) {
            if !set.has(c) && told.insert(c) {
                let place = at..at + c.len_utf8();
                desk.find(&codes::OUTSIDE_SET, passage, &place, &[&c.to_string(), set.name()]);
            }
        }
    }
}
