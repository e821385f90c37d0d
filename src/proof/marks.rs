//! Marks: half-width ones, dashes and ellipses written otherwise, two in a row, where paragraphs begin and end.
//! GB/T 15834-2011 says how they are written.

use super::passage::{Kind, OBJECT, Passage};
use super::{Desk, is_han};
use crate::diag::codes::proof as codes;

/// Half-width marks and what they are in Chinese.
const FULL: [(char, &str); 6] =
    [(',', "，"), (';', "；"), (':', "："), ('!', "！"), ('?', "？"), ('.', "。")];

/// Looks at one text.
pub(super) fn check(passage: &Passage, desk: &mut Desk<'_>) {
    half_width(passage, desk);
    brackets(passage, desk);
    runs(passage, desk);
    between_quoted(passage, desk);
    if passage.kind == Kind::Body {
        begins(passage, desk);
        ends(passage, desk);
    }
}

/// Whether what stands before and behind is Chinese.
fn half_width(passage: &Passage, desk: &mut Desk<'_>) {
    let text = passage.text.as_str();
    for (at, c) in text.char_indices() {
        let Some((_, full)) = FULL.iter().find(|(half, _)| *half == c) else { continue };
        let before = text[..at].chars().next_back();
        let mut behind = text[at + 1..].chars();
        let next = behind.next();
        let han_before = before.is_some_and(|c| is_han(c) || "”’）》」』".contains(c));
        let fits = match c {
            // A time, a ratio, a file name, a name's initials are none of these.
            '.' => next.is_none() || next.is_some_and(is_han),
            ':' => next.is_some_and(|c| is_han(c) || "“‘《「".contains(c)),
            _ => next.is_none_or(|c| {
                is_han(c) || c.is_whitespace() || "“”‘’（）《》「」".contains(c) || c.is_ascii_digit()
            }),
        };
        if han_before && fits && before != Some(OBJECT) {
            let range = at..at + 1;
            let finding = desk.find(&codes::HALF_WIDTH, passage, &range, &[&c.to_string(), full]);
            finding.edit(passage, &range, full).safe = true;
        }
    }
}

/// Half-width brackets around Chinese, each pair once.
fn brackets(passage: &Passage, desk: &mut Desk<'_>) {
    let text = passage.text.as_str();
    let mut open: Vec<usize> = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' => open.push(at),
            ')' => {
                let Some(start) = open.pop() else { continue };
                let inside = &text[start + 1..at];
                let is_chinese = inside.chars().any(is_han);
                if is_chinese {
                    let (first, last) = (start..start + 1, at..at + 1);
                    let finding = desk.find(&codes::HALF_WIDTH, passage, &(start..at + 1), &["()", "（）"]);
                    finding.edit(passage, &first, "（").edit(passage, &last, "）").safe = true;
                }
            }
            _ => {}
        }
    }
}

/// Runs of one mark.
fn runs(passage: &Passage, desk: &mut Desk<'_>) {
    let text = passage.text.as_str();
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut i = 0;
    while i < chars.len() {
        let (at, c) = chars[i];
        let count = chars[i..].iter().take_while(|(_, other)| *other == c).count();
        let end = chars.get(i + count).map_or(text.len(), |(at, _)| *at);
        let range = at..end;
        let run = &text[range.clone()];
        let before = i.checked_sub(1).and_then(|b| chars.get(b)).map(|(_, c)| *c);
        let behind = chars.get(i + count).map(|(_, c)| *c);
        let beside_han =
            before.is_some_and(|c| is_han(c) || "”’）》，。".contains(c)) || behind.is_some_and(is_han);
        let dash = match c {
            '-' => count == 2 && beside_han,
            '－' | '─' | '―' => count >= 2,
            '—' => count >= 3 && count != 4,
            _ => false,
        };
        let ellipsis = match c {
            '.' => count >= 3 && beside_han,
            '。' | '．' | '・' | '·' => count >= 3,
            '…' => count % 2 == 1 && (before.is_some_and(is_han) || behind.is_some_and(is_han)),
            _ => false,
        };
        if dash {
            let finding = desk.find(&codes::DASH, passage, &range, &[run]);
            finding.edit(passage, &range, "——").safe = true;
        } else if ellipsis {
            let finding = desk.find(&codes::ELLIPSIS, passage, &range, &[run]);
            finding.edit(passage, &range, "……").safe = true;
        } else if "，。、；：".contains(c) {
            if count == 2 {
                let finding = desk.find(&codes::DOUBLED_MARK, passage, &range, &[run]);
                finding.edit(passage, &range, &c.to_string()).safe = true;
            } else if count == 1 && behind.is_some_and(|b| "，。、；：".contains(b)) {
                let both = at..end + behind.map_or(0, char::len_utf8);
                desk.find(&codes::DOUBLED_MARK, passage, &both, &[&text[both.clone()]]);
            }
        }
        i += count;
    }
}

/// `”、“` and `》、《` (GB/T 15834-2011, 4.5.3.5).
fn between_quoted(passage: &Passage, desk: &mut Desk<'_>) {
    for pattern in ["”、“", "》、《", "’、‘", "」、「"] {
        for (at, found) in passage.text.match_indices(pattern) {
            let range = at..at + found.len();
            let mark = at + 3..at + 6;
            desk.find(&codes::LIST_OF_QUOTED, passage, &range, &[]).edit(passage, &mark, "");
        }
    }
}

fn begins(passage: &Passage, desk: &mut Desk<'_>) {
    if let Some(c) = passage.text.chars().next().filter(|c| "，。、；：！？”’）》」』】".contains(*c))
    {
        desk.find(&codes::BEGINS_CLOSED, passage, &(0..c.len_utf8()), &[&c.to_string()]);
    }
}

/// Whether a paragraph of some length ends as paragraphs do. A line such as `（完）`, a signature or the source of a
/// quotation is none.
fn ends(passage: &Passage, desk: &mut Desk<'_>) {
    let text = passage.text.trim_end();
    let count = text.chars().filter(|c| is_han(*c)).count();
    if count < 24 || text.starts_with('—') || !text.contains(['，', '。', '、', '；']) {
        return;
    }
    if closed(text) {
        return;
    }
    if let Some((at, c)) = text.char_indices().next_back() {
        desk.find(&codes::NO_END, passage, &(at..at + c.len_utf8()), &[]);
    }
}

/// Whether a text ends in an end mark, whatever closes behind it.
fn closed(text: &str) -> bool {
    let closers = ['”', '’', '」', '』', '》', '"'];
    let mut rest = text.trim_end();
    loop {
        let Some(c) = rest.chars().next_back() else { return true };
        if "。！？…：；—!?.:;".contains(c) || c == OBJECT {
            return true;
        }
        if closers.contains(&c) {
            rest = rest[..rest.len() - c.len_utf8()].trim_end();
            continue;
        }
        if matches!(c, '）' | ')' | '】') {
            let inner = &rest[..rest.len() - c.len_utf8()];
            let Some(open) = inner.rfind(['（', '(', '【']) else { return false };
            let within = &inner[open..];
            if within.ends_with(['。', '！', '？', '…']) {
                return true;
            }
            rest = inner[..open].trim_end();
            continue;
        }
        return false;
    }
}
