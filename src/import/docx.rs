//! DOCX (ISO/IEC 29500, WordprocessingML): paragraphs with what their styles say and the numbers before them, tables,
//! pictures with their captions, notes. What tracked changes deleted is left out, and what is hidden; what they inserted
//! is in. What cannot be taken is said.

use super::cells::{Cells, Place};
use super::media::{Media, Outside};
use super::numbering::{self, Label};
use super::piece::{Item, Piece, Raw, Told};
use super::report::Kind;
use super::surroundings::{self, Around};
use super::tree::{Node, Tree};
use super::words::{SAYS, Words};
use super::zip::Zip;
use super::{MAX_BYTES, MAX_NOTES, MAX_PICTURES, MAX_PIECES, marks, notes};
use crate::diag::{Diag, codes::import as codes};
use std::collections::BTreeMap;

/// The elements of a paragraph that are a note or a picture; those that are text are [`SAYS`].
const MORE: [&str; 4] = ["footnoteReference", "endnoteReference", "blip", "imagedata"];

/// Reads the document. The error's first argument says what is wrong; the file's name is added by the caller.
pub(super) fn read(bytes: &[u8]) -> Result<Raw, Diag> {
    let zip = Zip::new(bytes);
    let main = part(&zip, "word/document.xml")?.ok_or_else(|| bad("word/document.xml"))?;
    let mut raw = Raw { whole: true, ..Raw::default() };
    let styled = part(&zip, "word/styles.xml")?;
    let numbered = part(&zip, "word/numbering.xml")?;
    let (labels, unknown) = numbering::labels(&main, numbered.as_ref(), styled.as_ref());
    if unknown > 0 {
        let (en, zh) = (
            "paragraphs that have a number in the file, which could not be read",
            "段落在原文件中有编号，未能读出",
        );
        raw.remark(Kind::Left, &unknown.to_string(), en, zh);
    }
    say_untaken(&main, &mut raw);
    let around = surroundings::of(&main);
    let mut reading = Reading {
        zip: &zip,
        styles: styled.map(|t| styles(&t)).unwrap_or_default(),
        media: Media::of(part(&zip, "word/_rels/document.xml.rels")?.as_ref(), &main, &around),
        footnotes: notes_of(&zip, "footnote", &mut raw)?,
        endnotes: notes_of(&zip, "endnote", &mut raw)?,
        labels,
        cells: Cells::of(&main, raw.cells_left()),
        tables: BTreeMap::new(),
        around,
        raw,
        noted: 0,
    };
    // Each element goes to the paragraph it stands in: a text box has paragraphs of its own, which come by themselves.
    let mut own: Vec<(u32, Node<'_>)> = Vec::new();
    for node in main.all().filter(|n| SAYS.contains(&n.name()) || MORE.contains(&n.name())) {
        let within = reading.around[node.index()];
        own.extend(within.paragraph.filter(|_| within.is_shown()).map(|p| (p, node)));
    }
    own.sort_by_key(|(paragraph, _)| *paragraph);
    for inside in own.chunk_by(|a, b| a.0 == b.0) {
        let Some(paragraph) = inside.first().and_then(|(p, _)| main.get(*p)) else { continue };
        reading.paragraph(paragraph, inside)?;
        // A picture left out without a word would be a loss.
        if let Some(path) = zip.over() {
            return Err(bad(&path));
        }
        // More than an article may have is not read to the end, since each picture is a file.
        if reading.raw.pieces.len() > MAX_PIECES || reading.raw.pictures.len() > MAX_PICTURES {
            break;
        }
    }
    Ok(reading.finish())
}

fn bad(path: &str) -> Diag {
    Diag::new(&codes::BAD_DOCX).arg(path)
}

/// A file of the archive; `None` if it is not there. Errors: it is there and cannot be read.
fn part(zip: &Zip<'_>, path: &str) -> Result<Option<Tree>, Diag> {
    if !zip.has(path) {
        return Ok(None);
    }
    zip.file(path).and_then(|bytes| Tree::read(&bytes)).map(Some).ok_or_else(|| bad(path))
}

/// The notes of that name, by their ids.
fn notes_of(zip: &Zip<'_>, name: &str, raw: &mut Raw) -> Result<BTreeMap<String, String>, Diag> {
    let tree = part(zip, &format!("word/{name}s.xml"))?;
    Ok(tree.map(|tree| notes::read(&tree, name, raw)).unwrap_or_default())
}

/// Says what has text that stands nowhere in the paragraphs.
fn say_untaken(main: &Tree, raw: &mut Raw) {
    for node in main.all() {
        let (text, en, zh) = match node.name() {
            "altChunk" => ("", "a document within the document is not taken", "文档中嵌入的文档没有取用"),
            "relIds" => {
                ("", "a SmartArt drawing is not taken, nor its text", "SmartArt 图形及其文字没有取用")
            }
            "textpath" => (
                node.attribute("string").unwrap_or_default(),
                "words drawn as a picture are not taken",
                "艺术字没有取用",
            ),
            "OLEObject" => ("", "an embedded object is not taken", "嵌入的对象没有取用"),
            _ => continue,
        };
        raw.remark(Kind::Left, text, en, zh);
    }
}

struct Reading<'a> {
    zip: &'a Zip<'a>,
    /// What the styles mean, by id.
    styles: BTreeMap<String, Told>,
    media: Media,
    /// Texts of notes, by id.
    footnotes: BTreeMap<String, String>,
    endnotes: BTreeMap<String, String>,
    /// What stands before paragraphs.
    labels: BTreeMap<u32, Label>,
    cells: Cells,
    /// The place of each table among those of the text, by its place in `cells`.
    tables: BTreeMap<usize, usize>,
    /// What each element of the text stands in.
    around: Vec<Around>,
    raw: Raw,
    /// The bytes of all notes that were met.
    noted: usize,
}

impl Reading<'_> {
    /// A paragraph, and what is its own of the elements inside. Errors: a note that is not there.
    fn paragraph(&mut self, paragraph: Node<'_>, inside: &[(u32, Node<'_>)]) -> Result<(), Diag> {
        let at = u32::try_from(paragraph.index()).unwrap_or(u32::MAX);
        let (place, told) = (self.cells.place(at), self.told(paragraph));
        let breaks = told == Told::Nothing && !matches!(place, Some(Place::Cell(..)));
        let mut pictures = Vec::new();
        let mut words = Words::new(&self.around, &mut self.raw, breaks);
        for node in inside.iter().map(|(_, node)| *node) {
            let notes = match node.name() {
                "footnoteReference" => &self.footnotes,
                "endnoteReference" => &self.endnotes,
                "blip" | "imagedata" => {
                    pictures.push(node);
                    continue;
                }
                _ => {
                    words.read(node);
                    continue;
                }
            };
            let id = node.attribute("id").unwrap_or_default();
            let note = notes.get(id).ok_or_else(|| bad(&format!("{} {id}", node.name())))?;
            // One long note may be referred to again and again; more than an article may have is refused in the end.
            let is_over = self.noted > MAX_BYTES || words.raw.notes.len() > MAX_NOTES;
            if !note.is_empty() && !is_over {
                self.noted += note.len();
                words.raw.notes.push(note.clone());
                let number = words.raw.notes.len();
                words.mark(&marks::note(number));
            }
        }
        let lines = words.finish();
        match place {
            Some(Place::Cell(table, row, cell)) => self.cell((table, row, cell), &lines.join(" ")),
            _ => self.lines(lines, told, self.labels.get(&at).cloned(), place.is_some()),
        }
        for node in pictures {
            if self.raw.pictures.len() > MAX_PICTURES {
                break;
            }
            match self.media.picture(self.zip, node, self.around[node.index()].frame) {
                Ok(picture) => {
                    let told = Told::Picture(self.raw.pictures.len());
                    self.raw.pictures.push(picture);
                    self.push(String::new(), told, false);
                }
                Err(Outside(what)) => {
                    let (en, zh) =
                        ("a picture that is not in the file is not taken", "不在文件里的图片没有取用");
                    self.raw.remark(Kind::Left, &what, en, zh);
                }
            }
        }
        Ok(())
    }

    /// The lines of a paragraph, which break where their writer broke them. What stands before it belongs to the first.
    fn lines(&mut self, lines: Vec<String>, told: Told, label: Option<Label>, apart: bool) {
        let mut label = label;
        for text in lines {
            match label.take() {
                Some(Label::Number(number)) => self.push(format!("{number}{text}"), told, true),
                Some(Label::Bullet(level)) if told == Told::Nothing => {
                    self.push(text, Told::Item(Item { level, number: None }), true);
                }
                _ => self.push(text, told, apart),
            }
        }
    }

    fn cell(&mut self, (table, row, cell): (usize, usize, usize), text: &str) {
        if !self.tables.contains_key(&table) {
            let place = self.raw.tables.len();
            self.tables.insert(table, place);
            self.raw.tables.push(super::table::Table::default());
            self.push(String::new(), Told::Table(place), true);
        }
        self.cells.add((table, row, cell), text);
    }

    fn push(&mut self, text: String, told: Told, apart: bool) {
        let line = self.raw.pieces.len() + 1;
        self.raw.pieces.push(Piece { text, line, slot: false, indented: false, told, apart });
    }

    fn told(&self, paragraph: Node<'_>) -> Told {
        let properties = paragraph.child("pPr");
        let value = |name: &str| properties.and_then(|p| p.child(name)).and_then(|n| n.attribute("val"));
        if let Some(level) = value("outlineLvl").and_then(|v| v.parse::<u8>().ok()).filter(|l| *l < 6) {
            return Told::Head(level + 1);
        }
        value("pStyle").and_then(|id| self.styles.get(id)).copied().unwrap_or(Told::Nothing)
    }

    /// Puts the tables in, now that their cells have their texts.
    fn finish(mut self) -> Raw {
        for (table, place) in &self.tables {
            let table = self.cells.finish(*table);
            self.raw.cells += table.rows.iter().map(Vec::len).sum::<usize>();
            self.raw.tables[*place] = table;
        }
        self.raw
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
