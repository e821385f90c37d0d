//! Rows of glyphs of one look, kept small: a book has millions of them.

use crate::font::FaceId;
use crate::geom::{Abs, Color, Em, Short};

/// The middle of the ideographic em box over the baseline, which reaches from −0.12 to 0.88 em in CJK faces. Through it
/// runs the middle of a vertical line, whatever the face, so that words of several faces lie on one baseline.
pub const MIDDLE: Em = Em::micro(380_000);

/// One glyph of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Glyph id in its face; 0 is the visible box of a missing character.
    pub id: u16,
    /// How many bytes of the row's text it stands for, behind those of the glyphs before it. 0 for a glyph that stands
    /// for none (an added hyphen, all but the first glyph of a cluster).
    pub bytes: u16,
    /// How far the pen moves on after it along the line, adjustments of the line included.
    pub advance: Short,
}

/// A glyph that is not drawn at the pen: few are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Which glyph of the row.
    pub glyph: u32,
    /// Drawn that far from the pen, along the line (a mark that gives up its left half is drawn at −1/2 em).
    pub shift: Short,
    /// Drawn that far above the baseline.
    pub rise: Short,
}

/// How the glyphs of a row stand on their line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Orientation {
    /// In a horizontal line.
    #[default]
    Horizontal,
    /// Upright in a vertical line, hung from the top of its em box; the origin is the middle of the line.
    Upright,
    /// Turned by 90° clockwise in a vertical line; the origin is the middle of the line, [`MIDDLE`] over its baseline.
    Sideways,
}

/// A row of glyphs of one face, size and colour. Its place is the pen of the first glyph on the baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextItem {
    /// The face.
    pub face: FaceId,
    /// How it stands.
    pub orientation: Orientation,
    /// The type size.
    pub size: Abs,
    /// The colour.
    pub color: Color,
    /// The glyphs in reading order.
    pub glyphs: Vec<Glyph>,
    /// Those not drawn at the pen, in order.
    pub moved: Vec<Moved>,
    /// All characters the row stands for, in order.
    pub text: String,
    /// Its language, if other than the article's (BCP 47).
    pub lang: Option<Box<str>>,
}

impl TextItem {
    /// A row without glyphs, in horizontal lines.
    pub fn new(face: FaceId, size: Abs, color: Color) -> TextItem {
        TextItem {
            face,
            orientation: Orientation::Horizontal,
            size,
            color,
            glyphs: Vec::new(),
            moved: Vec::new(),
            text: String::new(),
            lang: None,
        }
    }

    /// The sum of all advances.
    pub fn width(&self) -> Abs {
        self.glyphs.iter().map(|g| g.advance.get()).sum()
    }

    /// A glyph drawn at the pen, and what it stands for: at most [`MOST_BYTES`].
    pub fn push(&mut self, id: u16, advance: Abs, text: &str) {
        debug_assert!(text.len() <= MOST_BYTES, "{} bytes for one glyph", text.len());
        self.glyphs.push(Glyph { id, bytes: 0, advance: advance.into() });
        self.add_to_last(text, Abs::ZERO);
    }

    /// Draws the last glyph at another place than the pen.
    pub fn move_last(&mut self, shift: Abs, rise: Abs) {
        if (shift, rise) != (Abs::ZERO, Abs::ZERO) && !self.glyphs.is_empty() {
            let glyph = self.glyphs.len() as u32 - 1;
            self.moved.push(Moved { glyph, shift: shift.into(), rise: rise.into() });
        }
    }

    /// Has the last glyph stand for more text and move the pen on further. What has no ink and goes beyond
    /// [`MOST_BYTES`] is left out.
    pub fn add_to_last(&mut self, text: &str, advance: Abs) {
        let Some(glyph) = self.glyphs.last_mut() else { return };
        glyph.advance += advance;
        let bytes = usize::from(glyph.bytes) + text.len();
        if bytes <= MOST_BYTES {
            glyph.bytes = bytes as u16;
            self.text.push_str(text);
        }
    }

    /// How far from the pen the `n`th glyph is drawn: along the line, and above the baseline.
    pub fn moved(&self, n: usize) -> (Abs, Abs) {
        match self.moved.binary_search_by_key(&n, |m| m.glyph as usize) {
            Ok(at) => (self.moved[at].shift.get(), self.moved[at].rise.get()),
            Err(_) => (Abs::ZERO, Abs::ZERO),
        }
    }

    /// The glyphs, each with the text it stands for.
    pub fn told(&self) -> impl Iterator<Item = (Glyph, &str)> {
        let mut at = 0;
        self.glyphs.iter().map(move |glyph| {
            let start = at;
            at += usize::from(glyph.bytes);
            (*glyph, self.text.get(start..at).unwrap_or(""))
        })
    }
}

/// The most text that one glyph stands for. Clusters are cut long before.
pub const MOST_BYTES: usize = u16::MAX as usize;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glyphs_are_small_and_tell_their_text() {
        assert_eq!(size_of::<Glyph>(), 8);
        let mut row = TextItem::new(FaceId(0), Abs::pt(10.0), Color::BLACK);
        row.push(3, Abs::pt(10.0), "字");
        row.push(4, Abs::pt(5.0), "");
        row.move_last(Abs::pt(-2.0), Abs::pt(1.0));
        row.push(5, Abs::pt(5.0), "（");
        row.move_last(Abs::ZERO, Abs::ZERO);
        row.add_to_last("\u{200B}", Abs::pt(1.0));
        assert_eq!(
            row.told().map(|(g, t)| (g.id, t)).collect::<Vec<_>>(),
            [(3, "字"), (4, ""), (5, "（\u{200B}")]
        );
        assert_eq!((row.width(), row.moved(1)), (Abs::pt(21.0), (Abs::pt(-2.0), Abs::pt(1.0))));
        assert_eq!(
            (row.moved(0), row.moved(2), row.moved.len()),
            ((Abs::ZERO, Abs::ZERO), (Abs::ZERO, Abs::ZERO), 1)
        );
    }

    #[test]
    fn more_text_than_a_glyph_can_stand_for_is_left_out() {
        let mut row = TextItem::new(FaceId(0), Abs::pt(10.0), Color::BLACK);
        row.push(3, Abs::ZERO, "字");
        let much = "\u{200B}".repeat(MOST_BYTES / 3 - 1);
        row.add_to_last(&much, Abs::ZERO);
        row.add_to_last("\u{200B}", Abs::ZERO);
        row.push(4, Abs::ZERO, "尾");
        assert_eq!(row.told().last().map(|(_, text)| text), Some("尾"));
        assert_eq!(row.text.len(), MOST_BYTES + 3);
    }
}
