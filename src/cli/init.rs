//! `keben init`: a project that builds at once, with an article that says how to write one.

use super::args::Init;
use super::report::{answer, tell};
use super::setting::Setting;
use super::{Exit, write};
use crate::diag::{Diag, codes::import as codes};
use crate::export::Output;
use crate::import::placeholder;
use crate::source::Project;

const ARTICLE: &str = "---
title: 第一篇文章 从这里开始
subtitle: 改掉这些字，就是你自己的稿子
byline: [某某]
date: 2026-01-01
publication: 我的报纸
lead: 1
---

这一段是导语。文首两行 `---` 之间是标题、署名和日期；标题里的空格是断句处，只有在那里才会转行。

![图注写在方括号里](photos/placeholder-1.png \"某某 摄\"){#fig:first alt=\"一张灰色的占位图，换上照片后请改写这句话\" place=hero}

## 小标题 也可以断句

正文一段接一段，段与段之间空一行。要强调的话写成 **这样**，要注释的地方加一个记号[^1]，要提到图片就写 [@fig:first]。

写完以后，用 `keben check` 请程序看一遍，再用 `keben build` 生成 EPUB 和 PDF。

[^1]: 注释写在这里，排在页脚。
";

const PROJECT: &str = "# 这个项目的设置；全部可以省略。The settings of this project; all may be left out.

# 版式 / the theme (`keben themes` lists them)
# theme = \"feature\"

# 校对 / what `keben check` looks at (`keben explain` lists the codes)
[check]
# off = [\"C105\"]            # 不查的规则 / rules that are switched off
# keep = []                 # 原样保留的人名、地名 / names that keep their characters
# characters = \"gbk\"        # 用字范围 / the set all characters should be of
";

/// Makes the project. A folder that has articles already is left alone.
pub(super) fn run(init: &Init, setting: &Setting) -> Exit {
    let folder = &init.folder;
    // Articles may lie in the folder itself; a folder that is not there has none.
    let has_articles = Project::open(folder).is_ok_and(|project| !project.articles().is_empty());
    if has_articles || folder.join("source").exists() || folder.join("keben.toml").exists() {
        setting.reporter.one(Diag::new(&codes::IS_PROJECT).arg(folder.display().to_string()));
        return Exit::Failed;
    }
    let file = |name: &str, bytes: Vec<u8>| Output { name: name.to_owned(), bytes };
    let outputs = [
        file("keben.toml", PROJECT.into()),
        file("source/first.md", ARTICLE.into()),
        file("source/photos/placeholder-1.png", placeholder(1)),
    ];
    match write::write_all(folder, &outputs) {
        Ok(paths) => {
            for path in paths {
                answer(&format!("{}\n", path.display()));
            }
            if !setting.quiet {
                let shown = folder.display();
                let next = setting.reporter.text("next: ", "下一步：");
                tell(&format!("{next}keben build {shown}\n"));
            }
            Exit::Done
        }
        Err(diag) => {
            setting.reporter.one(diag);
            Exit::Failed
        }
    }
}
