//! Progress, on a terminal only.

use super::setting::Setting;
use crate::export::{Progress, Step};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A line on standard error that says which step is under way.
pub(super) struct Line {
    bar: ProgressBar,
    setting: Setting,
    begun: Instant,
    /// The highest step so far. Each article of a book has steps 4 and 5; they are said once.
    reached: AtomicU64,
}

impl Line {
    /// A line for one project; invisible where progress is not shown.
    pub(super) fn new(name: &str, setting: &Setting) -> Line {
        let target =
            if setting.progress { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(6), target);
        let template = if setting.reporter.paint.unicode {
            "{spinner} [{pos}/{len}] {prefix} {msg}"
        } else {
            "[{pos}/{len}] {prefix} {msg}"
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_prefix(name.to_owned());
        if setting.progress {
            bar.enable_steady_tick(Duration::from_millis(100));
        }
        #[expect(clippy::disallowed_methods, reason = "this room knows a clock")]
        let begun = Instant::now();
        Line { bar, setting: setting.clone(), begun, reached: AtomicU64::new(0) }
    }

    /// Says in a line of its own which step begins, and how long all before it took.
    fn say(&self, number: u64, step: &str) {
        let passed = self.begun.elapsed().as_millis();
        super::report::tell(&format!("[{number}/6] {step} ({passed} ms)\n"));
    }

    /// Takes the line away.
    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.clear();
    }
}

impl Progress for Line {
    fn begin(&self, step: Step) {
        let (number, en, zh) = match step {
            Step::Read => (1, "read", "读稿"),
            Step::Theme => (2, "theme", "版式"),
            Step::Gather => (3, "gather", "备字备图"),
            Step::SetLines => (4, "set lines", "排行"),
            Step::MakePages => (5, "make pages", "拼版"),
            Step::Write => (6, "write", "成书"),
        };
        if self.reached.fetch_max(number, Ordering::Relaxed) >= number {
            return;
        }
        if self.setting.verbose {
            self.say(number, self.setting.reporter.text(en, zh));
        }
        self.bar.set_position(number);
        self.bar.set_message(self.setting.reporter.text(en, zh).to_owned());
    }
}
