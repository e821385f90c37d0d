//! The head of an article: title, what stands above and below it, the strap, and who wrote it.

use super::draft::{Draft, Role};
use super::piece::Told;
use super::report::{Both, Kind};
use super::sign::{Ending, ROLES, ending, is_han, is_name, length, names, parts};

/// A writer as the front matter names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Writer {
    pub(super) name: String,
    pub(super) role: Option<String>,
}

/// What stands before the names of writers on a page.
const MARKERS: [char; 14] = ['■', '●', '▲', '◆', '□', '○', '◇', '★', '☆', '▪', '•', '◎', '△', '▶'];

/// Common surnames: what makes a row of short words a row of names where nothing else does.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施牟樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝";

/// Whether a word is a name of two or three characters with a common surname.
pub(super) fn is_surnamed(word: &str) -> bool {
    is_name(word) && word.chars().count() <= 3 && word.chars().next().is_some_and(|c| SURNAMES.contains(c))
}

/// A line of writers: their names with what they are, and the characters that only say so. `weak` also takes
/// a bare row of names.
pub(super) fn byline(text: &str, weak: bool) -> Option<(Vec<Writer>, Vec<String>)> {
    if length(text) > 60 || text.contains(['。', '，', '！', '？', '“']) {
        return None;
    }
    let mut aside = Vec::new();
    let mut rest = text.trim();
    let bare = rest.trim_start_matches(MARKERS);
    let marked = bare.len() < rest.len();
    if marked {
        aside.push(rest[..rest.len() - bare.len()].to_owned());
        rest = bare;
    }
    if let Some(inner) = rest.strip_prefix(['（', '(']).and_then(|r| r.strip_suffix(['）', ')'])) {
        aside.extend(["（".to_owned(), "）".to_owned()]);
        if rest.starts_with('(') {
            return None;
        }
        rest = inner;
    }
    let mut spaced = String::new();
    for c in rest.chars() {
        if matches!(c, '、' | '/' | '／' | '：' | ':' | '|' | '丨' | '｜') {
            aside.push(c.to_string());
            spaced.push(' ');
        } else {
            spaced.push(c);
        }
    }
    let mut writers = Vec::new();
    let mut role: Option<String> = None;
    let mut roles = 0;
    let mut pending: Vec<&str> = Vec::new();
    let settle = |pending: &mut Vec<&str>, role: &Option<String>, writers: &mut Vec<Writer>| {
        if pending.is_empty() {
            return Some(());
        }
        let found = names(pending)?;
        writers.extend(found.into_iter().map(|name| Writer { name, role: role.clone() }));
        pending.clear();
        Some(())
    };
    for word in parts(&spaced) {
        let found =
            ROLES.iter().chain(&["图", "摄影"]).find_map(|r| word.strip_prefix(r).map(|rest| (*r, rest)));
        match found {
            // A role of one character is one only by itself: `文 张三`.
            Some((r, rest)) if rest.is_empty() || (r.chars().count() > 1 && is_name(rest)) => {
                settle(&mut pending, &role, &mut writers)?;
                role = Some(r.to_owned());
                roles += 1;
                if roles > 0 {
                    aside.push(r.to_owned());
                }
                if !rest.is_empty() {
                    pending.push(rest);
                }
            }
            _ => pending.push(word),
        }
    }
    settle(&mut pending, &role, &mut writers)?;
    if writers.is_empty() || writers.len() > 12 {
        return None;
    }
    let by_names = weak && writers.len() <= 6 && writers.iter().all(|w| is_surnamed(&w.name));
    (marked || roles > 0 || by_names).then_some((writers, aside))
}

/// Whether a line is the strap of a series by its own words.
fn is_strap(text: &str) -> bool {
    let bracketed = text.starts_with('【') && text.ends_with('】');
    let words = ["系列报道", "系列评论", "专栏", "特刊", "专题", "特别报道", "蹲点", "系列访谈"];
    length(text) <= 24 && (bracketed || words.iter().any(|w| text.contains(w)))
}

/// Whether a piece is a paragraph by its own length and marks.
pub(super) fn is_long(text: &str) -> bool {
    length(text) >= 60 || text.contains('。') || (ending(text) == Ending::Closed && length(text) >= 16)
}

/// How much a line of the head looks like the title.
fn title_score(text: &str, place: usize) -> i32 {
    let words = parts(text);
    let sense = words.len() >= 2 && words.iter().all(|w| w.chars().any(is_han));
    let mut score = 0;
    score += if sense { 3 } else { 0 };
    score += if place == 0 { 2 } else { 0 };
    score += if (5..=24).contains(&length(text)) { 1 } else { -1 };
    score -= if text.starts_with('—') { 6 } else { 0 };
    score -= if is_strap(text) { 5 } else { 0 };
    score -= if text.ends_with(['：', '…', '，', ':']) { 3 } else { 0 };
    score
}

/// Finds title, kicker, subtitle and strap among the lines before the first paragraph, and the writers.
pub(super) fn find(draft: &mut Draft) {
    find_told(draft);
    find_bylines(draft);
    let first_body = (0..draft.len()).find(|&i| draft.is(i, Role::Unknown) && is_long(draft.text(i)));
    let first_body = first_body.unwrap_or(draft.len());
    let lines: Vec<usize> = (0..first_body).filter(|&i| draft.is(i, Role::Unknown)).collect();
    if !draft.has(Role::Title) {
        let best =
            lines.iter().enumerate().max_by_key(|&(n, &i)| (title_score(draft.text(i), n), usize::MAX - n));
        if let Some((n, &i)) = best {
            let several = lines.len() > 1;
            let confidence = if parts(draft.text(i)).len() >= 2 || n == 0 { 95 } else { 80 };
            let reason = if several {
                Both::new(
                    "the line before the first paragraph that looks most like a title",
                    "首段之前最像标题的一行",
                )
            } else {
                Both::new("the only line before the first paragraph", "首段之前只有这一行")
            };
            draft.set(i, Role::Title, Kind::Title, confidence, reason);
        }
    }
    let Some(title) = (0..draft.len()).find(|&i| draft.is(i, Role::Title)) else { return };
    for i in lines.into_iter().filter(|&i| i != title) {
        if !draft.is(i, Role::Unknown) {
            continue;
        }
        let text = draft.text(i).to_owned();
        let near = i.abs_diff(title) <= 3;
        if is_strap(&text) && !draft.has(Role::Series) {
            let reason = Both::new("it names a series, above the first paragraph", "首段之前，含有栏目字样");
            draft.set(i, Role::Series, Kind::Series, 90, reason);
        } else if i < title && near && !draft.has(Role::Kicker) {
            draft.set(
                i,
                Role::Kicker,
                Kind::Kicker,
                85,
                Both::new("the line above the title", "标题上面的一行"),
            );
        } else if i > title && near && !draft.has(Role::Subtitle) {
            draft.set(
                i,
                Role::Subtitle,
                Kind::Subtitle,
                90,
                Both::new("the line below the title", "标题下面的一行"),
            );
        }
    }
    find_strap(draft);
}

/// What the file itself says.
fn find_told(draft: &mut Draft) {
    for i in 0..draft.len() {
        let reason = || Both::new("the file says so", "原文件的样式如此");
        match draft.told(i) {
            Told::Title if !draft.has(Role::Title) => draft.set(i, Role::Title, Kind::Title, 98, reason()),
            Told::Subtitle if !draft.has(Role::Subtitle) => {
                draft.set(i, Role::Subtitle, Kind::Subtitle, 95, reason());
            }
            _ => {}
        }
    }
}

fn find_bylines(draft: &mut Draft) {
    let first_body = (0..draft.len()).find(|&i| is_long(draft.text(i))).unwrap_or(draft.len());
    for i in 0..draft.len() {
        if !draft.is(i, Role::Unknown) {
            continue;
        }
        let told = draft.told(i) == Told::Byline;
        let text = draft.text(i).to_owned();
        // A bare row of names is one only between the title and the text.
        let weak = told || (i > 0 && i < first_body);
        let Some((writers, aside)) = byline(&text, weak) else { continue };
        let strong = byline(&text, false).is_some();
        let confidence = if strong { 95 } else { 75 };
        let reason = if strong {
            Both::new("a mark or a role before names", "姓名之前有标记或身份")
        } else {
            Both::new("nothing but names, below the title", "标题之下，全是姓名")
        };
        draft.writers.extend(writers);
        draft.report.set_aside.extend(aside);
        draft.set(i, Role::Byline, Kind::Byline, confidence, reason);
    }
}

/// The strap and the lead of a page whose writers are named behind its opening paragraphs.
fn find_strap(draft: &mut Draft) {
    let Some(at) = (0..draft.len()).find(|&i| draft.is(i, Role::Byline)) else { return };
    let before: Vec<usize> = (0..at).filter(|&i| draft.is(i, Role::Unknown)).collect();
    if !before.iter().any(|&i| is_long(draft.text(i))) {
        return;
    }
    let Some(&last) = before.last() else { return };
    let text = draft.text(last).to_owned();
    if !is_long(&text) && length(&text) <= 40 && ending(&text) != Ending::Comma && !draft.has(Role::Series) {
        let reason = Both::new("a short line between the opening and the writers", "开头与署名之间的短行");
        draft.set(last, Role::Series, Kind::Series, 88, reason);
    }
    draft.lead_ends = Some(at);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        let (writers, _) = byline(text, false)?;
        let one = |w: &Writer| {
            format!("{}{}", w.name, w.role.as_ref().map(|r| format!("/{r}")).unwrap_or_default())
        };
        Some(writers.iter().map(one).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn lines_of_writers() {
        for (text, expected) in [
            ("■ 胡媛 徐帆 傅颖杰", Some("胡媛 徐帆 傅颖杰")),
            ("●记者 张三 李 四 通讯员 王五", Some("张三/记者 李四/记者 王五/通讯员")),
            ("本报记者 张三", Some("张三/本报记者")),
            ("记者张三 通讯员李四", Some("张三/记者 李四/通讯员")),
            ("文/张三 图/李四", Some("张三/文 李四/图")),
            ("（记者 张三）", Some("张三/记者")),
            ("抢占产业赛道 激活发展新引擎", None),
            ("记者走进车间，看到一片繁忙", None),
            ("山乡 巨变", None),
        ] {
            assert_eq!(read(text).as_deref(), expected, "{text}");
        }
        assert!(byline("林渡 沈砚", true).is_some() && byline("林渡 沈砚", false).is_none());
    }
}
