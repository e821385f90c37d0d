//! The PDF writer on pages made by hand: read again with lopdf, and by other programs.

mod again;
mod build;
mod ideographs;
mod impose;
mod judges;
mod more;
mod pdfx;
mod photos;
mod press;

use again::*;
use build::*;
use judges::*;
use keben::frame::*;
use keben::geom::*;
use keben::pdf::Info;
use keben::photo::{Encoding, PhotoId, Variant};
use std::sync::Arc;

#[test]
fn two_characters_make_a_small_file() {
    let pdf = page_of("刻本").write(&info("刻本"), &none);
    assert!(pdf.len() < 10_000, "{} bytes", pdf.len());
    judge(&pdf, "qpdf", &["--check", "FILE"]);
    assert_eq!(dense(&poppler(&pdf)), "刻本");
    assert_eq!(dense(&mupdf(&pdf)), "刻本");
    let fonts = judge(&pdf, "pdffonts", &["FILE"]);
    let row = fonts.lines().nth(2).expect("one font");
    assert!(row.contains("+NotoSerifSC") && row.contains("yes yes yes"), "{fonts}");
}

#[test]
fn the_same_pages_make_the_same_bytes() {
    let maker = everything();
    assert_eq!(maker.write(&info("同"), &album), maker.write(&info("同"), &album));
}

#[test]
fn everything_is_archivable_and_accessible() {
    let pdf = everything().write(&info("一条河的名字"), &album);
    judge(&pdf, "qpdf", &["--check", "FILE"]);
    verapdf(&pdf, "2a");
    verapdf(&pdf, "ua1");
}

#[test]
fn the_structure_follows_the_article() {
    let pdf = everything().write(&info("一条河的名字"), &album);
    let tree = judge(&pdf, "pdfinfo", &["-enc", "UTF-8", "-struct-text", "FILE"]);
    // Object numbers say nothing about the article.
    let tree =
        tree.lines().map(|l| if l.trim_start().starts_with("Object ") { "(link)" } else { l.trim_end() });
    let expected = include_str!("everything.txt");
    assert_eq!(tree.collect::<Vec<_>>().join("\n").trim_end(), expected.trim_end());
}

#[test]
fn text_comes_back_as_it_was() {
    let mut maker = Maker::new();
    let p = maker.element(StructureTree::ROOT, Role::P);
    for run in odd_runs(&maker) {
        let slot = maker.document.tree.slot(p);
        maker.place(slot, run);
    }
    maker.end_page();
    let pdf = maker.write(&info("字"), &none);
    let expected = "一一缺🦀字finre⼀一achedx2y";
    assert_eq!(dense(&poppler(&pdf)), expected, "poppler");
    assert_eq!(dense(&pdfium(&pdf)), expected, "PDFium");
    // mupdf knows ActualText only from 1.23 on; before, it shows the soft hyphen that the hyphen maps to.
    assert_eq!(dense(&mupdf(&pdf)).replace('\u{AD}', ""), expected, "mupdf");
}

#[test]
fn vertical_lines_come_back_as_they_were() {
    let pdf = everything().write(&info("直"), &album);
    let page = judge(&pdf, "pdftotext", &["-enc", "UTF-8", "-f", "3", "-l", "3", "FILE", "-"]);
    assert_eq!(dense(&page), "直排的一行汉字Rust");
}

#[test]
fn glyphs_stand_where_layout_put_them() {
    for points in [7.5, 10.5, 18.0, 32.0, 72.0] {
        let mut maker = Maker::new();
        maker.size = points;
        let p = maker.element(StructureTree::ROOT, Role::P);
        let slot = maker.document.tree.slot(p);
        let mut run =
            maker.run(maker.song(), "一段很长的文字，每个字后面都有一点不能整除的空白。Latin as well");
        let mut expected = Vec::new();
        let mut pen = Abs::pt(60.0);
        for (i, glyph) in run.glyphs.iter_mut().enumerate() {
            glyph.advance += Abs::raw(1_739 + 7 * i as i64);
            let shift = Abs::raw(if i % 5 == 0 { -3_333 } else { 0 });
            run.moved.push(Moved { glyph: i as u32, shift: shift.into(), rise: Short::ZERO });
            expected.push((pen + shift).to_pt());
            pen += glyph.advance.get();
        }
        maker.place(slot, run);
        maker.end_page();
        let again = Again::new(&maker.write(&info("齐"), &none));
        let shown = again.glyphs(1);
        assert_eq!(shown.len(), expected.len());
        for (shown, expected) in shown.iter().zip(expected) {
            assert!((shown.x - expected).abs() < 0.01, "{points} pt: {} for {expected}", shown.x);
            assert!((shown.y - (a4().height.to_pt() - 80.0)).abs() < 0.001 && shown.code > 0);
        }
    }
}

/// A page with these photos, one below the other.
fn photos(numbers: &[u32]) -> Maker {
    let mut maker = Maker::new();
    for (row, &photo) in numbers.iter().enumerate() {
        let figure = maker.element(StructureTree::ROOT, Role::Figure);
        let slot = maker.document.tree.slot(figure);
        let image = ImageItem { photo: PhotoId(photo), size: size(64.0, 48.0), part: [0.0, 0.0, 1.0, 1.0] };
        maker.draft.push(at(60.0, 80.0 + 60.0 * row as f64), Tag::Content(slot), Item::Image(image));
    }
    maker.end_page();
    maker
}

#[test]
fn a_jpeg_goes_in_byte_for_byte_and_once() {
    let variants = [jpeg(3, 64, 48), jpeg(1, 64, 48), jpeg(4, 64, 48)];
    let pick = |image: &ImageItem| variants.get(image.photo.0 as usize).cloned();
    let again = Again::new(&photos(&[0, 1, 2, 0]).write(&info("图"), &pick));
    let mut stored = again.streams("Filter", "DCTDecode");
    let mut sent: Vec<&[u8]> = variants.iter().map(|v| &v.bytes[..]).collect();
    stored.sort_unstable();
    sent.sort_unstable();
    assert!(stored == sent, "three JPEGs, as they were sent");
}

#[test]
fn pictures_are_one_if_they_are_alike_in_everything() {
    let profile = |last: u8| -> Arc<[u8]> {
        let mut profile = vec![0_u8; 4000];
        profile[8] = 4;
        profile[12..20].copy_from_slice(b"mntrRGB ");
        profile[3999] = last;
        profile.into()
    };
    let [ink, upside] =
        [false, true].map(|inverted| Variant { encoding: Encoding::Jpeg { inverted }, ..jpeg(4, 64, 48) });
    let profiled = |last| Variant { profile: Some(profile(last)), ..samples(false) };
    let variants = [
        // Made twice: the same in other memory.
        [samples(false), samples(false)],
        [samples(true), samples(true)],
        [profiled(1), profiled(1)],
        [profiled(2), profiled(2)],
        [ink.clone(), Variant { bytes: ink.bytes.to_vec().into(), ..ink }],
        [upside.clone(), upside],
    ];
    let pick = |image: &ImageItem| variants.as_flattened().get(image.photo.0 as usize).cloned();
    let again = Again::new(&photos(&Vec::from_iter(0..12)).write(&info("图"), &pick));
    let pictures = again.doc.objects.values().filter_map(|o| o.as_stream().ok());
    let masks = |s: &&lopdf::Stream| s.dict.has(b"SMask");
    let pictures: Vec<_> = pictures.filter(|s| s.dict.has(b"ColorSpace")).collect();
    // Six, and the mask of one.
    assert_eq!(pictures.len(), 7);
    assert_eq!(pictures.iter().copied().filter(masks).count(), 1);
    assert_eq!(pictures.iter().filter(|s| s.dict.has(b"Decode")).count(), 1);
    // Packed before they are written, samples come back as they were.
    let plain = samples(false);
    let back = pictures.iter().filter(|s| s.get_plain_content().is_ok_and(|c| c == *plain.bytes)).count();
    assert_eq!(back, 4);
}

#[test]
fn a_profile_goes_in_once() {
    let mut profile: Vec<u8> = (0..=255).cycle().take(4000).collect();
    profile[8] = 4;
    profile[12..20].copy_from_slice(b"mntrRGB ");
    let profile: Arc<[u8]> = profile.into();
    let with = |v: Variant| Variant { profile: Some(profile.clone()), ..v };
    // The last one's profile is for another number of components and is left out.
    let variants = [with(jpeg(3, 64, 48)), with(jpeg(3, 32, 24)), jpeg(3, 16, 12), with(jpeg(1, 16, 12))];
    let pick = |image: &ImageItem| variants.get(image.photo.0 as usize).cloned();
    let again = Again::new(&photos(&[0, 1, 2, 3]).write(&info("图"), &pick));
    let spaces: Vec<String> = again
        .doc
        .objects
        .values()
        .filter_map(|o| o.as_stream().ok())
        .filter(|s| s.dict.get(b"Width").is_ok())
        .map(|s| format!("{:?}", s.dict.get(b"ColorSpace").expect("a colour space")))
        .collect();
    assert_eq!(spaces.iter().filter(|s| s.contains("ICCBased")).count(), 2, "{spaces:?}");
    assert_eq!(spaces.iter().filter(|s| s.contains("DeviceRGB")).count(), 1, "{spaces:?}");
    assert_eq!(spaces.iter().filter(|s| s.contains("DeviceGray")).count(), 1, "{spaces:?}");
    let holders = again.doc.objects.values().filter_map(|o| o.as_stream().ok());
    let same = holders.filter(|s| s.get_plain_content().is_ok_and(|c| c == *profile)).count();
    assert_eq!(same, 1);
}

#[test]
fn every_ideograph_survives_in_title_and_outline() {
    let all: String = ('\u{4E00}'..='\u{9FFF}').collect();
    let mut maker = page_of("名");
    maker.document.destinations.push(Destination { name: "名".into(), page: 0, y: Abs::ZERO });
    maker.document.outline.push(OutlineEntry { title: all.clone(), level: 1, to: "名".into() });
    let about = Info { authors: vec![all.clone()], keywords: vec![all.clone()], ..info(&all) };
    let pdf = maker.write(&about, &none);
    let again = Again::new(&pdf);
    let information = again.dict(&again.doc.trailer, "Info");
    for key in ["Title", "Author", "Keywords"] {
        assert!(text(again.follow(information, key)) == all, "{key}");
    }
    assert!(again.outline().trim_end() == all, "outline");
    let packet = again.streams("Subtype", "XML")[0];
    assert!(std::str::from_utf8(packet).expect("UTF-8").contains(&all), "XMP");
    let seen = judge(&pdf, "pdfinfo", &["-enc", "UTF-8", "FILE"]);
    assert!(seen.contains(&all), "poppler");
}

#[test]
fn the_outline_is_nested_and_in_order() {
    let mut maker = page_of("目录");
    for (title, level) in [("乙", 1), ("乙·一", 2), ("乙·一·1", 4), ("乙·二", 2), ("甲", 1), ("甲·一", 3)]
    {
        maker.document.destinations.push(Destination { name: title.into(), page: 0, y: Abs::ZERO });
        maker.document.outline.push(OutlineEntry { title: title.into(), level, to: title.into() });
    }
    let again = Again::new(&maker.write(&info("目"), &none));
    assert_eq!(again.outline(), "乙\n  乙·一\n    乙·一·1\n  乙·二\n甲\n  甲·一\n");
    let outlines = again.dict(again.catalog(), "Outlines");
    assert_eq!(again.follow(outlines, "Count").as_i64().expect("a number"), 6);
}

#[test]
fn pages_are_called_as_they_are_printed() {
    let mut maker = page_of("页");
    for label in ["i", "7", "8", "9", "附"] {
        maker.draft.label = label.into();
        maker.end_page();
    }
    maker.document.pages[0].label = "i".into();
    maker.document.pages.remove(1);
    let again = Again::new(&maker.write(&info("页"), &none));
    let labels = format!("{:?}", again.follow(again.dict(again.catalog(), "PageLabels"), "Nums"));
    assert_eq!(labels, "[0 <</S /r/St 1>> 1 <</S /D/St 7>> 4 <</P <feff9644>>>]");
}

#[test]
fn a_link_belongs_to_its_element() {
    let again = Again::new(&everything().write(&info("链"), &album));
    let page = again.doc.get_dictionary(again.page(1)).expect("a page");
    assert_eq!(again.follow(page, "Tabs").as_name().expect("a name"), b"S");
    let annotations = again.follow(page, "Annots").as_array().expect("links");
    assert_eq!(annotations.len(), 2);
    let roots = again.dict(again.catalog(), "StructTreeRoot");
    let numbers = again.follow(again.dict(roots, "ParentTree"), "Nums").as_array().expect("numbers");
    for annotation in annotations {
        let id = annotation.as_reference().expect("an object of its own");
        let link = again.doc.get_dictionary(id).expect("an annotation");
        assert_eq!(again.follow(link, "F").as_i64().expect("flags"), 4);
        assert!(!text(again.follow(link, "Contents")).is_empty());
        let key = again.follow(link, "StructParent").as_i64().expect("a key");
        let place = numbers.chunks(2).find(|n| n[0].as_i64().is_ok_and(|n| n == key)).expect("an entry");
        let element = again.doc.get_dictionary(place[1].as_reference().expect("an element")).expect("one");
        assert_eq!(again.follow(element, "S").as_name().expect("a name"), b"Link");
        assert!(format!("{element:?}").contains(&format!("/Obj {} {} R", id.0, id.1)), "{element:?}");
    }
    let uri = again.doc.get_dictionary(annotations[0].as_reference().expect("one")).expect("one");
    let uri = again.follow(again.dict(uri, "A"), "URI").as_str().expect("a string").to_vec();
    assert_eq!(String::from_utf8(uri).expect("ASCII"), "https://example.org/%E6%B0%B4?a=1&b=(2)");
}

#[test]
fn a_figure_that_nobody_described_is_still_announced() {
    let pdf = photos(&[0]).write(&info("图"), &album);
    verapdf(&pdf, "ua1");
    let again = Again::new(&pdf);
    let alt = again.doc.objects.values().filter_map(|o| o.as_dict().ok()).find_map(|d| d.get(b"Alt").ok());
    assert_eq!(text(alt.expect("an alternative")), "图片");
}
