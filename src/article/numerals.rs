//! Numbers in words and letters, as lists, folios and references write them.

/// i, ii, iii, iv and so on; digits from 4,000.
pub fn roman(mut n: u64) -> String {
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

/// Chinese numerals as spoken, below ten thousand; digits beyond.
pub fn han(n: u64) -> String {
    const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    if n == 0 || n >= 10_000 {
        return n.to_string().bytes().map(|b| DIGITS[usize::from(b - b'0')]).collect();
    }
    let spoken = counted(n, DIGITS, ["千", "百", "十"]);
    // 十五, not 一十五, at the very start.
    spoken.strip_prefix("一十").map_or_else(|| spoken.clone(), |rest| format!("十{rest}"))
}

/// The numerals of cheques, from 1 to 9,999: 壹拾贰.
pub fn formal(n: u64) -> Option<String> {
    const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
    (1..10_000).contains(&n).then(|| counted(n, DIGITS, ["仟", "佰", "拾"]))
}

/// Digits with their units, and one 零 for any that are left out between.
fn counted(n: u64, digits: [char; 10], [thousand, hundred, ten]: [&str; 3]) -> String {
    let mut out = String::new();
    let mut gap = false;
    for (unit, name) in [(1000, thousand), (100, hundred), (10, ten), (1, "")] {
        let digit = n / unit % 10;
        if digit == 0 {
            gap |= !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push('零');
        }
        out.push(digits[digit as usize]);
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
        assert_eq!(
            (formal(12), formal(1005), formal(0)),
            (Some("壹拾贰".into()), Some("壹仟零伍".into()), None)
        );
    }

    #[test]
    fn roman_numbers() {
        let all: Vec<_> = [1, 4, 9, 14, 40, 1994].into_iter().map(roman).collect();
        assert_eq!(all, ["i", "iv", "ix", "xiv", "xl", "mcmxciv"]);
        assert_eq!((roman(0), roman(4000)), ("0".to_owned(), "4000".to_owned()));
    }
}
