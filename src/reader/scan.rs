//! keben's own marks in running text: `[…]{…}` spans, `[@id]` references, `~~…~~`, `x^2^` and `H~2~O`, and the
//! attributes behind a picture. In: the nodes of one level. Out: the same with these resolved.
//!
//! Strikethrough is not left to the Markdown parser, which takes a single `~` for it as well: in Chinese `3~5天`
//! is a range. For the same reason sub- and superscripts are recognized only where nothing else can be meant:
//! no white space and no East Asian character inside, and something before it that can carry an index.

use super::attrs::{self, Attributes};
use super::cjk::is_cjk;
use super::node::{Cx, Kind, Node, Wrap, between, plain, wrap};
use crate::article::{MarkKind, places};
use crate::diag::{Diag, codes::reader as codes, nearest};
use std::ops::Range;

/// A picture of a leaf, before it is a figure.
#[derive(Debug)]
pub(super) struct Picture<'s> {
    pub(super) target: String,
    pub(super) title: String,
    pub(super) caption: Vec<Node<'s>>,
    pub(super) attributes: Attributes,
    pub(super) at: Range<usize>,
}

/// The longest superscript or subscript, in bytes.
const MAX_INDEX_BYTES: usize = 16;

const MARKS: [(&str, MarkKind); 6] = [
    ("dots", MarkKind::Dots),
    ("name", MarkKind::ProperName),
    ("wave", MarkKind::BookTitle),
    ("warichu", MarkKind::InlineNote),
    ("index", MarkKind::Index),
    ("page", MarkKind::Page),
];

/// Resolves one level.
pub(super) fn scan<'s>(
    nodes: Vec<Node<'s>>,
    pictures: &mut [Picture<'s>],
    cx: &mut Cx<'s, '_>,
) -> Vec<Node<'s>> {
    let mut level =
        Level { out: Vec::with_capacity(nodes.len()), openers: Vec::new(), counts: [0; 2], skip: 0 };
    for node in nodes {
        if node.at.start >= level.skip {
            level.node(node, pictures, cx);
        } else if node.at.end > level.skip {
            for rest in between(vec![node], &(level.skip..usize::MAX)) {
                level.node(rest, pictures, cx);
            }
        }
    }
    join_neighbours(level.out, cx)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Opener {
    Bracket = 0,
    Strike = 1,
}

struct Level<'s> {
    out: Vec<Node<'s>>,
    /// What might still close: its kind, its place in `out`, its place in the file.
    openers: Vec<(Opener, usize, usize)>,
    /// How many of each kind are open, so that no search for one is in vain.
    counts: [usize; 2],
    /// Everything before this place of the file has been used.
    skip: usize,
}

impl<'s> Level<'s> {
    fn node(&mut self, node: Node<'s>, pictures: &mut [Picture<'s>], cx: &mut Cx<'s, '_>) {
        match node.kind {
            Kind::Text { exact: true, escaped, .. } => self.text(node.at, escaped, cx),
            Kind::Picture(index) => {
                let end = node.at.end;
                let rest = &cx.src()[end..];
                let brace = end + rest.len() - rest.trim_start_matches(' ').len();
                self.out.push(node);
                if let Some((found, behind)) = attrs::parse(cx.src(), brace) {
                    if let Some(picture) = pictures.get_mut(index) {
                        picture.attributes = found;
                        picture.at.end = behind;
                    }
                    self.skip = behind;
                } else if brace == end && cx.src()[brace..].starts_with('{') {
                    let line = cx.src()[brace..].lines().next().map_or(1, str::len);
                    cx.report(&codes::BAD_ATTRIBUTES, &(brace..brace + line), &[]);
                }
            }
            _ => self.out.push(node),
        }
    }

    fn text(&mut self, at: Range<usize>, escaped: bool, cx: &mut Cx<'s, '_>) {
        let src = cx.src();
        if !places::has_byte(&src[at.clone()], |b| (b == b'[') | (b == b']') | (b == b'~') | (b == b'^')) {
            self.literal(at, src);
            return;
        }
        let first = src[at.clone()].chars().next().filter(|_| escaped).map_or(0, char::len_utf8);
        // What lies between `literal` and `i` is plain text that is not yet in `out`.
        let (mut literal, mut i) = (at.start, at.start + first);
        let is_mark = |byte: &u8| matches!(byte, b'[' | b']' | b'~' | b'^');
        while let Some(found) = src.as_bytes()[i.min(at.end)..at.end].iter().position(is_mark) {
            i += found;
            let mark = src.as_bytes()[i];
            match mark {
                b'[' => {
                    self.literal(literal..i, src);
                    self.open(Opener::Bracket, i..i + 1, src);
                    i += 1;
                    literal = i;
                }
                b']' => {
                    if self.counts[Opener::Bracket as usize] > 0 {
                        self.literal(literal..i, src);
                        let behind = self.close_bracket(i, cx);
                        // An unused `]` stays text.
                        literal = if behind == i { i } else { behind };
                        i = behind.max(i + 1);
                    } else {
                        i += 1;
                    }
                }
                b'~' if src[i..at.end].starts_with("~~") => {
                    let run = src[i..].bytes().take_while(|&b| b == b'~').count();
                    if run == 2 {
                        self.literal(literal..i, src);
                        literal = self.strike(i, cx);
                    }
                    i += run;
                }
                _ => match index_at(src, i, at.end) {
                    Some(end) => {
                        self.literal(literal..i, src);
                        let kind = if mark == b'^' { Wrap::Superscript } else { Wrap::Subscript };
                        let content = vec![Node::text(src, i + 1..end)];
                        self.out.extend(wrap(kind, content, i..end + 1, cx));
                        i = end + 1;
                        literal = i;
                    }
                    None => i += 1,
                },
            }
            if i >= at.end {
                break;
            }
        }
        if literal < at.end {
            self.literal(literal..at.end, src);
        }
        self.skip = self.skip.max(literal.min(at.end));
    }

    fn literal(&mut self, at: Range<usize>, src: &'s str) {
        if at.start < at.end {
            self.out.push(Node::text(src, at));
        }
    }

    fn open(&mut self, kind: Opener, at: Range<usize>, src: &'s str) {
        self.openers.push((kind, self.out.len(), at.start));
        self.counts[kind as usize] += 1;
        self.out.push(Node::text(src, at));
    }

    /// Takes the last opener of a kind, and those behind it, which now stay text.
    fn take(&mut self, kind: Opener) -> Option<(usize, usize)> {
        if self.counts[kind as usize] == 0 {
            return None;
        }
        while let Some((found, place, start)) = self.openers.pop() {
            self.counts[found as usize] -= 1;
            if found == kind {
                return Some((place, start));
            }
        }
        None
    }

    /// Resolves a `]`; the place behind what it closed, or its own place if it is text.
    fn close_bracket(&mut self, at: usize, cx: &mut Cx<'s, '_>) -> usize {
        let src = cx.src();
        let Some((place, start)) = self.take(Opener::Bracket) else { return at };
        if let Some((found, behind)) = attrs::parse(src, at + 1) {
            let content = self.out.split_off(place + 1);
            self.out.pop();
            let span = spanned(content, found, start..behind, cx);
            self.out.extend(span);
            self.skip = behind;
            return behind;
        }
        let inner = &src[start + 1..at];
        if let Some(id) = referred(inner) {
            self.out.truncate(place);
            self.out.push(Node { kind: Kind::Reference(id), at: start..at + 1 });
            return at + 1;
        }
        if let Some(label) = inner.strip_prefix('^')
            && !label.is_empty()
            && label.len() <= 200
            && !label.contains(char::is_whitespace)
        {
            if cx.view.has_note(label) {
                self.out.truncate(place);
                self.out.push(Node { kind: Kind::NoteMark(label.to_owned()), at: start..at + 1 });
                return at + 1;
            }
            cx.report(&codes::NO_NOTE, &(start..at + 1), &[label]);
        }
        at
    }

    /// Resolves a `~~`; the place from which the text goes on as plain.
    fn strike(&mut self, at: usize, cx: &mut Cx<'s, '_>) -> usize {
        let src = cx.src();
        let spaced = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let closes = !spaced(src[..at].chars().next_back());
        let opens = !spaced(src[at + 2..].chars().next());
        if closes && let Some((place, start)) = self.take(Opener::Strike) {
            let content = self.out.split_off(place + 1);
            self.out.pop();
            let struck = wrap(Wrap::Strike, content, start..at + 2, cx);
            self.out.extend(struck);
            return at + 2;
        }
        if opens {
            self.open(Opener::Strike, at..at + 2, src);
            return at + 2;
        }
        at
    }
}

/// The id that `@id` refers to.
fn referred(text: &str) -> Option<String> {
    let id = text.strip_prefix('@')?;
    (!id.is_empty() && id.len() <= 200 && id.chars().all(attrs::is_id_char)).then(|| id.to_owned())
}

/// The place of the mark that closes the superscript or subscript begun at `at`.
fn index_at(src: &str, at: usize, end: usize) -> Option<usize> {
    let mark = src.as_bytes()[at];
    let rest = &src.as_bytes()[at + 1..end];
    let length = rest.iter().take(MAX_INDEX_BYTES + 1).position(|&b| b == mark)?;
    let inner = &rest[..length];
    let before = src[..at].chars().next_back()?;
    if rest.get(length + 1) == Some(&mark) {
        return None;
    }
    let fits = if mark == b'^' {
        (before.is_alphanumeric() || is_cjk(before) || ")]}”’\"%".contains(before))
            && inner.iter().all(|&b| b.is_ascii_alphanumeric() || b"+-.,()/*=".contains(&b))
            && inner.iter().any(u8::is_ascii_alphanumeric)
    } else {
        (before.is_ascii_alphabetic() || before == ')' || before == ']' || is_greek(before))
            && inner.iter().all(|&b| b.is_ascii_digit() || b.is_ascii_lowercase() || b"+-".contains(&b))
            && length <= 4
            && length > 0
    };
    fits.then_some(at + 1 + length)
}

fn is_greek(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3FF}')
}

/// `[content]{attributes}`.
fn spanned<'s>(
    mut content: Vec<Node<'s>>,
    found: Attributes,
    at: Range<usize>,
    cx: &mut Cx<'s, '_>,
) -> Vec<Node<'s>> {
    let known = ["ruby", "lang"];
    if let Some(id) = &found.id {
        cx.report(&codes::UNKNOWN_ATTRIBUTE, &id.at, &[&format!("#{}", id.text)]);
    }
    for (key, value) in found.pairs {
        match key.text.as_str() {
            "ruby" => {
                let base = plain(&content);
                content = vec![Node { kind: Kind::Ruby { base, text: value.text }, at: at.clone() }];
            }
            "lang" if is_lang(&value.text) => {
                content = wrap(Wrap::Foreign(value.text), content, at.clone(), cx);
            }
            "lang" => {
                let diag = Diag::new(&codes::BAD_VALUE).at(cx.span(&value.at)).arg("lang").arg(value.text);
                cx.diags.push(diag.arg_both("a language tag such as `en`", "语言标记，如 `en`"));
            }
            other => {
                let diag = Diag::new(&codes::UNKNOWN_ATTRIBUTE).at(cx.span(&key.at)).arg(other);
                cx.diags.push(diag.suggest(nearest(other, known)));
            }
        }
    }
    for class in found.classes {
        match MARKS.iter().find(|(name, _)| *name == class.text) {
            Some(&(_, kind)) => {
                if kind == MarkKind::Page {
                    let Some(id) = referred(&plain(&content)) else {
                        let diag = Diag::new(&codes::BAD_VALUE).at(cx.span(&class.at)).arg(".page");
                        let diag = diag.arg(plain(&content));
                        cx.diags.push(
                            diag.arg_both(
                                "a reference such as `[@fig:a]{.page}`",
                                "引用，如 `[@fig:a]{.page}`",
                            ),
                        );
                        continue;
                    };
                    content = vec![Node { kind: Kind::Reference(id), at: at.clone() }];
                }
                content = wrap(Wrap::Marked(kind), content, at.clone(), cx);
            }
            None => {
                let near = nearest(&class.text, MARKS.iter().map(|m| m.0)).map(|n| format!(".{n}"));
                let diag = Diag::new(&codes::UNKNOWN_ATTRIBUTE).at(cx.span(&class.at));
                cx.diags.push(diag.arg(format!(".{}", class.text)).suggest(near.as_deref()));
            }
        }
    }
    content
}

/// Whether a text has the form of a BCP 47 tag.
pub(super) fn is_lang(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or("");
    (2..=8).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Neighbouring slices of the file as one.
fn join_neighbours<'s>(nodes: Vec<Node<'s>>, cx: &Cx<'s, '_>) -> Vec<Node<'s>> {
    let mut out: Vec<Node<'s>> = Vec::with_capacity(nodes.len());
    for node in nodes {
        if let Kind::Text { exact: true, .. } = node.kind
            && let Some(last) = out.last_mut()
            && let Kind::Text { exact: true, .. } = last.kind
            && last.at.end == node.at.start
        {
            *last = Node::text(cx.src(), last.at.start..node.at.end);
        } else {
            out.push(node);
        }
    }
    out
}
