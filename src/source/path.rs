//! Paths as authors write them: taken apart, checked, put together. Nothing here touches a disk.

use crate::diag::{Diag, codes::source as codes, is_invisible};

/// The most bytes of one name, as common file systems have it.
const MAX_NAME_BYTES: usize = 255;
/// The most bytes of a path.
const MAX_PATH_BYTES: usize = 4096;

/// The path without `.` and empty components, `..` taken up. Refused: absolute paths and drive letters, a
/// `..` that leaves the project, control and direction characters, backslashes, overlong names, names of devices.
pub(super) fn normalize(path: &str) -> Result<String, Diag> {
    let refuse = |en: &str, zh: &str| Err(Diag::new(&codes::BAD_NAME).arg(shown(path)).arg_both(en, zh));
    let outside = || Err(Diag::new(&codes::OUTSIDE).arg(shown(path)));
    if path.len() > MAX_PATH_BYTES {
        return refuse("longer than 4096 bytes", "超过 4096 字节");
    }
    if path.chars().any(is_invisible) {
        return refuse("it has control characters", "含有控制字符");
    }
    if path.starts_with('/') || path.starts_with('\\') || has_drive(path) {
        return outside();
    }
    if path.contains('\\') {
        return refuse("folders are divided by `/`", "文件夹之间应写 `/`");
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                if parts.pop().is_none() {
                    return outside();
                }
            }
            _ if part.len() > MAX_NAME_BYTES => return refuse("longer than 255 bytes", "超过 255 字节"),
            _ if is_device(part) => {
                return refuse("it is the name of a device on Windows", "在 Windows 上是设备名");
            }
            _ => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

/// Whether something may be the name of a file on every system.
pub fn is_file_name(name: &str) -> bool {
    !name.contains(['/', ':']) && normalize(name).is_ok_and(|normal| normal == name && !name.is_empty())
}

/// Names that mean a device on Windows, whatever extension they have (Microsoft, "Naming Files, Paths, and
/// Namespaces"). They are refused everywhere, so that a project means the same on every machine.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end_matches(' ');
    if ["con", "prn", "aux", "nul", "conin$", "conout$"]
        .iter()
        .any(|device| stem.eq_ignore_ascii_case(device))
    {
        return true;
    }
    let numbered = stem.get(..3).is_some_and(|s| ["com", "lpt"].iter().any(|d| s.eq_ignore_ascii_case(d)));
    let mut number = stem.chars().skip(3);
    numbered && matches!((number.next(), number.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
}

/// The path as it may be shown in a message: at most 80 characters, the invisible ones as U+FFFD.
pub(super) fn shown(path: &str) -> String {
    let mut out: String =
        path.chars().take(80).map(|c| if is_invisible(c) { '\u{FFFD}' } else { c }).collect();
    if path.chars().nth(80).is_some() {
        out.push('…');
    }
    out
}

fn has_drive(path: &str) -> bool {
    let bytes = path.as_bytes();
    bytes.len() >= 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':'
}

/// Whether a path is an address with a scheme (`https:`, `data:`, `file:` …) or begins with `//`.
pub(super) fn is_remote(path: &str) -> bool {
    let scheme = path.split_once(':').map_or("", |(s, _)| s);
    path.starts_with("//")
        || (scheme.len() >= 2
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b)))
}

/// The folder of a file, without a `/` behind; empty for a file of the project's own folder.
pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last component.
pub(super) fn name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// A path seen from a folder.
pub(super) fn join(folder: &str, path: &str) -> String {
    if folder.is_empty() || path.starts_with(['/', '\\']) || has_drive(path) {
        path.to_owned()
    } else {
        format!("{folder}/{path}")
    }
}

/// Whether the name ends as Markdown files do.
pub(super) fn is_markdown(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
    matches!(extension.as_str(), "md" | "markdown")
}

/// The path with `%E5` and its like decoded; `None` if there are none or they do not decode to UTF-8.
pub(super) fn percent_decoded(path: &str) -> Option<String> {
    if !path.contains('%') {
        return None;
    }
    let mut out = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let hex = tail.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match hex.filter(|_| byte == b'%').and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(decoded) => {
                out.push(decoded);
                rest = &tail[2..];
            }
            None => {
                out.push(byte);
                rest = tail;
            }
        }
    }
    String::from_utf8(out).ok().filter(|decoded| decoded != path)
}
