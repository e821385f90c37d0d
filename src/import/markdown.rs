//! A page as an article file: front matter and Markdown, every character that Markdown would read escaped.

use super::page::{Block, Figure, Page};
use super::piece::NOTE_MARK;
use std::fmt::Write;

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
        }
    }
    for (n, note) in page.notes.iter().enumerate() {
        let _ = write!(out, "\n[^{}]: {}\n", n + 1, line_start(&inline(note)));
    }
    out
}

fn picture(figure: &Figure, photo: &str, number: usize, page: &Page) -> String {
    let mut out = format!("![{}]({photo}", inline(&figure.caption));
    if !figure.credit.is_empty() {
        let _ = write!(out, " \"{}\"", escaped(&figure.credit));
    }
    let _ = write!(out, "){{#fig:{number}");
    let alt = figure.picture.and_then(|p| page.pictures.get(p)).and_then(|p| p.alt.as_ref());
    if let Some(alt) = alt.filter(|a| !a.contains(['"', '{', '}', '\n', '\\'])) {
        let _ = write!(out, " alt=\"{alt}\"");
    }
    if figure.hero {
        out.push_str(" place=hero");
    }
    out.push('}');
    out
}

/// Running text with its footnote marks.
fn inline(text: &str) -> String {
    let mut out = String::new();
    for (n, part) in text.split(NOTE_MARK).enumerate() {
        if n % 2 == 1 {
            let _ = write!(out, "[^{part}]");
        } else {
            out.push_str(&escaped(part));
        }
    }
    out
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
fn line_start(text: &str) -> String {
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
    }
}
