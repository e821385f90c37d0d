//! What was decided, how sure that is, and why: for people and for programs.

use crate::diag::{Lang, json_string};
use std::fmt::Write;

/// A sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Both {
    /// In English.
    pub en: String,
    /// In Chinese.
    pub zh: String,
}

impl Both {
    /// From both.
    pub fn new(en: impl Into<String>, zh: impl Into<String>) -> Both {
        Both { en: en.into(), zh: zh.into() }
    }

    /// That of a language.
    pub fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}

/// What a piece was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The title.
    Title,
    /// 引题.
    Kicker,
    /// 副题.
    Subtitle,
    /// 栏题.
    Series,
    /// Writers.
    Byline,
    /// Opening paragraphs.
    Lead,
    /// A section head.
    Head,
    /// Two pieces that are one paragraph.
    Join,
    /// A picture's caption and credit.
    Figure,
    /// The paragraph a picture goes with.
    Anchor,
    /// A note on all pictures.
    Credits,
    /// Date, paper, page number.
    Dateline,
    /// `（下转…）`, `（上接…）`.
    Continuation,
    /// Nothing certain: it stays a plain paragraph.
    Plain,
    /// Something of the file that is not in the article, or not as it was.
    Left,
}

impl Kind {
    /// Its word in JSON, and in both languages.
    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Kind::Title => ("title", "title", "主题"),
            Kind::Kicker => ("kicker", "kicker", "引题"),
            Kind::Subtitle => ("subtitle", "subtitle", "副题"),
            Kind::Series => ("series", "strap", "栏题"),
            Kind::Byline => ("byline", "byline", "署名"),
            Kind::Lead => ("lead", "lead", "导语"),
            Kind::Head => ("head", "section head", "小标题"),
            Kind::Join => ("join", "joined", "接段"),
            Kind::Figure => ("figure", "picture", "图片"),
            Kind::Anchor => ("anchor", "place of a picture", "图位"),
            Kind::Credits => ("credits", "note on pictures", "图片总说明"),
            Kind::Dateline => ("dateline", "date and page", "刊期"),
            Kind::Continuation => ("continuation", "turn line", "转接"),
            Kind::Plain => ("plain", "left as text", "按正文"),
            Kind::Left => ("left", "not taken as it is", "未照原样"),
        }
    }
}

/// Below this confidence, in percent, nothing is done.
pub const ENOUGH: u8 = 70;

/// One decision.
#[derive(Clone, Debug)]
pub struct Decision {
    /// What was decided.
    pub kind: Kind,
    /// The line of the raw text it is about.
    pub line: usize,
    /// How sure it is, in percent; what is below [`ENOUGH`] was not done.
    pub confidence: u8,
    /// The text it is about, cut short.
    pub text: String,
    /// Why.
    pub reason: Both,
}

/// A change that keben would make and does not, unless asked.
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// What `--apply` names it by: `S1`, `S2` …
    pub id: String,
    /// The kind of finding, as `keben explain` knows it.
    pub code: &'static str,
    /// The line of the article.
    pub line: usize,
    /// What stands there, with a little around it.
    pub context: String,
    /// What would be replaced.
    pub from: String,
    /// By what; `None` where only a person can tell.
    pub to: Option<String>,
    /// What is wrong.
    pub message: Both,
    /// Whether it was applied.
    pub applied: bool,
}

/// Everything there is to say about an import.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The file's name as typed.
    pub source: String,
    /// The encoding or format it was read in.
    pub encoding: String,
    /// What spoke for that.
    pub evidence: Option<Both>,
    /// Every decision in the order of the text.
    pub decisions: Vec<Decision>,
    /// Characters that the article does not repeat, because they say what the piece is: `■`, `记者`, `（下转3版）`.
    pub set_aside: Vec<String>,
    /// What stands in the article and not in the text: the file's name as a title where there is none.
    pub added: Vec<String>,
    /// Non-space characters of the raw text.
    pub characters: usize,
    /// Changes to be looked at.
    pub suggestions: Vec<Suggestion>,
    /// The files made.
    pub files: Vec<String>,
}

impl Report {
    /// Adds a decision.
    pub(super) fn say(&mut self, kind: Kind, line: usize, confidence: u8, text: &str, reason: Both) {
        let text = shortened(text);
        self.decisions.push(Decision { kind, line, confidence, text, reason });
    }

    /// How many decisions of a kind were carried out.
    pub fn count(&self, kind: Kind) -> usize {
        self.decisions.iter().filter(|d| d.kind == kind && d.confidence >= ENOUGH).count()
    }

    /// Decisions that were not sure enough, and pieces that stayed what they were.
    pub fn doubts(&self) -> impl Iterator<Item = &Decision> {
        self.decisions.iter().filter(|d| d.confidence < ENOUGH || d.kind == Kind::Plain)
    }

    /// The report for programs (RFC 8259).
    ///
    /// Members: `version` (1), `source`, `encoding`, `evidence`, `characters` (non-space ones of the raw text),
    /// `changed` (always 0: else there is no report), `set_aside`, `added`, `decisions` (`kind`, `line`,
    /// `confidence` in percent, `done`, `text`, `reason`, `reason_zh`), `suggestions` (`id`, `code`, `line` of the article,
    /// `context`, `from`, `to` or null, `message`, `message_zh`, `applied`), `files`.
    pub fn json(&self) -> String {
        let mut out = String::from("{\n  \"version\": 1,\n");
        let strings = |list: &[String]| list.iter().map(|s| json_string(s)).collect::<Vec<_>>().join(", ");
        let _ = writeln!(out, "  \"source\": {},", json_string(&self.source));
        let _ = writeln!(out, "  \"encoding\": {},", json_string(&self.encoding));
        let evidence = self.evidence.as_ref().map_or("null".to_owned(), |e| json_string(&e.en));
        let _ = writeln!(out, "  \"evidence\": {evidence},");
        let _ = writeln!(out, "  \"characters\": {},\n  \"changed\": 0,", self.characters);
        let _ = writeln!(out, "  \"set_aside\": [{}],", strings(&self.set_aside));
        let _ = writeln!(out, "  \"added\": [{}],", strings(&self.added));
        let decision = |d: &Decision| {
            format!(
                "    {{\"kind\": \"{}\", \"line\": {}, \"confidence\": {}, \"done\": {}, \"text\": {}, \"reason\": {}, \"reason_zh\": {}}}",
                d.kind.words().0,
                d.line,
                d.confidence,
                d.confidence >= ENOUGH && d.kind != Kind::Plain,
                json_string(&d.text),
                json_string(&d.reason.en),
                json_string(&d.reason.zh)
            )
        };
        let list = |items: Vec<String>| {
            if items.is_empty() { String::new() } else { format!("\n{}\n  ", items.join(",\n")) }
        };
        let _ = writeln!(out, "  \"decisions\": [{}],", list(self.decisions.iter().map(decision).collect()));
        let suggestion = |s: &Suggestion| {
            format!(
                "    {{\"id\": {}, \"code\": \"{}\", \"line\": {}, \"context\": {}, \"from\": {}, \"to\": {}, \"message\": {}, \"message_zh\": {}, \"applied\": {}}}",
                json_string(&s.id),
                s.code,
                s.line,
                json_string(&s.context),
                json_string(&s.from),
                s.to.as_ref().map_or("null".to_owned(), |t| json_string(t)),
                json_string(&s.message.en),
                json_string(&s.message.zh),
                s.applied
            )
        };
        let _ = writeln!(
            out,
            "  \"suggestions\": [{}],",
            list(self.suggestions.iter().map(suggestion).collect())
        );
        let _ = writeln!(out, "  \"files\": [{}]\n}}", strings(&self.files));
        out
    }

    /// The report for people.
    pub fn summary(&self, lang: Lang) -> String {
        let zh = lang == Lang::Zh;
        let pick = |en: &'static str, zh_text: &'static str| if zh { zh_text } else { en };
        let mut out = String::new();
        let evidence = self
            .evidence
            .as_ref()
            .map_or(String::new(), |e| if zh { format!("（{}）", e.zh) } else { format!(" ({})", e.en) });
        let _ = writeln!(out, "{} · {}{evidence}", self.source, self.encoding);
        let _ = match lang {
            Lang::En => writeln!(out, "{} characters, 0 changed\n", self.characters),
            Lang::Zh => writeln!(out, "共 {} 字，改动 0 字\n", self.characters),
        };
        let _ = writeln!(out, "{}", pick("Done", "已处理"));
        for d in self.decisions.iter().filter(|d| d.confidence >= ENOUGH && d.kind != Kind::Plain) {
            decision_line(&mut out, d, lang);
        }
        if self.doubts().next().is_some() {
            let _ = writeln!(out, "\n{}", pick("Please look at", "请过目"));
            for d in self.doubts() {
                decision_line(&mut out, d, lang);
            }
        }
        if !self.suggestions.is_empty() {
            let _ = writeln!(
                out,
                "\n{}",
                pick(
                    "Suggestions (nothing was changed; `--apply ID,…` applies them)",
                    "建议（均未改动，用 `--apply 编号,…` 采纳）"
                )
            );
            for s in &self.suggestions {
                let to = s.to.as_ref().map_or(String::new(), |to| format!(" → {to}"));
                let done = if s.applied { pick(" [applied]", "【已采纳】") } else { "" };
                let _ =
                    writeln!(out, "  {:<4} {} {}{to}  {}{done}", s.id, s.code, s.context, s.message.of(lang));
            }
        }
        out
    }
}

fn decision_line(out: &mut String, d: &Decision, lang: Lang) {
    let (_, en, zh) = d.kind.words();
    let kind = if lang == Lang::Zh { zh } else { en };
    let _ = match lang {
        Lang::En => {
            writeln!(out, "  line {:<4} {kind}: {} — {} ({}%)", d.line, d.text, d.reason.en, d.confidence)
        }
        Lang::Zh => {
            writeln!(out, "  第 {:<3} 行 {kind}：{}——{}（{}%）", d.line, d.text, d.reason.zh, d.confidence)
        }
    };
}

/// At most 30 characters, the middle left out.
pub(super) fn shortened(text: &str) -> String {
    let chars: Vec<char> = text.chars().filter(|c| !c.is_control()).collect();
    if chars.len() <= 30 {
        return chars.into_iter().collect();
    }
    chars[..16].iter().chain(['…'].iter()).chain(&chars[chars.len() - 12..]).collect()
}
