//! For `keben explain`, where what a code says something of is no text that could be shown: a file, a command, a machine.
//! The cases of the tests make the same. A command that is shown is one that keben understands.

mod inputs;
mod outputs;

/// An example in words, in English and in Chinese.
pub struct Scene {
    /// The code.
    pub id: &'static str,
    /// What is wrong.
    pub wrong: [&'static str; 2],
    /// What is right.
    pub right: [&'static str; 2],
}

const fn scene(id: &'static str, wrong: [&'static str; 2], right: [&'static str; 2]) -> Scene {
    Scene { id, wrong, right }
}

/// The same in every language: file names, commands, keys.
const fn alike(id: &'static str, wrong: &'static str, right: &'static str) -> Scene {
    Scene { id, wrong: [wrong, wrong], right: [right, right] }
}

/// All of them, by number.
pub fn all() -> impl Iterator<Item = &'static Scene> {
    inputs::SCENES.iter().chain(outputs::SCENES)
}
