//! What an art editor counts on a page: lines off the grid, widows and orphans, columns that end short, heads
//! without text, and how full the pages are.

use crate::common::{photo, sample};
use crate::corpus;
use crate::laid::{Laid, Mark, P, What, laid, lay_out};
use keben::geom::Abs;
use std::collections::BTreeMap;

/// What is counted.
#[derive(Debug, Default, PartialEq)]
struct Counts {
    /// Lines of the body whose baseline is not on the grid.
    off_grid: usize,
    /// Parts of a paragraph in a column that are a single line.
    lone_lines: usize,
    /// Columns before the last page of the article that end short.
    short_columns: usize,
    /// Columns with a single line of the body, on pages that have more.
    single_lines: usize,
    /// Section heads with fewer than two lines of something below them in their column.
    bare_heads: usize,
}

fn count(laid: &Laid) -> Counts {
    let marks = laid.marks();
    let mut counts = Counts::default();
    // The lines of each paragraph, and how many of them stand in each column.
    let mut paragraphs: BTreeMap<_, BTreeMap<(usize, u32), Vec<Abs>>> = BTreeMap::new();
    for mark in &marks {
        if let What::Body(y) = mark.what {
            counts.off_grid += usize::from(laid.area.off_grid(y) > Abs::raw(2));
            let lines =
                paragraphs.entry(mark.element).or_default().entry((mark.page, mark.column)).or_default();
            if !lines.contains(&y) {
                lines.push(y);
            }
        }
    }
    for parts in paragraphs.values().filter(|p| p.len() > 1) {
        counts.lone_lines += parts.values().filter(|lines| lines.len() == 1).count();
    }
    let last = laid.document.pages.len() - 1;
    for page in 0..last {
        for column in 0..laid.area.columns {
            let free = laid.area.bottom() - foot(&marks, laid, page, column);
            counts.short_columns += usize::from(free > laid.area.pitch / 2);
        }
    }
    let mut columns: BTreeMap<usize, BTreeMap<u32, Vec<Abs>>> = BTreeMap::new();
    for mark in &marks {
        if let What::Body(y) = mark.what {
            let lines = columns.entry(mark.page).or_default().entry(mark.column).or_default();
            if !lines.contains(&y) {
                lines.push(y);
            }
        }
    }
    for page in columns.values().filter(|p| p.values().any(|lines| lines.len() > 2)) {
        counts.single_lines += page.values().filter(|lines| lines.len() == 1).count();
    }
    for head in marks.iter().filter(|m| m.what == What::Head) {
        let below = marks.iter().filter(|m| {
            m.page == head.page && m.column == head.column && m.top > head.bottom && m.element != head.element
        });
        let mut lines: Vec<Abs> = below.map(|m| m.top).collect();
        lines.sort_unstable();
        lines.dedup();
        counts.bare_heads += usize::from(lines.len() < 2);
    }
    counts
}

/// Whether a mark stands in a column, as a whole or in part.
fn stands_in(mark: &Mark, laid: &Laid, page: usize, column: u32) -> bool {
    let left = laid.area.column(page, column);
    mark.page == page && mark.left < left + laid.area.measure && mark.right > left
}

/// Where the last thing of a column ends.
fn foot(marks: &[Mark], laid: &Laid, page: usize, column: u32) -> Abs {
    let ends = marks.iter().filter(|m| stands_in(m, laid, page, column)).map(|m| m.bottom);
    ends.max().unwrap_or(laid.area.top)
}

/// Free lines of a column: those below its last thing, and every gap of three lines or more inside it, which
/// no head and no picture asks for.
fn free_lines(marks: &[Mark], laid: &Laid, page: usize, column: u32) -> i64 {
    let area = &laid.area;
    let mut spans: Vec<(Abs, Abs)> =
        marks.iter().filter(|m| stands_in(m, laid, page, column)).map(|m| (m.top, m.bottom)).collect();
    spans.sort_unstable();
    // The head group stands over all columns, whatever its lines reach.
    let of_text = |m: &&Mark| m.page == page && !matches!(m.what, What::Text(_));
    let text = marks.iter().filter(of_text).map(|m| m.top).min().unwrap_or(area.top);
    let head = marks.iter().filter(|m| m.page == page && m.bottom <= text).map(|m| m.bottom);
    let mut end = head.max().unwrap_or(area.top);
    let mut free = 0;
    for (top, bottom) in spans {
        let gap = (top - end).whole(area.pitch);
        free += if gap >= 3 { gap } else { 0 };
        end = end.max(bottom);
    }
    free + (area.bottom() - end + area.pitch / 2).whole(area.pitch)
}

/// How many lines the columns of all pages but the last of each article have, and how many of them are free.
fn fullness(articles: &[Laid]) -> (i64, i64) {
    let (mut all, mut free) = (0, 0);
    for laid in articles {
        let marks = laid.marks();
        for page in 0..laid.document.pages.len() - 1 {
            for column in 0..laid.area.columns {
                all += i64::from(laid.area.lines);
                free += free_lines(&marks, laid, page, column);
            }
        }
    }
    (all, free)
}

#[test]
fn the_sample_has_nothing_to_mend() {
    for theme in ["feature", "book"] {
        for laid in lay_out(sample(), theme) {
            assert_eq!(count(&laid), Counts::default(), "{theme}");
            assert!(laid.document.pages.len() > 1);
        }
    }
}

/// A book with three photos an article, as photos come: mostly 3:2, some upright, some square.
fn book(articles: usize, han: usize) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for (n, (across, down)) in [(600, 400), (400, 600), (500, 500), (640, 360)].into_iter().enumerate() {
        files.insert(format!("source/photos/{n}.jpg"), photo(across, down));
    }
    for n in 0..articles {
        let text = corpus::article_with_photos(
            n,
            han,
            &["photos/0.jpg", "photos/1.jpg", "photos/2.jpg", "photos/3.jpg"],
        );
        files.insert(format!("source/{n:05}.md"), text.into_bytes());
    }
    files
}

#[test]
fn pages_of_a_book_with_photos_are_full() {
    for theme in ["feature", "book"] {
        let articles = lay_out(book(24, 4500), theme);
        let (all, free) = fullness(&articles);
        assert!(all > 4000, "{all} lines are too few to say anything");
        let share = 100.0 - 100.0 * free as f64 / all as f64;
        let mut sum = Counts::default();
        for laid in &articles {
            let counts = count(laid);
            sum.off_grid += counts.off_grid;
            sum.lone_lines += counts.lone_lines;
            sum.short_columns += counts.short_columns;
            sum.bare_heads += counts.bare_heads;
            sum.single_lines += counts.single_lines;
        }
        println!("{theme}: {share:.2} % of {all} lines are full, {sum:?}");
        assert!(share >= 99.0, "{theme}: only {share:.2} % of {all} lines are full");
        // A column of a plain page may be a line short where nothing can give way; not one in fifty.
        let columns = all / i64::from(articles[0].area.lines);
        assert!(sum.short_columns as i64 * 50 <= columns, "{theme}: {sum:?} of {columns} columns");
        assert_eq!(sum, Counts { short_columns: sum.short_columns, ..Counts::default() }, "{theme}");
    }
}

/// A small page of one theme for the tests below.
const SMALL: &str = "[page]\nsize = \"120mm x 160mm\"\n[area]\nchars = 13\nlines = 20\ntop = \"18mm\"\n";

/// An article of twelve paragraphs with a note each, in a small theme with these settings of notes.
fn noted(note: &str) -> Laid {
    let mut text = "---\ntitle: 注\nlead: 0\n---\n\n".to_owned();
    for n in 1..=12 {
        text.push_str(&format!(
            "河水从山里来，带着松针的气味，一路绕过磨坊和石桥；到了渡口，它慢下来。[^{n}]\n\n"
        ));
    }
    for n in 1..=12 {
        text.push_str(&format!("[^{n}]: 第{n}条注。\n\n"));
    }
    let files = BTreeMap::from([
        ("source/a.md".to_owned(), text.into_bytes()),
        ("templates/small/theme.toml".to_owned(), format!("{SMALL}[note]\n{note}\n").into_bytes()),
    ]);
    lay_out(files, "small").remove(0)
}

/// The marks of the notes on each page, in the order of the file.
fn note_marks(laid: &Laid) -> Vec<String> {
    let mut out = vec![String::new(); laid.document.pages.len()];
    for mark in laid.marks() {
        if let What::Text(text) = &mark.what {
            out[mark.page].extend(text.chars().filter(|c| ('①'..='⑳').contains(c)));
        }
    }
    out
}

#[test]
fn notes_are_numbered_through_the_article_or_anew_on_each_page() {
    let marks = note_marks(&noted("numbering = \"article\"")).concat();
    assert_eq!(marks.chars().filter(|c| *c == '⑫').count(), 2, "{marks}");
    let pages = note_marks(&noted("numbering = \"page\""));
    assert!(pages.len() > 1);
    for marks in &pages {
        let count = marks.chars().count() / 2;
        for (n, mark) in ('①'..).take(count).enumerate() {
            assert_eq!(marks.chars().filter(|c| *c == mark).count(), 2, "mark {n} of {pages:?}");
        }
    }
    assert_eq!(pages.iter().map(|p| p.chars().count()).sum::<usize>(), 24, "{pages:?}");
}

#[test]
fn a_note_marked_in_a_note_arrives_behind_it() {
    for numbering in ["article", "page"] {
        let text = "---\ntitle: 注\nlead: 0\n---\n\n河水从山里来。[^a]到了渡口，它慢下来。[^c]\n\n\
                    [^a]: 外面的条注。[^b]\n\n[^b]: 里面的条注。\n\n[^c]: 另外的条注。\n";
        let theme = format!("{SMALL}[note]\nnumbering = \"{numbering}\"\n");
        let files = BTreeMap::from([
            ("source/a.md".to_owned(), text.as_bytes().to_vec()),
            ("templates/small/theme.toml".to_owned(), theme.into_bytes()),
        ]);
        let laid = lay_out(files, "small").remove(0);
        let all: String = laid
            .marks()
            .iter()
            .filter_map(|mark| match &mark.what {
                What::Text(text) => Some(text.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(all.matches("里面的条注").count(), 1, "{all}");
        for mark in ['①', '②', '③'] {
            assert_eq!(all.matches(mark).count(), 2, "{mark} of {all}");
        }
    }
}

#[test]
fn endnotes_stand_behind_the_text() {
    let laid = noted("place = \"end\"");
    let marks = laid.marks();
    let at = |m: &Mark| (m.page, m.column, m.top);
    let text = marks.iter().filter(|m| matches!(m.what, What::Body(_))).map(at).max().unwrap();
    let is_note = |m: &&Mark| matches!(&m.what, What::Text(text) if text.contains("条注"));
    let notes: Vec<_> = marks.iter().filter(is_note).map(at).collect();
    assert_eq!(notes.len(), 12);
    assert!(notes.is_sorted() && notes[0] > text, "{notes:?} behind {text:?}");
}

/// How many lines of the body each column of a page has.
fn lines_of_columns(laid: &Laid, page: usize) -> Vec<usize> {
    let mut out = vec![std::collections::BTreeSet::new(); laid.area.columns as usize];
    for mark in laid.marks().iter().filter(|m| m.page == page) {
        if let What::Body(y) = mark.what {
            out[mark.column as usize].insert(y);
        }
    }
    out.into_iter().map(|lines| lines.len()).collect()
}

#[test]
fn text_whose_last_picture_stands_on_the_next_page_ends_in_balanced_columns() {
    let figure = |place| format!("![图说](p.png \"某 摄\"){{alt=\"图\" place={place}}}\n\n");
    let columns = |n: u32| format!("extends = \"feature\"\n[area]\ncolumns = {n}\nchars = {}\n", 46 / n - 1);
    for (place, before, after) in
        [("span", 9, 1), ("span", 10, 2), ("page", 3, 0), ("page", 2, 5), ("page", 9, 1)]
    {
        for n in [2, 3] {
            let laid = laid(&(P.repeat(before) + &figure(place) + &P.repeat(after)), &columns(n));
            let lines = lines_of_columns(&laid, 0);
            let (least, most) = (lines.iter().min().unwrap(), lines.iter().max().unwrap());
            assert!(most - least <= 3, "{place} {before} {after} in {n}: {lines:?}");
        }
    }
}
