//! The doors under libFuzzer.

mod targets;

pub use targets::*;
use std::sync::Once;

/// Runs a door. libFuzzer's own hook would end the process at a panic that keben catches; one that nobody catches ends
/// it all the same.
pub fn run(door: Door, data: &[u8]) {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        std::panic::set_hook(Box::new(|panic| {
            if panic.location().is_some_and(|place| !place.file().contains("/registry/")) {
                eprintln!("{panic}");
            }
        }));
    });
    door(data);
}
