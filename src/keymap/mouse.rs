//! What the mouse did.

use super::Modifiers;

/// A mouse button.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MouseButton {
    /// The main button.
    Left,
    /// The wheel, pressed.
    Middle,
    /// The other button.
    Right,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MouseKind {
    /// A button went down.
    Press(MouseButton),
    /// A button came up.
    Release(MouseButton),
    /// The mouse moved with a button down.
    Drag(MouseButton),
    /// The wheel turned away from the user: towards earlier lines.
    WheelUp,
    /// The wheel turned towards the user: towards later lines.
    WheelDown,
    /// The wheel was pushed to the left.
    WheelLeft,
    /// The wheel was pushed to the right.
    WheelRight,
}

/// One movement of the mouse and where it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mouse {
    /// What happened.
    pub kind: MouseKind,
    /// The cell's column, from 0.
    pub column: u16,
    /// The cell's row, from 0.
    pub row: u16,
    /// What was held.
    pub modifiers: Modifiers,
}
