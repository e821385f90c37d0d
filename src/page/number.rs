//! Numbers as lists write them. In: a number and the name of a style. Out: its label.

use crate::article::{han, note_mark, roman};

/// The label of a list item; `style` as CSS Counter Styles names it. An unknown style is `decimal`.
pub(super) fn label(style: &str, n: u64) -> String {
    match style {
        "cjk-decimal" => format!("{}、", han(n)),
        "cjk-ideographic" => format!("（{}）", han(n)),
        "circled" => note_mark(style, u32::try_from(n).unwrap_or(u32::MAX)),
        "lower-alpha" => format!("{}.", alpha(n)),
        "upper-alpha" => format!("{}.", alpha(n).to_uppercase()),
        "lower-roman" => format!("{}.", roman(n)),
        "upper-roman" => format!("{}.", roman(n).to_uppercase()),
        "cjk-heavenly-stem" => format!("{}、", stem(n)),
        _ => format!("{n}."),
    }
}

/// a to z, aa and so on.
fn alpha(mut n: u64) -> String {
    let mut out = Vec::new();
    while n > 0 {
        n -= 1;
        out.push(char::from(b'a' + (n % 26) as u8));
        n /= 26;
    }
    out.iter().rev().collect()
}

/// 甲 to 癸; numerals beyond.
fn stem(n: u64) -> String {
    const STEMS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
    let place = n.checked_sub(1).and_then(|n| STEMS.get(usize::try_from(n).ok()?));
    place.map_or_else(|| han(n), char::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        assert_eq!(label("decimal", 3), "3.");
        assert_eq!(label("cjk-decimal", 12), "十二、");
        assert_eq!(label("lower-alpha", 28), "ab.");
        assert_eq!(label("upper-roman", 1994), "MCMXCIV.");
        assert_eq!(label("cjk-heavenly-stem", 3), "丙、");
        assert_eq!(label("cjk-heavenly-stem", 11), "十一、");
    }
}
