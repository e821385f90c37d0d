//! The words that a book says of itself, in its language.

/// Words of the pages around the articles.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    /// Over the table of contents.
    pub(super) contents: &'static str,
    /// Over the list of pictures.
    pub(super) figures: &'static str,
    /// Over the index, by pinyin, by strokes, and where there is one only.
    pub(super) index: [&'static str; 3],
    /// The cover, for who cannot see it.
    pub(super) cover: &'static str,
    /// Behind the number of strokes.
    pub(super) strokes: &'static str,
    /// What comes before the first group of an index: figures and letters.
    pub(super) others: &'static str,
    /// Whether an index is sorted by the letters of the Latin alphabet, whatever order is asked for.
    pub(super) by_letters: bool,
    /// Between the members of a list, between a title and its subtitle, and between a word and what belongs to it.
    pub(super) between: &'static str,
    pub(super) colon: &'static str,
    pub(super) gap: &'static str,
    /// Around what is added to a name.
    pub(super) brackets: [&'static str; 2],
    /// Labels of the colophon.
    pub(super) colophon: Labels,
}

/// Labels of the colophon (GB/T 12450).
#[derive(Clone, Copy, Debug)]
pub(super) struct Labels {
    pub(super) title: &'static str,
    pub(super) author: &'static str,
    pub(super) collection: &'static str,
    pub(super) publisher: &'static str,
    pub(super) edition: &'static str,
    pub(super) printing: &'static str,
    pub(super) date: &'static str,
    pub(super) isbn: &'static str,
    pub(super) faces: &'static str,
    pub(super) cip: &'static str,
    pub(super) summary: &'static str,
}

impl Words {
    /// Those of a language (BCP 47).
    pub(super) fn of(lang: &str) -> Words {
        let lang = lang.to_ascii_lowercase();
        let traditional = lang.contains("hant") || ["-tw", "-hk", "-mo"].iter().any(|r| lang.ends_with(r));
        match lang.get(..2) {
            Some("zh") if traditional => TRADITIONAL,
            Some("zh") => SIMPLIFIED,
            _ => ENGLISH,
        }
    }
}

const SIMPLIFIED: Words = Words {
    contents: "目录",
    figures: "插图目录",
    index: ["音序索引", "笔画索引", "索引"],
    cover: "封面",
    strokes: "画",
    others: "数字与西文",
    by_letters: false,
    between: "、",
    colon: "：",
    gap: "\u{3000}",
    brackets: ["（", "）"],
    colophon: Labels {
        title: "书名",
        author: "著者",
        collection: "丛书",
        publisher: "出版",
        edition: "版次",
        printing: "印次",
        date: "出版时间",
        isbn: "书号",
        faces: "字体",
        cip: "图书在版编目（CIP）数据",
        summary: "内容提要",
    },
};

const TRADITIONAL: Words = Words {
    contents: "目錄",
    figures: "插圖目錄",
    index: ["音序索引", "筆畫索引", "索引"],
    cover: "封面",
    strokes: "畫",
    others: "數字與西文",
    by_letters: false,
    between: "、",
    colon: "：",
    gap: "\u{3000}",
    brackets: ["（", "）"],
    colophon: Labels {
        title: "書名",
        author: "著者",
        collection: "叢書",
        publisher: "出版",
        edition: "版次",
        printing: "印次",
        date: "出版時間",
        isbn: "書號",
        faces: "字體",
        cip: "圖書在版編目（CIP）資料",
        summary: "內容提要",
    },
};

const ENGLISH: Words = Words {
    contents: "Contents",
    figures: "List of figures",
    index: ["Index by sound", "Index by strokes", "Index"],
    cover: "Cover",
    strokes: " strokes",
    others: "Figures and other scripts",
    by_letters: true,
    between: ", ",
    colon: ": ",
    gap: "\u{2002}",
    brackets: [" (", ")"],
    colophon: Labels {
        title: "Title",
        author: "Author",
        collection: "Series",
        publisher: "Published by",
        edition: "Edition",
        printing: "Printing",
        date: "Date",
        isbn: "ISBN",
        faces: "Set in",
        cip: "Cataloguing in publication",
        summary: "About this book",
    },
};
