//! XHTML as it is written, and which face will draw each of its characters.

use super::chars::Chars;
use crate::article::places;
use crate::theme::{FaceRole, TextStyle};
use quick_xml::escape::{escape, partial_escape};
use std::collections::btree_map::{BTreeMap, Entry};

/// Which face draws a text: its role and weight, as the theme's style sheet asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Voice {
    pub(super) role: FaceRole,
    pub(super) weight: u16,
}

impl From<&TextStyle> for Voice {
    fn from(style: &TextStyle) -> Voice {
        Voice { role: style.face, weight: style.weight }
    }
}

/// The characters that each voice draws.
pub(super) type Tally = BTreeMap<Voice, Chars>;

/// Adds what another tally has.
pub(super) fn add_tally(tally: &mut Tally, more: Tally) {
    for (voice, characters) in more {
        match tally.entry(voice) {
            Entry::Occupied(mut there) => there.get_mut().add(&characters),
            Entry::Vacant(free) => {
                free.insert(characters);
            }
        }
    }
}

/// The bytes of a usual paragraph.
const USUAL: usize = 512;

/// A stretch of XHTML under construction.
#[derive(Debug)]
pub(super) struct Markup {
    out: String,
    voices: Vec<Voice>,
    /// What the face subsets must hold.
    pub(super) tally: Tally,
    /// The ids given so far.
    pub(super) ids: Vec<String>,
}

impl Markup {
    /// Nothing yet, in a voice.
    pub(super) fn new(voice: Voice) -> Markup {
        Markup {
            out: String::with_capacity(USUAL),
            voices: vec![voice],
            tally: Tally::new(),
            ids: Vec::new(),
        }
    }

    /// Opens an element. Attributes with empty values are left out, but for `alt`.
    pub(super) fn open(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.start(tag, attributes);
        self.out.push('>');
    }

    /// Closes an element.
    pub(super) fn close(&mut self, tag: &str) {
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }

    /// An element without content.
    pub(super) fn empty(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.start(tag, attributes);
        self.out.push_str("/>");
    }

    fn start(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes {
            if value.is_empty() && *name != "alt" {
                continue;
            }
            if *name == "id" {
                self.ids.push((*value).to_owned());
            }
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            self.out.push_str(&escape(legal(value).as_ref()));
            self.out.push('"');
        }
    }

    /// Text in the voice of the moment.
    pub(super) fn text(&mut self, text: &str) {
        let voice = self.voice();
        let characters = self.tally.entry(voice).or_default();
        let marks = |a: u8, b: u8, c: u8| (a == b'<') | (a == b'>') | (a == b'&') | may_be_bad(a, b, c);
        if places::has(text, marks, |c| matches!(c, '<' | '>' | '&') || is_bad(c)) {
            let text = legal(text);
            characters.insert_all(&text);
            self.out.push_str(&partial_escape(text.as_ref()));
        } else {
            characters.insert_all(text);
            self.out.push_str(text);
        }
    }

    /// A line feed between elements, for those who read the file.
    pub(super) fn line(&mut self) {
        self.out.push('\n');
    }

    /// Writes something in a voice.
    pub(super) fn voiced(&mut self, voice: Voice, write: impl FnOnce(&mut Markup)) {
        self.voices.push(voice);
        write(self);
        self.voices.pop();
    }

    /// The voice of the moment.
    pub(super) fn voice(&self) -> Voice {
        self.voices.last().copied().unwrap_or(Voice { role: FaceRole::Song, weight: 400 })
    }

    /// The markup so far.
    pub(super) fn as_str(&self) -> &str {
        &self.out
    }
}

/// The text without what XML 1.0 cannot hold: control characters and the two non-characters at the end of the
/// plane. No reading system shows them.
pub(super) fn legal(text: &str) -> std::borrow::Cow<'_, str> {
    if places::has(text, may_be_bad, is_bad) { text.replace(is_bad, "").into() } else { text.into() }
}

fn is_bad(c: char) -> bool {
    (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// Whether one may begin with three bytes.
fn may_be_bad(a: u8, b: u8, c: u8) -> bool {
    ((a < b' ') & (a != b'\t') & (a != b'\n') & (a != b'\r')) | ((a == 0xEF) & (b == 0xBF) & (c >= 0xBE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        for c in (0..=0x10_FFFF).filter_map(char::from_u32) {
            let is_bad = (c < ' ' && !"\t\n\r".contains(c)) || c == '\u{FFFE}' || c == '\u{FFFF}';
            let text = format!("字{c}a");
            assert_eq!(legal(&text) == text, !is_bad, "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn nothing_breaks_the_markup() {
        let mut m = Markup::new(Voice { role: FaceRole::Song, weight: 400 });
        m.open("p", &[("class", ""), ("title", "\"<&'")]);
        m.text("a < b & c\u{1}\u{FFFE}");
        m.close("p");
        m.empty("img", &[("alt", "")]);
        assert_eq!(m.as_str(), "<p title=\"&quot;&lt;&amp;&apos;\">a &lt; b &amp; c</p><img alt=\"\"/>");
        assert_eq!(m.tally.values().next().map(|c| c.iter().count()), Some(6));
    }
}
