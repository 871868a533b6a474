//! Deeds of those who keep the directory, as their clients write them.

use serde_json::{Value, json};
use support_directory::domain::actor::Actor;

use super::{TestService, admin, agent_of, editor_of, nobody, reader, verdict};

/// What is asked of the thing that a deed was done to.
const PUBLISHER: &str =
    "publisher { id publisherId name isFirstParty version createdAt updatedAt }";
const OFFER: &str = r#"offer {
    id marketplaceId title summary turkish: title(language: "tr") type resale listing website categories
    publisher { publisherId } version createdAt updatedAt
}"#;
const LINK: &str = "link { kind cloud url title }";

impl TestService {
    /// Does a deed as somebody; the whole answer.
    pub(crate) async fn do_as(&self, actor: Actor, deed: &str, input: Value) -> Value {
        let thing = match deed {
            deed if deed.contains("Publisher") => PUBLISHER,
            deed if deed.contains("Offer") => OFFER,
            deed if deed.contains("Link") => LINK,
            deed => panic!("{deed} is done to nothing that is known here"),
        };
        let (first, rest) = deed.split_at(1);
        let document = format!(
            "mutation($input: {}{rest}Input!) {{
                {deed}(input: $input) {{ {thing} userErrors {{ code field message }} }}
            }}",
            first.to_uppercase()
        );
        self.run_as(actor, &document, json!({ "input": input }))
            .await
    }

    /// Does a deed as an administrator; its payload.
    pub(crate) async fn administer(&self, deed: &str, input: Value) -> Value {
        let mut answer = self.do_as(admin(), deed, input).await;
        assert_eq!(answer.get("errors"), None, "{answer}");
        answer["data"][deed].take()
    }

    /// Does a deed that nothing is wrong with; the thing as it is then.
    pub(crate) async fn done(&self, deed: &str, input: Value) -> Value {
        let payload = self.administer(deed, input).await;
        assert_eq!(payload["userErrors"], json!([]), "{payload}");
        let things = payload.as_object().into_iter().flatten();
        let mut things = things.filter(|(name, _)| *name != "userErrors");
        let thing = things.next().map(|(_, thing)| thing.clone());
        thing.expect("a payload holds a thing")
    }

    /// What is wrong with a deed, each as its code and where; it leaves everything as it was.
    pub(crate) async fn problems(&self, deed: &str, input: Value) -> Vec<String> {
        let before = self.everything().await;
        let answer = self.do_as(admin(), deed, input).await;
        assert_eq!(self.everything().await, before, "{deed} did something");
        verdict(&answer)
    }

    /// Who is refused a deed, and how; whoever is leaves everything as it was.
    pub(crate) async fn refused(
        &self,
        deed: &str,
        input: &Value,
        actors: &[(&str, Actor)],
    ) -> Vec<String> {
        let before = self.everything().await;
        let mut refused = Vec::new();
        for (who, actor) in actors {
            let answer = self.do_as(actor.clone(), deed, input.clone()).await;
            let code = answer["errors"][0]["extensions"]["code"].as_str();
            refused.push(format!("{deed} {who}: {}", code.unwrap_or("done")));
        }
        assert_eq!(self.everything().await, before, "{deed} did something");
        refused
    }
}

/// Everybody who is no administrator, and edits contoso if anything.
pub(crate) fn others() -> Vec<(&'static str, Actor)> {
    vec![
        ("an editor of contoso", editor_of("contoso")),
        ("an admin agent", agent_of("1234567")),
        ("a reader", reader()),
        ("nobody in particular", nobody()),
        ("who did not sign in", Actor::Anonymous),
    ]
}
