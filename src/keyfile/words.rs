//! What the parser says of a slip, in Chinese. In: its sentence. Out: ours, if it is one that people hear.

/// Its sentence up to `, expected …`, and ours.
const WORDS: [(&str, &str); 22] = [
    ("cannot extend value of type", "这一项已有值，不能再写子项"),
    ("duplicate key", "这一项写了两次"),
    ("extra `=`", "多了一个 `=`"),
    ("extra assignment between key-value pairs", "多了一个 `=`"),
    ("extra comma", "多了一个逗号"),
    ("invalid basic string", "字符串没有写完"),
    ("invalid literal string", "字符串没有写完"),
    ("invalid multi-line", "多行字符串没有写完"),
    ("invalid key", "键名无效"),
    ("invalid unquoted key", "键名无效，含有空格或汉字的键要加引号"),
    ("key with no value", "键后面没有值"),
    ("missing assignment", "键和值之间缺少 `=`"),
    ("missing comma", "缺少逗号"),
    ("missing opening quote", "字符串缺少开头的引号"),
    ("missing value", "缺少值"),
    ("string values must be quoted", "文字要放在半角引号内"),
    ("unclosed array", "`[` 没有闭合"),
    ("unclosed inline table", "`{` 没有闭合"),
    ("unclosed table", "表头的 `[` 没有闭合"),
    ("unexpected content", "这里有多余的内容"),
    ("unexpected key or value", "一行里只能写一项"),
    ("unquoted keys cannot be empty", "缺少键名"),
];

/// The sentence in Chinese; `None` for a rare one.
pub(super) fn in_chinese(said: &str) -> Option<String> {
    let (what, expected) = said.split_once(", expected ").map_or((said, None), |(a, b)| (a, Some(b)));
    let (_, ours) = WORDS.iter().find(|(theirs, _)| what.starts_with(theirs))?;
    // What it expects is shown only where it is a mark and no word.
    let mark = expected.filter(|e| e.starts_with('`') && e.ends_with('`') && !e.contains(", "));
    Some(mark.map_or_else(|| (*ours).to_owned(), |mark| format!("{ours}，应有 {mark}")))
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use crate::diag::{Diags, Files, Lang, codes, message};

    #[test]
    fn slips_are_told_in_both_languages() {
        for (text, zh) in [
            ("title = \"渡口", "字符串没有写完，应有 `\"`"),
            ("title = 渡口", "文字要放在半角引号内"),
            ("[area\nchars = 21", "表头的 `[` 没有闭合，应有 `]`"),
            ("articles = [\"a.md\"", "`[` 没有闭合，应有 `]`"),
            ("title", "键后面没有值，应有 `=`"),
            ("title = 1\ntitle = 2", "这一项写了两次"),
            ("articles = [\"a.md\" \"b.md\"]", "缺少逗号，应有 `,`"),
        ] {
            let (mut files, mut diags) = (Files::default(), Diags::new());
            parse(files.add("a.toml", text.into()), text, &codes::manifest::SYNTAX, &mut diags);
            let told: Vec<String> = diags.iter().map(|d| message(d, Lang::Zh)).collect();
            assert!(told.iter().any(|t| t.ends_with(zh)), "{text:?}: {told:?}");
        }
    }
}
