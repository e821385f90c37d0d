//! Slips that leave Markdown valid but say something else than meant. What an author of Chinese slips on most:
//! a heading without its space, a rule that makes a heading, full-width marks from an input method.

use super::node::Cx;
use crate::diag::codes::reader as codes;
use std::ops::Range;

/// Looks at a paragraph that ended.
pub(super) fn in_paragraph(at: &Range<usize>, cx: &mut Cx<'_, '_>) {
    let Some(text) = cx.src().get(at.clone()) else { return };
    let hashes = text.len() - text.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) && text[hashes..].starts_with(|c: char| !c.is_whitespace() && !c.is_ascii())
    {
        let place = at.start..at.start + hashes;
        cx.report(&codes::HEADING_NEEDS_SPACE, &place, &[&text[..hashes]]);
    }
    let mut full_width = |found: usize, wrong: &str, right: &str| {
        let place = at.start + found..at.start + found + wrong.len();
        cx.report(&codes::FULL_WIDTH_MARK, &place, &[wrong, right]);
    };
    if text.starts_with("：：：") {
        full_width(0, "：：：", ":::");
    }
    if !text.as_bytes().contains(&b'[') {
        return;
    }
    // `![…]（…）` and `！[…](…)`.
    if let Some(found) = text.find("]（").filter(|&found| text[..found].contains("![")) {
        full_width(found + 1, "（", "(");
    }
    if let Some(found) = text.find("！[").filter(|&found| text[found..].contains("](")) {
        let inside = &text[found + "！[".len()..];
        // `好！[链接](…)` is an exclamation before a link; a picture begins its line.
        if text[..found].trim_end_matches([' ', '\t']).ends_with('\n') || found == 0 {
            let is_picture = inside.split_once("](").is_some_and(|(caption, _)| !caption.contains('['));
            if is_picture {
                full_width(found, "！", "!");
            }
        }
    }
}

/// Looks at a heading that ended: was it meant as a paragraph above a rule?
pub(super) fn in_heading(at: &Range<usize>, cx: &mut Cx<'_, '_>) {
    let Some(text) = cx.src().get(at.clone()).map(str::trim_end) else { return };
    let Some((above, line)) = text.rsplit_once('\n') else { return };
    let dashes = line.trim_start_matches([' ', '>']);
    if dashes.starts_with('-') && above.trim_end().ends_with(['。', '！', '？', '”']) {
        let end = at.start + text.len();
        cx.report(&codes::HEADING_BY_DASHES, &(end - dashes.len()..end), &["---"]);
    }
}
