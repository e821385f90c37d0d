//! A page as an article file: front matter and Markdown, every character that Markdown would read escaped.

use super::marks::{self, MARK, Reading};
use super::page::{Block, Figure, Page};
use super::rows;
use std::fmt::Write;

/// The most characters of what a picture or a word has in braces behind it: `reader` reads no longer ones.
const MAX_VALUE: usize = 500;

/// The text of `source/article.md`; `photo` gives the path of a picture by its number among the figures.
pub(super) fn write(page: &Page, photos: &[String], lang: Option<&str>) -> String {
    let mut out = String::from("---\n");
    let mut put = |key: &str, value: &str| {
        let _ = writeln!(out, "{key}: {}", yaml(value));
    };
    let heads = [
        ("series", &page.series),
        ("kicker", &page.kicker),
        ("title", &page.title),
        ("subtitle", &page.subtitle),
    ];
    for (key, value) in heads {
        value.iter().for_each(|v| put(key, v));
    }
    for (key, value) in &page.said {
        put(key, value);
    }
    if let Some(credits) = &page.credits {
        put("credits", credits);
    }
    lang.iter().for_each(|l| put("lang", l));
    if page.lead > 0 {
        let _ = writeln!(out, "lead: {}", page.lead);
    }
    if !page.writers.is_empty() {
        out.push_str("byline:\n");
        for writer in &page.writers {
            let name = yaml(&writer.name);
            let _ = match &writer.role {
                Some(role) => writeln!(out, "  - {{name: {name}, role: {}}}", yaml(role)),
                None => writeln!(out, "  - {name}"),
            };
        }
    }
    out.push_str("---\n");
    let inline = |text: &str| inline(text, &page.readings);
    let mut number = 0;
    for block in &page.blocks {
        out.push('\n');
        match block {
            Block::Head(level, text) => {
                let _ = writeln!(out, "{} {}", "#".repeat(usize::from((*level).clamp(1, 6))), inline(text));
            }
            Block::Paragraph(text) => {
                let _ = writeln!(out, "{}", line_start(&inline(text)));
            }
            Block::Figure(figure) => {
                let photo = photos.get(number).map_or("", |p| p.as_str());
                number += 1;
                let _ = writeln!(out, "{}", picture(figure, photo, number, page));
            }
            Block::List(items) => rows::list(items, &inline, &mut out),
            Block::Table(table) => rows::table(table, &inline, &mut out),
        }
    }
    for (n, note) in page.notes.iter().enumerate() {
        // The paragraphs behind the first are the note's by their indent.
        let lines: Vec<String> = note.lines().map(|line| line_start(&inline(line))).collect();
        let _ = write!(out, "\n[^{}]: {}\n", n + 1, lines.join("\n\n    "));
    }
    out
}

fn picture(figure: &Figure, photo: &str, number: usize, page: &Page) -> String {
    let mut out = format!("![{}]({photo}", inline(&figure.caption, &page.readings));
    if !figure.credit.is_empty() {
        let _ = write!(out, " \"{}\"", escaped(&figure.credit));
    }
    let _ = write!(out, "){{#fig:{number}");
    let alt = figure.picture.and_then(|p| page.pictures.get(p)).and_then(|p| p.alt.as_ref());
    if let Some(alt) = alt.map(|alt| value(alt)).filter(|alt| !alt.is_empty()) {
        let _ = write!(out, " alt=\"{alt}\"");
    }
    if figure.hero {
        out.push_str(" place=hero");
    }
    out.push('}');
    out
}

/// What stands between double quotes in braces: on one line, and without the marks that would end it.
fn value(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let one = |c: char| match c {
        '"' => '”',
        '{' => '｛',
        '}' => '｝',
        '\\' => '＼',
        '|' => '｜',
        c => c,
    };
    words.chars().filter(|c| !c.is_control()).take(MAX_VALUE).map(one).collect()
}

/// Running text with its footnote marks, and with the readings over its characters.
pub(super) fn inline(text: &str, readings: &[Reading]) -> String {
    let mut out = String::new();
    let mut parts = text.split(MARK).enumerate().peekable();
    while let Some((n, part)) = parts.next() {
        if n % 2 == 1 {
            if marks::read_reading(part).is_none() {
                let _ = write!(out, "[^{part}]");
            }
            continue;
        }
        let said = parts.peek().and_then(|(_, said)| marks::read_reading(said));
        let Some(reading) = said.and_then(|place| readings.get(place)) else {
            out.push_str(&escaped(part));
            continue;
        };
        let (before, under) = part.split_at(start_of_last(part, reading.over));
        out.push_str(&escaped(before));
        let over = value(&reading.text);
        if over.is_empty() || under.is_empty() {
            out.push_str(&escaped(under));
        } else {
            let _ = write!(out, "[{}]{{ruby=\"{over}\"}}", escaped(under));
        }
    }
    out
}

/// Where the last so many characters of a text begin, space not counted.
fn start_of_last(text: &str, count: usize) -> usize {
    let seen = text.char_indices().rev().filter(|(_, c)| !c.is_whitespace());
    seen.take(count).last().map_or(text.len(), |(at, _)| at)
}

/// A text with every ASCII mark escaped that Markdown reads within a line (CommonMark 0.31, 2.4).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let is_read = match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '~' | '^' | '|' | '"' | '#' => true,
            '!' => chars.peek() == Some(&'['),
            '&' => chars.peek().is_some_and(|n| n.is_ascii_alphanumeric() || *n == '#'),
            _ => false,
        };
        if is_read {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A line whose beginning would make it something else than a paragraph.
pub(super) fn line_start(text: &str) -> String {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let behind = &text[digits..];
    if (1..=9).contains(&digits) && behind.starts_with(['.', ')']) {
        return format!("{}\\{behind}", &text[..digits]);
    }
    if text.starts_with(['-', '+', '=', ':']) || text.starts_with("：：：") {
        return if text.starts_with('：') { text.to_owned() } else { format!("\\{text}") };
    }
    text.to_owned()
}

/// A value of YAML: plain where nothing in it could be read otherwise, else in double quotes (YAML 1.2, 7.3).
fn yaml(text: &str) -> String {
    let plain = |c: char| {
        c.is_alphanumeric()
            || matches!(
                c,
                '“' | '”'
                    | '‘'
                    | '’'
                    | '—'
                    | '…'
                    | '·'
                    | '、'
                    | '，'
                    | '！'
                    | '？'
                    | '《'
                    | '》'
                    | '（'
                    | '）'
                    | '「'
                    | '」'
            )
    };
    let is_plain = text.chars().next().is_some_and(|c| !c.is_ascii() && plain(c))
        && text.chars().all(|c| plain(c) || c == ' ')
        && text.trim() == text;
    if is_plain {
        return text.to_owned();
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' | '\t' => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_markdown_would_read_is_escaped() {
        assert_eq!(escaped("a*b_c [d] & &amp; !x ![y"), "a\\*b\\_c \\[d\\] & \\&amp; !x \\!\\[y");
        assert_eq!(line_start("1. 甲"), "1\\. 甲");
        assert_eq!(line_start("2026年"), "2026年");
        assert_eq!(line_start("- 甲"), "\\- 甲");
        assert_eq!(yaml("一江两岸 一桥飞架"), "一江两岸 一桥飞架");
        assert_eq!(yaml("甲: \"乙\""), "\"甲: \\\"乙\\\"\"");
        assert_eq!(yaml("2026"), "\"2026\"");
        assert_eq!(value("一座\n\n \"桥\" {a}\\"), "一座 ”桥” ｛a｝＼");
    }
}
