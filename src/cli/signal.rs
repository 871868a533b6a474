//! When to stop: Ctrl-C, or the signal that service managers send.

use super::failure::Stopped;

/// The code with which a process ends that was interrupted (128 and the number of the signal).
#[cfg(unix)]
const INTERRUPTED: i32 = 130;

/// A wait until the process is told to stop.
///
/// It listens from this call on, not from its first poll: who stops a service right after its welcome
/// is heard.
pub fn stop_signal() -> impl Future<Output = ()> + Send + 'static {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};

        let interrupt = signal(SignalKind::interrupt());
        let terminate = signal(SignalKind::terminate());
        async move {
            match (interrupt, terminate) {
                (Ok(mut interrupt), Ok(mut terminate)) => {
                    tokio::select! {
                        _ = interrupt.recv() => {}
                        _ = terminate.recv() => {}
                    }
                    // Who says it twice does not want to wait for what still runs.
                    tokio::spawn(async move {
                        interrupt.recv().await;
                        std::process::exit(INTERRUPTED);
                    });
                }
                // Without signals of our own the system's way of ending a process holds.
                _ => std::future::pending().await,
            }
        }
    }
    #[cfg(not(unix))]
    {
        async {
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending().await
            }
        }
    }
}

/// Does something unless it is told to stop first; then what was begun is dropped.
pub(super) async fn unless_stopped<T>(
    stop: impl Future<Output = ()>,
    work: impl Future<Output = Result<T, Stopped>>,
) -> Result<T, Stopped> {
    tokio::select! {
        done = work => done,
        () = stop => Err(Stopped::Interrupted),
    }
}
