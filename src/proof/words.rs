//! Words that stand twice.

use super::passage::{Kind, Passage};
use super::{Desk, is_han};
use crate::diag::codes::proof as codes;

/// Small words that nobody doubles on purpose, with what makes the double right: a word that ends or begins there.
const SMALL: [(&str, &[&str], &[&str]); 9] = [
    ("的的", &["目", "标", "有", "众矢之"], &["的确", "的士"]),
    (
        "了了",
        &["为", "除", "到", "不", "没", "未"],
        &["了解", "了断", "了却", "了事", "了然", "了结", "了不", "了一", "了他", "了她", "了我"],
    ),
    (
        "和和",
        &["温", "平", "暖", "缓", "饱", "谦"],
        &["和谐", "和平", "和气", "和美", "和睦", "和田", "和县", "和顺", "和龙", "和政", "和林"],
    ),
    ("与与", &["参"], &["与会"]),
    ("在在", &["存", "现", "所", "实", "正"], &["在场", "在职", "在线", "在校", "在建", "在岗", "在座"]),
    ("也也", &["阿", "卡"], &["也门"]),
    (
        "被被",
        &["棉", "植", "覆", "毛", "羽绒", "被"],
        &["被子", "被告", "被害", "被褥", "被单", "被窝", "被套", "被服", "被动"],
    ),
    (
        "将将",
        &["即", "必", "小", "老", "大", "名", "猛", "干", "主", "女", "虎", "麻"],
        &["将军", "将士", "将来", "将领"],
    ),
    ("就就", &["成", "造"], &["就业", "就医", "就近", "就地", "就学", "就餐"]),
];
/// Words that are not doubled for emphasis, as verbs are.
const PLAIN: [&str; 40] = [
    "进行", "我们", "他们", "你们", "可以", "已经", "通过", "以及", "因为", "所以", "但是", "这个", "没有",
    "对于", "关于", "正在", "同时", "目前", "其中", "成为", "提供", "企业", "项目", "经济", "政府", "城市",
    "农村", "群众", "干部", "问题", "记者", "全市", "全国", "工作", "需要", "能够", "由于", "按照", "根据",
    "为了",
];
/// Verbs that may well stand between a word and itself: 企业服务企业.
const VERBS: [&str; 40] = [
    "服务", "发展", "建设", "发动", "教育", "带动", "帮助", "支持", "影响", "连接", "管理", "推动", "促进",
    "引领", "培育", "吸引", "对接", "联系", "赋能", "反哺", "扶持", "成就", "改变", "超越", "走向", "联合",
    "携手", "追赶", "代替", "取代", "领导", "组织", "监督", "保护", "创造", "激励", "感染", "温暖", "点亮",
    "守护",
];

/// Words that make one with the word before them, which then may stand behind as well: 工业园区工业产值.
const COMPOUND: [&str; 24] = [
    "园区", "景区", "经济", "产业", "企业", "项目", "市场", "工作", "小区", "社区", "中心", "基地", "公司",
    "集团", "学校", "医院", "部门", "系统", "行业", "领域", "地区", "城市", "农村", "乡村",
];

/// Looks at all texts; a word between two others has to be known from elsewhere in the article.
pub(super) fn check(passages: &[Passage], desk: &mut Desk<'_>) {
    for passage in passages.iter().filter(|p| p.kind != Kind::Verse) {
        small(passage, desk);
        adjacent(passage, desk);
        around(passage, passages, desk);
    }
}

fn small(passage: &Passage, desk: &mut Desk<'_>) {
    let text = passage.text.as_str();
    for (pair, before, behind) in SMALL {
        for (at, _) in text.match_indices(pair) {
            let second = &text[at + pair.len() / 2..];
            let right = before.iter().any(|b| text[..at].ends_with(b))
                || behind.iter().any(|b| second.starts_with(b));
            if !right {
                desk.find(&codes::DOUBLED_WORD, passage, &(at..at + pair.len()), &[pair]);
            }
        }
    }
}

/// The same two characters twice in a row, of words that are not doubled; or three to twelve, of any.
fn adjacent(passage: &Passage, desk: &mut Desk<'_>) {
    let chars: Vec<(usize, char)> = passage.text.char_indices().collect();
    let mut i = 0;
    while i < chars.len() {
        let found = (2..=12).rev().find(|&n| {
            let Some(both) = chars.get(i..i + 2 * n) else { return false };
            let (a, b) = both.split_at(n);
            let same = a.iter().zip(b).all(|(x, y)| x.1 == y.1 && is_han(x.1));
            let word: String = a.iter().map(|c| c.1).collect();
            // 优秀企业企业家, 吃什么吃什么: the second is a part of another word, or the phrase has a word for anything in it.
            let goes_on = chars.get(i + 2 * n).is_some_and(|c| c.1 == '家') && word.ends_with("企业");
            same && !goes_on
                && !word.contains(['什', '谁', '哪', '怎', '咋', '几'])
                && if n == 2 {
                    PLAIN.contains(&word.as_str())
                } else {
                    !repeats_itself(&word) && !word.contains('一') && !is_sound(&word)
                }
        });
        match found {
            Some(n) => {
                let end = chars.get(i + 2 * n).map_or(passage.text.len(), |c| c.0);
                let word: String = chars[i..i + n].iter().map(|c| c.1).collect();
                let second = chars[i + n].0..end;
                let finding = desk.find(&codes::DOUBLED_WORD, passage, &(chars[i].0..end), &[&word]);
                finding.edit(passage, &second, "");
                i += 2 * n;
            }
            None => i += 1,
        }
    }
}

/// Whether a word of three characters is a sound, which goes on as it likes: 轰隆隆轰隆隆.
fn is_sound(word: &str) -> bool {
    let chars: Vec<char> = word.chars().collect();
    matches!(chars[..], [_, b, c] if b == c)
}

/// Whether a word is itself one character or pair over and over: 哈哈哈, 走走停停 is not.
fn repeats_itself(word: &str) -> bool {
    let chars: Vec<char> = word.chars().collect();
    [1, 2].iter().any(|&n| chars.chunks(n).all(|c| Some(c) == chars.chunks(n).next()))
}

/// A word before and behind another that the article has elsewhere too: 无人飞机植保飞机.
fn around(passage: &Passage, passages: &[Passage], desk: &mut Desk<'_>) {
    let chars: Vec<(usize, char)> = passage.text.char_indices().collect();
    for i in 1..chars.len().saturating_sub(5) {
        let Some(seven) = chars.get(i - 1..i + 6) else { break };
        if !seven.iter().all(|c| is_han(c.1))
            || seven[1].1 != seven[5].1
            || seven[2].1 != seven[6].1
            || seven[1].1 == seven[2].1
        {
            continue;
        }
        let word: String = seven[1..3].iter().map(|c| c.1).collect();
        let between: String = seven[3..5].iter().map(|c| c.1).collect();
        let links = |c: char| {
            "的和与对到又接是为在把被让给跟同比连靠帮带成变看向从及或及着了过不有出入上下里中个一这那"
                .contains(c)
        };
        if word.chars().chain(between.chars()).any(links)
            || COMPOUND.contains(&between.as_str())
            || VERBS.contains(&between.as_str())
            || word == between
        {
            continue;
        }
        let elsewhere: usize = passages.iter().map(|p| p.text.matches(&between).count()).sum();
        if elsewhere >= 3 {
            let end = chars.get(i + 6).map_or(passage.text.len(), |c| c.0);
            desk.find(&codes::DOUBLED_WORD, passage, &(chars[i].0..end), &[&word]);
        }
    }
}
