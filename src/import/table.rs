//! Tables: rows of cells as a file has them made rows of equal length, and which tables only lay out a page.

/// The most cells of all tables of a text: as many as an article may have.
pub(super) const MAX_CELLS: usize = 30_000;
/// The most columns; what has more is no table of a newspaper.
const MAX_COLUMNS: usize = 40;
/// The most characters of a cell: with longer ones a table lays out a text.
const MAX_CHARACTERS: usize = 200;

/// A table of the article: the first row is its head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) caption: String,
    pub(super) rows: Vec<Vec<String>>,
}

impl Table {
    /// All its texts.
    pub(super) fn texts(&self) -> impl Iterator<Item = &String> + Clone {
        std::iter::once(&self.caption).chain(self.rows.iter().flatten())
    }
}

/// A cell as a file has it.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    pub(super) text: String,
    /// How many columns it is wide, and how many rows high.
    pub(super) across: usize,
    pub(super) down: usize,
}

/// What the cells of a table are like, before they are read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shape {
    pub(super) rows: usize,
    /// The most columns of a row.
    pub(super) columns: usize,
    /// Whether a cell is several rows high, which moves those below it to the right.
    pub(super) is_tall: bool,
    /// The most characters of a cell.
    pub(super) longest: usize,
    /// Whether it holds what no cell of an article may: a picture, a heading, another table.
    pub(super) lays_out: bool,
}

impl Shape {
    /// Whether it is a table by what it holds. `left` is how many cells the article may still have.
    pub(super) fn is_table(self, left: usize) -> bool {
        !self.lays_out
            && self.rows >= 2
            && (2..=MAX_COLUMNS).contains(&self.columns)
            && self.longest <= MAX_CHARACTERS
            && self.rows * if self.is_tall { MAX_COLUMNS } else { self.columns } <= left
    }
}

/// Rows of equal length. A cell over several columns or rows stands in the first of its places, the others are empty;
/// rows without a character are left out.
pub(super) fn grid(rows: Vec<Vec<Cell>>) -> Vec<Vec<String>> {
    // For how many more rows each column belongs to a cell above.
    let mut held = [0usize; MAX_COLUMNS];
    let mut out: Vec<Vec<String>> = Vec::new();
    for row in rows {
        let mut line: Vec<String> = Vec::new();
        for cell in row {
            while line.len() < MAX_COLUMNS && held[line.len()] > 0 {
                held[line.len()] -= 1;
                line.push(String::new());
            }
            let mut text = cell.text;
            for n in 0..cell.across.clamp(1, MAX_COLUMNS) {
                if line.len() < MAX_COLUMNS {
                    held[line.len()] = cell.down.saturating_sub(1);
                    line.push(std::mem::take(&mut text));
                } else if let Some(last) = line.last_mut().filter(|_| n == 0 && !text.is_empty()) {
                    // No character is lost where a row claims more columns than there may be.
                    last.push(' ');
                    last.push_str(&text);
                }
            }
        }
        for (at, held) in held.iter_mut().enumerate().skip(line.len()).filter(|(_, held)| **held > 0) {
            *held -= 1;
            line.resize(at + 1, String::new());
        }
        out.push(line);
    }
    out.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    let columns = out.iter().map(Vec::len).max().unwrap_or(0);
    out.iter_mut().for_each(|row| row.resize(columns, String::new()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str, across: usize, down: usize) -> Cell {
        Cell { text: text.to_owned(), across, down }
    }

    #[test]
    fn cells_over_several_columns_and_rows() {
        let rows = vec![
            vec![cell("甲", 1, 2), cell("乙", 2, 1)],
            vec![cell("丙", 1, 1), cell("丁", 1, 1)],
            vec![cell("", 1, 1)],
            vec![cell("戊", 1, 1)],
        ];
        assert_eq!(grid(rows), [["甲", "乙", ""], ["", "丙", "丁"], ["戊", "", ""]]);
        let wide =
            grid(vec![vec![cell("甲", 1_000_000, usize::MAX), cell("乙", 1, 1)], vec![cell("丙", 1, 1)]]);
        assert_eq!((wide[0].len(), wide[0][MAX_COLUMNS - 1].as_str()), (MAX_COLUMNS, " 乙"));
        assert!(wide.iter().flatten().any(|c| c.contains('丙')), "{wide:?}");
    }
}
