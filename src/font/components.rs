//! Of how many parts a glyph of a TrueType face is made: parts may have parts, and 24 levels of three are billions. In: the
//! glyphs. Out: a refusal before any reader puts them together.

use skrifa::raw::TableProvider;
use skrifa::raw::tables::glyf::Glyph;
use skrifa::{FontRef, GlyphId};

/// Parts of a glyph with their parts.
const MAX_PARTS: u32 = 2_048;

/// Refuses a face with a glyph of too many parts, or one that is a part of itself.
pub(super) fn judge(font: &FontRef<'_>, glyphs: u16) -> Result<(), String> {
    let (Ok(loca), Ok(glyf)) = (font.loca(None), font.glyf()) else { return Ok(()) };
    let parts = |glyph: u16| match loca.get_glyf(GlyphId::from(glyph), &glyf) {
        Ok(Some(Glyph::Composite(glyph))) => {
            let parts = glyph.component_glyphs_and_flags();
            parts.filter_map(|(part, _)| u16::try_from(part.to_u32()).ok()).collect()
        }
        _ => Vec::new(),
    };
    if is_tame(glyphs, &parts) { Ok(()) } else { Err("its glyphs are made of too many parts".to_owned()) }
}

/// What is known of a glyph.
#[derive(Clone, Copy)]
enum State {
    New,
    /// It is a part of one that is being counted, or that one.
    Open,
    Known(u32),
}

/// Whether no glyph has too many parts or itself for one. Parts are counted before what they are part of, without recursion.
fn is_tame(glyphs: u16, parts: &dyn Fn(u16) -> Vec<u16>) -> bool {
    let mut states = vec![State::New; glyphs.into()];
    let mut todo: Vec<(u16, bool)> = (0..glyphs).map(|glyph| (glyph, false)).collect();
    while let Some((glyph, ready)) = todo.pop() {
        let state = states[usize::from(glyph)];
        if ready {
            let count = |part: &u16| match states.get(usize::from(*part)) {
                Some(State::Known(parts)) => parts.saturating_add(1),
                _ => 1,
            };
            let count = parts(glyph).iter().map(count).fold(0, u32::saturating_add);
            if count > MAX_PARTS {
                return false;
            }
            states[usize::from(glyph)] = State::Known(count);
        } else if matches!(state, State::New) {
            states[usize::from(glyph)] = State::Open;
            todo.push((glyph, true));
            for part in parts(glyph) {
                match states.get(usize::from(part)) {
                    Some(State::New) => todo.push((part, false)),
                    Some(State::Open) => return false,
                    Some(State::Known(_)) | None => {}
                }
            }
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::is_tame;

    #[test]
    fn parts_of_parts_are_counted() {
        // Each glyph is made of the next one, so many times, down to the last.
        let of = |glyphs: u16, times: usize| {
            is_tame(glyphs, &|glyph| if glyph + 1 < glyphs { vec![glyph + 1; times] } else { Vec::new() })
        };
        assert!(of(60_000, 0) && of(2_049, 1) && !of(2_050, 1));
        assert!(of(10, 2) && !of(12, 2) && !of(25, 3));
        // An accented letter is made of two glyphs.
        assert!(is_tame(1_000, &|glyph| if glyph > 1 { vec![0, 1] } else { Vec::new() }));
    }

    #[test]
    fn nothing_is_a_part_of_itself() {
        assert!(!is_tame(1, &|_| vec![0]));
        assert!(!is_tame(3, &|glyph| vec![(glyph + 1) % 3]));
        assert!(is_tame(2, &|_| vec![7]), "what is not there is no part");
    }
}
