//! A collector of OpenTelemetry, to which traces are sent over OTLP (HTTP, Protocol Buffers).

use std::time::Duration;

use opentelemetry::KeyValue;
use opentelemetry_otlp::{ExporterBuildError, Protocol, SpanExporter, WithExportConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::{Sampler, SdkTracerProvider};

/// Where traces are sent, and how many.
#[derive(Clone, Debug)]
pub struct Collector {
    /// Its address, such as `http://127.0.0.1:4318`; what OTLP adds to it is added.
    pub endpoint: String,
    /// Of requests that came without a trace, the part of which there is one: 0 to 1. Who began a trace decided for
    /// what belongs to it.
    pub share: f64,
}

/// Traces cannot be sent.
#[derive(Debug, thiserror::Error)]
#[error("cannot send traces to {endpoint}: check the address")]
pub struct NotCollected {
    endpoint: String,
    #[source]
    source: ExporterBuildError,
}

/// How long the collector may take to answer.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

impl Collector {
    /// What makes spans, and sends them from a thread of its own.
    pub(super) fn provider(&self) -> Result<SdkTracerProvider, NotCollected> {
        let exporter = SpanExporter::builder()
            .with_http()
            .with_protocol(Protocol::HttpBinary)
            .with_endpoint(format!("{}/v1/traces", self.endpoint.trim_end_matches('/')))
            .with_timeout(PATIENCE)
            .build()
            .map_err(|source| NotCollected {
                endpoint: self.endpoint.clone(),
                source,
            })?;
        let resource = Resource::builder()
            .with_service_name("support-directory")
            .with_attribute(KeyValue::new("service.version", env!("CARGO_PKG_VERSION")));
        let share = Sampler::TraceIdRatioBased(self.share);
        Ok(SdkTracerProvider::builder()
            .with_batch_exporter(exporter)
            .with_sampler(Sampler::ParentBased(Box::new(share)))
            .with_resource(resource.build())
            .build())
    }
}
