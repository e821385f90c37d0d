//! K7 and K8: what a PDF or an EPUB cannot be, and what a press is told.

use super::world::{Silent, World, figure, png};
use super::{Case, Heard};
use keben::diag::Diag;
use keben::export::{self, Arrangement, Imposition, Options, Outlet, Place, PressJob, PressStandard};
use keben::geom::Abs;
use keben::source::Project;
use std::io::{self, ErrorKind, Write};
use std::sync::Arc;

/// The ICC profile of a press.
const PRESS: &[u8] = include_bytes!("../../../templates/press/coated-fogra39.icc");

pub(super) const CASES: &[(&str, Case)] = &[
    // The standard's preparation of passwords refuses what nobody can type (ISO 32000-2, 7.6.4.3.2; RFC 4013).
    ("K701", |side| {
        let password = side.pick("开门\u{7}", "开门").to_owned();
        World::standard().heard_with("build --to pdf", |o| o.pdf_as.password = Some(password))
    }),
    ("K703", |side| {
        let options = Options { pdf: true, ..Options::default() };
        let outcome = export::build(&Project::in_memory(World::standard().0), &options, &Silent);
        let pdf = &outcome.outputs[0].bytes;
        let plan = Imposition {
            arrangement: Arrangement::Booklet,
            sheet: None,
            creep: Abs::ZERO,
            gap: Abs::ZERO,
            marks: false,
            right_bound: false,
        };
        Heard::result(export::impose("a.pdf", side.pick(&pdf[..pdf.len() / 2], pdf), &plan))
    }),
    ("K704", |side| {
        let screen = moxcms::ColorProfile::new_srgb().encode().unwrap();
        on_press(PressStandard::X4, side.pick(screen, PRESS.to_vec()))
    }),
    ("K707", |side| World::standard().heard(side.pick("build --to pdf --print", "build --to pdf"))),
    ("K709", |side| {
        let mut profile = PRESS.to_vec();
        // The version in the header (ICC.1:2022, 7.2.4).
        profile[8] = side.pick(4, 2);
        on_press(PressStandard::X1a, profile)
    }),
    ("K801", |side| {
        let project = Project::in_memory(World::photo("a.png", png(60, 40)).0);
        let options = Options { epub: true, ..Options::default() };
        let mut shelf = Shelf { is_broken: side.pick(true, false) };
        let outcome = export::build_into(&mut shelf, &project, &options, &Silent);
        Heard::of(&outcome.diags, &outcome.files)
    }),
];

fn on_press(standard: PressStandard, profile: Vec<u8>) -> Heard {
    let job = PressJob { standard, profile: Some(("press.icc".to_owned(), Arc::from(profile))) };
    World::article(&figure("a.png")).heard_with("build --to pdf", |o| o.pdf_as.press = Some(job))
}

/// An outlet whose places take nothing, and say so only while they are written to.
struct Shelf {
    is_broken: bool,
}

struct Slot {
    is_broken: bool,
}

impl Outlet for Shelf {
    fn open(&mut self, _: &str) -> Result<Box<dyn Place>, Diag> {
        Ok(Box::new(Slot { is_broken: self.is_broken }))
    }
}

impl Write for Slot {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.is_broken { Err(ErrorKind::BrokenPipe.into()) } else { Ok(bytes.len()) }
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Place for Slot {
    fn close(self: Box<Self>) -> Result<(), Diag> {
        Ok(())
    }
}
