//! `[content]{attributes}`. In: what stands in the braces. Out: what it wants done with the content.

use super::attrs::{Attributes, Word};
use super::flow;
use super::node::{Cx, Kind, Node, Wrap};
use crate::article::MarkKind;
use crate::diag::{Diag, codes::reader as codes, nearest};
use std::ops::Range;

const KEYS: [&str; 2] = ["ruby", "lang"];

const MARKS: [(&str, MarkKind); 6] = [
    ("dots", MarkKind::Dots),
    ("name", MarkKind::ProperName),
    ("wave", MarkKind::BookTitle),
    ("warichu", MarkKind::InlineNote),
    ("index", MarkKind::Index),
    ("page", MarkKind::Page),
];

/// What a pair of braces wants.
#[derive(Default)]
pub(super) struct Wanted {
    /// Ruby over the content: its key and its text.
    pub(super) ruby: Option<(Word, Word)>,
    /// `.page`: the content is a reference that shows its page.
    pub(super) page: Option<Word>,
    /// What goes around the content, the innermost first.
    pub(super) wraps: Vec<Wrap>,
}

/// Understands the attributes of a span; what means nothing there is reported.
pub(super) fn wanted(found: Attributes, cx: &mut Cx<'_, '_>) -> Wanted {
    let mut out = Wanted::default();
    if let Some(id) = &found.id {
        cx.report(&codes::UNKNOWN_ATTRIBUTE, &id.at, &[&format!("#{}", id.text)]);
    }
    for (key, value) in found.pairs {
        match key.text.as_str() {
            "ruby" => {
                if let Some((before, _)) = out.ruby.replace((key, value)) {
                    cx.report(&codes::UNKNOWN_ATTRIBUTE, &before.at, &[&before.text]);
                }
            }
            "lang" if is_lang(&value.text) => out.wraps.push(Wrap::Foreign(value.text)),
            "lang" => {
                let diag = Diag::new(&codes::BAD_VALUE).at(cx.span(&value.at)).arg("lang").arg(value.text);
                cx.diags.push(diag.arg_both("a language tag such as `en`", "语言标记，如 `en`"));
            }
            other => {
                let diag = Diag::new(&codes::UNKNOWN_ATTRIBUTE).at(cx.span(&key.at)).arg(other);
                cx.diags.push(diag.suggest(nearest(other, KEYS)));
            }
        }
    }
    for class in found.classes {
        match MARKS.iter().find(|(name, _)| *name == class.text) {
            Some((_, MarkKind::Page)) => out.page = Some(class),
            Some(&(_, kind)) => out.wraps.push(Wrap::Marked(kind)),
            None => {
                let near = nearest(&class.text, MARKS.iter().map(|m| m.0)).map(|n| format!(".{n}"));
                let diag = Diag::new(&codes::UNKNOWN_ATTRIBUTE).at(cx.span(&class.at));
                cx.diags.push(diag.arg(format!(".{}", class.text)).suggest(near.as_deref()));
            }
        }
    }
    out
}

/// Says that what is in the brackets is no reference.
pub(super) fn report_page(class: &Word, content: &str, cx: &mut Cx<'_, '_>) {
    let diag = Diag::new(&codes::BAD_VALUE).at(cx.span(&class.at)).arg(".page").arg(content);
    cx.diags.push(diag.arg_both("a reference such as `[@fig:a]{.page}`", "引用，如 `[@fig:a]{.page}`"));
}

/// The characters of the content with ruby over them. What is no character of its own, such as the mark of a note,
/// follows behind.
pub(super) fn ruby<'s>(
    content: Vec<Node<'s>>,
    (key, text): (Word, Word),
    at: Range<usize>,
    cx: &mut Cx<'s, '_>,
) -> Vec<Node<'s>> {
    let (mut base, mut behind) = (String::new(), Vec::new());
    take_base(content, &mut base, &mut behind);
    for node in behind.iter().filter(|n| matches!(n.kind, Kind::Reference(_))) {
        let written = cx.src().get(node.at.clone()).unwrap_or_default();
        cx.report(&codes::RUBY_OVER_REFERENCE, &node.at, &[written]);
    }
    if base.trim().is_empty() {
        cx.report(&codes::UNKNOWN_ATTRIBUTE, &key.at, &[&key.text]);
        return behind;
    }
    let base = flow::lines_joined(&base).into_owned();
    let mut out = vec![Node { kind: Kind::Ruby { base, text: text.text }, at }];
    out.append(&mut behind);
    out
}

/// Ends of lines come as line feeds.
fn take_base<'s>(nodes: Vec<Node<'s>>, base: &mut String, behind: &mut Vec<Node<'s>>) {
    for node in nodes {
        match node.kind {
            Kind::Text { text, .. } | Kind::Code(text) => base.push_str(&text),
            Kind::Soft | Kind::Hard => base.push('\n'),
            Kind::Wrap { content, .. } => take_base(content, base, behind),
            Kind::Ruby { base: inner, .. } => base.push_str(&inner),
            Kind::NoteMark(_) | Kind::Reference(_) | Kind::Picture(_) => behind.push(node),
        }
    }
}

/// Whether a text has the form of a BCP 47 tag, none of which is so long.
pub(super) fn is_lang(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or("");
    text.len() <= 100
        && (2..=8).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}
