//! Captions and the lines that say who made a picture.

use super::byline::is_surnamed;
use super::sign::{ENDS, is_name, length, names, parts};

/// What stands behind the names in a credit.
const DID: [&str; 10] = ["摄影报道", "摄制", "供图", "制图", "绘图", "摄影", "配图", "摄", "绘", "图"];
/// What stands before them.
const BY: [&str; 12] = [
    "图片来源",
    "图片提供",
    "摄影记者",
    "图片摄影",
    "供图单位",
    "摄影",
    "供图",
    "制图",
    "图片",
    "图源",
    "绘图",
    "图",
];
/// Who is named without a name.
const WHO: [&str; 7] =
    ["资料图片", "资料图", "受访者供图", "受访者提供", "受访单位供图", "网络图片", "视觉中国"];

/// What people are called, and whose they are, before their names.
const PEOPLE: [&str; 12] = [
    "记者",
    "通讯员",
    "本报",
    "摄影",
    "新华社",
    "中新社",
    "实习生",
    "特约",
    "全媒体",
    "见习",
    "融媒体",
    "图片",
];

/// Whether a line is a credit and nothing else: `吴意琼 摄`, `摄影：张三`, `新华社记者 张三 摄`, `张三/摄`, `（资料图片）`.
pub(super) fn is_credit(text: &str) -> bool {
    let text = text.trim();
    let inner = unbracketed(text).unwrap_or(text);
    if length(inner) > 24 || inner.contains(['。', '，', '；']) {
        return false;
    }
    if WHO.contains(&inner) || (inner.ends_with("供图") && length(inner) <= 14 && !inner.contains(' ')) {
        return true;
    }
    if inner.ends_with(['发', '提']) && inner.starts_with("新华社") {
        return true;
    }
    for by in BY {
        if let Some(rest) = inner.strip_prefix(by) {
            let rest = rest.trim_start();
            if let Some(named) = rest.strip_prefix(['：', ':', '/', '／', '|', '丨']) {
                return are_people(named.trim());
            }
        }
    }
    for did in DID {
        if let Some(rest) = inner.strip_suffix(did) {
            let spaced = rest.ends_with([' ', '\u{3000}', '/', '／', '|', '丨', '：', ':']);
            let rest = rest.trim_end_matches([' ', '\u{3000}', '/', '／', '|', '丨', '：', ':']);
            // `某某摄` without a space is a credit; `合影留念图` is not, so the weaker words want one.
            let strong = matches!(did, "摄" | "摄影" | "供图" | "摄影报道");
            if are_people(rest) && (spaced || strong) {
                return true;
            }
        }
    }
    false
}

/// Whether a text names people or agencies, with what they are: `本报记者 张三 李四`, `新华社 王五`.
fn are_people(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() || text.contains(ENDS) {
        return false;
    }
    let spaced = text.replace(['、', '，', ',', '/', '／', '\u{3000}'], " ");
    let mut words = parts(&spaced);
    words.retain(|w| {
        let mut rest = *w;
        while let Some(r) = PEOPLE.iter().find_map(|r| rest.strip_prefix(r)) {
            rest = r;
        }
        !rest.is_empty()
    });
    let bare: Vec<&str> = words
        .iter()
        .map(|w| {
            let mut rest = *w;
            while let Some(r) = PEOPLE.iter().find_map(|r| rest.strip_prefix(r)) {
                rest = r;
            }
            rest
        })
        .collect();
    if bare.is_empty() {
        return true;
    }
    bare.len() <= 4 && names(&bare).is_some_and(|n| n.iter().all(|n| is_name(n)))
}

/// A caption with its credit on one line, cut in two, where the line is not one credit: a short caption before a name looks
/// like a second name, `古村晨雾 林渡 摄`.
pub(super) fn split_caption(text: &str) -> Option<(&str, &str)> {
    let (caption, credit) = split_credit(text)?;
    let has_caption = begins_as_caption(caption)
        || parts(text).len() >= 3 && !names_somebody(caption) && !DID.contains(&credit);
    (!is_credit(text) || has_caption).then_some((caption, credit))
}

/// Whether the words before a credit are themselves of people or of a paper, as they stand before other names: `本报记者`,
/// `张三 李四`, `县融媒体中心`.
fn names_somebody(text: &str) -> bool {
    let words = parts(text);
    let has_role = words.first().is_some_and(|w| PEOPLE.iter().any(|r| w.starts_with(r)));
    let houses = ["报", "报社", "社", "中心", "台", "局", "协会", "文联", "部", "委", "办", "网"];
    let is_house = |w: &&str| houses.iter().any(|h| w.ends_with(h));
    has_role || words.iter().all(|w| is_surnamed(w) || is_house(w) || w.chars().count() == 1)
}

/// A caption with its credit on one line, cut in two: `…植保作业 杜超君 摄`, `图为……。（张三 摄）`.
fn split_credit(text: &str) -> Option<(&str, &str)> {
    if length(text) > 120 {
        return None;
    }
    // In brackets at the end.
    let trimmed = text.trim_end();
    if trimmed.ends_with(['）', ')']) {
        let open = trimmed.rfind(['（', '('])?;
        let (caption, credit) = trimmed.split_at(open);
        if !caption.trim().is_empty() && is_credit(credit) {
            return Some((caption.trim_end(), credit));
        }
        return None;
    }
    // Behind a space, or behind the end of a sentence.
    let mut cuts: Vec<usize> = text
        .char_indices()
        .filter(|&(_, c)| c.is_whitespace() || matches!(c, '。' | '！'))
        .map(|(at, c)| at + c.len_utf8())
        .collect();
    cuts.dedup();
    let fits = |at: usize| {
        let (caption, credit) = (text[..at].trim_end(), text[at..].trim());
        !caption.is_empty() && length(caption) >= 4 && is_credit(credit)
    };
    // The shortest credit, and what before it says who as well: a role, a second name.
    let mut at = cuts.iter().copied().rev().find(|&at| fits(at))?;
    while let Some(before) = cuts.iter().copied().rev().find(|&b| b < at && !text[b..at].trim().is_empty()) {
        let word = text[before..at].trim();
        let is_role =
            ["记者", "通讯员", "新华社", "中新社", "实习生", "摄影"].iter().any(|r| word.contains(r));
        if !fits(before) || !(is_role || is_surnamed(word)) {
            break;
        }
        at = before;
    }
    let (caption, credit) = (text[..at].trim_end(), text[at..].trim());
    (!is_credit(caption)).then_some((caption, credit))
}

/// Whether a line is a note on all pictures of the page: `本版图片除署名外由某某提供`. A sentence of the text may have the
/// same words; a note that is a sentence begins with them.
pub(super) fn is_credits_note(text: &str) -> bool {
    let scopes = ["本版", "本文", "文中", "本组", "除署名", "未署名", "本页", "以上"];
    let is_sentence = text.contains('，') || text.ends_with('。');
    let bare = text.trim_start_matches(['（', '(']);
    let begins = scopes.iter().filter_map(|w| bare.strip_prefix(w)).any(|behind| {
        let behind = behind.trim_start_matches(['的', '外', '，', '中', '所', '有']);
        ["图", "照片", "摄影"].iter().any(|w| behind.starts_with(w))
    });
    if is_sentence && !begins {
        return false;
    }
    let scope = scopes.iter().any(|w| text.contains(w));
    let what = ["图片", "照片", "图均", "摄影", "配图"].iter().any(|w| text.contains(w));
    let who = ["提供", "供图", "均为", "均由", "摄", "署名"].iter().any(|w| text.contains(w));
    scope && what && who && length(text) <= 60
}

/// Whether a line says of itself that it describes a picture.
pub(super) fn begins_as_caption(text: &str) -> bool {
    [
        "图为", "上图", "下图", "左图", "右图", "图①", "图②", "图③", "图④", "图⑤", "▲", "△", "▼", "↑", "←",
        "→", "↓", "（图", "图1", "图2", "图3",
    ]
    .iter()
    .any(|w| text.starts_with(w))
}

fn unbracketed(text: &str) -> Option<&str> {
    text.strip_prefix(['（', '(', '【', '['])?.strip_suffix(['）', ')', '】', ']'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits() {
        for text in [
            "吴意琼 摄",
            "张三摄",
            "摄影：张三",
            "本报记者 张三 李四 摄",
            "张三/摄",
            "（资料图片）",
            "新华社记者 张三 摄",
            "张 三 摄",
            "图片来源：视界",
            "受访者供图",
            "县融媒体中心供图",
            "（王五 摄）",
            "李四 绘",
        ] {
            assert!(is_credit(text), "{text}");
        }
        for text in [
            "对标义乌经验 走出东阳路径",
            "一座桥",
            "他拍摄。",
            "描绘共富图景",
            "乡村路网图",
            "缩小差距 学统筹 描绘共富蓝图",
            "摄影",
            "编辑 张三",
        ] {
            assert!(!is_credit(text), "{text}");
        }
    }

    #[test]
    fn captions_with_credits() {
        assert_eq!(split_credit("技术员在田间作业 杜超君 摄"), Some(("技术员在田间作业", "杜超君 摄")));
        assert_eq!(split_credit("图为新桥。本报记者 张三 摄"), Some(("图为新桥。", "本报记者 张三 摄")));
        assert_eq!(split_credit("图为新桥。（张三 摄）"), Some(("图为新桥。", "（张三 摄）")));
        assert_eq!(split_credit("古村晨雾 山居 新貌 林渡 摄"), Some(("古村晨雾 山居 新貌", "林渡 摄")));
        assert_eq!(split_credit("吴意琼 摄"), None);
        assert_eq!(split_credit("抢占产业赛道 学敢闯敢试 激活发展新引擎"), None);
        assert!(is_credits_note("本版图片除署名外由市委宣传部提供"));
        assert!(!is_credits_note("本版编辑 张三"));
        assert!(
            is_credits_note("本文图片均由县融媒体中心提供。")
                && is_credits_note("除署名外，图片由陆知秋提供。")
        );
        assert!(!is_credits_note("本文作者曾是摄影师，四十年里拍摄了上万张照片。"));
    }

    #[test]
    fn captions_that_look_like_names() {
        for (text, expected) in [
            ("古村晨雾 林渡 摄", Some(("古村晨雾", "林渡 摄"))),
            ("图为渡口 张三 摄", Some(("图为渡口", "张三 摄"))),
            ("本报记者 张三 摄", None),
            ("张三 李四 王五 摄", None),
            ("张 三 摄", None),
            ("县文旅局 张三 摄", None),
            ("县文联 张三 供图", None),
            ("视觉中国 供图", None),
        ] {
            assert_eq!(split_caption(text), expected, "{text}");
        }
    }
}
