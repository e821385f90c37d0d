//! Pictures to figures. In: what Markdown says of a picture and what the front matter says of its photo. Out: a
//! [`Figure`] with its three texts, and a word on each that is missing.

use super::attrs::Word;
use super::finder::Finder;
use super::flow::{Labels, Mode, inlines, visible};
use super::node::Cx;
use super::scan::Picture;
use crate::article::{Cover, Crop, Figure, FigurePlace, FromPhoto};
use crate::diag::{Diag, codes::reader as codes, nearest};
use std::ops::Range;

/// What the front matter says about photos.
pub(super) struct Settings<'p> {
    pub(super) finder: Finder<'p>,
    /// The photos that `figures` names.
    pub(super) photos: Vec<PhotoSettings>,
    /// The credit of photos without one of their own.
    pub(super) credit: Option<String>,
    /// Whether photos without a credit are asked for theirs.
    pub(super) credit_from_photo: bool,
    /// Whether a note on all pictures stands at the end, so that none lacks a credit.
    pub(super) has_credits: bool,
    /// Keys of the front matter whose value could not be read: what they would have said is not missed.
    pub(super) broken: Vec<String>,
}

/// What `figures` says about one photo.
#[derive(Debug, Default)]
pub(super) struct PhotoSettings {
    /// The path as written there.
    pub(super) written: String,
    /// The same as a path of the project, if it is there.
    pub(super) photo: Option<String>,
    pub(super) at: Range<usize>,
    pub(super) alt: Option<String>,
    pub(super) credit: Option<String>,
    pub(super) place: Option<FigurePlace>,
    pub(super) crop: Option<Crop>,
    /// Where to look in a crop to a shape, percent from left and top.
    pub(super) focus: Option<(f64, f64)>,
    pub(super) from_photo: FromPhoto,
    /// Whether a figure of the text shows it.
    pub(super) used: bool,
}

const PLACES: [(&str, FigurePlace); 5] = [
    ("hero", FigurePlace::Hero),
    ("span", FigurePlace::Span),
    ("column", FigurePlace::Column),
    ("inline", FigurePlace::Inline),
    ("page", FigurePlace::Page),
];

/// Makes a figure. A picture in the middle of a text is set there, so `alone` chooses its place where the
/// author did not.
pub(super) fn figure(
    picture: Picture<'_>,
    alone: bool,
    settings: &mut Settings<'_>,
    labels: &mut Labels,
    cx: &mut Cx<'_, '_>,
) -> Figure {
    let Picture { target, title, caption, attributes, at } = picture;
    let photo_at = target_place(cx.src(), &at, &target);
    let photo = match settings.finder.find(&target) {
        Ok(photo) => photo,
        Err(diag) => {
            cx.diags.push(diag.at(cx.span(&photo_at)));
            target.clone()
        }
    };
    let mut own = Some(visible(title.trim()).into_owned()).filter(|t| !t.is_empty());
    let mut out = Figure {
        photo,
        photo_span: cx.span(&photo_at),
        caption: inlines(caption, Mode::Prose, labels, cx),
        credit: own.clone(),
        alt: None,
        from_photo: FromPhoto::default(),
        place: if alone { FigurePlace::default() } else { FigurePlace::Inline },
        crop: None,
        id: attributes.id.map(|w| w.text),
        span: cx.span(&at),
    };
    let mut focus = None;
    if let Some(set) =
        settings.photos.iter_mut().find(|s| s.photo.as_ref() == Some(&out.photo) || s.written == target)
    {
        set.used = true;
        out.alt.clone_from(&set.alt);
        out.credit = out.credit.or_else(|| set.credit.clone());
        out.place = set.place.unwrap_or(out.place);
        out.crop = set.crop;
        out.from_photo = set.from_photo;
        focus = set.focus;
    }
    for class in attributes.classes {
        match PLACES.iter().find(|p| p.0 == class.text) {
            Some(&(_, place)) => out.place = place,
            None => unknown(&class, &format!(".{}", class.text), cx),
        }
    }
    for (key, value) in attributes.pairs {
        match key.text.as_str() {
            "alt" => out.alt = Some(visible(&value.text).into_owned()),
            "credit" if value.text == AUTO => out.from_photo.credit = true,
            "credit" => {
                own = Some(credits(own.take(), &value, cx));
                out.credit.clone_from(&own);
            }
            "caption" if value.text == AUTO => out.from_photo.caption = true,
            "focus" => focus = self::focus(&value, cx).or(focus),
            "place" => out.place = place(&value, cx).unwrap_or(out.place),
            "crop" => out.crop = crop(&value, cx).or(out.crop),
            _ => unknown(&key, &key.text, cx),
        }
    }
    let is_broken = |keys: &[&str]| settings.broken.iter().any(|k| keys.contains(&k.as_str()));
    let (no_figures, no_credits) = (is_broken(&["figures"]), is_broken(&["figures", "credit", "credits"]));
    // Braces that could not be understood have their own message.
    let in_braces = cx.src().get(at.end..).is_some_and(|rest| rest.starts_with('{'));
    let missing = |code, cx: &mut Cx<'_, '_>| cx.report(code, &photo_at, &[&target]);
    out.crop = out.crop.map(|crop| focused(crop, focus, out.place));
    // What the photo is asked for is missed when the photo has been asked.
    out.from_photo.caption &= out.caption.is_empty();
    if out.caption.is_empty() && !out.from_photo.caption && !no_figures {
        missing(&codes::NO_CAPTION, cx);
    }
    if out.alt.as_ref().is_none_or(String::is_empty) {
        out.alt = None;
        if !no_figures && !in_braces {
            missing(&codes::NO_ALT, cx);
        }
    }
    if out.credit.is_none() {
        out.credit.clone_from(&settings.credit);
        out.from_photo.credit |= settings.credit_from_photo;
        if !settings.has_credits && !out.from_photo.credit && !no_credits {
            missing(&codes::NO_CREDIT, cx);
        }
    } else {
        out.from_photo.credit = false;
    }
    out
}

/// The credit in braces, behind one in quotation marks: neither name may be lost.
fn credits(quoted: Option<String>, written: &Word, cx: &mut Cx<'_, '_>) -> String {
    let text = visible(&written.text).into_owned();
    match quoted {
        Some(quoted) if quoted != text && !text.is_empty() => {
            cx.report(&codes::TWO_CREDITS, &written.at, &[&quoted, &text]);
            format!("{quoted} {text}")
        }
        Some(quoted) => quoted,
        None => text,
    }
}

/// The word for "from the photo itself".
pub(super) const AUTO: &str = "auto";

/// A crop to a shape looks where it was told to. Where it was not told, a hero keeps its head: there are faces.
fn focused(crop: Crop, focus: Option<(f64, f64)>, place: FigurePlace) -> Crop {
    match (crop, focus) {
        (Crop::Shape { ratio, focus: (x, y) }, None) if x.is_nan() => {
            Crop::Shape { ratio, focus: (50.0, if place == FigurePlace::Hero { 0.0 } else { y }) }
        }
        (Crop::Shape { ratio, .. }, Some(focus)) => Crop::Shape { ratio, focus },
        (crop, _) => crop,
    }
}

/// Reads a focus: `50,30`, percent from left and top.
pub(super) fn focus(value: &Word, cx: &mut Cx<'_, '_>) -> Option<(f64, f64)> {
    let found = Cover::read_focus(&value.text);
    if found.is_none() {
        let diag = Diag::new(&codes::BAD_VALUE).at(cx.span(&value.at)).arg("focus").arg(&value.text);
        cx.diags.push(
            diag.arg_both("percent from left and top, such as `50,30`", "距左、距上的百分比，如 `50,30`"),
        );
    }
    found
}

fn number(text: &str) -> Option<f64> {
    text.trim().trim_end_matches('%').parse::<f64>().ok().filter(|n| n.is_finite())
}

fn percent(text: &str) -> Option<f64> {
    number(text).filter(|n| (0.0..=100.0).contains(n))
}

/// Reads a place; says what places there are if it is none.
pub(super) fn place(value: &Word, cx: &mut Cx<'_, '_>) -> Option<FigurePlace> {
    let found = PLACES.iter().find(|p| p.0 == value.text).map(|p| p.1);
    if found.is_none() {
        let near = nearest(&value.text, PLACES.iter().map(|p| p.0));
        let diag = Diag::new(&codes::BAD_VALUE).at(cx.span(&value.at)).arg("place").arg(&value.text);
        let diag = diag.arg_both(
            "`hero`, `span`, `column`, `inline` or `page`",
            " `hero`、`span`、`column`、`inline` 或 `page`",
        );
        cx.diags.push(diag.suggest(near));
    }
    found
}

/// Reads what to show: `3:2`, `3:2@50,30` (a shape around a focus, percent from left and top), or
/// `10,0,80,100` (left, top, width, height in percent).
pub(super) fn crop(value: &Word, cx: &mut Cx<'_, '_>) -> Option<Crop> {
    let found = read_crop(&value.text);
    if found.is_none() {
        let diag = Diag::new(&codes::BAD_VALUE).at(cx.span(&value.at)).arg("crop").arg(&value.text);
        cx.diags.push(diag.arg_both(
            "a shape such as `3:2` or `3:2@50,30` (focus in percent), or `left,top,width,height` in percent",
            "比例，如 `3:2` 或 `3:2@50,30`（焦点的百分比），或 `左,上,宽,高` 的百分比",
        ));
    }
    found
}

/// Stands for a focus not given until the place is known.
const NOWHERE: (f64, f64) = (f64::NAN, 50.0);

fn read_crop(text: &str) -> Option<Crop> {
    let (shape, focus) = match text.split_once('@') {
        Some((shape, focus)) => (shape, Some(focus)),
        None => (text, None),
    };
    if let Some((width, height)) = shape.split_once(':') {
        let side = |s| number(s).filter(|n| (0.01..=10_000.0).contains(n));
        let focus = match focus {
            Some(focus) => Cover::read_focus(focus)?,
            None => NOWHERE,
        };
        return Some(Crop::Shape { ratio: (side(width)?, side(height)?), focus });
    }
    let parts: Vec<f64> = text.split(',').map(percent).collect::<Option<_>>()?;
    let [left, top, width, height] = parts.try_into().ok()?;
    let fits = width > 0.0 && height > 0.0 && left + width <= 100.0 && top + height <= 100.0;
    fits.then_some(Crop::Rect([left, top, width, height]))
}

fn unknown(word: &Word, shown: &str, cx: &mut Cx<'_, '_>) {
    let near = nearest(
        &word.text,
        ["alt", "place", "crop", "focus", "credit", "caption"].into_iter().chain(PLACES.map(|p| p.0)),
    );
    let diag = Diag::new(&codes::UNKNOWN_ATTRIBUTE).at(cx.span(&word.at)).arg(shown);
    cx.diags.push(diag.suggest(near));
}

/// Where the path of a picture stands: behind `](` if it is written there as it is, else the whole.
fn target_place(src: &str, at: &Range<usize>, target: &str) -> Range<usize> {
    let text = src.get(at.clone()).unwrap_or("");
    match text.match_indices("](").find_map(|(i, _)| {
        let behind = &text[i + 2..];
        let start = i + 2 + behind.len() - behind.trim_start_matches([' ', '<']).len();
        text[start..].starts_with(target).then_some(start)
    }) {
        Some(start) if !target.is_empty() => at.start + start..at.start + start + target.len(),
        _ => at.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crops_are_shapes_or_parts() {
        let shape = |w, h, x, y| Some(Crop::Shape { ratio: (w, h), focus: (x, y) });
        let nowhere = read_crop("3:2").unwrap();
        let place = |focus, place| Some(focused(nowhere, focus, place));
        assert_eq!(place(None, FigurePlace::Column), shape(3.0, 2.0, 50.0, 50.0));
        assert_eq!(place(None, FigurePlace::Hero), shape(3.0, 2.0, 50.0, 0.0));
        assert_eq!(place(Some((20.0, 30.0)), FigurePlace::Hero), shape(3.0, 2.0, 20.0, 30.0));
        assert_eq!(read_crop("16:9@40%, 30"), shape(16.0, 9.0, 40.0, 30.0));
        assert_eq!(read_crop("10,0,80,100"), Some(Crop::Rect([10.0, 0.0, 80.0, 100.0])));
        for wrong in ["", "3", "3:0", "-3:2", "3:2@101,0", "30,0,80,100", "0,0,0,10", "NaN:1", "a:b", "1,2,3"]
        {
            assert_eq!(read_crop(wrong), None, "{wrong}");
        }
    }
}
