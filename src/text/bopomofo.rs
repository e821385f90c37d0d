//! Bopomofo at the right of its character (CLREQ 3.6; J6): symbols of three tenths of an em one over the other, the
//! tone beside the last of them or, if it is the light tone, on top; the whole half an em wide.

use super::paragraph::ShapedGlyph;
use super::{Context, Paragraph};
use crate::frame::MIDDLE;
use crate::geom::{Abs, Em, LPoint};

/// The size of a symbol, in the em of its character.
pub(super) const SYMBOL: Em = Em::micro(300_000);
/// The width that symbols and tone take beside the character.
pub(super) const WIDTH: Em = Em::HALF;
/// Where the middle of the symbols and that of a tone stand in that width.
const SYMBOLS_AT: Em = Em::micro(180_000);
const TONE_AT: Em = Em::micro(410_000);
/// A light tone's height.
const LIGHT: Em = Em::micro(100_000);

/// Whether a text is bopomofo and nothing else.
pub(super) fn is_bopomofo(text: &str) -> bool {
    text.chars().any(is_symbol) && text.chars().all(|c| is_symbol(c) || is_tone(c))
}

fn is_symbol(c: char) -> bool {
    matches!(c, '\u{3105}'..='\u{312F}' | '\u{31A0}'..='\u{31BF}')
}

fn is_tone(c: char) -> bool {
    matches!(c, 'ˉ' | 'ˊ' | 'ˇ' | 'ˋ' | '˙')
}

/// Where each glyph of a shaped annotation is drawn: its pen, from the end of the character's square on the
/// baseline or, in a vertical line, on its middle. On paper both are the same. `em` is the size of the character.
pub(super) fn places(shaped: &Paragraph, em: Abs, cx: &Context<'_>) -> Vec<LPoint> {
    let c = |n: usize| shaped.text[shaped.clusters[n].start as usize..].chars().next().unwrap_or(' ');
    let symbols = (0..shaped.len()).filter(|&n| is_symbol(c(n))).count();
    let light = (0..shaped.len()).any(|n| c(n) == '˙');
    let step = SYMBOL.at(em);
    let height = step * symbols as i64 + if light { LIGHT.at(em) } else { Abs::ZERO };
    let top = -MIDDLE.at(em) - height / 2;
    let mut next = top + if light { LIGHT.at(em) } else { Abs::ZERO };
    let mut out = Vec::new();
    for n in 0..shaped.len() {
        let run = &shaped.runs[shaped.clusters[n].run as usize];
        for glyph in shaped.glyphs_of(n) {
            let ink = middle_of_ink(glyph, cx.book.face(run.face).ink(glyph.id), run.size);
            // Upright glyphs hang from the middle of the top of their em box, beside the character.
            let hung = |right: Abs, down: Abs, (x, y): (Abs, Abs)| {
                let from_middle = down + MIDDLE.at(em) - (MIDDLE + Em::HALF).at(run.size) + y;
                LPoint::new(from_middle - em / 2, x - glyph.advance / 2 - right - em / 2)
            };
            // The middle of what is drawn goes here.
            let (inline, block) = match c(n) {
                '˙' => (SYMBOLS_AT.at(em), top + (LIGHT / 2).at(em)),
                tone if is_tone(tone) => (TONE_AT.at(em), next - step + step / 4),
                _ => {
                    next += step;
                    let (square, middle) = (glyph.advance / 2, next - step / 2);
                    let center = (square, MIDDLE.at(run.size));
                    out.push(if cx.vertical() {
                        hung(SYMBOLS_AT.at(em), middle, center)
                    } else {
                        LPoint::new(SYMBOLS_AT.at(em) - center.0, middle + center.1)
                    });
                    continue;
                }
            };
            out.push(if cx.vertical() {
                hung(inline, block, ink)
            } else {
                LPoint::new(inline - ink.0, block + ink.1)
            });
        }
    }
    out
}

/// The middle of a glyph's ink, along the line and above the baseline.
fn middle_of_ink(glyph: &ShapedGlyph, ink: Option<[Em; 4]>, size: Abs) -> (Abs, Abs) {
    match ink {
        Some([left, bottom, right, top]) => (((left + right) / 2).at(size), ((bottom + top) / 2).at(size)),
        None => (glyph.advance / 2, Abs::ZERO),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Desk, style, text};
    use super::super::{Annotation, Beside};
    use super::*;
    use crate::article::Inline;
    use crate::diag::{FileId, Span};

    fn annotated(base: &str, ruby: &str) -> (Paragraph, Vec<Annotation>) {
        let span = Span::new(FileId(0), 0..1);
        let ruby = Inline::Ruby { base: base.to_owned(), text: ruby.to_owned(), span };
        let p = Desk::new().prepare(&[ruby, text("字")]);
        let annotations = p.annotations.clone();
        (p, annotations)
    }

    #[test]
    fn j6_symbols_stand_at_the_right_in_half_an_em() {
        let (p, annotations) = annotated("紹", "ㄕㄠˋ");
        let em = style().size;
        assert_eq!(p.clusters[0].advance, em + em / 2);
        assert_eq!(annotations.len(), 1);
        let Beside::Right(places) = &annotations[0].beside else { panic!("it stands beside") };
        let sizes: Vec<Abs> = annotations[0].items.iter().map(|i| i.size).collect();
        assert_eq!((places.len(), sizes), (3, vec![SYMBOL.at(em); 3]));
        // One over the other, three tenths of an em apart, beside the character.
        assert_eq!(places[0].inline, places[1].inline);
        assert_eq!(places[1].block - places[0].block, SYMBOL.at(em));
        assert!(places.iter().all(|p| p.inline >= Abs::ZERO && p.inline <= em / 2));
        // The tone is beside the last, not under it.
        assert!(places[2].inline > places[1].inline && places[2].block <= places[1].block + em / 5);
        // The first symbol lies as far over the middle as the last under it.
        let middle = |n: usize| places[n].block - MIDDLE.at(SYMBOL.at(em));
        assert!((middle(0) + middle(1) + MIDDLE.at(em) + MIDDLE.at(em)).abs() <= Abs::raw(4));
    }

    #[test]
    fn j6_each_character_has_its_own() {
        let (p, annotations) = annotated("漢字", "ㄏㄢˋ ㄗˋ");
        assert_eq!(annotations.len(), 2);
        assert!(p.clusters[..2].iter().all(|c| c.advance == style().size + style().size / 2));
    }

    #[test]
    fn a_light_tone_stands_on_top() {
        let (_, annotations) = annotated("的", "˙ㄉㄜ");
        let Beside::Right(places) = &annotations[0].beside else { panic!("it stands beside") };
        assert!(places[0].block < places[1].block && places[1].block < places[2].block);
    }

    #[test]
    fn pinyin_and_latin_are_no_bopomofo() {
        assert!(is_bopomofo("ㄅˊ") && !is_bopomofo("hàn") && !is_bopomofo("ˊ") && !is_bopomofo("ㄅa"));
    }
}
