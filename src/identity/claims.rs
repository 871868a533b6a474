//! From the claims of a proven token to the member that its bearer is.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::refusal::TokenProblem;
use crate::domain::actor::{Actor, Member, Role};
use crate::domain::partner::PartnerId;
use crate::domain::publisher::PublisherId;

/// The longest name of a member, in characters.
pub(super) const LONGEST_NAME: usize = 200;

/// How the claims are called that say who somebody is and what they were given.
///
/// A dotted name such as `realm_access.roles` reaches into objects, unless a claim has just that name.
#[derive(Clone, Debug)]
pub struct ClaimNames {
    /// Under which name the changes of the bearer are recorded.
    pub name: String,
    /// The roles.
    pub roles: String,
    /// The publishers that the bearer edits.
    pub publishers: String,
    /// The partners whose admin agent the bearer is.
    pub partners: String,
}

impl Default for ClaimNames {
    fn default() -> Self {
        Self {
            name: "sub".to_owned(),
            roles: "roles".to_owned(),
            publishers: "publishers".to_owned(),
            partners: "partners".to_owned(),
        }
    }
}

impl ClaimNames {
    /// The member that the bearer of these claims is. Roles that are not ours and ids that are none are
    /// passed over: providers give the same claims to others.
    pub(super) fn member(&self, claims: &Map<String, Value>) -> Result<Member, TokenProblem> {
        let name = claim(claims, &self.name).and_then(Value::as_str);
        let name = name
            .filter(|name| is_sound_name(name))
            .ok_or_else(|| TokenProblem::Claim(self.name.clone()))?;
        if is_reserved(name) {
            return Err(TokenProblem::ReservedName);
        }
        Ok(Member {
            name: name.to_owned(),
            roles: all(claims, &self.roles, Role::from_code),
            publishers: all(claims, &self.publishers, PublisherId::parse),
            partners: all(claims, &self.partners, PartnerId::parse),
        })
    }
}

/// Whether changes can be recorded under a name, and told from those of others.
pub(super) fn is_sound_name(name: &str) -> bool {
    (1..=LONGEST_NAME).contains(&name.chars().count())
        && name.trim() == name
        && !name.chars().any(|c| c.is_control() || is_unseen(c))
}

/// Characters that leave no mark: two names would look the same in a history.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether a name is one under which the directory records what nobody did who signed in.
pub(super) fn is_reserved(name: &str) -> bool {
    [Actor::Anonymous, Actor::Operator]
        .iter()
        .any(|actor| name.eq_ignore_ascii_case(actor.name()))
}

/// The claim of exactly this name, else what a dotted name reaches.
fn claim<'c>(claims: &'c Map<String, Value>, name: &str) -> Option<&'c Value> {
    claims.get(name).or_else(|| {
        let mut steps = name.split('.');
        let first = claims.get(steps.next()?)?;
        steps.try_fold(first, |value, step| value.get(step))
    })
}

/// Everything that a claim lists and that can be read: an array of texts, or one text with spaces or
/// commas between them.
fn all<T: Ord>(
    claims: &Map<String, Value>,
    name: &str,
    read: impl Fn(&str) -> Option<T>,
) -> BTreeSet<T> {
    let listed: Vec<&str> = match claim(claims, name) {
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(text)) => text
            .split([' ', ','])
            .filter(|item| !item.is_empty())
            .collect(),
        _ => Vec::new(),
    };
    let count = listed.len();
    let read: Vec<T> = listed.into_iter().filter_map(read).collect();
    if read.len() < count {
        tracing::debug!(
            claim = name,
            passed_over = count - read.len(),
            "a claim lists what is not ours"
        );
    }
    read.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn member(names: &ClaimNames, claims: &Value) -> Result<Member, TokenProblem> {
        names.member(claims.as_object().expect("claims are an object"))
    }

    fn given(roles: &[Role]) -> BTreeSet<Role> {
        roles.iter().copied().collect()
    }

    #[test]
    fn a_claim_lists_its_items_in_an_array_or_in_a_text() {
        for roles in [
            json!(["READER", "offline_access", "DIRECTORY_ADMIN", 7]),
            json!("READER offline_access DIRECTORY_ADMIN"),
            json!("READER,DIRECTORY_ADMIN, ,"),
        ] {
            let claims = json!({ "sub": "desk", "roles": roles, "publishers": ["contoso", "no dots.please"], "partners": "1234567 x" });

            let member = member(&ClaimNames::default(), &claims).expect("the claims are sound");

            assert_eq!(
                member,
                Member {
                    name: "desk".to_owned(),
                    roles: given(&[Role::Reader, Role::DirectoryAdmin]),
                    publishers: PublisherId::parse("contoso").into_iter().collect(),
                    partners: PartnerId::parse("1234567").into_iter().collect(),
                }
            );
        }
    }

    #[test]
    fn a_dotted_name_reaches_into_objects_unless_a_claim_has_just_that_name() {
        let nested = json!({ "sub": "desk", "realm_access": { "roles": ["READER"] } });
        let names = |roles: &str| ClaimNames {
            roles: roles.to_owned(),
            ..ClaimNames::default()
        };

        let reached = member(&names("realm_access.roles"), &nested).expect("sound");
        let exact = json!({
            "sub": "desk",
            "https://directory.example/roles": ["ADMIN_AGENT"],
            "realm_access.roles": "ADMIN_AGENT",
            "realm_access": { "roles": ["READER"] },
        });

        assert_eq!(reached.roles, given(&[Role::Reader]));
        for name in ["https://directory.example/roles", "realm_access.roles"] {
            let member = member(&names(name), &exact).expect("sound");
            assert_eq!(member.roles, given(&[Role::AdminAgent]), "{name}");
        }
        for nowhere in ["realm_access", "realm_access.roles.0", "groups", "sub.x"] {
            let member = member(&names(nowhere), &nested).expect("sound");
            assert_eq!(member.roles, given(&[]), "{nowhere}");
        }
    }

    #[test]
    fn a_bearer_has_a_name_of_its_own() {
        let named = |name: &Value| member(&ClaimNames::default(), &json!({ "sub": name }));

        for unsound in [
            json!(null),
            json!(7),
            json!(""),
            json!(" desk"),
            json!("de\nsk"),
            json!("de\u{200b}sk"),
            json!("a".repeat(LONGEST_NAME + 1)),
        ] {
            let refused = named(&unsound);
            assert_eq!(
                refused,
                Err(TokenProblem::Claim("sub".to_owned())),
                "{unsound}"
            );
        }
        for reserved in ["operator", "Operator", "anonymous"] {
            assert_eq!(named(&json!(reserved)), Err(TokenProblem::ReservedName));
        }
        assert!(named(&json!("ü".repeat(LONGEST_NAME))).is_ok());
    }
}
