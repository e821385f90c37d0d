//! For whom a PDF is. In: what was asked, the theme, the laid out pages. Out: the writer's settings, and remarks for the desk.

use super::developed::Developed;
use crate::article::Article;
use crate::diag::{Diag, Diags, Files, codes::pdf as codes};
use crate::frame::{PageItem, PagedDocument, ShapeItem};
use crate::geom::{Abs, Color};
use crate::pdf::{self, Attachment, Intent, PressMarks, PressStandard, Settings, Standard};
use crate::photo::{Album, PhotoId, PrintIntent};
use crate::theme::Theme;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// For whom a PDF is: readers and archives, unless something else is said.
#[derive(Clone, Debug, Default)]
pub struct PdfOptions {
    /// The press that it is for.
    pub press: Option<PressJob>,
    /// Whether the sources of the articles go along.
    pub attach_source: bool,
    /// A password without which it cannot be opened.
    pub password: Option<String>,
}

/// What is asked of a file for a press.
#[derive(Clone, Debug)]
pub struct PressJob {
    /// The kind of PDF/X.
    pub standard: PressStandard,
    /// The press's own ICC profile and what it is called in messages; without one it is offset on coated paper.
    pub profile: Option<(String, Arc<[u8]>)>,
}

/// A press: what photos and the writer have to know of it.
#[derive(Clone)]
pub(super) struct Press {
    /// Into which colours photos go.
    pub(super) photos: PrintIntent,
    settings: pdf::Press,
}

/// The press of a job.
pub(super) fn press(job: &PressJob, theme: &Theme) -> Result<Press, Diag> {
    let intent = match &job.profile {
        None => Intent::coated(),
        Some((name, profile)) => {
            let own = Intent::own(profile.clone()).ok_or_else(|| Diag::new(&codes::BAD_PROFILE).arg(name))?;
            if !job.standard.takes(&own) {
                return Err(Diag::new(&codes::PROFILE_TOO_NEW).arg(name).arg(job.standard.name()));
            }
            own
        }
    };
    let photos = PrintIntent::cmyk(intent.profile.clone())?;
    let photos = if job.standard == PressStandard::X1a { photos.opaque() } else { photos };
    let convert = photos.clone();
    let has = |mark: &str| theme.print.marks.iter().any(|m| m == mark);
    let settings = pdf::Press {
        standard: job.standard,
        intent,
        inks: Arc::new(move |rgb| convert.ink_of(rgb)),
        bleed: theme.print.bleed,
        marks: PressMarks {
            trim: has("trim"),
            register: has("register"),
            bar: has("bar"),
            slug: has("slug"),
        },
        spots: theme.print.spots.clone(),
    };
    Ok(Press { photos, settings })
}

/// What the writer is told.
pub(super) fn settings(
    options: &PdfOptions,
    press: Option<Press>,
    theme: &Theme,
    attachments: Vec<Attachment>,
) -> Settings {
    Settings {
        standard: press.map_or(Standard::Archive, |press| Standard::Press(Box::new(press.settings))),
        attachments,
        password: options.password.clone(),
        outline_depth: theme.print.outline,
        ..Settings::default()
    }
}

/// Text smaller than this blurs where several plates print it.
const SMALL: Abs = Abs::raw(8 * 12_700);
/// An ink below this share is no more than a tone.
const TONE: u8 = 5;

/// Looks through the colours of the pages: too much ink on one place, small text in several inks.
pub(super) fn check(press: &Press, document: &PagedDocument, theme: &Theme, diags: &mut Diags) {
    let inks = |color: Color| match color {
        Color::Gray(_) => None,
        Color::Rgb(rgb) => Some((press.settings.inks)(rgb)),
        Color::Cmyk(inks) => Some(inks),
    };
    // Each colour once, and the smallest text in it.
    let mut used: BTreeMap<[u8; 4], Option<Abs>> = BTreeMap::new();
    let mut see = |color: Color, size: Option<Abs>| {
        if theme.print.spots.iter().any(|(spot, _)| *spot == color) {
            return;
        }
        if let Some(inks) = inks(color) {
            let smallest = used.entry(inks).or_default();
            *smallest = (*smallest).into_iter().chain(size).min();
        }
    };
    for (_, item) in document.pages.iter().flat_map(|page| &page.items) {
        match item {
            PageItem::Text(_, text) => see(text.color, Some(text.size)),
            PageItem::Shape(_, ShapeItem::Fill { color, .. }) => see(*color, None),
            PageItem::Shape(
                _,
                ShapeItem::Outline { stroke, .. }
                | ShapeItem::Line { stroke, .. }
                | ShapeItem::Wave { stroke, .. },
            ) => see(stroke.color, None),
            PageItem::Image(..) | PageItem::Link(..) => {}
        }
    }
    for (inks, smallest) in used {
        let name = format!("cmyk {} {} {} {}", inks[0], inks[1], inks[2], inks[3]);
        let total: u32 = inks.iter().map(|&ink| u32::from(ink)).sum();
        if total > theme.print.ink_limit {
            diags.push(
                Diag::new(&codes::TOO_MUCH_INK)
                    .arg(&name)
                    .arg(total.to_string())
                    .arg(theme.print.ink_limit.to_string()),
            );
        }
        let several = inks.iter().filter(|&&ink| ink > TONE).count();
        if let Some(size) = smallest.filter(|&size| size < SMALL)
            && several > 1
        {
            let size = format!("{:.1}", size.to_pt());
            diags.push(Diag::new(&codes::TEXT_IN_MANY_INKS).arg(size).arg(several.to_string()).arg(name));
        }
    }
}

/// The sources of articles, as attachments.
///
/// A file is called by its own name, or by its path in the project where another has the same name.
pub(super) fn sources(articles: &[Article], files: &Files) -> Vec<Attachment> {
    let path = |article: &Article| files.name(article.file);
    let own = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    articles.iter().for_each(|article| *count.entry(own(path(article))).or_default() += 1);
    let name = |path: &str| Some(own(path)).filter(|own| count.get(own) == Some(&1));
    let attach = |article: &Article| Attachment {
        name: name(path(article)).unwrap_or_else(|| path(article).to_owned()),
        kind: "text/markdown".to_owned(),
        bytes: Arc::from(files.text(article.file).as_bytes()),
    };
    articles.iter().map(attach).collect()
}

/// Tells the desk what it hands over: the file as a whole, and of each photo where it stands, how fine it is and how much ink it
/// lays.
pub(super) fn report(
    job: &PressJob,
    settings: &Settings,
    document: &PagedDocument,
    album: &Album,
    developed: &Developed,
    theme: &Theme,
    diags: &mut Diags,
) {
    let Standard::Press(press) = &settings.standard else { return };
    let mm = |length: Abs| format!("{}", (length.to_mm() * 10.0).round() / 10.0);
    let size = theme.page.size;
    let inks = press.spots.iter().map(|(_, ink)| format!(" + {ink}")).collect::<String>();
    let whole = |pages: &str| {
        let (standard, condition) = (job.standard.name(), &press.intent.condition);
        let (width, height, bleed) = (mm(size.width), mm(size.height), mm(press.bleed));
        format!(
            "{standard} · {condition} · {width} × {height} mm + {bleed} mm · {} {pages} · CMYK{inks}",
            document.pages.len()
        )
    };
    diags.push(Diag::new(&codes::PREFLIGHT).arg_both(&whole("p."), &whole("页")));
    let mut seen: BTreeSet<(PhotoId, Abs, Abs)> = BTreeSet::new();
    for page in &document.pages {
        for (_, item) in &page.items {
            let PageItem::Image(area, shown) = item else { continue };
            let (width, height) = (area.size.width, area.size.height);
            let printed = developed.print(shown, album);
            let Some(printed) = printed.filter(|_| seen.insert((shown.photo, width, height))) else {
                continue;
            };
            let path = &album.get(shown.photo).path;
            let ppi = f64::from(printed.width) / width.to_inch().max(0.01);
            let place = format!("{} × {} mm · {ppi:.0} ppi", mm(width), mm(height));
            let mut en = format!("{path} · p. {} · {place}", page.label);
            let mut zh = format!("{path} · 第 {} 页 · {place}", page.label);
            if let Some(inks) = printed.coverage {
                let [c, m, y, k] = inks.mean;
                en += &format!(" · C {c} M {m} Y {y} K {k} % · max. {} %", inks.most);
                zh += &format!(" · C {c} M {m} Y {y} K {k} % · 最高 {} %", inks.most);
                // JPEG makes single pixels a little darker than they were.
                if u32::from(inks.most) > theme.print.ink_limit + 10 {
                    let (most, limit) = (inks.most.to_string(), theme.print.ink_limit.to_string());
                    diags.push(Diag::new(&codes::PHOTO_WITH_TOO_MUCH_INK).arg(path).arg(most).arg(limit));
                }
            }
            diags.push(Diag::new(&codes::PREFLIGHT).arg_both(&en, &zh));
        }
    }
}
