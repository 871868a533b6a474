//! Rows as people write them: what can be taken is taken, the rest is said with its line and reason.

use insta::assert_snapshot;
use support_directory::exchange::OfferDraft;

use crate::support::importing;

/// What a file is read to: every offer with its facts, contacts and links, then every remark.
fn read(file: &[u8]) -> String {
    let reading = importing::read(file);
    assert_eq!(
        reading.offers.len() + reading.repeated + reading.refused.len(),
        reading.rows,
        "every row is accounted for"
    );
    let offers = reading.offers.iter().map(described);
    let refused = reading
        .refused
        .iter()
        .map(|refusal| format!("{} refused: {}", refusal.at, refusal.reason));
    let warnings = reading.warnings.iter().map(|warning| {
        format!(
            "{} {} `{}`: {}",
            warning.at, warning.field, warning.value, warning.remark
        )
    });
    let sums = format!("{} rows, {} repeated", reading.rows, reading.repeated);
    let lines: Vec<String> = std::iter::once(sums)
        .chain(offers)
        .chain(refused)
        .chain(warnings)
        .collect();
    lines.join("\n")
}

fn described(offer: &OfferDraft) -> String {
    let facts = &offer.facts;
    let lines: Vec<String> = offer.places.iter().map(ToString::to_string).collect();
    let said = |text: &Option<String>| text.clone().unwrap_or("(nameless)".to_owned());
    let mut parts = vec![
        format!(
            "{} {} `{}`",
            lines.join("+"),
            offer.marketplace_id(),
            said(&facts.title)
        ),
        said(&offer.publisher.name),
    ];
    parts.extend(facts.offer_type.map(|told| told.to_string()));
    parts.extend(facts.listing.map(|told| told.to_string()));
    parts.extend(facts.website.clone());
    if !facts.categories.is_empty() {
        parts.push(facts.categories.join(" + "));
    }
    for told in &offer.contacts {
        let channels = [&told.email, &told.url];
        let channels: Vec<&str> = channels.into_iter().flatten().map(String::as_str).collect();
        parts.push(format!(
            "{} {} <{}>",
            told.contact_type,
            said(&told.name),
            channels.join(" ")
        ));
    }
    parts.extend(
        offer
            .links
            .iter()
            .map(|link| format!("{} {}", link.kind, link.url)),
    );
    parts.join(" | ")
}

#[test]
fn lines_that_are_no_rows_are_refused_with_their_line_and_place() {
    let file = [
        r#"{"publisherId":"contoso","offerId":"a","offerName":"A"}"#,
        "this is not JSON",
        r#"{"publisherId":"contoso","offerId":"b","offerNa"#,
        r#"{"publisherId":"contoso","offerId":7,"offerName":"C"}"#,
        r#"{"publisherId":"contoso","offerId":["d"],"offerName":"D"}"#,
        r#"["contoso","e"]"#,
        "null",
        "7",
        r#"{"publisherId":"contoso","offerId":"f","offerName":"F"} {"more":1}"#,
        r#"{"publisherId":"contoso","publisherId":"twice","offerId":"g","offerName":"G"}"#,
        r#"{"publisherId":"contoso","offerId":"h","offerName":"H","published":true}"#,
        "{}",
        r#"{"offerId":"i","offerName":"I"}"#,
        r#"{"publisherName":"...","offerId":"j","offerName":"J"}"#,
        r#"{"publisherId":"contoso"}"#,
        r#"{"publisherId":"contoso","offerName":"***"}"#,
        r#"{"publisherId":"contoso","offerId":"last","offerName":"Last"}"#,
    ];

    assert_snapshot!(read(file.join("\n").as_bytes()));
}

#[test]
fn bytes_that_are_no_text_are_refused_and_the_rest_is_taken() {
    let file = b"{\"publisherId\":\"contoso\",\"offerId\":\"a\",\"offerName\":\"\xFC\"}\n{\"publisherId\":\"contoso\",\"offerId\":\"b\",\"offerName\":\"B\"}";

    assert_snapshot!(read(file));
}

#[test]
fn ids_are_taken_as_the_marketplace_spells_them() {
    let long = "x".repeat(51);
    let longest = "y".repeat(201);
    let file = [
        r#"{"publisherId":"Red Canary","publisherName":"Red Canary","offerId":"Sentinel_Solution","offerName":"A"}"#.to_owned(),
        r#"{"publisherId":" contoso ","publisherName":"Contoso","offerId":" b.v2 ","offerName":"B"}"#.to_owned(),
        r#"{"publisherId":"con.toso","publisherName":"Con Toso","offerId":"my offer","offerName":"C"}"#.to_owned(),
        format!(r#"{{"publisherId":"contoso","offerId":"{long}","offerName":"D"}}"#),
        format!(r#"{{"publisherId":"contoso","offerId":"{longest}","offerName":"E"}}"#),
        r#"{"publisherId":"","publisherName":"Fabrikam, Inc.","offerId":null,"offerName":"Mail & Calendar"}"#.to_owned(),
        r#"{"publisherName":"Müller & Söhne GmbH","offerId":"f"}"#.to_owned(),
        r#"{"publisherName":"データ社","offerName":"バックアップ"}"#.to_owned(),
    ];

    assert_snapshot!(read(file.join("\n").as_bytes()));
}

#[test]
fn types_and_states_are_known_by_several_names() {
    let types = [
        "virtualMachine",
        "Azure VM",
        "azureApplication",
        "solution template",
        "managedApplication",
        "container",
        "iotEdgeModule",
        "azureSolution",
        "SaaS",
        "software-as-a-service",
        "dynamics365",
        "Power Platform Connector",
        "powerBiApp",
        "officeAddIn",
        "consultingService",
        "managedService",
        "other",
        "",
        "hologram",
    ];
    let published = ["true", "false", "", "yes"];
    let types = types.iter().enumerate().map(|(place, text)| {
        format!(r#"{{"publisherId":"p","publisherName":"P","offerId":"t{place}","offerName":"T","offerType":"{text}"}}"#)
    });
    let published = published.iter().enumerate().map(|(place, text)| {
        format!(r#"{{"publisherId":"p","publisherName":"P","offerId":"s{place}","offerName":"S","published":"{text}"}}"#)
    });
    let file: Vec<String> = types.chain(published).collect();

    assert_snapshot!(read(file.join("\n").as_bytes()));
}

#[test]
fn channels_that_nobody_can_use_are_left_out() {
    let row = |id: &str, more: &str| {
        format!(
            r#"{{"publisherId":"p","publisherName":"Publisher","offerId":"{id}","offerName":"{id}"{more}}}"#
        )
    };
    let file = [
        row(
            "sound",
            r#","supportName":"Desk","supportEmail":" help@contoso.example ","supportUrl":"https://contoso.example/help""#,
        ),
        row(
            "nameless",
            r#","supportName":"","supportEmail":"help@contoso.example""#,
        ),
        row(
            "bad-email",
            r#","supportName":"Desk","supportEmail":"help at contoso","supportUrl":"https://contoso.example""#,
        ),
        row(
            "no-scheme",
            r#","supportUrl":"www.contoso.example/help","privacyUrl":"contoso.example/privacy policy""#,
        ),
        row(
            "script",
            r#","supportName":"Desk","supportUrl":"javascript:alert(1)","website":"javascript:alert(1)""#,
        ),
        row(
            "not-available",
            r#","supportName":"NA","supportEmail":"NA","supportUrl":"N/A","privacyUrl":"Not Available""#,
        ),
        row("no-channel", r#","supportName":"Desk""#),
        row(
            "file",
            r#","website":"file:///etc/passwd","privacyUrl":"ftp://contoso.example/p""#,
        ),
    ];

    assert_snapshot!(read(file.join("\n").as_bytes()));
}

#[test]
fn a_repeated_offer_fills_in_what_is_missing_and_differences_are_said() {
    let file = [
        r#"{"publisherId":"contoso","publisherName":"Contoso","offerId":"backup","offerName":"Backup","categories":"A"}"#,
        r#"{"publisherId":"CONTOSO","publisherName":"Contoso","offerId":"Backup","offerName":"Backup","website":"https://contoso.example","supportEmail":"help@contoso.example","categories":"A,B","privacyUrl":"https://contoso.example/p"}"#,
        r#"{"publisherId":"contoso","publisherName":"Contoso","offerId":"backup","offerName":"Backup 2","offerType":"saas","published":"true","website":"https://other.example","supportEmail":"other@contoso.example","privacyUrl":"https://other.example/p"}"#,
        r#"{"publisherId":"contoso","publisherName":"Contoso","offerId":"backup","offerName":"Backup","website":"https://contoso.example"}"#,
    ];

    assert_snapshot!(read(file.join("\n").as_bytes()));
}

#[test]
fn a_publisher_is_called_what_most_of_its_rows_say() {
    let row = |id: &str, name: &str, offer: &str| {
        format!(
            r#"{{"publisherId":"{id}","publisherName":"{name}","offerId":"{offer}","offerName":"{offer}"}}"#
        )
    };
    let file = [
        row("contoso", "CONTOSO", "a"),
        row("contoso", "Contoso", "b"),
        row("contoso", "Contoso", "c"),
        row("contoso", "", "d"),
        row("nameless", "", "e"),
        row("", "Contoso", "f"),
        row("fabrikam", "Fabrikam Holding", "g"),
        row("", "Fabrikam", "h"),
    ];

    assert_snapshot!(read(file.join("\n").as_bytes()));
}

#[test]
fn unknown_columns_are_said_and_long_values_shortened() {
    let long = "z".repeat(300);
    let file = format!(
        r#"{{"publisherId":"p","publisherName":"P","offerId":"a","offerName":"A","source":"x","supportTier":"y","colour":"red","{long}":1}}"#
    );

    assert_snapshot!(read(file.as_bytes()));
}

#[test]
fn marks_line_ends_and_blank_lines_do_not_matter() {
    let a = r#"{"publisherId":"p","publisherName":"P","offerId":"a","offerName":"A"}"#;
    let b = r#"{"publisherId":"p","publisherName":"P","offerId":"b","offerName":"B"}"#;
    let file = format!("\u{FEFF}\r\n{a}\r\n\r\n   \r\n\t{b}\r\nbroken\r\n");

    assert_snapshot!(read(file.as_bytes()));
    assert_snapshot!(read(b""), @"0 rows, 0 repeated");
}

#[test]
fn the_forms_of_json_are_taken_where_they_are_plain() {
    let row = |id: &str, more: &str| {
        format!(r#"{{"publisherId":"p","publisherName":"P","offerId":{id},"offerName":"N"{more}}}"#)
    };
    let file = [
        row(
            "365",
            r#","published":true,"categories":["A, B",7," ","A, B"]"#,
        ),
        row("1.5", r#","published":false,"categories":null"#),
        row(r#""c""#, r#","published":"TRUE","categories":{"A":1}"#),
        row(
            r#""d""#,
            r#","website":{"url":"https://p.example"},"supportName":["Desk"],"offerType":false"#,
        ),
        row(
            r#""e""#,
            r#","published":1,"categories":[["A"],"B"],"source":{"any":["form"]}"#,
        ),
        row(
            r#""f""#,
            r#","supportUrl":"https://one.example","supportUrl":"https://two.example""#,
        ),
    ];

    assert_snapshot!(read(file.join("\n").as_bytes()));
}

#[test]
fn characters_that_are_no_writing_are_left_out() {
    let file = [
        r#"{"publisherId":"con\u0000toso","publisherName":"Con\u0000toso\u001b[31m","offerId":"a\u0007","offerName":"Back\nup\u0000","categories":["A\u0000"]}"#,
        r#"{"publisherId":"contoso","offerId":"b","offerName":"\u0000","col\u001b[31mour":"red","supportEmail":"help@contoso.example\nsales@contoso.example"}"#,
    ];

    let read = read(file.join("\n").as_bytes());

    assert!(!read.replace('\n', "").contains(char::is_control), "{read}");
    assert_snapshot!(read);
}

#[test]
fn texts_are_cut_and_channels_left_out_when_they_are_too_long() {
    let (title, long) = ("t".repeat(300), "l".repeat(501));
    let file = [
        format!(
            r#"{{"publisherId":"p","publisherName":"{title}","offerId":"a","offerName":"{title}"}}"#
        ),
        format!(
            r#"{{"publisherId":"q","publisherName":"{long}","offerId":"b","offerName":"{long}","supportName":"{long}","supportEmail":"{long}@p.example","supportUrl":"https://p.example","website":"https://p.example/{}","categories":["{long}"]}}"#,
            long.repeat(4)
        ),
    ];

    let reading = importing::read(file.join("\n").as_bytes());

    let [first, second] = &reading.offers[..] else {
        panic!("two offers");
    };
    assert_eq!(first.facts.title, Some(title.clone()));
    assert_eq!(first.publisher.name, Some(title));
    let cut = Some("l".repeat(500));
    assert_eq!(second.facts.title, cut);
    assert_eq!(second.publisher.name, cut);
    let contact = &second.contacts[0];
    assert_eq!((&contact.name, &contact.email), (&cut, &None));
    assert_eq!(second.facts.website, None);
    assert_eq!(second.facts.categories, ["l".repeat(200)]);
    let said: Vec<String> = reading
        .warnings
        .iter()
        .map(|warning| format!("{} {}: {}", warning.at, warning.field, warning.remark))
        .collect();
    assert_snapshot!(said.join("\n"));
}

#[test]
fn addresses_are_taken_out_of_brackets_and_secrets_left_out() {
    let row = |id: &str, more: &str| {
        format!(
            r#"{{"publisherId":"p","publisherName":"P","offerId":"{id}","offerName":"{id}",{more}}}"#
        )
    };
    let file = [
        row("a", r#""supportEmail":"Help Desk <help@c.example>""#),
        row("b", r#""supportEmail":"a@[127.0.0.1]""#),
        row("c", r#""website":"https://user:pw@host.example/x""#),
        row("d", r#""website":"HTTPS://Up.example/privacy""#),
        row("e", r#""website":"https:contoso.example""#),
    ];

    assert_snapshot!(read(file.join("\n").as_bytes()));
}

#[test]
fn an_address_in_the_column_of_an_id_is_no_id_and_not_shown_whole() {
    let rows = [
        r#"{"publisherId":"contoso","offerId":"https://user:pw@host.example/x","offerName":"Mail"}"#,
        r#"{"publisherId":"help@contoso.example","publisherName":"Contoso","offerId":"chat"}"#,
        r#"{"publisherId":"contoso","offerId":"https://user:pw@host.example/x"}"#,
    ];

    let reading = importing::read(rows.join("\n").as_bytes());

    let offers: Vec<String> = reading
        .offers
        .iter()
        .map(|offer| offer.marketplace_id().to_string())
        .collect();
    assert_eq!(offers, ["contoso.mail", "contoso.chat"]);
    assert_eq!(reading.refused.len(), 1);
    let said = format!("{:?} {:?}", reading.warnings, reading.refused);
    assert!(said.contains("https://…@host.example/x"), "{said}");
    assert!(!said.contains("pw"), "{said}");
}
