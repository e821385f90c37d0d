//! The tables of a web page: their rows, and whether they only lay out the page.

use super::body::{is_hidden, is_without_text};
use super::piece::Told;
use super::sign::length;
use super::table::{self, Cell, Shape, Table};
use super::walk::{MAX_DEPTH, Walk};
use scraper::{ElementRef, Node};

/// What no cell of an article holds.
const LAYS_OUT: [&str; 10] = ["table", "img", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "form"];

/// A table of a page before it is read.
#[derive(Default)]
struct Sheet<'a> {
    shape: Shape,
    rows: Vec<Vec<ElementRef<'a>>>,
    caption: Option<ElementRef<'a>>,
}

/// How many columns or rows a cell takes.
fn span(cell: ElementRef<'_>, name: &str) -> usize {
    cell.value().attr(name).and_then(|v| v.trim().parse().ok()).unwrap_or(1).max(1)
}

impl<'a> Sheet<'a> {
    fn of(table: ElementRef<'a>) -> Sheet<'a> {
        let mut sheet = Sheet::default();
        let mut characters = 0;
        let mut left = vec![table];
        while let Some(element) = left.pop() {
            if is_without_text(element) || is_hidden(element) {
                continue;
            }
            match element.value().name() {
                "tr" => sheet.rows.push(Vec::new()),
                "td" | "th" => {
                    characters = 0;
                    sheet.shape.is_tall |= span(element, "rowspan") > 1;
                    match sheet.rows.last_mut() {
                        Some(row) => row.push(element),
                        None => sheet.shape.lays_out = true,
                    }
                }
                "caption" => sheet.caption = sheet.caption.or(Some(element)),
                name => sheet.shape.lays_out |= element != table && LAYS_OUT.contains(&name),
            }
            for child in element.children() {
                if let Node::Text(text) = child.value() {
                    characters += length(text);
                }
            }
            sheet.shape.longest = sheet.shape.longest.max(characters);
            // The last that is put on the pile is the first that is taken from it.
            left.extend(element.children().rev().filter_map(ElementRef::wrap));
        }
        sheet.shape.lays_out |= table.value().attr("role") == Some("presentation");
        sheet.shape.rows = sheet.rows.len();
        let wide = |row: &Vec<ElementRef<'_>>| {
            row.iter().fold(0usize, |sum, cell| sum.saturating_add(span(*cell, "colspan")))
        };
        sheet.shape.columns = sheet.rows.iter().map(wide).max().unwrap_or(0);
        sheet
    }
}

impl<'p> Walk<'_, 'p> {
    /// A table of the article; `false` if it only lays out the page.
    pub(super) fn table(&mut self, element: ElementRef<'p>, depth: usize) -> bool {
        let sheet = Sheet::of(element);
        if depth >= MAX_DEPTH || !sheet.shape.is_table(self.raw.cells_left()) {
            return false;
        }
        self.end_line();
        let caption = sheet.caption.map(|caption| self.text_of(caption, depth)).unwrap_or_default();
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for row in sheet.rows {
            let mut cells = Vec::new();
            for cell in row {
                let (across, down) = (span(cell, "colspan"), span(cell, "rowspan"));
                cells.push(Cell { text: self.text_of(cell, depth), across, down });
            }
            rows.push(cells);
        }
        let rows = table::grid(rows);
        if rows.is_empty() {
            if !caption.is_empty() {
                self.push(caption, Told::Nothing);
            }
            return true;
        }
        self.raw.cells += rows.iter().map(Vec::len).sum::<usize>();
        let told = Told::Table(self.raw.tables.len());
        self.raw.tables.push(Table { caption, rows });
        self.push(String::new(), told);
        true
    }

    /// The lines of a cell as one.
    fn text_of(&mut self, cell: ElementRef<'p>, depth: usize) -> String {
        let from = self.raw.pieces.len();
        self.inside(cell, depth + 1);
        let lines = self.raw.pieces.drain(from..).map(|p| p.text).filter(|t| !t.is_empty());
        lines.collect::<Vec<_>>().join(" ")
    }
}
