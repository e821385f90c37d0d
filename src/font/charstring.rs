//! How long the outlines of a CFF font take to be read (Adobe Technical Notes 5176 and 5177): a glyph calls subroutines that
//! call others, and a few of them come to millions of steps. In: the `CFF ` table. Out: a refusal before any reader follows
//! them.

use skrifa::GlyphId;
use skrifa::raw::ps::cff::CffFontRef;
use skrifa::raw::ps::cff::index::Index;

/// Numbers and operators of a glyph with all subroutines written out; an ornament has some ten thousand.
const MAX_STEPS: u64 = 500_000;
/// Those of all glyphs, for each byte of the table and besides. The subroutines of a Chinese face come to two or three.
const STEPS_A_BYTE: u64 = 16;
const MORE_STEPS: u64 = 4_000_000;
/// Subroutines inside one another that any reader follows.
const MAX_DEPTH: usize = 64;
/// Numbers on the stack that any reader holds.
const MAX_STACK: usize = 513;
/// Accented glyphs among those that accented glyphs are made of.
const MAX_ACCENTED: u32 = 4;
/// The names of the standard encoding come first (5176, Appendix A).
const STANDARD: std::ops::RangeInclusive<u16> = 1..=149;

const TOO_LONG: &str = "its outlines take too long to read";

/// Refuses a table whose outlines take too long.
pub(super) fn judge(table: &[u8]) -> Result<(), String> {
    let unreadable = |_| "table `CFF ` is missing or broken".to_owned();
    let font = CffFontRef::new(table, 0, None).map_err(unreadable)?;
    let most = table.len() as u64 * STEPS_A_BYTE + MORE_STEPS;
    let charset = font.charset().filter(|_| !font.is_cid());
    let mut subroutines: Vec<Index<'_>> =
        (0..font.num_subfonts()).map(|subfont| local_subroutines(&font, table, subfont)).collect();
    subroutines.push(Index::Empty);
    let (mut all, mut accented) = (0, 0);
    for glyph in (0..font.num_glyphs()).map(GlyphId::new) {
        let Some(charstring) = font.charstrings().get(glyph.to_u32() as usize) else { continue };
        let subfont = font.subfont_index(glyph).map_or(usize::MAX, usize::from).min(subroutines.len() - 1);
        let mut walk = Walk::new(font.global_subrs(), &subroutines[subfont]);
        walk.follow(charstring, 0);
        all += walk.steps;
        let name = charset.as_ref().and_then(|names| names.string_id(glyph));
        accented += u32::from(walk.is_accented && name.is_some_and(|name| STANDARD.contains(&name.to_u16())));
        if walk.steps > MAX_STEPS || all > most || accented > MAX_ACCENTED {
            return Err(TOO_LONG.to_owned());
        }
    }
    Ok(())
}

/// The subroutines of some glyphs alone; none where they cannot be read.
fn local_subroutines<'a>(font: &CffFontRef<'a>, table: &'a [u8], subfont: u16) -> Index<'a> {
    let place = font.subfont(subfont, &[]).map_or(0, |subfont| subfont.subrs_offset() as usize);
    let rest = table.get(place..).filter(|_| place > 0);
    rest.and_then(|rest| Index::new(rest, false).ok()).unwrap_or(Index::Empty)
}

/// A walk through a glyph, as its readers go.
struct Walk<'f> {
    global: &'f Index<'f>,
    local: &'f Index<'f>,
    /// Whole numbers on the stack; of others nobody makes the name of a subroutine.
    stack: Vec<Option<i32>>,
    stems: usize,
    steps: u64,
    /// Whether it is made of two other glyphs.
    is_accented: bool,
}

/// How a stretch of a glyph ended.
#[derive(PartialEq, Eq)]
enum End {
    /// Whoever called it goes on.
    Returns,
    /// The glyph is at its end, or no reader goes on.
    Ends,
}

impl<'f> Walk<'f> {
    fn new(global: &'f Index<'f>, local: &'f Index<'f>) -> Walk<'f> {
        Walk { global, local, stack: Vec::new(), stems: 0, steps: 0, is_accented: false }
    }

    fn follow(&mut self, mut rest: &[u8], depth: usize) -> End {
        while let Some((&first, behind)) = rest.split_first() {
            self.steps += 1;
            if self.steps > MAX_STEPS || depth > MAX_DEPTH || self.stack.len() > MAX_STACK {
                return End::Ends;
            }
            rest = behind;
            match first {
                28 | 32..=255 => {
                    let Some((number, behind)) = number(first, behind) else { return End::Ends };
                    self.stack.push(number);
                    rest = behind;
                }
                // Stems, two numbers each.
                1 | 3 | 18 | 23 => self.take_stems(),
                // Masks with a bit for each stem; stems may stand before the first one without an operator.
                19 | 20 => {
                    self.take_stems();
                    let Some(behind) = rest.get(self.stems.div_ceil(8)..) else { return End::Ends };
                    rest = behind;
                }
                10 | 29 => {
                    let subroutines = if first == 10 { self.local } else { self.global };
                    let called = self.stack.pop().flatten().and_then(|number| {
                        let number = number.checked_add(subroutines.subr_bias())?;
                        subroutines.get(usize::try_from(number).ok()?)
                    });
                    let Some(called) = called else { return End::Ends };
                    if self.follow(called, depth + 1) == End::Ends {
                        return End::Ends;
                    }
                }
                11 => return End::Returns,
                14 => {
                    self.is_accented = self.stack.len() >= 4;
                    return End::Ends;
                }
                // Operators of two bytes, and all that draw.
                12 => {
                    rest = rest.get(1..).unwrap_or_default();
                    self.stack.clear();
                }
                _ => self.stack.clear(),
            }
        }
        End::Returns
    }

    fn take_stems(&mut self) {
        self.stems += self.stack.len() / 2;
        self.stack.clear();
    }
}

/// A number by its first byte and those behind (5177, section 3.2), and what is behind it; `None` for a broken one.
fn number(first: u8, rest: &[u8]) -> Option<(Option<i32>, &[u8])> {
    let wide = |sign: i32, base: u8| {
        let (&low, behind) = rest.split_first()?;
        Some((Some(sign * ((i32::from(first) - i32::from(base)) * 256 + i32::from(low) + 108)), behind))
    };
    match first {
        28 => {
            rest.split_first_chunk().map(|(value, behind)| (Some(i16::from_be_bytes(*value).into()), behind))
        }
        32..=246 => Some((Some(i32::from(first) - 139), rest)),
        247..=250 => wide(1, 247),
        251..=254 => wide(-1, 251),
        // With a fraction of 16 bits; readers differ in whether one without a fraction names a subroutine.
        _ => {
            let (value, behind) = rest.split_first_chunk()?;
            Some((Some(i32::from_be_bytes(*value) >> 16), behind))
        }
    }
}

/// A table of so many glyphs that take too long.
#[cfg(test)]
pub(super) fn bomb(glyphs: usize) -> Vec<u8> {
    tests::table(glyphs, &tests::nested(9, 20))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An INDEX with offsets of four bytes.
    fn index(items: &[Vec<u8>]) -> Vec<u8> {
        let mut out = (items.len() as u16).to_be_bytes().to_vec();
        if items.is_empty() {
            return out;
        }
        out.push(4);
        let mut at = 1_u32;
        out.extend(at.to_be_bytes());
        for item in items {
            at += item.len() as u32;
            out.extend(at.to_be_bytes());
        }
        out.extend(items.concat());
        out
    }

    /// A table of so many glyphs that each call the first subroutine.
    pub(super) fn table(glyphs: usize, subroutines: &[Vec<u8>]) -> Vec<u8> {
        let long = |n: usize| [&[29][..], &(n as i32).to_be_bytes()].concat();
        let top = |charset: usize, glyphs: usize| {
            index(&[[long(charset), vec![15], long(glyphs), vec![17], long(0), long(0), vec![18]].concat()])
        };
        let head = [&[1, 0, 4, 4][..], &index(&[b"Bomb".to_vec()])].concat();
        let behind = [index(&[]), index(subroutines)].concat();
        let places = head.len() + top(0, 0).len() + behind.len();
        let glyph = vec![139, 139, 21, 32, 29, 14];
        let charset = [&[2, 0, 1][..], &(glyphs as u16 - 2).to_be_bytes()].concat();
        let glyphs = index(&vec![glyph; glyphs]);
        [head, top(places, places + charset.len()), behind, charset, glyphs].concat()
    }

    /// Subroutines each of which calls the next one so many times; the last one draws a line.
    pub(super) fn nested(levels: u8, calls: usize) -> Vec<Vec<u8>> {
        let level = |n: u8| {
            if n == levels { vec![140, 139, 5, 11] } else { [[32 + n, 29].repeat(calls), vec![11]].concat() }
        };
        (1..=levels).map(level).collect()
    }

    #[test]
    fn subroutines_are_counted_as_often_as_they_are_called() {
        assert_eq!(judge(&table(500, &nested(2, 2))), Ok(()));
        assert_eq!(judge(&table(3, &nested(4, 20))), Ok(()), "8,000 lines a glyph");
        assert_eq!(judge(&table(3, &nested(6, 20))), Err(TOO_LONG.to_owned()), "3 million lines");
        assert_eq!(
            judge(&table(1_000, &nested(4, 20))),
            Err(TOO_LONG.to_owned()),
            "8 million lines together"
        );
        // One that calls itself ends where its readers do.
        assert_eq!(judge(&table(3, &[vec![32, 29, 11]])), Ok(()));
        assert!(judge(&[]).is_err() && judge(&[1, 0, 4, 4]).is_err());
    }

    #[test]
    fn numbers_are_read_as_they_are_written() {
        let of = |bytes: &[u8]| number(bytes[0], &bytes[1..]).map(|(number, rest)| (number, rest.len()));
        assert_eq!(of(&[28, 0xFF, 0xFE, 0]), Some((Some(-2), 1)));
        assert_eq!((of(&[32]), of(&[246])), (Some((Some(-107), 0)), Some((Some(107), 0))));
        assert_eq!((of(&[247, 0]), of(&[250, 255])), (Some((Some(108), 0)), Some((Some(1131), 0))));
        assert_eq!((of(&[251, 0]), of(&[254, 255])), (Some((Some(-108), 0)), Some((Some(-1131), 0))));
        assert_eq!((of(&[255, 0, 7, 0, 0]), of(&[255, 0])), (Some((Some(7), 0)), None));
    }

    #[test]
    fn masks_are_passed_over() {
        let empty = Index::Empty;
        let mut walk = Walk::new(&empty, &empty);
        // Nine stems take two bytes of mask; what looks like calls in them is none.
        let stems: Vec<u8> = [vec![139; 16], vec![18, 139, 139, 19, 29, 29, 140, 5, 14]].concat();
        assert!(walk.follow(&stems, 0) == End::Ends);
        assert_eq!((walk.stems, walk.steps, walk.is_accented), (9, 23, false));
    }
}
