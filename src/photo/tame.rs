//! What is looked for in the text of an XML file before it is parsed: the parser compares every attribute of a tag and every
//! name of a namespace with all the others, and writes entities out as often as they are named.

use super::fault::Fault;
use std::collections::BTreeMap;

/// Attributes of one tag; what drawing programs write most has some fifty.
pub(super) const MAX_ATTRIBUTES: usize = 256;
/// Declarations of namespaces in a file.
pub(super) const MAX_NAMESPACES: usize = 1_000;
/// Entities of a file, and bytes of one. Those of drawing programs hold the name of a namespace or a style.
const MAX_ENTITIES: usize = 1_000;
const MAX_ENTITY: usize = 1_024;
/// Bytes of all entities where they are named.
const MAX_WRITTEN_OUT: usize = 16 << 20;

/// Whether a text has no more of what the parser compares with one another than it takes in a moment.
pub(super) fn is_tame(text: &str) -> bool {
    most_attributes(text) <= MAX_ATTRIBUTES && text.matches("xmlns").count() <= MAX_NAMESPACES
}

/// The attributes of the tag that has most of them.
fn most_attributes(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut most = 0;
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('<')).map(|n| at + n) {
        let rest = &text[open..];
        let past = |end: &str| rest.find(end).map_or(text.len(), |n| open + n + end.len());
        at = if rest.starts_with("<!--") {
            past("-->")
        } else if rest.starts_with("<![CDATA[") {
            past("]]>")
        } else if rest.starts_with("<?") {
            past("?>")
        } else if rest.starts_with("<!") {
            // Tags may stand in the entities of a document type.
            open + 2
        } else {
            let (count, end) = attributes(&bytes[open..]);
            most = most.max(count);
            open + end
        };
    }
    most
}

/// How many attributes the tag has that a text begins with, and where it ends.
fn attributes(tag: &[u8]) -> (usize, usize) {
    let mut quote = None;
    let mut count = 0;
    for (at, &byte) in tag.iter().enumerate() {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'=') => count += 1,
            (None, b'>') => return (count, at + 1),
            (None, _) => {}
        }
    }
    (count, tag.len())
}

/// Refuses entities that would grow when they are written out: those that name others, long ones, and many.
pub(super) fn judge_entities(text: &str) -> Result<(), Fault> {
    let grown = Err(Fault::Unsound("its entities grow too long", "其中的实体展开后过长"));
    let mut lengths: BTreeMap<&str, usize> = BTreeMap::new();
    for declared in text.split("<!ENTITY").skip(1) {
        let declared = declared.trim_start();
        let Some((name, rest)) = declared.split_once(char::is_whitespace) else { continue };
        let rest = rest.trim_start();
        let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
        let value = rest[1..].split(quote).next().unwrap_or_default();
        if value.contains('&') || value.len() > MAX_ENTITY || lengths.len() >= MAX_ENTITIES {
            return grown;
        }
        let length = lengths.entry(name).or_default();
        *length = value.len().max(*length);
    }
    if lengths.is_empty() {
        return Ok(());
    }
    let named = text.split('&').skip(1).filter_map(|rest| lengths.get(rest.split(';').next()?));
    if named.sum::<usize>() > MAX_WRITTEN_OUT { grown } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_counted_tag_by_tag() {
        let tag = |n: usize| format!("<a {}/>", "b='=' ".repeat(n));
        assert_eq!(most_attributes(&tag(3)), 3);
        assert_eq!(most_attributes(&format!("{}{}<c/>", tag(2), tag(5))), 5);
        assert_eq!(most_attributes("<!-- <a b='' c=''> --><?x a='' b=''?><![CDATA[<a b=''>]]>"), 0);
        assert_eq!(most_attributes(r#"<!DOCTYPE svg [<!ENTITY a "<g b='' c=''/>">]><svg/>"#), 2);
        assert!(is_tame(&tag(MAX_ATTRIBUTES)) && !is_tame(&tag(MAX_ATTRIBUTES + 1)));
        let spaces = |n: usize| "<a xmlns='b'/>".repeat(n);
        assert!(is_tame(&spaces(MAX_NAMESPACES)) && !is_tame(&spaces(MAX_NAMESPACES + 1)));
        for odd in ["", "<", "<a", "<a b='", "<!--", "<?", "a > b", "<![CDATA["] {
            assert!(is_tame(odd), "{odd}");
        }
    }

    #[test]
    fn entities_may_stand_for_something_short() {
        let with = |entities: &str, body: &str| {
            judge_entities(&format!("<!DOCTYPE svg [{entities}]><svg>{body}</svg>")).is_ok()
        };
        let styles = r#"<!ENTITY ns_svg "http://www.w3.org/2000/svg"> <!ENTITY st0 'fill:#FFF;'>"#;
        assert!(with(styles, &"<g style='&st0;'/>&amp;".repeat(1_000)) && with("", "&a;&b;"));
        assert!(with("<!ENTITY e SYSTEM 'a.svg'><!ENTITY", "&"));
        assert!(!with(r#"<!ENTITY a "b"><!ENTITY b "&a;&a;">"#, ""));
        let long = format!("<!ENTITY a \"{}\">", "x".repeat(MAX_ENTITY));
        assert!(with(&long, "&a;") && !with(&long.replace('x', "xx"), "&a;"));
        assert!(with(&long, &"&a;".repeat(16 << 10)) && !with(&long, &"&a;".repeat((16 << 10) + 1)));
    }
}
