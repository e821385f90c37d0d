//! Characters that a file has by their shape: those of symbol faces, which have codes of their own, and figures that are
//! raised or lowered.

/// A face whose codes mean signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    Symbol,
    Wingdings,
    Wingdings2,
}

/// Where characters stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Rise {
    #[default]
    Line,
    Raised,
    Lowered,
}

/// The signs of Symbol from 0x40 on (Unicode, ADOBE/symbol.txt). A dot stands for none.
const SYMBOL: [&str; 12] = [
    "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟ",
    "ΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
    ".αβχδεφγηιϕκλμνο",
    "πθρστυϖωξψζ{|}∼.",
    "................",
    "................",
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓",
    "°±″≥×∝∂•÷≠≡≈…..↵",
    "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉",
    "∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓",
    "◊〈...∑..........",
    ".〉∫.............",
];

/// The signs of Wingdings and Wingdings 2 that texts have: bullets, ticks, arrows, figures in circles.
const WINGDINGS: [(u32, &str); 12] = [
    (0x22, "✂"),
    (0x28, "☎✆"),
    (0x4A, "☺"),
    (0x4C, "☹"),
    (0x6C, "●"),
    (0x6E, "■□"),
    (0x75, "◆❖"),
    (0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    (0x9E, "·•"),
    (0xA7, "▪"),
    (0xDF, "←→↑↓"),
    (0xFB, "✗✓☒☑"),
];
const MORE_WINGDINGS: [(u32, &str); 4] = [(0xA1, "○"), (0xAB, "★"), (0xD8, "➢"), (0xE8, "➔")];
const WINGDINGS_2: [(u32, &str); 2] = [(0x4F, "✗✓☒☑☒☒"), (0xA3, "□")];

/// The face of that name, if its codes mean signs.
pub(super) fn face(name: &str) -> Option<Face> {
    match name.to_ascii_lowercase().as_str() {
        "symbol" => Some(Face::Symbol),
        "wingdings" => Some(Face::Wingdings),
        "wingdings 2" => Some(Face::Wingdings2),
        _ => None,
    }
}

/// The character that a code means in a face; `None` where that is not known. Word adds 0xF000 to the codes.
pub(super) fn sign(face: Option<Face>, code: u32) -> Option<char> {
    let is_shape = (0xF000..=0xF0FF).contains(&code);
    let code = if is_shape { code & 0xFF } else { code };
    let found = match face {
        None if is_shape => None,
        None => char::from_u32(code),
        Some(_) if code > 0xFF => char::from_u32(code),
        Some(Face::Symbol) => symbol(code),
        Some(Face::Wingdings) => in_rows(&WINGDINGS, code).or_else(|| in_rows(&MORE_WINGDINGS, code)),
        Some(Face::Wingdings2) => in_rows(&WINGDINGS_2, code),
    };
    found.filter(|c| !c.is_control())
}

fn symbol(code: u32) -> Option<char> {
    match code {
        0x22 => Some('∀'),
        0x24 => Some('∃'),
        0x27 => Some('∋'),
        0x2A => Some('∗'),
        0x2D => Some('−'),
        0x20..=0x3F => char::from_u32(code),
        _ => {
            let row = SYMBOL.get((code.checked_sub(0x40)? / 16) as usize)?;
            row.chars().nth((code % 16) as usize).filter(|c| *c != '.')
        }
    }
}

fn in_rows(rows: &[(u32, &str)], code: u32) -> Option<char> {
    rows.iter().find_map(|(first, signs)| signs.chars().nth(code.checked_sub(*first)? as usize))
}

/// A text of raised or lowered characters in characters that stand so by themselves; `None` if one has no such form.
pub(super) fn moved(text: &str, rise: Rise) -> Option<String> {
    let (from, to) = match rise {
        Rise::Line => return Some(text.to_owned()),
        Rise::Raised => ("0123456789+-−－–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁻⁼⁽⁾ⁿⁱ"),
        Rise::Lowered => ("0123456789+-−－–=()n", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₋₌₍₎ₙ"),
    };
    let one = |c: char| {
        let at = from.chars().position(|f| f == c);
        at.and_then(|at| to.chars().nth(at))
            .or_else(|| Some(c).filter(|c| c.is_whitespace() || to.contains(*c)))
    };
    text.chars().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_symbol_faces() {
        for (name, code, expected) in [
            ("Symbol", 0xF0B0, Some('°')),
            ("Symbol", 0xB1, Some('±')),
            ("symbol", 0xF061, Some('α')),
            ("Symbol", 0xF0F2, Some('∫')),
            ("Symbol", 0xF085, None),
            ("Wingdings", 0xF0FC, Some('✓')),
            ("Wingdings", 0xF08A, Some('⑩')),
            ("Wingdings 2", 0xF052, Some('☑')),
            ("Wingdings", 0xF023, None),
            ("Times New Roman", 0x2022, Some('•')),
            ("Webdings", 0xF061, None),
        ] {
            assert_eq!(sign(face(name), code), expected, "{name} {code:X}");
        }
        assert!(SYMBOL.iter().all(|row| row.chars().count() == 16));
    }

    #[test]
    fn raised_and_lowered_figures() {
        assert_eq!(moved("-3", Rise::Raised).as_deref(), Some("⁻³"));
        assert_eq!(moved("2n", Rise::Raised).as_deref(), Some("²ⁿ"));
        assert_eq!(moved("2", Rise::Lowered).as_deref(), Some("₂"));
        assert_eq!(moved("th", Rise::Raised), None);
        assert_eq!(moved("[1]", Rise::Raised), None);
    }
}
