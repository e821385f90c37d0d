//! Lengths, colours and lines as a theme writes them. In: the text of a value. Out: the value, or `None` where
//! the text is none.

use crate::geom::{Abs, Color, Em, Size, Stroke};

/// 号数 in points (CLREQ, table of type sizes; A8). Where the trade knows two values the larger is taken.
const HAO: &[(&str, f64)] = &[
    ("初号", 42.0),
    ("小初", 36.0),
    ("一号", 28.0),
    ("小一", 24.0),
    ("二号", 22.0),
    ("小二", 18.0),
    ("三号", 16.0),
    ("小三", 15.0),
    ("四号", 14.0),
    ("小四", 12.0),
    ("五号", 10.5),
    ("小五", 9.0),
    ("六号", 8.0),
    ("七号", 5.25),
];

/// Pages by name, in millimetres: ISO 216, GB/T 788 books, and the two newspaper formats of the trade.
pub(super) const PAGES: &[(&str, f64, f64)] = &[
    ("A3", 297.0, 420.0),
    ("A4", 210.0, 297.0),
    ("A5", 148.0, 210.0),
    ("A6", 105.0, 148.0),
    ("B5", 176.0, 250.0),
    ("大16开", 210.0, 285.0),
    ("16开", 185.0, 260.0),
    ("大32开", 140.0, 203.0),
    ("32开", 130.0, 184.0),
    ("对开报", 390.0, 545.0),
    ("四开报", 272.0, 390.0),
];

/// What the relative units of a length stand for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Units {
    /// `em`: the body size.
    pub(super) em: Abs,
    /// `lh`: the body's leading.
    pub(super) lh: Abs,
}

/// A length: `"10.5pt"`, `"3mm"`, `"1.5em"`, `"2lh"`, `"小五"`. Relative units need `units`. Longer than ten
/// metres is no length of a page.
pub(super) fn length(text: &str, units: Option<Units>) -> Option<Abs> {
    let text = text.trim();
    if let Some((_, pt)) = HAO.iter().find(|(name, _)| *name == text) {
        return Some(Abs::pt(*pt));
    }
    let (number, unit) = quantity(text)?;
    let per = match unit {
        "pt" => Abs::pt(1.0),
        "mm" => Abs::mm(1.0),
        "cm" => Abs::mm(10.0),
        "in" => Abs::pt(72.0),
        "em" => units?.em,
        "lh" => units?.lh,
        _ => return None,
    };
    let raw = number * per.to_raw() as f64;
    (raw.abs() <= Abs::mm(10_000.0).to_raw() as f64).then(|| Abs::raw(raw.round() as i64))
}

/// A length in the text's own size: `"2em"`.
pub(super) fn em(text: &str) -> Option<Em> {
    match quantity(text.trim())? {
        (number, "em") if number.abs() <= 1000.0 => Some(Em::new(number)),
        _ => None,
    }
}

/// A number and its unit. `inf`, `nan` and exponents are none.
fn quantity(text: &str) -> Option<(f64, &str)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-')))?;
    Some((text[..end].parse().ok()?, text[end..].trim()))
}

/// A colour: `black`, `white`, `accent`, `gray 60%` (ink), `#b3202a`, `cmyk 0 90 80 10` (ink in percent). Equal
/// parts of red, green and blue are gray, so that a press needs black ink only.
pub(super) fn color(text: &str, accent: Color) -> Option<Color> {
    let text = text.trim();
    match text {
        "black" => return Some(Color::BLACK),
        "white" => return Some(Color::Gray(255)),
        "accent" => return Some(accent),
        _ => {}
    }
    if let Some(hex) = text.strip_prefix('#') {
        if hex.len() != 6 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).ok();
        let (r, g, b) = (part(0)?, part(2)?, part(4)?);
        return Some(if r == g && g == b { Color::Gray(r) } else { Color::Rgb([r, g, b]) });
    }
    let percent = |s: &str| s.parse::<u8>().ok().filter(|n| *n <= 100);
    if let Some(ink) = text.strip_prefix("gray ").and_then(|s| s.trim().strip_suffix('%')).and_then(percent) {
        return Some(Color::Gray(255 - ((u16::from(ink) * 255 + 50) / 100) as u8));
    }
    let inks: Option<Vec<u8>> = text.strip_prefix("cmyk ")?.split_whitespace().map(percent).collect();
    <[u8; 4]>::try_from(inks?).ok().map(Color::Cmyk)
}

/// A line: a width and, if it is not black, a colour: `"0.25pt"`, `"1.5pt accent"`.
pub(super) fn stroke(text: &str, units: Units, accent: Color) -> Option<Stroke> {
    let (width, paint) = text.trim().split_once(' ').unwrap_or((text.trim(), "black"));
    let width = length(width, Some(units)).filter(|w| *w > Abs::ZERO)?;
    Some(Stroke { width, color: color(paint, accent)? })
}

/// A short line: a length and a line, `"3em 1.5pt accent"`.
pub(super) fn short_rule(text: &str, units: Units, accent: Color) -> Option<(Abs, Stroke)> {
    let (long, rest) = text.trim().split_once(' ')?;
    let long = length(long, Some(units)).filter(|l| *l > Abs::ZERO)?;
    Some((long, stroke(rest, units, accent)?))
}

/// A page by name, or as width × height: `"A4"`, `"210mm x 285mm"`.
pub(super) fn page(text: &str) -> Option<Size> {
    if let Some((_, w, h)) = PAGES.iter().find(|(name, ..)| name.eq_ignore_ascii_case(text.trim())) {
        return Some(Size { width: Abs::mm(*w), height: Abs::mm(*h) });
    }
    let (w, h) = text.split_once(['x', '×'])?;
    let side = |s| length(s, None).filter(|l| *l > Abs::ZERO);
    Some(Size { width: side(w)?, height: side(h)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNITS: Units = Units { em: Abs::raw(12_700 * 10), lh: Abs::raw(12_700 * 17) };

    #[test]
    fn lengths_have_units() {
        assert_eq!(length("10.5pt", None), Some(Abs::pt(10.5)));
        assert_eq!(length("3 mm", None), Some(Abs::mm(3.0)));
        assert_eq!(length("1.5em", Some(UNITS)), Some(Abs::pt(15.0)));
        assert_eq!(length("2lh", Some(UNITS)), Some(Abs::pt(34.0)));
        assert_eq!(length("五号", None), Some(Abs::pt(10.5)));
        for wrong in ["10.5", "pt", "", "1e9pt", "nanpt", "infpt", "1.5em", "12px", "99999999mm", "--3pt"] {
            assert_eq!(length(wrong, None), None, "{wrong}");
        }
    }

    #[test]
    fn colours_stay_in_black_ink_where_they_can() {
        let accent = Color::Rgb([179, 32, 42]);
        assert_eq!(color("#b3202a", Color::BLACK), Some(accent));
        assert_eq!(color("#808080", Color::BLACK), Some(Color::Gray(128)));
        assert_eq!(color("gray 60%", Color::BLACK), Some(Color::Gray(102)));
        assert_eq!(color("gray 100%", Color::BLACK), Some(Color::BLACK));
        assert_eq!(color("accent", accent), Some(accent));
        assert_eq!(color("cmyk 0 90 80 10", accent), Some(Color::Cmyk([0, 90, 80, 10])));
        for wrong in ["#12345", "#äöü", "cmyk 1 2 3", "cmyk 0 0 0 101", "red", "gray 60"] {
            assert_eq!(color(wrong, accent), None, "{wrong}");
        }
    }

    #[test]
    fn lines_have_a_width_and_a_colour() {
        let black = |pt| Stroke { width: Abs::pt(pt), color: Color::BLACK };
        assert_eq!(stroke("0.25pt", UNITS, Color::BLACK), Some(black(0.25)));
        assert_eq!(stroke("1pt gray 50%", UNITS, Color::BLACK).map(|s| s.color), Some(Color::Gray(127)));
        assert_eq!(short_rule("3em 1pt", UNITS, Color::BLACK), Some((Abs::pt(30.0), black(1.0))));
        assert_eq!(stroke("0pt", UNITS, Color::BLACK), None);
    }

    #[test]
    fn pages_have_names() {
        assert_eq!(page("a4"), page("210mm x 297mm"));
        assert_eq!(page("大32开").map(|s| s.width), Some(Abs::mm(140.0)));
        assert_eq!(page("0mm x 1mm"), None);
    }
}
