internal import Arguments
internal import Bytes
internal import Models

/// `crm company link` and `unlink`: the people of a company.
enum CompanyLink {
  private static let company = Operand(
    "company", .text("company").completed(by: "company"), help: "The company")
  private static let contacts = RepeatedOption(
    "contact", .text("contact").completed(by: "contact"), help: "A contact; repeat for several")

  static let link = Command<Action>(
    "link", "Link contacts to the company",
    arguments: [company, contacts],
    examples: [Example("crm company link Acme --contact 'Ann Lee' --contact bo@acme.example", "Two people")],
    action: .writes { call, session in
      guard !call[contacts].isEmpty else { throw call.refusal("name the people with --contact") }
      return try session.link(.link, .contact, call[contacts], ["company": .string(call[company])])
    })

  static let unlink = Command<Action>(
    "unlink", "Take contacts out of the company",
    arguments: [company, contacts],
    examples: [Example("crm company unlink Acme --contact 'Ann Lee'", "She left")],
    action: .writes { call, session in
      guard !call[contacts].isEmpty else { throw call.refusal("name the people with --contact") }
      return try session.link(.unlink, .contact, call[contacts], ["company": .string(call[company])])
    })
}
