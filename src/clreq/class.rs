//! What a character is to composition (CLREQ 2.1, 3.1; section B).

/// What a character is to composition. A mark that Chinese and Western text share (“ ” — … ·) has a class only
/// in its context; [`classes`] resolves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Class {
    /// Ideographs and everything else that fills a square: kana, Hangul, enclosed forms, emoji.
    Han,
    /// Small kana and ー (C7).
    SmallKana,
    /// 々 〻 ゝ ヽ (C6).
    Iteration,
    /// 前引号、前括号: ( “ 《 in full width.
    Open,
    /// 后引号、后括号.
    Close,
    /// 句内点号 ，、；：.
    Pause,
    /// 句末点号 。．.
    Stop,
    /// ！ and ？.
    Exclaim,
    /// ‼ ⁇ ⁈ ⁉: two marks in one square.
    Doubled,
    /// 间隔号 ·.
    Middle,
    /// 分隔号 / beside Han, ／.
    Solidus,
    /// 连接号: – ～ - beside Han, and the single — (一字线).
    Connector,
    /// The first half of 破折号 ——, or ⸺.
    Dash,
    /// The second half of ——.
    DashTail,
    /// The first half of 省略号 ……, or a single … in Chinese.
    Ellipsis,
    /// The second half of ……
    EllipsisTail,
    /// U+3000.
    IdeographicSpace,
    /// ￥ № and others that stand before a number.
    Prefix,
    /// ％ ℃ ° and others that stand behind a number.
    Postfix,
    /// A letter of a proportional script.
    Letter,
    /// A digit.
    Digit,
    /// A space where a line may end.
    Space,
    /// A space where no line may end.
    NoBreakSpace,
    /// U+200B.
    ZeroWidthSpace,
    /// U+00AD.
    SoftHyphen,
    /// U+2060 and U+FEFF: nothing, and no break.
    Joiner,
    /// Any other mark or sign of a proportional script.
    LatinMark,
    /// The mark of a note, a superscript or a subscript, whatever it is written with.
    NoteMark,
}

impl Class {
    /// Whether it is set in the squares of Chinese text.
    pub fn is_wide(self) -> bool {
        self <= Class::IdeographicSpace
    }

    /// Whether it counts as a character for 孤字 (H4): no mark and no space.
    pub fn is_character(self) -> bool {
        matches!(self, Class::Han | Class::SmallKana | Class::Iteration | Class::Letter | Class::Digit)
    }

    /// Whether it fills a square with ink on all sides, so that Latin beside it wants a space (F1).
    pub fn is_ideographic(self) -> bool {
        matches!(self, Class::Han | Class::SmallKana | Class::Iteration)
    }

    /// Whether it is white.
    pub fn is_space(self) -> bool {
        matches!(self, Class::Space | Class::NoBreakSpace | Class::ZeroWidthSpace | Class::IdeographicSpace)
    }

    /// Whether it is a mark of which half may be cut (E4).
    pub fn is_cuttable(self) -> bool {
        matches!(self, Class::Open | Class::Close | Class::Pause | Class::Stop | Class::Exclaim)
    }
}

/// The class of a character by itself. Marks shared with Western text are given as Western ones.
pub fn class_of(c: char) -> Class {
    match c {
        '\u{4E00}'..='\u{9FFF}' => Class::Han,
        '\0'..='\u{2E7F}' => narrow(c),
        '\u{3000}'..='\u{30FF}' => symbol(c),
        '\u{31F0}'..='\u{31FF}' => Class::SmallKana,
        '\u{FE10}'..='\u{FE1F}' | '\u{FE30}'..='\u{FE6F}' => compatible(c),
        '\u{FF00}'..='\u{FFEF}' => fullwidth(c),
        '\u{2E80}'..='\u{A4CF}'
        | '\u{A960}'..='\u{A97F}'
        | '\u{AC00}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{16FE0}'..='\u{18DFF}'
        | '\u{1AFF0}'..='\u{1B2FF}'
        | '\u{1F000}'..='\u{1FAFF}'
        | '\u{20000}'..='\u{3FFFF}' => Class::Han,
        '\u{FEFF}' => Class::Joiner,
        c => alphabetic(c),
    }
}

fn alphabetic(c: char) -> Class {
    match c {
        '0'..='9' => Class::Digit,
        c if c.is_alphabetic() => Class::Letter,
        c if c.is_numeric() => Class::Digit,
        _ => Class::LatinMark,
    }
}

fn narrow(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '0'..='9' => Class::Digit,
        ' ' | '\t' | '\n' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200A}' | '\u{205F}' => Class::Space,
        '\u{A0}' | '\u{2007}' | '\u{202F}' => Class::NoBreakSpace,
        '\u{AD}' => Class::SoftHyphen,
        '\u{200B}' => Class::ZeroWidthSpace,
        '\u{2060}' => Class::Joiner,
        '$' | '£' | '¥' | '€' | '±' | '№' | '₩' | '₽' | '₫' => Class::Prefix,
        '%' | '‰' | '°' | '′' | '″' | '‵' | '℃' | '℉' | '¢' => Class::Postfix,
        '‼' | '⁇' | '⁈' | '⁉' => Class::Doubled,
        '⸺' => Class::Dash,
        '\u{2329}' => Class::Open,
        '\u{232A}' => Class::Close,
        '\u{1100}'..='\u{11FF}' => Class::Han,
        // Signs that Chinese faces draw in a square and UAX 14 calls ambiguous or ideographic.
        '\u{2150}'..='\u{218F}'
        | '\u{2190}'..='\u{21FF}'
        | '\u{2300}'..='\u{23FF}'
        | '\u{2460}'..='\u{27BF}'
        | '※'
        | '\u{2B00}'..='\u{2BFF}' => Class::Han,
        c => alphabetic(c),
    }
}

fn symbol(c: char) -> Class {
    match c {
        '\u{3000}' => Class::IdeographicSpace,
        '、' => Class::Pause,
        '。' => Class::Stop,
        '々' | '〻' | 'ゝ' | 'ゞ' | 'ヽ' | 'ヾ' | '〱'..='〵' => Class::Iteration,
        '〈' | '《' | '「' | '『' | '【' | '〔' | '〖' | '〘' | '〚' | '〝' => Class::Open,
        '〉' | '》' | '」' | '』' | '】' | '〕' | '〗' | '〙' | '〛' | '〞' | '〟' => Class::Close,
        '〜' | '゠' => Class::Connector,
        '・' => Class::Middle,
        'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' | 'ゕ' | 'ゖ' | 'ァ' | 'ィ'
        | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' | 'ヵ' | 'ヶ' | 'ー' => {
            Class::SmallKana
        }
        _ => Class::Han,
    }
}

fn fullwidth(c: char) -> Class {
    match c {
        '！' | '？' => Class::Exclaim,
        '，' | '：' | '；' | '､' => Class::Pause,
        '．' | '｡' => Class::Stop,
        '（' | '［' | '｛' | '｟' | '｢' => Class::Open,
        '）' | '］' | '｝' | '｠' | '｣' => Class::Close,
        '／' => Class::Solidus,
        '～' | '－' => Class::Connector,
        '･' => Class::Middle,
        '％' | '￠' => Class::Postfix,
        '＄' | '￥' | '￡' => Class::Prefix,
        'ｧ'..='ｰ' => Class::SmallKana,
        '\u{FFE8}'.. => Class::LatinMark,
        _ => Class::Han,
    }
}

/// Vertical and small forms of marks, which stand in Unicode for the sake of older encodings (C9).
fn compatible(c: char) -> Class {
    match c {
        '︐' | '︑' | '︓' | '︔' | '﹐' | '﹑' | '﹔' | '﹕' => Class::Pause,
        '︒' | '﹒' => Class::Stop,
        '︕' | '︖' | '﹖' | '﹗' => Class::Exclaim,
        '︙' => Class::Ellipsis,
        '︱' | '︲' | '﹘' | '﹣' => Class::Connector,
        '﹩' => Class::Prefix,
        '﹪' => Class::Postfix,
        '︗' | '︵' | '︷' | '︹' | '︻' | '︽' | '︿' | '﹁' | '﹃' | '﹇' | '﹙' | '﹛' | '﹝' => {
            Class::Open
        }
        '︘' | '︶' | '︸' | '︺' | '︼' | '︾' | '﹀' | '﹂' | '﹄' | '﹈' | '﹚' | '﹜' | '﹞' => {
            Class::Close
        }
        _ => Class::Han,
    }
}

/// The classes of a paragraph's characters, shared marks resolved by context (B3, D1, D2, E2): beside Han they
/// are Chinese, between Latin words they are Western; a space inside a number is part of it (D5). `western` says of a character that its author declared its
/// language to be another than Chinese, or that it is code; shared marks are never Chinese there.
pub fn classes(chars: &[char], western: impl Fn(usize) -> bool) -> Vec<Class> {
    let mut out: Vec<Class> = chars.iter().map(|&c| class_of(c)).collect();
    if chars.iter().any(|&c| matches!(c, '“' | '”' | '‘' | '’')) {
        resolve_quotes(chars, &mut out, &western);
    }
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        if out[at] == Class::Space && in_number(chars, &out, at) {
            out[at] = Class::NoBreakSpace;
        }
        let run = match c {
            '—' | '…' | '⋯' => chars[at..].iter().take_while(|&&d| d == c).count(),
            '·' | '‧' | '–' | '-' | '/' => 1,
            _ => {
                at += 1;
                continue;
            }
        };
        if !western(at) {
            resolve_run(c, at, run, &mut out);
        }
        at += run;
    }
    out
}

/// Whether a space stands between the groups of one number (D5): a thin one between digits, or any between one
/// to three digits and exactly three.
fn in_number(chars: &[char], classes: &[Class], at: usize) -> bool {
    let digit = |n: Option<usize>| n.and_then(|n| classes.get(n)) == Some(&Class::Digit);
    if !digit(at.checked_sub(1)) || !digit(Some(at + 1)) {
        return false;
    }
    if matches!(chars[at], '\u{2005}'..='\u{200A}') {
        return true;
    }
    let before = (0..4).take_while(|&n| digit(at.checked_sub(n + 1))).count();
    let after = (0..4).take_while(|&n| digit(Some(at + n + 1))).count();
    // What stands before the digits must not make them a longer number or a word.
    let joined = at.checked_sub(before + 1).is_some_and(|n| {
        matches!(classes[n], Class::Letter | Class::LatinMark) && !matches!(chars[n], '(' | '-' | '+')
    });
    after == 3 && (1..4).contains(&before) && !joined
}

/// Dashes, ellipses, dots, connectors: `run` equal characters from `at`.
fn resolve_run(c: char, at: usize, run: usize, out: &mut [Class]) {
    let before = at.checked_sub(1).map(|n| out[n]);
    let after = out.get(at + run).copied();
    let wide = |c: Option<Class>| c.is_some_and(Class::is_wide);
    let digit = |c: Option<Class>| matches!(c, Some(Class::Digit | Class::Postfix));
    let beside_han = wide(before) || wide(after);
    let between_digits = digit(before) && digit(after);
    match c {
        '—' if run == 1 && (beside_han || between_digits) => out[at] = Class::Connector,
        '—' if run == 1 => {}
        '—' | '…' | '⋯' => {
            let (head, tail) = if c == '—' {
                (Class::Dash, Class::DashTail)
            } else {
                (Class::Ellipsis, Class::EllipsisTail)
            };
            if run > 1 || beside_han {
                for n in 0..run {
                    out[at + n] = if n % 2 == 1 { tail } else { head };
                }
            }
        }
        '·' | '‧' if beside_han => out[at] = Class::Middle,
        '–' if beside_han || between_digits => out[at] = Class::Connector,
        '-' if wide(before) && (wide(after) || digit(after)) || digit(before) && wide(after) => {
            out[at] = Class::Connector;
        }
        '/' if wide(before) && wide(after) => out[at] = Class::Solidus,
        _ => {}
    }
}

/// A pair of quotation marks is Chinese if Han or a Chinese mark stands right outside or anywhere inside it; a
/// mark without a partner, if Han stands beside it. ’ between letters is an apostrophe.
fn resolve_quotes(chars: &[char], out: &mut [Class], western: &impl Fn(usize) -> bool) {
    // How many wide characters stand before each place.
    let mut wide = Vec::with_capacity(out.len() + 1);
    wide.push(0u32);
    for class in out.iter() {
        wide.push(wide[wide.len() - 1] + u32::from(class.is_wide()));
    }
    let letter = |n: Option<usize>| {
        n.and_then(|n| out.get(n)).is_some_and(|c| matches!(c, Class::Letter | Class::Digit))
    };
    let beside = |n: usize| n > 0 && wide[n] > wide[n - 1] || n + 1 < out.len() && wide[n + 2] > wide[n + 1];
    let mut pairs: Vec<(usize, Option<usize>)> = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    for (n, &c) in chars.iter().enumerate() {
        match c {
            '“' | '‘' => open.push((n, c)),
            '’' if letter(n.checked_sub(1)) && letter(Some(n + 1)) => {}
            '”' | '’' => {
                let partner = if c == '”' { '“' } else { '‘' };
                match open.iter().rposition(|o| o.1 == partner) {
                    Some(at) => {
                        pairs.extend(open.drain(at + 1..).map(|o| (o.0, None)));
                        pairs.extend(open.pop().map(|o| (o.0, Some(n))));
                    }
                    None => pairs.push((n, None)),
                }
            }
            _ => {}
        }
    }
    pairs.extend(open.into_iter().map(|o| (o.0, None)));
    // Quotes that stand at quotes: what the neighbour is decides, so outer pairs come first and a second
    // look sees them.
    pairs.sort_unstable();
    let mut chinese = vec![false; out.len()];
    for _ in 0..2 {
        for &(a, b) in &pairs {
            let touches =
                |n: usize| beside(n) || n > 0 && chinese[n - 1] || n + 1 < chinese.len() && chinese[n + 1];
            let is = touches(a) || b.is_some_and(|b| touches(b) || wide[b] > wide[a]);
            for n in [Some(a), b].into_iter().flatten().filter(|&n| is && !western(n)) {
                chinese[n] = true;
            }
        }
    }
    for (n, _) in chinese.iter().enumerate().filter(|(_, is)| **is) {
        out[n] = if matches!(chars[n], '“' | '‘') { Class::Open } else { Class::Close };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(char, Class)> {
        let chars: Vec<char> = text.chars().collect();
        let classes = classes(&chars, |_| false);
        chars.into_iter().zip(classes).collect()
    }

    fn find(text: &str, c: char) -> Vec<Class> {
        of(text).into_iter().filter(|p| p.0 == c).map(|p| p.1).collect()
    }

    #[test]
    fn b3_quotes_beside_han_are_chinese_even_around_latin() {
        assert_eq!(find("他说“Hello”。", '“'), [Class::Open]);
        assert_eq!(find("他说“Hello”。", '”'), [Class::Close]);
        assert_eq!(find("“98.1%”的比例", '“'), [Class::Open]);
        assert_eq!(find("He said “hello” to me", '“'), [Class::LatinMark]);
        assert_eq!(find("他写道：“It’s a ‘big’ day”", '’'), [Class::LatinMark, Class::LatinMark]);
        assert_eq!(find("“‘Go’是什么”", '‘'), [Class::Open]);
        assert_eq!(find("东阳’", '’'), [Class::Close]);
    }

    #[test]
    fn d1_d2_dashes_and_ellipses_come_in_pairs() {
        assert_eq!(find("好——好", '—'), [Class::Dash, Class::DashTail]);
        assert_eq!(find("1—4月", '—'), [Class::Connector]);
        assert_eq!(find("wait—what", '—'), [Class::LatinMark]);
        assert_eq!(
            find("好…………", '…'),
            [Class::Ellipsis, Class::EllipsisTail, Class::Ellipsis, Class::EllipsisTail]
        );
        assert_eq!(find("and so on…", '…'), [Class::LatinMark]);
        assert_eq!(find("好…", '…'), [Class::Ellipsis]);
    }

    #[test]
    fn e2_dots_and_connectors_are_chinese_beside_han() {
        assert_eq!(find("约翰·史密斯", '·'), [Class::Middle]);
        assert_eq!(find("a·b", '·'), [Class::LatinMark]);
        assert_eq!(find("北京–上海", '–'), [Class::Connector]);
        assert_eq!(find("well-known", '-'), [Class::LatinMark]);
        assert_eq!(find("甲/乙", '/'), [Class::Solidus]);
        assert_eq!(find("km/h", '/'), [Class::LatinMark]);
    }

    #[test]
    fn d5_a_space_inside_a_number_is_part_of_it() {
        assert_eq!(find("海拔1 250米", ' '), [Class::NoBreakSpace]);
        assert_eq!(find("1\u{2009}25", '\u{2009}'), [Class::NoBreakSpace]);
        assert_eq!(find("共1 234 567人", ' '), [Class::NoBreakSpace; 2]);
        for other in ["第1 25号", "2025 100", "A1 250", "1 2500", "用 250"] {
            assert_eq!(find(other, ' '), [Class::Space], "{other}");
        }
    }

    #[test]
    fn c9_vertical_and_small_forms_are_marks() {
        for (c, class) in
            [('︵', Class::Open), ('﹂', Class::Close), ('﹐', Class::Pause), ('︒', Class::Stop)]
        {
            assert_eq!(class_of(c), class, "{c}");
        }
    }

    #[test]
    fn f6_rare_han_and_signs_fill_squares() {
        for c in ['𠮷', '〇', '①', 'Ⅳ', '→', '★', '가', 'あ', '😀', '㎡'] {
            assert_eq!(class_of(c), Class::Han, "{c}");
        }
        for c in ['é', 'Ж', 'α', 'ǎ'] {
            assert_eq!(class_of(c), Class::Letter, "{c}");
        }
        assert_eq!(class_of('\u{301}'), Class::LatinMark);
    }

    #[test]
    fn declared_western_text_keeps_its_marks() {
        let chars: Vec<char> = "中“a”中".chars().collect();
        assert_eq!(classes(&chars, |n| (1..4).contains(&n))[1], Class::LatinMark);
        // But not those of the Chinese text beside it, whatever they pair with.
        let chars: Vec<char> = "“a一”".chars().collect();
        assert_eq!(classes(&chars, |n| n < 2)[3], Class::Close);
    }
}
