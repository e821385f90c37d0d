//! Braces at the end of a heading or of a table's caption: `{#id}`. What else has the form of an attribute means nothing
//! there and is reported; braces around other words are text.

use super::attrs::{self, Attributes};
use super::node::{Cx, Kind, Node};
use crate::diag::codes::reader as codes;
use std::ops::Range;

/// What such braces say.
pub(super) struct Tail {
    pub(super) id: Option<String>,
    /// Where the text ends before them, if they are not part of it.
    pub(super) cut: Option<usize>,
}

/// Reads the braces at the end of a caption that stands at a place.
pub(super) fn of_caption(at: &Range<usize>, cx: &mut Cx<'_, '_>) -> Option<Tail> {
    let text = &cx.src()[at.clone()];
    let brace = at.start + text.rfind('{')?;
    let (found, end) = attrs::parse(cx.src(), brace)?;
    // Behind a bracket they belong to that, unless they name the table.
    let is_own = found.id.is_some() || !cx.src()[..brace].ends_with(']');
    (is_own && end == at.end).then(|| Tail { id: id_of(found, |at| at, cx), cut: Some(brace) })
}

/// Reads the braces at the end of a heading.
pub(super) fn of_heading(nodes: &[Node<'_>], cx: &mut Cx<'_, '_>) -> Option<Tail> {
    let src = cx.src();
    let start = nodes.first()?.at.start;
    let text = src.get(start..nodes.last()?.at.end)?.trim_end();
    let (end, brace) = (start + text.len(), start + text.rfind('{')?);
    let inner = src[brace..end].strip_prefix('{')?.strip_suffix('}')?;
    if src[..brace].ends_with('\\') || inner.contains(['\\', '`', '\n']) {
        return None;
    }
    let is_text = |node: &Node<'_>| matches!(node.kind, Kind::Text { exact: true, .. });
    if !nodes.iter().any(|n| n.at.contains(&brace) && is_text(n)) {
        return None;
    }
    let found = attrs::parse(src, brace).filter(|(_, behind)| *behind == end).map(|(found, _)| found);
    // Behind a bracket that is text they belong to that, unless they name what only a heading has.
    let before = nodes.iter().rfind(|n| n.at.end <= brace);
    if src[..brace].ends_with(']') && before.is_none_or(is_text) {
        let found = found.filter(|f| f.classes.is_empty() && f.pairs.is_empty())?;
        return Some(Tail { id: found.id.map(|word| word.text), cut: None });
    }
    let cut = Some(start + src[start..brace].trim_end().len());
    match found {
        Some(found) => Some(Tail { id: id_of(found, |at| at, cx), cut }),
        None => of_words(inner, brace..end, cut, cx),
    }
}

/// Reads what is not written quite as attributes are.
fn of_words(inner: &str, at: Range<usize>, cut: Option<usize>, cx: &mut Cx<'_, '_>) -> Option<Tail> {
    let is_attribute = |word: &&str| word.len() > 1 && (word.starts_with(['#', '.']) || word.contains('='));
    if !inner.split_whitespace().any(|word| is_attribute(&word)) {
        return None;
    }
    let mut ids = inner.split_whitespace().filter_map(|word| word.strip_prefix('#'));
    let id = ids.rfind(|id| !id.is_empty()).map(str::to_owned);
    if !inner.split_whitespace().all(|word| is_attribute(&word)) {
        cx.report(&codes::HEADING_BRACES, &at, &[&cx.src()[at.clone()]]);
        return Some(Tail { id, cut: None });
    }
    for word in inner.split_whitespace().filter(|word| !word.starts_with('#')) {
        cx.report(&codes::UNKNOWN_ATTRIBUTE, &at, &[word]);
    }
    Some(Tail { id, cut })
}

/// The id among attributes; the others are reported, at the `place` in the file that theirs is.
pub(super) fn id_of(
    found: Attributes,
    place: impl Fn(Range<usize>) -> Range<usize>,
    cx: &mut Cx<'_, '_>,
) -> Option<String> {
    let classes = found.classes.into_iter().map(|word| (format!(".{}", word.text), word.at));
    let keys = found.pairs.into_iter().map(|(key, _)| (key.text, key.at));
    for (shown, at) in classes.chain(keys) {
        cx.report(&codes::UNKNOWN_ATTRIBUTE, &place(at), &[&shown]);
    }
    found.id.map(|word| word.text)
}
