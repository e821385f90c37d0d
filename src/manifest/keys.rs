//! Reads the keys of `keben.toml` one by one, and says what is wrong with each. A key that nobody asked for is
//! unknown by that very fact.

use crate::article::{Date, Person, SenseText};
use crate::diag::codes::manifest as codes;
use crate::diag::{Diag, Diags, FileId, Span, nearest};
use crate::keyfile::{Entries, Node, Value, shown};

/// One table of the file.
pub(super) struct Table<'a> {
    /// Its name from the top; empty at the top.
    path: String,
    entries: &'a Entries,
    /// Where it stands.
    pub(super) span: Span,
    asked: Vec<&'static str>,
}

impl<'a> Table<'a> {
    /// The whole file.
    pub(super) fn top(entries: &'a Entries) -> Table<'a> {
        let span = entries.values().next().map_or(Span::new(FileId(0), 0..0), |n| n.key);
        Table { path: String::new(), entries, span, asked: Vec::new() }
    }

    fn name(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn find(&mut self, key: &'static str) -> Option<&'a Node> {
        self.asked.push(key);
        self.entries.get(key)
    }

    /// Where a key stands, if it is there.
    pub(super) fn span_of(&self, key: &str) -> Option<Span> {
        self.entries.get(key).map(|n| n.key)
    }

    /// Whether a key holds a table.
    pub(super) fn is_table(&self, key: &str) -> bool {
        matches!(self.entries.get(key), Some(Node { value: Value::Table(_), .. }))
    }

    fn wrong(&self, key: &str, node: &Node, example: &str, diags: &mut Diags) {
        let diag = Diag::new(&codes::WRONG_TYPE).at(node.span).arg(self.name(key)).arg(example);
        diags.push(diag.arg(node.value.describe()));
    }

    /// A table inside this one.
    pub(super) fn table(&mut self, key: &'static str, diags: &mut Diags) -> Option<Table<'a>> {
        let node = self.find(key)?;
        let Value::Table(entries) = &node.value else {
            self.wrong(key, node, &format!("[{}]", self.name(key)), diags);
            return None;
        };
        Some(Table { path: self.name(key), entries, span: node.key, asked: Vec::new() })
    }

    /// Tables of one name (`[[parts]]`).
    pub(super) fn tables(&mut self, key: &'static str, diags: &mut Diags) -> Vec<Table<'a>> {
        let Some(node) = self.find(key) else { return Vec::new() };
        let example = format!("[[{}]]", self.name(key));
        let Value::List(list) = &node.value else {
            self.wrong(key, node, &example, diags);
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in list {
            match &item.value {
                Value::Table(entries) => {
                    out.push(Table { path: self.name(key), entries, span: item.span, asked: Vec::new() });
                }
                _ => self.wrong(key, item, &example, diags),
            }
        }
        out
    }

    /// A text and where it stands. Empty ones count as left out.
    pub(super) fn spanned_text(
        &mut self,
        key: &'static str,
        example: &str,
        diags: &mut Diags,
    ) -> Option<(String, Span)> {
        let node = self.find(key)?;
        match &node.value {
            Value::Text(text) => Some((text.trim().to_owned(), node.span)).filter(|(t, _)| !t.is_empty()),
            _ => {
                self.wrong(key, node, example, diags);
                None
            }
        }
    }

    /// A text.
    pub(super) fn text(&mut self, key: &'static str, example: &str, diags: &mut Diags) -> Option<String> {
        self.spanned_text(key, example, diags).map(|(text, span)| shown(&text, span, diags))
    }

    /// A title, whose inner spaces are sense breaks.
    pub(super) fn sense(&mut self, key: &'static str, diags: &mut Diags) -> Option<SenseText> {
        let (text, span) = self.spanned_text(key, "\"…\"", diags)?;
        let text = shown(&text, span, diags);
        Some(SenseText::new(&text, Some(span))).filter(|t| !t.is_empty())
    }

    /// A list of texts, each with its place; one text alone serves too.
    pub(super) fn texts(
        &mut self,
        key: &'static str,
        example: &str,
        diags: &mut Diags,
    ) -> Vec<(String, Span)> {
        let Some(node) = self.find(key) else { return Vec::new() };
        let one = std::slice::from_ref(node);
        let list = if let Value::List(list) = &node.value { list } else { one };
        let mut out = Vec::new();
        for item in list {
            match &item.value {
                Value::Text(text) => out.push((text.trim().to_owned(), item.span)),
                _ => self.wrong(key, item, example, diags),
            }
        }
        out
    }

    /// A list of words out of a few; `None` if it is not there.
    pub(super) fn words<T: Copy>(
        &mut self,
        key: &'static str,
        known: &[(&str, T)],
        diags: &mut Diags,
    ) -> Option<Vec<T>> {
        self.entries.get(key)?;
        let mut out = Vec::new();
        for (word, span) in self.texts(key, &format!("[\"{}\"]", known[0].0), diags) {
            match known.iter().find(|(k, _)| *k == word) {
                Some((_, value)) => out.push(*value),
                None => {
                    let list = known.iter().map(|(k, _)| format!("`{k}`")).collect::<Vec<_>>().join(", ");
                    let near = nearest(&word, known.iter().map(|(k, _)| *k));
                    let diag = Diag::new(&codes::UNKNOWN_WORD).at(span).arg(self.name(key));
                    diags.push(diag.arg(&word).arg(list).suggest(near));
                }
            }
        }
        Some(out)
    }

    /// `true` or `false`; `None` if it is not there.
    pub(super) fn switch(&mut self, key: &'static str, diags: &mut Diags) -> Option<bool> {
        let node = self.find(key)?;
        if let Value::Switch(on) = node.value {
            return Some(on);
        }
        self.wrong(key, node, "true", diags);
        None
    }

    /// A whole number up to a bound; `None` if it is not there.
    pub(super) fn number(&mut self, key: &'static str, most: u8, diags: &mut Diags) -> Option<u8> {
        let node = self.find(key)?;
        let found = match node.value {
            Value::Whole(n) => u8::try_from(n).ok().filter(|n| *n <= most),
            _ => None,
        };
        if found.is_none() {
            self.wrong(key, node, &format!("0 … {most}"), diags);
        }
        found
    }

    /// A date: a TOML date, a year, or a text as front matter writes it.
    pub(super) fn date(&mut self, key: &'static str, diags: &mut Diags) -> Option<Date> {
        let node = self.find(key)?;
        let found = match &node.value {
            Value::Text(text) | Value::Other(text) => Date::parse(text.trim()),
            Value::Whole(year) => Date::parse(&year.to_string()),
            _ => None,
        };
        if found.is_none() {
            self.wrong(key, node, "2026-06-05", diags);
        }
        found
    }

    /// People: a list of names or of `{ name = …, role = …, latin = … }`; one name alone serves too.
    pub(super) fn people(&mut self, key: &'static str, diags: &mut Diags) -> Vec<Person> {
        let Some(node) = self.find(key) else { return Vec::new() };
        let example = "[\"张三\", { name = \"李四\", role = \"主编\" }]";
        let one = std::slice::from_ref(node);
        let list = if let Value::List(list) = &node.value { list } else { one };
        let mut out = Vec::new();
        for item in list {
            match &item.value {
                Value::Text(name) => {
                    out.push(Person { name: shown(name.trim(), item.span, diags), ..Person::default() });
                }
                Value::Table(entries) => {
                    let path = self.name(key);
                    let mut t = Table { path, entries, span: item.span, asked: Vec::new() };
                    let (name, role) = (t.text("name", "\"李四\"", diags), t.text("role", "\"主编\"", diags));
                    let latin = t.text("latin", "\"Li Si\"", diags);
                    t.finish(diags);
                    match name {
                        Some(name) => out.push(Person { name, role, latin }),
                        None => self.wrong(key, item, example, diags),
                    }
                }
                _ => self.wrong(key, item, example, diags),
            }
        }
        out.retain(|p| !p.name.is_empty());
        out
    }

    /// The keys that nobody asked for and that are no ASCII words: labels of the author's own, in the order of
    /// the file, with their values.
    pub(super) fn own_labels(&mut self, diags: &mut Diags) -> Vec<(String, String, Span)> {
        let mut out = Vec::new();
        for (key, node) in self.entries.iter().filter(|(key, _)| !key.is_ascii()) {
            match &node.value {
                Value::Text(text) => {
                    let text = shown(text.trim(), node.span, diags);
                    out.push((shown(key, node.key, diags), text, node.key));
                }
                _ => self.wrong(key, node, "\"…\"", diags),
            }
        }
        out
    }

    /// Reports the keys that nobody asked for, each with the nearest one that somebody did. `own` says that keys
    /// which are no ASCII words are labels of the author's own.
    fn report_unknown(self, own: bool, diags: &mut Diags) {
        for (key, node) in self.entries {
            if (key.is_ascii() || !own) && !self.asked.contains(&key.as_str()) {
                let near = nearest(key, self.asked.iter().copied());
                diags.push(Diag::new(&codes::UNKNOWN_KEY).at(node.key).arg(self.name(key)).suggest(near));
            }
        }
    }

    /// Reports the keys that nobody asked for.
    pub(super) fn finish(self, diags: &mut Diags) {
        self.report_unknown(false, diags);
    }

    /// The same for a table that may have labels of the author's own.
    pub(super) fn finish_with_labels(self, diags: &mut Diags) {
        self.report_unknown(true, diags);
    }
}
