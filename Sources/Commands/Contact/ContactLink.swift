internal import Arguments
internal import Bytes
internal import Models
internal import Store

/// `crm contact link` and `unlink`: the companies of a person.
enum ContactLink {
  private static let contacts = RepeatedOperand(
    "contact", .text("contact").completed(by: "contact"), minimum: 1, help: "Which contacts")
  private static let company = RequiredOption(
    "company", .text("name").completed(by: "company"), help: "The company")
  private static let position = Option("position", .text("title"), help: "Job title there")
  private static let primary = Flag("primary", help: "Make it the main company")

  static let link = Command<Action>(
    "link", "Link contacts to a further company",
    discussion:
      "The companies a contact has stay. The first one is the main one unless --primary says otherwise.",
    arguments: [contacts, company, position, primary],
    examples: [
      Example("crm contact link 'Ann Lee' --company Beta --position Advisor", "A second company"),
      Example("crm contact link 1 2 --company Beta --primary", "The main company of two people"),
    ],
    action: .writes { call, session in
      var changes: JSONObject = ["company": .string(call[company])]
      if let position = call[position] { changes["position"] = .string(position) }
      if call[primary] { changes["primary"] = true }
      return try session.link(.link, .contact, call[contacts], changes)
    })

  static let unlink = Command<Action>(
    "unlink", "Take contacts out of a company",
    discussion: "Where it was the main company, the next one becomes it.",
    arguments: [contacts, company],
    examples: [Example("crm contact unlink 'Ann Lee' --company Beta", "She left")],
    action: .writes { call, session in
      try session.link(.unlink, .contact, call[contacts], ["company": .string(call[company])])
    })
}

extension Session {
  /// Links or unlinks each of some contacts.
  func link(
    _ action: Plan.Action, _ type: RecordType, _ references: [String], _ changes: JSONObject
  ) throws -> ExitStatus {
    let steps = try references.map { reference in
      Plan.Step(action, type, id: try find(type, reference), changes: changes)
    }
    return try carryOut(Plan(summary: Plan.summary(of: steps), steps: steps))
  }
}
