//! Completions and manual pages, made from the definitions of the command line themselves.

use super::args::{Completions, Man, Typed};
use super::report::answer;
use super::setting::Setting;
use super::{Exit, write};
use crate::export::Output;
use clap::{Command, CommandFactory};

/// `keben completions`.
pub(super) fn completions(completions: &Completions) -> Exit {
    let mut out = Vec::new();
    clap_complete::generate(completions.shell, &mut Typed::command(), "keben", &mut out);
    answer(&String::from_utf8_lossy(&out));
    Exit::Done
}

/// `keben man`.
pub(super) fn man(man: &Man, setting: &Setting) -> Exit {
    let mut command = Typed::command();
    command.build();
    let Some(folder) = &man.out else {
        answer(&String::from_utf8_lossy(&page(&command)));
        return Exit::Done;
    };
    let of = |name: String, command: &Command| Output { name: format!("{name}.1"), bytes: page(command) };
    let mut outputs = vec![of("keben".to_owned(), &command)];
    for sub in command.get_subcommands().filter(|s| s.get_name() != "help") {
        outputs.push(of(format!("keben-{}", sub.get_name()), sub));
    }
    match write::write_all(folder, &outputs) {
        Ok(paths) => {
            paths.iter().for_each(|path| answer(&format!("{}\n", path.display())));
            Exit::Done
        }
        Err(diag) => {
            setting.reporter.one(diag);
            Exit::Failed
        }
    }
}

fn page(command: &Command) -> Vec<u8> {
    let mut out = Vec::new();
    // Writing to memory does not fail.
    let _ = clap_mangen::Man::new(command.clone()).render(&mut out);
    out
}
