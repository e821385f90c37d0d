//! Pictures: captions in their three forms (caption and credit on one line, on two, split by empty lines),
//! notes on all pictures, and the lines that send a reader to another page.

use super::credit::{begins_as_caption, is_credit, is_credits_note, split_caption};
use super::draft::{Draft, Fig, Role};
use super::piece::{Picture, Piece, Told};
use super::report::{Both, Kind};
use super::sign::{Ending, ending, length, parts};

/// Takes `（下转3版）` and `（上接1版）` out of the pieces they end or begin; each becomes a piece of its own.
pub(super) fn part_turns(draft: &mut Draft) {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut turns: Vec<usize> = Vec::new();
    for mut piece in std::mem::take(&mut draft.raw.pieces) {
        let Some((before, inner, behind)) = turn(&piece.text) else {
            pieces.push(piece);
            continue;
        };
        let whole = piece.clone();
        let mut slot = std::mem::take(&mut piece.slot);
        for (text, is_turn) in [(before, false), (inner, true), (behind, false)] {
            if text.is_empty() {
                continue;
            }
            if is_turn {
                turns.push(pieces.len());
            }
            pieces.push(Piece { text, slot: std::mem::take(&mut slot), ..whole.clone() });
        }
    }
    let raw = std::mem::take(&mut draft.raw);
    let report = std::mem::take(&mut draft.report);
    *draft = Draft::new(super::piece::Raw { pieces, ..raw }, report);
    for i in turns {
        let text = draft.text(i).to_owned();
        draft.report.set_aside.push(text);
        let reason = Both::new("it sends the reader to another page", "转版、接版的指引");
        draft.set(i, Role::Turn, Kind::Continuation, 97, reason);
    }
}

/// A turn line at the beginning or the end of a text, with what stands before and behind it.
fn turn(text: &str) -> Option<(String, String, String)> {
    let is_turn = |inner: &str| {
        let inner = inner.trim_matches(['（', '）', '(', ')', '▶', '►', '◀', '◄', ' ', '>', '<']);
        let begins = ["下转", "上接", "转第", "接第", "紧接", "紧转"].iter().any(|w| inner.starts_with(w));
        begins && inner.ends_with(['版', '页']) && length(inner) <= 14
    };
    if length(text) <= 18 && is_turn(text) {
        return Some((String::new(), text.to_owned(), String::new()));
    }
    let opens = |c: char| matches!(c, '（' | '(');
    let closes = |c: char| matches!(c, '）' | ')');
    if text.ends_with(closes)
        && let Some(at) = text.rfind(opens)
        && is_turn(&text[at..])
    {
        return Some((text[..at].trim_end().to_owned(), text[at..].to_owned(), String::new()));
    }
    if text.starts_with(opens)
        && let Some(at) = text.find(closes)
    {
        let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
        if is_turn(&text[..end]) {
            return Some((String::new(), text[..end].to_owned(), text[end..].trim_start().to_owned()));
        }
    }
    None
}

/// Finds pictures with their texts, and the note on all of them.
pub(super) fn find(draft: &mut Draft) {
    for i in 0..draft.len() {
        if draft.is(i, Role::Unknown) && draft.told(i) == Told::Nothing && is_credits_note(draft.text(i)) {
            let role = if draft.has(Role::Credits) { Role::Unknown } else { Role::Credits };
            let reason = Both::new("it speaks of all pictures of the page", "说的是整版图片");
            if role == Role::Credits {
                draft.set(i, role, Kind::Credits, 95, reason);
            }
        }
    }
    for i in 0..draft.len() {
        if let Told::Picture(picture) = draft.told(i) {
            told_picture(draft, i, picture);
        }
    }
    for i in 0..draft.len() {
        if draft.is(i, Role::Unknown) && matches!(draft.told(i), Told::Nothing | Told::Caption) {
            plain(draft, i);
        }
    }
}

/// A picture that came with the file: the texts behind it are its own if the file or they themselves say so.
fn told_picture(draft: &mut Draft, i: usize, picture: usize) {
    let number = draft.figures.len();
    let mut fig = Fig { line: draft.line(i), piece: i, picture: Some(picture), ..Fig::default() };
    draft.put(i, Role::Figure(number));
    let mut next = i + 1;
    while next < draft.len() && draft.is(next, Role::Unknown) && next <= i + 2 {
        let text = draft.text(next).to_owned();
        let told = draft.told(next) == Told::Caption;
        if let Some((caption, credit)) = split_caption(&text).filter(|_| fig.caption.is_empty()) {
            (fig.caption, fig.credit) = (caption.to_owned(), credit.to_owned());
        } else if is_credit(&text) && fig.credit.is_empty() {
            fig.credit = text;
        } else if (told || begins_as_caption(&text)) && fig.caption.is_empty() {
            fig.caption = text;
        } else {
            break;
        }
        draft.put(next, Role::Figure(number));
        next += 1;
    }
    let shown = if fig.caption.is_empty() { "…" } else { &fig.caption };
    let (sure, reason) = match draft.raw.pictures.get(picture).filter(|p| p.bytes.is_none()) {
        None => (95, Both::new("a picture of the file", "原文件中的图片")),
        Some(missing) => (50, why_missing(missing)),
    };
    draft.report.say(Kind::Figure, fig.line, sure, shown, reason);
    draft.figures.push(fig);
}

/// Why a placeholder stands for a picture of the file.
fn why_missing(picture: &Picture) -> Both {
    let both = |en: &str, zh: &str| {
        let (en, zh) = (format!("a placeholder stands for it: {en}"), format!("暂用占位图：{zh}"));
        Both::new(en, zh)
    };
    match &picture.missing {
        Some(why) => both(&why.en, &why.zh),
        None if picture.path.is_empty() => both("the page names no file", "网页没有写明文件"),
        None => both(
            &format!("`{}` was not found beside the page, or is no picture that can be read", picture.path),
            &format!("没有在网页旁边找到 `{}`，或者不是可读的图片", picture.path),
        ),
    }
}

/// A picture that a plain text only has the words of.
fn plain(draft: &mut Draft, i: usize) {
    let text = draft.text(i).to_owned();
    let slot = draft.slot(i) || i.checked_sub(1).is_some_and(|p| matches!(draft.role(p), Role::Figure(_)));
    // On one line.
    if let Some((caption, credit)) = split_caption(&text)
        && (slot || length(&text) <= 80)
    {
        let confidence = if slot { 96 } else { 88 };
        let reason = Both::new("a caption with its credit on one line", "图注与署名同在一行");
        add(draft, &[i], caption, credit, confidence, reason);
        return;
    }
    // On two lines, with or without empty ones between.
    if is_credit(&text) {
        let before = (0..i).rev().find(|&p| !draft.is(p, Role::Turn)).filter(|&p| draft.is(p, Role::Unknown));
        // A caption that ends as a sentence is told by where it stands: in the middle of a paragraph.
        let breaks_in = |p: usize| {
            let above = (0..p).rev().find(|&a| draft.is(a, Role::Unknown)).map(|a| draft.text(a));
            above.is_some_and(|text| {
                length(text) >= 24 && !matches!(ending(text), Ending::Closed | Ending::Leads)
            })
        };
        let fits = before.filter(|&p| {
            let caption = draft.text(p);
            length(caption) <= 90
                && (ending(caption) != Ending::Closed
                    || begins_as_caption(caption)
                    || draft.slot(p)
                    || length(caption) <= 45 && breaks_in(p))
        });
        if let Some(p) = fits {
            let caption = draft.text(p).to_owned();
            let confidence = if draft.slot(p) { 95 } else { 85 };
            let reason = Both::new("a short line, and a credit behind it", "短行之后是署名");
            add(draft, &[p, i], &caption, &text, confidence, reason);
        } else if slot {
            let reason = Both::new("a credit where a picture stood", "图位之后是署名");
            add(draft, &[i], "", &text, 72, reason);
        }
        return;
    }
    let next_is_credit = (i + 1..draft.len())
        .find(|&n| !draft.is(n, Role::Turn))
        .is_some_and(|n| is_credit(draft.text(n)) && split_caption(draft.text(n)).is_none());
    if begins_as_caption(&text) && length(&text) <= 120 && !next_is_credit {
        let reason = Both::new("it says that it describes a picture", "行文即是图注");
        add(draft, &[i], &text, "", 85, reason);
        return;
    }
    // A short line alone where a picture stood: before more of the text it may be a section head.
    let alone = slot
        && length(&text) <= 40
        && matches!(ending(&text), Ending::Word | Ending::Digit)
        && !next_is_credit;
    let last = (i + 1..draft.len()).all(|n| !draft.is(n, Role::Unknown));
    let open_before = (0..i).rev().find(|&p| draft.is(p, Role::Unknown)).is_some_and(|p| {
        length(draft.text(p)) >= 24 && !matches!(ending(draft.text(p)), Ending::Closed | Ending::Leads)
    });
    if alone && parts(&text).len() == 1 && i > 0 && (last || (open_before && !text.contains(['，', '、'])))
    {
        let reason = Both::new("a short line alone where a picture stood", "图位之后单独的短行");
        add(draft, &[i], &text, "", 74, reason);
    }
}

fn add(draft: &mut Draft, pieces: &[usize], caption: &str, credit: &str, confidence: u8, reason: Both) {
    let number = draft.figures.len();
    let first = pieces.first().copied().unwrap_or(0);
    let line = draft.line(first);
    let shown = if caption.is_empty() { credit } else { caption };
    draft.report.say(Kind::Figure, line, confidence, shown, reason);
    for &i in pieces {
        draft.put(i, Role::Figure(number));
    }
    let (caption, credit) = (caption.to_owned(), credit.to_owned());
    draft.figures.push(Fig { caption, credit, line, piece: first, picture: None });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turn_lines() {
        for (text, expected) in [
            ("（下转第3版）", Some(("", "（下转第3版）", ""))),
            ("项目进展一路提速（下转3版）", Some(("项目进展一路提速", "（下转3版）", ""))),
            ("（上接第1版）得益于服务。", Some(("", "（上接第1版）", "得益于服务。"))),
            ("上接1版", Some(("", "上接1版", ""))),
            ("他说的是第3版（初稿）", None),
        ] {
            let found = turn(text);
            let found = found.as_ref().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str()));
            assert_eq!(found, expected, "{text}");
        }
    }
}
