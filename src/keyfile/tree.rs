//! The tree of a file, and how one tree is laid over another.

use super::words;
use crate::diag::{Code, Diag, Diags, FileId, Span, codes::reader::CONTROL, hidden_in, unhidden};
use std::collections::BTreeMap;
use toml::de::{DeTable, DeValue};

/// A value with its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands.
    pub span: Span,
    /// Where its key stands.
    pub key: Span,
}

/// A table's entries by key.
pub type Entries = BTreeMap<String, Node>;

/// The kinds of value.
#[derive(Clone, Debug)]
pub enum Value {
    /// A table.
    Table(Entries),
    /// A list; its items know the key of the whole.
    List(Vec<Node>),
    /// A text.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// `true` or `false`.
    Switch(bool),
    /// A fraction or a date, as it was written.
    Other(String),
}

impl Value {
    /// As an author would recognise it in a message.
    pub fn describe(&self) -> String {
        match self {
            Value::Table(_) => "`[…]`".to_owned(),
            Value::List(_) => "`[…, …]`".to_owned(),
            Value::Text(s) => format!("`\"{s}\"`"),
            Value::Whole(n) => format!("`{n}`"),
            Value::Switch(b) => format!("`{b}`"),
            Value::Other(s) => format!("`{s}`"),
        }
    }
}

/// Parses a file. Every syntax error is reported as `syntax`, with what the parser says as its argument; what
/// could be read comes back all the same.
pub fn parse(file: FileId, text: &str, syntax: &'static Code, diags: &mut Diags) -> Entries {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let range = error.span().unwrap_or(0..0);
        let message = error.message().replace('\n', "; ");
        let diag = Diag::new(syntax).at(Span::new(file, range));
        diags.push(match words::in_chinese(&message) {
            Some(zh) => diag.arg_both(&message, &zh),
            None => diag.arg(message),
        });
    }
    entries(file, table.into_inner())
}

fn entries(file: FileId, table: DeTable<'_>) -> Entries {
    table
        .into_iter()
        .map(|(key, value)| {
            let key_span = Span::new(file, key.span());
            (key.into_inner().into_owned(), node(file, key_span, value))
        })
        .collect()
}

fn node(file: FileId, key: Span, value: toml::Spanned<DeValue<'_>>) -> Node {
    let span = Span::new(file, value.span());
    let value = match value.into_inner() {
        DeValue::Table(t) => Value::Table(entries(file, t)),
        DeValue::Array(a) => Value::List(a.into_iter().map(|v| node(file, key, v)).collect()),
        DeValue::String(s) => Value::Text(s.into_owned()),
        DeValue::Boolean(b) => Value::Switch(b),
        DeValue::Integer(i) => i64::from_str_radix(i.as_str(), i.radix())
            .map_or_else(|_| Value::Other(i.to_string()), Value::Whole),
        DeValue::Float(f) => Value::Other(f.as_str().to_owned()),
        DeValue::Datetime(d) => Value::Other(d.to_string()),
    };
    Node { value, span, key }
}

/// A text that people will read, with marks for what is hidden in it; each kind of that is told once.
pub fn shown(text: &str, span: Span, diags: &mut Diags) -> String {
    let found = hidden_in(text);
    if found.is_empty() {
        return text.to_owned();
    }
    for (c, (_, count)) in found {
        let diag = Diag::new(&CONTROL).at(span).arg(format!("U+{:04X}", u32::from(c)));
        diags.push(diag.arg(count.to_string()));
    }
    text.chars().filter_map(unhidden).collect()
}

/// Lays a tree over another: tables are merged key by key, anything else is replaced.
pub fn lay_over(base: &mut Entries, over: Entries) {
    for (key, node) in over {
        match (base.get_mut(&key), node) {
            (
                Some(Node { value: Value::Table(below), span, key: place }),
                Node { value: Value::Table(above), span: s, key: k },
            ) => {
                (*span, *place) = (s, k);
                lay_over(below, above);
            }
            (_, node) => {
                base.insert(key, node);
            }
        }
    }
}
