//! The resources of a document, flat or nested, and the products that they belong to.

use std::collections::HashMap;

use crate::exchange::documents::spot::Spot;
use crate::exchange::node::Node;
use crate::exchange::remark::Warning;

/// A product and what belongs to it, in the order of the document.
#[derive(Default)]
pub(super) struct Product<'d> {
    /// The product itself; named several times, each of its resources.
    pub(super) told: Vec<Spot<'d>>,
    pub(super) listings: Vec<Spot<'d>>,
    pub(super) resellers: Vec<Spot<'d>>,
    pub(super) properties: Vec<Spot<'d>>,
}

/// What kind of resource it is; of the others nothing is told.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Product,
    Listing,
    Reseller,
    Property,
    /// A document or list of resources.
    Container,
    Other,
}

/// The products of a document, and the resources of none of them.
#[derive(Default)]
pub(super) struct Resources<'d> {
    pub(super) products: Vec<Product<'d>>,
    pub(super) strays: Vec<Spot<'d>>,
    /// Which product goes by a name.
    names: HashMap<String, usize>,
    /// Resources that belong to a product that may stand behind them.
    members: Vec<(Kind, Spot<'d>, Option<usize>)>,
}

impl<'d> Resources<'d> {
    /// Finds the resources of a document.
    pub(super) fn of(document: &Spot<'d>, warnings: &mut Vec<Warning>) -> Self {
        let mut resources = Self::default();
        resources.gather(document, None, warnings);
        for (kind, member, owner) in std::mem::take(&mut resources.members) {
            let owner = owner.or_else(|| resources.owner(&member, warnings));
            let Some(product) = owner.and_then(|owner| resources.products.get_mut(owner)) else {
                resources.strays.push(member);
                continue;
            };
            match kind {
                Kind::Listing => product.listings.push(member),
                Kind::Reseller => product.resellers.push(member),
                Kind::Property => product.properties.push(member),
                Kind::Product | Kind::Container | Kind::Other => {}
            }
        }
        resources
    }

    fn gather(&mut self, spot: &Spot<'d>, owner: Option<usize>, warnings: &mut Vec<Warning>) {
        match spot.node {
            Node::List(_) => {
                for value in spot.values() {
                    self.gather(&value, owner, warnings);
                }
            }
            Node::Object(_) => self.gather_resource(spot, owner, warnings),
            _ => spot.say_form("a resource", warnings),
        }
    }

    fn gather_resource(
        &mut self,
        spot: &Spot<'d>,
        owner: Option<usize>,
        warnings: &mut Vec<Warning>,
    ) {
        match kind(spot) {
            Kind::Product => {
                let product = self.product(spot);
                for resource in spot.list("resources", warnings) {
                    self.gather(&resource, Some(product), warnings);
                }
            }
            Kind::Container => {
                // A text would be a reference.
                let product = spot.get("product", warnings);
                if let Some(product) = product.filter(|spot| matches!(spot.node, Node::Object(_))) {
                    self.gather(&product, owner, warnings);
                }
                for field in ["resources", "value"] {
                    for resource in spot.list(field, warnings) {
                        self.gather(&resource, owner, warnings);
                    }
                }
            }
            Kind::Other => {}
            kind => self.members.push((kind, spot.clone(), owner)),
        }
    }

    /// The number of a product, known by any of its names.
    fn product(&mut self, spot: &Spot<'d>) -> usize {
        // What is wrong with it is said where it is read.
        let warnings = &mut Vec::new();
        let identity = spot.object("identity", warnings);
        let names: Vec<String> = [
            named("id", spot.get("id", warnings)),
            named("resourceName", spot.get("resourceName", warnings)),
            named(
                "externalId",
                identity.and_then(|identity| identity.get("externalId", warnings)),
            ),
        ]
        .into_iter()
        .flatten()
        .collect();
        let known = names.iter().find_map(|name| self.names.get(name).copied());
        let number = known.unwrap_or(self.products.len());
        if known.is_none() {
            self.products.push(Product::default());
        }
        self.products[number].told.push(spot.clone());
        for name in names {
            self.names.entry(name).or_insert(number);
        }
        number
    }

    /// The product that a resource names as its own, by reference or in its own id; the only one of the document
    /// if it names none.
    fn owner(&self, member: &Spot, warnings: &mut Vec<Warning>) -> Option<usize> {
        let Some(reference) = member.get("product", warnings) else {
            return match self.products.len() {
                1 => Some(0),
                _ => self.owner_in_id(member, warnings),
            };
        };
        let names = match reference.node {
            Node::Object(_) => ["id", "resourceName", "externalId"]
                .into_iter()
                .filter_map(|field| named(field, reference.get(field, warnings)))
                .collect(),
            _ => Vec::from_iter(named("id", Some(reference))),
        };
        names.iter().find_map(|name| self.names.get(name).copied())
    }

    /// `listing/19da/public/main` belongs to `product/19da`.
    fn owner_in_id(&self, member: &Spot, warnings: &mut Vec<Warning>) -> Option<usize> {
        let id = text(&member.get("id", warnings)?)?;
        let product = id.split('/').nth(1)?;
        self.names.get(&format!("id product/{product}")).copied()
    }
}

/// A name that a product goes by.
fn named(field: &str, spot: Option<Spot>) -> Option<String> {
    let name = text(&spot?)?;
    let name = name.trim().to_lowercase();
    (!name.is_empty()).then(|| format!("{field} {name}"))
}

fn text<'d>(spot: &Spot<'d>) -> Option<&'d str> {
    match spot.node {
        Node::Text(text) => Some(text),
        _ => None,
    }
}

/// What kind of resource an object is: its schema says so, else its id, else what it holds.
fn kind(spot: &Spot) -> Kind {
    let nothing = &mut Vec::new();
    let schema = spot.find("$schema", |name| name == "$schema", nothing);
    if let Some(schema) = schema.as_ref().and_then(text) {
        return kind_of_word(word_of_schema(schema));
    }
    let id = spot.get("id", nothing);
    let word = id
        .as_ref()
        .and_then(text)
        .and_then(|id| id.split('/').next());
    match word.map(kind_of_word) {
        None | Some(Kind::Other | Kind::Container) => kind_by_members(spot),
        Some(kind) => kind,
    }
}

/// The kind in a schema's address, whatever its host and version: `.../schema/listing/2022-03-01-preview5`.
pub(in crate::exchange) fn word_of_schema(schema: &str) -> &str {
    let mut steps = schema.trim_end_matches(['/', '#']).rsplit('/');
    let last = steps.next().unwrap_or_default();
    match steps.next() {
        None | Some("schema") => last,
        Some(kind) => kind,
    }
}

fn kind_of_word(word: &str) -> Kind {
    match word {
        "product" => Kind::Product,
        "listing" => Kind::Listing,
        "reseller" => Kind::Reseller,
        "property" => Kind::Property,
        "configure" | "resource-tree" => Kind::Container,
        _ => Kind::Other,
    }
}

fn kind_by_members(spot: &Spot) -> Kind {
    if spot.has("identity") {
        Kind::Product
    } else if spot.has("resellerChannelState") {
        Kind::Reseller
    } else if spot.has("languageId") && (spot.has("title") || spot.has("supportContact")) {
        Kind::Listing
    } else if ["resources", "value", "product"]
        .iter()
        .any(|field| spot.has(field))
    {
        Kind::Container
    } else {
        Kind::Other
    }
}
