//! The route: from the inquirer, step by step, to who resolves the inquiry.

use super::rule::Responsible;
use crate::domain::inquiry::{
    Inquirer, InquiryArea, InquiryCategory, PartnerModel, Party, Question,
};

closed_set! {
    /// How binding a step is.
    pub enum Strength {
        /// There is no other way.
        Must = "MUST",
        /// The way to go.
        Should = "SHOULD",
        /// A way that is open.
        May = "MAY",
    }
}

/// A step of a route: who hands over to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Who hands over.
    pub from: Party,
    /// To whom.
    pub to: Party,
    /// How binding that is.
    pub strength: Strength,
    /// Whether it is another way to the goal and not the next step.
    pub is_alternative: bool,
}

impl Step {
    fn next(from: Party, to: Party) -> Self {
        let strength = if from == Party::Customer {
            Strength::Must
        } else {
            Strength::Should
        };
        Self {
            from,
            to,
            strength,
            is_alternative: false,
        }
    }
}

/// Whom an inquirer addresses first when these parties are responsible and no rule says otherwise.
pub fn first_point_of_contact(question: Question, responsible: Responsible) -> Party {
    let inquirer = question.inquirer();
    // A reseller that shares a duty asks its provider; anyone else who is responsible is its own contact.
    let asks_its_provider = responsible.includes(Party::IndirectProvider)
        && responsible.is_shared()
        && inquirer == Inquirer::IndirectReseller;
    if responsible.includes(inquirer.party()) && !asks_its_provider {
        return inquirer.party();
    }
    let seller = question.model().seller();
    match responsible {
        Responsible::Shared(..) if responsible.includes(seller) && inquirer.party() != seller => {
            seller
        }
        Responsible::Shared(first, second) => {
            let goal = if first == inquirer.party() {
                second
            } else {
                first
            };
            hand_over(inquirer.party(), goal, question.model())
        }
        Responsible::One(goal) => hand_over(inquirer.party(), goal, question.model()),
    }
}

/// Whom a party addresses to get something to the goal.
///
/// The customer goes to a partner: to the one responsible, or else to the seller. A reseller gets to
/// Microsoft through its provider. Everyone else is supported directly.
fn hand_over(from: Party, goal: Party, model: PartnerModel) -> Party {
    match (from, goal) {
        (Party::Customer, goal) if goal.is_partner() => goal,
        (Party::Customer, _) => model.seller(),
        (Party::IndirectReseller, Party::Microsoft) => Party::IndirectProvider,
        (_, goal) => goal,
    }
}

/// The steps from the inquirer over its first point of contact to all who are responsible.
///
/// Empty for one who is itself responsible and its own first point of contact. The customer's direct
/// way to the ISV about its product stands at the end, as an alternative: the article asks the ISV for it.
pub fn route(question: Question, responsible: Responsible, first: Party) -> Vec<Step> {
    let inquirer = question.inquirer().party();
    if first == inquirer {
        return Vec::new();
    }
    let mut steps = vec![Step::next(inquirer, first)];
    let mut at = first;
    // A shared route ends at both: the first of them passes on to the other.
    for goal in responsible
        .parties()
        .filter(|&goal| goal != inquirer && goal != first)
    {
        while at != goal {
            let next = hand_over(at, goal, question.model());
            steps.push(Step::next(at, next));
            at = next;
        }
    }
    if let Some(step) = direct_way(question.category(), inquirer, responsible) {
        steps.push(step);
    }
    steps
}

fn direct_way(
    category: InquiryCategory,
    inquirer: Party,
    responsible: Responsible,
) -> Option<Step> {
    let about_product = match category.area() {
        InquiryArea::Product | InquiryArea::Commerce => {
            responsible == Responsible::One(Party::IsvPublisher)
        }
        InquiryArea::CustomerAccount => false,
    };
    (inquirer == Party::Customer && about_product).then_some(Step {
        from: Party::Customer,
        to: Party::IsvPublisher,
        strength: Strength::May,
        is_alternative: true,
    })
}
