//! What step 4 costs, shaping, breaking and adjusting, in CPU time of this one thread: a million characters in
//! paragraphs of 150, and the same text as paragraphs of 200,000.
//!
//!     cargo bench --bench lines               prints a row a case
//!     cargo bench --bench lines -- text       prints the text itself, for `lines.py`
//!
//! `lines.py` compares it with what Typst needs for its PDF of the same text.

#[allow(dead_code, reason = "each bench takes what it needs")]
mod corpus;

use keben::article::{Inline, NoteId};
use keben::diag::{Diags, FileId, Files, Span};
use keben::font::FontBook;
use keben::frame::{Attributes, Role, SlotId};
use keben::geom::Abs;
use keben::line::{self, Setting};
use keben::source::Project;
use keben::text::{Context, Shaper, Tagger, prepare};
use keben::theme;

const CHARACTERS: usize = 1_000_000;

/// A structure tree that is not kept.
struct NoTags;

impl Tagger for NoTags {
    fn open(&mut self, _: Role, _: Attributes) {}
    fn close(&mut self) {}
    fn slot(&mut self) -> SlotId {
        SlotId(0)
    }
}

/// CPU seconds of this thread so far, as the kernel counts them.
#[expect(clippy::disallowed_methods, reason = "a bench asks the kernel")]
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").expect("benches run on Linux");
    stat.split(' ').next().and_then(|ns| ns.parse::<f64>().ok()).expect("a number comes first") / 1e9
}

fn paragraphs(han: usize) -> Vec<String> {
    let mut characters = 0;
    let mut out = Vec::new();
    while characters < CHARACTERS {
        let paragraph = corpus::plain(out.len(), han);
        characters += paragraph.chars().count();
        out.push(paragraph);
    }
    out
}

#[expect(clippy::print_stdout, reason = "a bench prints what it found")]
#[expect(clippy::disallowed_methods, reason = "a bench takes arguments")]
fn main() {
    if std::env::args().any(|a| a == "text") {
        paragraphs(150).iter().for_each(|p| println!("{p}\n"));
        return;
    }
    let project = Project::in_memory(std::collections::BTreeMap::new());
    let theme = theme::load(&project, "feature", &mut Files::default(), &mut Diags::new()).expect("shipped");
    let book = FontBook::embedded();
    let style = &theme.body;
    let zero = Abs::ZERO;
    for (han, ems) in [(150, 22), (150, 15), (150, 30), (200_000, 22)] {
        let paragraphs: Vec<Vec<Inline>> = paragraphs(han)
            .into_iter()
            .map(|text| vec![Inline::Text { span: Span::new(FileId(0), 0..text.len()), text }])
            .collect();
        let setting = Setting {
            measure: style.size * ems,
            first: style.size * 2,
            start: zero,
            end: zero,
            align: style.align,
        };
        let before = cpu();
        // The memory of shaping belongs to the cost.
        let shaper = Shaper::new(&book, &theme.faces);
        let cx = Context {
            book: &book,
            shaper: &shaper,
            theme: &theme,
            writing: theme.page.writing,
            lang: "zh-Hans",
            note_mark: &|n: NoteId| n.0.to_string(),
            reference: &|_: &str| String::new(),
            page: &|_: &str| String::new(),
        };
        let (mut lines, mut shaping) = (0, 0.0);
        for inlines in &paragraphs {
            let start = cpu();
            let paragraph = prepare(inlines, style, &cx, &mut NoTags);
            shaping += cpu() - start;
            lines += line::set(&paragraph, &setting, &cx, &mut Diags::new()).len();
        }
        let all = cpu() - before;
        println!(
            "paragraphs of {han:7}, measure {ems} em: {lines} lines, {all:.3} s CPU, of it {shaping:.3} s shaping"
        );
    }
}
