//! Open enumerations: documented values have names, all others keep what the platform sent.

/// Defines an open enumeration over numbers.
macro_rules! open_enum {
    ($(#[$doc:meta])* pub enum $name:ident: i64 { $($(#[$variant_doc:meta])* $variant:ident = $value:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
            /// A number that the document does not list.
            Unknown(i64),
        }

        impl $name {
            /// The number on the wire.
            pub const fn value(self) -> i64 {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => value,
                }
            }

            /// The value for a number on the wire.
            pub const fn from_value(value: i64) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    value => Self::Unknown(value),
                }
            }
        }

        impl From<i64> for $name {
            fn from(value: i64) -> Self {
                Self::from_value(value)
            }
        }

        impl $crate::wire::ToArg for $name {
            fn to_arg(&self) -> $crate::wire::Arg<'_> {
                $crate::wire::Arg::Int(self.value())
            }
        }

        impl $crate::wire::Blank for $name {
            fn blank() -> Self {
                Self::from_value(0)
            }
        }

        impl $crate::wire::Read for $name {
            fn read(value: &$crate::wire::Value<'_>) -> Result<Self, $crate::wire::Mismatch> {
                i64::read(value).map(Self::from_value)
            }
        }
    };
}
pub(crate) use open_enum;

/// Defines an open enumeration over words.
macro_rules! open_text_enum {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $value:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
            /// A word that the document does not list.
            Unknown(String),
        }

        impl $name {
            /// The word on the wire.
            pub fn value(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => value,
                }
            }

            /// The value for a word on the wire.
            pub fn from_value(value: &str) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    value => Self::Unknown(value.to_owned()),
                }
            }
        }

        impl From<&str> for $name {
            fn from(value: &str) -> Self {
                Self::from_value(value)
            }
        }

        impl $crate::wire::ToArg for $name {
            fn to_arg(&self) -> $crate::wire::Arg<'_> {
                $crate::wire::Arg::Text(self.value())
            }
        }
    };
}
pub(crate) use open_text_enum;
