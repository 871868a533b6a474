//! A made-up directory of any size, always the same: what benchmarks measure with.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

/// How large a directory is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    /// How many publishers it has.
    pub(crate) publishers: u64,
    /// How many offers they have together; the first publishers have the most.
    pub(crate) offers: u64,
}

impl Size {
    /// 20,000 publishers with 200,000 offers.
    pub(crate) const L: Self = Self {
        publishers: 20_000,
        offers: 200_000,
    };
}

/// Writes a directory as JSON Lines: publishers with some contacts, then their offers with about three contacts
/// and three links each.
pub(crate) fn write(size: Size, out: &mut impl Write) -> io::Result<()> {
    for publisher in 0..size.publishers {
        let mut chance = Chance::of(publisher, 1);
        let id = publisher_id(publisher);
        row(
            out,
            &json!({
                "record": "publisher", "publisherId": id, "publisherName": company(publisher),
            }),
        )?;
        if chance.is(30) {
            row(
                out,
                &json!({
                    "record": "contact", "publisherId": id, "contactType": "CUSTOMER_SUPPORT",
                    "name": "Support desk", "email": format!("help@{id}.example"),
                    "url": format!("https://support.{id}.example"),
                }),
            )?;
        }
    }
    for offer in 0..size.offers {
        row(out, &self::offer(size, offer))?;
    }
    Ok(())
}

fn row(out: &mut impl Write, row: &Value) -> io::Result<()> {
    serde_json::to_writer(&mut *out, row)?;
    out.write_all(b"\n")
}

/// The marketplace id of an offer.
pub(crate) fn marketplace_id(size: Size, offer: u64) -> String {
    format!(
        "{}.{}",
        publisher_id(offer % size.publishers),
        offer_id(offer)
    )
}

fn publisher_id(publisher: u64) -> String {
    format!("publisher-{publisher:05}")
}

fn offer_id(offer: u64) -> String {
    format!("offer-{offer:06}")
}

fn offer(size: Size, number: u64) -> Value {
    let mut chance = Chance::of(number, 2);
    let (publisher, id) = (publisher_id(number % size.publishers), offer_id(number));
    let title = format!(
        "{} {} {} {number}",
        chance.one_of(NATURES),
        chance.one_of(THINGS),
        chance.one_of(ENDS)
    );
    let page = |name: &str| format!("https://{publisher}.example/{id}/{name}");
    let mut row = Map::new();
    let mut put = |column: &str, value: Value| row.insert(column.to_owned(), value);
    put("publisherId", json!(publisher));
    put("offerId", json!(id));
    put(
        "summary",
        json!(format!("{title} keeps what you have where you need it.")),
    );
    put("offerName", json!(title));
    put("offerType", json!(chance.one_of(TYPES)));
    put(
        "resale",
        json!(chance.one_of(&["ALL", "SOME", "NONE", "UNKNOWN"])),
    );
    put("published", json!(!chance.is(5)));
    put("website", json!(page("")));
    put(
        "categories",
        json!([chance.one_of(THINGS), chance.one_of(ENDS)]),
    );
    for (kind, desk, share) in [
        ("support", "Support desk", 90),
        ("engineering", "Engineering desk", 95),
        ("cspProgram", "Partner desk", 90),
    ] {
        if chance.is(share) {
            put(&format!("{kind}Name"), json!(format!("{desk} {number}")));
            put(
                &format!("{kind}Email"),
                json!(format!("{kind}-{number}@{publisher}.example")),
            );
            if chance.is(40) {
                let phone = format!("+1 425-555-{:04}", 100 + number % 100);
                put(&format!("{kind}Phone"), json!(phone));
            }
            if chance.is(50) {
                put(&format!("{kind}Url"), json!(page(kind)));
            }
        }
    }
    for (column, share) in [
        ("documentationUrl", 95),
        ("trainingUrl", 60),
        ("statusUrl", 60),
        ("privacyUrl", 90),
    ] {
        if chance.is(share) {
            put(column, json!(page(column)));
        }
    }
    Value::Object(row)
}

fn company(publisher: u64) -> String {
    let mut chance = Chance::of(publisher, 3);
    let (nature, thing) = (chance.one_of(NATURES), chance.one_of(THINGS));
    format!("{nature} {thing} {publisher} Ltd")
}

const TYPES: &[&str] = &[
    "VIRTUAL_MACHINE",
    "AZURE_APPLICATION",
    "MANAGED_APPLICATION",
    "CONTAINER",
    "SAAS",
    "SAAS",
    "DYNAMICS_365",
    "POWER_PLATFORM",
    "CONSULTING_SERVICE",
];

const NATURES: &[&str] = &[
    "Alpine", "Amber", "Boreal", "Bright", "Calm", "Cedar", "Clear", "Coastal", "Copper", "Crisp",
    "Deep", "Eager", "Early", "Fair", "Golden", "Grand", "Green", "Happy", "Ivory", "Keen",
    "Lunar", "Maple", "Misty", "Noble", "Northern", "Quiet", "Rapid", "River", "Silver", "Solar",
    "Steady", "Swift", "Tidal", "True", "Urban", "Vivid", "Warm", "Wild", "Wise", "Young",
];

const THINGS: &[&str] = &[
    "Account", "Archive", "Backup", "Billing", "Calendar", "Camera", "Catalog", "Chart", "Claim",
    "Contract", "Data", "Desk", "Document", "Energy", "Fleet", "Forecast", "Gateway", "Health",
    "Identity", "Invoice", "Ledger", "Letter", "Map", "Market", "Meeting", "Mobile", "Network",
    "Order", "Payment", "Planning", "Policy", "Project", "Quality", "Risk", "Route", "Sales",
    "Security", "Sensor", "Shift", "Stock", "Survey", "Task", "Ticket", "Travel", "Vault", "Voice",
];

const ENDS: &[&str] = &[
    "Advisor",
    "Assistant",
    "Builder",
    "Bridge",
    "Center",
    "Cloud",
    "Connector",
    "Control",
    "Discovery",
    "Engine",
    "Express",
    "Finder",
    "Guard",
    "Hub",
    "Insight",
    "Keeper",
    "Manager",
    "Monitor",
    "One",
    "Optimizer",
    "Planner",
    "Portal",
    "Scanner",
    "Studio",
    "Suite",
    "Tracker",
    "View",
    "Works",
];

/// Chance that is the same every time (splitmix64).
struct Chance(u64);

impl Chance {
    fn of(number: u64, kind: u64) -> Self {
        Self(number.wrapping_mul(4).wrapping_add(kind))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// True this many times out of a hundred.
    fn is(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }

    fn one_of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        let place = self.next() % words.len() as u64;
        words[usize::try_from(place).unwrap_or_default()]
    }
}
