//! Plans of imposition. In: how pages are to be folded or laid out, how large they are. Out: which page stands where on
//! which side of which sheet.

use super::settings::PressMarks;
use super::sheet::Sheet;
use crate::geom::{Abs, Point, Size};

/// How pages are put on sheets.
#[derive(Clone, Debug, PartialEq)]
pub struct Imposition {
    /// The arrangement.
    pub arrangement: Arrangement,
    /// The sheet; `None` for one that just holds the pages. Pages that do not fit are made smaller.
    pub sheet: Option<Size>,
    /// By how much pages move towards the fold with each sheet that is inserted into another (爬移): the thickness of the paper.
    pub creep: Abs,
    /// Between neighbouring pages that are not folded.
    pub gap: Abs,
    /// Whether marks for cutting and registration are printed.
    pub marks: bool,
    /// Whether the book is bound on the right, as books in vertical lines are.
    pub right_bound: bool,
}

/// An arrangement of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// 骑马订: two pages a side, all sheets inserted into each other and stitched through the fold.
    Booklet,
    /// Signatures (书帖) of so many sheets each, to be gathered and sewn or glued; two pages a side.
    Signatures(u32),
    /// So many columns and rows of pages, in reading order.
    NUp(u32, u32),
}

/// A page at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// The page, from 0.
    pub(super) page: usize,
    /// Its column, from the left.
    pub(super) column: u32,
    /// Its row, from the top.
    pub(super) row: u32,
    /// How many sheets lie around its own.
    pub(super) depth: u32,
}

impl Imposition {
    /// Columns and rows of a side.
    fn grid(&self) -> (u32, u32) {
        match self.arrangement {
            Arrangement::Booklet | Arrangement::Signatures(_) => (2, 1),
            Arrangement::NUp(columns, rows) => (columns.clamp(1, 50), rows.clamp(1, 50)),
        }
    }

    fn is_folded(&self) -> bool {
        !matches!(self.arrangement, Arrangement::NUp(..))
    }

    /// The sides of all sheets, front before back, for so many pages. Places without a page stay empty.
    pub(super) fn sides(&self, pages: usize) -> Vec<Vec<Spot>> {
        match self.arrangement {
            Arrangement::Booklet => self.signature(0, pages, pages),
            Arrangement::Signatures(sheets) => {
                let size = sheets.max(1) as usize * 4;
                (0..pages).step_by(size).flat_map(|first| self.signature(first, size, pages)).collect()
            }
            Arrangement::NUp(..) => self.laid_out(pages),
        }
    }

    /// Sheets inserted into each other: the first and the last page are on the outermost one.
    fn signature(&self, first: usize, wish: usize, pages: usize) -> Vec<Vec<Spot>> {
        // The last signature has no more sheets than it needs.
        let count = wish.min(pages - first).next_multiple_of(4);
        let mut sides = Vec::new();
        for depth in 0..count / 4 {
            let (low, high) = (first + depth * 2, first + count - 1 - depth * 2);
            // The front of a sheet has its last page at the left, the back its second.
            for (left, right) in [(high, low), (low + 1, high - 1)] {
                let (left, right) = if self.right_bound { (right, left) } else { (left, right) };
                let spot = |page, column| Spot { page, column, row: 0, depth: depth as u32 };
                let side = [spot(left, 0), spot(right, 1)].into_iter().filter(|s| s.page < pages);
                sides.push(side.collect());
            }
        }
        sides
    }

    fn laid_out(&self, pages: usize) -> Vec<Vec<Spot>> {
        let (columns, rows) = self.grid();
        let spots: Vec<(u32, u32)> =
            (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row))).collect();
        let all: Vec<usize> = (0..pages).collect();
        let side = |some: &[usize]| {
            let spot = |(&page, &(column, row)): (&usize, &(u32, u32))| {
                let column = if self.right_bound { columns - 1 - column } else { column };
                Spot { page, column, row, depth: 0 }
            };
            some.iter().zip(&spots).map(spot).collect()
        };
        all.chunks(spots.len()).map(side).collect()
    }
}

/// Where the cells of a side lie.
pub(super) struct Table {
    /// The sheet; its trimmed part is all cells together.
    pub(super) sheet: Sheet,
    /// By how much pages are made smaller.
    pub(super) scale: f64,
    /// Where the sheet is cut, from the left of the cells.
    pub(super) across: Vec<Abs>,
    /// Where it is cut, from the top of the cells.
    pub(super) down: Vec<Abs>,
    cell: Size,
    gap: Abs,
    creep: Abs,
    folded: bool,
    grid: (u32, u32),
    edge: Abs,
}

impl Table {
    /// For pages of this size.
    pub(super) fn new(plan: &Imposition, page: Size) -> Table {
        let (columns, rows) = plan.grid();
        let folded = plan.is_folded();
        let gap = if folded { Abs::ZERO } else { plan.gap };
        let bleed = Abs::mm(3.0);
        let edge = if plan.marks { bleed + PressMarks::ALL.room() } else { Abs::ZERO };
        let many = |side: Abs, n: u32| side * i64::from(n) + gap * i64::from(n - 1);
        let whole = Size::new(many(page.width, columns), many(page.height, rows));
        let fit = |sheet: Size| {
            let share = |sheet: Abs, whole: Abs| (sheet - edge * 2).to_pt() / whole.to_pt().max(1.0);
            share(sheet.width, whole.width).min(share(sheet.height, whole.height)).clamp(0.05, 1.0)
        };
        // A sheet lies as it holds the pages best.
        let turned = |sheet: Size| Size::new(sheet.height, sheet.width);
        let sheet = plan.sheet.map(|s| if fit(turned(s)) > fit(s) { turned(s) } else { s });
        let scale = sheet.map_or(1.0, fit);
        let shrunk = |side: Abs| Abs::pt(side.to_pt() * scale);
        let cell = Size::new(shrunk(page.width), shrunk(page.height));
        let gap = shrunk(gap);
        let many = |side: Abs, n: u32| side * i64::from(n) + gap * i64::from(n - 1);
        let trim = Size::new(many(cell.width, columns), many(cell.height, rows));
        let margin = sheet.map_or(Size::new(edge, edge), |sheet| {
            Size::new((sheet.width - trim.width) / 2, (sheet.height - trim.height) / 2)
        });
        let cuts = |side: Abs, n: u32| -> Vec<Abs> {
            if folded {
                return vec![Abs::ZERO, side * i64::from(n)];
            }
            let mut cuts: Vec<Abs> = (0..n)
                .flat_map(|i| {
                    let from = (side + gap) * i64::from(i);
                    [from, from + side]
                })
                .collect();
            cuts.dedup();
            cuts
        };
        let bleed = bleed.min(margin.width).min(margin.height).max(Abs::ZERO);
        let sheet = Sheet { trim, bleed, margin };
        let (across, down) = (cuts(cell.width, columns), cuts(cell.height, rows));
        Table {
            sheet,
            scale,
            across,
            down,
            cell,
            gap,
            creep: plan.creep,
            folded,
            grid: (columns, rows),
            edge: bleed,
        }
    }

    /// The middle of a cell, from the top left corner of all cells.
    pub(super) fn middle(&self, spot: &Spot) -> Point {
        let along = |side: Abs, n: u32| (side + self.gap) * i64::from(n) + side / 2;
        let mut middle = Point::new(along(self.cell.width, spot.column), along(self.cell.height, spot.row));
        if self.folded {
            // Sheets inside stick out further, and are cut there: their pages move towards the fold.
            let by = self.creep * i64::from(spot.depth);
            middle.x = if spot.column == 0 { middle.x + by } else { middle.x - by };
        }
        middle
    }

    /// How far a page may go beyond its cell, to the left, top, right and bottom.
    pub(super) fn bleed(&self, spot: &Spot) -> [Abs; 4] {
        let (columns, rows) = self.grid;
        let side = |outer: bool| if outer { self.edge } else { (self.gap / 2).min(self.edge) };
        [
            side(spot.column == 0),
            side(spot.row == 0),
            side(spot.column + 1 == columns),
            side(spot.row + 1 == rows),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(arrangement: Arrangement) -> Imposition {
        Imposition {
            arrangement,
            sheet: None,
            creep: Abs::mm(0.1),
            gap: Abs::ZERO,
            marks: false,
            right_bound: false,
        }
    }

    /// The pages of each side, from 1, an empty place as 0.
    fn numbers(plan: &Imposition, pages: usize) -> Vec<Vec<usize>> {
        let (columns, rows) = plan.grid();
        let side = |spots: Vec<Spot>| {
            let mut out = vec![0; (columns * rows) as usize];
            for spot in spots {
                out[(spot.row * columns + spot.column) as usize] = spot.page + 1;
            }
            out
        };
        plan.sides(pages).into_iter().map(side).collect()
    }

    #[test]
    fn a_booklet_is_folded_into_order() {
        let booklet = plan(Arrangement::Booklet);
        assert_eq!(numbers(&booklet, 8), [[8, 1], [2, 7], [6, 3], [4, 5]]);
        assert_eq!(numbers(&booklet, 6), [[0, 1], [2, 0], [6, 3], [4, 5]]);
        let right = Imposition { right_bound: true, ..booklet };
        assert_eq!(numbers(&right, 4), [[1, 4], [3, 2]]);
    }

    #[test]
    fn signatures_follow_each_other() {
        let sewn = plan(Arrangement::Signatures(1));
        assert_eq!(numbers(&sewn, 8), [[4, 1], [2, 3], [8, 5], [6, 7]]);
        // The last one has no more sheets than it needs.
        assert_eq!(numbers(&plan(Arrangement::Signatures(2)), 10).len(), 6);
    }

    #[test]
    fn pages_side_by_side_are_in_reading_order() {
        let four = plan(Arrangement::NUp(2, 2));
        assert_eq!(numbers(&four, 5), [[1, 2, 3, 4], [5, 0, 0, 0]]);
        let right = Imposition { right_bound: true, ..four };
        assert_eq!(numbers(&right, 4), [[2, 1, 4, 3]]);
    }

    #[test]
    fn inner_sheets_creep_towards_the_fold() {
        let table = Table::new(&plan(Arrangement::Booklet), Size::new(Abs::mm(100.0), Abs::mm(150.0)));
        let spot = |column, depth| Spot { page: 0, column, row: 0, depth };
        assert_eq!(table.middle(&spot(0, 0)).x, Abs::mm(50.0));
        assert_eq!(table.middle(&spot(0, 3)).x, Abs::mm(50.3));
        assert_eq!(table.middle(&spot(1, 3)).x, Abs::mm(149.7));
    }

    #[test]
    fn what_does_not_fit_is_made_smaller() {
        let a4 = Size::new(Abs::mm(210.0), Abs::mm(297.0));
        let on_a4 = Imposition { sheet: Some(a4), ..plan(Arrangement::Booklet) };
        let table = Table::new(&on_a4, a4);
        assert!((table.scale - 0.707).abs() < 0.001, "{}", table.scale);
        let size = table.sheet.size();
        assert!(
            (size.width - a4.height).abs() <= Abs::raw(2) && (size.height - a4.width).abs() <= Abs::raw(2)
        );
    }
}
