//! The few words that keben itself puts into a book, in the book's language, and what the trade's words for
//! roles mean in the MARC list of relators.

/// Labels that a reading system shows or reads aloud.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    pub(super) contents: &'static str,
    pub(super) cover: &'static str,
    pub(super) text: &'static str,
    pub(super) landmarks: &'static str,
    pub(super) notes: &'static str,
    pub(super) back: &'static str,
    /// Alternative text of a picture for which its author gave none, with and without a caption.
    pub(super) picture: [&'static str; 2],
    /// Of the typeset cover, before the title.
    pub(super) cover_of: &'static str,
    /// Between a writer's role and name; between parts of a line.
    pub(super) issue_page: [&'static str; 2],
    /// The list of the printed edition's pages, and behind a title, that edition.
    pub(super) pages: &'static str,
    pub(super) pdf: &'static str,
    /// The lists of pictures and of tables.
    pub(super) lists: [&'static str; 2],
    /// The colophon, and its lines: title, author, publisher, edition, printing, faces.
    pub(super) colophon: &'static str,
    pub(super) imprint: [&'static str; 6],
    /// Over the index, by pinyin, by strokes, and where there is one only.
    pub(super) index: [&'static str; 3],
    /// In an index, behind the number of strokes, and over what comes before the first group.
    pub(super) strokes: &'static str,
    pub(super) others: &'static str,
    /// Whether an index is sorted by the letters of the Latin alphabet, whatever order is asked for.
    pub(super) by_letters: bool,
    /// Between title and subtitle, between the members of a list, and between a word and what belongs to it.
    pub(super) dash: &'static str,
    pub(super) between: &'static str,
    pub(super) gap: &'static str,
}

const SIMPLIFIED: Words = Words {
    contents: "目录",
    cover: "封面",
    text: "正文",
    landmarks: "导航",
    notes: "注释",
    back: "返回正文",
    picture: ["图片，内容见图注", "图片"],
    cover_of: "封面：",
    issue_page: ["第", "版"],
    pages: "印本页码",
    pdf: "（PDF 版）",
    lists: ["图目录", "表目录"],
    colophon: "版权页",
    imprint: ["书名", "著者", "出版", "版次", "印次", "字体"],
    index: ["音序索引", "笔画索引", "索引"],
    strokes: "画",
    others: "数字与西文",
    by_letters: false,
    dash: "——",
    between: "、",
    gap: "\u{3000}",
};

const TRADITIONAL: Words = Words {
    contents: "目錄",
    cover: "封面",
    text: "正文",
    landmarks: "導覽",
    notes: "註釋",
    back: "返回正文",
    picture: ["圖片，內容見圖說", "圖片"],
    cover_of: "封面：",
    issue_page: ["第", "版"],
    pages: "印本頁碼",
    pdf: "（PDF 版）",
    lists: ["圖目錄", "表目錄"],
    colophon: "版權頁",
    imprint: ["書名", "著者", "出版", "版次", "印次", "字體"],
    index: ["音序索引", "筆畫索引", "索引"],
    strokes: "畫",
    others: "數字與西文",
    by_letters: false,
    dash: "——",
    between: "、",
    gap: "\u{3000}",
};

const ENGLISH: Words = Words {
    contents: "Contents",
    cover: "Cover",
    text: "Text",
    landmarks: "Landmarks",
    notes: "Notes",
    back: "Back to the text",
    picture: ["Picture, described in its caption", "Picture"],
    cover_of: "Cover: ",
    issue_page: ["page ", ""],
    pages: "Pages",
    pdf: " (PDF)",
    lists: ["Figures", "Tables"],
    colophon: "Colophon",
    imprint: ["Title", "By", "Published by", "Edition", "Printing", "Typefaces"],
    index: ["Index by sound", "Index by strokes", "Index"],
    strokes: " strokes",
    others: "Figures and other scripts",
    by_letters: true,
    dash: ": ",
    between: ", ",
    gap: "\u{2002}",
};

impl Words {
    /// The words for a language; English where it is neither kind of Chinese.
    pub(super) fn of(lang: &str, traditional: bool) -> &'static Words {
        match lang.split('-').next() {
            Some("zh") if traditional => &TRADITIONAL,
            Some("zh") => &SIMPLIFIED,
            _ => &ENGLISH,
        }
    }
}

/// The MARC relator of a role in a byline, and whether it makes a creator (else a contributor).
pub(super) fn relator(role: Option<&str>) -> (&'static str, bool) {
    let role = role.unwrap_or_default();
    let has = |words: &[&str]| words.iter().any(|w| role.contains(w));
    if has(&["译", "譯", "ranslat"]) {
        ("trl", false)
    } else if has(&["编", "編", "dit"]) {
        ("edt", false)
    } else if has(&["摄", "攝", "hoto"]) {
        ("pht", false)
    } else if has(&["绘", "繪", "插图", "插圖", "制图", "製圖", "llustr"]) {
        ("ill", false)
    } else {
        ("aut", true)
    }
}

/// Who made a picture, by its credit: `吴意琼 摄` → 吴意琼, `pht`. A credit that does not say how it was made
/// (`新华社供图`, `资料照片`) names no person.
pub(super) fn credited(credit: &str) -> Vec<(String, &'static str)> {
    const ENDS: [(&str, &str); 10] = [
        ("摄影报道", "pht"),
        ("摄影", "pht"),
        ("攝影", "pht"),
        ("摄", "pht"),
        ("攝", "pht"),
        ("绘制", "ill"),
        ("繪製", "ill"),
        ("绘", "ill"),
        ("繪", "ill"),
        ("制图", "ill"),
    ];
    const TITLES: [&str; 6] = ["本报记者", "本報記者", "通讯员", "記者", "记者", "实习生"];
    let credit = credit.trim();
    let Some((names, role)) = ENDS.iter().find_map(|(end, role)| Some((credit.strip_suffix(end)?, *role)))
    else {
        return Vec::new();
    };
    names
        .split(['、', '，', ',', ' ', '\u{3000}', '/'])
        .map(|name| TITLES.iter().fold(name.trim(), |n, t| n.strip_prefix(t).unwrap_or(n)))
        .filter(|name| is_name(name))
        .map(|name| (name.to_owned(), role))
        .collect()
}

/// Whether it may be a name and no half of a sentence (`图片由林渡` 绘制): two to four Han, or any other writing.
fn is_name(text: &str) -> bool {
    let han = text.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count();
    let all = text.chars().count();
    all >= 2 && (han < all || han <= 4) && !text.contains(['由', '为', '，', '。'])
}

/// How a name is sorted: `Lin Du` under `Du, Lin`; a Chinese name by its Latin form, surname first, if its bearer
/// gave one, else as it is.
pub(super) fn file_as(name: &str, latin: Option<&str>) -> String {
    let name = name.trim();
    match (latin.map(str::trim), name.rsplit_once(' ')) {
        (Some(latin), _) if latin.contains(',') => latin.to_owned(),
        (Some(latin), _) => latin.replacen(' ', ", ", 1),
        (None, Some((given, family))) if name.is_ascii() => format!("{family}, {given}"),
        (None, _) => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_name_people() {
        assert_eq!(credited("吴意琼 摄"), [("吴意琼".to_owned(), "pht")]);
        assert_eq!(
            credited("本报记者 林渡、周禾摄"),
            [("林渡".to_owned(), "pht"), ("周禾".to_owned(), "pht")]
        );
        assert_eq!(credited("林渡 绘"), [("林渡".to_owned(), "ill")]);
        assert!(credited("新华社供图").is_empty());
        assert!(credited("摄").is_empty());
        assert!(credited("图片由林渡绘制").is_empty());
    }

    #[test]
    fn names_are_filed() {
        assert_eq!(file_as("Mary Ann Evans", None), "Evans, Mary Ann");
        assert_eq!(file_as("沈砚", None), "沈砚");
        assert_eq!(file_as("沈砚", Some("Shen Yan")), "Shen, Yan");
        assert_eq!(relator(Some("记者")), ("aut", true));
        assert_eq!(relator(Some("摄影")), ("pht", false));
        assert_eq!(relator(None), ("aut", true));
    }
}
