//! Trace context, in and out, in the headers that the W3C has defined: `traceparent` and `tracestate`.

use opentelemetry::propagation::TextMapPropagator;
use opentelemetry::trace::{SpanContext, TraceContextExt};
use opentelemetry_http::{HeaderExtractor, HeaderInjector};
use opentelemetry_sdk::propagation::TraceContextPropagator;
use reqwest::header::HeaderMap;
use tracing::Span;
use tracing_opentelemetry::OpenTelemetrySpanExt;

/// The trace that a request belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// Its id: 32 hexadecimal digits.
    pub id: String,
    /// What the answer says of it, in the header `traceresponse`; nothing when no spans are made here.
    pub response: Option<String>,
}

/// Has a span go on with the trace that a request came with, before it is entered; none when there is no trace.
pub fn continued(span: &Span, headers: &HeaderMap) -> Option<Trace> {
    let came_with = TraceContextPropagator::new().extract(&HeaderExtractor(headers));
    let before = context(&came_with);
    // Without a collector there is no span that could go on with anything.
    let _ = span.set_parent(came_with);
    let here = context(&span.context());
    let trace = here.as_ref().or(before.as_ref())?;
    Some(Trace {
        id: trace.trace_id().to_string(),
        response: here.map(|here| {
            let (trace, span) = (here.trace_id(), here.span_id());
            format!("00-{trace}-{span}-{:02x}", here.trace_flags())
        }),
    })
}

/// Passes the trace of the span that is entered on with a request to somebody else.
pub fn pass_on(headers: &mut HeaderMap) {
    let here = Span::current().context();
    TraceContextPropagator::new().inject_context(&here, &mut HeaderInjector(headers));
}

fn context(of: &opentelemetry::Context) -> Option<SpanContext> {
    let context = of.span().span_context().clone();
    context.is_valid().then_some(context)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn came_with(traceparent: &str) -> Option<Trace> {
        let mut headers = HeaderMap::new();
        let value = traceparent.parse().expect("the value of a header");
        headers.insert("traceparent", value);
        continued(&Span::none(), &headers)
    }

    #[test]
    fn a_trace_that_a_request_came_with_is_known_where_no_spans_are_made() {
        let trace = came_with("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        let id = "0af7651916cd43dd8448eb211c80319c".to_owned();
        assert_eq!(trace, Some(Trace { id, response: None }));
    }

    #[test]
    fn what_is_no_trace_is_none() {
        for nonsense in [
            "",
            "nonsense",
            "00-00000000000000000000000000000000-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
            "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        ] {
            assert_eq!(came_with(nonsense), None, "{nonsense}");
        }
    }
}
