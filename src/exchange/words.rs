//! Words of the field, however a file spells them.

use super::remark::{Remark, Remarks};
use crate::domain::folding;
use crate::domain::offer::{OfferType, ResaleState};

/// The type of an offer; a word that is none is said.
pub(super) fn offer_type(
    field: &'static str,
    written: &str,
    remarks: &mut Remarks,
) -> Option<OfferType> {
    let known = known_type(&folding::words(written).concat());
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
    match folding::words(written).concat().as_str() {
        "all" => Some(ResaleState::All),
        "some" => Some(ResaleState::Some),
        "none" | "terminated" => Some(ResaleState::None),
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
            let word = folding::words(known.code()).concat();
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
            let word = folding::words(written).concat();
            assert_eq!(known_type(&word), Some(known), "{written}");
        }
        assert_eq!(known_type("hologram"), None);
    }
}
