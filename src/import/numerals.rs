//! Numbers as the lists of a word processor write them (ISO/IEC 29500, 17.18.59).

use crate::article::{formal, han, roman};

/// A number in a format; in figures where the format is not known, or does not go so far.
pub(super) fn written(format: &str, number: u32) -> String {
    let found = match format {
        "none" => Some(String::new()),
        "decimalZero" => Some(format!("{number:02}")),
        "decimalFullWidth" | "decimalFullWidth2" => Some(digits(number, "０１２３４５６７８９")),
        "upperRoman" => Some(roman(number.into()).to_uppercase()),
        "lowerRoman" => Some(roman(number.into())),
        "upperLetter" => letters(number),
        "lowerLetter" => letters(number).map(|l| l.to_ascii_lowercase()),
        "chineseCounting" | "chineseCountingThousand" | "taiwaneseCountingThousand" | "japaneseCounting" => {
            (1..10_000).contains(&number).then(|| han(number.into()))
        }
        "chineseLegalSimplified" => formal(number.into()),
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
