//! Quotation marks and brackets: those without a partner, and two kinds in one article.

use super::passage::{Kind, Passage};
use super::{Desk, is_han};
use crate::diag::codes::proof as codes;
use std::collections::BTreeMap;

/// Opening marks with their closing ones.
const PAIRS: [(char, char); 8] = [
    ('“', '”'),
    ('‘', '’'),
    ('「', '」'),
    ('『', '』'),
    ('（', '）'),
    ('《', '》'),
    ('【', '】'),
    ('〈', '〉'),
];

/// The most findings of an article, of all kinds, to which marks without a partner are added.
const MOST_FOUND: usize = 20_000;

/// A mark without a partner in its own text.
#[derive(Clone, Copy)]
struct Lone<'a> {
    passage: &'a Passage,
    at: usize,
    mark: char,
}

/// Marks without a partner. A speech of several paragraphs opens each anew and closes the last. Among items, cells and the
/// paragraphs of a quotation a mark may open in one and close in another, or in the paragraph before or behind them:
/// 他说：“要办三件事： and its items.
pub(super) fn check(passages: &[Passage], desk: &mut Desk<'_>) {
    // A photo between two paragraphs of a speech does not end it.
    let mut next: Vec<Option<&Passage>> = vec![None; passages.len()];
    let mut following = None;
    for (n, passage) in passages.iter().enumerate().rev() {
        next[n] = following;
        if passage.kind != Kind::Caption {
            following = Some(passage);
        }
    }
    let mut lost: Vec<Lone<'_>> = Vec::new();
    let mut waiting: BTreeMap<char, Vec<Lone<'_>>> = BTreeMap::new();
    let mut before: Option<&Passage> = None;
    for (passage, next) in passages.iter().zip(next) {
        let (mut opened, closed) = alone(passage);
        if passage.kind == Kind::Caption {
            lost.extend(opened.into_iter().chain(closed));
            continue;
        }
        let speaks_on = next.is_some_and(|next| {
            next.text.starts_with(['“', '「'])
                && (next.kind == Kind::Body && passage.kind == Kind::Body || goes_on(passage, next))
        });
        if speaks_on {
            // What is quoted in the speech may go on as well.
            opened.retain(|lone| !matches!(lone.mark, '“' | '「' | '‘' | '『'));
        }
        if !before.is_some_and(|before| goes_on(before, passage)) {
            lost.extend(std::mem::take(&mut waiting).into_values().flatten());
        }
        for lone in closed {
            let opening = opening(lone.mark).unwrap_or(lone.mark);
            if waiting.get_mut(&opening).and_then(Vec::pop).is_none() {
                lost.push(lone);
            }
        }
        opened.into_iter().for_each(|lone| waiting.entry(kind(lone.mark)).or_default().push(lone));
        before = Some(passage);
    }
    lost.extend(waiting.into_values().flatten());
    lost.retain(|lone| match lone.passage.kind {
        Kind::Verse => false,
        Kind::Other => !is_named(lone),
        _ => true,
    });
    lost.sort_by_key(|lone| (lone.passage.span(&(lone.at..lone.at + lone.mark.len_utf8())).start, lone.at));
    // Beyond that nobody reads on, and a text of nothing but marks would fill the memory.
    let room = MOST_FOUND.saturating_sub(desk.found.len());
    for Lone { passage, at, mark } in lost.into_iter().take(room) {
        desk.find(&codes::UNBALANCED, passage, &(at..at + mark.len_utf8()), &[&mark.to_string()]);
    }
}

/// Whether what a text opens may be closed by the next one: where one of the two is a part of something.
fn goes_on(before: &Passage, passage: &Passage) -> bool {
    let is_part = |p: &Passage| matches!(p.kind, Kind::Other | Kind::Verse);
    let is_text = |p: &Passage| p.kind == Kind::Body || is_part(p);
    !passage.is_apart && is_text(before) && is_text(passage) && (is_part(before) || is_part(passage))
}

/// Which half- and full-width marks are of one kind.
fn kind(opening: char) -> char {
    if opening == '(' { '（' } else { opening }
}

/// The kind of what a closing mark closes.
fn opening(closing: char) -> Option<char> {
    match closing {
        ')' => Some('（'),
        _ => PAIRS.iter().find(|(_, close)| *close == closing).map(|(open, _)| *open),
    }
}

/// The marks of one text that open and are not closed, and those that close and were not opened.
fn alone(passage: &Passage) -> (Vec<Lone<'_>>, Vec<Lone<'_>>) {
    let text = passage.text.as_str();
    // Each kind by itself, so that what closes need not look for its partner.
    let mut open: BTreeMap<char, Vec<Lone<'_>>> = BTreeMap::new();
    let mut closed = Vec::new();
    for (at, mark) in text.char_indices() {
        let lone = Lone { passage, at, mark };
        if mark == '(' || PAIRS.iter().any(|(o, _)| *o == mark) {
            if !opens_interval(text, at) {
                open.entry(kind(mark)).or_default().push(lone);
            }
            continue;
        }
        let Some(opening) = opening(mark) else { continue };
        let is_in_brackets = open.get(&'（').is_some_and(|open| !open.is_empty());
        if means_itself(text, at, mark, is_in_brackets) {
            continue;
        }
        if open.get_mut(&opening).and_then(Vec::pop).is_none() {
            closed.push(lone);
        }
    }
    (open.into_values().flatten().collect(), closed)
}

/// Whether a mark that looks as if it closed something does not: an apostrophe, a year such as ’98, the number of an item
/// (`1)`, `；（甲；b）`), the end of an interval.
fn means_itself(text: &str, at: usize, mark: char, is_in_brackets: bool) -> bool {
    let before = text[..at].chars().next_back();
    if mark == '’' {
        let behind = text[at + mark.len_utf8()..].chars();
        let is_year = behind.take(2).filter(char::is_ascii_digit).count() == 2;
        return is_year || before.is_some_and(|c| c.is_ascii_alphanumeric());
    }
    if !matches!(mark, ')' | '）') {
        return false;
    }
    let numeral = |c: char| c.is_ascii_alphanumeric() || "一二三四五六七八九十百甲乙丙丁".contains(c);
    let head = text[..at].trim_end_matches(numeral);
    let is_number = before.is_some_and(numeral)
        && !is_in_brackets
        && (head.is_empty() || head.ends_with(['；', '。', '，', '、', '：', ' ', '\u{3000}', '.']));
    is_number || closes_interval(text, at)
}

/// The longest row of marks that is looked at.
const LONGEST_ROW: usize = 16;

/// Whether a mark stands for itself, as in the tables and lists of a style guide: what it opens or closes is nothing.
fn is_named(lone: &Lone<'_>) -> bool {
    let text = lone.passage.text.as_str();
    let is_pair = |c: &char| "()".contains(*c) || PAIRS.iter().any(|(open, close)| open == c || close == c);
    let is_nothing = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "，。、；：！？".contains(c));
    let past = |chars: &mut dyn Iterator<Item = char>| chars.take(LONGEST_ROW).find(|c| !is_pair(c));
    if opening(lone.mark).is_some() {
        let before = past(&mut text[..lone.at].chars().rev());
        return before.is_none_or(char::is_whitespace);
    }
    is_nothing(past(&mut text[lone.at..].chars()))
}

/// The most characters of an interval such as `(0,5]`.
const LONGEST_INTERVAL: usize = 24;

/// Whether a `(` begins an interval that a `]` ends.
fn opens_interval(text: &str, at: usize) -> bool {
    let inside = |c: &char| !matches!(c, '(' | ')' | '[' | ']');
    let Some(rest) = text[at..].strip_prefix('(') else { return false };
    let numbers: String = rest.chars().take(LONGEST_INTERVAL).take_while(inside).collect();
    rest[numbers.len()..].starts_with(']') && numbers.contains([',', '，'])
}

/// Whether a `)` ends an interval that a `[` begins.
fn closes_interval(text: &str, at: usize) -> bool {
    let inside = |c: &char| !matches!(c, '(' | ')' | '[' | ']');
    let length: usize =
        text[..at].chars().rev().take(LONGEST_INTERVAL).take_while(inside).map(char::len_utf8).sum();
    let (head, numbers) = text[..at].split_at(at - length);
    text[at..].starts_with(')') && head.ends_with('[') && numbers.contains([',', '，'])
}

/// Corner and curly quotation marks in one article, and straight ones around Chinese. Those of which there are fewer
/// are reported, each pair once.
pub(super) fn mixed(passages: &[Passage], desk: &mut Desk<'_>) {
    let count = |mark: char| passages.iter().map(|p| p.text.matches(mark).count()).sum::<usize>();
    let (curly, corner) = (count('“'), count('「'));
    if curly > 0 && corner > 0 {
        let (open, close, others) =
            if corner <= curly { ('「', '」', ['“', '”']) } else { ('“', '”', ['「', '」']) };
        for passage in passages {
            for (at, _) in passage.text.match_indices(open) {
                let end = passage.text[at..]
                    .find(close)
                    .map_or(at + open.len_utf8(), |e| at + e + close.len_utf8());
                let shown = format!("{open}{close}");
                let [first, last] = others.map(String::from);
                let finding = desk.find(
                    &codes::MIXED_QUOTES,
                    passage,
                    &(at..end),
                    &[&shown, &format!("{first}{last}")],
                );
                finding.edit(passage, &(at..at + open.len_utf8()), &first);
                if passage.text[..end].ends_with(close) {
                    finding.edit(passage, &(end - close.len_utf8()..end), &last);
                }
            }
        }
    }
    let is_corner = if curly == corner { desk.article.meta.is_traditional() } else { corner > curly };
    for passage in passages {
        let mut first: Option<usize> = None;
        for (at, _) in passage.text.match_indices('"') {
            match first.take() {
                // 27" is a length.
                None if passage.text[..at].ends_with(|c: char| c.is_ascii_digit()) => {}
                None => first = Some(at),
                Some(start) if passage.text[start..at].chars().any(is_han) => {
                    let finding = desk.find(&codes::STRAIGHT_QUOTES, passage, &(start..at + 1), &[]);
                    let [open, close] = around(&passage.text[..start], is_corner);
                    finding
                        .edit(passage, &(start..start + 1), open)
                        .edit(passage, &(at..at + 1), close)
                        .safe = true;
                }
                Some(_) => {}
            }
        }
    }
}

/// The marks around words that are quoted behind a text: the inner ones if a quotation is open there (GB/T 15834-2011, 4.8.3.3).
fn around(before: &str, is_corner: bool) -> [&'static str; 2] {
    let (open, close) = if is_corner { ('「', '」') } else { ('“', '”') };
    let is_inside = before.rfind(open).is_some_and(|at| !before[at..].contains(close));
    match (is_corner, is_inside) {
        (false, false) => ["“", "”"],
        (false, true) => ["‘", "’"],
        (true, false) => ["「", "」"],
        (true, true) => ["『", "』"],
    }
}
