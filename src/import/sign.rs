//! What single lines show of themselves: whether they end, what they leave open, whether they are names.

/// What ends a sentence.
pub(super) const ENDS: [char; 8] = ['。', '！', '？', '!', '?', '…', '；', '：'];

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// With an end mark, closing quotes and brackets behind it aside.
    Closed,
    /// With `：` or `；`: something of another kind may follow.
    Leads,
    /// With a comma or a 顿号.
    Comma,
    /// With a digit.
    Digit,
    /// With an opening mark.
    Opening,
    /// With any other character.
    Word,
}

/// How a line ends.
pub(super) fn ending(text: &str) -> Ending {
    let text = without_closers(text);
    match text.chars().next_back() {
        None => Ending::Word,
        Some('；' | '：' | ';' | ':') => Ending::Leads,
        Some(c) if ENDS.contains(&c) => Ending::Closed,
        Some('.') if text.chars().rev().nth(1).is_some_and(char::is_alphabetic) => Ending::Closed,
        Some('，' | '、' | ',') => Ending::Comma,
        Some(c) if c.is_ascii_digit() || c == '%' => Ending::Digit,
        Some('“' | '‘' | '（' | '(' | '《' | '「' | '『' | '【' | '—') => Ending::Opening,
        Some(_) => Ending::Word,
    }
}

/// How many characters the last bracket of a sentence has at most.
const LONGEST_BRACKET: usize = 200;

/// A line without closing quotes, and without a whole bracket at its end where the sentence before it ended.
fn without_closers(text: &str) -> &str {
    let closers = ['”', '’', '」', '』', '"', '》', '〉'];
    let mut rest = text.trim_end();
    if let Some(inner) = rest.strip_suffix(['）', ')']) {
        // A paragraph is asked for every piece that goes on it; a bracket at its end is short.
        let near = inner.char_indices().rev().take(LONGEST_BRACKET);
        if let Some((open, _)) = near.into_iter().find(|(_, c)| matches!(c, '（' | '(')) {
            let before = inner[..open].trim_end().trim_end_matches(closers);
            if before.is_empty() || before.ends_with(ENDS) {
                return if before.is_empty() { inner } else { before };
            }
        }
        let within = inner.trim_end_matches(closers);
        rest = if within.ends_with(ENDS) { within } else { rest };
    }
    rest.trim_end_matches(closers)
}

/// The quotes and brackets that a text leaves open: opened and not closed. Read on piece by piece, since a paragraph may
/// be of many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Open([usize; PAIRS.len()]);

/// What opens, and what closes it.
const PAIRS: [(&[char], &[char]); 8] = [
    (&['“'], &['”']),
    (&['‘'], &['’']),
    (&['「'], &['」']),
    (&['『'], &['』']),
    (&['（', '('], &['）', ')']),
    (&['《'], &['》']),
    (&['【'], &['】']),
    (&['〈'], &['〉']),
];

impl Open {
    /// What a text leaves open.
    pub(super) fn of(text: &str) -> Open {
        let mut open = Open::default();
        open.read(text);
        open
    }

    /// Reads on.
    pub(super) fn read(&mut self, text: &str) {
        for c in text.chars() {
            for (count, (opens, closes)) in self.0.iter_mut().zip(PAIRS) {
                if opens.contains(&c) {
                    *count += 1;
                } else if closes.contains(&c) {
                    *count = count.saturating_sub(1);
                }
            }
        }
    }

    /// Whether nothing is open.
    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|count| *count == 0)
    }
}

/// Whether no sentence or paragraph can begin with this character.
pub(super) fn cannot_begin(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '”'
            | '’'
            | '）'
            | ')'
            | '》'
            | '」'
            | '』'
            | '】'
            | '…'
            | '%'
            | '％'
            | '·'
    )
}

/// Whether a character is a Chinese one.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〇' | '々')
}

/// How many characters that are no space.
pub(super) fn length(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// The parts of a line between its spaces.
pub(super) fn parts(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// What people who made something are called, as it stands before their names.
pub(super) const ROLES: [&str; 22] = [
    "本报全媒体记者",
    "全媒体记者",
    "本报见习记者",
    "本报特约记者",
    "本报实习生",
    "本报通讯员",
    "本报记者",
    "特约记者",
    "见习记者",
    "实习记者",
    "特约通讯员",
    "融媒体记者",
    "融媒记者",
    "首席记者",
    "通讯员",
    "实习生",
    "记者",
    "撰文",
    "作者",
    "撰稿",
    "编辑",
    "文",
];

/// Whether a word can be a person's name: two to four Chinese characters, or with a middle dot.
pub(super) fn is_name(word: &str) -> bool {
    let count = word.chars().count();
    let han = word.chars().all(|c| is_han(c) || c == '·');
    han && (2..=4).contains(&count) || han && word.contains('·') && count <= 12
}

/// The names in a row of words, names of two characters set apart (`张 三`) put together. `None` if one
/// word is none.
pub(super) fn names(words: &[&str]) -> Option<Vec<String>> {
    let mut out: Vec<String> = Vec::new();
    let mut single: Option<&str> = None;
    for word in words {
        if word.chars().count() == 1 && word.chars().all(is_han) {
            match single.take() {
                Some(first) => out.push(format!("{first}{word}")),
                None => single = Some(word),
            }
        } else if single.is_none() && is_name(word) {
            out.push((*word).to_owned());
        } else {
            return None;
        }
    }
    if single.is_some() || out.is_empty() { None } else { Some(out) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings() {
        for (text, expected) in [
            ("他来了。", Ending::Closed),
            ("他说：“来了。”", Ending::Closed),
            ("他来了。（记者 甲乙）", Ending::Closed),
            ("（他来了。）", Ending::Closed),
            ("打通“最后一公里”", Ending::Word),
            ("各县(市、区)", Ending::Word),
            ("一票制，", Ending::Comma),
            ("20个非遗工坊、3", Ending::Digit),
            ("总投资的“", Ending::Opening),
            ("办法如下：", Ending::Leads),
            ("正在开展设备招标……", Ending::Closed),
        ] {
            assert_eq!(ending(text), expected, "{text}");
        }
        // A bracket that is a text of its own is none behind a sentence.
        assert_eq!(ending(&format!("他来了。（{}）", "甲".repeat(198))), Ending::Closed);
        assert_eq!(ending(&format!("他来了。（{}）", "甲".repeat(300))), Ending::Word);
        assert!(!Open::of("甲“乙（丙）丁").is_empty());
        assert!(Open::of("甲“乙”(丙)").is_empty());
        // The other bracket closes too, and what closes nothing opens nothing.
        assert!(Open::of("）甲（乙)").is_empty() && Open::of("”").is_empty());
        let mut open = Open::of("甲“乙");
        assert!(!open.is_empty());
        open.read("丙”");
        assert!(open.is_empty());
    }

    #[test]
    fn rows_of_names() {
        assert_eq!(names(&["张", "三", "欧阳修文"]).unwrap(), ["张三", "欧阳修文"]);
        assert_eq!(names(&["张", "三", "李"]), None);
        assert_eq!(names(&["经济发展新引擎"]), None);
    }
}
