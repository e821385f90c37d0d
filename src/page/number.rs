//! Numbers as lists write them. In: a number and the name of a style. Out: its label.

use crate::article::note_mark;

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

/// i, ii, iii, iv and so on; digits from 4,000.
pub(super) fn roman(mut n: u64) -> String {
    const DIGITS: [(u64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if n == 0 || n >= 4000 {
        return n.to_string();
    }
    let mut out = String::new();
    for (value, digits) in DIGITS {
        while n >= value {
            out.push_str(digits);
            n -= value;
        }
    }
    out
}

/// 甲 to 癸; numerals beyond.
fn stem(n: u64) -> String {
    const STEMS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
    let place = n.checked_sub(1).and_then(|n| STEMS.get(usize::try_from(n).ok()?));
    place.map_or_else(|| han(n), char::to_string)
}

/// Chinese numerals as spoken, below ten thousand; digits beyond.
pub(super) fn han(n: u64) -> String {
    const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    const UNITS: [(u64, &str); 4] = [(1000, "千"), (100, "百"), (10, "十"), (1, "")];
    if n == 0 || n >= 10_000 {
        return n.to_string().bytes().map(|b| DIGITS[usize::from(b - b'0')]).collect();
    }
    let mut out = String::new();
    let mut gap = false;
    for (unit, name) in UNITS {
        let digit = n / unit % 10;
        if digit == 0 {
            gap |= !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push('零');
        }
        // 十五, not 一十五, at the very start.
        if !(unit == 10 && digit == 1 && out.is_empty()) {
            out.push(DIGITS[digit as usize]);
        }
        out.push_str(name);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_numbers_are_as_spoken() {
        let cases = [
            (1, "一"),
            (10, "十"),
            (15, "十五"),
            (20, "二十"),
            (101, "一百零一"),
            (110, "一百一十"),
            (1005, "一千零五"),
            (2025, "二千零二十五"),
            (12_345, "一二三四五"),
        ];
        for (n, text) in cases {
            assert_eq!(han(n), text);
        }
    }

    #[test]
    fn roman_numbers() {
        let all: Vec<_> = [1, 4, 9, 14, 40, 1994].into_iter().map(roman).collect();
        assert_eq!(all, ["i", "iv", "ix", "xiv", "xl", "mcmxciv"]);
        assert_eq!((roman(0), roman(4000)), ("0".to_owned(), "4000".to_owned()));
    }

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
