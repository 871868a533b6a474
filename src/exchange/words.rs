//! Words of the field, however a file spells them: case, blanks and signs do not matter.

use super::remark::{Remark, Remarks};
use crate::domain::folding;
use crate::domain::offer::{OfferType, ResaleState};

/// A word without what does not matter: `Publisher ID`, `publisher_id` and `publisherId` are one.
pub(super) fn folded(written: &str) -> String {
    folding::words(written).concat()
}

/// Whether a known name or code is what was folded.
pub(super) fn is_spelt(known: &str, folded: &str) -> bool {
    let letters = known.bytes().filter(|letter| *letter != b'_');
    letters
        .map(|letter| letter.to_ascii_lowercase())
        .eq(folded.bytes())
}

/// The value of a closed set that is written so.
pub(super) fn known<T: Copy>(
    all: &[T],
    code: impl Fn(T) -> &'static str,
    written: &str,
) -> Option<T> {
    let find = |is_it: &dyn Fn(&str) -> bool| all.iter().copied().find(|value| is_it(code(*value)));
    // What we wrote ourselves is spelt exactly, and there is much of it.
    find(&|code| code == written).or_else(|| {
        let folded = folded(written);
        find(&|code| is_spelt(code, &folded))
    })
}

/// The codes of a closed set, as a reason lists them.
pub(super) fn codes<T: Copy>(all: &[T], code: impl Fn(T) -> &'static str) -> String {
    let codes: Vec<&str> = all.iter().map(|value| code(*value)).collect();
    codes.join(", ")
}

/// The type of an offer; a word that is none is said.
pub(super) fn offer_type(
    field: &'static str,
    written: &str,
    remarks: &mut Remarks,
) -> Option<OfferType> {
    let known = known_type(&folded(written));
    if known.is_none() {
        remarks.say(field, written, Remark::TypeUnknown);
    }
    known
}

/// The type that a folded word stands for, in one number or several, with or without who makes it:
/// `microsoft-azure-virtualmachines` is a virtual machine.
fn known_type(word: &str) -> Option<OfferType> {
    let word = word.strip_prefix("microsoft").unwrap_or(word);
    let word = match word.strip_suffix('s') {
        Some(one) if !matches!(word, "saas" | "azuresaas" | "dynamicsops") => one,
        _ => word,
    };
    Some(match word {
        "virtualmachine"
        | "azurevm"
        | "azurevirtualmachine"
        | "corevirtualmachine"
        | "azurecorevm" => OfferType::VirtualMachine,
        "azureapplication" | "solutiontemplate" | "azureappsolution" | "azureapp" => {
            OfferType::AzureApplication
        }
        "managedapplication" | "azuremanagedapplication" => OfferType::ManagedApplication,
        "container" | "azurecontainer" | "containerapp" | "azurecontainerapp" => {
            OfferType::Container
        }
        "iotedgemodule" | "azureiotedgemodule" | "azureiotedge" => OfferType::IotEdgeModule,
        "azuresolution" => OfferType::AzureSolution,
        "saas" | "azuresaas" | "softwareasaservice" => OfferType::Saas,
        "dynamics365"
        | "dynamics365businesscentral"
        | "dynamics365forcustomerengagement"
        | "dynamics365foroperation"
        | "dynamicsbc"
        | "dynamicsce"
        | "dynamicsops" => OfferType::Dynamics365,
        "powerplatform"
        | "powerplatformconnector"
        | "powerapp"
        | "powerbi"
        | "powerbiapp"
        | "powerbivisual" => OfferType::PowerPlatform,
        "officeaddin" | "office365" => OfferType::OfficeAddIn,
        "consultingservice" | "azureconsultingservice" => OfferType::ConsultingService,
        "managedservice" | "azuremanagedservice" => OfferType::ManagedService,
        "other" | "none" | "cosellonly" => OfferType::Other,
        _ => return None,
    })
}

/// Whether partners may sell an offer; `notSet` tells nothing, and a word that is none is said.
pub(super) fn resale(
    field: &'static str,
    written: &str,
    remarks: &mut Remarks,
) -> Option<ResaleState> {
    match folded(written).as_str() {
        "all" | "any" | "allpartners" | "anypartner" | "true" | "yes" => Some(ResaleState::All),
        "some" | "specific" | "somepartners" | "specificpartners" => Some(ResaleState::Some),
        "none" | "nopartners" | "terminated" | "false" | "no" => Some(ResaleState::None),
        "notset" | "unknown" => None,
        _ => {
            remarks.say(field, written, Remark::ResaleUnknown);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_a_type_is_a_word_for_it() {
        for known in OfferType::ALL {
            let word = folded(known.code());
            assert_eq!(known_type(&word), Some(*known), "{word}");
        }
    }

    #[test]
    fn a_type_is_known_by_the_words_of_every_format() {
        for (written, known) in [
            ("microsoft-azure-virtualmachines", OfferType::VirtualMachine),
            ("microsoft-azure-applications", OfferType::AzureApplication),
            ("coreVirtualMachine", OfferType::VirtualMachine),
            ("softwareAsAService", OfferType::Saas),
            ("SaaS", OfferType::Saas),
            ("IotEdgeModules", OfferType::IotEdgeModule),
            ("DynamicsOps", OfferType::Dynamics365),
            ("dynamics365ForOperations", OfferType::Dynamics365),
            ("PowerBIVisuals", OfferType::PowerPlatform),
            ("ManagedServices", OfferType::ManagedService),
            ("cosellOnly", OfferType::Other),
        ] {
            let word = folded(written);
            assert_eq!(known_type(&word), Some(known), "{written}");
        }
        assert_eq!(known_type("hologram"), None);
    }
}
