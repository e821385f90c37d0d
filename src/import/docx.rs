//! DOCX (ISO/IEC 29500, WordprocessingML): paragraphs with what their styles say, pictures with their captions,
//! footnotes. What tracked changes deleted is left out; what they inserted is in.

use super::html::extension;
use super::piece::{NOTE_MARK, Picture, Piece, Raw, Told, is_invisible, is_space};
use super::surroundings::{self, Around};
use super::tree::{Node, Tree};
use super::zip::Zip;
use super::{MAX_PICTURES, MAX_PIECES};
use crate::diag::{Diag, codes::import as codes};
use std::collections::BTreeMap;

/// The elements of a paragraph that are text or a picture.
const SAYS: [&str; 8] = ["t", "tab", "br", "cr", "noBreakHyphen", "footnoteReference", "blip", "imagedata"];

/// Reads the document. The error's first argument says what is wrong; the file's name is added by the caller.
pub(super) fn read(bytes: &[u8]) -> Result<Raw, Diag> {
    let zip = Zip::new(bytes);
    let tree = |path: &str| zip.file(path).and_then(|b| Tree::read(&b));
    let main = tree("word/document.xml");
    let main = main.ok_or_else(|| Diag::new(&codes::BAD_DOCX).arg("word/document.xml"))?;
    let styles = tree("word/styles.xml").map(|t| styles(&t)).unwrap_or_default();
    let links = tree("word/_rels/document.xml.rels").map(|t| links(&t)).unwrap_or_default();
    let notes = tree("word/footnotes.xml").map(|t| notes(&t)).unwrap_or_default();
    let around = surroundings::of(&main);
    // Each element goes to the paragraph it stands in: a text box has paragraphs of its own, which come by themselves.
    let mut own: Vec<(u32, Node<'_>)> = Vec::new();
    for node in main.all().filter(|n| SAYS.contains(&n.name())) {
        let within = around[node.index()];
        own.extend(within.paragraph.filter(|_| !within.deleted).map(|p| (p, node)));
    }
    own.sort_by_key(|(paragraph, _)| *paragraph);
    let described = surroundings::described(&main, &around);
    let mut reading = Reading { zip: &zip, styles, links, notes, around, described, raw: Raw::default() };
    for inside in own.chunk_by(|a, b| a.0 == b.0) {
        let Some(paragraph) = inside.first().and_then(|(p, _)| main.get(*p)) else { continue };
        if reading.around[paragraph.index()].fallback {
            continue;
        }
        reading.paragraph(paragraph, inside);
        // A picture left out without a word would be a loss.
        if let Some(path) = zip.over() {
            return Err(Diag::new(&codes::BAD_DOCX).arg(path));
        }
        // More than an article may have is not read to the end, since each picture is a file.
        if reading.raw.pieces.len() > MAX_PIECES || reading.raw.pictures.len() > MAX_PICTURES {
            break;
        }
    }
    Ok(reading.raw)
}

struct Reading<'a> {
    zip: &'a Zip<'a>,
    /// What the styles mean, by id.
    styles: BTreeMap<String, Told>,
    /// Targets of relationships, by id.
    links: BTreeMap<String, String>,
    /// Texts of footnotes, by id.
    notes: BTreeMap<String, String>,
    /// What each element of the text stands in.
    around: Vec<Around>,
    /// What the frames of pictures say for readers who cannot see them, by the frame.
    described: BTreeMap<u32, Option<String>>,
    raw: Raw,
}

impl Reading<'_> {
    /// A paragraph, and what is its own of the elements inside.
    fn paragraph(&mut self, paragraph: Node<'_>, inside: &[(u32, Node<'_>)]) {
        let mut text = String::new();
        let mut pictures = Vec::new();
        for node in inside.iter().map(|(_, node)| *node) {
            match node.name() {
                "t" => text.extend(node.text().chars().filter(|c| !is_invisible(*c))),
                "tab" | "br" | "cr" if node.parent().is_some_and(|p| p.is("r")) => text.push(' '),
                "noBreakHyphen" => text.push('-'),
                "footnoteReference" => {
                    if let Some(note) = node.attribute("id").and_then(|id| self.notes.get(id)) {
                        self.raw.notes.push(note.clone());
                        text.push_str(&format!("{NOTE_MARK}{}{NOTE_MARK}", self.raw.notes.len()));
                    }
                }
                "blip" | "imagedata" if !self.around[node.index()].fallback => {
                    let id = node.attribute("embed").or_else(|| node.attribute("id"));
                    pictures.extend(id.and_then(|id| self.picture(node, id)));
                    if pictures.len() > MAX_PICTURES {
                        break;
                    }
                }
                _ => {}
            }
        }
        let trimmed = text.trim_matches(|c| is_space(c) && c != NOTE_MARK);
        if !trimmed.is_empty() {
            let told = self.told(paragraph);
            self.push(trimmed.to_owned(), told);
        }
        for picture in pictures {
            let told = Told::Picture(self.raw.pictures.len());
            self.raw.pictures.push(picture);
            self.push(String::new(), told);
        }
    }

    fn push(&mut self, text: String, told: Told) {
        let line = self.raw.pieces.len() + 1;
        self.raw.pieces.push(Piece { text, line, slot: false, indented: false, told });
    }

    fn told(&self, paragraph: Node<'_>) -> Told {
        let properties = paragraph.child("pPr");
        let value = |name: &str| properties.and_then(|p| p.child(name)).and_then(|n| n.attribute("val"));
        if let Some(level) = value("outlineLvl").and_then(|v| v.parse::<u8>().ok()).filter(|l| *l < 6) {
            return Told::Head(level + 1);
        }
        value("pStyle").and_then(|id| self.styles.get(id)).copied().unwrap_or(Told::Nothing)
    }

    fn picture(&self, node: Node<'_>, id: &str) -> Option<Picture> {
        let target = self.links.get(id)?;
        let path = target.strip_prefix('/').map_or_else(|| format!("word/{target}"), str::to_owned);
        let bytes = self.zip.file(&path)?;
        let extension = extension(&bytes)?;
        let frame = self.around[node.index()].frame;
        let alt = frame.and_then(|f| self.described.get(&f)).cloned().flatten();
        Some(Picture { bytes: Some(bytes.into()), extension, alt, path: String::new() })
    }
}

/// What the built-in styles mean; their names are the same in every language of the word processor.
fn styles(tree: &Tree) -> BTreeMap<String, Told> {
    let mut out = BTreeMap::new();
    for style in tree.all().filter(|n| n.is("style")) {
        let name = style.child("name").and_then(|n| n.attribute("val")).unwrap_or_default();
        let name = name.to_ascii_lowercase();
        let told = match name.as_str() {
            "title" => Told::Title,
            "subtitle" => Told::Subtitle,
            "caption" => Told::Caption,
            _ => match name.strip_prefix("heading ").and_then(|n| n.parse::<u8>().ok()) {
                Some(level @ 1..=6) => Told::Head(level),
                _ => continue,
            },
        };
        if let Some(id) = style.attribute("styleId") {
            out.insert(id.to_owned(), told);
        }
    }
    out
}

fn links(tree: &Tree) -> BTreeMap<String, String> {
    let inside = tree.all().filter(|n| n.attribute("TargetMode") != Some("External"));
    inside.filter_map(|n| Some((n.attribute("Id")?.to_owned(), n.attribute("Target")?.to_owned()))).collect()
}

fn notes(tree: &Tree) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    for note in tree.outermost("footnote").filter(|n| n.attribute("type").is_none()) {
        let text: String = note.inside().filter(|n| n.is("t")).map(Node::text).collect();
        let text: String = text.trim().chars().filter(|c| !is_invisible(*c)).collect();
        if let Some(id) = note.attribute("id").filter(|_| !text.is_empty()) {
            out.insert(id.to_owned(), text);
        }
    }
    out
}
