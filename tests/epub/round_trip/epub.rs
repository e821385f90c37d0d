//! The documents of an article as the same lines.

use crate::xml::{attributes, name, parse, text};
use roxmltree::Node;

type Element<'a> = Node<'a, 'a>;

/// All lines of some documents: their texts, then their notes.
pub(super) fn lines(documents: &[&str]) -> Vec<String> {
    let (mut out, mut notes) = (Vec::new(), Vec::new());
    for xml in documents {
        let document = parse(xml);
        let section = document.descendants().find(|n| name(*n) == "section").unwrap();
        blocks(section, &mut out);
        for note in document.descendants().filter(|n| is_note(*n)) {
            notes.push(format!("note {}", attributes(note)["id"].trim_start_matches('n')));
            blocks(note, &mut notes);
        }
    }
    out.extend(notes);
    out
}

fn is_note(node: Element<'_>) -> bool {
    node.is_element() && (name(node) == "aside" || is(node, "duokan-footnote-item"))
}

fn is(node: Element<'_>, class: &str) -> bool {
    attributes(node).get("class").is_some_and(|c| c.split(' ').any(|c| c == class))
}

fn blocks(parent: Element<'_>, out: &mut Vec<String>) {
    for node in parent.children().filter(Node::is_element) {
        block(node, out);
    }
}

fn block(node: Element<'_>, out: &mut Vec<String>) {
    match name(node).as_str() {
        "header" | "footer" => {}
        "section" => assert!(is(node, "notes"), "a section within"),
        // The note's mark stands before its text; a note that begins with another block has no text here.
        "p" if is_note(node.parent().unwrap()) && running(node).is_empty() => {}
        "p" if is(node, "box-title") => {}
        "p" => out.push(format!("{} {}", if is(node, "lead") { "lead" } else { "p" }, running(node))),
        "h2" | "h3" | "h4" | "h5" | "h6" => out.push(format!("head {}", running(node))),
        "figure" => figure(node, out),
        "ul" | "ol" => {
            let start = attributes(node).get("start").cloned();
            let start = if name(node) == "ol" {
                format!("list {}", start.unwrap_or("1".into()))
            } else {
                "list".into()
            };
            out.push(start);
            node.children().filter(Node::is_element).for_each(|li| item(li, out));
        }
        "dl" => {
            for child in node.children().filter(Node::is_element) {
                if name(child) == "dt" {
                    out.push(format!("term {}", running(child)));
                } else {
                    out.push("means".to_owned());
                    blocks(child, out);
                }
            }
        }
        "blockquote" => within("quote", node, out),
        "div" if is(node, "vertical") => within("vertical", node, out),
        "div" if is(node, "box") => {
            let title = node.children().find(|c| c.is_element() && is(*c, "box-title"));
            within(&format!("box{}", title.map_or(String::new(), |t| format!(" {}", running(t)))), node, out);
        }
        "div" if is(node, "verse") => {
            for stanza in node.children().filter(Node::is_element) {
                out.extend(running(stanza).split("⟨br⟩").map(|line| format!("verse {line}")));
            }
        }
        "div" if is(node, "group") => blocks(node, out),
        "div" if is(node, "table") => table(node, out),
        "div" if is(node, "page-break") => out.push("page break".to_owned()),
        "pre" => out.push(format!("code {}", text(node))),
        "hr" => out.push("rule".to_owned()),
        // The mark of a page that holds no more text.
        "span" => assert!(text(node).is_empty()),
        other => panic!("{other} is no block of a book"),
    }
}

fn within(kind: &str, node: Element<'_>, out: &mut Vec<String>) {
    out.push(kind.to_owned());
    blocks(node, out);
    out.push("end".to_owned());
}

/// An item whose first block is a lone paragraph has it without `<p>`.
fn item(li: Element<'_>, out: &mut Vec<String>) {
    out.push(match (is(li, "done"), is(li, "open")) {
        (true, _) => "item true".to_owned(),
        (_, true) => "item false".to_owned(),
        _ => "item".to_owned(),
    });
    let is_block = |n: &Element<'_>| n.is_element() && ["p", "ul", "ol"].contains(&name(*n).as_str());
    let inline: String = li.children().take_while(|n| !is_block(n)).map(piece).collect();
    if !inline.trim().is_empty() {
        out.push(format!("p {inline}"));
    }
    li.children().skip_while(|n| !is_block(n)).filter(Node::is_element).for_each(|n| block(n, out));
}

fn figure(node: Element<'_>, out: &mut Vec<String>) {
    let find = |tag: &str| node.descendants().find(|n| n.is_element() && name(*n) == tag);
    let alt = find("img").map_or(String::new(), |i| attributes(i)["alt"].clone());
    // What stands in for a text that the author did not give.
    let alt = if alt.starts_with("图片") || alt.starts_with("圖片") { String::new() } else { alt };
    let credit = node.descendants().find(|n| n.is_element() && is(*n, "credit"));
    let caption: String = find("figcaption")
        .into_iter()
        .flat_map(|c| c.children())
        .filter(|n| Some(*n) != credit)
        .map(piece)
        .collect();
    out.push(format!("figure [{alt}] {} / {}", caption.trim_end(), credit.map_or(String::new(), text)));
}

fn table(node: Element<'_>, out: &mut Vec<String>) {
    let caption = node.descendants().find(|n| name(*n) == "caption").map_or(String::new(), running);
    out.push(format!("table {caption}"));
    for row in node.descendants().filter(|n| n.is_element() && name(*n) == "tr") {
        let cells: Vec<String> = row.children().filter(Node::is_element).map(running).collect();
        out.push(format!("row {}", cells.join(" | ")));
    }
}

fn running(node: Element<'_>) -> String {
    let all: String = node.children().map(piece).collect();
    if is_note(node.parent().unwrap()) { all.trim_start().to_owned() } else { all }
}

/// A piece of running text with its marks in words.
fn piece(node: Element<'_>) -> String {
    if node.is_text() {
        return node.text().unwrap_or_default().to_owned();
    }
    let inside = || node.children().map(piece).collect::<String>();
    let attributes = attributes(node);
    let get = |key: &str| attributes.get(key).map_or("", String::as_str);
    let marked = |word: &str| format!("⟨{word}: {}⟩", inside());
    match (name(node).as_str(), get("class")) {
        ("sup", "mark") => {
            let link = node.children().find(Node::is_element).unwrap();
            let note = crate::xml::attributes(link)["href"].rsplit_once("#n").unwrap().1.to_owned();
            format!("⟨note {note}⟩")
        }
        ("a", "back") => String::new(),
        ("a", _) if get("href").contains("://") || get("href").starts_with("mailto:") => {
            marked(&format!("link {}", get("href")))
        }
        ("a", _) => format!("⟨to {}⟩", text(node)),
        ("ruby", _) => {
            let of = |rt: bool| {
                let parts = node.descendants().filter(Node::is_text);
                parts
                    .filter(|n| (name(n.parent().unwrap()) == "rt") == rt)
                    .filter_map(|n| n.text())
                    .collect::<String>()
            };
            format!("⟨ruby {}/{}⟩", of(false), of(true).split_whitespace().collect::<String>())
        }
        ("em", "dots") => marked("Dots"),
        ("span", "name") => marked("ProperName"),
        ("span", "wave") => marked("BookTitle"),
        ("small", "inline-note") => marked("InlineNote"),
        ("span", _) if !get("lang").is_empty() => marked(&format!("lang {}", get("lang"))),
        ("span", _) if get("epub:type") == "pagebreak" => String::new(),
        // A word of the index.
        ("span", "") if get("id").strip_prefix('i').is_some_and(|n| n.parse::<u32>().is_ok()) => inside(),
        ("span", "tcy" | "label" | "part" | "part first" | "part last") => inside(),
        ("code", _) => format!("⟨code {}⟩", text(node)),
        ("br", _) => "⟨br⟩".to_owned(),
        ("em" | "strong" | "del" | "sup" | "sub", "") => marked(&name(node)),
        (other, class) => panic!("{other} {class} is no part of a line"),
    }
}
