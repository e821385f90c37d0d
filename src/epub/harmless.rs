//! What a stranger's theme may not do: load or run something (row 33). A style sheet is looked at as a reading system
//! does, with its escapes written out.

/// Elements that run, load or ask something, or that change an address later.
const REFUSED: [&str; 22] = [
    "script",
    "iframe",
    "object",
    "embed",
    "form",
    "input",
    "button",
    "audio",
    "video",
    "source",
    "track",
    "applet",
    "base",
    "frame",
    "style",
    "set",
    "animate",
    "animatemotion",
    "animatetransform",
    "handler",
    "listener",
    "portal",
];

/// Attributes that hold addresses. `base` is that of `xml:base`.
const ADDRESSES: [&str; 19] = [
    "href",
    "src",
    "srcset",
    "imagesrcset",
    "poster",
    "data",
    "action",
    "formaction",
    "background",
    "cite",
    "longdesc",
    "manifest",
    "ping",
    "base",
    "codebase",
    "classid",
    "archive",
    "lowsrc",
    "dynsrc",
];

/// Attributes of drawings that are read as style.
const PAINTS: [&str; 10] = [
    "fill",
    "stroke",
    "filter",
    "mask",
    "clip-path",
    "marker",
    "marker-start",
    "marker-mid",
    "marker-end",
    "cursor",
];

/// What makes a style sheet load or run something.
const LOADING: [&str; 9] = [
    "@import",
    "url(",
    "src(",
    "image(",
    "image-set(",
    "cross-fade(",
    "expression(",
    "-moz-binding",
    "behavior:",
];

/// Whether an element may be in a book.
pub(super) fn is_refused(element: &str) -> bool {
    REFUSED.contains(&element.to_ascii_lowercase().as_str())
}

/// Whether an attribute is a script.
pub(super) fn is_handler(key: &str) -> bool {
    key.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on"))
}

/// What of a style would load or run something.
pub(super) fn loads(css: &str) -> Option<&'static str> {
    let text = unescaped(css).to_ascii_lowercase();
    LOADING.iter().find(|word| text.contains(**word)).copied()
}

/// A style with its escapes written out (CSS Syntax 3, 4.3.7): `\75` and `\u` are both a u.
fn unescaped(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css.chars().peekable();
    while let Some(c) = rest.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        let mut number = 0;
        let mut digits = 0;
        while digits < 6
            && let Some(digit) = rest.peek().and_then(|c| c.to_digit(16))
        {
            (number, digits) = (number * 16 + digit, digits + 1);
            rest.next();
        }
        if digits == 0 {
            // The character itself; an end of line is nothing.
            out.extend(rest.next().filter(|c| !matches!(c, '\n' | '\r' | '\u{C}')));
        } else {
            out.push(char::from_u32(number).unwrap_or('\u{FFFD}'));
            if rest.peek().is_some_and(char::is_ascii_whitespace) {
                rest.next();
            }
        }
    }
    out
}

/// Whether an attribute leads nowhere but to the book itself or, from a link, to the web.
pub(super) fn is_harmless(element: &str, key: &str, value: &str) -> bool {
    let (element, key) = (element.to_ascii_lowercase(), key.to_ascii_lowercase());
    // Reading systems leave out white space and control characters before they look for a scheme.
    let short: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let short = short.to_ascii_lowercase();
    match key.as_str() {
        "style" => loads(value).is_none() && loads(&short).is_none(),
        "content" => !short.contains("url="),
        "http-equiv" => short != "refresh",
        // A drawing's own gradients and clips are named so.
        key if PAINTS.contains(&key) => loads(&short.replace("url(#", "(").replace("url('#", "(")).is_none(),
        key if ADDRESSES.contains(&key) => {
            // To a browser a backslash is a slash.
            let is_ours = !short.contains([':', '\\']) && !short.starts_with("//");
            let to_the_web = ["https:", "http:", "mailto:"].iter().any(|scheme| short.starts_with(scheme));
            is_ours || (to_the_web && element == "a" && key == "href")
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_read_with_its_escapes() {
        for bad in [
            "@import 'a.css'",
            r#"@\69mport "https://a.example/a.css";"#,
            r"p { background: u\72l(https://a.example/x.png) }",
            r"p { background: u\72 l(x.png) }",
            r"p { background: \55 rl(x.png) }",
            r"p { background: \000075rl(x.png) }",
            r"p { background: ur\l(x.png) }",
            r#"p { background-image: image-set("x.png" 1x) }"#,
            "p { background: -webkit-IMAGE-SET('x.png' 1x) }",
            "@font-face { src: URL(x.woff2) }",
            "p { width: expression(alert(1)) }",
        ] {
            assert!(loads(bad).is_some(), "{bad}");
        }
        for good in
            [r#"li::before { content: "\2022\a " }"#, "p { background-image: none }", "/* imports nothing */"]
        {
            assert_eq!(loads(good), None, "{good}");
        }
    }

    #[test]
    fn an_attribute_leads_nowhere_but_to_the_book() {
        for (element, key, value) in [
            ("img", "src", "https://a.example/p.png"),
            ("img", "src", "/\\a.example/p.png"),
            ("img", "SRC", "\\\\a.example\\p.png"),
            ("link", "imagesrcset", "https://a.example/p.png 1x"),
            ("rect", "mask", "url(https://a.example/m.svg#m)"),
            ("rect", "fill", "u\\72l(https://a.example/m.svg#m)"),
            ("p", "style", "background:u\\72 l(a.png)"),
            ("html", "base", "https://a.example/"),
            ("a", "href", "java\tscript:alert(1)"),
            ("meta", "content", "0; URL=https://a.example"),
        ] {
            assert!(!is_harmless(element, key, value), "{element} {key} {value}");
        }
        for (element, key, value) in [
            ("a", "href", "https://a.example/"),
            ("img", "src", "../images/a.png"),
            ("rect", "fill", "url(#a)"),
            ("p", "style", "color: red"),
            ("img", "alt", "the function url(x)"),
        ] {
            assert!(is_harmless(element, key, value), "{element} {key} {value}");
        }
        assert!(is_refused("SCRIPT") && is_refused("animateTransform") && !is_refused("svg"));
        assert!(is_handler("onload") && is_handler("ONCLICK") && !is_handler("lang"));
    }
}
