//! Which pieces are one paragraph that a picture or the end of a column cut.

use super::byline::is_column;
use super::draft::{Draft, Role};
use super::flow::numbered;
use super::head::is_long;
use super::report::{Both, Kind};
use super::sign::{Ending, Open, cannot_begin, ending, length};

/// The paragraph that was read last.
#[derive(Default)]
pub(super) struct Last {
    /// All its characters so far; empty before the first and behind a head.
    pub(super) text: String,
    /// The quotes and brackets open at its end.
    pub(super) open: Open,
    /// Its last piece.
    pub(super) piece: usize,
}

/// How sure it is where figures meet that need not be one number, or where one row of figures may follow another: not
/// enough.
const FIGURES: i32 = 60;
/// A paragraph cut in two has this many characters at least before the cut.
const SHORT: usize = 20;

/// How sure it is that a piece goes on the paragraph before it, and why.
pub(super) fn confidence(draft: &Draft, i: usize, last: &Last, indents: bool) -> Option<(u8, Both)> {
    let (before, text) = (last.text.as_str(), draft.text(i));
    let first = text.chars().next()?;
    if before.is_empty() || stands_apart(draft, i, last) {
        return None;
    }
    let ends = ending(before);
    let indented = draft.raw.pieces[i].indented;
    let open = &last.open;
    let turned = (last.piece + 1..i).any(|t| draft.is(t, Role::Turn));
    let over = (last.piece + 1..i).any(|t| matches!(draft.role(t), Role::Figure(_)));
    let said = |sure: i32, en: &str, zh: &str| {
        let sure = sure + if turned { 4 } else { 0 } - if indents && indented { 45 } else { 0 };
        let (also_en, also_zh) =
            if over { ("; a picture stands between", "；中间隔着图片") } else { ("", "") };
        let reason = Both::new(format!("{en}{also_en}"), format!("{zh}{also_zh}"));
        Some((u8::try_from(sure.clamp(0, 99)).unwrap_or(0), reason))
    };
    if cannot_begin(first) {
        return said(99, "no paragraph begins with that mark", "段首不会是这个标点");
    }
    // A file that says where paragraphs end is believed, but for what may have been cut by what stands between.
    if draft.raw.whole && !turned && !over {
        return None;
    }
    if numbered(text) && matches!(ends, Ending::Leads | Ending::Closed | Ending::Word) {
        return None;
    }
    let short = is_short(before);
    match ends {
        Ending::Comma => said(97, "it ends in a comma", "以逗号或顿号结尾"),
        Ending::Opening => said(98, "it ends in an opening mark", "以前引号、前括号或破折号结尾"),
        Ending::Digit => said(
            if short || may_be_rows(before, text) { FIGURES } else { 94 },
            "it ends in a digit, without an end mark",
            "以数字结尾，没有句末标点",
        ),
        Ending::Word if short && (length(text) < SHORT || is_column(before)) => None,
        Ending::Word if !open.is_empty() => {
            said(96, "a quotation or bracket is open and no sentence ends", "引号或括号没有关闭，句子没有完")
        }
        Ending::Word => said(if short { 74 } else { 92 }, "no end mark", "没有句末标点"),
        Ending::Leads if turned => said(80, "a turn line stands between", "中间有转版指引"),
        // In a speech of several paragraphs each of them opens the quotation anew.
        Ending::Closed | Ending::Leads if !open.is_empty() && first != '“' && first != '「' => {
            let closes = text.chars().find(|c| "“”「」".contains(*c)).is_some_and(|c| c == '”' || c == '」');
            if closes {
                said(93, "a quotation is open, and closed only here", "引号到这里才关闭")
            } else {
                None
            }
        }
        Ending::Closed if indents && !indented && is_long(text) && turned | over | draft.slot(i) => said(
            76,
            "it is not indented as paragraphs are, and something stood between",
            "没有段首空格，中间又有图片或分栏",
        ),
        Ending::Closed if turned => said(60, "a turn line stands between", "中间有转版指引"),
        Ending::Closed | Ending::Leads => None,
    }
}

/// Says of a paragraph left by itself that the one before it has no end.
pub(super) fn doubt(draft: &mut Draft, i: usize, last: &Last) {
    let text = draft.text(i);
    if last.text.is_empty() || stands_apart(draft, i, last) || !is_long(text) {
        return;
    }
    let (en, zh) = match ending(&last.text) {
        Ending::Digit => (
            "the paragraph before it ends in a digit; whether it goes on here cannot be told",
            "上一段以数字结尾，难以断定是否接到这里",
        ),
        Ending::Comma | Ending::Opening if draft.raw.whole && !is_short(&last.text) => (
            "the paragraph before it does not end, but the file has this one as a paragraph of its own",
            "上一段没有完，但原文件中这里另起一段",
        ),
        _ => return,
    };
    let (line, shown) = (draft.line(i), shown(last, text));
    draft.report.say(Kind::Plain, line, 60, &shown, Both::new(en, zh));
}

/// Both sides of the place where two pieces meet.
pub(super) fn shown(last: &Last, text: &str) -> String {
    let end: Vec<char> = last.text.chars().rev().take(8).collect();
    end.into_iter().rev().chain(['┃']).chain(text.chars().take(8)).collect()
}

/// Whether a cell, an item or a row of figures is on either side, or a table or a list between.
fn stands_apart(draft: &Draft, i: usize, last: &Last) -> bool {
    let apart = |i: usize| draft.raw.pieces.get(i).is_some_and(|p| p.apart);
    let divides = |role: Role| matches!(role, Role::Table(_) | Role::Item(_));
    apart(i) || apart(last.piece) || (last.piece + 1..i).any(|t| divides(draft.role(t)))
}

/// Whether a paragraph is shorter than one that was cut. It may be long, and is asked for every piece.
fn is_short(text: &str) -> bool {
    text.chars().filter(|c| !c.is_whitespace()).take(SHORT).count() < SHORT
}

/// Whether a digit at the end and the digit that follows may be of two numbers: where a year begins, and where what
/// stands before is no running text.
fn may_be_rows(before: &str, text: &str) -> bool {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let is_year = digits == 4 && text.chars().nth(4) == Some('年');
    let is_running = before.chars().rev().take(200).any(|c| matches!(c, '，' | '。' | '、' | '；' | '：'));
    is_year || digits > 0 && !is_running
}
