//! What the book offers to those who do not see it (EPUB Accessibility 1.1; rows 57 to 60).

use super::Package;
use super::xml::{Xml, element};

impl Package<'_> {
    /// What the book offers, as it was found and nothing more (rows 57 to 59). That it conforms to WCAG is said
    /// only in the name of someone who does (row 60).
    pub(super) fn accessibility(&self, w: &mut Xml) -> std::io::Result<()> {
        let mut say = |property: &str, text: &str| {
            element(w, "meta", &[("property", &format!("schema:{property}"))], text)
        };
        say("accessMode", "textual")?;
        if self.met.pictures {
            say("accessMode", "visual")?;
        }
        if !self.met.lacks_alt {
            say("accessModeSufficient", "textual")?;
        }
        if self.met.pictures {
            say("accessModeSufficient", "textual,visual")?;
        }
        for feature in ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability"]
        {
            say("accessibilityFeature", feature)?;
        }
        let features = [
            (self.met.pictures && !self.met.lacks_alt, "alternativeText"),
            (self.met.ruby, "rubyAnnotations"),
            (self.vertical(), "verticalWriting"),
            (self.entries.pages.len() > 1, "pageBreakMarkers"),
            (!self.entries.pages.is_empty(), "pageNavigation"),
        ];
        for (_, feature) in features.into_iter().filter(|(holds, _)| *holds) {
            say("accessibilityFeature", feature)?;
        }
        say("accessibilityHazard", "none")?;
        let chinese = self.lang().starts_with("zh");
        let traditional = self.job.front().is_traditional();
        let summary = match (chinese, traditional, self.met.pictures, self.met.lacks_alt) {
            (true, false, false, _) => "本书为纯文字，可调整字号与字体，并有分级目录。",
            (true, false, true, false) => {
                "本书图文并茂，图片均有替代文字，文字可调整字号与字体，并有分级目录。"
            }
            (true, false, true, true) => {
                "本书图文并茂，部分图片只有图注而无替代文字，文字可调整字号与字体，并有分级目录。"
            }
            (true, true, false, _) => "本書為純文字，可調整字號與字體，並有分級目錄。",
            (true, true, true, false) => {
                "本書圖文並茂，圖片均有替代文字，文字可調整字號與字體，並有分級目錄。"
            }
            (true, true, true, true) => {
                "本書圖文並茂，部分圖片只有圖說而無替代文字，文字可調整字號與字體，並有分級目錄。"
            }
            (false, _, false, _) => "Text that can be resized and restyled, with a table of contents.",
            (false, _, true, false) => {
                "Text that can be resized and restyled, with a table of contents; all pictures have alternative texts."
            }
            (false, _, true, true) => {
                "Text that can be resized and restyled, with a table of contents; some pictures have captions but no alternative text."
            }
        };
        say("accessibilitySummary", summary)?;
        if let Some(name) = self.job.options.certified_by.as_deref().filter(|n| !n.trim().is_empty()) {
            let attributes = [("property", "dcterms:conformsTo"), ("id", "conformance")];
            element(w, "meta", &attributes, "EPUB Accessibility 1.1 - WCAG 2.2 Level AA")?;
            let attributes = [("property", "a11y:certifiedBy"), ("refines", "#conformance")];
            element(w, "meta", &attributes, name.trim())?;
        }
        Ok(())
    }
}
