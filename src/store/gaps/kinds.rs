//! What makes a gap: an arm for each kind and each kind of things that it occurs in.
//!
//! Only what is in the lists counts: an offer of a retired publisher is as good as retired.

use entity::{contact, offer, publisher};
use sea_orm::prelude::*;
use sea_orm::sea_query::{
    Alias, CaseStatement, Expr, ExprTrait, IntoColumnRef, IntoCondition, Query, SelectStatement,
};
use sea_orm::{Condition, JoinType};

use super::arm::{About, Arm, number, type_rank};
use crate::domain::contact::{ContactType, VerificationState};
use crate::domain::gap::{GapFilter, GapKind};
use crate::domain::offer::ResaleState;
use crate::domain::publisher::PublisherKey;
use crate::store::contacts::{own_publishers, within};
use crate::store::offers::key_condition;
use crate::store::publishers::found_by;
use crate::store::reading::codes;

/// The arms that hold what a filter lets through.
pub(super) fn arms(filter: &GapFilter) -> Vec<Arm> {
    let mut arms = Vec::new();
    for &kind in GapKind::ALL {
        match kind {
            GapKind::ContactMissing => {
                let types = ContactType::ALL.iter();
                arms.extend(types.filter_map(|&wanted| missing(wanted, filter)));
            }
            GapKind::ContactDead => {
                arms.extend(doubtful(kind, &is(VerificationState::Dead), filter));
            }
            GapKind::ContactReportedBad => {
                arms.extend(doubtful(kind, &is(VerificationState::ReportedBad), filter));
            }
            GapKind::ContactWithoutChannel => {
                let worse = [VerificationState::Dead, VerificationState::ReportedBad];
                let worse = codes(&worse, VerificationState::code);
                let doubt = no_channel().add(contact::Column::Verification.is_not_in(worse));
                arms.extend(doubtful(kind, &doubt, filter));
            }
            GapKind::ContactStale => {
                let doubt = is(VerificationState::Verified)
                    .add(contact::Column::VerificationAt.lt(filter.fresh_since))
                    .add(no_channel().not());
                arms.extend(doubtful(kind, &doubt, filter));
            }
            GapKind::ContactUnverified => {
                let doubt = is(VerificationState::Never).add(no_channel().not());
                arms.extend(doubtful(kind, &doubt, filter));
            }
            GapKind::PublisherWithoutOffers => arms.push(without_offers(filter)),
            GapKind::SpellingVariant => arms.push(spelt_alike(filter)),
            // These occur in answers only.
            GapKind::OfferRetired
            | GapKind::PartnerRetired
            | GapKind::SplitNotRecorded
            | GapKind::ProviderNotNamed
            | GapKind::ResellerNotNamed
            | GapKind::ProviderNotTied
            | GapKind::AskYourProvider
            | GapKind::NotSoldThroughCsp
            | GapKind::OfferTypeUnknown
            | GapKind::OfferNotNamed
            | GapKind::PartnerNotNamed => {}
        }
    }
    arms.retain(|arm| {
        let about_no_contact = matches!(
            arm.kind,
            GapKind::PublisherWithoutOffers | GapKind::SpellingVariant
        );
        filter.lets_through(arm.kind, arm.severity)
            && !(about_no_contact && filter.contact_types.is_some())
            && !(arm.about == About::Publisher && filter.offer.is_some())
    });
    arms
}

/// Offers without a contact of a type, of their own or their publisher's; `None` when nobody may know.
fn missing(wanted: ContactType, filter: &GapFilter) -> Option<Arm> {
    let is_asked_for = filter
        .contact_types
        .as_ref()
        .is_none_or(|types| types.contains(&wanted));
    let readable = &filter.readable;
    let is_readable = readable.types.contains(&wanted);
    let is_readable_somewhere = is_readable || !readable.publishers.is_empty();
    if !is_asked_for || !is_readable_somewhere {
        return None;
    }
    let mut rows = offers(filter);
    if !is_readable {
        rows.and_where(publisher::Column::Id.in_subquery(own_publishers(readable)));
    }
    if wanted == ContactType::CspProgram {
        let sold = codes(&[ResaleState::All, ResaleState::Some], ResaleState::code);
        rows.and_where(offer::Column::Resale.is_in(sold));
    }
    for (owner, key) in [
        (contact::Column::OfferId, column(offer::Column::Id)),
        (
            contact::Column::PublisherId,
            column(offer::Column::PublisherId),
        ),
    ] {
        let of_type = Query::select()
            .expr(number(1))
            .from(contact::Entity)
            .and_where(column(owner).eq(key))
            .and_where(contact::Column::ContactType.eq(wanted.code()))
            .to_owned();
        rows.and_where(Expr::exists(of_type).not());
    }
    let contact_type = number(type_rank(Some(wanted)));
    Some(Arm {
        severity: GapKind::ContactMissing.severity(Some(wanted)),
        contact_type,
        ..of_subject(GapKind::ContactMissing, About::Offer, rows)
    })
}

/// Contacts that are doubtful in one way, and in no worse one: what `GapKind::of_contact` decides.
fn doubtful(kind: GapKind, doubt: &Condition, filter: &GapFilter) -> [Arm; 2] {
    [About::Offer, About::Publisher].map(|about| {
        let mut rows = contacts(about, filter);
        rows.cond_where(doubt.clone());
        let ranks = ContactType::ALL.iter();
        let rank = ranks.fold(CaseStatement::new(), |ranks, &contact_type| {
            let is_it = contact::Column::ContactType.eq(contact_type.code());
            ranks.case(is_it, number(type_rank(Some(contact_type))))
        });
        Arm {
            contact_type: rank.finally(number(0)).into(),
            item: column(contact::Column::Id),
            ..of_subject(kind, about, rows)
        }
    })
}

/// The contacts that offers or publishers have of their own and that may be read.
fn contacts(about: About, filter: &GapFilter) -> SelectStatement {
    let (mut rows, owner, key) = match about {
        About::Offer => (
            offers(filter),
            contact::Column::OfferId,
            column(offer::Column::Id),
        ),
        About::Publisher => (
            publishers(filter),
            contact::Column::PublisherId,
            column(publisher::Column::Id),
        ),
    };
    let owned = column(owner).eq(key).into_condition();
    rows.join(JoinType::InnerJoin, contact::Entity, owned);
    if let Some(types) = &filter.contact_types {
        rows.and_where(contact::Column::ContactType.is_in(codes(types, ContactType::code)));
    }
    if !filter.readable.is_everything() {
        rows.cond_where(within(&filter.readable));
    }
    rows
}

/// That a contact is in this state.
fn is(state: VerificationState) -> Condition {
    Condition::all().add(contact::Column::Verification.eq(state.code()))
}

/// That a contact cannot be reached from everywhere.
fn no_channel() -> Condition {
    Condition::all()
        .add(contact::Column::Email.is_null())
        .add(contact::Column::Url.is_null())
        .add(contact::Column::PhoneE164.is_null())
}

fn without_offers(filter: &GapFilter) -> Arm {
    let mut rows = publishers(filter);
    let own = Query::select()
        .expr(number(1))
        .from(offer::Entity)
        .and_where(column(offer::Column::PublisherId).eq(column(publisher::Column::Id)))
        .and_where(offer::Column::RetiredAt.is_null())
        .to_owned();
    rows.and_where(Expr::exists(own).not());
    of_subject(GapKind::PublisherWithoutOffers, About::Publisher, rows)
}

fn spelt_alike(filter: &GapFilter) -> Arm {
    let mut rows = publishers(filter);
    let other = |column: publisher::Column| Expr::col((Alias::new("other"), column));
    let same = Query::select()
        .expr(number(1))
        .from_as(publisher::Entity, Alias::new("other"))
        .and_where(other(publisher::Column::SpellingKey).eq(column(publisher::Column::SpellingKey)))
        .and_where(other(publisher::Column::Id).ne(column(publisher::Column::Id)))
        .and_where(other(publisher::Column::RetiredAt).is_null())
        .to_owned();
    rows.and_where(Expr::exists(same));
    of_subject(GapKind::SpellingVariant, About::Publisher, rows)
}

/// An arm of gaps that are about their subject as a whole.
fn of_subject(kind: GapKind, about: About, rows: SelectStatement) -> Arm {
    let (name, subject) = match about {
        About::Offer => (column(offer::Column::TitleKey), column(offer::Column::Id)),
        About::Publisher => (
            column(publisher::Column::NameKey),
            column(publisher::Column::Id),
        ),
    };
    Arm {
        severity: kind.severity(None),
        kind,
        about,
        name,
        item: subject.clone(),
        subject,
        contact_type: number(type_rank(None)),
        rows,
    }
}

/// The offers that count, with their publishers.
fn offers(filter: &GapFilter) -> SelectStatement {
    let published_by = column(offer::Column::PublisherId).eq(column(publisher::Column::Id));
    let mut rows = Query::select()
        .from(offer::Entity)
        .join(
            JoinType::InnerJoin,
            publisher::Entity,
            published_by.into_condition(),
        )
        .and_where(offer::Column::RetiredAt.is_null())
        .and_where(publisher::Column::RetiredAt.is_null())
        .to_owned();
    if let Some(key) = &filter.offer {
        rows.cond_where(key_condition(key));
    }
    if let Some(key) = &filter.publisher {
        rows.and_where(is_publisher(key));
    }
    rows
}

/// The publishers that count.
fn publishers(filter: &GapFilter) -> SelectStatement {
    let mut rows = Query::select()
        .from(publisher::Entity)
        .and_where(publisher::Column::RetiredAt.is_null())
        .to_owned();
    if let Some(key) = &filter.publisher {
        rows.and_where(is_publisher(key));
    }
    rows
}

/// That it is the publisher that a key finds.
fn is_publisher(key: &PublisherKey) -> Expr {
    column(publisher::Column::Id).eq(found_by(key))
}

/// A column with the name of its table before it.
fn column(column: impl ColumnTrait) -> Expr {
    Expr::col(column.as_column_ref().into_column_ref())
}
