//! Headings cut into parts and verses into lines, with what is around a part at every depth.

use super::limits::Copies;
use crate::article::Inline;

/// The lines, or the parts of a heading, that [`Inline::Break`]s divide at any depth. `at` is where they stand.
pub(super) fn split_at_breaks(inlines: Vec<Inline>, at: usize, copies: &Copies) -> Vec<Vec<Inline>> {
    let mut lines = vec![Vec::new()];
    for inline in inlines {
        if matches!(inline, Inline::Break) {
            lines.push(Vec::new());
            continue;
        }
        for (i, piece) in pieces(inline, at, copies).into_iter().enumerate() {
            if i > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut() {
                line.extend(piece);
            }
        }
    }
    lines
}

/// A wrap cut in as many pieces as its content has lines; anything else is one piece.
fn pieces(mut inline: Inline, at: usize, copies: &Copies) -> Vec<Vec<Inline>> {
    let Some(content) = inline.content_mut().map(std::mem::take) else { return vec![vec![inline]] };
    let parts = split_at_breaks(content, at, copies);
    let is_whole = parts.len() == 1;
    let piece = |part: Vec<Inline>| match part {
        // Nothing around nothing.
        part if part.is_empty() => part,
        part if !is_whole && !copies.take(cost(&inline), at) => part,
        part => vec![rewrapped(&inline, part)],
    };
    parts.into_iter().map(piece).collect()
}

/// A wrap around other content.
fn rewrapped(shell: &Inline, content: Vec<Inline>) -> Inline {
    let mut wrap = shell.clone();
    if let Some(place) = wrap.content_mut() {
        *place = content;
    }
    wrap
}

/// About how many bytes a further piece of a wrap takes.
fn cost(shell: &Inline) -> usize {
    let text = match shell {
        Inline::Link { target: text, .. } | Inline::Foreign { lang: text, .. } => text.len(),
        _ => 0,
    };
    size_of::<Inline>() + text
}
