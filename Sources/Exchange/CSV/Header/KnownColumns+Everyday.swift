// What people call the columns of a table they made themselves. Names that differ in case, spaces or punctuation only
// are one name, and the names of our own fields need not be here, unless the same name is used for something else too.

extension KnownColumns {
  static let companyName: [Meaning] = [
    .company("name"), .contact("company"), .deal("company"), .task("company"),
  ]
  private static let person: [Meaning] = [.contact("name"), .task("contact")]
  private static let deal: [Meaning] = [.deal("title"), .task("deal")]
  private static let phone: [Meaning] = [.contact("phones"), .company("phone")]
  private static let street: [Meaning] = [.contact("address"), .company("address")]
  private static let city: [Meaning] = [.contact("city"), .company("city")]
  private static let postcode: [Meaning] = [.contact("postcode"), .company(nil)]
  private static let region: [Meaning] = [.contact("region"), .company(nil)]
  private static let country: [Meaning] = [.contact("country"), .company("country")]
  private static let notes: [Meaning] = [
    .contact("notes"), .company("notes"), .deal("description"), .task("description"),
  ]
  private static let tags: [Meaning] = [.contact("tags"), .company("tags"), .deal("tags")]
  private static let source: [Meaning] = [.contact("source"), .deal("source")]

  /// People, companies, and what every record has.
  static let everyday: ColumnNames = [
    "Name": [.contact("name"), .deal("title"), .company("name")],
    "Full Name": [.contact("name")], "Contact Name": person, "Contact": person,
    "Contact Person": person, "Display Name": [.contact("name")],
    "Given Name": [.contact("first_name")], "Forename": [.contact("first_name")],
    "Surname": [.contact("last_name")], "Family Name": [.contact("last_name")],

    "Email": [.contact("emails")], "Email Address": [.contact("emails")], "Mail": [.contact("emails")],
    "Email #": [.contact("emails")], "Email Address #": [.contact("emails")],
    "Contact Email": [.contact("emails"), .task("contact_email")], "Work Email": [.contact("emails")],
    "Business Email": [.contact("emails")], "Home Email": [.contact("emails")],
    "Personal Email": [.contact("emails")], "Other Email": [.contact("emails")],
    "Primary Email": [.contact("emails")], "Secondary Email": [.contact("emails")],

    "Phone": phone, "Phone #": phone, "Tel": phone, "Telephone": phone, "Phone Number": phone,
    "Telephone Number": phone, "Main Phone": phone, "Office Phone": phone,
    "Mobile": [.contact("phones")], "Mobile Phone": [.contact("phones")], "Mobile #": [.contact("phones")],
    "Mobile Number": [.contact("phones")], "Cell": [.contact("phones")], "Cell Phone": [.contact("phones")],
    "Work Phone": [.contact("phones")], "Business Phone": [.contact("phones")],
    "Direct Phone": [.contact("phones")], "Home Phone": [.contact("phones")],
    "Contact Phone": [.contact("phones")],

    "Title": [.deal("title"), .task("title"), .contact("position")],
    "Job Title": [.contact("position")], "Job": [.contact("position")], "Role": [.contact("position")],
    "Birth Date": [.contact("birthday")],
    "Date of Birth": [.contact("birthday")], "DOB": [.contact("birthday")],
    "Unsubscribed": [.contact("do_not_contact")], "Opted Out": [.contact("do_not_contact")],
    "Lead Status": [.contact("status")], "Contact Status": [.contact("status")],
    "Status": [.task("status"), .contact("status"), .deal("status")],

    "Address": street, "Street": street, "Street Address": street, "Address 1": street,
    "Address Line 1": street,
    "City": city, "Town": city,
    "Postcode": postcode, "Postal Code": postcode, "ZIP": postcode, "ZIP Code": postcode,
    "ZIP/Postal Code": postcode,
    "Region": region, "State": region, "Province": region, "County": region, "State/Province": region,
    "State/Region": region,
    "Country": country, "Country/Region": country,

    "Company": companyName, "Company Name": companyName, "Organization": companyName,
    "Organisation": companyName, "Organization Name": companyName, "Organisation Name": companyName,
    "Account": companyName, "Account Name": companyName, "Employer": companyName, "Firm": companyName,
    "Business": companyName, "Business Name": companyName,
    "Company Domain": [.company("domain")], "Company Domain Name": [.company("domain")],
    "Company Website": [.company("website")], "Website URL": [.company("website")],
    "Homepage": [.company("website")], "URL": [.company("website")],
    "Company Industry": [.company("industry")], "Sector": [.company("industry")],
    "Company Size": [.company("size")], "Employees": [.company("size")],
    "Number of Employees": [.company("size")], "No. of Employees": [.company("size")],
    "Employee Count": [.company("size")], "Headcount": [.company("size")],
    "Company Phone": [.company("phone")], "Company Address": [.company("address")],
    "Company City": [.company("city")], "Company Country": [.company("country")],
    "Company Owner": [.company("owner")], "Contact Owner": [.contact("owner")],
    "Company ID": [.company("external_id"), .contact(nil), .deal(nil), .task(nil)],
    "Contact ID": [.contact("external_id"), .company(nil), .deal(nil), .task(nil)],

    "ID": Meaning.any("external_id"), "Record ID": Meaning.any("external_id"),
    "External ID": Meaning.any("external_id"),
    "Owner": Meaning.any("owner"), "Owner Name": Meaning.any("owner"), "Assigned To": Meaning.any("owner"),
    "Sales Rep": Meaning.any("owner"), "Salesperson": Meaning.any("owner"),
    "Notes": notes, "Note": notes, "Comments": notes, "Comment": notes, "Remarks": notes,
    "Description": notes,
    "Tags": tags, "Tag": tags, "Labels": tags, "Label": tags, "Categories": tags, "Category": tags,
    "Source": source, "Lead Source": source, "Original Source": source,
    "Created": Meaning.any("created_at"), "Created On": Meaning.any("created_at"),
    "Created Date": Meaning.any("created_at"), "Create Date": Meaning.any("created_at"),
    "Date Created": Meaning.any("created_at"), "Date Added": Meaning.any("created_at"),
  ]

  /// Deals and tasks.
  static let work: ColumnNames = [
    "Deal": deal, "Deal Name": deal, "Deal Title": deal, "Opportunity": deal, "Opportunity Name": deal,
    "Amount": [.deal("value")], "Deal Value": [.deal("value")], "Deal Amount": [.deal("value")],
    "Deal Size": [.deal("value")], "Currency Code": [.deal("currency")], "Deal Currency": [.deal("currency")],
    "Deal Stage": [.deal("stage")], "Pipeline Stage": [.deal("stage")], "Sales Stage": [.deal("stage")],
    "Stage Name": [.deal("stage")], "Deal Pipeline": [.deal("pipeline")],
    "Pipeline Name": [.deal("pipeline")], "Deal Status": [.deal("status")],
    "Close Date": [.deal("expected_close")], "Closing Date": [.deal("expected_close")],
    "Expected Close Date": [.deal("expected_close")], "Estimated Close Date": [.deal("expected_close")],
    "Closed": [.deal("closed_at")], "Closed Date": [.deal("closed_at")], "Closed On": [.deal("closed_at")],
    "Date Closed": [.deal("closed_at")],
    "Deal Probability": [.deal("probability")], "Win Probability": [.deal("probability")],
    "Next Steps": [.deal("next_step")], "Loss Reason": [.deal("lost_reason")],
    "Closed Lost Reason": [.deal("lost_reason")],
    "Deal Owner": [.deal("owner")], "Opportunity Owner": [.deal("owner")], "Deal Source": [.deal("source")],
    "Deal Description": [.deal("description")], "Deal Notes": [.deal("description")],
    "Deal ID": [.deal("external_id"), .contact(nil), .company(nil), .task(nil)],

    "Task": [.task("title")], "Task Name": [.task("title")], "Task Title": [.task("title")],
    "Subject": [.task("title")], "Task Status": [.task("status")], "Task Owner": [.task("owner")],
    "Due": [.task("due_date")], "Deadline": [.task("due_date")], "Completed": [.task("completed_at")],
    "Date Completed": [.task("completed_at")], "Assignee": [.task("owner")],
  ]
}
