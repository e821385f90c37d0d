//! A raw text cut into pieces: what stands between line feeds, with the space before it.

use super::marks::{self, Reading};
use super::report::{Both, Kind, shortened};
use super::seam::needs_space;
use super::table::{MAX_CELLS, Table};
use std::sync::Arc;

/// The most remarks that are kept of a text: whoever made it may want millions.
const MAX_REMARKS: usize = 2_000;

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
    /// An item of a list.
    Item(Item),
    /// A picture and nothing else; the number is its place in [`Raw::pictures`].
    Picture(usize),
    /// A table and nothing else; the number is its place in [`Raw::tables`].
    Table(usize),
}

/// Which item of which list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// In how many other lists its list stands.
    pub(super) level: u8,
    /// Its number; `None` behind a bullet.
    pub(super) number: Option<u32>,
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
    /// Whether it stands by itself, as a cell or an item does: it goes on no other, and no other on it.
    pub(super) apart: bool,
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
    /// Why there are no bytes, where that is known.
    pub(super) missing: Option<Both>,
}

/// What is to be said of a file's text that is no decision about a piece: what could not be taken as it is.
#[derive(Clone, Debug)]
pub(super) struct Remark {
    pub(super) kind: Kind,
    pub(super) line: usize,
    pub(super) text: String,
    pub(super) reason: Both,
}

/// What was taken from a file: the text in pieces, and what is no text.
#[derive(Clone, Debug, Default)]
pub(super) struct Raw {
    pub(super) pieces: Vec<Piece>,
    pub(super) pictures: Vec<Picture>,
    pub(super) tables: Vec<Table>,
    /// How many cells these have.
    pub(super) cells: usize,
    /// The texts of footnotes, a line for each paragraph; [`super::marks`] in the pieces say where they belong.
    pub(super) notes: Vec<String>,
    /// The readings over characters; marks say where.
    pub(super) readings: Vec<Reading>,
    /// Whether the file says where paragraphs begin and end, as those with markup do.
    pub(super) whole: bool,
    pub(super) remarks: Vec<Remark>,
}

impl Raw {
    /// How many cells the article may still have.
    pub(super) fn cells_left(&self) -> usize {
        MAX_CELLS.saturating_sub(self.cells)
    }

    /// Says something of the piece that comes next.
    pub(super) fn remark(&mut self, kind: Kind, text: &str, en: &str, zh: &str) {
        if self.remarks.len() < MAX_REMARKS {
            let text = if text.is_empty() { "…" } else { text };
            let (line, text) = (self.pieces.len() + 1, shortened(&marks::plain(text)));
            self.remarks.push(Remark { kind, line, text, reason: Both::new(en, zh) });
        }
    }
}

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
                if needs_space(&piece.text, line.text) {
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
                apart: line.text.contains('\t'),
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
    fn words_of_a_column_keep_their_space() {
        let column = "　　据统计全市共有企业一千二百家其中超过\n三成出口到海外各国总额达到五亿元2024\nthe best of the world trade fair in 2023\nwas held in the city of Dongyang, China,\nand it was a great success for all those\npeople who came from the whole wide land\nand the end of the fair was in October 1\nof that year.\n";
        let raw = from_text(column);
        assert_eq!(raw.pieces.len(), 1);
        for part in
            ["亿元2024 the best", "in 2023 was held", "China, and it", "October 1 of that", "超过三成"]
        {
            assert!(raw.pieces[0].text.contains(part), "{part}: {}", raw.pieces[0].text);
        }
    }

    #[test]
    fn lines_of_a_column_run_on() {
        let column = "　　渡口的清晨从一声汽笛开始船工解开\n缆绳把昨夜的露水甩进江里岸上的灯还\n亮着卖豆浆的三轮车停在石阶边热气升\n起来和雾混在一处。\n　　这样的早上他看了三十年每一天都像\n头一天那样新船走远了水面上只剩下一\n道慢慢合拢的痕迹。\n";
        assert_eq!(from_text(column).pieces.len(), 2);
        assert_eq!(from_text("第一段。\n第二段。\n第三段。").pieces.len(), 3);
    }
}
