//! When a frame is drawn: at once, but where it would only tell how far the work is. Five hundred sources that answer one
//! after the other would have five hundred frames drawn, and a key that comes meanwhile would wait for one.

use std::time::Duration;

/// The time between two frames that nothing asks for but progress.
const BETWEEN: Duration = Duration::from_millis(100);

/// When the last frame was drawn, and when one is owed.
#[derive(Debug, Default)]
pub(super) struct Frames {
    drawn: Option<Duration>,
    owed: Option<Duration>,
}

impl Frames {
    /// The first frame was drawn then.
    pub fn after(drawn: Duration) -> Self {
        Self { drawn: Some(drawn), owed: None }
    }

    /// Whether a frame is drawn now, which it is then. One that can wait is owed where the last is not long ago.
    pub fn is_due(&mut self, now: Duration, can_wait: bool) -> bool {
        let earliest = self.drawn.map_or(now, |drawn| drawn + BETWEEN);
        if can_wait && now < earliest {
            self.owed = Some(earliest);
            return false;
        }
        *self = Self { drawn: Some(now), owed: None };
        true
    }

    /// When a frame is owed.
    pub fn owed(&self) -> Option<Duration> {
        self.owed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_drawn_ten_times_a_second_and_all_else_at_once() {
        let mut frames = Frames::default();
        let at = Duration::from_millis;
        assert!(frames.is_due(at(5), true));
        assert!(!frames.is_due(at(6), true));
        assert!(!frames.is_due(at(104), true));
        assert_eq!(frames.owed(), Some(at(105)));
        // A key between shows what was owed too.
        assert!(frames.is_due(at(104), false));
        assert_eq!(frames.owed(), None);
        assert!(frames.is_due(at(104), false));
        // What is owed is drawn when its time has come, whatever comes then.
        assert!(!frames.is_due(at(150), true));
        assert!(frames.is_due(at(204), true));
        // So is what comes after the first frame.
        let mut begun = Frames::after(at(3));
        assert!(!begun.is_due(at(4), true));
        assert_eq!(begun.owed(), Some(at(103)));
    }
}
