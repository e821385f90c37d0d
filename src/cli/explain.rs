//! `keben explain`: what a code means, what follows from it, what to do, and an example.

use super::Exit;
use super::args::Explain;
use super::report::answer;
use super::setting::Setting;
use crate::diag::codes::{self, examples::EXAMPLES, scenes};
use crate::diag::{Code, Diag, Lang, Severity, nearest};
use std::fmt::Write;

/// Explains a code, or lists all of them.
pub(super) fn run(explain: &Explain, setting: &Setting) -> Exit {
    let Some(wanted) = &explain.code else {
        let line =
            |code: &Code| format!("{}\t{}\n", code.id, sentence(setting.reporter.text(code.en, code.zh)));
        answer(&codes::all().map(line).collect::<String>());
        return Exit::Done;
    };
    let Some(code) = codes::all().find(|code| code.id.eq_ignore_ascii_case(wanted)) else {
        let near = nearest(wanted, codes::all().map(|code| code.id));
        setting.reporter.one(Diag::new(&codes::export::NO_SUCH_CODE).arg(wanted).suggest(near));
        return Exit::Failed;
    };
    answer(&explained(code, setting.reporter.lang));
    Exit::Done
}

fn explained(code: &Code, lang: Lang) -> String {
    let pick = |en, zh| if lang == Lang::Zh { zh } else { en };
    let severity = match code.severity {
        Severity::Note => pick("note", "提示"),
        Severity::Warning => pick("warning", "警告"),
        Severity::Error => pick("error", "错误"),
    };
    let mut out = match lang {
        Lang::En => format!("{} ({severity})\n", code.id),
        Lang::Zh => format!("{}（{severity}）\n", code.id),
    };
    let _ = writeln!(out, "{}\n", sentence(pick(code.en, code.zh)));
    let (en, zh) = room(code.id);
    let _ = writeln!(out, "{}{}{}", pick("Found in: ", "出自："), pick(en, zh), pick(".", "。"));
    out.push_str(match code.severity {
        Severity::Error => pick("Nothing is written until it is mended.\n", "改正之前不输出文件。\n"),
        Severity::Warning => pick(
            "The output is made; `--deny-warnings` keeps it from being made.\n",
            "仍会输出文件；加 `--deny-warnings` 则不输出。\n",
        ),
        Severity::Note => pick("Worth knowing; nothing is wrong.\n", "供参考，并无不妥。\n"),
    });
    let help = pick(code.help_en, code.help_zh);
    if !help.is_empty() {
        let _ = writeln!(out, "{}{}", pick("What to do: ", "怎么办："), sentence(help));
    }
    if code.severity != Severity::Error {
        let _ = match lang {
            Lang::En => writeln!(
                out,
                "`keben check` leaves it out with `off = [\"{}\"]` under `[check]` in keben.toml.",
                code.id
            ),
            Lang::Zh => writeln!(
                out,
                "在 keben.toml 的 `[check]` 下写 `off = [\"{}\"]`，`keben check` 就不再报告。",
                code.id
            ),
        };
    }
    out.push_str(&example(code.id, lang));
    out
}

/// A text, or in words a file, a command or a machine, and the same without the problem.
fn example(id: &str, lang: Lang) -> String {
    let pick = |en, zh| if lang == Lang::Zh { zh } else { en };
    let shifted =
        |text: &str| text.lines().map(|l| format!("    {l}\n").replace("    \n", "\n")).collect::<String>();
    let (from, wrong, to, right) = if let Some((_, wrong, right)) = EXAMPLES.iter().find(|e| e.0 == id) {
        (pick("Instead of", "不要写"), *wrong, pick("write", "而写"), *right)
    } else if let Some(scene) = scenes::all().find(|scene| scene.id == id) {
        let ([en, zh], [en_right, zh_right]) = (scene.wrong, scene.right);
        (pick("For example", "例如"), pick(en, zh), pick("better", "改为"), pick(en_right, zh_right))
    } else {
        return String::new();
    };
    format!("\n{from}\n{}{to}\n{}", shifted(wrong), shifted(right))
}

/// What keben was doing when it found a problem of this number.
fn room(id: &str) -> (&'static str, &'static str) {
    match id.as_bytes() {
        [b'K', b'1', b'0', ..] => ("the files of the project", "项目文件"),
        [b'K', b'1', ..] => ("the project file keben.toml", "项目文件 keben.toml"),
        [b'K', b'2', ..] => ("front matter and Markdown of an article", "文章的元数据和 Markdown"),
        [b'K', b'3', ..] => ("the theme", "版式"),
        [b'K', b'4', ..] => ("the faces", "字体"),
        [b'K', b'5', ..] => ("the photos", "图片"),
        [b'K', b'6', ..] => ("lines and pages", "排版"),
        [b'K', b'7', ..] => ("the PDF", "PDF"),
        [b'K', b'8', ..] => ("the EPUB", "EPUB"),
        [b'K', b'9', b'5', ..] => ("a text that is brought in", "导入"),
        [b'K', ..] => ("command line and outputs", "命令行与输出"),
        [b'C', b'1', ..] => ("the copy desk's rules for marks", "校对规则：标点"),
        [b'C', b'2', ..] => ("the copy desk's rules for words", "校对规则：用字用词"),
        [b'C', b'3', ..] => ("the copy desk's rules for dates and figures", "校对规则：日期与数字"),
        _ => ("the copy desk's rules for structure and pictures", "校对规则：结构与图片"),
    }
}

/// A text of the table with something readable for what is filled in later.
fn sentence(text: &str) -> String {
    (0..9).fold(text.to_owned(), |text, n| text.replace(&format!("{{{n}}}"), "…"))
}

#[cfg(test)]
mod tests {
    use super::super::args::Typed;
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn meaning_remedy_and_example_are_told() {
        let colon = codes::all().find(|c| c.id == "K205").unwrap();
        assert_eq!(
            explained(colon, Lang::En),
            "K205 (error)
a full-width colon follows `…`

Found in: front matter and Markdown of an article.
Nothing is written until it is mended.
What to do: write `: `, half-width and with a space behind

Instead of
    title：渡口的早晨
write
    title: 渡口的早晨
"
        );
        let empty = codes::all().find(|c| c.id == "K502").unwrap();
        assert!(
            explained(empty, Lang::Zh)
                .ends_with("\n\n例如\n    `photos/b.jpg` 为 0 字节\n改为\n    `photos/b.jpg` 已重新复制\n")
        );
        for code in codes::all() {
            for lang in [Lang::En, Lang::Zh] {
                let text = explained(code, lang);
                assert!(
                    text.starts_with(code.id) && text.lines().count() > 3 && !text.contains("{0}"),
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn commands_in_examples_are_understood() {
        let mut count = 0;
        for scene in scenes::all() {
            for line in scene.wrong.iter().chain(&scene.right).flat_map(|text| text.lines()) {
                let line = line
                    .split_once(' ')
                    .filter(|(word, _)| word.contains('='))
                    .map_or(line, |(_, rest)| rest);
                if !line.starts_with("keben ") {
                    continue;
                }
                let words = line.split("      ").next().unwrap_or_default().split_whitespace();
                let read = Typed::command().try_get_matches_from(words.take_while(|word| *word != "<"));
                count += 1;
                // What the parser does not understand is the example of one code.
                assert_eq!(read.is_err(), scene.id == "K916" && line.contains("--theem"), "{line}");
            }
        }
        assert!(count > 40, "{count}");
    }
}
