//! Setting tables.

use super::Ink;
use super::setter::Setter;
use crate::news::{Row, Span};

/// Sets a table.
pub(super) fn set(setter: &mut Setter<'_>, caption: &[Span], rows: &[Row]) {
    let flow = setter.flow(caption, Ink::TableCaption);
    setter.paragraph(flow);
    for row in rows {
        for cell in &row.cells {
            let flow = setter.flow(&cell.spans, if cell.head { Ink::TableHead } else { Ink::Text });
            setter.fill(flow);
        }
    }
}
