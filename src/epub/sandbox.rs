//! What a template may say. The engine counts steps and the bytes of texts; what it does not count is how a value grows
//! when lists are put into lists or joined to themselves, which makes a few lines endless. A theme's template has no use
//! for that: it sees finished values. So it gets the filters below and may not make lists.

use minijinja::{Environment, filters, functions, tests};

/// An engine with what templates may use.
pub(super) fn environment<'t>() -> Environment<'t> {
    let mut it = Environment::empty();
    it.add_filter("safe", filters::safe);
    it.add_filter("e", filters::escape);
    it.add_filter("escape", filters::escape);
    it.add_filter("d", filters::default);
    it.add_filter("default", filters::default);
    it.add_filter("length", filters::length);
    it.add_filter("count", filters::length);
    it.add_filter("join", filters::join);
    it.add_filter("first", filters::first);
    it.add_filter("last", filters::last);
    it.add_filter("lower", filters::lower);
    it.add_filter("upper", filters::upper);
    it.add_filter("title", filters::title);
    it.add_filter("capitalize", filters::capitalize);
    it.add_filter("trim", filters::trim);
    it.add_filter("replace", filters::replace);
    it.add_filter("string", filters::string);
    it.add_filter("int", filters::int);
    it.add_filter("float", filters::float);
    it.add_filter("abs", filters::abs);
    it.add_filter("round", filters::round);
    it.add_test("defined", tests::is_defined);
    it.add_test("undefined", tests::is_undefined);
    it.add_test("none", tests::is_none);
    it.add_test("odd", tests::is_odd);
    it.add_test("even", tests::is_even);
    it.add_test("divisibleby", tests::is_divisibleby);
    it.add_test("string", tests::is_string);
    it.add_test("number", tests::is_number);
    it.add_test("sequence", tests::is_sequence);
    it.add_test("mapping", tests::is_mapping);
    it.add_function("range", functions::range);
    it
}

/// What stands in a tag, as far as it matters.
#[derive(Clone, Copy, PartialEq)]
enum Token {
    Name,
    Number,
    /// A text in quotation marks.
    Text,
    /// A bracket that closes.
    Close,
    Mark(char),
}

/// The line (from 1) where a template makes a list or a map, or joins what are no numbers with `+`; or where it hides tags
/// in a text that is to be taken as it is.
pub(super) fn makes_lists(source: &str) -> Option<usize> {
    let mut rest = source;
    let mut line = 1;
    while let Some(at) = next_tag(rest) {
        line += rest[..at].matches('\n').count();
        let close = match &rest[at..at + 2] {
            "{{" => "}}",
            "{%" => "%}",
            _ => "#}",
        };
        let inside = &rest[at + 2..];
        if close == "#}" {
            let end = inside.find(close).map_or(inside.len(), |end| end + 2);
            line += inside[..end].matches('\n').count();
            rest = &inside[end..];
            continue;
        }
        let (tokens, end) = tokens(inside, close);
        if !is_plain(&tokens) || is_raw(inside, close) {
            return Some(line);
        }
        line += inside[..end].matches('\n').count();
        rest = &inside[end..];
    }
    None
}

/// Whether a tag says that what follows is no tag, though it looks like one: then nothing here would be as it seems.
fn is_raw(inside: &str, close: &str) -> bool {
    let word = inside.trim_start_matches(['-', '+']).trim_start().strip_prefix("raw");
    close == "%}" && word.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// Where the next tag or comment opens.
fn next_tag(text: &str) -> Option<usize> {
    let opens = |at: &usize| matches!(text.as_bytes().get(at + 1), Some(b'{' | b'%' | b'#'));
    text.match_indices('{').map(|(at, _)| at).find(opens)
}

/// The tokens of a tag, and where it ends.
fn tokens(text: &str, close: &str) -> (Vec<Token>, usize) {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if text[at..].starts_with(close) {
            return (out, at + close.len());
        }
        let run = |fits: fn(char) -> bool| text[at..].find(|c| !fits(c)).unwrap_or(text.len() - at);
        let length = match c {
            '"' | '\'' => {
                out.push(Token::Text);
                quoted(&text[at..], c)
            }
            _ if c.is_alphabetic() || c == '_' => {
                let length = run(|c| c.is_alphanumeric() || c == '_');
                let is_word =
                    ["in", "and", "or", "not", "if", "else", "is"].contains(&&text[at..at + length]);
                out.push(if is_word { Token::Mark('.') } else { Token::Name });
                length
            }
            _ if c.is_ascii_digit() => {
                out.push(Token::Number);
                run(|c| c.is_ascii_alphanumeric() || c == '_')
            }
            _ if c.is_whitespace() => run(char::is_whitespace),
            _ => {
                out.push(if matches!(c, ')' | ']') { Token::Close } else { Token::Mark(c) });
                c.len_utf8()
            }
        };
        at += length;
    }
    (out, text.len())
}

/// How long a text in quotation marks is, both included.
fn quoted(text: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == mark => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn is_plain(tokens: &[Token]) -> bool {
    let is_call = |n: usize| n > 0 && tokens[n - 1] == Token::Name;
    (0..tokens.len()).all(|n| {
        let before = n.checked_sub(1).and_then(|n| tokens.get(n));
        let behind = tokens.get(n + 1);
        match tokens[n] {
            // An index follows a value; anything else opens a list or a map.
            Token::Mark('[') => matches!(before, Some(Token::Name | Token::Text | Token::Close)),
            Token::Mark('{') => false,
            Token::Mark('+') => {
                // `{%+` and `+%}` keep white space.
                before.is_none()
                    || behind.is_none()
                    || before == Some(&Token::Number)
                    || behind == Some(&Token::Number)
            }
            // Arguments of a call or a macro are divided by commas, and so are the names of a loop.
            Token::Mark(',') => {
                let mut depth = 0;
                let opened = tokens[..n].iter().enumerate().rev().find_map(|(n, token)| match token {
                    Token::Close => {
                        depth += 1;
                        None
                    }
                    Token::Mark('(' | '[') if depth > 0 => {
                        depth -= 1;
                        None
                    }
                    Token::Mark('(') => Some(is_call(n)),
                    _ => None,
                });
                opened
                    .unwrap_or_else(|| before == Some(&Token::Name) && behind == Some(&Token::Name) && n <= 3)
            }
            _ => true,
        }
    })
}

#[cfg(test)]
mod tests_of_tags {
    use super::*;

    #[test]
    fn values_are_shown_and_lists_are_not_made() {
        for plain in [
            "<p>[a], {b} + {c: 1}</p>{# [1, 2] {{ #}",
            "{{ a[0] }}{{ a.b['c'][1] }}{{ 'x'[0] }}{{ loop.index + 1 }}{{ 1 + a }}",
            "{%- macro m(a, b) -%}{{ a|join(', ') }}{%- endmacro -%}{{ m(a, \"[x, y]\") }}",
            "{% for k, v in list if k -%}{{ v|replace('a', 'b') }}{%+ endfor +%}{% set a = b %}",
            "{{ a if b[0] else c }}{{ 'it\\'s [x]' }}{{ (a or b)|e }}",
        ] {
            assert_eq!(makes_lists(plain), None, "{plain}");
        }
        for (list, line) in [
            ("{{ [a, a] }}", 1),
            ("a\n{% set a = [a] %}", 2),
            ("{{ {'a': b} }}", 1),
            ("{# \n\n #}\n{{ a + b }}", 4),
            ("{{ 'x'\n }}\n{{ (a, a) }}", 3),
            ("{% set a, b = a, a %}", 1),
            ("{% for a in b, b %}", 1),
            ("{{ m((a, a)) }}", 1),
            ("{{ a in [b] }}{{ a", 1),
            ("{% raw %}{#{% endraw %}{% set a = [a, a] %}#}", 1),
            ("\n{%-raw-%}{{{%endraw%}", 2),
        ] {
            assert_eq!(makes_lists(list), Some(line), "{list}");
        }
    }
}
