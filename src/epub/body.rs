//! What stands between lines, as XHTML: paragraphs, heads, figures, lists, tables, notes.

use super::folio::Pages;
use super::markup::{Markup, Voice};
use super::shelf::Shelf;
use super::words::Words;
use crate::article::{
    Align, Article, Block, BlockKind, BoxKind, Figure, FigurePlace, Heading, Labels, ListItem, NoteId,
    ParagraphRole, Table, shown_text,
};
use crate::theme::Theme;
use std::collections::BTreeMap;

/// Writes one article's blocks.
pub(super) struct Writer<'a> {
    pub(super) article: &'a Article,
    pub(super) theme: &'a Theme,
    pub(super) labels: &'a Labels,
    pub(super) words: &'static Words,
    /// The pictures by photo and crop.
    pub(super) shelf: &'a Shelf,
    /// Whether notes carry the class names of 多看.
    pub(super) duokan: bool,
    /// Whether short numbers stand upright in vertical lines.
    pub(super) upright: bool,
    /// The ids in the book of the author's ids.
    pub(super) anchors: &'a BTreeMap<String, String>,
    /// The document in which each id stands, where the article is in several.
    pub(super) documents: &'a BTreeMap<String, String>,
    /// How often each note has been marked so far.
    pub(super) marks: BTreeMap<NoteId, u32>,
    /// The open heads' levels, so that ranks go down one by one (row 34).
    pub(super) levels: Vec<u8>,
    /// The heads written: rank (1 below the title), id and text.
    pub(super) outline: Vec<(usize, String, String)>,
    /// The numbered pictures and tables written: id and title.
    pub(super) listed: [Vec<(String, String)>; 2],
    /// The words for the index written: id and word; `None` where there is no index.
    pub(super) marked: Option<Vec<(String, String)>>,
    /// How many words were marked so far.
    pub(super) words_marked: usize,
    /// The pages of the printed edition that begin in what is still to be written.
    pub(super) pages: Pages<'a>,
    /// Whether something that accessibility metadata speaks of was met.
    pub(super) met: Met,
}

/// What a book holds, for its accessibility metadata (rows 57 and 58).
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Met {
    pub(super) pictures: bool,
    /// A picture without alternative text of its author.
    pub(super) lacks_alt: bool,
    pub(super) ruby: bool,
}

impl Met {
    /// What was met elsewhere too.
    pub(super) fn add(&mut self, more: Met) {
        self.pictures |= more.pictures;
        self.lacks_alt |= more.lacks_alt;
        self.ruby |= more.ruby;
    }
}

impl Writer<'_> {
    /// The link to an author's id.
    pub(super) fn href(&self, target: &str) -> Option<String> {
        self.anchors.get(target).map(|id| self.local(id))
    }

    /// The link to an id of the book in this article.
    pub(super) fn local(&self, id: &str) -> String {
        format!("{}#{id}", self.documents.get(id).map_or("", String::as_str))
    }

    /// Writes a block; `class` is added to a paragraph's own.
    pub(super) fn block(&mut self, m: &mut Markup, block: &Block, class: &str) {
        let voice = |style: &crate::theme::TextStyle| Voice::from(style);
        match &block.kind {
            BlockKind::Paragraph(p) if p.role == ParagraphRole::Lead => {
                m.voiced(voice(&self.theme.lead.text), |m| {
                    m.open("p", &[("class", "lead")]);
                    self.inlines(m, &p.content);
                    m.close("p");
                });
            }
            BlockKind::Paragraph(p) => {
                m.open("p", &[("class", class)]);
                self.inlines(m, &p.content);
                m.close("p");
            }
            BlockKind::Heading(h) => self.heading(m, h),
            BlockKind::Figures(group) => self.not_running(|w| w.figures(m, group)),
            BlockKind::List { start, items } => self.list(m, *start, items),
            BlockKind::Definitions(list) => {
                m.open("dl", &[]);
                for (term, meanings) in list {
                    m.voiced(Voice { role: crate::theme::FaceRole::Hei, weight: 700 }, |m| {
                        m.open("dt", &[]);
                        self.not_running(|w| w.inlines(m, term));
                        m.close("dt");
                    });
                    for blocks in meanings {
                        self.wrapped(m, "dd", &[], blocks);
                    }
                }
                m.close("dl");
            }
            BlockKind::Quote(blocks) => {
                m.voiced(voice(&self.theme.quote.text), |m| self.wrapped(m, "blockquote", &[], blocks));
            }
            BlockKind::Verse(lines) => self.verse(m, lines),
            BlockKind::Boxed { kind, title, blocks } => self.boxed(m, *kind, title.as_deref(), blocks),
            BlockKind::Vertical(blocks) => self.wrapped(m, "div", &[("class", "vertical")], blocks),
            BlockKind::Code { lang, text } => m.voiced(voice(&self.theme.code.text), |m| {
                let class = lang.as_ref().map_or(String::new(), |l| format!("language-{l}"));
                m.open("pre", &[]);
                m.open("code", &[("class", class.trim())]);
                self.code(m, text);
                m.close("code");
                m.close("pre");
            }),
            BlockKind::Table(t) => self.not_running(|w| w.table(m, t)),
            BlockKind::Rule => m.empty("hr", &[]),
            BlockKind::PageBreak => {
                m.open("div", &[("class", "page-break")]);
                m.close("div");
            }
        }
        m.line();
    }

    fn wrapped(&mut self, m: &mut Markup, tag: &str, attributes: &[(&str, &str)], blocks: &[Block]) {
        m.open(tag, attributes);
        for block in blocks {
            self.block(m, block, "");
        }
        m.close(tag);
    }

    fn heading(&mut self, m: &mut Markup, h: &Heading) {
        while self.levels.last().is_some_and(|l| *l >= h.level) {
            self.levels.pop();
        }
        self.levels.push(h.level);
        let rank = self.levels.len();
        let tag = format!("h{}", (rank + 1).min(6));
        let id = self.anchors.get(&h.id).cloned().unwrap_or_default();
        self.outline.push((rank, id.clone(), h.shown(self.labels)));
        let style = &self.theme.heads[usize::from(h.level.clamp(1, 6)) - 1];
        let class = format!("level-{}", h.level.clamp(1, 6));
        // HTML ends at the sixth rank; what is deeper says so.
        let deeper = if rank > 5 { (rank + 1).to_string() } else { String::new() };
        m.open(&tag, &[("id", &id), ("class", &class), ("aria-level", &deeper)]);
        let last = h.parts.len() - 1;
        for (n, part) in h.parts.iter().enumerate() {
            // A head of three parts has a first and a last of their own (as the PDF sets it).
            let (style, class) = match (h.parts.len(), n) {
                (3.., 0) => (&style.first, "part first"),
                (3.., _) if n == last => (&style.last, "part last"),
                _ => (&style.text, "part"),
            };
            if n > 0 {
                m.voiced(style.into(), |m| m.text(" "));
            }
            m.voiced(style.into(), |m| {
                if last > 0 {
                    m.open("span", &[("class", class)]);
                }
                self.inlines(m, part);
                if last > 0 {
                    m.close("span");
                }
            });
        }
        m.close(&tag);
    }

    fn figures(&mut self, m: &mut Markup, group: &[Figure]) {
        if let [one] = group {
            self.figure(m, one);
            return;
        }
        m.open("div", &[("class", "group")]);
        for figure in group {
            self.figure(m, figure);
        }
        m.close("div");
    }

    /// Picture, caption and credit (row 43). The caption is visible to everyone (row 45).
    fn figure(&mut self, m: &mut Markup, figure: &Figure) {
        let id = figure.id.as_ref().and_then(|id| self.anchors.get(id)).cloned().unwrap_or_default();
        let class = match figure.place {
            FigurePlace::Hero => "hero",
            FigurePlace::Span | FigurePlace::Page => "wide",
            FigurePlace::Column | FigurePlace::Inline => "",
        };
        self.list_up(0, figure.id.as_deref(), &figure.caption);
        m.open("figure", &[("id", &id), ("class", class)]);
        if let Some(picture) = self.shelf.find(figure) {
            self.met.pictures = true;
            let alt = figure.alt.as_deref().map(str::trim).filter(|a| !a.is_empty());
            self.met.lacks_alt |= alt.is_none();
            let alt = alt.unwrap_or(self.words.picture[usize::from(figure.caption.is_empty())]);
            let (width, height) = (picture.width.to_string(), picture.height.to_string());
            let attributes =
                [("src", picture.href.as_str()), ("alt", alt), ("width", &width), ("height", &height)];
            m.empty("img", &attributes);
        }
        if !figure.caption.is_empty() || figure.credit.is_some() {
            let style = &self.theme.figure;
            m.open("figcaption", &[]);
            m.voiced((&style.caption).into(), |m| {
                self.label(m, figure.id.as_deref());
                self.inlines(m, &figure.caption);
            });
            if let Some(credit) = &figure.credit {
                m.voiced((&style.credit).into(), |m| {
                    if !figure.caption.is_empty() {
                        m.text(" ");
                    }
                    m.open("span", &[("class", "credit")]);
                    m.text(credit);
                    m.close("span");
                });
            }
            m.close("figcaption");
        }
        m.close("figure");
    }

    /// Notes a numbered picture (0) or table (1) for the list of those.
    fn list_up(&mut self, kind: usize, id: Option<&str>, caption: &[crate::article::Inline]) {
        let (Some(label), Some(place)) = (self.labels.caption(id), id.and_then(|id| self.anchors.get(id)))
        else {
            return;
        };
        let caption = shown_text(caption, self.labels);
        let title = if caption.is_empty() { label.to_owned() } else { format!("{label} {caption}") };
        self.listed[kind].push((place.clone(), title));
    }

    /// 图1 before a caption, if the text refers to it.
    fn label(&mut self, m: &mut Markup, id: Option<&str>) {
        let labels = self.labels;
        if let Some(label) = labels.caption(id) {
            // The style sheet has it bold.
            let bold = Voice { weight: 700, ..m.voice() };
            m.voiced(bold, |m| {
                m.open("span", &[("class", "label")]);
                m.text(label);
                m.close("span");
            });
            m.text(" ");
        }
    }

    fn list(&mut self, m: &mut Markup, start: Option<u64>, items: &[ListItem]) {
        let tag = if start.is_some() { "ol" } else { "ul" };
        let first = start.filter(|n| *n != 1).map_or(String::new(), |n| n.to_string());
        let tasks = items.iter().any(|i| i.done.is_some());
        m.open(tag, &[("class", if tasks { "tasks" } else { "" }), ("start", &first)]);
        for item in items {
            let class = item.done.map_or("", |done| if done { "done" } else { "open" });
            // A lone paragraph is the item itself: `<li>` and text, without the space of a paragraph.
            match item.blocks.as_slice() {
                [Block { kind: BlockKind::Paragraph(p), .. }, rest @ ..]
                    if rest.iter().all(|b| matches!(b.kind, BlockKind::List { .. })) =>
                {
                    m.open("li", &[("class", class)]);
                    self.inlines(m, &p.content);
                    for block in rest {
                        self.block(m, block, "");
                    }
                    m.close("li");
                }
                blocks => self.wrapped(m, "li", &[("class", class)], blocks),
            }
        }
        m.close(tag);
    }

    fn verse(&mut self, m: &mut Markup, lines: &[Vec<crate::article::Inline>]) {
        m.voiced((&self.theme.verse.text).into(), |m| {
            m.open("div", &[("class", "verse")]);
            for stanza in lines.split(Vec::is_empty).filter(|s| !s.is_empty()) {
                m.open("p", &[]);
                for (n, line) in stanza.iter().enumerate() {
                    if n > 0 {
                        m.empty("br", &[]);
                    }
                    self.inlines(m, line);
                }
                m.close("p");
            }
            m.close("div");
        });
    }

    fn boxed(
        &mut self,
        m: &mut Markup,
        kind: BoxKind,
        title: Option<&[crate::article::Inline]>,
        blocks: &[Block],
    ) {
        let class = match kind {
            BoxKind::Note => "box note",
            BoxKind::Link => "box",
        };
        m.open("div", &[("class", class)]);
        if let Some(title) = title {
            m.voiced((&self.theme.boxed.title).into(), |m| {
                m.open("p", &[("class", "box-title")]);
                self.inlines(m, title);
                m.close("p");
            });
        }
        m.voiced((&self.theme.boxed.text).into(), |m| {
            for block in blocks {
                self.block(m, block, "");
            }
        });
        m.close("div");
    }

    fn table(&mut self, m: &mut Markup, t: &Table) {
        let style = &self.theme.table;
        let id = t.id.as_ref().and_then(|id| self.anchors.get(id)).cloned().unwrap_or_default();
        self.list_up(1, t.id.as_deref(), t.caption.as_deref().unwrap_or_default());
        m.open("div", &[("class", "table")]);
        m.open("table", &[("id", &id)]);
        if t.caption.is_some() || self.labels.caption(t.id.as_deref()).is_some() {
            m.voiced((&style.caption).into(), |m| {
                m.open("caption", &[]);
                self.label(m, t.id.as_deref());
                self.inlines(m, t.caption.as_deref().unwrap_or_default());
                m.close("caption");
            });
        }
        if t.head.iter().any(|c| !c.is_empty()) {
            m.voiced((&style.head).into(), |m| {
                m.open("thead", &[]);
                self.row(m, t, "th", &t.head);
                m.close("thead");
            });
        }
        m.voiced((&style.text).into(), |m| {
            if !t.rows.is_empty() {
                m.open("tbody", &[]);
                for row in &t.rows {
                    self.row(m, t, "td", row);
                }
                m.close("tbody");
            }
        });
        m.close("table");
        m.close("div");
    }

    fn row(&mut self, m: &mut Markup, t: &Table, tag: &str, cells: &[crate::article::Cell]) {
        m.open("tr", &[]);
        for (n, cell) in cells.iter().enumerate() {
            let class = match t.columns.get(n).copied().unwrap_or_default() {
                Align::Auto => "",
                Align::Start => "start",
                Align::Center => "center",
                Align::End => "end",
            };
            // An empty corner heads nothing.
            let tag = if tag == "th" && cell.is_empty() { "td" } else { tag };
            let scope = if tag == "th" { "col" } else { "" };
            m.open(tag, &[("scope", scope), ("class", class)]);
            self.inlines(m, cell);
            m.close(tag);
        }
        m.close("tr");
    }
}
