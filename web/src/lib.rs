//! The pages of the service, built by Vite and embedded in the binary.
//!
//! The build script runs `npm ci` and `npm run build` and needs Node 20 or newer, and a network the first time. Without
//! them the crate still builds: it warns once, and `/graphiql` is a page that says what to do. `SUPPORT_DIRECTORY_WEB=skip`
//! in the environment of cargo asks for exactly that, without npm and without the warning.
//!
//! Cargo looks again when a source of the pages, that variable or, after a failure, the `PATH` changes. It does not see an
//! npm that appears in a folder already on the `PATH`, nor a network that comes back: `cargo clean -p web && cargo build`.

#![forbid(unsafe_code)]

mod file;

pub use file::{Caching, Encoding, File};

include!(concat!(env!("OUT_DIR"), "/table.rs"));

/// Whether the pages were built; if not, `/graphiql` explains how to build them and there are no assets.
pub const BUILT: bool = PAGES_BUILT;

/// The page or asset at this path of the address bar (`/graphiql`, `/assets/...`), if there is one.
///
/// The path is compared as it is: no query, no trailing slash, no percent-encoding.
#[must_use]
pub fn file(path: &str) -> Option<&'static File> {
    let at = FILES.binary_search_by_key(&path, |(path, _)| path).ok()?;
    Some(&FILES[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(path: &str) -> &'static str {
        let file = file(path).unwrap_or_else(|| panic!("{path} is not embedded"));
        let plain = file
            .body(Encoding::Identity)
            .expect("every file has a plain body");
        std::str::from_utf8(plain).expect("it is text")
    }

    /// The values of `src` and `href` in a page.
    fn references(html: &str) -> impl Iterator<Item = &str> {
        [" src=\"", " href=\""]
            .into_iter()
            .flat_map(move |attribute| html.split(attribute).skip(1))
            .filter_map(|rest| rest.split('"').next())
    }

    #[test]
    fn the_playground_is_a_page_that_is_asked_for_again() {
        let page = file("/graphiql").expect("there is a playground or its stand-in");
        assert_eq!(page.content_type, "text/html; charset=utf-8");
        assert_eq!(page.caching, Caching::Revalidate);
        assert!(text("/graphiql").contains("<title>support-directory playground</title>"));
    }

    #[test]
    fn the_playground_loads_nothing_from_another_host_and_has_no_inline_script() {
        let html = text("/graphiql");
        for reference in references(html) {
            let own = reference.starts_with("/assets/") || reference == "data:,";
            assert!(own, "{reference} is not one of our assets");
        }
        for script in html.split("<script").skip(1) {
            assert!(
                script.contains(" src=\"/assets/") && script.contains("></script>"),
                "{script}"
            );
        }
    }

    #[test]
    fn every_asset_the_playground_names_is_embedded() {
        for path in references(text("/graphiql")).filter(|path| path.starts_with('/')) {
            assert!(file(path).is_some(), "{path} is not embedded");
        }
    }

    #[test]
    fn every_file_has_the_type_of_its_name() {
        for (path, file) in FILES {
            let expected = match path.rsplit_once('.').map(|(_, extension)| extension) {
                None => "text/html; charset=utf-8",
                Some("css") => "text/css; charset=utf-8",
                Some("js") => "text/javascript; charset=utf-8",
                Some("svg") => "image/svg+xml",
                Some("ttf") => "font/ttf",
                Some("txt") => "text/plain; charset=utf-8",
                Some(other) => panic!("{path}: what is .{other}?"),
            };
            assert_eq!(file.content_type, expected, "{path}");
        }
    }

    #[test]
    fn an_asset_is_kept_for_good_when_its_name_holds_a_hash() {
        for (path, file) in FILES {
            let kept = path.starts_with("/assets/") && *path != "/assets/licenses.txt";
            assert_eq!(file.caching == Caching::Immutable, kept, "{path}");
        }
    }

    #[test]
    fn what_the_libraries_ask_to_be_told_is_told() {
        if BUILT {
            assert!(text("/assets/licenses.txt").contains("## graphiql"));
        }
    }

    #[test]
    fn the_stand_in_says_what_to_do() {
        let page = include_str!("unbuilt.html");
        for needed in [
            "Node 20",
            "cargo clean -p web",
            "curl",
            "/graphql",
            "SUPPORT_DIRECTORY_WEB",
        ] {
            assert!(page.contains(needed), "{needed}");
        }
        assert_eq!(BUILT, text("/graphiql") != page);
    }

    #[test]
    fn nothing_is_at_another_path() {
        for path in [
            "",
            "/",
            "/graphiql/",
            "/graphiql.html",
            "/assets/",
            "/assets/../graphiql",
        ] {
            assert!(file(path).is_none(), "{path}");
        }
    }
}
