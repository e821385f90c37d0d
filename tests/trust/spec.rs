//! The examples of CommonMark's specification: what keben reads of each, beside the HTML that the specification wants.
//!
//! `tests/judges/setup.sh` fetches `spec.txt` of CommonMark 0.31.2 (npm `commonmark-spec`); nothing of it is kept here. Both
//! sides become an outline of blocks and inlines. What an outline does not show, since keben differs on purpose everywhere: tight and loose lists are
//! alike, runs of white space are one space, links that are neither `https:`, `http:` nor `mailto:` are their text. What only
//! looks like a definition of a link is text (K241), so the addresses of definitions are made ones of the web on both sides.

use crate::common::HEAD;
use keben::article::{Article, Block, BlockKind, Inline};
use keben::diag::{Diags, Files};
use keben::reader;
use keben::source::Project;
use roxmltree::{Document, Node};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The examples whose outlines differ on purpose, and why.
const ON_PURPOSE: &[(&str, &[usize])] = &[
    ("a picture in a line, or in a link, becomes a figure behind it", &[517, 531, 579, 587]),
    ("a caption keeps its emphasis, where an alternative text has none", &[573, 576, 577, 585, 589]),
    ("a picture in a caption is a picture of its own", &[574]),
    ("a heading or a paragraph without a character is none", &[79, 484, 487]),
    ("a no-break space at the beginning of a paragraph is no indent", &[25]),
    ("a line break behind white space, here that of code, adds none", &[138, 334]),
    ("a definition that no link uses is text, with a word (K241)", &[207, 208, 210, 317, 544, 545, 563, 592]),
    ("a definition of no address of the web is text", &[194, 200, 203, 204]),
    ("what stands behind a fence and is no language is text (K240)", &[34]),
    ("an address with characters that none has is text (K216)", &[346]),
];

struct Example {
    number: usize,
    markdown: String,
    html: String,
}

fn examples(spec: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let (begins, ends) = (format!("{fence} example\n"), format!("\n{fence}\n"));
    let parts = spec.split(&begins).skip(1).enumerate();
    let example = |(n, part): (usize, &str)| {
        let body = part.split(&ends).next().unwrap();
        let body = format!("\n{body}\n").replace('→', "\t");
        let (markdown, html) = body.split_once("\n.\n").unwrap();
        let markdown = markdown.strip_prefix('\n').unwrap_or(markdown);
        let (markdown, html) = outward(markdown, html);
        Example { number: n + 1, markdown, html }
    };
    parts.map(example).collect()
}

/// An example whose links and definitions lead to the web where they led to a path, if it has what looks like a definition.
fn outward(markdown: &str, html: &str) -> (String, String) {
    const WEB: &str = "https://example.com/";
    let mut out = String::new();
    let mut rest = markdown;
    while let Some(at) = rest.find("]:") {
        let (head, behind) = rest.split_at(at + 2);
        out.push_str(head);
        let address = behind.trim_start();
        out.push_str(&behind[..behind.len() - address.len()]);
        rest = address;
        if let Some(path) = address.strip_prefix('/') {
            out.push_str(WEB);
            rest = path;
        }
    }
    out.push_str(rest);
    if !out.contains(WEB) {
        return (markdown.to_owned(), html.to_owned());
    }
    let mut html = html.to_owned();
    for before in ["href=\"", "src=\"", "]: ", "]("] {
        html = html.replace(&format!("{before}/"), &format!("{before}{WEB}"));
    }
    (out.replace("](/", &format!("]({WEB}")), html)
}

/// An address as the specification's program writes it (RFC 3986, 2.1): keben keeps it as the author did.
fn encoded(target: &str) -> String {
    let byte = |b: u8| {
        let plain = b.is_ascii() && !b"\\`[]".contains(&b);
        if plain { char::from(b).to_string() } else { format!("%{b:02X}") }
    };
    target.bytes().map(byte).collect()
}

fn is_kept(target: &str) -> bool {
    let scheme = target.split_once(':').map_or("", |(scheme, _)| scheme);
    ["http", "https", "mailto"].iter().any(|s| scheme.eq_ignore_ascii_case(s))
}

/// One space for many, none at the ends and around line breaks.
fn squeezed(text: &str) -> String {
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    words.join(" ").replace(" ⏎", "⏎").replace("⏎ ", "⏎")
}

/// What the specification wants; `None` if there is HTML of the author's in it.
fn wanted(html: &str) -> Option<String> {
    let text = format!("<r>{html}</r>");
    let document = Document::parse(&text).ok()?;
    blocks(document.root_element())
}

const INLINE: [&str; 6] = ["em", "strong", "code", "a", "br", "img"];

fn blocks(around: Node<'_, '_>) -> Option<String> {
    let mut out: Vec<String> = Vec::new();
    let mut running = String::new();
    let end = |running: &mut String, out: &mut Vec<String>| {
        let text = squeezed(&std::mem::take(running));
        if !text.is_empty() {
            out.push(format!("p({text})"));
        }
    };
    for node in around.children() {
        let name = node.tag_name().name();
        if node.is_text() || INLINE.contains(&name) {
            running += &inline(node)?;
            continue;
        }
        end(&mut running, &mut out);
        match name {
            "p" => out.push(paragraph(node)?),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                out.push(format!("{name}({})", squeezed(&inlines(node)?)));
            }
            "blockquote" => out.push(format!("quote[{}]", blocks(node)?)),
            "ul" => out.push(format!("ul[{}]", blocks(node)?)),
            "ol" => out.push(format!("ol{}[{}]", node.attribute("start").unwrap_or("1"), blocks(node)?)),
            "li" => out.push(format!("li[{}]", blocks(node)?)),
            "hr" => out.push("hr".to_owned()),
            "pre" => {
                let code = node.first_element_child().filter(|c| c.has_tag_name("code"))?;
                let lang = code.attribute("class").map_or("", |c| c.trim_start_matches("language-"));
                let text: String =
                    code.descendants().filter(Node::is_text).filter_map(|t| t.text()).collect();
                out.push(format!("code {lang}({})", text.strip_suffix('\n').unwrap_or(&text)));
            }
            _ => return None,
        }
    }
    end(&mut running, &mut out);
    Some(out.join(" "))
}

/// A paragraph of nothing but a picture is a figure.
fn paragraph(node: Node<'_, '_>) -> Option<String> {
    let mut inside = node.children();
    match (inside.next(), inside.next()) {
        (Some(only), None) if only.has_tag_name("img") => Some(picture(only)),
        _ => Some(format!("p({})", squeezed(&inlines(node)?))),
    }
}

fn picture(node: Node<'_, '_>) -> String {
    let attribute = |name| squeezed(node.attribute(name).unwrap_or_default());
    format!("figure({} {} {})", attribute("src"), attribute("alt"), attribute("title"))
}

fn inlines(around: Node<'_, '_>) -> Option<String> {
    around.children().map(inline).collect()
}

fn inline(node: Node<'_, '_>) -> Option<String> {
    if node.is_text() {
        return Some(node.text().unwrap_or_default().to_owned());
    }
    let name = node.tag_name().name();
    match name {
        "em" | "strong" => Some(format!("{name}({})", inlines(node)?)),
        "code" => Some(format!("code({})", inlines(node)?)),
        "br" => Some("⏎".to_owned()),
        "img" => Some(picture(node)),
        "a" => {
            let target = node.attribute("href")?;
            let content = inlines(node)?;
            Some(if is_kept(target) { format!("link({target} {content})") } else { content })
        }
        _ => None,
    }
}

/// What keben made of it.
fn outline(list: &[Block]) -> String {
    list.iter().map(block).collect::<Vec<_>>().join(" ")
}

fn block(block: &Block) -> String {
    match &block.kind {
        BlockKind::Paragraph(p) => format!("p({})", squeezed(&running(&p.content))),
        BlockKind::Heading(h) => {
            let parts: Vec<String> = h.parts.iter().map(|part| running(part)).collect();
            format!("h{}({})", h.level, squeezed(&parts.join(" ")))
        }
        BlockKind::Figures(figures) => {
            let figure = |f: &keben::article::Figure| {
                let path = f.photo.strip_prefix("source/").unwrap_or(&f.photo);
                let (caption, credit) =
                    (squeezed(&running(&f.caption)), f.credit.clone().unwrap_or_default());
                format!("figure({path} {caption} {})", squeezed(&credit))
            };
            figures.iter().map(figure).collect::<Vec<_>>().join(" ")
        }
        BlockKind::List { start, items } => {
            let items: Vec<String> = items.iter().map(|i| format!("li[{}]", outline(&i.blocks))).collect();
            let kind = start.map_or("ul".to_owned(), |n| format!("ol{n}"));
            format!("{kind}[{}]", items.join(" "))
        }
        BlockKind::Quote(inside) => format!("quote[{}]", outline(inside)),
        BlockKind::Code { lang, text } => format!("code {}({text})", lang.as_deref().unwrap_or_default()),
        BlockKind::Rule => "hr".to_owned(),
        other => format!("{other:?}"),
    }
}

fn running(list: &[Inline]) -> String {
    let one = |inline: &Inline| match inline {
        Inline::Text { text, .. } => text.clone(),
        Inline::Code { text, .. } => format!("code({text})"),
        Inline::Emphasis(content) => format!("em({})", running(content)),
        Inline::Strong(content) => format!("strong({})", running(content)),
        Inline::Link { target, content } => format!("link({} {})", encoded(target), running(content)),
        Inline::Break => "⏎".to_owned(),
        other => format!("{other:?}"),
    };
    list.iter().map(one).collect()
}

fn read(markdown: &str) -> (Option<Article>, BTreeSet<&'static str>) {
    let text = format!("{HEAD}{markdown}\n");
    let project = Project::in_memory(BTreeMap::from([("source/a.md".to_owned(), text.into_bytes())]));
    let mut diags = Diags::new();
    let article = reader::read(&project, "source/a.md", &mut Files::default(), &mut diags);
    (article, diags.iter().map(|d| d.code.id).collect())
}

#[test]
fn the_specification() {
    let own = || Path::new(env!("CARGO_MANIFEST_DIR")).join("target/judges");
    let judges = std::env::var_os("KEBEN_JUDGES").map_or_else(own, PathBuf::from);
    let spec = std::fs::read_to_string(judges.join("web/node_modules/commonmark-spec/spec.txt"));
    let all = examples(&spec.expect("CommonMark's specification is not there; `bash tests/run` fetches it"));
    let purposes: BTreeMap<usize, &str> =
        ON_PURPOSE.iter().flat_map(|(why, numbers)| numbers.iter().map(|n| (*n, *why))).collect();
    let (mut alike, mut html, mut wrong) = (0, 0, Vec::new());
    let mut differ: BTreeMap<&str, usize> = BTreeMap::new();
    for example in &all {
        let (article, told) = read(&example.markdown);
        let found = article.map_or_else(|| "refused".to_owned(), |a| outline(&a.blocks));
        let purpose = purposes.get(&example.number);
        // HTML is dropped with a word, and a comment without one.
        let has_html = told.contains("K215") || example.markdown.contains("<!--");
        match (wanted(&example.html).filter(|_| !has_html), purpose) {
            (None, None) if has_html => html += 1,
            (Some(wanted), None) if wanted == found => alike += 1,
            (Some(wanted), Some(why)) if wanted != found => *differ.entry(why).or_default() += 1,
            (wanted, _) => wrong.push(format!(
                "{}: {:?}\n  wanted {wanted:?}\n  found  {found:?}\n  told {told:?}",
                example.number, example.markdown
            )),
        }
    }
    println!("{} examples: {alike} alike, {html} with HTML refused, {} wrong", all.len(), wrong.len());
    differ.iter().for_each(|(why, count)| println!("{count} on purpose: {why}"));
    assert_eq!(all.len(), 652);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
