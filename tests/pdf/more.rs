//! What can be had besides: attachments, encryption, files without tags, shallow outlines.

use crate::again::Again;
use crate::build::*;
use crate::judges::*;
use keben::frame::*;
use keben::geom::Abs;
use keben::pdf::{Attachment, Settings};

#[test]
fn the_source_goes_along_on_request() {
    let source = "---\ntitle: 河\n---\n\n水从山里来。\n";
    let file = Attachment {
        name: "河.md".to_owned(),
        kind: "text/markdown".to_owned(),
        bytes: source.as_bytes().into(),
    };
    let settings = Settings { attachments: vec![file], ..Settings::default() };
    let pdf = everything().write_as(&settings, &info("河"), &album);
    verapdf(&pdf, "3a");
    verapdf(&pdf, "ua1");
    let list = judge(&pdf, "pdfdetach", &["-enc", "UTF-8", "-list", "FILE"]);
    assert!(list.contains("河.md"), "{list}");
    let kept = judge(&pdf, "qpdf", &["--show-attachment=河.md", "FILE"]);
    assert_eq!(kept, source);
}

#[test]
fn a_locked_file_opens_with_its_password_only() {
    let settings = Settings { password: Some("开门 open".to_owned()), ..Settings::default() };
    let pdf = everything().write_as(&settings, &info("锁"), &album);
    assert!(!pdf.windows(8).any(|w| w == b"pdfaid:p"), "no archive takes it");
    judge(&pdf, "qpdf", &["--password=开门 open", "--check", "FILE"]);
    let seen = judge(&pdf, "pdftotext", &["-upw", "开门 open", "-enc", "UTF-8", "FILE", "-"]);
    assert!(dense(&seen).contains("一条河的名字"), "{seen}");
    let told = judge(&pdf, "qpdf", &["--password=开门 open", "--show-encryption", "FILE"]);
    assert!(told.contains("AESv3"), "{told}");
    let refused = std::panic::catch_unwind(|| judge(&pdf, "qpdf", &["--password=wrong", "--check", "FILE"]));
    assert!(refused.is_err());
}

#[test]
fn what_a_locked_file_says_of_its_attachments_can_be_read() {
    let attachment =
        Attachment { name: "河.md".into(), kind: "text/markdown".into(), bytes: b"# river"[..].into() };
    let settings =
        Settings { password: Some("open".to_owned()), attachments: vec![attachment], ..Settings::default() };
    let pdf = everything().write_as(&settings, &info("锁"), &album);
    let open = |arguments: &[&str]| judge(&pdf, "qpdf", &[&["--password=open"], arguments].concat());
    assert_eq!(open(&["--show-attachment=河.md", "FILE"]), "# river");
    // Texts in the dictionary of a stream are locked as all others are.
    let told = open(&["--list-attachments", "--verbose", "FILE"]);
    assert!(told.contains("modification date: D:20260101"), "{told}");
}

#[test]
fn without_tags_the_text_is_the_same() {
    let settings = Settings { tagged: false, ..Settings::default() };
    let (plain, tagged) =
        (everything().write_as(&settings, &info("无"), &album), everything().write(&info("无"), &album));
    judge(&plain, "qpdf", &["--check", "FILE"]);
    assert_eq!(dense(&poppler(&plain)), dense(&poppler(&tagged)));
    let again = Again::new(&plain);
    assert!(!again.catalog().has(b"StructTreeRoot") && plain.len() < tagged.len());
}

#[test]
fn an_outline_is_as_deep_as_the_theme_wants() {
    let mut maker = page_of("目录");
    for (title, level) in [("甲", 1), ("甲·一", 2), ("甲·一·1", 3), ("乙", 1)] {
        maker.document.destinations.push(Destination { name: title.into(), page: 0, y: Abs::ZERO });
        maker.document.outline.push(OutlineEntry { title: title.into(), level, to: title.into() });
    }
    let settings = Settings { outline_depth: 2, ..Settings::default() };
    let again = Again::new(&maker.write_as(&settings, &info("目"), &none));
    assert_eq!(again.outline(), "甲\n  甲·一\n乙\n");
}
