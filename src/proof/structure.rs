//! Headings, book numbers, pictures that are still to come, characters outside a set.

use super::passage::Passage;
use super::{CharacterSet, Desk, is_han};
use crate::article::{BlockKind, figures, for_each_block};
use crate::diag::{Diag, Span, codes::proof as codes};
use crate::source::{is_gb2312, is_gbk};
use std::collections::BTreeSet;

/// Looks at the whole article.
pub(super) fn check(passages: &[Passage], desk: &mut Desk<'_>) {
    levels(desk);
    isbn(desk);
    for figure in figures(desk.article) {
        let name = figure.photo.rsplit('/').next().unwrap_or(&figure.photo);
        if name.starts_with("placeholder-") {
            desk.push(Diag::new(&codes::PLACEHOLDER).at(figure.photo_span).arg(figure.photo.clone()));
        }
    }
    characters(passages, desk);
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
    let digits: String =
        identifier.chars().filter(|c| c.is_ascii_digit() || matches!(c, 'X' | 'x')).collect();
    let upper = identifier.to_ascii_uppercase();
    let is_isbn = upper.contains("ISBN")
        || (digits.len() == 13 && (digits.starts_with("978") || digits.starts_with("979")));
    let right = match digits.len() {
        _ if !is_isbn => return,
        13 => {
            let sum: u32 = digits
                .chars()
                .take(12)
                .zip([1, 3].into_iter().cycle())
                .map(|(c, w)| c.to_digit(10).unwrap_or(0) * w)
                .sum();
            ((10 - sum % 10) % 10).to_string()
        }
        10 => {
            let sum: u32 = digits
                .chars()
                .take(9)
                .zip((2..=10).rev())
                .map(|(c, w)| c.to_digit(10).unwrap_or(0) * w)
                .sum();
            match (11 - sum % 11) % 11 {
                10 => "X".to_owned(),
                n => n.to_string(),
            }
        }
        _ => return,
    };
    if !digits.to_ascii_uppercase().ends_with(&right) {
        let text = desk.files.text(desk.article.file);
        let diag = Diag::new(&codes::ISBN).arg(identifier.clone()).arg(right);
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
            let inside = match set {
                CharacterSet::Gb2312 => is_gb2312(c),
                CharacterSet::Gbk => is_gbk(c),
            };
            if !inside && told.insert(c) {
                let name = match set {
                    CharacterSet::Gb2312 => "GB/T 2312",
                    CharacterSet::Gbk => "GBK",
                };
                desk.find(&codes::OUTSIDE_SET, passage, &(at..at + c.len_utf8()), &[&c.to_string(), name]);
            }
        }
    }
}
