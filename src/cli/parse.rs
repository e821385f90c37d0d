//! The words of this process, read. Help, version and what is wrong with them is told here, before there is a
//! setting; help in the language that was asked for.

use super::args::Typed;
use super::report::Reporter;
use super::{Exit, chinese, usage};
use crate::diag::{Diag, Format, Lang, Paint, codes::export as codes};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Error, FromArgMatches};
use std::ffi::OsString;
use std::io::Write;

/// Reads the arguments of this process.
pub(super) fn parse(locale: Lang) -> Result<Typed, Exit> {
    let typed: Vec<OsString> = std::env::args_os().collect();
    let command = Typed::command();
    let lang = match value_of("--lang", &typed) {
        Some("zh") => Lang::Zh,
        Some("en") => Lang::En,
        _ => locale,
    };
    let wants_json = value_of("--message-format", &typed) == Some("json");
    let command = if lang == Lang::Zh { chinese::all(command) } else { command };
    let read = command
        .try_get_matches_from(without_language(typed))
        .and_then(|matches| Typed::from_arg_matches(&matches));
    read.map_err(|error| {
        if error.use_stderr() && wants_json {
            // A program reads objects, one a line, whatever happens.
            Reporter { lang, format: Format::Json, paint: Paint::default(), quiet: false }.one(wrong(&error));
            return Exit::Failed;
        }
        let chinese = if lang == Lang::Zh { usage::in_chinese(&error) } else { None };
        // If nobody reads it, there is nobody to tell.
        let _ = match chinese {
            Some(text) => std::io::stderr().write_all(text.as_bytes()),
            None => error.print(),
        };
        if error.use_stderr() { Exit::Failed } else { Exit::Done }
    })
}

/// What was typed wrongly, as a problem.
fn wrong(error: &Error) -> Diag {
    // The first paragraph, on one line.
    let first = |text: &str, between: &str| {
        let lines = text.split("\n\n").next().unwrap_or_default().lines().map(str::trim);
        lines.collect::<Vec<_>>().join(between)
    };
    let en = match error.kind() {
        // The parser answers with its help.
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => "a command is missing".to_owned(),
        _ => first(error.to_string().trim_start_matches("error:").trim_start(), " "),
    };
    let zh = match error.kind() {
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => Some("缺少命令".to_owned()),
        _ => usage::in_chinese(error).map(|text| first(text.trim_start_matches("错误："), "；")),
    };
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let near = near.into_iter().find_map(|kind| match error.get(kind)? {
        ContextValue::String(word) => Some(word.clone()),
        ContextValue::Strings(words) => words.first().cloned(),
        _ => None,
    });
    let zh = zh.unwrap_or_else(|| en.clone());
    Diag::new(&codes::USAGE).arg_both(&en, &zh).suggest(near.as_deref())
}

/// What was typed, and `keben help build --lang zh` as `keben help build`: the parser's own command for help takes no
/// options, and in which language it is has been seen.
fn without_language(typed: Vec<OsString>) -> Vec<OsString> {
    if typed.get(1).is_none_or(|word| word != "help") {
        return typed;
    }
    let mut out = Vec::with_capacity(typed.len());
    let mut words = typed.into_iter();
    while let Some(word) = words.next() {
        if word == "--lang" {
            words.next();
        } else if !word.to_str().is_some_and(|w| w.starts_with("--lang=")) {
            out.push(word);
        }
    }
    out
}

/// The value of an option, before all arguments are understood.
fn value_of<'a>(option: &str, typed: &'a [OsString]) -> Option<&'a str> {
    let after = |n: usize| typed.get(n + 1).and_then(|v| v.to_str());
    typed.iter().enumerate().find_map(|(n, word)| match word.to_str()?.strip_prefix(option)? {
        "" => after(n),
        rest => rest.strip_prefix('='),
    })
}
