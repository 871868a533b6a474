//! Somebody whom the service sends requests to: it answers all alike, and tells what came.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

/// How long a test waits for what has to come.
const DEADLINE: Duration = Duration::from_secs(60);

/// Somebody who listens until the test ends.
pub(crate) struct Listener {
    pub(crate) address: SocketAddr,
    came: Receiver<Came>,
}

/// A request that came.
#[derive(Debug)]
pub(crate) struct Came {
    pub(crate) path: String,
    /// By their names in small letters.
    pub(crate) headers: HashMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Listener {
    /// Begins to listen, and to answer with this status.
    pub(crate) fn answering(status: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("it has an address");
        let (tell, came) = channel();
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let tell = tell.clone();
                std::thread::spawn(move || hear(stream, status, &tell));
            }
        });
        Self { address, came }
    }

    /// The request that came next.
    pub(crate) fn next(&self) -> Came {
        self.came.recv_timeout(DEADLINE).expect("a request comes")
    }

    /// What came so far and was not told.
    pub(crate) fn rest(&self) -> Vec<Came> {
        self.came.try_iter().collect()
    }
}

fn hear(stream: TcpStream, status: &str, tell: &Sender<Came>) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let path = line.split(' ').nth(1)?.to_owned();
    let mut headers = HashMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim().split_once(':') else {
            break;
        };
        headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
    let length = headers.get("content-length");
    let length = length.and_then(|length| length.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    let _ = tell.send(Came {
        path,
        headers,
        body,
    });
    reader.into_inner().write_all(answer.as_bytes()).ok()
}
