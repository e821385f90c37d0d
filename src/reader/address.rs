//! The addresses of links. In: what an author wrote. Out: a URL that every reading system takes, or nothing if it
//! leads nowhere.

use crate::diag::is_invisible;
use std::borrow::Cow;

/// The longest address, in bytes; browsers take no more of it either.
const MAX_BYTES: usize = 8 << 10;

/// The address as it goes into the outputs: to the web or to a mailbox, and with what a URL may not hold written as `%20`
/// and its like.
pub(super) fn address(written: &str) -> Option<String> {
    if written.len() > MAX_BYTES || written.contains(is_invisible) {
        return None;
    }
    let (scheme, rest) = written.split_once(':')?;
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => {
            let behind = rest.strip_prefix("//")?;
            let (authority, path) = behind.split_at(behind.find(['/', '?', '#']).unwrap_or(behind.len()));
            is_authority(authority).then(|| format!("{scheme}://{authority}{}", encoded(path)))
        }
        "mailto" if !rest.trim().is_empty() => Some(format!("{scheme}:{}", encoded(rest.trim()))),
        _ => None,
    }
}

/// The beginning of an address for a message.
pub(super) fn shown(written: &str) -> Cow<'_, str> {
    match written.char_indices().nth(80) {
        Some((end, _)) => Cow::Owned(format!("{}…", &written[..end])),
        None => Cow::Borrowed(written),
    }
}

/// Host and port, and who asks before an `@`.
fn is_authority(text: &str) -> bool {
    let (user, place) = text.rsplit_once('@').map_or(("", text), |(user, place)| (user, place));
    // In brackets stands a number of the sixth version, with colons of its own.
    let (host, port) = match place.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
        Some((number, port)) => (number, port),
        None => place.split_at(place.find(':').unwrap_or(place.len())),
    };
    let is_host = if place.starts_with('[') {
        host.contains(':') && host.bytes().all(|b| b.is_ascii_hexdigit() || b":.".contains(&b))
    } else {
        is_name(host)
    };
    let port = if port.is_empty() { Some("") } else { port.strip_prefix(':') };
    let is_port = port.is_some_and(|port| {
        port.is_empty() || (port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok())
    });
    is_host && is_port && (user.is_empty() || is_name(user))
}

/// Whether a text has nothing that a name of a host may not have.
fn is_name(text: &str) -> bool {
    !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || "\"<>\\^`{|}[]@%".contains(c))
}

/// What may not stand in a URL in its encoded form; what is encoded already stays.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let is_lone = c == '%'
            && !text.as_bytes().get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
        if is_lone || c.is_whitespace() || "\"<>\\^`{|}[]".contains(c) {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|b| out.push_str(&format!("%{b:02X}")));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_url_may_not_hold_is_encoded() {
        for (written, right) in [
            ("https://example.com/~user", "https://example.com/~user"),
            ("https://a.cn/新闻?版=1#题", "https://a.cn/新闻?版=1#题"),
            ("HTTPS://新闻.cn", "HTTPS://新闻.cn"),
            ("https://a.com/x y\"<>", "https://a.com/x%20y%22%3C%3E"),
            ("https://a.com/%zz%41%", "https://a.com/%25zz%41%25"),
            ("https://a.com/?a[]={b|c}\\^`", "https://a.com/?a%5B%5D=%7Bb%7Cc%7D%5C%5E%60"),
            ("http://me:pw@[::1]:8080/", "http://me:pw@[::1]:8080/"),
            ("mailto:a@b.cn?subject=来 信", "mailto:a@b.cn?subject=来%20信"),
        ] {
            assert_eq!(address(written).as_deref(), Some(right));
        }
    }

    #[test]
    fn what_leads_nowhere_is_none() {
        let nowhere = [
            "https://",
            "https:///a",
            "http:a",
            "http://[",
            "http://[::1",
            "http://a b.com/",
            "http://a:99999999/",
            "http://a:x",
            "http://a\"b/",
            "http://%zz/",
            "http://a@/",
            "mailto:",
            "mailto: ",
            "ftp://a.cn",
            "#sec",
            "",
            "javascript:alert(1)",
            "https://a.cn/\u{202E}",
            "https://a.cn/\u{1}",
        ];
        for written in nowhere {
            assert_eq!(address(written), None, "{written}");
        }
        let long = |n: usize| address(&format!("https://a.cn/{}", "x".repeat(n - 13)));
        assert!(long(MAX_BYTES).is_some() && long(MAX_BYTES + 1).is_none());
    }
}
