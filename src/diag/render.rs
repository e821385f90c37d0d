//! Problems as text. The snippet renderer lives here and nowhere else.
//!
//! **JSON lines** ([`Format::Json`]): one object a line, in UTF-8, with these members and no others. Members may
//! be added in later versions; none changes its meaning.
//!
//! | member | kind | meaning |
//! |---|---|---|
//! | `severity` | `"error"`, `"warning"`, `"note"` | how bad it is |
//! | `code` | string | the stable number, `"K201"`; `keben explain K201` tells more |
//! | `message` | string | one sentence in the language asked for |
//! | `help` | array of strings | remedies, the likeliest first; may be empty |
//! | `suggestion` | string or null | the known word that was probably meant |
//! | `file` | string or null | the file's path in the project; if null, the next five are null too |
//! | `line`, `column` | number or null | where it begins, from 1, columns in characters |
//! | `end_line`, `end_column` | number or null | one past where it ends |
//! | `bytes` | `[start, end]` or null | the same in bytes of the file without its byte order mark |

use super::codes::photo;
use super::hidden::told;
use super::{BETWEEN_LANGUAGES, Code, Diag, Diags, Files, Severity, Span};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::fmt::Write;
use std::ops::Range;

/// The language of messages.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// 中文。
    Zh,
}

/// How problems are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Format {
    /// A snippet of the source with the place marked, for people.
    #[default]
    Human,
    /// `file:line:column: severity[code]: text`, for editors.
    Short,
    /// One JSON object a line, for programs; the members are told above.
    Json,
}

/// What the terminal can show.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Paint {
    /// Colours.
    pub color: bool,
    /// Box-drawing characters.
    pub unicode: bool,
}

/// How many characters of a long line are shown on each side of the place.
const CONTEXT_CHARS: usize = 30;
/// How many characters of a long place are marked.
const MARKED_CHARS: usize = 40;

/// All problems as text, each ending in a line feed.
pub fn render(diags: &Diags, files: &Files, lang: Lang, format: Format, paint: Paint) -> String {
    let mut out: String = match format {
        Format::Human => folded(diags).iter().map(|(d, more)| human(d, more, files, lang, paint)).collect(),
        _ => diags.iter().map(|d| render_one(d, files, lang, format, paint)).collect(),
    };
    for (code, count) in diags.dropped().filter(|_| format != Format::Json) {
        let _ = match lang {
            Lang::En => writeln!(out, "note: {count} more problems of the kind {code} are not shown"),
            Lang::Zh => writeln!(out, "注意：另有 {count} 处 {code} 类问题未列出"),
        };
    }
    out
}

/// One problem as text.
pub fn render_one(diag: &Diag, files: &Files, lang: Lang, format: Format, paint: Paint) -> String {
    match format {
        Format::Human => human(diag, &[], files, lang, paint),
        Format::Short => short(diag, files, lang),
        Format::Json => json(diag, files, lang),
    }
}

/// The sentence of a problem.
pub fn message(diag: &Diag, lang: Lang) -> String {
    fill(pick(lang, diag.code.en, diag.code.zh), &diag.args, lang)
}

/// The remedies of a problem, the likeliest first.
pub fn help(diag: &Diag, lang: Lang) -> Vec<String> {
    let near = diag.did_you_mean.as_ref().map(|word| told(word)).map(|word| match lang {
        Lang::En => format!("did you mean `{word}`?"),
        Lang::Zh => format!("是不是 `{word}`？"),
    });
    let help = pick(lang, diag.code.help_en, diag.code.help_zh);
    let help = (!help.is_empty()).then(|| fill(help, &diag.args, lang));
    near.into_iter().chain(help).collect()
}

fn pick<'a>(lang: Lang, en: &'a str, zh: &'a str) -> &'a str {
    match lang {
        Lang::En => en,
        Lang::Zh => zh,
    }
}

/// The text with `{0}`, `{1}` … replaced; what an argument holds is not looked at again.
fn fill(text: &str, args: &[String], lang: Lang) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let inner = &rest[open + 1..];
        let place = inner.find('}').and_then(|close| Some((close, inner[..close].parse::<usize>().ok()?)));
        match place {
            Some((close, number)) => {
                if let Some(arg) = args.get(number) {
                    let (en, zh) = arg.split_once(BETWEEN_LANGUAGES).unwrap_or((arg, arg));
                    let arg = pick(lang, en, zh);
                    // Lists of words: `a`, `b`.
                    let arg = if lang == Lang::Zh { arg.replace("`, `", "`、`") } else { arg.to_owned() };
                    out.push_str(&told(&arg));
                }
                rest = &inner[close + 1..];
            }
            None => {
                out.push('{');
                rest = inner;
            }
        }
    }
    out.push_str(rest);
    out
}

fn severity_name(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang) {
        (Severity::Error, Lang::En) => "error",
        (Severity::Warning, Lang::En) => "warning",
        (Severity::Note, Lang::En) => "note",
        (Severity::Error, Lang::Zh) => "错误",
        (Severity::Warning, Lang::Zh) => "警告",
        (Severity::Note, Lang::Zh) => "提示",
    }
}

/// Remarks that are the same for every photo but for its name: to people they are made once.
const FOLDED: [&Code; 3] = [&photo::INK_WITHOUT_PROFILE, &photo::OTHER_COLOURS, &photo::NO_PROFILE];

/// Each problem with those that are told along with it.
fn folded(diags: &Diags) -> Vec<(&Diag, Vec<&Diag>)> {
    let mut out: Vec<(&Diag, Vec<&Diag>)> = Vec::new();
    for diag in diags.iter() {
        let alike = |other: &Diag| other.code.id == diag.code.id && other.args.get(1..) == diag.args.get(1..);
        let folds = FOLDED.iter().any(|code| code.id == diag.code.id);
        match out.iter_mut().find(|(first, _)| folds && alike(first)) {
            Some((_, more)) => more.push(diag),
            None => out.push((diag, Vec::new())),
        }
    }
    out
}

/// The names of what a remark is also true of, each with its place.
fn also(more: &[&Diag], files: &Files, lang: Lang) -> String {
    let one = |diag: &&Diag| {
        let name = fill("`{0}`", &diag.args, lang);
        diag.span.map_or(name.clone(), |span| {
            let (line, _) = files.line_column(span.file, span.start);
            format!("{name} ({}:{line})", files.name(span.file))
        })
    };
    let names = more.iter().map(one).collect::<Vec<_>>().join(pick(lang, ", ", "、"));
    match lang {
        Lang::En => format!("so are {} more: {names}", more.len()),
        Lang::Zh => format!("另有 {} 张：{names}", more.len()),
    }
}

fn human(diag: &Diag, more: &[&Diag], files: &Files, lang: Lang, paint: Paint) -> String {
    let severity = diag.severity();
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let level = level.with_name(severity_name(severity, lang));
    let message = message(diag, lang);
    let mut group = Group::with_title(level.primary_title(message).id(diag.code.id));
    // The window must outlive the group that borrows it.
    let window = diag.span.map(|span| Window::new(span, files));
    if let Some(window) = &window {
        if window.text.is_empty() {
            // An empty line has nothing to show.
            let place = Origin::path(window.file.as_str()).line(window.line).char_column(window.column);
            group = group.element(place);
        } else {
            let mark = AnnotationKind::Primary.span(window.marked.clone());
            let snippet = Snippet::source(window.text.as_str()).line_start(window.line).annotation(mark);
            group = group.element(snippet.path(window.file.as_str()));
        }
    }
    for help in help(diag, lang) {
        group = group.element(Level::HELP.with_name(pick(lang, "help", "建议")).message(help));
    }
    if !more.is_empty() {
        let also = also(more, files, lang);
        group = group.element(Level::NOTE.with_name(pick(lang, "also", "同样")).message(also));
    }
    let renderer = if paint.color { Renderer::styled() } else { Renderer::plain() };
    let style = if paint.unicode { DecorStyle::Unicode } else { DecorStyle::Ascii };
    let mut out = renderer.decor_style(style).term_width(400).render(&[group]);
    if let Some(window) = &window {
        // The renderer counts columns in the window; people count them in the line.
        let shown = window.text[..window.marked.start].chars().count() + 1;
        let place = |column: usize| format!("{}:{}:{column}", window.file, window.line);
        if shown != window.column && !window.text.is_empty() {
            out = out.replacen(&place(shown), &place(window.column), 1);
        }
    }
    out.push_str("\n\n");
    out
}

/// The line a problem is in, cut to what a terminal shows.
struct Window {
    file: String,
    line: usize,
    column: usize,
    text: String,
    /// What to mark, in bytes of `text`.
    marked: Range<usize>,
}

impl Window {
    fn new(span: Span, files: &Files) -> Window {
        let text = files.text(span.file);
        let (line, column) = files.line_column(span.file, span.start);
        let boundary = |mut at: usize| {
            at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = boundary(span.range().start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find(['\n', '\r']).map_or(text.len(), |at| start + at);
        let end = boundary(span.range().end).clamp(start, line_end);
        // At most so many characters before, marked, and behind.
        let from = text[line_start..start].char_indices().rev().take(CONTEXT_CHARS).last();
        let from = from.map_or(start, |(at, _)| line_start + at);
        let marked = &text[start..end];
        let end = marked.char_indices().nth(MARKED_CHARS).map_or(end, |(at, _)| start + at);
        let to = text[end..line_end].char_indices().nth(CONTEXT_CHARS).map_or(line_end, |(at, _)| end + at);
        let (before, behind) =
            (if from > line_start { "…" } else { "" }, if to < line_end { "…" } else { "" });
        let marked = before.len() + start - from..before.len() + end - from;
        let text = format!("{before}{}{behind}", &text[from..to]);
        Window { file: files.name(span.file).to_owned(), line, column, text, marked }
    }
}

fn short(diag: &Diag, files: &Files, lang: Lang) -> String {
    let mut out = String::new();
    if let Some(span) = diag.span {
        let (line, column) = files.line_column(span.file, span.start);
        let _ = write!(out, "{}:{line}:{column}: ", files.name(span.file));
    }
    let severity = severity_name(diag.severity(), lang);
    let _ = write!(out, "{severity}[{}]: {}", diag.code.id, message(diag, lang));
    let help = help(diag, lang);
    if !help.is_empty() {
        let _ = match lang {
            Lang::En => write!(out, " ({})", help.join("; ")),
            Lang::Zh => write!(out, "（{}）", help.join("；")),
        };
    }
    out.push('\n');
    out
}

fn json(diag: &Diag, files: &Files, lang: Lang) -> String {
    let mut out = String::new();
    let help: Vec<String> = help(diag, lang).iter().map(|h| json_string(h)).collect();
    let suggestion = diag.did_you_mean.as_ref().map_or("null".to_owned(), |word| json_string(word));
    let _ = write!(
        out,
        r#"{{"severity":"{}","code":"{}","message":{},"help":[{}],"suggestion":{suggestion}"#,
        severity_name(diag.severity(), Lang::En),
        diag.code.id,
        json_string(&message(diag, lang)),
        help.join(","),
    );
    let _ = match diag.span {
        Some(span) => {
            let (line, column) = files.line_column(span.file, span.start);
            let (end_line, end_column) = files.line_column(span.file, span.end);
            write!(
                out,
                r#","file":{},"line":{line},"column":{column},"end_line":{end_line},"end_column":{end_column},"bytes":[{},{}]}}"#,
                json_string(files.name(span.file)),
                span.start,
                span.end,
            )
        }
        None => write!(
            out,
            r#","file":null,"line":null,"column":null,"end_line":null,"end_column":null,"bytes":null}}"#
        ),
    };
    out.push('\n');
    out
}

/// A JSON string (RFC 8259, 7). What a terminal would obey is escaped as well.
pub fn json_string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests;
