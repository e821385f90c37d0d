//! Every ideograph, on pages and in all that names the document, as three engines read them.

use crate::build::*;
use crate::judges::*;
use keben::font::FaceId;
use keben::frame::*;
use keben::geom::WritingMode;

/// U+4E00 to U+9FFF and some of Extensions A to F, each with the first face that has it; those that no face has are left out.
fn ideographs(maker: &Maker) -> Vec<(FaceId, char)> {
    let more = "㐀㐂㑇㒳㗎㙍㤘㨂㭎㳇㵐䁖䂮䃅䄀䅟䌷䎃䏡䐃䒕䓖䔥䗖䗛䗪䗴䜣䝙䢺䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮\
                𠀀𠀋𠅤𠙶𠮷𡃁𡎚𡐓𢫏𢭏𢺳𣈶𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𧿹𨐈𨙸𨚕𨟠𨨏𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀𫍣𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚈𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫧃𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷𫸩𬀩𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩𬬩𬬭𬬮𬬱𬬸𬬹𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓";
    let face_of = |c: char| maker.book.iter().find(|(_, face)| face.glyph(c).is_some_and(|g| g != 0));
    ('\u{4E00}'..='\u{9FFF}').chain(more.chars()).filter_map(|c| Some((face_of(c)?.0, c))).collect()
}

/// Lines of up to 40 of them, as many as a page holds.
fn pages(mode: WritingMode) -> (Maker, String) {
    let mut maker = Maker::new();
    maker.mode = mode;
    let all = ideographs(&maker);
    let said: String = all.iter().map(|(_, c)| c).collect();
    let p = maker.element(StructureTree::ROOT, Role::P);
    let slot = maker.document.tree.slot(p);
    for line in all.chunks(40) {
        if maker.y > if mode == WritingMode::Horizontal { 740.0 } else { 520.0 } {
            maker.end_page();
        }
        let mut x = 60.0;
        for run in line.chunk_by(|a, b| a.0 == b.0) {
            let text: String = run.iter().map(|(_, c)| c).collect();
            let mut item = maker.run(run[0].0, &text);
            if mode == WritingMode::VerticalRl {
                item.orientation = Orientation::Upright;
                item.glyphs.iter_mut().for_each(|g| g.advance = item.size.into());
            }
            let width = item.width().to_pt();
            let y = maker.y;
            maker.draft.push(at(x, y), Tag::Content(slot), Item::Text(item));
            x += width;
        }
        maker.y += 18.0;
    }
    maker.end_page();
    (maker, said)
}

fn difference(seen: &str, expected: &str) -> String {
    let at = seen.chars().zip(expected.chars()).position(|(a, b)| a != b);
    let (seen_count, count) = (seen.chars().count(), expected.chars().count());
    let around = |s: &str| s.chars().skip(at.unwrap_or(0).saturating_sub(3)).take(10).collect::<String>();
    format!("{seen_count} for {count}, from {at:?}: `{}` for `{}`", around(seen), around(expected))
}

#[test]
fn every_ideograph_comes_back_in_three_engines() {
    let (maker, expected) = pages(WritingMode::Horizontal);
    assert!(expected.chars().count() > 20_992, "the faces have {}", expected.chars().count());
    let pdf = maker.write(&info("字"), &none);
    judge(&pdf, "qpdf", &["--check", "FILE"]);
    for (engine, seen) in [("poppler", poppler(&pdf)), ("mupdf", mupdf(&pdf)), ("PDFium", pdfium(&pdf))] {
        let seen = dense(&seen);
        assert!(seen == expected, "{engine}: {}", difference(&seen, &expected));
    }
}

#[test]
fn every_ideograph_comes_back_from_vertical_lines() {
    let (maker, expected) = pages(WritingMode::VerticalRl);
    let pdf = maker.write(&info("字"), &none);
    let seen = dense(&judge(&pdf, "pdftotext", &["-raw", "-enc", "UTF-8", "FILE", "-"]));
    assert!(seen == expected, "poppler: {}", difference(&seen, &expected));
    let seen = dense(&mupdf(&pdf));
    assert!(seen == expected, "mupdf: {}", difference(&seen, &expected));
}
