//! What the process finds itself in. Nothing else reads an environment variable.

use crate::diag::Lang;
use std::io::IsTerminal;
use std::path::PathBuf;

/// The environment, as far as it matters.
#[derive(Clone, Debug, Default)]
pub(super) struct Environment {
    /// The locale of messages, such as `zh_CN.UTF-8`.
    pub(super) locale: String,
    /// `SOURCE_DATE_EPOCH` (reproducible-builds.org).
    pub(super) epoch: Option<String>,
    /// Whether standard error is a terminal.
    pub(super) terminal: bool,
    /// Whether `NO_COLOR` is set and not empty (no-color.org), or the terminal has no colours.
    pub(super) no_color: bool,
    /// Whether the terminal can move its cursor.
    pub(super) dumb: bool,
    /// The user's folder for what can be made again (XDG Base Directory Specification; on Windows, that of local
    /// application data).
    pub(super) cache: Option<PathBuf>,
}

impl Environment {
    /// That of this process.
    pub(super) fn read() -> Environment {
        // POSIX: the first of these that is set and not empty counts.
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable).unwrap_or_default();
        let dumb = variable("TERM").is_some_and(|term| term == "dumb");
        Environment {
            locale,
            epoch: variable("SOURCE_DATE_EPOCH"),
            terminal: std::io::stderr().is_terminal(),
            no_color: dumb || variable("NO_COLOR").is_some(),
            dumb,
            cache: cache(),
        }
    }

    /// The language of messages: Chinese for `zh` and its regions and scripts.
    pub(super) fn lang(&self) -> Lang {
        let language = self.locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("zh") { Lang::Zh } else { Lang::En }
    }

    /// Whether box-drawing characters can be shown.
    pub(super) fn unicode(&self) -> bool {
        let charset = self.locale.to_ascii_lowercase();
        cfg!(windows) || charset.contains("utf-8") || charset.contains("utf8")
    }
}

fn cache() -> Option<PathBuf> {
    let absolute = |path: String| Some(PathBuf::from(path)).filter(|p| p.is_absolute());
    let home = || variable("HOME").and_then(absolute).map(|home| home.join(".cache"));
    let local = if cfg!(windows) { variable("LOCALAPPDATA").and_then(absolute) } else { None };
    variable("XDG_CACHE_HOME").and_then(absolute).or(local).or_else(home)
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the environment")]
fn variable(name: &str) -> Option<String> {
    std::env::var_os(name).map(|value| value.to_string_lossy().into_owned()).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales() {
        let of = |locale: &str| Environment { locale: locale.into(), ..Environment::default() };
        for (locale, lang, unicode) in [
            ("zh_CN.UTF-8", Lang::Zh, true),
            ("zh-Hant", Lang::Zh, cfg!(windows)),
            ("zh", Lang::Zh, cfg!(windows)),
            ("en_US.utf8", Lang::En, true),
            ("zha_CN.UTF-8", Lang::En, true),
            ("C", Lang::En, cfg!(windows)),
            ("", Lang::En, cfg!(windows)),
        ] {
            assert_eq!((of(locale).lang(), of(locale).unicode()), (lang, unicode), "{locale}");
        }
    }
}
