//! Stories that routes tell come into the store.
