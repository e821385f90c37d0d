//! What was typed, made definite by the environment.

use super::args::{Colors, General, Language, MessageFormat};
use super::environment::Environment;
use super::report::Reporter;
use crate::diag::{Diag, Format, Lang, Paint, codes::export as codes};
use std::path::PathBuf;

/// What every command works by.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    /// How problems are told.
    pub(super) reporter: Reporter,
    /// Seconds since 1970 that stand for "now", if the environment fixes them.
    pub(super) epoch: Option<i64>,
    /// Whether to show progress.
    pub(super) progress: bool,
    /// The folder of what is kept between runs.
    pub(super) cache: Option<PathBuf>,
    /// Whether to say in lines which step is under way.
    pub(super) verbose: bool,
    /// Whether to say nothing but errors.
    pub(super) quiet: bool,
}

impl Setting {
    /// Settles everything. An error comes with what is needed to tell it.
    pub(super) fn new(general: &General, environment: &Environment) -> Result<Setting, (Diag, Reporter)> {
        let format = match general.message_format {
            MessageFormat::Human => Format::Human,
            MessageFormat::Short => Format::Short,
            MessageFormat::Json => Format::Json,
        };
        let lang = match general.lang {
            None => environment.lang(),
            Some(Language::En) => Lang::En,
            Some(Language::Zh) => Lang::Zh,
        };
        let color = match general.color {
            Colors::Auto => environment.terminal && !environment.no_color,
            Colors::Always => true,
            Colors::Never => false,
        };
        let paint = Paint { color, unicode: environment.unicode() };
        let reporter = Reporter { lang, format, paint, quiet: general.quiet };
        let epoch = match environment.epoch.as_deref().map(|text| (text, text.parse::<i64>())) {
            None => None,
            Some((_, Ok(seconds))) if seconds >= 0 => Some(seconds),
            Some((text, _)) => return Err((Diag::new(&codes::BAD_EPOCH).arg(text), reporter)),
        };
        let progress = environment.terminal
            && !environment.dumb
            && format == Format::Human
            && !general.quiet
            && !general.verbose;
        let cache = environment.cache.as_ref().map(|folder| folder.join("keben"));
        let (verbose, quiet) = (general.verbose, general.quiet);
        Ok(Setting { reporter, epoch, progress, cache, verbose, quiet })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn general(color: Colors) -> General {
        General { message_format: MessageFormat::Human, lang: None, color, verbose: false, quiet: false }
    }

    #[test]
    fn colours_follow_the_option_then_the_environment() {
        let terminal = Environment { terminal: true, ..Environment::default() };
        let plain = Environment { no_color: true, ..terminal.clone() };
        let pipe = Environment::default();
        for (option, environment, expected) in [
            (Colors::Auto, &terminal, true),
            (Colors::Auto, &plain, false),
            (Colors::Auto, &pipe, false),
            (Colors::Always, &pipe, true),
            (Colors::Always, &plain, true),
            (Colors::Never, &terminal, false),
        ] {
            let setting = Setting::new(&general(option), environment).unwrap();
            assert_eq!(setting.reporter.paint.color, expected, "{option:?} {environment:?}");
        }
    }

    #[test]
    fn the_epoch_is_a_number_of_seconds() {
        let of = |epoch: &str| {
            let environment = Environment { epoch: Some(epoch.into()), ..Environment::default() };
            Setting::new(&general(Colors::Never), &environment).map(|s| s.epoch).map_err(|(d, _)| d.code.id)
        };
        assert_eq!(of("1717545600"), Ok(Some(1_717_545_600)));
        assert_eq!(of("-1"), Err("K907"));
        assert_eq!(of("today"), Err("K907"));
    }
}
