//! Attributes in braces, as pandoc has them: `{#fig:bridge .dots alt="…" place=hero}`.

use std::ops::Range;

/// What stands in one pair of braces.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    /// `#id`.
    pub(super) id: Option<Word>,
    /// `.class`.
    pub(super) classes: Vec<Word>,
    /// `key=value`.
    pub(super) pairs: Vec<(Word, Word)>,
}

/// A word and its place in the file.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) at: Range<usize>,
}

/// The longest attributes that are read, in bytes. It bounds the search for an end that is not there.
const MAX_BYTES: usize = 4096;

/// Reads the attributes that begin with the `{` at `start`; `None` if what stands there is something else.
/// Also the place behind the `}`.
pub(super) fn parse(src: &str, start: usize) -> Option<(Attributes, usize)> {
    let mut stop = (start + MAX_BYTES).min(src.len());
    while !src.is_char_boundary(stop) {
        stop -= 1;
    }
    let text = &src[..stop];
    let mut at = start + text.get(start..)?.starts_with('{').then_some(1)?;
    let mut out = Attributes::default();
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        let rest = &text[at..];
        let first = rest.chars().next()?;
        match first {
            '}' => return (!out.is_empty()).then_some((out, at + 1)),
            '#' | '.' => {
                let word = word_at(text, at + 1, false)?;
                at = word.at.end;
                match first {
                    '#' => out.id = Some(word),
                    _ => out.classes.push(word),
                }
            }
            _ => {
                let key = word_at(text, at, true)?;
                at = key.at.end + text[key.at.end..].starts_with('=').then_some(1)?;
                let (value, end) = value_at(text, at)?;
                at = end;
                out.pairs.push((key, value));
            }
        }
    }
}

impl Attributes {
    fn is_empty(&self) -> bool {
        self.id.is_none() && self.classes.is_empty() && self.pairs.is_empty()
    }
}

/// Whether a character may stand in an id.
pub(super) fn is_id_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')
}

fn word_at(text: &str, start: usize, key: bool) -> Option<Word> {
    let rest = text.get(start..)?;
    let fits = |c: char| if key { c.is_ascii_alphanumeric() || c == '-' || c == '_' } else { is_id_char(c) };
    let length = rest.find(|c: char| !fits(c)).unwrap_or(rest.len());
    (length > 0).then(|| Word { text: rest[..length].to_owned(), at: start..start + length })
}

/// A value and the place behind it. Chinese quotation marks serve as well as ASCII ones; line breaks in them
/// are spaces.
fn value_at(text: &str, start: usize) -> Option<(Word, usize)> {
    let rest = text.get(start..)?;
    let close = match rest.chars().next()? {
        '"' => '"',
        '\'' => '\'',
        '“' => '”',
        _ => {
            let length = rest.find(|c: char| c.is_whitespace() || "{}\"'“”".contains(c))?;
            let word = Word { text: rest[..length].to_owned(), at: start..start + length };
            return (length > 0).then_some((word, start + length));
        }
    };
    let from = start + rest.chars().next()?.len_utf8();
    let length = text.get(from..)?.find(close)?;
    let inner = &text[from..from + length];
    let joined = inner.split('\n').map(str::trim).collect::<Vec<_>>().join(" ");
    (!inner.contains("\n\n")).then(|| {
        (Word { text: joined.trim().to_owned(), at: from..from + length }, from + length + close.len_utf8())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_classes_and_pairs() {
        let src = r#"x{#fig:a .dots alt="两座 桥" crop=3:2 credit=“某某”}y"#;
        let (a, end) = parse(src, 1).expect("attributes");
        assert_eq!(&src[end..], "y");
        assert_eq!(a.id.expect("an id").text, "fig:a");
        assert_eq!(a.classes[0].text, "dots");
        let pairs: Vec<_> = a.pairs.iter().map(|(k, v)| (&*k.text, &*v.text)).collect();
        assert_eq!(pairs, [("alt", "两座 桥"), ("crop", "3:2"), ("credit", "某某")]);
        assert_eq!(&src[a.pairs[0].1.at.clone()], "两座 桥");
    }

    #[test]
    fn other_braces_are_text() {
        for src in ["{}", "{x}", "{a=}", "{#}", "{a=\"", "{.a", "{1, 2}", "{", "{a=\"x\n\ny\"}"] {
            assert!(parse(src, 0).is_none(), "{src}");
        }
    }
}
