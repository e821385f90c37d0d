//! The keys of the front matter. In: pairs. Out: [`Meta`] and what concerns the body: how many paragraphs are
//! lead, what is set for photos.

use super::attrs::Word;
use super::cjk::is_cjk;
use super::figure::{self, PhotoSettings};
use super::finder::Finder;
use super::flow::visible;
use super::front::{Front, Key};
use super::limits::{MAX_FIGURE_TEXT, refusal};
use super::node::Cx;
use super::span::is_lang;
use super::yaml::{Value, ValueKind};
use crate::article::{Cover, Date, Inline, Meta, Person, SenseText};
use crate::diag::{Diag, codes::reader as codes, nearest};
use std::ops::Range;

/// All keys.
const KEYS: [&str; 21] = [
    "title",
    "kicker",
    "subtitle",
    "series",
    "byline",
    "date",
    "publication",
    "issue",
    "page",
    "section",
    "lead",
    "summary",
    "keywords",
    "rights",
    "publisher",
    "identifier",
    "lang",
    "cover",
    "credit",
    "credits",
    "figures",
];

/// The keys in Chinese, and names other programs have for them; a message names ours.
const ALIASES: [(&str, &str); 25] = [
    ("标题", "title"),
    ("主题", "title"),
    ("引题", "kicker"),
    ("副题", "subtitle"),
    ("副标题", "subtitle"),
    ("栏题", "series"),
    ("署名", "byline"),
    ("作者", "byline"),
    ("日期", "date"),
    ("报纸", "publication"),
    ("期号", "issue"),
    ("版次", "page"),
    ("版名", "section"),
    ("导语", "lead"),
    ("摘要", "summary"),
    ("关键词", "keywords"),
    ("版权", "rights"),
    ("出版者", "publisher"),
    ("语言", "lang"),
    ("封面", "cover"),
    ("图片说明", "credits"),
    ("author", "byline"),
    ("authors", "byline"),
    ("description", "summary"),
    ("tags", "keywords"),
];

/// What the front matter said.
#[derive(Default)]
pub(super) struct Head {
    pub(super) meta: Meta,
    /// How many opening paragraphs are lead, and where that is said.
    pub(super) lead: Option<(usize, Range<usize>)>,
    pub(super) photos: Vec<PhotoSettings>,
    /// The credit of photos without one.
    pub(super) credit: Option<String>,
    /// Whether photos without a credit are asked for theirs.
    pub(super) credit_from_photo: bool,
    /// Keys whose value could not be read.
    pub(super) broken: Vec<String>,
}

/// Understands the front matter.
pub(super) fn read(front: Front, finder: &mut Finder<'_>, cx: &mut Cx<'_, '_>) -> Head {
    let mut head = Head { meta: Meta { lang: "zh-Hans".to_owned(), ..Meta::default() }, ..Head::default() };
    let meta = &mut head.meta;
    let mut title_at = None;
    let mut is_told = front.broken.iter().any(|k| k.starts_with("title"));
    head.broken = front.broken;
    for (key, value) in front.pairs {
        let (key, value) = (&key, &value);
        match key.text.as_str() {
            "title" => {
                // A title of the wrong kind has its own message.
                is_told = matches!(value.kind, ValueKind::List(_) | ValueKind::Map(_));
                title_at = Some(key.at.clone());
                meta.title = sense(key, value, cx).unwrap_or_default();
            }
            "kicker" => meta.kicker = sense(key, value, cx),
            "subtitle" => meta.subtitle = sense(key, value, cx),
            "series" => meta.series = sense(key, value, cx),
            "byline" => meta.byline = byline(key, value, cx),
            "date" => meta.date = text(key, value, "2026-01-31", cx).and_then(|w| date(&w, cx)),
            "publication" => meta.publication = plain(key, value, "东江日报", cx),
            "issue" => meta.issue = plain(key, value, "第 8123 期", cx),
            "page" => meta.page = plain(key, value, "A03", cx),
            "section" => meta.section = plain(key, value, "深读", cx),
            "summary" => meta.summary = plain(key, value, "……", cx),
            "keywords" => meta.keywords = keywords(key, value, cx),
            "rights" => meta.rights = plain(key, value, "© 2026 ……", cx),
            "publisher" => meta.publisher = plain(key, value, "……出版社", cx),
            "identifier" => meta.identifier = plain(key, value, "urn:isbn:9787020002207", cx),
            "lang" => meta.lang = lang(key, value, cx).unwrap_or_else(|| "zh-Hans".to_owned()),
            "cover" => {
                meta.cover = text(key, value, "photos/cover.jpg", cx).map(|word| {
                    let span = cx.span(&word.at);
                    let found = finder.find(&word.text).unwrap_or_else(|diag| {
                        cx.diags.push(diag.at(span));
                        word.text
                    });
                    Cover { photo: found, span, focus: Cover::FOCUS }
                });
            }
            "credits" => {
                if let Some(word) = text(key, value, "图片除署名外由……提供", cx) {
                    head.credit = head.credit.take().or_else(|| default_credit(&word.text));
                    let span = cx.span(&word.at);
                    meta.credits = Some(vec![Inline::Text { text: word.text, span }]);
                }
            }
            "credit" => match plain(key, value, "auto", cx) {
                Some(text) if text == figure::AUTO => head.credit_from_photo = true,
                Some(_) => head.credit = figure_text(key, value, "auto", cx),
                None => {}
            },
            "lead" => head.lead = lead(key, value, cx),
            "figures" => head.photos = photos(key, value, finder, cx),
            other => {
                let near =
                    ALIASES.iter().find(|a| a.0 == other).map(|a| a.1).or_else(|| nearest(other, KEYS));
                let diag = Diag::new(&codes::UNKNOWN_KEY).at(cx.span(&key.at)).arg(other);
                cx.diags.push(diag.suggest(near));
            }
        }
    }
    // Where to look in the cover's photo is said with the other photos.
    if let Some(cover) = &mut head.meta.cover {
        let own = head.photos.iter().find(|p| p.photo.as_ref() == Some(&cover.photo));
        cover.focus = own.and_then(|p| p.focus).unwrap_or(cover.focus);
    }
    if head.meta.title.is_empty() && !is_told {
        let at = title_at.unwrap_or(0..cx.src().lines().next().map_or(0, str::len));
        cx.report(&codes::NO_TITLE, &at, &[]);
    }
    head
}

fn wrong_type(key: &Key, value: &Value, example: &str, cx: &mut Cx<'_, '_>) {
    let at = if value.at.is_empty() { &key.at } else { &value.at };
    cx.report(&codes::WRONG_TYPE, at, &[&key.text, &format!("{}: {example}", key.text)]);
}

/// A text; nothing if the value is empty.
fn text(key: &Key, value: &Value, example: &str, cx: &mut Cx<'_, '_>) -> Option<Word> {
    match &value.kind {
        ValueKind::Text(text) if !text.trim().is_empty() => {
            Some(Word { text: one_line(&visible(text)), at: value.at.clone() })
        }
        ValueKind::Text(_) | ValueKind::Null => None,
        ValueKind::List(_) | ValueKind::Map(_) => {
            wrong_type(key, value, example, cx);
            None
        }
    }
}

/// A text of several lines as one; between two East Asian characters a line break is nothing.
fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let joins = out.chars().next_back().is_some_and(is_cjk) || line.starts_with(is_cjk);
        if !out.is_empty() && !joins {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

fn plain(key: &Key, value: &Value, example: &str, cx: &mut Cx<'_, '_>) -> Option<String> {
    text(key, value, example, cx).map(|w| w.text)
}

/// A text that stands with pictures, perhaps with many: it has an end.
fn figure_text(key: &Key, value: &Value, example: &str, cx: &mut Cx<'_, '_>) -> Option<String> {
    let mut text = plain(key, value, example, cx)?;
    if let Some((end, _)) = text.char_indices().nth(MAX_FIGURE_TEXT) {
        let (en, zh) = ("characters in a credit or a description", "个字符在一条署名或替代文字内");
        cx.diags.push(refusal(MAX_FIGURE_TEXT, en, zh, cx.span(&value.at)));
        text.truncate(end);
    }
    Some(text)
}

fn sense(key: &Key, value: &Value, cx: &mut Cx<'_, '_>) -> Option<SenseText> {
    let word = text(key, value, "……", cx)?;
    Some(SenseText::new(&word.text, Some(cx.span(&word.at)))).filter(|s| !s.is_empty())
}

/// A list of names or of `{name, role}`; one text with names divided by `、` or spaces serves too.
fn byline(key: &Key, value: &Value, cx: &mut Cx<'_, '_>) -> Vec<Person> {
    let example = "[张三, {name: 李四, role: 记者}]";
    let people = |text: &str| names(text).into_iter().map(|name| Person { name, ..Person::default() });
    match &value.kind {
        ValueKind::Null => Vec::new(),
        ValueKind::Text(text) => people(&visible(text)).collect(),
        ValueKind::Map(_) => person(key, value, example, cx).into_iter().collect(),
        ValueKind::List(items) => items.iter().filter_map(|item| person(key, item, example, cx)).collect(),
    }
}

fn person(key: &Key, value: &Value, example: &str, cx: &mut Cx<'_, '_>) -> Option<Person> {
    let pairs = match &value.kind {
        ValueKind::Null => return None,
        ValueKind::Text(_) => {
            return plain(key, value, example, cx).map(|name| Person { name, ..Person::default() });
        }
        ValueKind::List(_) => {
            wrong_type(key, value, example, cx);
            return None;
        }
        ValueKind::Map(pairs) => pairs,
    };
    let (mut name, mut role, mut latin) = (None, None, None);
    for (inner, value) in pairs {
        let Some(inner) = word_of(inner, cx) else { continue };
        match inner.text.as_str() {
            "name" => name = plain(&inner, value, "张三", cx),
            "role" => role = plain(&inner, value, "记者", cx),
            "latin" => latin = plain(&inner, value, "Zhang San", cx),
            other => unknown(other, &inner, ["name", "role", "latin"], cx),
        }
    }
    if name.is_none() {
        wrong_type(key, value, example, cx);
    }
    Some(Person { name: name?, role, latin })
}

/// Names in one text: the ornament before them is left out; `、`, commas and spaces beside Han divide.
fn names(text: &str) -> Vec<String> {
    let text = text.trim().trim_start_matches(['■', '●', '□', '○', '◆', '▲', '★', ' ', '\u{3000}']);
    text.split(['、', '，', ',', '；', ';']).flat_map(|part| SenseText::new(part, None).parts).collect()
}

fn keywords(key: &Key, value: &Value, cx: &mut Cx<'_, '_>) -> Vec<String> {
    let split = |text: &str| -> Vec<String> {
        let marks = ['、', '，', ',', '；', ';'];
        let has_marks = text.contains(marks);
        let words: Vec<&str> =
            if has_marks { text.split(marks).collect() } else { text.split_whitespace().collect() };
        words.into_iter().map(str::trim).filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    match &value.kind {
        ValueKind::List(items) => items.iter().filter_map(|v| plain(key, v, "[交通, 水利]", cx)).collect(),
        _ => plain(key, value, "[交通, 水利]", cx).map(|text| split(&text)).unwrap_or_default(),
    }
}

fn lang(key: &Key, value: &Value, cx: &mut Cx<'_, '_>) -> Option<String> {
    let word = text(key, value, "zh-Hans", cx)?;
    if is_lang(&word.text) {
        return Some(word.text);
    }
    let diag = Diag::new(&codes::BAD_VALUE).at(cx.span(&word.at)).arg("lang").arg(&word.text);
    cx.diags.push(diag.arg_both(
        "a language tag such as `zh-Hans` or `zh-Hant-HK`",
        "语言标记，如 `zh-Hans` 或 `zh-Hant-HK`",
    ));
    None
}

fn lead(key: &Key, value: &Value, cx: &mut Cx<'_, '_>) -> Option<(usize, Range<usize>)> {
    let word = text(key, value, "2", cx)?;
    match word.text.parse::<u16>() {
        Ok(count) => Some((usize::from(count), word.at)),
        Err(_) => {
            let diag = Diag::new(&codes::BAD_VALUE).at(cx.span(&word.at)).arg("lead").arg(&word.text);
            cx.diags.push(diag.arg_both("the number of opening paragraphs that are lead", "导语的段数"));
            None
        }
    }
}

/// `2026-01-31`, also with `/`, `.` or 年月日; month and day may be left out.
fn date(word: &Word, cx: &mut Cx<'_, '_>) -> Option<Date> {
    let found = Date::parse(&word.text);
    if found.is_none() {
        cx.report(&codes::BAD_DATE, &word.at, &[&word.text]);
    }
    found
}

/// The credit for a picture that has none of its own: of "……由某某提供" the words from the name on, else the
/// whole note if it is short enough to stand under a picture.
fn default_credit(note: &str) -> Option<String> {
    let supplied = note
        .find("由")
        .map(|at| &note[at + "由".len()..])
        .and_then(|rest| rest.find("提供").map(|end| rest[..end + "提供".len()].to_owned()))
        .filter(|supplied| supplied.chars().count() <= MAX_FIGURE_TEXT);
    let short = (note.chars().count() <= 16 && !note.contains(['。', '；'])).then(|| note.to_owned());
    supplied.filter(|s| s.chars().count() > 2 && !s.contains(['。', '；'])).or(short)
}

/// `figures`: a map from path to settings.
fn photos(key: &Key, value: &Value, finder: &Finder<'_>, cx: &mut Cx<'_, '_>) -> Vec<PhotoSettings> {
    let example = "{photos/a.jpg: {alt: ……, place: hero}}";
    let pairs = match &value.kind {
        ValueKind::Null => return Vec::new(),
        ValueKind::Map(pairs) => pairs,
        _ => {
            wrong_type(key, value, example, cx);
            return Vec::new();
        }
    };
    let mut out = Vec::new();
    for (photo, value) in pairs {
        let Some(photo) = word_of(photo, cx) else { continue };
        let mut set = PhotoSettings {
            photo: finder.find_quietly(&photo.text),
            written: photo.text.clone(),
            at: photo.at.clone(),
            ..PhotoSettings::default()
        };
        let ValueKind::Map(fields) = &value.kind else {
            wrong_type(&photo, value, "{alt: ……, place: hero, crop: 3:2}", cx);
            continue;
        };
        for (field, value) in fields {
            let Some(field) = word_of(field, cx) else { continue };
            match field.text.as_str() {
                "alt" => set.alt = figure_text(&field, value, "……", cx),
                "caption" => match plain(&field, value, "auto", cx).as_deref() {
                    Some(figure::AUTO) => set.from_photo.caption = true,
                    Some(other) => {
                        let diag =
                            Diag::new(&codes::BAD_VALUE).at(cx.span(&value.at)).arg("caption").arg(other);
                        cx.diags.push(diag.arg_both(
                            "`auto`; a caption of your own stands with the picture in the text",
                            "`auto`；自拟图注请写在正文的图片处",
                        ));
                    }
                    None => {}
                },
                "credit" => {
                    set.credit = figure_text(&field, value, "某某 摄", cx);
                    set.from_photo.credit = set.credit.take_if(|c| c == figure::AUTO).is_some();
                }
                "focus" => {
                    set.focus = crop_text(&field, value, cx).and_then(|w| figure::focus(&w, cx));
                }
                "place" => set.place = text(&field, value, "hero", cx).and_then(|w| figure::place(&w, cx)),
                "crop" => set.crop = crop_text(&field, value, cx).and_then(|w| figure::crop(&w, cx)),
                other => unknown(other, &field, ["alt", "caption", "credit", "place", "crop", "focus"], cx),
            }
        }
        out.push(set);
    }
    out
}

/// A crop or a focus as text, also of the list `[10, 0, 80, 100]` or of `{x, y, w, h}`.
fn crop_text(key: &Key, value: &Value, cx: &mut Cx<'_, '_>) -> Option<Word> {
    match &value.kind {
        ValueKind::List(items) => {
            let parts: Vec<String> = items.iter().filter_map(|v| plain(key, v, "3:2", cx)).collect();
            Some(Word { text: parts.join(","), at: value.at.clone() })
        }
        ValueKind::Map(pairs) => {
            let mut sides = [const { None }; 4];
            for (side, value) in pairs {
                let Some(side) = word_of(side, cx) else { continue };
                match ["x", "y", "w", "h"].iter().position(|name| *name == side.text) {
                    Some(at) => sides[at] = plain(&side, value, "50", cx),
                    None => unknown(&side.text, &side, ["x", "y", "w", "h"], cx),
                }
            }
            // Nothing said of a side: from the edge, to the other edge.
            let number = |side: &Option<String>| {
                side.as_ref().map_or(Some(0.0), |s| s.trim_end_matches('%').trim().parse::<f64>().ok())
            };
            let [x, y, w, h] = &sides;
            let rest = |from: &Option<String>, side: &Option<String>| {
                let left = 100.0 - number(from).unwrap_or(0.0);
                side.clone().unwrap_or_else(|| left.to_string())
            };
            let (w, h) = (rest(x, w), rest(y, h));
            let edge = |side: &Option<String>| side.clone().unwrap_or_else(|| "0".to_owned());
            Some(Word { text: [edge(x), edge(y), w, h].join(","), at: value.at.clone() })
        }
        _ => text(key, value, "3:2", cx),
    }
}

fn word_of(value: &Value, cx: &mut Cx<'_, '_>) -> Option<Key> {
    let key = Key { text: String::new(), at: value.at.clone() };
    match &value.kind {
        ValueKind::Text(text) => Some(Key { text: text.clone(), ..key }),
        _ => {
            let diag = Diag::new(&codes::YAML_SYNTAX).at(cx.span(&value.at));
            cx.diags.push(diag.arg_both("a key is a word", "键应是一个词"));
            None
        }
    }
}

fn unknown<const N: usize>(word: &str, key: &Key, known: [&str; N], cx: &mut Cx<'_, '_>) {
    let diag = Diag::new(&codes::UNKNOWN_KEY).at(cx.span(&key.at)).arg(word);
    cx.diags.push(diag.suggest(nearest(word, known)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_line() {
        assert_eq!(names("■ 胡明 徐帆 傅颖"), ["胡明", "徐帆", "傅颖"]);
        assert_eq!(names("张三、李四"), ["张三", "李四"]);
        assert_eq!(names("Jane Austen, 张三"), ["Jane Austen", "张三"]);
    }

    #[test]
    fn the_credit_of_an_uncredited_photo() {
        let credit = |note| default_credit(note);
        assert_eq!(credit("本版图片除署名外由甲市宣传部提供").as_deref(), Some("甲市宣传部提供"));
        assert_eq!(credit("资料图片").as_deref(), Some("资料图片"));
        assert_eq!(credit("本版示意图为本报绘制，据公开数据整理，仅供参考。"), None);
    }
}
