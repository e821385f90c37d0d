//! Reads the keys of a theme one by one, and says what is wrong with each. A key that nobody asked for is
//! unknown by that very fact, so no list of known keys has to be kept in step.

use super::value::{self, Units};
use crate::diag::codes::theme as codes;
use crate::diag::{Code, Diag, Diags, Span, nearest};
use crate::geom::{Abs, Color, Em, Stroke};
use crate::keyfile::{Entries, Node, Value, shown};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// What reading a theme needs to know besides the table at hand.
pub(super) struct Reader<'d> {
    /// Where problems go.
    pub(super) diags: &'d mut Diags,
    /// What `em` and `lh` stand for; known once the body has been read.
    pub(super) units: Units,
    /// What `accent` stands for.
    pub(super) accent: Color,
    /// Every key that was asked for, by the section of `templates/README.md` that explains it.
    pub(super) seen: BTreeSet<(&'static str, &'static str)>,
}

/// One table of a theme.
pub(super) struct Table<'a> {
    /// Its name from the top, such as `head.title`; empty at the top.
    path: String,
    /// The section of `templates/README.md` that explains its keys.
    section: &'static str,
    entries: &'a Entries,
    /// Where it stands.
    pub(super) span: Option<Span>,
    asked: Vec<&'static str>,
}

/// A value that was not there or not understood, and has been reported.
pub(super) type Found<T> = Option<T>;

impl<'a> Table<'a> {
    /// The whole theme.
    pub(super) fn top(entries: &'a Entries) -> Table<'a> {
        Table { path: String::new(), section: "theme", entries, span: None, asked: Vec::new() }
    }

    /// The name of a key from the top.
    pub(super) fn name(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// Whether a key is there.
    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Takes note of a key that is not there.
    pub(super) fn asks<T>(&mut self, r: &mut Reader<'_>, key: &'static str) -> Found<T> {
        self.find(r, key);
        None
    }

    /// The value of a key, if it is there.
    pub(super) fn find(&mut self, r: &mut Reader<'_>, key: &'static str) -> Option<&'a Node> {
        self.find_in(r, self.section, key)
    }

    /// The same for keys that several tables share and one section explains.
    pub(super) fn find_in(
        &mut self,
        r: &mut Reader<'_>,
        section: &'static str,
        key: &'static str,
    ) -> Option<&'a Node> {
        self.asked.push(key);
        r.seen.insert((section, key));
        self.entries.get(key)
    }

    /// Reports a key that has to be there.
    pub(super) fn missing(&self, r: &mut Reader<'_>, key: &str) {
        let diag = Diag::new(&codes::MISSING_KEY).arg(self.name(key));
        r.diags.push(match self.span {
            Some(span) => diag.at(span),
            None => diag,
        });
    }

    /// Reports a value of the wrong kind; `example` is one of the right kind.
    pub(super) fn wrong(
        &self,
        r: &mut Reader<'_>,
        key: &str,
        node: &Node,
        code: &'static Code,
        example: &str,
    ) {
        let diag = Diag::new(code).at(node.span).arg(self.name(key));
        r.diags.push(if std::ptr::eq(code, &codes::WRONG_TYPE) {
            diag.arg(example).arg(node.value.describe())
        } else {
            diag.arg(node.value.describe().trim_matches('`')).arg(example)
        });
    }

    /// A table inside this one that has to be there.
    pub(super) fn table(
        &mut self,
        r: &mut Reader<'_>,
        key: &'static str,
        section: &'static str,
    ) -> Found<Table<'a>> {
        let Some(node) = self.find(r, key) else {
            self.missing(r, key);
            return None;
        };
        self.open(r, key, section, node)
    }

    /// A table that may be left out or switched off with `false`.
    pub(super) fn optional_table(
        &mut self,
        r: &mut Reader<'_>,
        key: &'static str,
        section: &'static str,
    ) -> Found<Table<'a>> {
        match self.find(r, key) {
            None | Some(Node { value: Value::Switch(false), .. }) => None,
            Some(node) => self.open(r, key, section, node),
        }
    }

    fn open(&self, r: &mut Reader<'_>, key: &str, section: &'static str, node: &'a Node) -> Found<Table<'a>> {
        if let Value::Table(entries) = &node.value {
            let asked = Vec::new();
            return Some(Table { path: self.name(key), section, entries, span: Some(node.key), asked });
        }
        self.wrong(r, key, node, &codes::WRONG_TYPE, &format!("[{}]", self.name(key)));
        None
    }

    /// A text; `None` if it is not there.
    pub(super) fn text(&mut self, r: &mut Reader<'_>, key: &'static str) -> Found<String> {
        let node = self.find(r, key)?;
        self.as_text(r, key, node, "\"…\"").map(|text| shown(text, node.span, r.diags))
    }

    fn as_text<'n>(&self, r: &mut Reader<'_>, key: &str, node: &'n Node, example: &str) -> Found<&'n str> {
        if let Value::Text(text) = &node.value {
            return Some(text);
        }
        self.wrong(r, key, node, &codes::WRONG_TYPE, example);
        None
    }

    /// A whole number in a range; `None` if it is not there.
    pub(super) fn number(
        &mut self,
        r: &mut Reader<'_>,
        section: &'static str,
        key: &'static str,
        range: RangeInclusive<u32>,
    ) -> Found<u32> {
        let node = self.find_in(r, section, key)?;
        let Value::Whole(n) = node.value else {
            self.wrong(r, key, node, &codes::WRONG_TYPE, &range.start().to_string());
            return None;
        };
        let found = u32::try_from(n).ok().filter(|n| range.contains(n));
        if found.is_none() {
            let ends = [n, i64::from(*range.start()), i64::from(*range.end())];
            out_of_range(r, self.name(key), node, ends.map(|n| n.to_string()));
        }
        found
    }

    /// The same, for a key that has to be there.
    pub(super) fn need_number(
        &mut self,
        r: &mut Reader<'_>,
        key: &'static str,
        range: RangeInclusive<u32>,
    ) -> Found<u32> {
        if !self.entries.contains_key(key) {
            self.missing(r, key);
        }
        self.number(r, self.section, key, range)
    }

    /// `true` or `false`; `false` if it is not there.
    pub(super) fn switch(&mut self, r: &mut Reader<'_>, section: &'static str, key: &'static str) -> bool {
        let Some(node) = self.find_in(r, section, key) else { return false };
        if let Value::Switch(on) = node.value {
            return on;
        }
        self.wrong(r, key, node, &codes::WRONG_TYPE, "true");
        false
    }

    /// One of a few words; `None` if it is not there.
    pub(super) fn word<T: Copy>(
        &mut self,
        r: &mut Reader<'_>,
        section: &'static str,
        key: &'static str,
        words: &[(&str, T)],
    ) -> Found<T> {
        let node = self.find_in(r, section, key)?;
        let text = self.as_text(r, key, node, &format!("\"{}\"", words[0].0))?;
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() {
            unknown_word(r, &self.name(key), node, text, words.iter().map(|(w, _)| *w));
        }
        found
    }

    /// A length from 0 up; `None` if it is not there.
    pub(super) fn length(
        &mut self,
        r: &mut Reader<'_>,
        section: &'static str,
        key: &'static str,
        units: Option<Units>,
    ) -> Found<Abs> {
        let node = self.find_in(r, section, key)?;
        let text = self.as_text(r, key, node, "\"10.5pt\"")?;
        let Some(length) = value::length(text, units) else {
            self.wrong(r, key, node, &codes::WRONG_UNIT, "10.5pt");
            return None;
        };
        if length < Abs::ZERO {
            out_of_range(r, self.name(key), node, [text.to_owned(), "0pt".to_owned(), "10000mm".to_owned()]);
            return None;
        }
        Some(length)
    }

    /// The same, for a key that has to be there.
    pub(super) fn need_length(&mut self, r: &mut Reader<'_>, key: &'static str) -> Found<Abs> {
        if !self.entries.contains_key(key) {
            self.missing(r, key);
        }
        let units = r.units;
        self.length(r, self.section, key, Some(units))
    }

    /// A length in ems of the text itself, between two bounds; `None` if it is not there.
    pub(super) fn em(
        &mut self,
        r: &mut Reader<'_>,
        section: &'static str,
        key: &'static str,
        range: RangeInclusive<f64>,
    ) -> Found<Em> {
        let node = self.find_in(r, section, key)?;
        let text = self.as_text(r, key, node, "\"2em\"")?;
        let Some(em) = value::em(text) else {
            self.wrong(r, key, node, &codes::WRONG_UNIT, "2em");
            return None;
        };
        if !range.contains(&em.get()) {
            let ends = [text.to_owned(), format!("{}em", range.start()), format!("{}em", range.end())];
            out_of_range(r, self.name(key), node, ends);
            return None;
        }
        Some(em)
    }

    /// A colour; `None` if it is not there.
    pub(super) fn color(
        &mut self,
        r: &mut Reader<'_>,
        section: &'static str,
        key: &'static str,
    ) -> Found<Color> {
        let node = self.find_in(r, section, key)?;
        let accent = r.accent;
        self.parsed(r, key, node, "\"#b3202a\"", |text| value::color(text, accent))
    }

    /// A line; `None` if it is not there or `"none"`.
    pub(super) fn stroke(
        &mut self,
        r: &mut Reader<'_>,
        section: &'static str,
        key: &'static str,
    ) -> Found<Stroke> {
        let node = self.find_in(r, section, key)?;
        let (units, accent) = (r.units, r.accent);
        if is_none(node) {
            return None;
        }
        self.parsed(r, key, node, "\"0.25pt gray 60%\"", |text| value::stroke(text, units, accent))
    }

    /// A short line; `None` if it is not there or `"none"`.
    pub(super) fn short_rule(&mut self, r: &mut Reader<'_>, key: &'static str) -> Found<(Abs, Stroke)> {
        let node = self.find(r, key)?;
        let (units, accent) = (r.units, r.accent);
        if is_none(node) {
            return None;
        }
        self.parsed(r, key, node, "\"3em 1.5pt accent\"", |text| value::short_rule(text, units, accent))
    }

    /// A text that `parse` understands.
    pub(super) fn parsed<T>(
        &self,
        r: &mut Reader<'_>,
        key: &str,
        node: &Node,
        example: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Found<T> {
        let found = parse(self.as_text(r, key, node, example)?);
        if found.is_none() {
            self.wrong(r, key, node, &codes::WRONG_TYPE, example);
        }
        found
    }

    /// A list of texts; empty if it is not there.
    pub(super) fn texts(&mut self, r: &mut Reader<'_>, key: &'static str, example: &str) -> Vec<String> {
        let Some(node) = self.find(r, key) else { return Vec::new() };
        let Value::List(list) = &node.value else {
            self.wrong(r, key, node, &codes::WRONG_TYPE, example);
            return Vec::new();
        };
        list.iter().filter_map(|n| self.as_text(r, key, n, example)).map(str::to_owned).collect()
    }

    /// A list of words out of a few; empty if it is not there.
    pub(super) fn words(&mut self, r: &mut Reader<'_>, key: &'static str, known: &[&str]) -> Vec<String> {
        let list = self.texts(r, key, &format!("[\"{}\"]", known[0]));
        if let Some(node) = self.entries.get(key) {
            for word in list.iter().filter(|w| !known.contains(&w.as_str())) {
                unknown_word(r, &self.name(key), node, word, known.iter().copied());
            }
        }
        list
    }

    /// A text with `{field}`s in it; empty if it is not there.
    pub(super) fn pattern(
        &mut self,
        r: &mut Reader<'_>,
        key: &'static str,
        fields: &[&str],
    ) -> Found<String> {
        let Some(node) = self.find(r, key) else { return Some(String::new()) };
        let text = self.as_text(r, key, node, "\"{publication}\"")?;
        for (at, _) in text.match_indices('{') {
            let field = text[at + 1..].split('}').next().unwrap_or_default();
            // One is told; each may be as long as the rest of the text.
            if !fields.contains(&field) {
                let shown: String = field.chars().take(40).collect();
                unknown_word(r, &self.name(key), node, &shown, fields.iter().copied());
                break;
            }
        }
        Some(text.to_owned())
    }

    /// Reports the keys that nobody asked for, each with the nearest one that somebody did.
    pub(super) fn finish(self, r: &mut Reader<'_>) {
        for (key, node) in self.entries {
            if !self.asked.contains(&key.as_str()) {
                let near = nearest(key, self.asked.iter().copied());
                r.diags.push(Diag::new(&codes::UNKNOWN_KEY).at(node.key).arg(self.name(key)).suggest(near));
            }
        }
    }
}

/// Whether a value says that there is none.
fn is_none(node: &Node) -> bool {
    matches!(&node.value, Value::Switch(false)) || matches!(&node.value, Value::Text(t) if t == "none")
}

fn out_of_range(r: &mut Reader<'_>, name: String, node: &Node, args: [String; 3]) {
    let diag = Diag::new(&codes::OUT_OF_RANGE).at(node.span).arg(name);
    r.diags.push(args.into_iter().fold(diag, Diag::arg));
}

/// Reports a word that a key does not know.
pub(super) fn unknown_word<'w>(
    r: &mut Reader<'_>,
    name: &str,
    node: &Node,
    word: &str,
    known: impl Iterator<Item = &'w str> + Clone,
) {
    let list = known.clone().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", ");
    let diag = Diag::new(&codes::UNKNOWN_WORD).at(node.span).arg(name).arg(word).arg(list);
    r.diags.push(diag.suggest(nearest(word, known)));
}
