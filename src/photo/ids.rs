//! The ids of a drawing that is written anew: short ones of keben's own, and none where nothing names it. Drawing programs
//! put the names of layers there, with spaces, `&` and `<`, which the writer of drawings does not escape.

use std::collections::BTreeMap;

/// Attributes by which the steps of a filter name one another.
const STEPS: [&str; 3] = ["result", "in", "in2"];
/// What a step may name besides other steps (SVG 1.1, 15.7.2).
const INPUTS: [&str; 6] =
    ["SourceGraphic", "SourceAlpha", "BackgroundImage", "BackgroundAlpha", "FillPaint", "StrokePaint"];

/// One attribute of the text that was written: its name and value, and where both stand, with the space before.
struct Attribute<'a> {
    name: &'a str,
    value: &'a str,
    start: usize,
    end: usize,
}

/// A drawing with ids of keben's own. In its values only quotation marks are escaped.
pub(super) fn renamed(svg: &str) -> String {
    let all = attributes(svg);
    let mut ids: BTreeMap<&str, String> = BTreeMap::new();
    for id in all.iter().flat_map(|a| named(a)) {
        let number = ids.len() + 1;
        ids.entry(id).or_insert_with(|| format!("a{number}"));
    }
    let mut steps: BTreeMap<&str, String> = BTreeMap::new();
    let mut defined: Vec<&str> = Vec::new();
    let mut out = String::with_capacity(svg.len());
    let mut at = 0;
    for attribute in &all {
        out.push_str(&svg[at..attribute.start]);
        at = attribute.end;
        let Attribute { name, value, .. } = attribute;
        let value = match *name {
            "id" => match ids.get(value).filter(|new| !defined.contains(&new.as_str())) {
                Some(new) => {
                    defined.push(new);
                    new.clone()
                }
                None => continue,
            },
            name if STEPS.contains(&name) && !INPUTS.contains(value) => {
                let number = steps.len() + 1;
                steps.entry(value).or_insert_with(|| format!("r{number}")).clone()
            }
            _ => {
                let names = named(attribute);
                let is_list = !names.is_empty() && value.starts_with("url(#");
                match names.as_slice() {
                    [id] if value.starts_with('#') => format!("#{}", ids[id]),
                    _ if is_list => {
                        names.iter().map(|id| format!("url(#{})", ids[id])).collect::<Vec<_>>().join(" ")
                    }
                    _ => escaped(value),
                }
            }
        };
        out.push_str(&format!(" {name}=\"{value}\""));
    }
    out.push_str(&svg[at..]);
    out
}

/// The ids that an attribute names.
fn named<'a>(attribute: &Attribute<'a>) -> Vec<&'a str> {
    if attribute.name.ends_with("href") {
        return attribute.value.strip_prefix('#').into_iter().collect();
    }
    let inside = attribute.value.strip_prefix("url(#").and_then(|rest| rest.strip_suffix(')'));
    inside.map(|list| list.split(") url(#").collect()).unwrap_or_default()
}

/// All attributes in their order.
fn attributes(svg: &str) -> Vec<Attribute<'_>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(equal) = svg[at..].find("=\"").map(|n| at + n) {
        let name_start = svg[at..equal].rfind([' ', '\n']).map(|n| at + n);
        let Some(end) = svg[equal + 2..].find('"').map(|n| equal + 2 + n) else { break };
        if let Some(start) = name_start {
            out.push(Attribute {
                name: &svg[start + 1..equal],
                value: &svg[equal + 2..end],
                start,
                end: end + 1,
            });
        }
        at = end + 1;
    }
    out
}

/// A value as XML wants it, of one in which quotation marks are escaped already.
fn escaped(value: &str) -> String {
    value.replace('&', "&amp;").replace("&amp;quot;", "&quot;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::renamed;

    #[test]
    fn names_of_layers_go_and_what_is_named_keeps_its_name_apart() {
        let svg = "<svg><defs><linearGradient id=\"sun & <moon>\" x1=\"0\"><stop/></linearGradient>\
                   <filter id=\"f(1)\"><feBlend in=\"SourceAlpha\" in2=\"a b\" result=\"1 < 2\"/></filter></defs>\
                   <g id=\"Header & Footer\"><path id=\"p\" d=\"M 0 0\" fill=\"url(#sun & <moon>)\" filter=\"url(#f(1)) url(#p)\"/>\
                   <path id=\"p\" style=\"&quot;a&b&quot;\"/></g></svg>";
        assert_eq!(
            renamed(svg),
            "<svg><defs><linearGradient id=\"a1\" x1=\"0\"><stop/></linearGradient>\
             <filter id=\"a2\"><feBlend in=\"SourceAlpha\" in2=\"r1\" result=\"r2\"/></filter></defs>\
             <g><path id=\"a3\" d=\"M 0 0\" fill=\"url(#a1)\" filter=\"url(#a2) url(#a3)\"/>\
             <path style=\"&quot;a&amp;b&quot;\"/></g></svg>"
        );
    }
}
