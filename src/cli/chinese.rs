//! The command line's own help in Chinese. Names of commands and options are the same in every language.

mod words;

use clap::{Arg, ArgAction, Command};
use words::{REMARKS, WORDS};

/// The same definitions with their help in Chinese, the parser's own command for help among them.
pub(super) fn all(command: Command) -> Command {
    let mut command = localized(command);
    command.build();
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let command = names.into_iter().filter(|name| name != "help").fold(command, |command, name| {
        // How each is used is known once all is built.
        command.mut_subcommand(name, laid_out)
    });
    laid_out(command).mut_subcommand("help", |help| {
        help.about("显示某个命令的帮助").override_usage("keben help [命令]").disable_help_subcommand(true)
    })
}

/// The same definitions with their help in Chinese.
pub(super) fn localized(command: Command) -> Command {
    let about = command.get_about().map(|a| translated(&a.to_string()));
    let after = command.get_after_help().map(|a| translated(&a.to_string()));
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let has_version = command.get_version().is_some();
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help("显示帮助");
    let mut command = command.mut_args(argument).disable_help_flag(true).arg(help);
    if has_version {
        let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
        command = command.disable_version_flag(true).arg(version.help("显示版本"));
    }
    if let Some(about) = about {
        command = command.about(about);
    }
    if let Some(after) = after {
        command = command.after_help(after);
    }
    names.into_iter().fold(command, |command, name| command.mut_subcommand(name, localized))
}

/// An argument with its help in Chinese; what the parser would add in English is said here.
fn argument(arg: Arg) -> Arg {
    let Some(help) = arg.get_help().map(|h| translated(&h.to_string())) else { return arg };
    if !arg.get_action().takes_values() {
        return arg.help(help);
    }
    // What the values mean is told in English only; their names say enough.
    let values: Vec<String> = arg.get_possible_values().iter().map(|v| v.get_name().to_owned()).collect();
    let values = if values.len() > 1 { format!("（{}）", values.join("、")) } else { String::new() };
    let usual: Vec<String> =
        arg.get_default_values().iter().map(|v| v.to_string_lossy().into_owned()).collect();
    let usual = match usual[..] {
        [_, ..] if !arg.is_hide_default_value_set() => format!("［默认 {}］", usual.join(",")),
        _ => String::new(),
    };
    arg.help(format!("{help}{values}{usual}")).hide_possible_values(true).hide_default_value(true)
}

/// A command that is built, with headings and usage in Chinese. The parser's own headings have a half-width colon, so
/// they are a part of the template.
fn laid_out(mut command: Command) -> Command {
    let usage = used(&command.render_usage().to_string());
    let mut template = format!("{{before-help}}{{about-with-newline}}\n用法：{usage}\n");
    for (heading, tag, is_there) in [
        ("命令", "subcommands", command.has_subcommands()),
        ("参数", "positionals", command.get_positionals().next().is_some()),
        ("选项", "options", true),
    ] {
        if is_there {
            template += &format!("\n{heading}：\n{{{tag}}}\n");
        }
    }
    // What comes behind brings its own empty line.
    command.help_template(format!("{}{{after-help}}", template.trim_end()))
}

/// How a command is used, in Chinese, without its heading.
pub(super) fn used(usage: &str) -> String {
    let usage = usage.trim().trim_start_matches("Usage:").trim();
    usage.replace("[OPTIONS]", "[选项]").replace("<COMMAND>", "<命令>").replace("[COMMAND]", "[命令]")
}

fn translated(text: &str) -> String {
    if let Some((_, zh)) = WORDS.iter().find(|(en, _)| *en == text) {
        return (*zh).to_owned();
    }
    // Examples are commands; what introduces them and what stands behind them are words.
    let text = text.replacen("Examples:", "例：", 1).replacen("Example:", "例：", 1);
    REMARKS.iter().fold(text, |text, (en, zh)| text.replace(en, zh))
}

#[cfg(test)]
mod tests {
    use super::super::args::Typed;
    use super::*;
    use clap::CommandFactory;

    /// Every sentence of the definitions that has no translation.
    fn lacking(command: &Command, out: &mut Vec<String>) {
        let texts = command.get_arguments().filter_map(Arg::get_help).chain(command.get_about());
        for text in texts.map(ToString::to_string) {
            if !WORDS.iter().any(|(en, _)| *en == text) {
                out.push(text);
            }
        }
        command.get_subcommands().for_each(|c| lacking(c, out));
    }

    #[test]
    fn every_sentence_is_translated() {
        let mut out = Vec::new();
        lacking(&Typed::command(), &mut out);
        assert!(out.is_empty(), "{out:?}");
    }

    #[test]
    fn the_chinese_definitions_are_sound() {
        localized(Typed::command()).debug_assert();
    }

    #[test]
    fn every_remark_is_translated_and_none_is_left_over() {
        let mut remarks = Vec::new();
        let english = Typed::command();
        for command in english.get_subcommands() {
            let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            for line in after.lines().skip(1).filter(|l| !l.is_empty()) {
                // Behind a command and two spaces; or before what has to be written.
                let behind = line.trim().split_once("  ").map(|(_, remark)| remark.trim().to_owned());
                let before = line.trim().split_once(":   ").map(|(remark, _)| format!("{remark}:"));
                remarks.extend(if line.starts_with("  ") { behind } else { before });
            }
        }
        let listed: Vec<&str> = REMARKS.iter().map(|(en, _)| *en).collect();
        assert_eq!(remarks, listed);
        let help = all(Typed::command()).find_subcommand_mut("build").map(|c| c.render_help().to_string());
        assert!(help.is_some_and(|help| help.contains("输出到 dist/")));
    }

    #[test]
    fn every_command_has_examples() {
        let command = Typed::command();
        let lacking = command.get_subcommands().filter(|c| {
            let text = c.get_after_help().map(ToString::to_string).unwrap_or_default();
            !text.contains(&format!("keben {}", c.get_name()))
        });
        assert_eq!(lacking.map(Command::get_name).collect::<Vec<_>>(), Vec::<&str>::new());
    }

    #[test]
    fn nothing_of_the_parser_is_english() {
        let mut command = all(Typed::command());
        let mut pages = vec![command.render_help().to_string()];
        let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
        for name in names.iter().filter(|name| *name != "help") {
            pages.extend(command.find_subcommand_mut(name).map(|c| c.render_help().to_string()));
        }
        for page in pages {
            for word in ["[default", "OPTIONS", "COMMAND", "Usage", "选项:", "参数:", "命令:", "{"] {
                assert!(!page.contains(word), "{word} in {page}");
            }
            assert!(page.contains("\n\n用法：keben") && page.contains("\n\n选项：\n"), "{page}");
            assert!(!page.contains("\n\n\n"), "{page}");
        }
        let build = command.find_subcommand_mut("build").map(|c| c.render_help().to_string());
        assert!(build.is_some_and(|page| page.contains("（epub、pdf）［默认 epub,pdf］")));
    }
}
