//! The faces compiled into the binary.

/// Name and bytes of each face of `fonts/`, in the order in which they are taken up.
#[cfg(feature = "embedded-fonts")]
pub(super) static FACES: &[(&str, &[u8])] = &[
    ("NotoSerifSC-Regular.ttf", include_bytes!("../../fonts/NotoSerifSC-Regular.ttf")),
    ("NotoSerifSC-Bold.ttf", include_bytes!("../../fonts/NotoSerifSC-Bold.ttf")),
    ("NotoSerifSC-Black.ttf", include_bytes!("../../fonts/NotoSerifSC-Black.ttf")),
    ("NotoSansSC-Regular.ttf", include_bytes!("../../fonts/NotoSansSC-Regular.ttf")),
    ("NotoSansSC-Bold.ttf", include_bytes!("../../fonts/NotoSansSC-Bold.ttf")),
    ("LXGWWenKai-Regular.ttf", include_bytes!("../../fonts/LXGWWenKai-Regular.ttf")),
    ("SourceCodePro-Regular.ttf", include_bytes!("../../fonts/SourceCodePro-Regular.ttf")),
];

/// The bytes of a compiled-in face by the name of its file.
pub fn embedded_file(name: &str) -> Option<&'static [u8]> {
    FACES.iter().find(|(file, _)| *file == name).map(|(_, bytes)| *bytes)
}

/// None: this build relies on the project's and the system's faces.
#[cfg(not(feature = "embedded-fonts"))]
pub(super) static FACES: &[(&str, &[u8])] = &[];
