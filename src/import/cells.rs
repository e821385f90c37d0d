//! The tables of a DOCX: where the paragraphs of their cells stand.

use super::table::{self, Cell, Shape, Table};
use super::tree::{Node, Tree};
use std::collections::BTreeMap;

/// With fewer characters in it, a cell of a table that lays out a page is no part of a text.
const FEW: usize = 200;

/// Where a paragraph stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In a cell of a table of the article, by table, row and cell.
    Cell(usize, usize, usize),
    /// In a short cell of a table that lays out a page.
    Apart,
}

/// The tables of a document.
#[derive(Debug, Default)]
pub(super) struct Cells {
    /// The paragraphs that stand in tables, by their places in the tree.
    places: BTreeMap<u32, Place>,
    /// The cells of each table of the article, filled while the paragraphs are read.
    tables: Vec<Vec<Vec<Cell>>>,
}

/// A cell before its paragraphs are read.
#[derive(Default)]
struct Found {
    cell: Cell,
    characters: usize,
    paragraphs: Vec<u32>,
}

impl Cells {
    /// Finds them. `left` is how many cells the article may have.
    pub(super) fn of(main: &Tree, left: usize) -> Cells {
        let mut out = Cells::default();
        let mut left = left;
        for node in main.outermost("tbl") {
            let (shape, rows) = found(node);
            if shape.is_table(left) {
                left -= shape.rows * shape.columns;
                out.take(rows);
            } else {
                let short = rows.into_iter().flatten().filter(|cell| cell.characters < FEW);
                let paragraphs = short.flat_map(|cell| cell.paragraphs);
                out.places.extend(paragraphs.map(|p| (p, Place::Apart)));
            }
        }
        out
    }

    fn take(&mut self, rows: Vec<Vec<Found>>) {
        let table = self.tables.len();
        let mut cells = Vec::new();
        for (r, row) in rows.into_iter().enumerate() {
            for (c, found) in row.iter().enumerate() {
                let places = found.paragraphs.iter().map(|p| (*p, Place::Cell(table, r, c)));
                self.places.extend(places);
            }
            cells.push(row.into_iter().map(|found| found.cell).collect());
        }
        self.tables.push(cells);
    }

    /// Where a paragraph stands, if in a table.
    pub(super) fn place(&self, paragraph: u32) -> Option<Place> {
        self.places.get(&paragraph).copied()
    }

    /// Puts a paragraph into its cell.
    pub(super) fn add(&mut self, (table, row, cell): (usize, usize, usize), text: &str) {
        let cell = self.tables.get_mut(table).and_then(|t| t.get_mut(row)?.get_mut(cell));
        if let Some(cell) = cell {
            if !cell.text.is_empty() {
                cell.text.push(' ');
            }
            cell.text.push_str(text);
        }
    }

    /// A table with what was put into it.
    pub(super) fn finish(&mut self, table: usize) -> Table {
        let rows = self.tables.get_mut(table).map(std::mem::take).unwrap_or_default();
        Table { rows: table::grid(rows), caption: String::new() }
    }
}

/// The rows of a table, and what it is like. Inner tables make it one that lays out.
fn found(table: Node<'_>) -> (Shape, Vec<Vec<Found>>) {
    let mut rows: Vec<Vec<Found>> = Vec::new();
    let mut shape = Shape::default();
    for node in table.inside() {
        match node.name() {
            "tr" => rows.push(Vec::new()),
            "tc" => {
                if let Some(row) = rows.last_mut() {
                    row.push(Found {
                        cell: Cell { across: 1, down: 1, ..Cell::default() },
                        ..Found::default()
                    });
                }
            }
            "tbl" | "drawing" | "pict" | "object" | "txbxContent" => shape.lays_out = true,
            name => {
                let Some(found) = rows.last_mut().and_then(|row| row.last_mut()) else { continue };
                match name {
                    "gridSpan" => {
                        let across = node.attribute("val").and_then(|v| v.parse().ok()).unwrap_or(1);
                        found.cell.across = across;
                    }
                    "p" => found.paragraphs.extend(u32::try_from(node.index()).ok()),
                    "t" => found.characters += node.text().chars().count(),
                    _ => {}
                }
            }
        }
    }
    shape.rows = rows.len();
    let columns =
        |row: &Vec<Found>| row.iter().fold(0usize, |sum, f| sum.saturating_add(f.cell.across.max(1)));
    shape.columns = rows.iter().map(columns).max().unwrap_or(0);
    shape.longest = rows.iter().flatten().map(|f| f.characters).max().unwrap_or(0);
    (shape, rows)
}
