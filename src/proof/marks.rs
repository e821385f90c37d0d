//! Marks: half-width ones, dashes and ellipses written otherwise, two in a row, where paragraphs begin and end.
//! GB/T 15834-2011 says how they are written.

use super::literal::literals;
use super::passage::{Kind, OBJECT, Passage};
use super::{Desk, is_han};
use crate::diag::codes::proof as codes;
use std::ops::Range;

/// Half-width marks and what they are in Chinese.
const FULL: [(char, &str); 6] =
    [(',', "，"), (';', "；"), (':', "："), ('!', "！"), ('?', "？"), ('.', "。")];

/// Marks around a text.
const QUOTED: [(char, char); 7] =
    [('“', '”'), ('‘', '’'), ('（', '）'), ('《', '》'), ('「', '」'), ('『', '』'), ('〈', '〉')];

/// The most marks that stand for one dash or one ellipsis; a longer run is a line to fill in, or leads to a number.
const LONGEST_RUN: usize = 6;

/// Looks at one text.
pub(super) fn check(passage: &Passage, desk: &mut Desk<'_>) {
    let literals = literals(&passage.text);
    half_width(passage, &literals, desk);
    brackets(passage, &literals, desk);
    runs(passage, desk);
    stacked(passage, desk);
    between_quoted(passage, desk);
    if passage.kind == Kind::Body {
        begins(passage, desk);
        ends(passage, desk);
    }
}

/// Half-width marks in Chinese sentences.
fn half_width(passage: &Passage, literals: &[Range<usize>], desk: &mut Desk<'_>) {
    let text = passage.text.as_str();
    for (at, c) in text.char_indices() {
        let Some((_, full)) = FULL.iter().find(|(half, _)| *half == c) else { continue };
        if literals.iter().any(|l| l.contains(&at)) {
            continue;
        }
        // `好!!` is one thing to say.
        let run = match c {
            '!' | '?' => text[at..].bytes().take_while(|b| matches!(b, b'!' | b'?')).count(),
            _ => 1,
        };
        let end = at + run;
        let next = text[end..].chars().next();
        // `5.2%,其中`: what stands behind is Chinese without doubt.
        let between = matches!(c, ',' | ';' | '!' | '?')
            && text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || "%％‰℃".contains(c))
            && next.is_some_and(is_han);
        let fits = match c {
            // A time, a ratio, a file name, a name's initials are none of these.
            '.' => next.is_none_or(is_han),
            ':' => next.is_some_and(|c| is_han(c) || "“‘《「".contains(c)),
            _ => next.is_none_or(|c| {
                is_han(c) || c.is_whitespace() || "“”‘’（）《》「」".contains(c) || c.is_ascii_digit()
            }),
        };
        if between || (fits && ends_chinese(&text[..at])) {
            if c == '.' && next.is_some() && !is_between_clauses(text, at) {
                continue;
            }
            let range = at..end;
            let full = text[range.clone()].replace(c, full).replace('!', "！").replace('?', "？");
            let finding = desk.find(&codes::HALF_WIDTH, passage, &range, &[&text[range.clone()], &full]);
            // Between two words a `.` may be the point in a name.
            finding.edit(passage, &range, &full).safe = c != '.' || next.is_none();
        }
    }
}

/// Whether a text ends in Chinese: in such a character, or in what closes around some or follows some.
fn ends_chinese(text: &str) -> bool {
    let Some(last) = text.chars().next_back() else { return false };
    if is_han(last) {
        return true;
    }
    let Some((open, _)) = QUOTED.iter().find(|(_, close)| *close == last) else { return false };
    let inside = &text[..text.len() - last.len_utf8()];
    inside.rfind(*open).is_some_and(|at| inside[at..].chars().any(is_han) || ends_chinese(&inside[..at]))
}

/// Whether a `.` has clauses on both sides and no names or numbers of items: 列夫.托尔斯泰, 一.基本情况 and 第一.二节 have not.
fn is_between_clauses(text: &str, at: usize) -> bool {
    let run = |chars: &mut dyn Iterator<Item = char>| chars.take_while(|c| is_han(*c)).take(8).count();
    run(&mut text[..at].chars().rev()) >= 5 && run(&mut text[at + 1..].chars()) >= 5
}

/// Half-width brackets around Chinese in a Chinese sentence, each pair once; one of the two may be full-width.
fn brackets(passage: &Passage, literals: &[Range<usize>], desk: &mut Desk<'_>) {
    let text = passage.text.as_str();
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' => open.push((at, c)),
            ')' | '）' => {
                let Some((start, first)) = open.pop() else { continue };
                let inside = &text[start + first.len_utf8()..at];
                let end = at + c.len_utf8();
                let is_literal = literals.iter().any(|l| l.start < end && start < l.end);
                if (first, c) == ('（', '）') || is_literal || !inside.chars().any(is_han) {
                    continue;
                }
                if (first, c) == ('(', ')') && !is_in_chinese(&text[..start], &text[end..]) {
                    continue;
                }
                let shown = format!("{first}{c}");
                let finding = desk.find(&codes::HALF_WIDTH, passage, &(start..end), &[&shown, "（）"]);
                if first == '(' {
                    finding.edit(passage, &(start..start + 1), "（");
                }
                if c == ')' {
                    finding.edit(passage, &(at..end), "）");
                }
                finding.safe = true;
            }
            _ => {}
        }
    }
}

/// Whether what stands before or behind a pair of brackets is Chinese, or nothing does.
fn is_in_chinese(before: &str, behind: &str) -> bool {
    let before = before.trim_end().chars().next_back();
    let behind = behind.trim_start().chars().next();
    let chinese = |c: char| is_han(c) || "，。；：、！？“”‘’《》「」『』".contains(c);
    before.is_some_and(chinese) || behind.is_some_and(chinese) || (before.is_none() && behind.is_none())
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
        let drawn = |c: Option<char>| c.is_some_and(|c| matches!(c, '\u{2500}'..='\u{257F}'));
        let dash = match c {
            // `--print` is an option.
            '-' => count == 2 && before.is_some_and(speaks) && behind.is_some_and(speaks),
            '－' | '─' | '―' => (2..=LONGEST_RUN).contains(&count) && !drawn(before) && !drawn(behind),
            '—' => count == 3,
            _ => false,
        };
        // Dots that lead to a number are those of a table of contents.
        let leads = behind.is_some_and(|c| c.is_ascii_digit());
        let ellipsis = match c {
            '.' => (3..=LONGEST_RUN).contains(&count) && beside_han && !leads,
            '。' | '．' | '・' | '·' => (3..=LONGEST_RUN).contains(&count) && !leads,
            '…' => count % 2 == 1 && (before.is_some_and(is_han) || behind.is_some_and(is_han)),
            _ => false,
        };
        if dash {
            let finding = desk.find(&codes::DASH, passage, &range, &[run]);
            finding.edit(passage, &range, "——").safe = true;
        } else if ellipsis {
            let finding = desk.find(&codes::ELLIPSIS, passage, &range, &[run]);
            finding.edit(passage, &range, "……").safe = true;
        } else if "，。、；：！？".contains(c) {
            if count >= 2 && !"！？".contains(c) {
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

/// ！ and ？ in a row: at most three of one kind, or ？！ (GB/T 15834-2011, 4.2.3.3, 4.3.3.3 and 4.3.3.4). Two or three are
/// the author's to choose.
fn stacked(passage: &Passage, desk: &mut Desk<'_>) {
    let text = passage.text.as_str();
    let mut from = 0;
    while let Some(found) = text[from..].find(['！', '？']) {
        let at = from + found;
        let end = text.len() - text[at..].trim_start_matches(['！', '？']).len();
        let run = &text[at..end];
        from = end;
        if run.chars().count() > 3 {
            let is_one_kind = run.chars().all(|c| run.starts_with(c));
            let fewer = if is_one_kind { run.chars().take(3).collect() } else { "？！".to_owned() };
            desk.find(&codes::STACKED, passage, &(at..from), &[run]).edit(passage, &(at..from), &fewer);
        }
    }
}

/// Whether a character may stand beside a dash in a sentence.
fn speaks(c: char) -> bool {
    is_han(c) || "“”‘’《》（）「」『』，。！？".contains(c)
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
    let text = passage.text.as_str();
    let Some(c) = text.chars().next().filter(|c| "，。、；：！？”’）》」』】".contains(*c))
    else {
        return;
    };
    // ’98 is a year.
    if c == '’' && text[c.len_utf8()..].starts_with(|c: char| c.is_ascii_digit()) {
        return;
    }
    desk.find(&codes::BEGINS_CLOSED, passage, &(0..c.len_utf8()), &[&c.to_string()]);
}

/// Whether a paragraph of some length ends as paragraphs do. A line such as `（完）`, a signature or the source of a
/// quotation is none.
fn ends(passage: &Passage, desk: &mut Desk<'_>) {
    let text = passage.text.trim_end();
    let count = text.chars().filter(|c| is_han(*c)).count();
    if count < 24 || text.starts_with('—') || !text.contains(['，', '。', '、', '；']) {
        return;
    }
    if closed(text) || is_signed(text) || literals(text).last().is_some_and(|l| l.end == text.len()) {
        return;
    }
    if let Some((at, c)) = text.char_indices().next_back() {
        desk.find(&codes::NO_END, passage, &(at..at + c.len_utf8()), &[]);
    }
}

/// Whether a text ends in an end mark and who wrote or drew it: `……亮着。 本报记者 林渡 摄影报道`.
fn is_signed(text: &str) -> bool {
    let Some(at) = text.rfind(['。', '！', '？', '…', '”']) else { return false };
    let behind = text[at..].trim_start_matches(['。', '！', '？', '…', '”', '）']);
    behind.starts_with(char::is_whitespace) && behind.chars().count() <= 30
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
        // `①` refers to a note that the text has itself.
        if closers.contains(&c) || matches!(c, '①'..='⑳') {
            rest = rest[..rest.len() - c.len_utf8()].trim_end();
            continue;
        }
        if matches!(c, '）' | ')' | '】') {
            let inner = &rest[..rest.len() - c.len_utf8()];
            let Some(open) = inner.rfind(['（', '(', '【']) else { return false };
            let within = &inner[open..];
            let turns = ["下转", "上接", "下轉"].iter().any(|word| within.contains(word));
            if within.ends_with(['。', '！', '？', '…']) || turns {
                return true;
            }
            rest = inner[..open].trim_end();
            continue;
        }
        return false;
    }
}
