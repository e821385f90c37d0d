//! A raw text cut into pieces: what stands between line feeds, with the space before it.

use std::sync::Arc;

/// What a file that has markup says about a piece. Plain text says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// Nothing is said.
    Nothing,
    /// The title.
    Title,
    /// A line under the title.
    Subtitle,
    /// A section head; 1 is the highest level.
    Head(u8),
    /// The caption of the picture before it.
    Caption,
    /// A writer's line.
    Byline,
    /// A picture and nothing else; the number is its place in [`Raw::pictures`].
    Picture(usize),
}

/// A line or paragraph of the raw text.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Its characters, without space at the ends.
    pub(super) text: String,
    /// The line it begins on, from 1; for files without lines, its place in their order.
    pub(super) line: usize,
    /// Whether more empty lines stand before it than between paragraphs: where a page had a picture.
    pub(super) slot: bool,
    /// Whether it begins with the two ideographic spaces of a paragraph.
    pub(super) indented: bool,
    /// What the file says it is.
    pub(super) told: Told,
}

/// A picture that came with the file.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    /// Its bytes; `None` where only its place is known.
    pub(super) bytes: Option<Arc<[u8]>>,
    /// The extension of its kind.
    pub(super) extension: &'static str,
    /// What the file says for readers who cannot see it.
    pub(super) alt: Option<String>,
    /// Its path as the file writes it, where it lies beside the file; else empty.
    pub(super) path: String,
}

/// What was taken from a file: the text in pieces, and what is no text.
#[derive(Clone, Debug, Default)]
pub(super) struct Raw {
    pub(super) pieces: Vec<Piece>,
    pub(super) pictures: Vec<Picture>,
    /// The texts of footnotes; their marks stand in the pieces as `[^n]` written with [`NOTE_MARK`].
    pub(super) notes: Vec<String>,
}

/// Stands before the number of a footnote in a piece and closes it: no text has it.
pub(super) const NOTE_MARK: char = '\u{1F}';

/// A line with the empty lines before it.
struct Line<'a> {
    text: &'a str,
    number: usize,
    gap: usize,
    indented: bool,
}

/// Cuts plain text into pieces. A line is a paragraph, unless the lines are visibly those of a column: then
/// the full ones run on. Control characters are left out.
pub(super) fn from_text(text: &str) -> Raw {
    let clean = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}', '\u{0B}', '\u{0C}', '\u{85}'], "\n");
    let clean: String = clean.chars().filter(|c| matches!(c, '\n' | '\t') || !is_invisible(*c)).collect();
    let lines = lines(&clean);
    let normal = usual_gap(&lines);
    let width = column_width(&lines);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut last_full = false;
    for line in &lines {
        let full = width.is_some_and(|w| columns(line.text) * 100 >= w * 88);
        match pieces.last_mut() {
            // The lines of a column run on while they are full and the next is not indented.
            Some(piece) if line.gap == 0 && last_full && !line.indented => {
                let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
                if latin(piece.text.chars().next_back()) && latin(line.text.chars().next()) {
                    piece.text.push(' ');
                }
                piece.text.push_str(line.text);
            }
            _ => pieces.push(Piece {
                text: line.text.to_owned(),
                line: line.number,
                slot: !pieces.is_empty() && line.gap >= normal + 2,
                indented: line.indented,
                told: Told::Nothing,
            }),
        }
        last_full = full;
    }
    Raw { pieces, ..Raw::default() }
}

/// The lines that are not empty.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut out = Vec::new();
    let mut gap = 0;
    for (n, line) in text.split('\n').enumerate() {
        let inner = line.trim_matches(is_space);
        if inner.is_empty() {
            gap += 1;
            continue;
        }
        let before = &line[..line.len() - line.trim_start_matches(is_space).len()];
        let indented =
            before.contains("\u{3000}\u{3000}") || before.chars().filter(|&c| c == ' ').count() >= 4;
        out.push(Line { text: inner, number: n + 1, gap: std::mem::take(&mut gap), indented });
    }
    out
}

/// Control characters, and those that hide or turn what follows: they are no text, and `reader` shows them as marks.
pub(super) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{FEFF}' | '\u{200B}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FDD0}'..='\u{FDEF}')
        || matches!(u32::from(c) & 0xFFFF, 0xFFFE | 0xFFFF)
}

/// White space, and what cannot be seen.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// How many empty lines usually stand between paragraphs: the number met most often, 0 or 1 or 2.
fn usual_gap(lines: &[Line<'_>]) -> usize {
    let mut counts = [0usize; 3];
    for line in lines.iter().skip(1) {
        if let Some(count) = counts.get_mut(line.gap) {
            *count += 1;
        }
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    counts.iter().position(|&c| c == most).unwrap_or(0)
}

/// The width of the lines of a column, in half-width columns, if the text visibly has such lines: most lines
/// that others follow at once are as long as the longest, and end anywhere.
fn column_width(lines: &[Line<'_>]) -> Option<usize> {
    let mut widths: Vec<usize> = lines.iter().map(|l| columns(l.text)).collect();
    widths.sort_unstable();
    let width = *widths.get(widths.len() * 9 / 10)?;
    let followed: Vec<&Line<'_>> = lines.windows(2).filter(|w| w[1].gap == 0).map(|w| &w[0]).collect();
    let full = followed.iter().filter(|l| columns(l.text) * 100 >= width * 88).count();
    let ended = |l: &&&Line<'_>| l.text.ends_with(['。', '！', '？', '”', '…']);
    let ended = followed.iter().filter(ended).count();
    let visible = followed.len() >= 6 && full * 10 >= followed.len() * 6 && ended * 10 <= followed.len() * 4;
    (visible && (20..=120).contains(&width)).then_some(width)
}

/// How wide a line is, a full-width character counting 2.
fn columns(text: &str) -> usize {
    text.chars().map(|c| if c >= '\u{2E80}' || "“”‘’…—".contains(c) { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(raw: &Raw) -> Vec<&str> {
        raw.pieces.iter().map(|p| p.text.as_str()).collect()
    }

    #[test]
    fn empty_lines_are_gaps_and_slots() {
        let raw = from_text("\n\n甲\r\n\r\n乙\r\n\r\n\r\n\r\n丙\n\n　　丁\n\n\n\n");
        assert_eq!(texts(&raw), ["甲", "乙", "丙", "丁"]);
        let slots: Vec<bool> = raw.pieces.iter().map(|p| p.slot).collect();
        assert_eq!(slots, [false, false, true, false]);
        assert!(raw.pieces[3].indented);
        assert_eq!(raw.pieces[2].line, 9);
    }

    #[test]
    fn lines_of_a_column_run_on() {
        let column = "　　渡口的清晨从一声汽笛开始船工解开\n缆绳把昨夜的露水甩进江里岸上的灯还\n亮着卖豆浆的三轮车停在石阶边热气升\n起来和雾混在一处。\n　　这样的早上他看了三十年每一天都像\n头一天那样新船走远了水面上只剩下一\n道慢慢合拢的痕迹。\n";
        assert_eq!(from_text(column).pieces.len(), 2);
        assert_eq!(from_text("第一段。\n第二段。\n第三段。").pieces.len(), 3);
    }
}
