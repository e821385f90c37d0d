//! Who wrote an article: lines of names with what their people are.

use super::draft::{Draft, Role};
use super::head::is_long;
use super::piece::Told;
use super::report::{Both, Kind};
use super::sign::{ROLES, is_name, length, names, parts};

/// A writer as the front matter names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Writer {
    pub(super) name: String,
    pub(super) role: Option<String>,
}

/// What stands before the names of writers on a page.
const MARKERS: [char; 14] = ['■', '●', '▲', '◆', '□', '○', '◇', '★', '☆', '▪', '•', '◎', '△', '▶'];

/// Common surnames: what makes a row of short words a row of names where nothing else does.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施牟樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝傅楼厉裘竺阎芮练";

/// Surnames of two characters.
const LONG_SURNAMES: [&str; 10] =
    ["欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟", "公孙", "慕容", "令狐", "端木"];

/// How the heads of columns end, which stand behind a mark or `记者` as names do: `记者手记`, `作者简介`.
const COLUMNS: [&str; 35] = [
    "手记",
    "观察",
    "点评",
    "简介",
    "札记",
    "感言",
    "视点",
    "随笔",
    "调查",
    "心声",
    "感悟",
    "寄语",
    "评论",
    "时评",
    "快评",
    "短评",
    "导读",
    "提示",
    "链接",
    "档案",
    "名片",
    "故事",
    "声音",
    "连线",
    "对话",
    "访谈",
    "现场",
    "见闻",
    "走笔",
    "按语",
    "观点",
    "说明",
    "后记",
    "日记",
    "编者按",
];
/// Words of two characters that begin as names do and are fields a paper writes about.
const FIELDS: [&str; 19] = [
    "党建", "金融", "农业", "农村", "时政", "关注", "安全", "方案", "成果", "高峰", "万象", "和谐", "金华",
    "文化", "关爱", "向上", "应对", "计划", "楼市",
];

/// The most writers of an article; more are none.
const MAX_WRITERS: usize = 100;

/// Whether a word is a name of two or three characters with a common surname, or of four with a long one.
pub(super) fn is_surnamed(word: &str) -> bool {
    let count = word.chars().count();
    let is_long = count > 2 && LONG_SURNAMES.iter().any(|s| word.starts_with(s));
    is_name(word) && (is_long || count <= 3 && word.chars().next().is_some_and(|c| SURNAMES.contains(c)))
}

/// Whether a word that could be a name is a column's or a field's: what follows it is another paragraph.
pub(super) fn is_column(word: &str) -> bool {
    COLUMNS.iter().any(|c| word.ends_with(c)) || FIELDS.contains(&word)
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
        if DIVIDERS.contains(&c) {
            aside.push(c.to_string());
            spaced.push(' ');
        } else {
            spaced.push(c);
        }
    }
    let Named { writers, roles, is_loose } = named(&spaced)?;
    if writers.is_empty() || writers.len() > 12 || writers.iter().any(|w| is_column(&w.name)) {
        return None;
    }
    let surnamed = writers.iter().filter(|w| is_surnamed(&w.name)).count();
    let by_names = weak && writers.len() <= 6 && surnamed == writers.len();
    // Section heads have such marks as well, of words that nobody is called.
    let by_mark = marked && surnamed * 2 >= writers.len();
    aside.extend(roles.iter().map(|r| (*r).to_owned()));
    (by_mark || !roles.is_empty() && (!is_loose || surnamed > 0) || by_names).then_some((writers, aside))
}

/// What stands between names and what their people are.
const DIVIDERS: [char; 8] = ['、', '/', '／', '：', ':', '|', '丨', '｜'];

/// The names of a line.
#[derive(Default)]
struct Named {
    writers: Vec<Writer>,
    /// The words that say what they are.
    roles: Vec<&'static str>,
    /// Whether a word without a common surname hangs on `记者` or another short role: `记者走基层`.
    is_loose: bool,
}

/// Reads a line of names and roles word by word; `None` if one word is neither.
fn named(line: &str) -> Option<Named> {
    let mut out = Named::default();
    let mut role: Option<&str> = None;
    let mut pending: Vec<&str> = Vec::new();
    let settle = |pending: &mut Vec<&str>, role: Option<&str>, writers: &mut Vec<Writer>| {
        if !pending.is_empty() {
            let found = names(pending)?;
            writers.extend(found.into_iter().map(|name| Writer { name, role: role.map(str::to_owned) }));
            pending.clear();
        }
        Some(())
    };
    for word in parts(line) {
        let found =
            ROLES.iter().chain(&["图", "摄影"]).find_map(|r| word.strip_prefix(r).map(|rest| (*r, rest)));
        match found {
            // A role of one character is one only by itself: `文 张三`.
            Some((r, rest)) if rest.is_empty() || (r.chars().count() > 1 && is_name(rest)) => {
                settle(&mut pending, role, &mut out.writers)?;
                role = Some(r);
                out.roles.push(r);
                if !rest.is_empty() {
                    out.is_loose |= r.chars().count() <= 3 && !is_surnamed(rest);
                    pending.push(rest);
                }
            }
            _ => pending.push(word),
        }
    }
    settle(&mut pending, role, &mut out.writers)?;
    Some(out)
}

/// Whether a line of names is one even within the text, where section heads are: two of three have common surnames, or what
/// they are stands apart before them.
fn is_certain(text: &str, writers: &[Writer]) -> bool {
    let bare = text.trim().trim_start_matches(MARKERS).trim_start().trim_start_matches('（');
    let is_apart = |rest: &str| rest.starts_with(|c: char| c.is_whitespace() || DIVIDERS.contains(&c));
    let surnamed = writers.iter().filter(|w| is_surnamed(&w.name)).count();
    surnamed * 3 >= writers.len() * 2 || ROLES.iter().any(|r| bare.strip_prefix(r).is_some_and(is_apart))
}

/// Finds the lines of writers.
pub(super) fn find(draft: &mut Draft) {
    let first_body = (0..draft.len()).find(|&i| is_long(draft.text(i))).unwrap_or(draft.len());
    for i in 0..draft.len() {
        if !draft.is(i, Role::Unknown) || !matches!(draft.told(i), Told::Nothing | Told::Byline) {
            continue;
        }
        let told = draft.told(i) == Told::Byline;
        let text = draft.text(i).to_owned();
        // A bare row of names is one only between the title and the text.
        let weak = told || (i > 0 && i < first_body);
        let Some((writers, aside)) = byline(&text, weak) else { continue };
        let is_doubtful = i > first_body && !told && !is_certain(&text, &writers);
        if is_doubtful || draft.writers.len() + writers.len() > MAX_WRITERS {
            continue;
        }
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
            ("■ 科技创新", None),
            ("● 乡村振兴 共同富裕", None),
            ("■ 党建", None),
            ("记者手记", None),
            ("作者简介", None),
            ("编辑 点评", None),
            ("记者走基层", None),
            ("■ 欧阳修文 林渡", Some("欧阳修文 林渡")),
        ] {
            assert_eq!(read(text).as_deref(), expected, "{text}");
        }
        let certain = |text: &str| byline(text, false).is_some_and(|(w, _)| is_certain(text, &w));
        assert!(certain("■ 林渡 沈砚") && certain("（记者 禤亦）") && certain("记者：禤亦"));
        assert!(!certain("本报记者禤亦"));
        assert!(byline("林渡 沈砚", true).is_some() && byline("林渡 沈砚", false).is_none());
    }
}
