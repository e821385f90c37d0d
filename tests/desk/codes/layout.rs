//! K6 where an article has to be sought that does not come to rest, and the limit of pages.

use super::world::World;
use super::{Case, Heard, Side};

pub(super) const CASES: &[(&str, Case)] = &[
    // Lists and what else is no text are set vertically on vertical pages only.
    ("K653", |side| {
        let mut world = World::article(&format!("{}:::vertical\n- 江水东流。\n:::\n", super::world::HEAD));
        let writing = side.pick("horizontal", "vertical");
        let area = "[area]\ncolumns = 1\nchars = 40\nlines = 25\n[running-head]\ngap = \"3mm\"\n";
        world.put("templates/own/theme.toml", format!("[page]\nwriting = \"{writing}\"\n{area}"));
        world.heard("build --to pdf --theme own")
    }),
    ("K654", |side| sought("K654", side, notes)),
    ("K655", |side| {
        let figure = "![图说](photos/p.png \"某 摄\"){alt=\"图\"}";
        let note = side.pick(format!("[^1]: 注。\n\n    {figure}\n"), format!("[^1]: 注。\n\n{figure}\n"));
        let mut world = World::article(&format!("{}江水东流[^1]。\n\n{note}", super::world::HEAD));
        world.put("source/photos/p.png", super::world::png(1200, 800));
        world.heard("build --to pdf")
    }),
    ("K660", |side| sought("K660", side, references)),
    // Pages up to the limit take long to draw; `trust` has the case next to it.
    ("K661", |side| {
        let pages = "一\n\n:::pagebreak\n\n".repeat(side.pick(10_001, 100));
        World::article(&format!("{}{pages}", super::world::HEAD)).heard("build --to pdf")
    }),
];

/// The first of some inputs of which the code is said, or the first of which it is not. The first of all did it when
/// this was written; with another layout one of its neighbours should.
fn sought(code: &str, side: Side, world: fn(usize) -> World) -> Heard {
    let mut last = Heard::default();
    for n in side.pick(0, 1)..60 {
        last = world(n).heard("build --to pdf --theme own");
        if last.codes().contains(code) == (side == Side::Bad) {
            break;
        }
    }
    last
}

/// 0, 1, -1, 2, -2 …
fn around(n: usize, middle: usize) -> usize {
    if n % 2 == 1 { middle + n.div_ceil(2) } else { middle.saturating_sub(n / 2) }
}

/// Small pages of one column, so that few lines fill one.
fn pages(lines: u32, height: u32) -> String {
    format!(
        "extends = \"book\"\n[page]\nsize = \"100mm x {height}mm\"\n[area]\nchars = 12\nlines = {lines}\ntop = \"15mm\"\ninside = \"10mm\"\n"
    )
}

/// The tenth note of a page, in the last line of a paragraph that fills the page. With the two digits of its mark the
/// paragraph has a line more, its last two lines go to the next page, and the note is the first there; with one digit
/// it has not.
fn notes(n: usize) -> World {
    let marked: String = (1..10).map(|n| format!("渡[^{n}]")).collect();
    let text: String = "江水东流不回头桥上行".chars().cycle().take(around(n, 171)).collect();
    let written: String = (1..=10).map(|n| format!("[^{n}]: 注\n\n")).collect();
    let mut world = World::article(&format!("{}{marked}{text}口[^10]\n\n{written}", super::world::HEAD));
    let theme = pages(30, 250) + "[note]\nnumbering = \"page\"\nmark = \"bracketed\"\n";
    world.put("templates/own/theme.toml", theme);
    world
}

/// A paragraph that a page shown with one digit makes three lines long, and one with two digits four. Three lines
/// are kept together and four are not, so that the longer one ends earlier, and what it refers to is on the page before.
fn references(n: usize) -> World {
    let pages_before = "甲\n\n:::pagebreak\n\n".repeat(7);
    let text: String = "江水东流不回头桥上行人各自忙".chars().cycle().take(27).collect();
    let (before, behind) = ("乙\n\n".repeat(8), "乙\n\n".repeat(around(n, 5)));
    let text = format!(
        "{}{pages_before}{before}{text}[@sec:there]{{.page}}\n\n{behind}## 彼岸 {{#sec:there}}\n\n丙\n",
        super::world::HEAD
    );
    let mut world = World::article(&text);
    world.put("templates/own/theme.toml", pages(10, 100));
    world
}
