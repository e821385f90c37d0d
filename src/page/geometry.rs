//! What holds for every flow on every grid: nothing overlaps, nothing leaves the type area, every row, float
//! and note line has one place, in order.

#[cfg(test)]
use super::compose::{Band, NoteSpec, Plan, compose, note_area};
use super::distribute::{Piece, distribute, in_line};
use super::flow::{Fit, Float, Flow, NoteLines, Reach, Row, Segment, Strip};
use super::grid::Grid;
use crate::article::NoteId;
use crate::geom::Abs;
use proptest::prelude::*;

/// A block of a random flow.
#[derive(Clone, Debug)]
enum Block {
    Paragraph { lines: usize, note: Option<usize> },
    Head { lines: u32 },
    Picture { points: i64 },
    Float { points: i64, reach: Reach, note: Option<usize> },
    Across { rows: Vec<u32>, note: Option<usize>, after: u32 },
    PageBreak,
}

fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        12 => (1usize..14, prop::option::weighted(0.1, 1usize..30))
            .prop_map(|(lines, note)| Block::Paragraph { lines, note }),
        2 => (1u32..5).prop_map(|lines| Block::Head { lines }),
        1 => (20i64..900).prop_map(|points| Block::Picture { points }),
        2 => (20i64..900, 0u8..3, prop::option::weighted(0.2, 1usize..8)).prop_map(|(points, reach, note)| {
            Block::Float { points, reach: [Reach::Column, Reach::Span, Reach::Page][usize::from(reach)], note }
        }),
        1 => (prop::collection::vec(1u32..9, 1..40), prop::option::weighted(0.2, 1usize..8), 0u32..3)
            .prop_map(|(rows, note, after)| Block::Across { rows, note, after }),
        1 => Just(Block::PageBreak),
    ]
}

fn grid(columns: u32, lines: u32) -> Grid {
    let mut grid = Grid::new(&crate::page::tests::theme());
    (grid.columns, grid.lines) = (columns, lines);
    grid
}

/// Builds the flow as `collect` would; pictures are no taller than a page, as it sees to.
fn flow(blocks: &[Block], grid: &Grid) -> Flow {
    let mut flow = Flow::default();
    let mut strip = Strip::default();
    let flush = |flow: &mut Flow, strip: &mut Strip| {
        let strip = std::mem::take(strip);
        if !strip.rows.is_empty() || !strip.floats.is_empty() {
            flow.segments.push(Segment::Columns(strip));
        }
    };
    let spec = NoteSpec::new(&crate::page::tests::theme());
    let around = Abs::pt(6.0);
    let height = |points: i64| Abs::pt(points as f64).min(grid.extent(grid.lines) - around);
    for block in blocks {
        match block {
            Block::Paragraph { lines, note } => {
                for n in 0..*lines {
                    let mut row = Row::on_grid(1, Vec::new());
                    row.keep = (n == 0 && *lines > 1) || n + 2 == *lines;
                    if let (Some(length), true) = (note, n == lines / 2) {
                        row.notes.push(NoteId(flow.notes.len() as u32));
                        flow.notes
                            .push(NoteLines { lines: vec![Vec::new(); *length], anchor: String::new() });
                    }
                    strip.rows.push(row);
                }
            }
            Block::Head { lines } => {
                strip.rows.push(Row::head(grid, Abs::pt(14.0), *lines, 60, Vec::new()));
            }
            Block::Picture { points } => {
                strip.rows.push(Row::block(grid, height(*points), around, Vec::new()));
            }
            Block::Float { points, reach, note } => {
                let mut height = height(*points);
                let mut notes = Vec::new();
                if let Some(length) = note {
                    let area = note_area(*length, spec, grid.pitch).min(grid.lines / 2);
                    height = height.min(grid.extent(grid.lines - area));
                    notes.push(NoteId(flow.notes.len() as u32));
                    flow.notes.push(NoteLines { lines: vec![Vec::new(); *length], anchor: String::new() });
                }
                let mut row = Row::block(grid, height, around, Vec::new());
                row.notes = notes;
                let mention = strip.rows.len();
                strip.floats.push(Float { row, reach: *reach, mention });
            }
            Block::Across { rows, note, after } => {
                flush(&mut flow, &mut strip);
                let mut rows: Vec<Row> = rows.iter().map(|lines| Row::on_grid(*lines, Vec::new())).collect();
                rows[0].before = *after;
                if let Some(length) = note {
                    rows[0].notes.push(NoteId(flow.notes.len() as u32));
                    flow.notes.push(NoteLines { lines: vec![Vec::new(); *length], anchor: String::new() });
                }
                flow.segments.push(Segment::Across(Strip { after: *after, ..Strip::of(rows) }));
            }
            Block::PageBreak => {
                flush(&mut flow, &mut strip);
                flow.segments.push(Segment::PageBreak);
            }
        }
    }
    flush(&mut flow, &mut strip);
    flow
}

/// Lines taken in one column of a page.
#[derive(Default)]
struct Taken(Vec<(u32, u32)>);

impl Taken {
    fn take(&mut self, line: u32, lines: u32, grid: &Grid) -> Result<(), String> {
        let end = line + lines;
        if end > grid.lines {
            return Err(format!("lines {line}..{end} leave a page of {}", grid.lines));
        }
        if let Some((a, b)) = self.0.iter().find(|(a, b)| line < *b && *a < end) {
            return Err(format!("lines {line}..{end} overlap {a}..{b}"));
        }
        self.0.push((line, end));
        Ok(())
    }
}

/// Walks a plan and says what is wrong with it.
fn check(flow: &Flow, plan: &Plan, grid: &Grid) -> Result<(), String> {
    let spec = NoteSpec::new(&crate::page::tests::theme());
    let mut next_row = vec![0; flow.segments.len()];
    let mut floats: Vec<Vec<usize>> = vec![Vec::new(); flow.segments.len()];
    let mut note_lines: Vec<usize> = vec![0; flow.notes.len()];
    for (n, page) in plan.pages.iter().enumerate() {
        let mut taken: Vec<Taken> = (0..grid.columns).map(|_| Taken::default()).collect();
        let everywhere = |taken: &mut Vec<Taken>, line, lines| {
            taken.iter_mut().try_for_each(|t| t.take(line, lines, grid))
        };
        let fail = |what: String| format!("page {n}: {what}");
        for band in &page.bands {
            match band {
                Band::Across { line, segment, rows } => {
                    let Segment::Across(strip) = &flow.segments[*segment] else {
                        return Err(fail("not across".into()));
                    };
                    if next_row[*segment] != rows.start {
                        return Err(fail("rows across out of order".into()));
                    }
                    next_row[*segment] = rows.end;
                    for s in in_line(strip, rows.clone(), *line) {
                        everywhere(&mut taken, s.line, s.lines).map_err(fail)?;
                    }
                }
                Band::Float { line, lines, segment, float, .. } => {
                    mentioned(flow, *segment, *float, next_row[*segment]).map_err(fail)?;
                    floats[*segment].push(*float);
                    everywhere(&mut taken, *line, *lines).map_err(fail)?;
                }
                Band::Columns { line, lines, segment, fills } => {
                    let Some(strip) = flow.segments[*segment].strip() else {
                        return Err(fail("no columns".into()));
                    };
                    let wide = matches!(flow.segments[*segment], Segment::Across(_));
                    for (column, fill) in fills.iter().enumerate() {
                        let (seated, used) = distribute(strip, fill, *lines);
                        if used > *lines {
                            return Err(fail(format!("{used} lines used of {lines}")));
                        }
                        for s in &seated {
                            if wide {
                                everywhere(&mut taken, line + s.line, s.lines).map_err(fail)?;
                            } else {
                                taken[column].take(line + s.line, s.lines, grid).map_err(fail)?;
                            }
                            match s.piece {
                                Piece::Row(at) if at == next_row[*segment] => next_row[*segment] += 1,
                                Piece::Row(at) => return Err(fail(format!("row {at} out of order"))),
                                Piece::Float(at) => {
                                    mentioned(flow, *segment, at, next_row[*segment]).map_err(fail)?;
                                    floats[*segment].push(at);
                                }
                                Piece::Header(..) => {}
                            }
                        }
                        if fill.note_lines > 0 {
                            let at = line + lines - fill.note_lines;
                            taken[column].take(at, fill.note_lines, grid).map_err(fail)?;
                        }
                        let count: usize = fill.notes.iter().map(|p| p.lines.len()).sum();
                        let height = spec.leading * count as i64 + spec.above;
                        if count > 0 && height > grid.pitch * i64::from(fill.note_lines) {
                            return Err(fail("notes are higher than their place".into()));
                        }
                        for part in &fill.notes {
                            if note_lines[part.note] != part.lines.start {
                                return Err(fail("note lines out of order".into()));
                            }
                            note_lines[part.note] = part.lines.end;
                        }
                        // A row over all columns may leave its page no room for the first lines of a note.
                        let leaves_room = |r: &&Row| r.lines + note_area(2, spec, grid.pitch) <= grid.lines;
                        let rows = strip.rows[fill.rows.clone()].iter().filter(leaves_room);
                        for id in rows.flat_map(|r| &r.notes) {
                            if note_lines[id.0 as usize] == 0 {
                                return Err(fail("a note does not begin on the column of its mark".into()));
                            }
                        }
                        for at in fill.head.clone().chain(fill.foot.clone()) {
                            noted(&strip.floats[at], flow, &note_lines, grid).map_err(fail)?;
                        }
                        kept(strip, fill.rows.end, fill.rows.len(), grid).map_err(fail)?;
                    }
                }
            }
        }
        for band in &page.bands {
            if let Band::Float { segment, float, .. } = band {
                let strip = flow.segments[*segment].strip().ok_or("a float without text")?;
                noted(&strip.floats[*float], flow, &note_lines, grid).map_err(fail)?;
            }
        }
    }
    for (n, segment) in flow.segments.iter().enumerate() {
        let rows = match segment {
            Segment::Columns(strip) => {
                let all: Vec<usize> = (0..strip.floats.len()).collect();
                if floats[n] != all {
                    return Err(format!("floats of segment {n}: {:?} of {}", floats[n], all.len()));
                }
                strip.rows.len()
            }
            Segment::Across(strip) => strip.rows.len(),
            Segment::PageBreak => 0,
        };
        if next_row[n] != rows {
            return Err(format!("segment {n}: {} of {rows} rows placed", next_row[n]));
        }
    }
    for (note, lines) in flow.notes.iter().zip(&note_lines) {
        if note.lines.len() != *lines {
            return Err(format!("{lines} of {} lines of a note", note.lines.len()));
        }
    }
    Ok(())
}

/// The notes of a float have begun where it stands, if they and it leave room for each other.
fn noted(float: &Float, flow: &Flow, note_lines: &[usize], grid: &Grid) -> Result<(), String> {
    let spec = NoteSpec::new(&crate::page::tests::theme());
    let all: usize = flow.notes.iter().map(|n| n.lines.len()).sum();
    let is_small = note_area(all, spec, grid.pitch) <= grid.lines / 4 && float.row.lines <= grid.lines / 2;
    match float.row.notes.iter().find(|id| note_lines[id.0 as usize] == 0) {
        Some(id) if is_small => Err(format!("note {} does not begin where its picture stands", id.0)),
        _ => Ok(()),
    }
}

/// A float stands behind the rows that come before its mention (L2).
fn mentioned(flow: &Flow, segment: usize, float: usize, rows: usize) -> Result<(), String> {
    let Segment::Columns(strip) = &flow.segments[segment] else { return Err("a float without text".into()) };
    let mention = strip.floats[float].mention;
    if mention > rows {
        Err(format!("float {float} stands before row {mention}, its mention"))
    } else {
        Ok(())
    }
}

/// A column does not end where rows belong together, unless they are more than a page holds.
fn kept(strip: &Strip, end: usize, count: usize, grid: &Grid) -> Result<(), String> {
    if count == 0 || end == strip.rows.len() || !strip.rows[end - 1].keep {
        return Ok(());
    }
    let first = strip.rows[..end].iter().rposition(|r| !r.keep).map_or(0, |n| n + 1);
    let group = strip.rows[first..].iter();
    let mut lines = 0;
    for row in group {
        lines += row.lines;
        if !row.keep {
            break;
        }
    }
    // Notes may need as much again, so only groups that are far from filling a page are held to it.
    let with_notes = strip.rows[first..=end].iter().any(|r| !r.notes.is_empty());
    if lines * 2 <= grid.lines && !with_notes && strip.rows[end].fit == Fit::Grid {
        return Err(format!("a column ends inside rows that belong together, at row {end}"));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_flow_finds_its_place(
        blocks in prop::collection::vec(block(), 0..60),
        columns in 1u32..=8,
        lines in 8u32..60,
    ) {
        let grid = grid(columns, lines);
        let flow = flow(&blocks, &grid);
        let plan = compose(&flow, &grid, NoteSpec::new(&crate::page::tests::theme()));
        if let Err(wrong) = check(&flow, &plan, &grid) {
            return Err(TestCaseError::fail(format!("{wrong}\n{plan:#?}")));
        }
    }
}

#[test]
fn columns_are_full_and_the_last_page_is_balanced() {
    let grid = grid(3, 30);
    let blocks: Vec<Block> = (0..40)
        .flat_map(|n| {
            let text = Block::Paragraph { lines: 4 + n % 7, note: None };
            if n % 4 == 0 { vec![Block::Head { lines: 3 }, text] } else { vec![text] }
        })
        .collect();
    let flow = flow(&blocks, &grid);
    let plan = compose(&flow, &grid, NoteSpec::new(&crate::page::tests::theme()));
    let Segment::Columns(strip) = &flow.segments[0] else { panic!("columns") };
    let ends: Vec<Vec<u32>> = plan
        .pages
        .iter()
        .map(|p| match &p.bands[0] {
            Band::Columns { fills, lines, .. } => {
                fills.iter().map(|f| distribute(strip, f, *lines).1).collect()
            }
            other => panic!("{other:?}"),
        })
        .collect();
    let (last, full) = ends.split_last().expect("pages");
    // Widow and orphan control may ask for up to two lines, and a column without a head has nowhere to put
    // them; it would take a paragraph set one line longer to fill it.
    assert!(full.iter().flatten().all(|lines| (28..=30).contains(lines)), "{ends:?}");
    let (least, most) = (last.iter().min(), last.iter().max());
    assert!(most.zip(least).is_some_and(|(m, l)| m - l <= 2), "{ends:?}");
}

/// All ways on a page kept its foot for the picture over all columns, and none could use it; text and pictures
/// were lost.
#[test]
fn a_foot_that_no_way_can_use_loses_nothing() {
    let text = |lines| Block::Paragraph { lines, note: None };
    let blocks = [
        Block::Across { rows: vec![8], note: None, after: 0 },
        text(4),
        text(13),
        Block::Picture { points: 193 },
        text(1),
        text(1),
        text(1),
        Block::Float { points: 308, reach: Reach::Span, note: None },
        Block::Picture { points: 440 },
    ];
    let grid = grid(2, 36);
    let flow = flow(&blocks, &grid);
    let plan = compose(&flow, &grid, NoteSpec::new(&crate::page::tests::theme()));
    assert_eq!(check(&flow, &plan, &grid), Ok(()));
}

/// Pages of eight lines cannot hold a head, the text it must keep and its long notes together; then rows and notes
/// come plainly one after the other, and none is lost.
#[test]
fn pages_too_small_for_their_notes_lose_nothing() {
    let text = |lines, note| Block::Paragraph { lines, note };
    let blocks = [
        Block::Head { lines: 1 },
        Block::Picture { points: 94 },
        text(10, Some(13)),
        Block::Head { lines: 1 },
        Block::Head { lines: 3 },
        Block::Head { lines: 1 },
        text(2, None),
        Block::Picture { points: 110 },
        text(8, Some(17)),
        text(1, None),
    ];
    let grid = grid(1, 8);
    let flow = flow(&blocks, &grid);
    let plan = compose(&flow, &grid, NoteSpec::new(&crate::page::tests::theme()));
    let Segment::Columns(strip) = &flow.segments[0] else { panic!("columns") };
    let mut row = 0;
    let mut note_lines = 0;
    for band in plan.pages.iter().flat_map(|p| &p.bands) {
        let Band::Columns { fills, .. } = band else { continue };
        for fill in fills {
            assert_eq!(fill.rows.start, row);
            row = fill.rows.end;
            note_lines += fill.notes.iter().map(|n| n.lines.len()).sum::<usize>();
        }
    }
    assert_eq!((row, note_lines), (strip.rows.len(), 30));
}
