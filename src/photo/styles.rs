//! The style sheets of a drawing, as far as they say what is drawn: which elements a rule may be for, what it refers to, and
//! how long it takes to find that out. In: the text of `<style>`. Out: rules by what the last part of their selectors asks
//! for; where that cannot be told, for every element.

use roxmltree::{Document, Node};
use std::collections::BTreeMap;

/// What a rule does to an element that it is for.
#[derive(Clone, Default)]
pub(super) struct Effect<'t> {
    /// Bytes of its declarations.
    pub(super) bytes: u64,
    /// Declarations that refer to something.
    pub(super) referring: Vec<&'t str>,
}

/// Rules by what they are for.
#[derive(Default)]
pub(super) struct Styles<'t> {
    every: Effect<'t>,
    of_tag: BTreeMap<&'t str, Effect<'t>>,
    of_class: BTreeMap<&'t str, Effect<'t>>,
    of_id: BTreeMap<&'t str, Effect<'t>>,
    /// Selectors by how many parts they have: one that asks for ancestors is tried with each of them.
    selectors: BTreeMap<usize, u64>,
    /// Declarations, once for every selector of their rule.
    pub(super) declarations: u64,
}

/// All style sheets of a drawing, without comments; whether they can be taken apart at their braces.
pub(super) fn sheet(document: &Document<'_>) -> (String, bool) {
    let sheets = document.descendants().filter(|n| n.tag_name().name() == "style");
    let texts = sheets.flat_map(|n| n.children()).filter_map(|n| n.is_text().then(|| n.text()).flatten());
    let raw: String = texts.collect::<Vec<_>>().join("\n");
    match plain(&raw) {
        Some(plain) => (plain, true),
        None => (raw, false),
    }
}

/// A style sheet without its comments; `None` where a string holds braces or the mark of a comment, or where something is
/// escaped, so that readers may differ in what is a rule.
fn plain(raw: &str) -> Option<String> {
    let mut out = String::with_capacity(raw.len());
    let mut quote = None;
    let mut rest = raw;
    while let Some(c) = rest.chars().next() {
        match (quote, c) {
            (_, '\\') | (Some(_), '{' | '}') => return None,
            (Some(_), '/') if rest.starts_with("/*") => return None,
            (None, '/') if rest.starts_with("/*") => {
                out.push(' ');
                rest = rest[2..].split_once("*/").map_or("", |(_, behind)| behind);
                continue;
            }
            (Some(open), _) if open == c => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            _ => {}
        }
        out.push(c);
        rest = &rest[c.len_utf8()..];
    }
    quote.is_none().then_some(out)
}

impl<'t> Styles<'t> {
    /// Takes a text apart that [`sheet`] gave.
    pub(super) fn of((text, is_tidy): &'t (String, bool)) -> Styles<'t> {
        let mut styles = Styles::default();
        if !is_tidy {
            // It may do all that it says to everything.
            styles.every.add(text);
            *styles.selectors.entry(1).or_default() += 1 + text.matches([',', '{']).count() as u64;
            styles.declarations = 1 + text.matches(';').count() as u64;
            return styles;
        }
        // Of rules inside others, each is taken for a rule.
        let mut open: Vec<&str> = Vec::new();
        let mut start = 0;
        for (at, brace) in text.match_indices(['{', '}']) {
            let before = &text[start..at];
            start = at + 1;
            if brace == "{" {
                // Nothing is declared outside of rules; what stands there is an import.
                open.push(before.rsplit(';').next().unwrap_or(before));
            } else {
                styles.take(open.pop().unwrap_or_default(), before);
            }
        }
        // What is left open is read to the end.
        while let Some(selectors) = open.pop() {
            styles.take(selectors, &text[start..]);
        }
        styles
    }

    fn take(&mut self, selectors: &'t str, declarations: &'t str) {
        for selector in selectors.split(',') {
            self.declarations += 1 + declarations.matches(';').count() as u64;
            let mut parts =
                selector.split([' ', '\t', '\n', '\r', '\x0C', '>', '+']).filter(|part| !part.is_empty());
            *self.selectors.entry(parts.clone().count().max(1)).or_default() += 1;
            self.effect(selector, parts.next_back().unwrap_or_default()).add(declarations);
        }
    }

    /// Where the effect on elements is noted that fit the last part of a selector.
    fn effect(&mut self, selector: &str, last: &'t str) -> &mut Effect<'t> {
        let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let is_plain =
            |c: char| is_word(c) || c.is_ascii_whitespace() || matches!(c, '.' | '#' | '>' | '*' | ':');
        if !selector.chars().all(is_plain) {
            return &mut self.every;
        }
        // What it asks for besides (`:hover`) only leaves out some.
        let last = last.split(':').next().unwrap_or_default();
        let word = |mark: char| {
            let behind = last.split_once(mark)?.1;
            Some(behind.split(|c| !is_word(c)).next().unwrap_or_default())
        };
        let tag = last.split(|c| !is_word(c)).next().filter(|tag| !tag.is_empty());
        match (word('#'), word('.'), tag) {
            (Some(id), ..) => self.of_id.entry(id).or_default(),
            (None, Some(class), _) => self.of_class.entry(class).or_default(),
            (None, None, Some(tag)) => self.of_tag.entry(tag).or_default(),
            _ => &mut self.every,
        }
    }

    /// What rules may do to an element.
    pub(super) fn on<'a>(&'a self, node: Node<'a, '_>) -> Vec<&'a Effect<'t>> {
        let mut effects = vec![&self.every];
        effects.extend(self.of_tag.get(node.tag_name().name()));
        for attribute in node.attributes() {
            match attribute.name() {
                "id" => effects.extend(self.of_id.get(attribute.value())),
                "class" if !self.of_class.is_empty() => {
                    let classes = attribute.value().split_ascii_whitespace();
                    effects.extend(classes.filter_map(|class| self.of_class.get(class)));
                }
                _ => {}
            }
        }
        effects
    }

    /// How many times an element and a part of a selector are held together, for so many elements so deep inside one another.
    pub(super) fn steps(&self, elements: u64, depth: u64) -> u64 {
        let tried = |(&parts, &count): (&usize, &u64)| {
            let ancestors = u32::try_from(parts - 1).unwrap_or(u32::MAX);
            count.saturating_mul(depth.max(1).saturating_pow(ancestors))
        };
        self.selectors.iter().map(tried).fold(0, u64::saturating_add).saturating_mul(elements)
    }
}

impl<'t> Effect<'t> {
    fn add(&mut self, declarations: &'t str) {
        self.bytes = self.bytes.saturating_add(declarations.len() as u64);
        self.referring.extend(Some(declarations).filter(|text| text.contains("url")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(css: &str, element: &str) -> u64 {
        let text = format!("<svg><style><![CDATA[{css}]]></style>{element}</svg>");
        let document = Document::parse(&text).unwrap();
        let sheet = sheet(&document);
        let styles = Styles::of(&sheet);
        let node = document.root_element().last_element_child().unwrap();
        styles.on(node).iter().map(|effect| effect.bytes).sum()
    }

    #[test]
    fn rules_are_for_what_their_last_part_asks_for() {
        let css = "/* it's */ .a, g .b{12} #c{345} rect{6789}";
        assert_eq!(bytes(css, "<path/>"), 0);
        assert_eq!(bytes(css, "<path class='x a'/>"), 2);
        assert_eq!(bytes(css, "<path class='b a'/>"), 4);
        assert_eq!(bytes(css, "<rect id='c'/>"), 7);
        // Whatever cannot be told is for every element.
        for css in ["*{12}", "[x]{12}", ":first-child{12}", "{12}", ".a > *{12}", "@media x{.a{}b:c[d]{12}"] {
            assert_eq!(bytes(css, "<path/>"), 2, "{css}");
        }
        for css in [".a{x:\"}\";12}", ".a{x:'/*'}", ".\\61 {12}", ".a{x:'}"] {
            assert_eq!(bytes(css, "<path/>"), css.len() as u64, "{css}");
        }
        assert_eq!(bytes("@media x{.a{12}", "<path class='a'/>"), 2);
        assert_eq!(bytes(".a:hover{12}rect:x{1}", "<path class='a'/>"), 2);
        assert_eq!(bytes(".b{1}.a{12", "<path class='a'/>"), 2);
    }

    #[test]
    fn selectors_that_ask_for_ancestors_take_longer() {
        let sheet = ("a,b c{}d e f{}".to_owned(), true);
        let styles = Styles::of(&sheet);
        assert_eq!(styles.steps(7, 10), 7 * (1 + 10 + 100));
        assert_eq!(styles.steps(u64::MAX, u64::MAX), u64::MAX);
    }
}
