//! YAML to a tree of values that know their place. In: a stretch of the file. Out: a value, or what is wrong
//! and where.
//!
//! Only the events of the parser are used: its own tree copies what an alias names, which lets a few lines
//! become gigabytes. Here every node and every byte of text counts, copied or not, up to [`MAX_NODES`] and
//! [`MAX_TEXT`].

use saphyr_parser::{Event, Marker, Parser, ScalarStyle};
use std::collections::BTreeMap;
use std::ops::Range;

/// The most nodes of a front matter, aliases written out.
pub(super) const MAX_NODES: usize = 20_000;
/// The most bytes of their texts, aliases written out.
pub(super) const MAX_TEXT: usize = 4 << 20;
/// How deep they nest.
pub(super) const MAX_DEPTH: usize = 16;
/// The most bytes of a front matter.
pub(super) const MAX_BYTES: usize = 1 << 20;

/// A value and its place in the file.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) kind: ValueKind,
    pub(super) at: Range<usize>,
}

/// The kinds of value. Scalars stay text: `issue: 007` is what its author wrote.
#[derive(Clone, Debug)]
pub(super) enum ValueKind {
    Null,
    Text(String),
    List(Vec<Value>),
    Map(Vec<(Value, Value)>),
}

/// What is wrong, and where in the file: in the parser's words, or in ours (English and Chinese).
#[derive(Debug)]
pub(super) enum YamlError {
    Syntax(String, usize),
    Limit(&'static str, &'static str, usize),
}

/// How much has been read: nodes and bytes of text. What is read in parts is counted as a whole.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Size {
    nodes: usize,
    text: usize,
}

/// Reads the YAML that stands in `src` at `range`; `size` is what came before it, and grows.
pub(super) fn read(src: &str, range: Range<usize>, size: &mut Size) -> Result<Value, YamlError> {
    let start = range.start;
    let text = &src[range];
    if text.len() > MAX_BYTES {
        return Err(YamlError::Limit("more than 1 MiB", "超过 1 MiB", start));
    }
    // The parser counts characters; places are bytes.
    let places: Vec<usize> = text.char_indices().map(|(at, _)| start + at).collect();
    let place = |m: &Marker| places.get(m.index()).copied().unwrap_or(start + text.len());
    let mut tree = Tree { open: Vec::new(), anchors: BTreeMap::new(), size, root: None };
    let mut parser = Parser::new_from_str(text);
    while let Some(next) = parser.next_event() {
        let (event, span) = next.map_err(|e| YamlError::Syntax(e.info().to_owned(), place(e.marker())))?;
        let at = place(&span.start)..place(&span.end);
        match event {
            Event::Scalar(value, style, anchor, _) => {
                let is_null =
                    style == ScalarStyle::Plain && matches!(&*value, "" | "~" | "null" | "Null" | "NULL");
                let kind = if is_null { ValueKind::Null } else { ValueKind::Text(value.into_owned()) };
                tree.add(Value { kind, at }, anchor)?;
            }
            Event::SequenceStart(anchor, _) => tree.open(true, anchor, at)?,
            Event::MappingStart(anchor, _) => tree.open(false, anchor, at)?,
            Event::SequenceEnd | Event::MappingEnd => tree.close(at.end)?,
            Event::Alias(anchor) => {
                let size = tree.anchors.get(&anchor).map(|(_, size)| *size);
                let size = size.ok_or_else(|| YamlError::Syntax("unknown alias".to_owned(), at.start))?;
                // Counted before it is copied.
                tree.count(size, at.start)?;
                let copy = tree.anchors.get(&anchor).map(|(value, _)| Value { at, ..value.clone() });
                copy.into_iter().for_each(|value| tree.put(value));
            }
            // `---` within it: what is behind would be lost.
            Event::DocumentStart(_) if tree.root.is_some() => {
                return Err(YamlError::Syntax(ANOTHER_DOCUMENT.to_owned(), at.start));
            }
            _ => {}
        }
    }
    Ok(tree.root.unwrap_or(Value { kind: ValueKind::Null, at: start..start }))
}

/// What is said of a second document.
pub(super) const ANOTHER_DOCUMENT: &str = "another document";

struct Tree<'z> {
    open: Vec<Open>,
    /// What anchors name, and how much that is.
    anchors: BTreeMap<usize, (Value, Size)>,
    size: &'z mut Size,
    root: Option<Value>,
}

struct Open {
    is_list: bool,
    values: Vec<Value>,
    anchor: usize,
    start: usize,
    /// What had been read before it.
    before: Size,
}

impl Tree<'_> {
    fn count(&mut self, more: Size, at: usize) -> Result<(), YamlError> {
        self.size.nodes += more.nodes;
        self.size.text += more.text;
        if self.size.nodes > MAX_NODES {
            Err(YamlError::Limit("more than 20,000 values", "超过 20000 个值", at))
        } else if self.size.text > MAX_TEXT {
            Err(YamlError::Limit(
                "more than 4 MiB with what aliases repeat",
                "连同别名重复的内容超过 4 MiB",
                at,
            ))
        } else {
            Ok(())
        }
    }

    fn open(&mut self, is_list: bool, anchor: usize, at: Range<usize>) -> Result<(), YamlError> {
        if self.open.len() >= MAX_DEPTH {
            return Err(YamlError::Limit("more than 16 deep", "超过 16 层", at.start));
        }
        let before = *self.size;
        self.open.push(Open { is_list, values: Vec::new(), anchor, start: at.start, before });
        Ok(())
    }

    fn close(&mut self, end: usize) -> Result<(), YamlError> {
        let Some(Open { is_list, values, anchor, start, before }) = self.open.pop() else { return Ok(()) };
        let last = values.last().map_or(start, |v| v.at.end);
        let kind = if is_list {
            ValueKind::List(values)
        } else {
            let mut pairs = Vec::with_capacity(values.len() / 2);
            let mut values = values.into_iter();
            while let (Some(key), Some(value)) = (values.next(), values.next()) {
                pairs.push((key, value));
            }
            ValueKind::Map(pairs)
        };
        // A block collection ends where the next thing begins; its last value tells its end better.
        let end = if end > last + 2 { last } else { end.max(last) };
        self.count(Size { nodes: 1, text: 0 }, start)?;
        let size = Size { nodes: self.size.nodes - before.nodes, text: self.size.text - before.text };
        self.name(Value { kind, at: start..end }, anchor, size)
    }

    fn add(&mut self, value: Value, anchor: usize) -> Result<(), YamlError> {
        let text = if let ValueKind::Text(text) = &value.kind { text.len() } else { 0 };
        let size = Size { nodes: 1, text };
        self.count(size, value.at.start)?;
        self.name(value, anchor, size)
    }

    /// Keeps a value under its anchor, which takes as much again, and puts it where it belongs.
    fn name(&mut self, value: Value, anchor: usize, size: Size) -> Result<(), YamlError> {
        if anchor != 0 {
            self.count(Size { nodes: 0, text: size.text }, value.at.start)?;
            self.anchors.insert(anchor, (value.clone(), size));
        }
        self.put(value);
        Ok(())
    }

    fn put(&mut self, value: Value) {
        match self.open.last_mut() {
            Some(open) => open.values.push(value),
            None => self.root = Some(value),
        }
    }
}
