//! The command line's own help in Chinese. Names of commands and options are the same in every language.

use clap::{Arg, ArgAction, Command};

/// What each sentence of the definitions is in Chinese.
const WORDS: &[(&str, &str)] = &[
    (
        "Turns structured articles into EPUB 3 and paginated PDF, with Chinese set as it should be",
        "把结构化的文章排成 EPUB 3 和分页 PDF，中文按规矩排",
    ),
    (
        "Exit codes: 0 done, 1 the article has problems, 2 wrong usage or could not run, 130 interrupted.",
        "退出码：0 完成；1 文章有问题；2 用法不对或无法运行；130 被中断。",
    ),
    ("Makes an EPUB and a PDF", "生成 EPUB 和 PDF"),
    (
        "Says what a copy desk and a printer would object to; makes nothing",
        "指出校对和印厂会挑的毛病，不生成文件",
    ),
    ("Makes a project of raw newspaper text, a web page or a DOCX", "由报纸原文、网页或 DOCX 建立项目"),
    ("Makes a new project that builds at once", "新建一个马上能排的项目"),
    ("Shows a stage of the work as text", "把某一步的结果写成文字"),
    ("Lists the themes at hand", "列出可用的版式"),
    ("Lists the faces at hand", "列出可用的字体"),
    ("Explains a code, such as K201, or lists all", "说明一个编号（如 K201），或列出全部"),
    ("Prints completions for a shell", "输出命令补全脚本"),
    ("Prints the manual page, or writes those of all commands", "输出手册页，或写出全部命令的手册页"),
    ("How problems are written", "问题的写法"),
    ("The language of messages [default: that of the locale]", "消息的语言［默认随系统］"),
    ("When to use colours", "何时用颜色"),
    ("Say which step is under way and how long each took", "说出正在做哪一步、各用了多久"),
    ("Say nothing but errors", "只报错误"),
    (
        "Project folders and Markdown files [default: this folder]",
        "项目文件夹或 Markdown 文件［默认为当前文件夹］",
    ),
    ("What to make", "生成什么"),
    ("The theme, by name (`keben themes` lists them)", "版式的名称（`keben themes` 列出全部）"),
    ("The theme, by name", "版式的名称"),
    ("The theme to lay out with, by name", "用哪种版式试排"),
    ("The folder to write to [default: dist/ in the project]", "输出到哪个文件夹［默认为项目里的 dist/］"),
    ("How many threads work at once [default: one for each core]", "同时用多少线程［默认每核一个］"),
    (
        "Let faces installed on this machine stand in where the project's and keben's own have no glyph",
        "项目和程序自带的字体缺字时，用本机安装的字体代替",
    ),
    ("Take warnings for errors: write nothing and exit with 1", "把警告当作错误：不输出，以 1 退出"),
    ("Exit with 1 if there is a warning", "有警告就以 1 退出"),
    (
        "Write the articles with every finding corrected that has one remedy only",
        "改正那些改法唯一的问题，写回文章",
    ),
    ("The text, or `-` for standard input", "原文文件，`-` 表示标准输入"),
    ("The folder of the new project", "新项目的文件夹"),
    ("Suggestions to carry out, by their ids in the report", "要采纳的建议，写报告里的编号"),
    ("Replace an article that is there already; pictures stay", "覆盖已有的文章；图片不动"),
    ("A project folder or a Markdown file", "项目文件夹或 Markdown 文件"),
    ("The stage", "哪一步"),
    ("The project whose own are listed too", "一并列出哪个项目自带的"),
    ("The code", "编号"),
    ("The shell", "哪种 shell"),
    ("Puts the pages of a PDF on a printer's sheets", "把 PDF 的页面拼到印张上"),
    ("Make the PDF for a press: in inks, with bleed and marks", "生成付印的 PDF：用油墨色，带出血和裁切标记"),
    (
        "The press's ICC profile [default: offset on coated paper, FOGRA39]",
        "印厂的 ICC 特性文件［默认为铜版纸胶印 FOGRA39］",
    ),
    (
        "Judge it as a file for a press: pixels and colours of photos, ink, small text",
        "按付印文件检查：照片的像素和颜色、墨量、小字",
    ),
    ("Put the articles' sources into the PDF", "把文章的源文件放进 PDF"),
    ("Lock the PDF with the password that is the first line of a file", "用某个文件首行的口令加密 PDF"),
    (
        "Set a gray field in place of a photo that is missing or damaged, to judge the pages",
        "照片缺失或损坏时先排灰块，以便看版",
    ),
    (
        "Leave what photos say about themselves in those that go in unchanged (never where they were taken)",
        "原样收入的照片保留其自带信息（拍摄地点除外）",
    ),
    (
        "The store that the EPUB is for: limits of its pictures and bytes",
        "EPUB 给哪家书店：图片和文件大小的限度",
    ),
    (
        "Who says that the EPUB conforms to EPUB Accessibility 1.1, WCAG 2.2 Level AA; without a name it is not said",
        "由谁声明 EPUB 符合 EPUB Accessibility 1.1、WCAG 2.2 AA 级；不写则不声明",
    ),
    ("What every reading system takes", "各种阅读器都接受"),
    ("Amazon Kindle", "亚马逊 Kindle"),
    ("Apple Books", "苹果图书"),
    ("Rakuten Kobo", "乐天 Kobo"),
    ("微信读书", "微信读书"),
    ("Develop all photos anew, and keep none for the next build", "照片全部重新处理，也不为下次留存"),
    ("The PDF", "PDF 文件"),
    ("booklet, signatures=SHEETS, or COLUMNSxROWS", "booklet（骑马订）、signatures=张数 或 列数x行数"),
    (
        "The sheet, such as A3 or \"450mm x 320mm\" [default: as large as the pages and their marks]",
        "印张大小，如 A3 或 \"450mm x 320mm\"［默认恰好容下页面和标记］",
    ),
    (
        "By how much pages move towards the fold with each sheet inside another: the paper's thickness",
        "每套一层纸，页面向折缝移多少：即纸的厚度",
    ),
    ("Between pages that are cut apart", "裁开的页面之间留多少"),
    ("For books bound on the right", "右装订的书"),
    ("Print no marks", "不印标记"),
    (
        "The file to write [default: NAME-sheets.pdf beside the PDF]",
        "写到哪个文件［默认为 PDF 旁边的 NAME-sheets.pdf］",
    ),
    ("The folder to write the pages of all commands to", "把全部命令的手册页写到哪个文件夹"),
];

/// What each remark on an example is in Chinese.
const REMARKS: &[(&str, &str)] = &[
    ("the project in this folder, to dist/", "排当前文件夹里的项目，输出到 dist/"),
    ("one article, as a PDF only", "只排一篇，只出 PDF"),
    ("each article by itself, into one folder", "各排各的，放进同一个文件夹"),
    ("a booklet, to be folded and stitched through the fold", "对折后骑马订的小册子"),
    ("four sheets a signature, sixteen pages", "每帖四张，十六页"),
    ("the project in this folder", "查当前文件夹里的项目"),
    ("one article", "只查一篇"),
    ("correct what has one remedy only: half-width marks, dashes …", "改正改法唯一的：半角标点、破折号等"),
    ("also what the press would say: pixels, colours, ink", "连印厂会挑的一起查：像素、颜色、墨量"),
    ("what a rule means", "某条规则的含义"),
    ("Rules are switched off in keben.toml:", "在 keben.toml 里关掉规则："),
    ("or for a part of an article:", "或只关文章的一段："),
    ("a page's text, in UTF-8, GB18030 or Big5", "版面的文字，UTF-8、GB18030 或 Big5"),
    ("a saved web page", "存下来的网页"),
    ("a word processor's file, with its pictures", "文字处理软件的文件，连同图片"),
    ("from another program", "来自另一个程序"),
    ("with two of the suggestions of its report", "采纳报告里的两条建议"),
    ("reads it", "阅读"),
];

/// The same definitions with their help in Chinese, the parser's own command for help among them.
pub(super) fn all(command: Command) -> Command {
    let mut command = localized(command);
    command.build();
    command.mut_subcommand("help", |help| {
        help.about("显示某个命令的帮助").override_usage("keben help [命令]").disable_help_subcommand(true)
    })
}

/// The same definitions with their help in Chinese.
pub(super) fn localized(command: Command) -> Command {
    let about = command.get_about().map(|a| translated(&a.to_string()));
    let after = command.get_after_help().map(|a| translated(&a.to_string()));
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let has_version = command.get_version().is_some();
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help("显示帮助")
        .help_heading("选项");
    let mut command = command
        .mut_args(|arg| {
            let help = arg.get_help().map(|h| translated(&h.to_string()));
            let heading = if arg.is_positional() { "参数" } else { "选项" };
            // What the values mean is told in English only; their names say enough.
            let values: Vec<String> =
                arg.get_possible_values().iter().map(|v| v.get_name().to_owned()).collect();
            let takes_value = arg.get_action().takes_values();
            let arg = arg.help_heading(heading).hide_possible_values(takes_value);
            match help {
                Some(help) if takes_value && values.len() > 1 => {
                    arg.help(format!("{help}（{}）", values.join("、")))
                }
                Some(help) => arg.help(help),
                None => arg,
            }
        })
        .disable_help_flag(true)
        .arg(help)
        .subcommand_help_heading("命令")
        .help_template("{before-help}{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}");
    if has_version {
        let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
        command = command.disable_version_flag(true).arg(version.help("显示版本").help_heading("选项"));
    }
    if let Some(about) = about {
        command = command.about(about);
    }
    if let Some(after) = after {
        command = command.after_help(after);
    }
    names.into_iter().fold(command, |command, name| command.mut_subcommand(name, localized))
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
}
