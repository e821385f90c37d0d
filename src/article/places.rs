//! Looking through a text many bytes at a time, for what is rare in it.
//!
//! The questions have to be as simple as can be, without shortcuts (`|` and `&` for `||` and `&&`): then the machine answers
//! them for many bytes in one step, which no search by characters is. For the same reason answers are bytes here and blocks
//! of fixed length.

/// How many bytes are looked at at once.
const AT_ONCE: usize = 64;

/// Whether any answer is yes.
fn any(answers: &[u8; AT_ONCE]) -> bool {
    answers.iter().fold(0, |all, one| all | one) != 0
}

/// Whether a text has a byte that `is_it`.
pub fn has_byte(text: &str, is_it: impl Fn(u8) -> bool) -> bool {
    let (parts, rest) = text.as_bytes().as_chunks::<AT_ONCE>();
    let found = parts.iter().any(|part| {
        let mut answers = [0; AT_ONCE];
        for (answer, byte) in answers.iter_mut().zip(part) {
            *answer = u8::from(is_it(*byte));
        }
        any(&answers)
    });
    found || rest.iter().any(|byte| is_it(*byte))
}

/// Whether a text has a character that `is_it`. `may_be` tells from a byte and the two behind it that none begins with
/// it; where it says otherwise the character is put together. Behind the text stand zeros.
pub fn has(text: &str, may_be: impl Fn(u8, u8, u8) -> bool, is_it: impl Fn(char) -> bool) -> bool {
    let bytes = text.as_bytes();
    let found = |at: usize| text.is_char_boundary(at) && text[at..].starts_with(&is_it);
    let mut start = 0;
    while let Some(part) = bytes.get(start..start + AT_ONCE + 2) {
        let block = |skip: usize| part[skip..].first_chunk::<AT_ONCE>();
        let (Some(first), Some(second), Some(third)) = (block(0), block(1), block(2)) else { break };
        let mut answers = [0; AT_ONCE];
        for (((answer, a), b), c) in answers.iter_mut().zip(first).zip(second).zip(third) {
            *answer = u8::from(may_be(*a, *b, *c));
        }
        if any(&answers) && (start..start + AT_ONCE).any(found) {
            return true;
        }
        start += AT_ONCE;
    }
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
    (start..bytes.len()).any(|at| may_be(byte(at), byte(at + 1), byte(at + 2)) && found(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_is_found_wherever_it_stands() {
        let may_be = |a: u8, b: u8, _: u8| (a == 0xE2) & (b == 0x80);
        for before in 0..140 {
            for behind in [0, 1, 2, 70] {
                let text = |c| format!("{}{c}{}", "a".repeat(before), "b".repeat(behind));
                assert!(has(&text("—"), may_be, |c| c == '—'), "{before} {behind}");
                assert!(!has(&text("…"), may_be, |c| c == '—'), "{before} {behind}");
                assert!(has_byte(&text("["), |b| b == b'[') && !has_byte(&text("—"), |b| b == b'['));
            }
        }
        assert!(!has("", may_be, |_| true));
    }
}
