//! An article as lines: one for each leaf, what it is in a word before it.

use keben::article::{Article, Block, BlockKind, Figure, Inline, Labels, MarkKind, NoteId, ParagraphRole};

/// All lines of an article: the text, then the notes in the order of their first marks.
pub(super) fn lines(article: &Article) -> Vec<String> {
    let mut walk = Walk { article, labels: Labels::new(article), out: Vec::new(), noted: Vec::new() };
    for block in &article.blocks {
        walk.block(block);
    }
    let mut notes = Vec::new();
    let mut done = 0;
    while done < walk.noted.len() {
        // Writing a note may mark further notes.
        let note = walk.noted[done];
        done += 1;
        let text = std::mem::take(&mut walk.out);
        walk.out.push(format!("note {}", note.0 + 1));
        for block in &article.notes[note.0 as usize].blocks {
            walk.block(block);
        }
        notes.push((note, std::mem::replace(&mut walk.out, text)));
    }
    walk.out.extend(notes.into_iter().flat_map(|(_, lines)| lines));
    walk.out
}

struct Walk<'a> {
    article: &'a Article,
    labels: Labels,
    out: Vec<String>,
    noted: Vec<NoteId>,
}

impl Walk<'_> {
    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(p) => {
                let text = self.text(&p.content);
                self.out.push(format!("{} {text}", if p.role == ParagraphRole::Lead { "lead" } else { "p" }));
            }
            BlockKind::Heading(h) => {
                let parts: Vec<String> = h.parts.iter().map(|p| self.text(p)).collect();
                self.out.push(format!("head {}", parts.join(" ")));
            }
            BlockKind::Figures(group) => group.iter().for_each(|f| self.figure(f)),
            BlockKind::List { start, items } => {
                self.out.push(start.map_or("list".to_owned(), |n| format!("list {n}")));
                for item in items {
                    self.out.push(match item.done {
                        None => "item".to_owned(),
                        Some(done) => format!("item {done}"),
                    });
                    item.blocks.iter().for_each(|b| self.block(b));
                }
            }
            BlockKind::Definitions(list) => {
                for (term, meanings) in list {
                    let term = self.text(term);
                    self.out.push(format!("term {term}"));
                    for meaning in meanings {
                        self.out.push("means".to_owned());
                        meaning.iter().for_each(|b| self.block(b));
                    }
                }
            }
            BlockKind::Quote(blocks) => self.within("quote", blocks),
            BlockKind::Vertical(blocks) => self.within("vertical", blocks),
            BlockKind::Boxed { title, blocks, .. } => {
                let title = title.as_ref().map_or(String::new(), |t| format!(" {}", self.text(t)));
                self.within(&format!("box{title}"), blocks);
            }
            BlockKind::Verse(lines) => {
                for line in lines.iter().filter(|l| !l.is_empty()) {
                    let text = self.text(line);
                    self.out.push(format!("verse {text}"));
                }
            }
            BlockKind::Code { text, .. } => self.out.push(format!("code {text}")),
            BlockKind::Table(t) => {
                let label = self.labels.caption(t.id.as_deref()).map(|l| format!("{l} "));
                let caption = t.caption.as_ref().map_or(String::new(), |c| self.text(c));
                self.out.push(format!("table {}{caption}", label.unwrap_or_default()));
                let rows =
                    std::iter::once(&t.head).filter(|h| h.iter().any(|c| !c.is_empty())).chain(&t.rows);
                for row in rows {
                    let cells: Vec<String> = row.iter().map(|c| self.text(c)).collect();
                    self.out.push(format!("row {}", cells.join(" | ")));
                }
            }
            BlockKind::Rule => self.out.push("rule".to_owned()),
            BlockKind::PageBreak => self.out.push("page break".to_owned()),
        }
    }

    fn within(&mut self, name: &str, blocks: &[Block]) {
        self.out.push(name.to_owned());
        blocks.iter().for_each(|b| self.block(b));
        self.out.push("end".to_owned());
    }

    fn figure(&mut self, figure: &Figure) {
        let label = self.labels.caption(figure.id.as_deref()).map(|l| format!("{l} ")).unwrap_or_default();
        let caption = self.text(&figure.caption);
        let (alt, credit) =
            (figure.alt.clone().unwrap_or_default(), figure.credit.clone().unwrap_or_default());
        self.out.push(format!("figure [{alt}] {label}{caption} / {credit}"));
    }

    /// Running text with its marks in words.
    fn text(&mut self, inlines: &[Inline]) -> String {
        let mut out = String::new();
        for inline in inlines {
            let (name, content) = match inline {
                Inline::Text { text, .. } => {
                    out += text;
                    continue;
                }
                Inline::Code { text, .. } => {
                    out += &format!("⟨code {text}⟩");
                    continue;
                }
                Inline::Reference { target, .. } => {
                    out += &format!("⟨to {}⟩", self.labels.show(target));
                    continue;
                }
                Inline::NoteMark { note, .. } => {
                    if !self.noted.contains(note) {
                        self.noted.push(*note);
                    }
                    assert!((note.0 as usize) < self.article.notes.len());
                    out += &format!("⟨note {}⟩", note.0 + 1);
                    continue;
                }
                Inline::Ruby { base, text, .. } => {
                    let text: String = text.split_whitespace().collect();
                    out += &format!("⟨ruby {base}/{text}⟩");
                    continue;
                }
                Inline::Break => {
                    out += "⟨br⟩";
                    continue;
                }
                Inline::Emphasis(c) => ("em".to_owned(), c),
                Inline::Strong(c) => ("strong".to_owned(), c),
                Inline::Strike(c) => ("del".to_owned(), c),
                Inline::Superscript(c) => ("sup".to_owned(), c),
                Inline::Subscript(c) => ("sub".to_owned(), c),
                Inline::Link { target, content } => (format!("link {target}"), content),
                Inline::Foreign { lang, content } => (format!("lang {lang}"), content),
                Inline::Marked { kind: MarkKind::Index, content } => {
                    out += &self.text(content);
                    continue;
                }
                Inline::Marked { kind, content } => (format!("{kind:?}"), content),
            };
            let inside = self.text(content);
            out += &format!("⟨{name}: {inside}⟩");
        }
        out
    }
}
