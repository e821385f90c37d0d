//! YAML to a tree of values that know their place. In: a stretch of the file. Out: a value, or what is wrong
//! and where.
//!
//! Only the events of the parser are used: its own tree copies what an alias names, which lets a few lines
//! become gigabytes. Here every node counts, copied or not, up to [`MAX_NODES`].

use saphyr_parser::{Event, Marker, Parser, ScalarStyle};
use std::collections::BTreeMap;
use std::ops::Range;

/// The most nodes of a front matter, aliases written out.
pub(super) const MAX_NODES: usize = 20_000;
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

/// Reads the YAML that stands in `src` at `range`.
pub(super) fn read(src: &str, range: Range<usize>) -> Result<Value, YamlError> {
    let start = range.start;
    let text = &src[range];
    if text.len() > MAX_BYTES {
        return Err(YamlError::Limit("more than 1 MiB", "超过 1 MiB", start));
    }
    // The parser counts characters; places are bytes.
    let places: Vec<usize> = text.char_indices().map(|(at, _)| start + at).collect();
    let place = |m: &Marker| places.get(m.index()).copied().unwrap_or(start + text.len());
    let mut tree = Tree { open: Vec::new(), anchors: BTreeMap::new(), nodes: 0, root: None };
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
                let Some((value, count)) = tree.anchors.get(&anchor).cloned() else {
                    return Err(YamlError::Syntax("unknown alias".to_owned(), at.start));
                };
                tree.count(count.saturating_sub(1), at.start)?;
                tree.add(Value { at, ..value }, 0)?;
            }
            Event::DocumentEnd if tree.root.is_some() => break,
            _ => {}
        }
    }
    Ok(tree.root.unwrap_or(Value { kind: ValueKind::Null, at: start..start }))
}

struct Tree {
    open: Vec<Open>,
    /// What anchors name, and how many nodes that is.
    anchors: BTreeMap<usize, (Value, usize)>,
    nodes: usize,
    root: Option<Value>,
}

struct Open {
    is_list: bool,
    values: Vec<Value>,
    anchor: usize,
    start: usize,
    /// The count of nodes before it.
    before: usize,
}

impl Tree {
    fn count(&mut self, nodes: usize, at: usize) -> Result<(), YamlError> {
        self.nodes += nodes;
        if self.nodes > MAX_NODES {
            Err(YamlError::Limit("more than 20,000 values", "超过 20000 个值", at))
        } else {
            Ok(())
        }
    }

    fn open(&mut self, is_list: bool, anchor: usize, at: Range<usize>) -> Result<(), YamlError> {
        if self.open.len() >= MAX_DEPTH {
            return Err(YamlError::Limit("more than 16 deep", "超过 16 层", at.start));
        }
        self.open.push(Open { is_list, values: Vec::new(), anchor, start: at.start, before: self.nodes });
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
        let count = self.nodes + 1 - before;
        let value = Value { kind, at: start..end };
        if anchor != 0 {
            self.anchors.insert(anchor, (value.clone(), count));
        }
        self.add(value, 0)
    }

    fn add(&mut self, value: Value, anchor: usize) -> Result<(), YamlError> {
        self.count(1, value.at.start)?;
        if anchor != 0 {
            self.anchors.insert(anchor, (value.clone(), 1));
        }
        match self.open.last_mut() {
            Some(open) => open.values.push(value),
            None => self.root = Some(value),
        }
        Ok(())
    }
}
