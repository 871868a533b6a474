//! Where traces of requests are sent, and how many.

use clap::Args;

/// Where traces of requests are sent, and how many.
#[derive(Args, Clone, Debug)]
pub struct TraceSettings {
    /// The collector of OpenTelemetry that traces are sent to over OTLP (HTTP), such as `http://127.0.0.1:4318`
    #[arg(long, env = "SUPPORT_DIRECTORY_OTLP_ENDPOINT", value_name = "URL", value_parser = collector)]
    pub otlp_endpoint: Option<String>,

    /// Of which part of the requests that come without a trace one is made: 0 to 1
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_TRACE_SHARE",
        value_name = "SHARE",
        default_value_t = 1.0,
        value_parser = share
    )]
    pub trace_share: f64,
}

fn collector(text: &str) -> Result<String, String> {
    let url = url::Url::parse(text).ok();
    let is_sound = url.is_some_and(|url| {
        matches!(url.scheme(), "http" | "https") && url.has_host() && url.query().is_none()
    });
    is_sound
        .then(|| text.to_owned())
        .ok_or_else(|| "write an http or https address, such as http://127.0.0.1:4318".to_owned())
}

fn share(text: &str) -> Result<f64, String> {
    let share = text.parse().ok();
    let share = share.filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "write a number from 0 to 1, such as 0.1".to_owned())
}
