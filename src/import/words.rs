//! What the runs of a DOCX say, in paragraphs and in notes: characters, signs of symbol faces, raised and lowered figures,
//! readings over characters.

use super::marks::{self, MARK, Reading};
use super::piece::{Raw, is_invisible, is_space};
use super::report::Kind;
use super::surroundings::Around;
use super::symbol::{self, Rise};
use super::tree::Node;

/// Stands for a sign whose face says what it is, and whose face is not known.
const UNKNOWN: char = '\u{FFFD}';

/// The elements that say something within a line.
pub(super) const SAYS: [&str; 8] = ["t", "tab", "br", "cr", "noBreakHyphen", "sym", "den", "oMath"];

/// What was read so far of a paragraph or a note.
pub(super) struct Words<'a> {
    around: &'a [Around],
    /// Takes remarks and readings.
    pub(super) raw: &'a mut Raw,
    /// Whether a line break ends a piece, as in a verse; else it is a space.
    breaks: bool,
    lines: Vec<String>,
    line: String,
    /// Raised or lowered characters that are not in `line` yet, since they are changed together or not at all.
    moved: (Rise, String),
    /// The characters with a reading that are being read, how many they are, and their reading.
    ruby: (Option<u32>, usize, String),
    struck: String,
}

impl<'a> Words<'a> {
    pub(super) fn new(around: &'a [Around], raw: &'a mut Raw, breaks: bool) -> Words<'a> {
        Words {
            around,
            raw,
            breaks,
            lines: Vec::new(),
            line: String::new(),
            moved: (Rise::Line, String::new()),
            ruby: (None, 0, String::new()),
            struck: String::new(),
        }
    }

    /// Reads one element of [`SAYS`].
    pub(super) fn read(&mut self, node: Node<'_>) {
        let around = self.around[node.index()];
        if around.ruby != self.ruby.0 {
            self.end_ruby();
            self.ruby.0 = around.ruby;
        }
        match node.name() {
            "t" => self.characters(node.text(), around),
            "tab" | "br" | "cr" if node.parent().is_some_and(|p| p.is("r")) => {
                if self.breaks && !node.is("tab") { self.end_line() } else { self.characters(" ", around) }
            }
            "noBreakHyphen" => self.characters("-", around),
            "sym" => self.sign(node, around),
            // The stroke between the parts of a fraction, whose form is lost.
            "den" => self.characters("/", around),
            "oMath" => self.raw.remark(
                Kind::Left,
                &self.line,
                "a formula: its characters stand in a line",
                "公式：只取其中的字符，排成一行",
            ),
            _ => {}
        }
    }

    /// Adds a mark behind what was read.
    pub(super) fn mark(&mut self, mark: &str) {
        self.end_ruby();
        self.settle();
        self.line.push_str(mark);
    }

    /// Ends a line.
    pub(super) fn end_line(&mut self) {
        self.end_ruby();
        self.settle();
        let line = std::mem::take(&mut self.line);
        let line = line.trim_matches(|c| is_space(c) && c != MARK);
        if !line.is_empty() {
            self.lines.push(line.to_owned());
        }
    }

    /// All lines that have a character or a mark.
    pub(super) fn finish(mut self) -> Vec<String> {
        self.end_line();
        if !self.struck.is_empty() {
            let (en, zh) =
                ("struck out in the file; it stands here as other text", "原文件中划去的文字，这里照常列出");
            self.raw.remark(Kind::Left, &self.struck, en, zh);
        }
        self.lines
    }

    fn characters(&mut self, text: &str, around: Around) {
        let one = |c: char| {
            let sign = around.look.face.filter(|_| ('\u{F000}'..='\u{F0FF}').contains(&c));
            match c {
                '\n' | '\r' | '\t' => ' ',
                c => sign.and_then(|face| symbol::sign(Some(face), u32::from(c))).unwrap_or(c),
            }
        };
        let text: String = text.chars().map(one).filter(|c| !is_invisible(*c)).collect();
        if around.reading {
            self.ruby.2.push_str(&text);
            return;
        }
        if around.ruby.is_some() {
            self.ruby.1 += text.chars().filter(|c| !c.is_whitespace()).count();
        }
        if around.look.struck {
            self.struck.push_str(&text);
        }
        if around.look.rise != self.moved.0 {
            self.settle();
            self.moved.0 = around.look.rise;
        }
        if around.look.rise == Rise::Line { self.line.push_str(&text) } else { self.moved.1.push_str(&text) }
    }

    fn sign(&mut self, node: Node<'_>, around: Around) {
        let name = node.attribute("font").unwrap_or_default();
        let code = node.attribute("char").and_then(|c| u32::from_str_radix(c, 16).ok());
        let found =
            code.and_then(|code| symbol::sign(symbol::face(name), code)).filter(|c| !is_invisible(*c));
        if found.is_none() {
            let text = format!("{name} {}", node.attribute("char").unwrap_or_default());
            let (en, zh) = (
                "a sign that only its face shows; U+FFFD stands for it",
                "只有该字体才显示的符号，暂用 U+FFFD 代替",
            );
            self.raw.remark(Kind::Left, &text, en, zh);
        }
        self.characters(&found.unwrap_or(UNKNOWN).to_string(), around);
    }

    /// Puts raised or lowered characters into the line.
    fn settle(&mut self) {
        let (rise, text) = std::mem::take(&mut self.moved);
        let moved = symbol::moved(&text, rise);
        if moved.is_none() {
            let (en, zh) = (
                "raised or lowered in the file; it stands in the line",
                "原文件中是上标或下标，这里与正文齐平",
            );
            self.raw.remark(Kind::Left, &text, en, zh);
        }
        self.line.push_str(&moved.unwrap_or(text));
    }

    fn end_ruby(&mut self) {
        let (_, over, text) = std::mem::take(&mut self.ruby);
        if over > 0 && !text.trim().is_empty() {
            self.settle();
            self.line.push_str(&marks::reading(self.raw.readings.len()));
            self.raw.readings.push(Reading { over, text: text.trim().to_owned() });
        }
    }
}
