//! An article as text that people read and tests compare: one line a block, indented by nesting, marks of
//! running text in words. `keben inspect --stage article` prints it.

use super::{
    Align, Article, Block, BlockKind, BoxKind, Crop, Figure, FigurePlace, Inline, MarkKind, Meta,
    ParagraphRole, SenseText, Table,
};
use std::fmt::Write;

/// The whole article. Running text stands as it is; what is not text stands in `⟨…⟩`, sense breaks are `｜`.
pub fn dump(article: &Article) -> String {
    let mut out = String::new();
    meta(&article.meta, &mut out);
    blocks(&article.blocks, 0, &mut out);
    for (i, note) in article.notes.iter().enumerate() {
        line(0, &format!("note {} ({})", i + 1, note.label), &mut out);
        blocks(&note.blocks, 1, &mut out);
    }
    out
}

fn line(depth: usize, text: &str, out: &mut String) {
    let _ = writeln!(out, "{}{text}", "  ".repeat(depth));
}

fn meta(meta: &Meta, out: &mut String) {
    let mut put = |key: &str, value: &str| line(0, &format!("{key}: {value}"), out);
    let sense = |text: &SenseText| text.parts.join("｜");
    put("title", &sense(&meta.title));
    for (key, text) in [("kicker", &meta.kicker), ("subtitle", &meta.subtitle), ("series", &meta.series)] {
        text.iter().for_each(|t| put(key, &sense(t)));
    }
    for person in &meta.byline {
        let role = person.role.as_ref().map(|r| format!(" ({r})")).unwrap_or_default();
        put("byline", &format!("{}{role}", person.name));
    }
    if let Some(date) = meta.date {
        let mut text = format!("{:04}", date.year);
        [date.month, date.day].into_iter().flatten().for_each(|n| text += &format!("-{n:02}"));
        put("date", &text);
    }
    let texts = [
        ("publication", &meta.publication),
        ("issue", &meta.issue),
        ("page", &meta.page),
        ("section", &meta.section),
        ("summary", &meta.summary),
        ("rights", &meta.rights),
        ("publisher", &meta.publisher),
        ("identifier", &meta.identifier),
    ];
    for (key, text) in texts {
        text.iter().for_each(|t| put(key, t));
    }
    if !meta.keywords.is_empty() {
        put("keywords", &meta.keywords.join(", "));
    }
    put("lang", &meta.lang);
    meta.cover.iter().for_each(|cover| put("cover", &cover.photo));
    meta.credits.iter().for_each(|c| put("credits", &running(c)));
}

fn blocks(blocks: &[Block], depth: usize, out: &mut String) {
    for block in blocks {
        one(&block.kind, depth, out);
    }
}

fn one(kind: &BlockKind, depth: usize, out: &mut String) {
    let inner = depth + 1;
    match kind {
        BlockKind::Paragraph(p) => {
            let role = if p.role == ParagraphRole::Lead { "lead" } else { "p" };
            line(depth, &format!("{role} {}", running(&p.content)), out);
        }
        BlockKind::Heading(h) => {
            let parts: Vec<String> = h.parts.iter().map(|p| running(p)).collect();
            line(depth, &format!("h{} {} #{}", h.level, parts.join("｜"), h.id), out);
        }
        BlockKind::Figures(group) => {
            if group.len() > 1 {
                line(depth, "group", out);
            }
            let depth = if group.len() > 1 { inner } else { depth };
            group.iter().for_each(|f| line(depth, &figure(f), out));
        }
        BlockKind::List { start, items } => {
            line(depth, &start.map_or("list".to_owned(), |n| format!("list from {n}")), out);
            for item in items {
                let done = item.done.map_or("", |d| if d { " [x]" } else { " [ ]" });
                line(inner, &format!("item{done}"), out);
                blocks(&item.blocks, inner + 1, out);
            }
        }
        BlockKind::Definitions(list) => {
            line(depth, "definitions", out);
            for (term, definitions) in list {
                line(inner, &format!("term {}", running(term)), out);
                for definition in definitions {
                    line(inner, "means", out);
                    blocks(definition, inner + 1, out);
                }
            }
        }
        BlockKind::Quote(inside) => {
            line(depth, "quote", out);
            blocks(inside, inner, out);
        }
        BlockKind::Verse(lines) => {
            line(depth, "verse", out);
            lines.iter().for_each(|l| line(inner, &format!("| {}", running(l)), out));
        }
        BlockKind::Boxed { kind, title, blocks: inside } => {
            let name = if *kind == BoxKind::Note { "note box" } else { "box" };
            let title = title.as_ref().map(|t| format!(" {}", running(t))).unwrap_or_default();
            line(depth, &format!("{name}{title}"), out);
            blocks(inside, inner, out);
        }
        BlockKind::Vertical(inside) => {
            line(depth, "vertical", out);
            blocks(inside, inner, out);
        }
        BlockKind::Code { lang, text } => {
            line(depth, &format!("code {}", lang.as_deref().unwrap_or("")), out);
            text.split('\n').for_each(|l| line(inner, &format!("| {l}"), out));
        }
        BlockKind::Table(t) => table(t, depth, out),
        BlockKind::Rule => line(depth, "rule", out),
        BlockKind::PageBreak => line(depth, "page break", out),
    }
}

fn table(table: &Table, depth: usize, out: &mut String) {
    let columns: String = table
        .columns
        .iter()
        .map(|a| match a {
            Align::Auto => '-',
            Align::Start => '<',
            Align::Center => '=',
            Align::End => '>',
        })
        .collect();
    let id = table.id.as_ref().map(|id| format!(" #{id}")).unwrap_or_default();
    let caption = table.caption.as_ref().map(|c| format!(" {}", running(c))).unwrap_or_default();
    line(depth, &format!("table {columns}{caption}{id}"), out);
    let row = |cells: &[Vec<Inline>]| cells.iter().map(|c| running(c)).collect::<Vec<_>>().join(" | ");
    line(depth + 1, &format!("head {}", row(&table.head)), out);
    table.rows.iter().for_each(|r| line(depth + 1, &format!("row {}", row(r)), out));
}

fn figure(figure: &Figure) -> String {
    let place = match figure.place {
        FigurePlace::Hero => "hero",
        FigurePlace::Span => "span",
        FigurePlace::Column => "column",
        FigurePlace::Inline => "inline",
        FigurePlace::Page => "page",
    };
    let mut out = format!("figure {} {place}", figure.photo);
    match figure.crop {
        Some(Crop::Rect([x, y, w, h])) => out += &format!(" crop {x},{y},{w},{h}"),
        Some(Crop::Shape { ratio: (w, h), focus: (x, y) }) => out += &format!(" crop {w}:{h}@{x},{y}"),
        None => {}
    }
    figure.id.iter().for_each(|id| out += &format!(" #{id}"));
    if !figure.caption.is_empty() {
        out += &format!(" caption “{}”", running(&figure.caption));
    }
    figure.credit.iter().for_each(|c| out += &format!(" credit “{c}”"));
    figure.alt.iter().for_each(|a| out += &format!(" alt “{a}”"));
    out
}

/// Running text with its marks in words.
fn running(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        let (name, content) = match inline {
            Inline::Text { text, .. } => {
                out += text;
                continue;
            }
            Inline::Code { text, .. } => {
                out += &format!("⟨code {text}⟩");
                continue;
            }
            Inline::Reference { target, .. } => {
                out += &format!("⟨@{target}⟩");
                continue;
            }
            Inline::NoteMark { note, .. } => {
                out += &format!("⟨note {}⟩", note.0 + 1);
                continue;
            }
            Inline::Ruby { base, text, .. } => {
                out += &format!("⟨ruby {base}/{text}⟩");
                continue;
            }
            Inline::Break => {
                out += "⟨br⟩";
                continue;
            }
            Inline::Emphasis(c) => ("em".to_owned(), c),
            Inline::Strong(c) => ("strong".to_owned(), c),
            Inline::Strike(c) => ("strike".to_owned(), c),
            Inline::Superscript(c) => ("sup".to_owned(), c),
            Inline::Subscript(c) => ("sub".to_owned(), c),
            Inline::Link { target, content } => (format!("link {target}"), content),
            Inline::Foreign { lang, content } => (format!("lang {lang}"), content),
            Inline::Marked { kind, content } => {
                let name = match kind {
                    MarkKind::Dots => "dots",
                    MarkKind::ProperName => "name",
                    MarkKind::BookTitle => "wave",
                    MarkKind::InlineNote => "warichu",
                    MarkKind::Index => "index",
                    MarkKind::Page => "page",
                };
                (name.to_owned(), content)
            }
        };
        out += &format!("⟨{name}: {}⟩", running(content));
    }
    out
}
