//! The running text: which short lines are section heads, and which pieces are one paragraph ([`super::join`]).

use super::credit::is_credit;
use super::draft::{Draft, Role};
use super::head::is_long;
use super::join::{self, Last};
use super::piece::Told;
use super::report::{Both, ENOUGH, Kind};
use super::sign::{Ending, Open, cannot_begin, ending, is_han, length, parts};
use std::collections::{BTreeMap, BTreeSet};

/// The lines that could be section heads by themselves, and what they have in common.
#[derive(Default)]
struct Candidates {
    all: BTreeSet<usize>,
    /// How many of them have so many parts.
    forms: BTreeMap<usize, usize>,
    /// How many of them have two Chinese characters in a row.
    pairs: BTreeMap<[char; 2], usize>,
}

impl Candidates {
    fn find(draft: &Draft, unknown: &[usize]) -> Candidates {
        let mut out = Candidates::default();
        for &i in unknown.iter().filter(|&&i| head_like(draft.text(i))) {
            out.all.insert(i);
            *out.forms.entry(parts(draft.text(i)).len()).or_default() += 1;
            for pair in pairs(draft.text(i)) {
                *out.pairs.entry(pair).or_default() += 1;
            }
        }
        out
    }

    /// How many others have as many parts.
    fn of_form(&self, words: usize) -> usize {
        self.forms.get(&words).map_or(0, |n| n - 1)
    }

    /// Whether another shares a run of two or more Chinese characters.
    fn share(&self, text: &str) -> bool {
        pairs(text).iter().any(|pair| self.pairs.get(pair).is_some_and(|n| *n > 1))
    }
}

/// The runs of two Chinese characters of a line, each once; what stands between does not count.
fn pairs(text: &str) -> BTreeSet<[char; 2]> {
    let han: Vec<char> = text.chars().filter(|c| is_han(*c)).collect();
    han.windows(2).map(|pair| [pair[0], pair[1]]).collect()
}

/// Walks over what is still unknown, in reading order.
pub(super) fn find(draft: &mut Draft) {
    let unknown: Vec<usize> = (0..draft.len()).filter(|&i| draft.is(i, Role::Unknown)).collect();
    let candidates = Candidates::find(draft, &unknown);
    let long: Vec<usize> = unknown.iter().copied().filter(|&i| is_long(draft.text(i))).collect();
    let indented = long.iter().filter(|&&i| draft.raw.pieces[i].indented).count();
    let indents = indented * 10 >= long.len() * 6 && indented >= 2;
    let mut last = Last::default();
    for (n, &i) in unknown.iter().enumerate() {
        let next = unknown.get(n + 1).copied();
        let text = draft.text(i).to_owned();
        if let Told::Head(level) = draft.told(i) {
            let reason = Both::new("the file says so", "原文件的样式如此");
            draft.set(i, Role::Head(level), Kind::Head, 97, reason);
            last = Last::default();
            continue;
        }
        let head = head_confidence(draft, i, next, &last, &candidates);
        let join = join::confidence(draft, i, &last, indents);
        let is_head = head.0 >= ENOUGH && join.as_ref().is_none_or(|(sure, _)| head.0 > *sure);
        if is_head {
            draft.set(i, Role::Head(2), Kind::Head, head.0, head.1);
            last = Last::default();
        } else if let Some((sure, reason)) = join.filter(|(sure, _)| *sure >= ENOUGH) {
            draft.report.say(Kind::Join, draft.line(i), sure, &join::shown(&last, &text), reason);
            draft.put(i, Role::Run);
            last.text.push_str(&text);
            last.open.read(&text);
            last.piece = i;
        } else {
            doubt(draft, i, &text, head.0);
            join::doubt(draft, i, &last);
            draft.put(i, Role::Body);
            last = Last { open: Open::of(&text), text, piece: i };
        }
    }
}

/// Says what a short line could not be told to be.
fn doubt(draft: &mut Draft, i: usize, text: &str, head: u8) {
    if length(text) <= 45 && !matches!(ending(text), Ending::Closed | Ending::Leads) && !is_long(text) {
        let reason = Both::new(
            "a short line without an end mark that is neither clearly a section head nor a caption",
            "没有句末标点的短行，难以断定是小标题还是图注",
        );
        let line = draft.line(i);
        draft.report.say(Kind::Plain, line, head.min(ENOUGH - 1), text, reason);
    }
    if draft.slot(i) && is_long(text) {
        let reason =
            Both::new("empty lines before it, as for a picture, but no caption", "之前有图位，但没有图注");
        let line = draft.line(i);
        draft.report.say(Kind::Plain, line, 40, text, reason);
    }
}

/// Whether a line could be a section head by itself.
fn head_like(text: &str) -> bool {
    let count = length(text);
    (2..=48).contains(&count)
        && !is_credit(text)
        && !text.contains(['。', '；'])
        && (matches!(ending(text), Ending::Word | Ending::Digit)
            || (count <= 24 && text.ends_with(['？', '！', '…'])))
        && text.chars().any(is_han)
        && !text.starts_with(cannot_begin)
        && Open::of(text).is_empty()
}

/// A number or sign that begins section heads: `一、`, `（二）`, `3.`, `之一`, `◆`.
pub(super) fn numbered(text: &str) -> bool {
    let mut chars = text.trim_start_matches(['（', '(', '第', '【']).chars().peekable();
    let mut count = 0;
    while chars.peek().is_some_and(|c| "一二三四五六七八九十0123456789".contains(*c)) {
        chars.next();
        count += 1;
    }
    let behind = chars.next();
    let sign = text.starts_with(['◆', '●', '■', '▲', '★', '◇', '○', '□', '►', '▶']);
    sign || (count > 0 && count <= 3 && behind.is_some_and(|c| "、.．）)章节部 】".contains(c)))
}

/// How sure it is that a line is a section head.
fn head_confidence(
    draft: &Draft,
    i: usize,
    next: Option<usize>,
    last: &Last,
    candidates: &Candidates,
) -> (u8, Both) {
    let text = draft.text(i);
    let none = || (0, Both::new("", ""));
    if !candidates.all.contains(&i) {
        return none();
    }
    // Something must follow that it is the head of, and no other row of a table.
    let Some(next) = next else { return none() };
    let follows = draft.text(next);
    if follows.starts_with(cannot_begin) || text.contains('\t') && follows.contains('\t') {
        return none();
    }
    let words = parts(text);
    let sense = words.len() >= 2 && words.iter().all(|w| w.chars().any(is_han));
    let same_form = sense && candidates.of_form(words.len()) > 0;
    let shares = sense && candidates.share(text);
    let count = length(text);
    let mut sure: i32 = 50;
    let mut why = vec![("short, without an end mark", "短而无句末标点")];
    if sense {
        sure += 20;
        why.push(("parts set apart by spaces", "各部分以空格隔开"));
    } else if count > 18 {
        sure -= 18;
    } else {
        sure += 12;
    }
    if same_form {
        sure += 14;
        why.push(("others have the same form", "与其他小标题同式"));
    }
    if shares {
        sure += 6;
        why.push(("it shares words with them", "与其他小标题用词相同"));
    }
    if numbered(text) {
        sure += 25;
        why.push(("numbered", "有序号"));
    }
    if is_long(follows) {
        sure += 10;
        why.push(("a paragraph follows", "后接正文"));
    } else if head_like(follows) && !sense && !numbered(text) {
        // A row of short lines is a list or a verse.
        sure -= 35;
    }
    if last.text.is_empty() || ending(&last.text) == Ending::Closed {
        sure += 8;
    } else if ending(&last.text) != Ending::Word || !last.open.is_empty() {
        sure -= 25;
    } else if !sense && !numbered(text) {
        sure -= 30;
    }
    if text.contains('，') {
        sure -= if sense || count <= 16 { 4 } else { 25 };
    }
    if matches!(ending(text), Ending::Digit) && !sense {
        sure -= 30;
    }
    if draft.raw.pieces[i].indented && !numbered(text) {
        sure -= 6;
    }
    let en = why.iter().map(|w| w.0).collect::<Vec<_>>().join(", ");
    let zh = why.iter().map(|w| w.1).collect::<Vec<_>>().join("，");
    (u8::try_from(sure.clamp(0, 98)).unwrap_or(0), Both::new(en, zh))
}
