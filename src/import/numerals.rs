//! Numbers as the lists of a word processor write them (ISO/IEC 29500, 17.18.59).

/// A number in a format; in figures where the format is not known, or does not go so far.
pub(super) fn written(format: &str, number: u32) -> String {
    let found = match format {
        "none" => Some(String::new()),
        "decimalZero" => Some(format!("{number:02}")),
        "decimalFullWidth" | "decimalFullWidth2" => Some(digits(number, "０１２３４５６７８９")),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).map(|r| r.to_ascii_lowercase()),
        "upperLetter" => letters(number),
        "lowerLetter" => letters(number).map(|l| l.to_ascii_lowercase()),
        "chineseCounting" | "chineseCountingThousand" | "taiwaneseCountingThousand" | "japaneseCounting" => {
            chinese(number, "〇一二三四五六七八九", "十百千")
        }
        "chineseLegalSimplified" => chinese(number, "零壹贰叁肆伍陆柒捌玖", "拾佰仟"),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            Some(digits(number, "〇一二三四五六七八九"))
        }
        "ideographTraditional" => nth("甲乙丙丁戊己庚辛壬癸", number),
        "ideographZodiac" => nth("子丑寅卯辰巳午未申酉戌亥", number),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => nth("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", number),
        "decimalEnclosedParen" => nth("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", number),
        "decimalEnclosedFullstop" => nth("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛", number),
        "ideographEnclosedCircle" => nth("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", number),
        _ => None,
    };
    found.unwrap_or_else(|| number.to_string())
}

fn nth(signs: &str, number: u32) -> Option<String> {
    signs.chars().nth(number.checked_sub(1)? as usize).map(String::from)
}

fn digits(number: u32, signs: &str) -> String {
    number.to_string().bytes().filter_map(|b| signs.chars().nth(usize::from(b - b'0'))).collect()
}

/// A to Z, AA to ZZ, AAA …: the same letter again and again.
fn letters(number: u32) -> Option<String> {
    let place = number.checked_sub(1)?;
    let letter = char::from_u32(u32::from('A') + place % 26)?;
    let times = place / 26 + 1;
    (times <= 4).then(|| std::iter::repeat_n(letter, times as usize).collect())
}

fn roman(number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..=3999).contains(&number) {
        return None;
    }
    let mut rest = number;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    Some(out)
}

/// Up to 9,999: 一, 十, 十一, 二十, 一百零五. In the long signs of cheques ten is 壹拾.
fn chinese(number: u32, signs: &str, units: &str) -> Option<String> {
    if !(1..=9_999).contains(&number) {
        return None;
    }
    let signs: Vec<char> = signs.chars().collect();
    let units: Vec<char> = units.chars().collect();
    let figures: Vec<usize> = number.to_string().bytes().map(|b| usize::from(b - b'0')).collect();
    let mut out = String::new();
    let mut gap = false;
    for (n, &figure) in figures.iter().enumerate() {
        let place = figures.len() - 1 - n;
        if figure == 0 {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push('零');
        }
        let is_bare_ten = place == 1 && figure == 1 && out.is_empty() && units.first() == Some(&'十');
        out.extend(signs.get(figure).filter(|_| !is_bare_ten));
        out.extend(place.checked_sub(1).and_then(|p| units.get(p)));
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_lists() {
        for (format, number, expected) in [
            ("decimal", 12, "12"),
            ("chineseCounting", 1, "一"),
            ("chineseCounting", 10, "十"),
            ("chineseCountingThousand", 11, "十一"),
            ("japaneseCounting", 20, "二十"),
            ("chineseCountingThousand", 105, "一百零五"),
            ("chineseCountingThousand", 2_010, "二千零一十"),
            ("chineseLegalSimplified", 12, "壹拾贰"),
            ("ideographDigital", 20, "二〇"),
            ("ideographTraditional", 3, "丙"),
            ("ideographTraditional", 11, "11"),
            ("decimalEnclosedCircleChinese", 20, "⑳"),
            ("decimalEnclosedCircle", 21, "21"),
            ("upperRoman", 1994, "MCMXCIV"),
            ("lowerRoman", 4_000, "4000"),
            ("lowerLetter", 28, "bb"),
            ("upperLetter", 0, "0"),
            ("decimalZero", 3, "03"),
            ("none", 3, ""),
        ] {
            assert_eq!(written(format, number), expected, "{format} {number}");
        }
    }
}
