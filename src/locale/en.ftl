### English, the language that every other one follows: the same messages, attributes and variables.
###
### Codes in message names never change. No message begins with a variable, so that no name needs a
### capital; no ending is put to a variable, for parties come in the form their part asks for:
###   subject    it does or is something, with its article
###   addressed  somebody turns to it, with the preposition where the language wants one
###   owner      something belongs to it
### `aliases` are other names in use, divided by semicolons; a language may have none.

## Who is who

party-CUSTOMER = Customer
    .subject = the customer
    .addressed = the customer
    .owner = the customer
party-ISV_PUBLISHER = ISV publisher
    .subject = the ISV publisher
    .addressed = the ISV publisher
    .owner = the ISV publisher
    .aliases = software company
party-DIRECT_BILL_PARTNER = Direct-bill partner
    .subject = the direct-bill partner
    .addressed = the direct-bill partner
    .owner = the direct-bill partner
    .aliases = direct bill partner
party-INDIRECT_PROVIDER = Indirect provider
    .subject = the indirect provider
    .addressed = the indirect provider
    .owner = the indirect provider
    .aliases = distributor
party-INDIRECT_RESELLER = Indirect reseller
    .subject = the indirect reseller
    .addressed = the indirect reseller
    .owner = the indirect reseller
party-MICROSOFT = Microsoft
    .subject = Microsoft
    .addressed = Microsoft
    .owner = Microsoft
# Stands for the ISV publisher of an offer that Microsoft itself publishes.
first-party-publisher =
    .addressed = Microsoft as the publisher

model-DIRECT_BILL = Direct bill
model-INDIRECT = Indirect

## What an inquiry is about

area-CUSTOMER_ACCOUNT = Customer account
area-PRODUCT = Product
area-COMMERCE = Commerce

category-BILLING = Billing of the customer
    .scope = The customer has a question about what its partner bills.
category-SUBSCRIPTION_MANAGEMENT = Subscription management
    .scope = A subscription of the customer is to be added, changed or ended.
category-ACCOUNT_SETUP = Account set-up
    .scope = The customer’s account is to be set up.
category-PAYMENT = Payment
    .scope = The customer has a question about how or whether it has paid its partner.
category-OTHER = All other support
    .scope = The customer needs help with anything that no other category names.
category-TECHNICAL_SUPPORT = Technical support
    .scope = Somebody who uses the product needs help with it.
category-BREAK_FIX = Break-fix
    .scope = The product is broken and has to be repaired.
category-SERVICE_LEVEL = Service level
    .scope = There is a question about what the service level of the product promises.
category-DOCUMENTATION = Documentation
    .scope = Documentation of the product is missing, wrong or hard to find.
category-TRAINING = Training
    .scope = Somebody wants to learn how to use, sell or support the product.
category-SERVICE_HEALTH = Service health
    .scope = There is a question about an outage or about how the product’s service is doing.
category-OFFER_MANAGEMENT = Offer management
    .scope = An offer is to be brought into the marketplace or managed there.
category-TRANSACTION = Transaction
    .scope = There is a question about a purchase or another transaction in the commerce system.
category-COMMERCE_BILLING = Billing in the commerce system
    .scope = A partner or a publisher has a question about what the commerce system charged or paid.
category-COMMERCE_ACCOUNT = Account in the commerce system
    .scope = A partner or a publisher has a question about its own account in the commerce system.
category-DEPLOYMENT = Deployment and provisioning
    .scope = What was bought is to be deployed or provisioned.

## Contacts

contact-CUSTOMER_SUPPORT = Customer support
    .contact = customer support contact
contact-CSP_PROGRAM = CSP program contact
    .contact = CSP program contact
contact-ENGINEERING = Engineering contact
    .contact = engineering contact

audience-PARTNERS = Partners in the CSP program, with their customers’ tickets
audience-RESELLERS = Resellers with questions about the CSP program
audience-MICROSOFT_AND_PARTNERS = Microsoft, and partners with technical questions

readership-EVERYONE = Everyone who may read the directory
readership-ADMIN_AGENTS = Partners’ Admin agents

## How firmly the source says it

basis-STATED = The source says so
basis-RECOMMENDED = The source expects it, as appropriate
basis-OPTIONAL = The source leaves it to the parties, and they chose
basis-INFERRED = It follows from the source, which does not say it
basis-UNDETERMINED = The source does not decide it

## Why somebody is responsible

why-responsible = For this inquiry, { $responsible } is responsible.
why-shared = This duty is shared by { $one } and { $other }; Microsoft’s article does not say which of them does what.
why-partner-account = For this inquiry, { $responsible } is responsible, because partners in the CSP program look after their customers’ accounts.
why-publisher-product = The ISV publisher supports its product as its customer agreement defines; Microsoft does not support third-party products.
why-publisher-expected-product = The ISV publisher is expected to provide this to its partners, as appropriate.
why-publisher-expected = The ISV publisher is expected to take care of this, as appropriate.
why-publisher-first-party = Microsoft publishes this offer itself and so stands where an ISV publisher would, although the article speaks of third-party products only.
why-provisioning = This offer is not based on Azure, so it is provisioned at the ISV publisher, which is therefore taken to be responsible. By “all other support”, however, the article could also mean the partner.
why-not-azure-based = This offer is not based on Azure, so the ISV publisher is responsible for this inquiry.
why-microsoft-commerce = Microsoft runs the commerce system and is therefore responsible for this inquiry.
why-microsoft-deployment = Microsoft is responsible for helping with the deployment and provisioning of solutions based on Azure.
why-split-PROVIDER = The indirect provider has put on record that it takes this shared duty itself.
why-split-RESELLER = The indirect provider has put on record that its indirect reseller takes this shared duty.
why-split-BOTH = The indirect provider has put on record that it and its indirect reseller take this duty together.
why-override = A rule of this directory differs from Microsoft’s article ({ $reason }): here { $responsible } is responsible.
why-override-shared = A rule of this directory differs from Microsoft’s article ({ $reason }): here { $one } and { $other } are responsible together.
override-reason = recorded reason: “{ $text }”
override-reason-missing = no reason recorded

## Whom the inquirer addresses

way-directly = Contact { $first } directly.
way-first-of-two = Contact { $first } first; it passes on what the other of the two has to do.
way-passes-on = Contact { $first } first; from there your inquiry is passed on to { $goal }.
way-passes-on-to-two = Contact { $first } first; from there your inquiry is passed on to those who are responsible.
way-customer-to-publisher = Contact { $first } first; it takes your inquiry to { $goal } or gives you the support contacts there.
way-customer-to-microsoft = Contact { $first } first; from there your inquiry is passed on to Microsoft, which supports partners and publishers but not a partner’s customers.
way-you = The responsible party is you, so there is nobody else to contact first.
way-you-and-another = You are one of the two; agree with the other on who takes this inquiry.
way-you-ask-the-other = You are one of the two; contact { $first } first and ask who takes this inquiry.
way-you-after-another = Although you are responsible yourself, contact { $first } first.

## Steps of a route

step-MUST = For this, { $from } has to turn to { $to }.
step-SHOULD = For this, { $from } should turn to { $to }.
step-MAY = For this, { $from } may turn to { $to }.
step-ALTERNATIVE = As another way, { $from } may turn directly to { $to }.


## What is missing

gap-severity-HIGH = High
gap-severity-MEDIUM = Medium
gap-severity-LOW = Low

gap-CONTACT_MISSING = No { $contact } of { $owner } is on file; please ask for one and have it added to the directory.
    .general = No suitable contact is on file; please ask for one and have it added to the directory.
    .listed = No { $contact } is on file for this offer or its publisher; please ask for one and have it added to the directory.
    .label = Contact missing
gap-CONTACT_UNVERIFIED = Nobody has verified the { $contact } of { $owner } yet; if it does not work, please report it.
    .general = Nobody has verified this contact yet; if it does not work, please report it.
    .listed = Nobody has verified this { $contact } yet; please try it and have the result recorded.
    .label = Contact never verified
gap-CONTACT_REPORTED_BAD = It was reported that the { $contact } of { $owner } does not work; use another contact if there is one, and have this one corrected.
    .general = It was reported that this contact does not work; use another if there is one, and have this one corrected.
    .listed = It was reported that this { $contact } does not work; please check it, and have it corrected or verified.
    .label = Contact reported bad
gap-CONTACT_DEAD = On file, the { $contact } of { $owner } is marked as no longer working; please ask for a new one and have it added to the directory.
    .general = On file, this contact is marked as no longer working; please ask for a new one and have it added to the directory.
    .listed = On file, this { $contact } is marked as no longer working; please ask for a new one and have it added to the directory.
    .label = Contact no longer working
gap-CONTACT_WITHOUT_CHANNEL = On file, the { $contact } of { $owner } has no channel but a phone number that cannot be dialled from elsewhere; please ask for an e-mail address, a page or the number with its country code.
    .general = On file, this contact has no channel but a phone number that cannot be dialled from elsewhere; please ask for an e-mail address, a page or the number with its country code.
    .listed = On file, this { $contact } has no channel but a phone number that cannot be dialled from elsewhere; please ask for an e-mail address, a page or the number with its country code.
    .label = Contact without a working channel
gap-CONTACT_STALE = Nobody has verified the { $contact } of { $owner } for a long time; if it does not work any more, please report it.
    .general = Nobody has verified this contact for a long time; if it does not work any more, please report it.
    .listed = Nobody has verified this { $contact } for a long time; please try it again and have the result recorded.
    .label = Contact verified long ago
gap-PUBLISHER_WITHOUT_OFFERS = This publisher has no offers; please have them added, or the publisher retired.
    .label = Publisher without offers
gap-SPELLING_VARIANT = The name of this publisher and that of another differ in spelling only; please check whether they are one, and then have them merged.
    .label = Spelling variant
gap-OFFER_RETIRED = This offer is retired, so the answer may no longer hold; check that it is the one you mean, or ask its publisher.
    .label = Retired offer
gap-PARTNER_RETIRED = Here { $party } is retired, so the answer may no longer hold; check that it is the one you mean.
    .general = The partner is retired, so the answer may no longer hold; check that it is the one you mean.
    .label = Retired partner
gap-SPLIT_NOT_RECORDED = It is not on record which of the indirect provider and the indirect reseller takes this duty; the indirect provider can record it in the directory.
    .label = Split not recorded
gap-PROVIDER_NOT_NAMED = No indirect provider is named, and none follows from the reseller; what the provider recorded about this shared duty would make the answer more definite.
    .label = Provider not named
gap-RESELLER_NOT_NAMED = The indirect provider recorded something else for single resellers; name the reseller to get the answer that holds for it.
    .label = Reseller not named
gap-PROVIDER_NOT_TIED = The named reseller is not on record as a reseller of the named provider; check both, or have the relation recorded.
    .label = Provider and reseller not related
gap-ASK_YOUR_PROVIDER = Ask your indirect provider which of you takes this duty.
    .label = To be asked of the provider
gap-NOT_SOLD_THROUGH_CSP = This offer is not sold through the CSP program; check that it is the one you mean, or ask its publisher.
    .label = Not sold through the CSP program
gap-OFFER_TYPE_UNKNOWN = The answer depends on whether the offer is based on Azure, which is not known; name the offer, or have its type recorded.
    .label = Type of the offer unknown
gap-OFFER_NOT_NAMED = No offer is named; name it to get its publisher and contacts.
    .label = Offer not named
gap-PARTNER_NOT_NAMED = It is not known which company is { $party }; name it to get its contacts.
    .general = No partner is named; name it to get its contacts.
    .label = Partner not named

## Imports

import-QUEUED = Waiting
    .outcome = This import waits for its turn: one is done at a time.
import-READING = Reading
    .outcome = The file of this import is being read.
import-RUNNING = Running
    .outcome = What the file tells is being taken in, or compared in a dry run.
import-DONE = Done
    .outcome = This import came to its end; its sums and remarks tell what it did.
import-REFUSED = Refused
    .outcome = Nothing was taken: nothing in the file can be trusted.
import-FAILED = Failed
    .outcome = This import broke off through our fault. What was taken in until then stays; ask for it again, and if it fails once more, name { $import } to whoever runs this service: their log says why under that id.
import-CANCELLED = Cancelled
    .outcome = Somebody called this import off. What was taken in until then stays; importing the same again goes on where it stopped.

## What is wrong with what somebody typed, and what would be right

problem-NOT_FOUND = This is not in the directory; check what you named.
problem-VERSION_CONFLICT = Somebody else changed this since you saw it; look at what it is now, and decide again.
problem-NOTE_TOO_LONG = The note may have at most { $most } characters.
problem-OWNER_NOT_FOUND = Whom this is to belong to is not in the directory; check what you named.
problem-OWNER_RETIRED = Whom this belongs to, or is to belong to, is retired; restore it first.
problem-NAME_MISSING = A name is needed.
problem-NAME_TOO_LONG = A name may have at most { $most } characters.
problem-NO_CHANNEL = At least one of e-mail address, phone number and page is needed.
problem-EMAIL_INVALID = Nobody can write to this e-mail address; one such as help@contoso.example is needed.
problem-PHONE_INVALID = Nobody can dial this phone number; one such as +1 425 555 0100 is needed.
problem-URL_INVALID = Nobody can follow this address; one that begins with https:// and names a host is needed.
problem-URL_NAMES_USER = This address names a user or a password; leave them out.
problem-URL_TOO_LONG = An address may have at most { $most } characters.
problem-LANGUAGE_INVALID = This is not the tag of a language; one such as en or pt-BR is needed.
problem-TOO_MANY_LANGUAGES = At most { $most } languages can be given.
problem-HOURS_TOO_LONG = The hours may have at most { $most } characters.
problem-TIME_ZONE_UNKNOWN = No time zone has this name; one such as Europe/Istanbul is needed.
problem-ALREADY_LISTED = This is listed there already; change the one that is.
problem-TOO_MANY_CONTACTS = At most { $most } contacts can belong to one owner; remove or change one of them.
problem-REASON_MISSING = A reason is needed.
problem-REASON_TOO_LONG = The reason may have at most { $most } characters.
problem-ALREADY_DEAD = This contact is known to be dead already.
problem-ID_INVALID = This cannot be its id: a PartnerID has 1 to 20 digits; the ids of publishers and offers have 1 to 200 characters without blanks, those of publishers without dots.
problem-ID_TAKEN = Another one has this id already; look it up by the id, for it may be retired.
problem-RETIRED = This is retired; to go on with it, restore it first.
problem-NOT_RETIRED = This is not retired, so there is nothing to restore.
problem-MERGED = This publisher became one with another for good; do it to that one.
problem-INTO_ITSELF = A publisher cannot become one with itself; name another.
problem-OFFER_ID_TAKEN = Both publishers have offers with these ids: { $more }. Move one offer of each id to another publisher first.
problem-OVERRIDES_CLASH = Overrides of both publishers answer the same questions from the same day on, in these categories: { $more }. Remove one of each two first.
problem-PUBLISHER_NOT_FOUND = The publisher is not in the directory; check what you named.
problem-PUBLISHER_RETIRED = The publisher is retired; restore it first.
problem-OFFER_NOT_FOUND = The offer is not in the directory; check what you named.
problem-OFFER_RETIRED = The offer is retired; restore it first.
problem-TITLE_MISSING = A title is needed.
problem-TITLE_TOO_LONG = A title may have at most { $most } characters.
problem-SUMMARY_TOO_LONG = A summary may have at most { $most } characters.
problem-LANGUAGE_REPEATED = There is another translation in this language; give each language once.
problem-TOO_MANY_TRANSLATIONS = At most { $most } translations can be given.
problem-CATEGORY_EMPTY = This category has no name; give it one, or leave it out.
problem-CATEGORY_TOO_LONG = The name of a category may have at most { $most } characters.
problem-TOO_MANY_CATEGORIES = At most { $most } categories can be given.
problem-KIND_MISSING = It has to be said what the page is for.
problem-TOO_MANY_LINKS = At most { $most } links can belong to one offer; remove or change one of them.
problem-NAME_TAKEN = Another one has this name already: { $more }.
problem-ROLE_MISSING = A role is needed: a partner takes part in the program as something.
problem-ROLE_IN_USE = Ties, splits or overrides rely on the role of this partner; remove them first.
problem-PROVIDER_NOT_FOUND = The provider is not in the directory; check what you named.
problem-NOT_A_PROVIDER = This partner is not an indirect provider; name one that is.
problem-RESELLER_NOT_FOUND = The reseller is not in the directory; check what you named.
problem-NOT_A_RESELLER = This partner is not an indirect reseller; name one that is.
problem-ALREADY_TIED = This reseller is on record as a reseller of this provider already.
problem-NOT_TIED = This reseller is not on record as a reseller of this provider; check both, or have the relation recorded.
problem-SPLITS_ON_RECORD = The provider put splits on record for this reseller; remove them first.
problem-TOO_MANY_PROVIDERS = A reseller can have at most { $most } providers; untie it from one of them first.
problem-CATEGORY_NOT_SHARED = This duty is not one that provider and reseller share; name one of the customer account area.
problem-ENDS_BEFORE_IT_BEGINS = This would be over before it begins; give a later end, or none.
problem-ALREADY_RECORDED = A split of this duty from this day on, for the same reseller or for all, is on record already; remove it first.
problem-SUBJECT_NOT_FOUND = What this is to be made for is not in the directory; check what you named.
problem-SUBJECT_RETIRED = What this is to be made for is retired; restore it first.
problem-PARTNER_NOT_IN_MODEL = This partner does not take part in this model; name the other one, or none.
problem-INQUIRER_NOT_IN_MODEL = This inquirer does not occur in this model; name another one, or none.
problem-RESPONSIBLE_MISSING = At least one responsible party is needed.
problem-TOO_MANY_RESPONSIBLE = At most { $most } parties can share a duty.
problem-ANSWER_UNFIT = These parties cannot be responsible here: each has to occur in the model, or in both when none is named, only once, and the customer never is.
problem-ALREADY_OVERRIDDEN = Another override answers the same questions from this day on; remove it first.
problem-TOO_MANY_OVERRIDES = At most { $most } overrides can be made for one subject; remove one of them first.
problem-RULES_INVALID = Nothing was taken of this rules file: { $more }.
problem-RULES_NOT_TOTAL = Each question needs exactly one answer that can be true: { $more }.
problem-BEGINS_TAKEN = Another edition begins on this day already: { $more }.
problem-TOO_MANY_EDITIONS = There can be at most { $most } editions, and none of them leaves: no further one is taken.
problem-ABOUT_NOT_FOUND = What this notice is to be about is not in the directory; check what you named.
problem-ABOUT_RETIRED = What this notice is about, or is to be about, is retired; restore it first.
problem-SEVERITY_MISSING = A notice has to say how bad it is.
problem-TEXT_MISSING = A text is needed.
problem-TEXT_TOO_LONG = The text may have at most { $most } characters.
problem-BEGIN_MISSING = A notice has to begin at some time.
problem-ALREADY_ENDED = This notice is over already; change its end if that is wrong.
problem-CONTENT_MISSING = There is nothing to import: give a text as content, or send a file.
problem-CONTENT_TWICE = Give a text as content or send a file, not both.
problem-CONTENT_TOO_LARGE = At most { $more } bytes can be imported at once; divide the file, or pack it with gzip and send it as a file.
problem-FILE_NAME_TOO_LONG = The name of a file may have at most { $most } characters.
problem-TOO_MANY_WAITING = At most { $most } imports can wait for their turn; ask again when some of them are done.
problem-IMPORT_ENDED = This import is over already, so there is nothing to call off.
