//! Sets of characters: what each voice of a book has to draw. A bit for each character of the basic plane, since
//! every character of the text is put in.

use std::collections::BTreeSet;

/// A set of characters.
#[derive(Clone, Debug)]
pub(super) struct Chars {
    /// U+0000 to U+FFFF.
    bits: Box<[u64; 1024]>,
    /// The characters beyond.
    rest: BTreeSet<char>,
}

impl Default for Chars {
    fn default() -> Chars {
        Chars { bits: Box::new([0; 1024]), rest: BTreeSet::new() }
    }
}

impl Chars {
    /// Puts in one character.
    pub(super) fn insert(&mut self, c: char) {
        let code = u32::from(c) as usize;
        match self.bits.get_mut(code / 64) {
            Some(bits) => *bits |= 1 << (code % 64),
            None => {
                self.rest.insert(c);
            }
        }
    }

    /// Puts in all characters of a text.
    pub(super) fn insert_all(&mut self, text: &str) {
        let mut bytes = text.as_bytes();
        while let [first, rest @ ..] = bytes {
            // Most are ideographs: three bytes (RFC 3629, section 4).
            if let (0xE0..=0xEF, [second, third, behind @ ..]) = (first, rest) {
                let code = usize::from(first & 0x0F) << 12
                    | usize::from(second & 0x3F) << 6
                    | usize::from(third & 0x3F);
                self.bits[code / 64] |= 1 << (code % 64);
                bytes = behind;
            } else if first.is_ascii() {
                self.bits[usize::from(first / 64)] |= 1 << (first % 64);
                bytes = rest;
            } else if let Some(c) = text[text.len() - bytes.len()..].chars().next() {
                self.insert(c);
                bytes = &bytes[c.len_utf8()..];
            }
        }
    }

    /// Puts in all of another set.
    pub(super) fn add(&mut self, other: &Chars) {
        for (bits, more) in self.bits.iter_mut().zip(other.bits.iter()) {
            *bits |= more;
        }
        self.rest.extend(&other.rest);
    }

    /// All of them, by number.
    pub(super) fn iter(&self) -> impl Iterator<Item = char> + '_ {
        let basic = self.bits.iter().zip(0u32..).flat_map(|(&bits, at)| {
            let mut left = bits;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros())?;
                left &= left - 1;
                Some(at * 64 + bit)
            })
        });
        basic.filter_map(char::from_u32).chain(self.rest.iter().copied())
    }
}

impl Extend<char> for Chars {
    fn extend<T: IntoIterator<Item = char>>(&mut self, characters: T) {
        characters.into_iter().for_each(|c| self.insert(c));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_what_was_put_in_once_and_in_order() {
        let mut set = Chars::default();
        set.extend("字𠮷a字\u{FFFD}@?".chars());
        let mut more = Chars::default();
        more.extend("b𪚥".chars());
        set.add(&more);
        assert_eq!(set.iter().collect::<String>(), "?@ab字\u{FFFD}𠮷𪚥");
        assert_eq!(Chars::default().iter().next(), None);
        let all: String = (1..=0x10_FFFF).filter_map(char::from_u32).collect();
        let (mut quick, mut plain) = (Chars::default(), Chars::default());
        quick.insert_all(&all);
        plain.extend(all.chars());
        assert!(quick.iter().eq(plain.iter()));
    }
}
