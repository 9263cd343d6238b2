//! Values on their way out, borrowed from the structs that hold them.

use super::{ChinaTime, Date, Extra, Money};

/// One field's value, as encoders see it.
#[derive(Clone, Copy)]
pub enum Arg<'a> {
    /// The field is absent.
    Absent,
    /// An id, an integer or the number of an enumeration.
    Int(i64),
    /// A text or the word of an enumeration.
    Text(&'a str),
    /// Yes or no.
    Flag(bool),
    /// Money in yuan.
    Money(Money),
    /// A date.
    Date(Date),
    /// A moment.
    Time(ChinaTime),
    /// A list of ids.
    Ints(&'a [i64]),
    /// A list of texts.
    Texts(&'a [String]),
    /// A nested object.
    Object(&'a dyn Fields),
}

/// A struct whose fields can be asked for by their index in its table.
pub trait Fields {
    /// The value of the field at `index`.
    fn arg(&self, index: usize) -> Arg<'_>;

    /// Fields that are in no table.
    fn extra(&self) -> Option<&Extra> {
        None
    }
}

/// A value that can be a field's.
pub trait ToArg {
    /// The value, borrowed.
    fn to_arg(&self) -> Arg<'_>;
}

impl<T: ToArg> ToArg for Option<T> {
    fn to_arg(&self) -> Arg<'_> {
        self.as_ref().map_or(Arg::Absent, T::to_arg)
    }
}

impl<T: Fields> ToArg for T {
    fn to_arg(&self) -> Arg<'_> {
        Arg::Object(self)
    }
}

macro_rules! to_arg {
    ($($type:ty => $arg:expr;)*) => {$(
        impl ToArg for $type {
            fn to_arg(&self) -> Arg<'_> {
                let make: fn(&Self) -> Arg<'_> = $arg;
                make(self)
            }
        }
    )*};
}

to_arg! {
    i64 => |value| Arg::Int(*value);
    bool => |value| Arg::Flag(*value);
    String => |value| Arg::Text(value);
    Money => |value| Arg::Money(*value);
    Date => |value| Arg::Date(*value);
    ChinaTime => |value| Arg::Time(*value);
    Vec<i64> => |value| Arg::Ints(value);
    Vec<String> => |value| Arg::Texts(value);
}
