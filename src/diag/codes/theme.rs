//! K3: themes.

codes! {
    /// A theme that is not there.
    UNKNOWN_THEME = "K301" Error
        en "there is no theme `{0}`" zh "没有名为 `{0}` 的版式"
        help_en "`keben themes` lists the themes at hand; a theme of your own is a folder in `templates/`"
        help_zh "用 `keben themes` 查看现有版式；自制版式请放在 `templates/` 的子文件夹中";
    /// A theme file that is not TOML.
    SYNTAX = "K302" Error
        en "the theme file is not valid TOML: {0}" zh "版式文件不是有效的 TOML：{0}";
    /// A key that no theme has.
    UNKNOWN_KEY = "K303" Error
        en "a theme has no key `{0}`" zh "版式中没有 `{0}` 这一项"
        help_en "`templates/README.md` lists every key" help_zh "`templates/README.md` 列出了全部可用的项";
    /// A value of the wrong kind.
    WRONG_TYPE = "K304" Error
        en "`{0}` takes a value such as `{1}`, not {2}" zh "`{0}` 应写作 `{1}` 这样的值，而不是 {2}";
    /// A length without a unit, or with one that does not fit here.
    WRONG_UNIT = "K305" Error
        en "`{0}` cannot be `{1}`; it takes a length such as `{2}`" zh "`{0}` 不能是 `{1}`，应写作 `{2}` 这样的长度"
        help_en "units are pt, mm, cm, in, em (the body size), lh (the body's leading), and the hào sizes such as 五号"
        help_zh "可用的单位：pt、mm、cm、in、em（正文字号）、lh（正文行距），以及 五号 等号数";
    /// A word that is not among those a key knows.
    UNKNOWN_WORD = "K306" Error
        en "`{0}` does not know `{1}`; it takes one of {2}" zh "`{0}` 不认识 `{1}`，可用的值有 {2}";
    /// A number that is too small or too large.
    OUT_OF_RANGE = "K307" Error
        en "`{0}` is {1}; it goes from {2} to {3}" zh "`{0}` 是 {1}，应在 {2} 到 {3} 之间";
    /// A key that has to be there.
    MISSING_KEY = "K308" Error
        en "the theme lacks `{0}`" zh "版式缺少 `{0}`"
        help_en "write it, or take it over from another theme with `extends`" help_zh "请补上，或用 `extends` 从其他版式继承";
    /// A type area that the page cannot hold.
    AREA_TOO_LARGE = "K309" Error
        en "the type area does not fit: {0} of {1}, and the page has {2}" zh "版心放不下：{0} 需要 {1}，版面只有 {2}"
        help_en "take fewer characters or lines, a smaller size or leading, or smaller margins"
        help_zh "请减少每行字数或行数，或缩小字号、行距、页边";
    /// A gutter that breaks the grid of characters.
    GUTTER_OFF_GRID = "K310" Error
        en "the gutter is {0} em; columns stay on the grid of characters only with a whole or half number"
        zh "栏间为 {0} 字；须为整字或半字，各栏才能落在字格上";
    /// Themes that extend one another in a circle.
    EXTENDS_CYCLE = "K311" Error
        en "the themes extend one another in a circle: {0}" zh "版式互相继承，成了循环：{0}";
    /// A file in a theme's folder that nothing reads.
    STRAY_FILE = "K312" Warning
        en "nothing reads `{0}` of a theme" zh "版式中的 `{0}` 没有用处"
        help_en "a theme is `theme.toml`, `epub.css` and the XHTML templates that `templates/README.md` lists"
        help_zh "版式由 `theme.toml`、`epub.css` 和 `templates/README.md` 所列的 XHTML 模板组成";
    /// Lines that would touch.
    LEADING_TOO_SMALL = "K313" Error
        en "`{0}` is {1}, less than the type size {2}: lines would overlap" zh "`{0}` 是 {1}，小于字号 {2}，各行会重叠";
    /// A running head or folio that leaves the page.
    OFF_PAGE = "K314" Error
        en "`{0}` stands off the page: it needs {1} beyond the type area, and the margin is {2}"
        zh "`{0}` 超出版面：版心之外需要 {1}，而页边只有 {2}"
        help_en "make `gap` smaller or the margin larger" help_zh "请缩小 `gap`，或加大页边";
}
