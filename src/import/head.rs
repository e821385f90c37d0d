//! The head of an article: title, what stands above and below it, the strap. Who wrote it is [`super::byline`]'s.

use super::byline;
use super::draft::{Draft, Role};
use super::piece::Told;
use super::report::{Both, Kind};
use super::sign::{Ending, ending, is_han, length, parts};

/// Whether a line is the strap of a series by its own words.
fn is_strap(text: &str) -> bool {
    let bracketed = text.starts_with('【') && text.ends_with('】');
    let words = ["系列报道", "系列评论", "专栏", "特刊", "专题", "特别报道", "蹲点", "系列访谈"];
    length(text) <= 24 && (bracketed || words.iter().any(|w| text.contains(w)))
}

/// Whether a piece is a paragraph by its own length and marks.
pub(super) fn is_long(text: &str) -> bool {
    length(text) >= 60 || text.contains('。') || (ending(text) == Ending::Closed && length(text) >= 16)
}

/// How much a line of the head looks like the title.
fn title_score(text: &str, place: usize) -> i32 {
    let words = parts(text);
    let sense = words.len() >= 2 && words.iter().all(|w| w.chars().any(is_han));
    let mut score = 0;
    score += if sense { 3 } else { 0 };
    score += if place == 0 { 2 } else { 0 };
    score += if (5..=24).contains(&length(text)) { 1 } else { -1 };
    score -= if text.starts_with('—') { 6 } else { 0 };
    score -= if is_strap(text) { 5 } else { 0 };
    score -= if text.ends_with(['：', '…', '，', ':']) { 3 } else { 0 };
    score
}

/// Finds title, kicker, subtitle and strap among the lines before the first paragraph, and the writers.
pub(super) fn find(draft: &mut Draft) {
    find_told(draft);
    byline::find(draft);
    let heading = lone_heading(draft);
    let lines = lines(draft, heading);
    if !draft.has(Role::Title) {
        find_title(draft, &lines, heading);
    }
    let Some(title) = (0..draft.len()).find(|&i| draft.is(i, Role::Title)) else { return };
    // What stands behind a heading is its text, even if it is short.
    let end = heading.filter(|&h| h != title).unwrap_or(draft.len());
    for i in lines.into_iter().filter(|&i| i != title && i < end) {
        if !draft.is(i, Role::Unknown) {
            continue;
        }
        let text = draft.text(i).to_owned();
        let near = i.abs_diff(title) <= 3;
        if is_strap(&text) && !draft.has(Role::Series) {
            let reason = Both::new("it names a series, above the first paragraph", "首段之前，含有栏目字样");
            draft.set(i, Role::Series, Kind::Series, 90, reason);
        } else if i < title && near && !draft.has(Role::Kicker) {
            draft.set(
                i,
                Role::Kicker,
                Kind::Kicker,
                85,
                Both::new("the line above the title", "标题上面的一行"),
            );
        } else if i > title && near && !draft.has(Role::Subtitle) {
            draft.set(
                i,
                Role::Subtitle,
                Kind::Subtitle,
                90,
                Both::new("the line below the title", "标题下面的一行"),
            );
        }
    }
    find_strap(draft);
}

/// The lines that may be of the head: those before the first paragraph and the first section head that the file names.
fn lines(draft: &Draft, heading: Option<usize>) -> Vec<usize> {
    let is_heading = |i: usize| matches!(draft.told(i), Told::Head(_)) && Some(i) != heading;
    let ends = |&i: &usize| draft.is(i, Role::Unknown) && (is_long(draft.text(i)) || is_heading(i));
    let first_body = (0..draft.len()).find(ends).unwrap_or(draft.len());
    let is_line = |&i: &usize| {
        let told = matches!(draft.told(i), Told::Nothing | Told::Title | Told::Subtitle);
        draft.is(i, Role::Unknown) && (told || Some(i) == heading)
    };
    (0..first_body).filter(is_line).collect()
}

/// The first heading of a file without a title, where it is above all others: many write the title as a heading.
fn lone_heading(draft: &Draft) -> Option<usize> {
    if draft.has(Role::Title) {
        return None;
    }
    let level = |i: usize| match draft.told(i) {
        Told::Head(level) => Some((i, level)),
        _ => None,
    };
    let mut heads = (0..draft.len()).filter(|&i| draft.is(i, Role::Unknown)).filter_map(level);
    let (first, highest) = heads.next()?;
    heads.all(|(_, level)| level > highest).then_some(first)
}

/// The line that looks most like a title.
fn find_title(draft: &mut Draft, lines: &[usize], heading: Option<usize>) {
    let score = |n: usize, i: usize| title_score(draft.text(i), n) + if Some(i) == heading { 3 } else { 0 };
    let best = lines.iter().enumerate().max_by_key(|&(n, &i)| (score(n, i), usize::MAX - n));
    let Some((n, &i)) = best else { return };
    let confidence = if parts(draft.text(i)).len() >= 2 || n == 0 { 95 } else { 80 };
    let reason = if lines.len() > 1 {
        Both::new(
            "the line before the first paragraph that looks most like a title",
            "首段之前最像标题的一行",
        )
    } else {
        Both::new("the only line before the first paragraph", "首段之前只有这一行")
    };
    draft.set(i, Role::Title, Kind::Title, confidence, reason);
}

/// What the file itself says.
fn find_told(draft: &mut Draft) {
    for i in 0..draft.len() {
        let reason = || Both::new("the file says so", "原文件的样式如此");
        match draft.told(i) {
            Told::Title if !draft.has(Role::Title) => draft.set(i, Role::Title, Kind::Title, 98, reason()),
            Told::Subtitle if !draft.has(Role::Subtitle) => {
                draft.set(i, Role::Subtitle, Kind::Subtitle, 95, reason());
            }
            _ => {}
        }
    }
}

/// The strap and the lead of a page whose writers are named behind its opening paragraphs.
fn find_strap(draft: &mut Draft) {
    let Some(at) = (0..draft.len()).find(|&i| draft.is(i, Role::Byline)) else { return };
    let before: Vec<usize> = (0..at).filter(|&i| draft.is(i, Role::Unknown)).collect();
    // Behind a section head nothing is an opening.
    if before.iter().any(|&i| matches!(draft.told(i), Told::Head(_))) {
        return;
    }
    if !before.iter().any(|&i| is_long(draft.text(i))) {
        return;
    }
    let Some(&last) = before.last() else { return };
    let text = draft.text(last).to_owned();
    if !is_long(&text) && length(&text) <= 40 && ending(&text) != Ending::Comma && !draft.has(Role::Series) {
        let reason = Both::new("a short line between the opening and the writers", "开头与署名之间的短行");
        draft.set(last, Role::Series, Kind::Series, 88, reason);
    }
    draft.lead_ends = Some(at);
}
