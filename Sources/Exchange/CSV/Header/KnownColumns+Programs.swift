// Names that stand in the exports of other programs and that nobody would think of. What they share with everyday use
// is in the other tables.

extension KnownColumns {
  /// Google Contacts: the export of before 2023 ("Given Name", "Organization 1 - Name", "Group Membership") and that
  /// of today ("First Name", "Organization Name", "Labels").
  static let google: ColumnNames = [
    "E-mail # - Value": [.contact("emails")], "E-mail # - Type": [], "E-mail # - Label": [],
    "Phone # - Value": [.contact("phones")], "Phone # - Type": [], "Phone # - Label": [],
    "Organization # - Name": companyName,
    "Organization # - Title": [.contact("position")], "Organization Title": [.contact("position")],
    "Organization # - Type": [],
    "Address # - Street": [.contact("address")], "Address # - City": [.contact("city")],
    "Address # - Postal Code": [.contact("postcode")], "Address # - Region": [.contact("region")],
    "Address # - Country": [.contact("country")], "Address # - Type": [], "Address # - Label": [],
    // All of the address once more, in lines.
    "Address # - Formatted": [],
    "Group Membership": [.contact("tags")],
    "Website # - Type": [], "Website # - Label": [], "Website # - Value": [.contact(nil)],
  ]

  /// Outlook and Outlook.com. Of its two addresses that of the business is a contact's, whoever has both.
  static let outlook: ColumnNames = [
    "E-mail # Address": [.contact("emails")], "E-mail Type": [], "E-mail Display Name": [],
    "E-mail # Display Name": [],
    "Business Phone #": [.contact("phones")], "Home Phone #": [.contact("phones")],
    "Primary Phone": [.contact("phones")], "Other Phone": [.contact("phones")],
    "Business Street": [.contact("address")], "Business City": [.contact("city")],
    "Business State": [.contact("region")], "Business Postal Code": [.contact("postcode")],
    "Business Country": [.contact("country")], "Business Country/Region": [.contact("country")],
    "Home Street": [.contact("address")], "Home City": [.contact("city")],
    "Home State": [.contact("region")], "Home Postal Code": [.contact("postcode")],
    "Home Country": [.contact("country")], "Home Country/Region": [.contact("country")],
    "Web Page": [.contact(nil)], "Personal Web Page": [.contact(nil)],
    "Sensitivity": [], "Private": [],
  ]

  static let hubSpot: ColumnNames = [
    "Associated Company": companyName,
    "Primary Associated Company": companyName,
    "Mobile Phone Number": [.contact("phones")], "Lifecycle Stage": [.contact("status")],
    "Unsubscribed from all email": [.contact("do_not_contact")],
  ]

  /// Salesforce: names of fields as the data loader writes them, and labels as reports do.
  static let salesforce: ColumnNames = [
    "MailingStreet": [.contact("address")], "MailingCity": [.contact("city")],
    "MailingState": [.contact("region")], "Mailing State/Province": [.contact("region")],
    "MailingPostalCode": [.contact("postcode")], "Mailing Zip/Postal Code": [.contact("postcode")],
    "MailingCountry": [.contact("country")],
    "BillingStreet": [.company("address")], "BillingCity": [.company("city")],
    "BillingCountry": [.company("country")], "Account Owner": [.company("owner")],
    "Email Opt Out": [.contact("do_not_contact")], "HasOptedOutOfEmail": [.contact("do_not_contact")],
    "CurrencyIsoCode": [.deal("currency")], "Opportunity Currency": [.deal("currency")],
    "Probability (%)": [.deal("probability")],
    "AccountId": [.company("external_id"), .contact(nil), .deal(nil), .task(nil)],
    "OpportunityId": [.deal("external_id"), .contact(nil), .company(nil), .task(nil)],
  ]

  /// Pipedrive, whose names begin with the kind of record; what follows that is enough here.
  static let pipedrive: ColumnNames = [
    "Email - Work": [.contact("emails")], "Email - Home": [.contact("emails")],
    "Email - Other": [.contact("emails")],
    "Phone - Work": [.contact("phones")], "Phone - Mobile": [.contact("phones")],
    "Phone - Home": [.contact("phones")], "Phone - Other": [.contact("phones")],
    "Currency of Value": [.deal("currency")], "Deal - Contact person": [.contact("name")],
    "Won time": [.deal("closed_at")], "Lost time": [.deal("closed_at")],
    "Deal closed on": [.deal("closed_at")], "Deal created": [.deal("created_at")],
    "Person created": [.contact("created_at")], "Organization created": [.company("created_at")],
  ]
}
