//! How a client takes what comes of its request: once, or as events while it listens.

use axum::http::HeaderMap;

use super::accept::Accept;
use super::media_type::MediaType;

/// How a client takes what comes of its request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taking {
    /// Once, in this media type.
    Once(MediaType),
    /// As a stream of events, however many there are.
    Events,
    /// As a stream of events where there may be many answers; in this media type where there is one.
    Either(MediaType),
}

/// The media type of event streams.
pub(super) const EVENTS: &str = "text/event-stream";

impl Taking {
    /// What the client wants most; `None` when it takes nothing that there is. Events are for those who name them: who
    /// takes anything would hardly expect an answer that does not end.
    pub(super) fn accepted(headers: &HeaderMap) -> Option<Self> {
        let accept = Accept::of(headers);
        let events = accept.wants(EVENTS);
        let once = MediaType::accepted(&accept);
        if events.weight == 0 || !events.by_name {
            return once.map(|(media_type, _)| Self::Once(media_type));
        }
        Some(match once {
            Some((media_type, weight)) if weight >= events.weight => Self::Either(media_type),
            _ => Self::Events,
        })
    }

    /// In which media type what is said once is said.
    pub(super) fn media_type(self) -> MediaType {
        match self {
            Self::Once(media_type) | Self::Either(media_type) => media_type,
            Self::Events => MediaType::Json,
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::header::ACCEPT;

    use super::*;

    fn taking(accept: &'static str) -> Option<Taking> {
        let headers = HeaderMap::from_iter([(ACCEPT, accept.parse().expect("a header"))]);
        Taking::accepted(&headers)
    }

    #[test]
    fn events_are_for_those_who_name_them() {
        assert_eq!(taking("text/event-stream"), Some(Taking::Events));
        assert_eq!(taking("*/*"), Some(Taking::Once(MediaType::Json)));
        assert_eq!(taking("text/*"), None);
        assert_eq!(taking("text/event-stream;q=0"), None);
        assert_eq!(
            taking("text/event-stream, application/json;q=0.5"),
            Some(Taking::Events)
        );
    }

    #[test]
    fn who_takes_both_gets_events_only_where_there_may_be_many_answers() {
        let urql = "application/graphql-response+json, application/graphql+json, application/json, \
                    text/event-stream, multipart/mixed";

        assert_eq!(
            taking(urql),
            Some(Taking::Either(MediaType::GraphqlResponse))
        );
        assert_eq!(
            taking("text/event-stream, */*"),
            Some(Taking::Either(MediaType::Json))
        );
    }
}
