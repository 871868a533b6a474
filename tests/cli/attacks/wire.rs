//! A connection whose bytes are chosen one by one, and what is answered over it.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use socket2::{Domain, Socket, Type};

/// How long a test waits for what has to come.
pub(super) const DEADLINE: Duration = Duration::from_secs(60);

/// A connection.
pub(super) struct Wire(TcpStream);

/// What came of an attack.
pub(super) struct Came {
    /// What is said, in a line.
    pub(super) outcome: String,
    /// How long that took from when it could be known what this is.
    pub(super) took: Duration,
}

/// Bytes to be sent.
pub(super) struct Bytes {
    pub(super) first: Vec<u8>,
    /// What follows, again and again.
    pub(super) then: Vec<u8>,
    pub(super) times: usize,
    /// After how many of all these bytes it could be known what this is.
    pub(super) telling: usize,
}

impl Bytes {
    /// Bytes that tell what they are once all of them have come.
    pub(super) fn of(first: impl Into<Vec<u8>>) -> Self {
        let first = first.into();
        Self {
            telling: first.len(),
            first,
            then: Vec::new(),
            times: 0,
        }
    }

    /// Bytes that tell it by then, and go on.
    pub(super) fn going_on(self, then: impl Into<Vec<u8>>, times: usize) -> Self {
        let then = then.into();
        Self {
            then,
            times,
            ..self
        }
    }

    /// The same, which could be known after so many bytes.
    pub(super) fn known_after(self, telling: usize) -> Self {
        Self { telling, ..self }
    }
}

impl Wire {
    /// Connects from an address; which is that of the machine where there is no other.
    pub(super) fn to(service: SocketAddr, from: Ipv4Addr) -> io::Result<Self> {
        Self::with_room(service, from, None)
    }

    /// The same, with room for so many bytes that were not read.
    pub(super) fn with_room(
        service: SocketAddr,
        from: Ipv4Addr,
        room: Option<usize>,
    ) -> io::Result<Self> {
        let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
        if cfg!(target_os = "linux") {
            socket.bind(&SocketAddr::from((from, 0)).into())?;
        }
        if let Some(room) = room {
            socket.set_recv_buffer_size(room)?;
        }
        socket.connect(&service.into())?;
        let stream = TcpStream::from(socket);
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(DEADLINE))?;
        Ok(Self(stream))
    }

    pub(super) fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }

    pub(super) fn read_exact(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        self.0.read_exact(bytes)
    }

    /// Sends nothing more.
    pub(super) fn end(&self) {
        let _ = self.0.shutdown(Shutdown::Write);
    }

    pub(super) fn again(&self) -> Self {
        Self(self.0.try_clone().expect("a handle more"))
    }

    /// Sends bytes and reads what is answered, at the same time: who refuses them need not read them all.
    pub(super) fn refused(mut self, bytes: &Bytes) -> Came {
        let mut writing = self.again();
        thread::scope(|scope| {
            let sent = scope.spawn(move || writing.send_all(bytes));
            let outcome = self.told();
            let told = Instant::now();
            let _ = self.0.shutdown(Shutdown::Both);
            let known = sent.join().expect("it does not panic");
            Came {
                outcome,
                took: told.saturating_duration_since(known),
            }
        })
    }

    /// Sends bytes as far as somebody takes them, and gives the time when it could be known what they are.
    fn send_all(&mut self, bytes: &Bytes) -> Instant {
        let (beginning, rest) = bytes.first.split_at(bytes.telling.min(bytes.first.len()));
        let mut known = None;
        let mut sent = beginning.len();
        let mut going = self.send(beginning).and_then(|()| {
            if sent >= bytes.telling {
                known = Some(Instant::now());
            }
            sent = bytes.first.len();
            self.send(rest)
        });
        for _ in 0..bytes.times {
            if going.is_err() {
                break;
            }
            going = self.send(&bytes.then);
            sent += bytes.then.len();
            if sent >= bytes.telling {
                known.get_or_insert_with(Instant::now);
            }
        }
        known.unwrap_or_else(Instant::now)
    }

    /// What is answered, in a line.
    pub(super) fn told(&mut self) -> String {
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") {
            match self.0.read(&mut byte) {
                Ok(1) => head.push(byte[0]),
                Ok(_) if head.is_empty() => return "closed".to_owned(),
                Err(error) if head.is_empty() => return gone(&error),
                _ => return format!("broken off in {:?}", String::from_utf8_lossy(&head)),
            }
        }
        let head = String::from_utf8_lossy(&head).to_ascii_lowercase();
        let status = head.split(' ').nth(1).unwrap_or_default().to_owned();
        let length = head.split("content-length: ").nth(1);
        let length = length.and_then(|rest| rest.lines().next()?.parse().ok());
        let mut body = vec![0; length.unwrap_or(0)];
        match self.0.read_exact(&mut body) {
            Ok(()) => worded(&status, &String::from_utf8_lossy(&body)),
            Err(error) => format!("{status}, broken off: {error}"),
        }
    }
}

/// How it reads that there is no answer.
fn gone(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => "nothing".to_owned(),
        _ => "closed".to_owned(),
    }
}

/// A status and the first error, in a line; or the answer where there is none.
fn worded(status: &str, body: &str) -> String {
    let told: Value = serde_json::from_str(body).unwrap_or_default();
    let said = match told["errors"].as_array().map(Vec::as_slice) {
        Some([first]) => error(first),
        Some([first, rest @ ..]) => format!("{} (and {} more)", error(first), rest.len()),
        // Of a page the beginning will do.
        _ => body.trim().chars().take(200).collect(),
    };
    let said = said.replace(|c: char| c.is_control(), "?");
    format!("{status} {said}").trim_end().to_owned()
}

/// An error in a line: its code, its bound, and its words.
pub(super) fn error(error: &Value) -> String {
    let extensions = &error["extensions"];
    let code = extensions["code"].as_str().unwrap_or("without a code");
    let message = error["message"].as_str().unwrap_or("without words");
    match extensions["bound"].as_str() {
        None => format!("{code}: {message}"),
        Some(bound) => {
            let (limit, found) = (&extensions["limit"], &extensions["found"]);
            format!("{code} ({bound} {limit}, found {found}): {message}")
        }
    }
}
