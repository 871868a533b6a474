//! What a draft of an offer becomes, and what is wrong with it.

use super::*;
use crate::domain::flaw::Step;

fn draft(title: &str) -> FactsDraft {
    FactsDraft {
        title: title.to_owned(),
        summary: None,
        translations: Vec::new(),
        offer_type: OfferType::Saas,
        resale: ResaleState::All,
        listing: ListingState::Published,
        website: None,
        categories: Vec::new(),
    }
}

fn translation(language: &str, title: &str) -> TranslationDraft {
    TranslationDraft {
        language: language.to_owned(),
        title: title.to_owned(),
        summary: None,
    }
}

fn found(draft: FactsDraft) -> Vec<(OfferProblem, Vec<Step>)> {
    let flaws = OfferFacts::check(draft).expect_err("something is wrong");
    let told = flaws.into_iter().map(|flaw| (flaw.problem, flaw.at));
    told.collect()
}

#[test]
fn everything_that_is_wrong_is_named_at_once() {
    let draft = FactsDraft {
        summary: Some("s".repeat(LONGEST_SUMMARY + 1)),
        translations: vec![
            translation("tr", "Yedekleme"),
            translation("not a tag", ""),
            translation("TR", "Yedek"),
        ],
        website: Some("contoso.example".to_owned()),
        categories: vec!["Storage".to_owned(), " ".to_owned()],
        ..draft(" ")
    };

    let field = |name| vec![Step::Field(name)];
    let of_translation = |item, name| {
        vec![
            Step::Field("translations"),
            Step::Item(item),
            Step::Field(name),
        ]
    };
    assert_eq!(
        found(draft),
        [
            (OfferProblem::TitleMissing, field("title")),
            (OfferProblem::SummaryTooLong, field("summary")),
            (OfferProblem::LanguageInvalid, of_translation(1, "language")),
            (OfferProblem::TitleMissing, of_translation(1, "title")),
            (
                OfferProblem::LanguageRepeated,
                of_translation(2, "language")
            ),
            (OfferProblem::UrlInvalid, field("website")),
            (
                OfferProblem::CategoryEmpty,
                vec![Step::Field("categories"), Step::Item(1)]
            ),
        ]
    );
}

#[test]
fn limits_are_told_where_they_are_passed() {
    let many = |most: usize| (0..=most).map(|number| format!("c{number}")).collect();
    let crowded = FactsDraft {
        categories: many(MOST_CATEGORIES),
        ..draft(&"t".repeat(LONGEST_TITLE + 1))
    };
    let long = FactsDraft {
        categories: vec!["c".repeat(LONGEST_CATEGORY + 1)],
        ..draft("Backup")
    };

    let problems = |draft| found(draft).into_iter().map(|(problem, _)| problem);
    assert!(problems(crowded).eq([OfferProblem::TitleTooLong, OfferProblem::TooManyCategories]));
    assert!(problems(long).eq([OfferProblem::CategoryTooLong]));
}

#[test]
fn a_sound_draft_is_kept_without_blanks_around_it() {
    let draft = FactsDraft {
        summary: Some(" first\r\nsecond ".to_owned()),
        translations: vec![TranslationDraft {
            summary: Some(" ".to_owned()),
            ..translation("pt-br", " Cópia ")
        }],
        website: Some(" HTTPS://contoso.example ".to_owned()),
        categories: vec![" Storage ".to_owned(), "Storage".to_owned()],
        ..draft(" Contoso\nBackup ")
    };

    let facts = OfferFacts::check(draft).expect("it is sound");

    let copy = Wording {
        title: "Cópia".to_owned(),
        summary: None,
    };
    let portuguese = Language::parse("pt-BR").expect("a tag");
    assert_eq!(
        facts,
        OfferFacts {
            title: "Contoso Backup".to_owned(),
            summary: Some("first\nsecond".to_owned()),
            translations: BTreeMap::from([(portuguese, copy)]),
            offer_type: OfferType::Saas,
            resale: ResaleState::All,
            listing: ListingState::Published,
            website: Some("https://contoso.example".to_owned()),
            categories: vec!["Storage".to_owned()],
        }
    );
}

#[test]
fn changes_leave_what_they_do_not_name_and_empty_what_can_be_empty() {
    let kept = FactsDraft {
        summary: Some("Backs up.".to_owned()),
        translations: vec![translation("tr", "Yedekleme")],
        website: Some("https://contoso.example".to_owned()),
        categories: vec!["Storage".to_owned()],
        ..draft("Contoso Backup")
    };
    let kept = OfferFacts::check(kept).expect("it is sound");
    let emptied = OfferChanges {
        summary: Edit::Clear,
        translations: Edit::Clear,
        offer_type: Edit::Clear,
        resale: Edit::Clear,
        listing: Edit::Clear,
        website: Edit::Clear,
        categories: Edit::Clear,
        ..OfferChanges::default()
    };

    let same = OfferFacts::check(OfferChanges::default().applied_to(&kept));
    let bare = OfferFacts::check(emptied.applied_to(&kept));

    assert_eq!(same, Ok(kept));
    let nothing_known = FactsDraft {
        offer_type: OfferType::Other,
        resale: ResaleState::Unknown,
        listing: ListingState::Unknown,
        ..draft("Contoso Backup")
    };
    assert_eq!(bare, OfferFacts::check(nothing_known));
}
