//! The theme's XHTML templates and style sheet, filled in. Templates see values and nothing else: no file, no
//! clock, no other template; values are escaped, and a budget of steps ends a loop that would not. What comes out
//! must be well-formed, and active content is refused, so a stranger's theme can make an ugly book at worst.

use super::harmless::{is_handler, is_harmless, is_refused, loads};
use super::sandbox;
use crate::diag::{Diag, codes::epub as codes};
use crate::theme::EpubStyle;
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior, Value};
use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};

/// Steps that one template may take: an article's page takes a few hundred.
const FUEL: u64 = 200_000;

/// The style sheet's name among the templates.
const CSS: &str = "epub.css";

/// The templates of a theme, parsed once.
pub(super) struct Templates<'t> {
    environment: Environment<'t>,
}

impl<'t> Templates<'t> {
    /// Parses all templates and the style sheet of a theme.
    pub(super) fn new(style: &'t EpubStyle) -> Result<Templates<'t>, Diag> {
        let mut environment = sandbox::environment();
        environment.set_auto_escape_callback(|name| {
            if name.ends_with(".css") { AutoEscape::None } else { AutoEscape::Html }
        });
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(FUEL));
        let files = style.templates.iter().map(|(name, source)| (name.as_str(), source.as_str()));
        for (name, source) in files.chain([(CSS, style.css.as_str())]) {
            environment.add_template(name, source).map_err(|e| refusal(name, &e))?;
            if let Some(line) = sandbox::makes_lists(source) {
                let why = format!("a template may not make lists (line {line})");
                return Err(Diag::new(&codes::TEMPLATE).arg(name).arg(why));
            }
        }
        Ok(Templates { environment })
    }

    /// Fills in an XHTML template; values are escaped.
    pub(super) fn xhtml(&self, name: &str, values: Value) -> Result<String, Diag> {
        let text = self.fill(name, values)?;
        self.checked(name, text)
    }

    /// The same for a template around a body that is known to be whole, and long: that is not read again.
    pub(super) fn xhtml_around(&self, name: &str, values: Value, body: &str) -> Result<String, Diag> {
        let text = self.fill(name, values)?;
        if frame(&text, body).is_some_and(|frame| well_formed(&frame) == Ok(1)) {
            return Ok(text);
        }
        self.checked(name, text)
    }

    fn checked(&self, name: &str, text: String) -> Result<String, Diag> {
        match well_formed(&text) {
            Ok(_) => Ok(text),
            Err(why) => Err(Diag::new(&codes::TEMPLATE).arg(name).arg(why)),
        }
    }

    /// Fills in the style sheet. It may load nothing: the faces are added by keben.
    pub(super) fn css(&self, values: Value) -> Result<String, Diag> {
        let text = self.fill(CSS, values)?;
        match loads(&text) {
            Some(word) => {
                let why = format!("`{word}` may not be in a book's style sheet");
                Err(Diag::new(&codes::TEMPLATE).arg(CSS).arg(why))
            }
            None => Ok(text),
        }
    }

    fn fill(&self, name: &str, values: Value) -> Result<String, Diag> {
        let template = self.environment.get_template(name).map_err(|e| refusal(name, &e))?;
        template.render(values).map_err(|e| refusal(name, &e))
    }
}

fn refusal(name: &str, error: &Error) -> Diag {
    let line = error.line().map_or(String::new(), |n| format!(" (line {n})"));
    let detail = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    Diag::new(&codes::TEMPLATE).arg(name).arg(format!("{detail}{line}"))
}

/// Stands for a body. As no theme has such an element, one that is met is the body in a place where elements may stand, and
/// not in a comment or an attribute.
const BODY: &str = "keben-body";

/// A document with an element in the place of its body.
fn frame(text: &str, body: &str) -> Option<String> {
    let start = &body[..body.floor_char_boundary(64)];
    let at = text.find(start).filter(|_| !start.is_empty())?;
    let (before, behind) = (&text[..at], text[at..].strip_prefix(body)?);
    if before.contains(BODY) || behind.contains(BODY) {
        return None;
    }
    Some(format!("{before}<{BODY}/>{behind}"))
}

/// How many elements stand for a body. Errors: what is wrong with the document.
fn well_formed(text: &str) -> Result<usize, String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = true;
    let line = |reader: &Reader<&[u8]>| {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(0).min(text.len());
        text.as_bytes()[..at].iter().filter(|b| **b == b'\n').count() + 1
    };
    let mut depth = 0;
    let mut roots = 0;
    let mut bodies = 0;
    loop {
        let event = reader.read_event().map_err(|e| format!("{e} (line {})", line(&reader)))?;
        match &event {
            Event::Start(e) | Event::Empty(e) => {
                let name = e.local_name();
                bodies += usize::from(name.as_ref() == BODY && depth > 0);
                if is_refused(name.as_ref()) {
                    let name = name.as_ref();
                    return Err(format!("<{name}> may not be in a book (line {})", line(&reader)));
                }
                for attribute in e.attributes() {
                    let attribute = attribute.map_err(|e| format!("{e} (line {})", line(&reader)))?;
                    if is_handler(attribute.key.as_ref()) {
                        return Err(format!("a script in an attribute (line {})", line(&reader)));
                    }
                    let value = attribute
                        .normalized_value(XmlVersion::Explicit1_0)
                        .map_err(|e| format!("{e} (line {})", line(&reader)))?;
                    if attribute.value.contains('<') {
                        return Err(format!("`<` in an attribute (line {})", line(&reader)));
                    }
                    let key = attribute.key.local_name();
                    if !is_harmless(e.local_name().as_ref(), key.as_ref(), &value) {
                        let (key, line) = (key.as_ref(), line(&reader));
                        return Err(format!("`{key}` may not load or run anything (line {line})"));
                    }
                }
                roots += usize::from(depth == 0);
                depth += usize::from(matches!(event, Event::Start(_)));
            }
            Event::End(_) => depth -= 1,
            // Entities of its own could read files or grow, and an instruction could load a style.
            Event::DocType(kind) if !kind.as_ref().trim().eq_ignore_ascii_case("html") => {
                return Err(format!("the document type may be `html` only (line {})", line(&reader)));
            }
            Event::Text(text) if text.contains("]]>") => {
                return Err(format!("`]]>` in a text (line {})", line(&reader)));
            }
            Event::PI(_) => return Err(format!("a processing instruction (line {})", line(&reader))),
            Event::GeneralRef(name) if !is_known_reference(name.as_ref()) => {
                return Err(format!("`&{};` means nothing in XML (line {})", name.as_ref(), line(&reader)));
            }
            Event::Eof if depth == 0 && roots == 1 => return Ok(bodies),
            Event::Eof => return Err("it does not hold one whole element".to_owned()),
            _ => {}
        }
    }
}

/// Whether a reference to a character is one that XML knows by itself, and the character one that it allows (XML 1.0, 2.2).
fn is_known_reference(name: &str) -> bool {
    let Some(number) = name.strip_prefix('#') else {
        return ["amp", "lt", "gt", "quot", "apos"].contains(&name);
    };
    let number = match number.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    let is_allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    number.ok().and_then(char::from_u32).is_some_and(is_allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_left_out_only_where_elements_may_stand() {
        let body = "<p>甲 &lt; 乙</p><p>丙</p>";
        let is_short = |text: &str| frame(text, body).is_some_and(|frame| well_formed(&frame) == Ok(1));
        assert!(is_short(&format!("<html><body>{body}</body></html>")));
        assert!(is_short(&format!("<html><body>{body}{body}</body></html>")));
        for text in [
            body.to_owned(),
            format!("<html><!-- {body} --></html>"),
            format!("<html><!-- {body} --><keben-body/></html>"),
            format!("<html title=\"{body}\"/>"),
            format!("<html><![CDATA[{body}]]></html>"),
            format!("<html><body>{body}</html>"),
            format!("<html><script/>{body}</html>"),
            "<html/>".to_owned(),
        ] {
            assert!(!is_short(&text), "{text}");
        }
        assert_eq!(frame("<html/>", ""), None);
    }
}
