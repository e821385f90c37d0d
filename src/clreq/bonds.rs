//! What holds characters together beyond their classes: ranges written with 至 and 到, signs of numbers, and the
//! numbers of an enumeration (CLREQ 3.1.4, JLREQ 3.1.10; D6, D9, D10).

use super::Class;

/// How a character is tied to its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bond {
    /// No line ends before it: the digit behind a sign.
    Kept,
    /// It leads on to what follows, and a line ends behind it only for want of better: the bracket that closes
    /// an enumerator such as （1）.
    Leads,
    /// Both: 至 and 到 of a range.
    Joins,
}

/// The bonds of a paragraph's characters, in order. Most text has none.
pub fn bonds(chars: &[char], classes: &[Class]) -> Vec<(usize, Bond)> {
    let mut out = Vec::new();
    for (n, &c) in chars.iter().enumerate() {
        match c {
            '至' | '到' if joins(chars, classes, n) => out.push((n, Bond::Joins)),
            '-' | '\u{2212}' | '－' | '+' | '＋' | '±' if signs(classes, n) => {
                out.push((n + 1, Bond::Kept));
            }
            '）' | ')' | '〕' | '］' if enumerates(chars, classes, n) => out.push((n, Bond::Leads)),
            _ => {}
        }
    }
    out
}

/// Whether 至 or 到 stands between two numbers, the first with a unit or not (D9).
fn joins(chars: &[char], classes: &[Class], at: usize) -> bool {
    let class = |n: Option<usize>| n.and_then(|n| classes.get(n)).copied();
    let number = |n: Option<usize>| matches!(class(n), Some(Class::Digit | Class::Postfix));
    let before = at.checked_sub(1);
    let unit = class(before) == Some(Class::Han) && number(at.checked_sub(2));
    (number(before) || unit)
        && matches!(class(Some(at + 1)), Some(Class::Digit | Class::Prefix))
        && before.is_none_or(|n| !matches!(chars[n], '至' | '到'))
}

/// Whether a sign belongs to the number behind it (D6): no number stands before it, with a unit or without.
fn signs(classes: &[Class], at: usize) -> bool {
    let class = |n: Option<usize>| n.and_then(|n| classes.get(n)).copied();
    let counted = |n: Option<usize>| matches!(class(n), Some(Class::Digit | Class::Postfix | Class::Letter));
    let before = at.checked_sub(1);
    let unit = class(before) == Some(Class::Han) && counted(at.checked_sub(2));
    class(Some(at + 1)) == Some(Class::Digit) && !counted(before) && !unit
}

/// Whether a bracket closes a number of an enumeration, （1） or （十二）, that stands at the start of a clause
/// (D10).
fn enumerates(chars: &[char], classes: &[Class], at: usize) -> bool {
    let numeral = |n: usize| {
        classes[n] == Class::Digit
            || matches!(chars[n], '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
    };
    let count = (1..=3).take_while(|&n| at.checked_sub(n).is_some_and(numeral)).count();
    let Some(open) = at.checked_sub(count + 1).filter(|_| count > 0) else { return false };
    let opens = matches!(chars[open], '（' | '(' | '〔' | '［');
    let begins = open.checked_sub(1).is_none_or(|n| {
        classes[n].is_space()
            || matches!(classes[n], Class::Pause | Class::Stop | Class::Exclaim | Class::Open)
    });
    opens && begins
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clreq::classes;

    fn of(text: &str) -> Vec<(usize, Bond)> {
        let chars: Vec<char> = text.chars().collect();
        bonds(&chars, &classes(&chars, |_| false))
    }

    #[test]
    fn d9_ranges_in_words_are_tied() {
        assert_eq!(of("2022年至2025年"), [(5, Bond::Joins)]);
        assert_eq!(of("5到10人"), [(1, Bond::Joins)]);
        assert_eq!(of("40%至50%"), [(3, Bond::Joins)]);
        assert!(of("走到10楼，至2025年").is_empty());
    }

    #[test]
    fn d6_signs_belong_to_their_number() {
        assert_eq!(of("气温－3℃"), [(3, Bond::Kept)]);
        assert_eq!(of("约-5度"), [(2, Bond::Kept)]);
        assert!(of("3-5人，7月－9月，T2-3号").is_empty());
    }

    #[test]
    fn d10_enumerators_lead_to_their_text() {
        assert_eq!(of("（1）甲；（十二）乙"), [(2, Bond::Leads), (8, Bond::Leads)]);
        assert!(of("如式（1）所示，（见下）").is_empty());
    }
}
