//! Looking through a text many bytes at a time, for what is rare in it.

/// How many bytes are looked at at once.
const AT_ONCE: usize = 64;

/// Whether a text has a byte that `is_it`, which has to be as simple as can be.
pub fn has_byte(text: &str, is_it: impl Fn(u8) -> bool) -> bool {
    let (parts, rest) = text.as_bytes().as_chunks::<AT_ONCE>();
    parts.iter().any(|part| part.iter().fold(false, |any, byte| any | is_it(*byte)))
        || rest.iter().any(|b| is_it(*b))
}

/// Whether a text has a character that `is_it`. `may_be` tells from a byte and the two behind it that none begins with
/// it; where it says otherwise the character is put together. It has to be as simple as can be: then many places are looked at
/// in one step of the machine, which no search by characters is.
pub fn has(text: &str, may_be: impl Fn(u8, u8, u8) -> bool, is_it: impl Fn(char) -> bool) -> bool {
    let bytes = text.as_bytes();
    (0..bytes.len()).step_by(AT_ONCE).any(|start| {
        let part = |skip: usize| {
            let from = (start + skip).min(bytes.len());
            &bytes[from..(from + AT_ONCE).min(bytes.len())]
        };
        let (first, second, third) = (part(0), part(1), part(2));
        let mut any = false;
        for ((a, b), c) in first.iter().zip(second).zip(third) {
            any |= may_be(*a, *b, *c);
        }
        // The last two bytes have none behind them to look at.
        let found = |at: usize| text.is_char_boundary(at) && text[at..].starts_with(&is_it);
        (any || third.len() < first.len()) && (start..start + first.len()).any(found)
    })
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
            }
        }
        assert!(!has("", may_be, |_| true));
        assert!(has_byte(&format!("{}[", "字".repeat(100)), |b| b == b'[') && !has_byte("字", |b| b == b'['));
    }
}
