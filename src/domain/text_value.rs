//! Values that are texts which were read and found sound: how they are written down and read again.

/// Lets a type be written down as the text it holds, and be read again only through its own `parse`.
macro_rules! text_value {
    ($name:ident) => {
        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = &'static str;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(&text).ok_or(concat!("not a ", stringify!($name)))
            }
        }
    };
}
