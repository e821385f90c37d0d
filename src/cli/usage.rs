//! What was typed wrongly, said in Chinese. The parser says it in English by itself.

use super::chinese;
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The message, what was probably meant, and how it is used. `None` where the parser's own words are needed.
pub(super) fn in_chinese(error: &Error) -> Option<String> {
    let one = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    let several = |kind| match error.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::String(text)) => vec![text.clone()],
        _ => Vec::new(),
    };
    let argument = one(ContextKind::InvalidArg);
    let value = one(ContextKind::InvalidValue);
    let mut out = String::from("错误：");
    out += &match error.kind() {
        ErrorKind::UnknownArgument => format!("没有 `{}` 这个参数", argument?),
        ErrorKind::InvalidSubcommand => format!("没有 `{}` 这个命令", one(ContextKind::InvalidSubcommand)?),
        ErrorKind::InvalidValue if value.as_deref() == Some("") => format!("`{}` 后面缺少值", argument?),
        ErrorKind::InvalidValue => format!("`{}` 不能取值 `{}`", argument?, value?),
        ErrorKind::ValueValidation => {
            // Our own parsers name the forms they take; those of the library say it in English.
            let why = std::error::Error::source(error).map(ToString::to_string);
            let why = why.filter(|why| why.starts_with('`'));
            let form = why.map_or_else(String::new, |why| {
                format!("，应写作 {}", why.replace(" or ", " 或 ").replace(", ", "、"))
            });
            format!("`{}` 不能取值 `{}`{form}", argument?, value?)
        }
        ErrorKind::TooManyValues => format!("`{}` 的值 `{}` 多余", argument?, value?),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("`{}` 的值数目不对", argument?),
        ErrorKind::NoEquals => format!("`{}` 和它的值之间要用等号", argument?),
        ErrorKind::ArgumentConflict => {
            let prior = several(ContextKind::PriorArg);
            let argument = argument.or_else(|| one(ContextKind::InvalidSubcommand))?;
            if prior.is_empty() || prior == [argument.as_str()] {
                format!("`{argument}` 只能写一次")
            } else {
                format!("`{argument}` 不能与 `{}` 同用", prior.join("`、`"))
            }
        }
        ErrorKind::MissingRequiredArgument => {
            format!("缺少必需的参数 `{}`", several(ContextKind::InvalidArg).join("`、`"))
        }
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        _ => return None,
    };
    out.push('\n');
    let allowed: Vec<String> =
        several(ContextKind::ValidValue).into_iter().filter(|value| !value.is_empty()).collect();
    if !allowed.is_empty() {
        out += &format!("  可取：{}\n", allowed.join("、"));
    }
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let near: Vec<String> = near.into_iter().flat_map(several).collect();
    if !near.is_empty() {
        out += &format!("\n  是不是 `{}`？\n", near.join("`、`"));
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        out += &format!("\n用法：{}\n", chinese::used(&usage.to_string()));
    }
    out += "\n详见 `--help`。\n";
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::super::args::Typed;
    use super::*;
    use clap::CommandFactory;

    fn said(line: &str) -> String {
        let error = Typed::command().try_get_matches_from(line.split(' ')).unwrap_err();
        in_chinese(&error).unwrap()
    }

    #[test]
    fn every_mistake_is_told_in_chinese() {
        for (line, expected) in [
            ("keben buidl", &["没有 `buidl` 这个命令", "是不是 `build`？"][..]),
            ("keben build --tehme x", &["没有 `--tehme` 这个参数", "是不是 `--theme`？"]),
            ("keben build --to docx", &["`--to <KINDS>` 不能取值 `docx`", "可取：epub、pdf"]),
            ("keben build --print=x5", &["不能取值 `x5`", "可取：x4、x1a"]),
            ("keben build --theme", &["`--theme <NAME>` 后面缺少值"]),
            ("keben build --theme a --theme b", &["`--theme <NAME>` 只能写一次"]),
            ("keben build -q -v", &["`--quiet` 不能与 `--verbose` 同用"]),
            ("keben build --jobs none", &["`--jobs <N>` 不能取值 `none`，应写作 `1`、`2`、`3` …"]),
            ("keben build --jobs 0", &["`--jobs <N>` 不能取值 `0`，应写作 `1`、`2`、`3` …"]),
            ("keben impose a.pdf --plan x", &["应写作 `booklet`、`signatures=4` 或 `2x2`"]),
            ("keben import a.txt", &["缺少必需的参数 `--out <DIR>`", "用法：keben import"]),
            ("keben init a b", &["没有 `b` 这个参数"]),
        ] {
            let text = said(line);
            for part in expected {
                assert!(text.contains(part), "{line}: {text}");
            }
            assert!(text.starts_with("错误：") && !text.contains("Usage"), "{text}");
            assert!(!text.contains("[OPTIONS]"), "{text}");
        }
    }
}
