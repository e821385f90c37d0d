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

/// Marks without a partner in one text. A speech of several paragraphs opens each anew and closes the last.
pub(super) fn check(passage: &Passage, next: Option<&Passage>, desk: &mut Desk<'_>) {
    if passage.kind == Kind::Other {
        return;
    }
    let text = passage.text.as_str();
    // Each kind by itself, so that what closes need not look for its partner.
    let mut open: BTreeMap<char, Vec<(usize, char)>> = BTreeMap::new();
    let kind = |opening: char| if opening == '(' { '（' } else { opening };
    let numeral = |c: char| c.is_ascii_alphanumeric() || "一二三四五六七八九十百甲乙丙丁".contains(c);
    let mut lost: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices() {
        if c == '(' || PAIRS.iter().any(|(o, _)| *o == c) {
            open.entry(kind(c)).or_default().push((at, c));
            continue;
        }
        let opening = match c {
            ')' => '(',
            _ => match PAIRS.iter().find(|(_, close)| *close == c) {
                Some((o, _)) => *o,
                None => continue,
            },
        };
        let before = text[..at].chars().next_back();
        // An apostrophe, and the number of an item: `1)`, `；（甲；b）`.
        let latin = before.is_some_and(|c| c.is_ascii_alphanumeric());
        let counted = before.is_some_and(numeral);
        let numbered = (c == ')' || c == '）') && counted && open.get(&'（').is_none_or(Vec::is_empty) && {
            let head = text[..at].trim_end_matches(numeral);
            head.is_empty() || head.ends_with(['；', '。', '，', '、', '：', ' ', '\u{3000}'])
        };
        // ’98 is a year.
        let is_year =
            c == '’' && text[at + c.len_utf8()..].chars().take(2).filter(char::is_ascii_digit).count() == 2;
        if (c == '’' && latin) || is_year || numbered {
            continue;
        }
        if open.get_mut(&kind(opening)).and_then(Vec::pop).is_none() {
            lost.push((at, c));
        }
    }
    let speaks_on = next.is_some_and(|n| n.kind == Kind::Body && n.text.starts_with(['“', '「']));
    if speaks_on && passage.kind == Kind::Body {
        // What is quoted in the speech may go on as well.
        open.retain(|c, _| !matches!(c, '“' | '「' | '‘' | '『'));
    }
    lost.extend(open.into_values().flatten());
    lost.sort_unstable();
    // Beyond that nobody reads on, and a text of nothing but marks would fill the memory.
    let room = MOST_FOUND.saturating_sub(desk.found.len());
    for (at, c) in lost.into_iter().take(room) {
        desk.find(&codes::UNBALANCED, passage, &(at..at + c.len_utf8()), &[&c.to_string()]);
    }
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
