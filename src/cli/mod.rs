//! The command line: arguments, terminal, progress, exit codes. This is the only room that knows a clock, an
//! environment or a terminal, and the only one that writes files.
//!
//! What was typed ([`args`]) and what it means here ([`setting`], after a look at the environment) are two
//! types. Standard output has what was asked for (the paths of the files made, a list, a stage as text);
//! problems and progress go to standard error.

mod args;
mod build;
mod cache;
mod check;
mod chinese;
mod definitions;
mod environment;
mod explain;
mod import;
mod impose;
mod init;
mod inspect;
mod interrupt;
mod list;
mod parse;
mod place;
mod progress;
mod report;
mod setting;
mod usage;
mod write;

use crate::diag::{Diag, codes::export as codes};
use args::{Command, Typed};
use environment::Environment;
use setting::Setting;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::Mutex;

/// How a run ends. The worst of several counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Exit {
    /// What was asked for is done.
    Done = 0,
    /// The article has problems; nothing was written.
    Problems = 1,
    /// Wrong usage, or it could not run.
    Failed = 2,
    /// Ctrl-C: 128 and the number of the signal, as shells count.
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    // What was typed …
    let environment = Environment::read();
    let typed = match parse::parse(environment.lang()) {
        Ok(typed) => typed,
        Err(exit) => return exit.into(),
    };
    // … what it means here …
    let setting = match Setting::new(&typed.general, &environment) {
        Ok(setting) => setting,
        Err((diag, reporter)) => {
            reporter.one(diag);
            return Exit::Failed.into();
        }
    };
    interrupt::listen(&setting);
    // … and done. A bug must not look like a problem of the article, nor leave anything behind.
    remember_panics();
    let exit = contained(|| run(&typed, &setting)).unwrap_or_else(|diag| {
        setting.reporter.one(diag);
        Exit::Failed
    });
    let exit = report::unanswered().map_or(exit, |diag| {
        setting.reporter.one(diag);
        exit.max(Exit::Failed)
    });
    exit.into()
}

/// Does something; a panic on the way becomes the problem that it is.
pub fn contained<T>(work: impl FnOnce() -> T) -> Result<T, Diag> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        // Where it happened is known only to who was told then.
        let remembered = PANIC.lock().ok().and_then(|mut p| p.take());
        let said = payload.downcast_ref::<&str>().map(|s| (*s).to_owned());
        let said = said.or_else(|| payload.downcast_ref::<String>().cloned());
        Diag::new(&codes::INTERNAL).arg(remembered.or(said).unwrap_or_default())
    })
}

fn run(typed: &Typed, setting: &Setting) -> Exit {
    match &typed.command {
        Command::Build(build) => build::run(build, setting),
        Command::Impose(impose) => impose::run(impose, setting),
        Command::Inspect(inspect) => inspect::run(inspect, setting),
        Command::Themes(list) => list::themes(list, setting),
        Command::Fonts(list) => list::fonts(list, setting),
        Command::Explain(explain) => explain::run(explain, setting),
        Command::Check(check) => check::run(check, setting),
        Command::Import(import) => import::run(import, setting),
        Command::Init(init) => init::run(init, setting),
        Command::Completions(completions) => definitions::completions(completions),
        Command::Man(man) => definitions::man(man, setting),
    }
}

/// What the last panic said. Foreign decoders are run so that theirs is caught (see `photo`), so a panic is
/// only told if it reaches the end.
static PANIC: Mutex<Option<String>> = Mutex::new(None);

fn remember_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let said = panic.payload_as_str().unwrap_or("no message");
        let place = panic.location().map(|l| format!(" ({}:{})", l.file(), l.line())).unwrap_or_default();
        if let Ok(mut last) = PANIC.lock() {
            *last = Some(format!("{said}{place}"));
        }
    }));
}
