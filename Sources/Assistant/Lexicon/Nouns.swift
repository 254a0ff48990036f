internal import Models

/// What kinds of records are called, and what the word says of them besides.
struct Noun: Sendable {
  let type: RecordType
  /// What "calls" have to satisfy and "activities" have not.
  var condition: Condition?
  /// The kind of lead status that "leads" and "customers" have.
  var leadKind: String?
  /// Whether a sum of money is meant unless somebody counts: a pipeline.
  var isMoney = false
  /// Whether they are people of a company that has to be said.
  var isOfCompany = false
  /// What the word says of the records besides, as an adjective would: a win is a deal that was won.
  var word: String?

  /// The noun of some words, with how many of them it takes.
  static func find(_ keys: ArraySlice<String>) -> (noun: Noun, length: Int)? {
    for length in stride(from: min(3, keys.count), through: 1, by: -1) {
      if let noun = all[keys.prefix(length).joined(separator: " ")] { return (noun, length) }
    }
    return nil
  }

  private static let openDeal = Condition.compare(Path(["status"]), .equal, .word("open"))

  private static let all: [String: Noun] = {
    var nouns: [String: Noun] = [:]
    func add(_ noun: Noun, _ words: String...) {
      for word in words { nouns[word] = noun }
    }
    func activity(_ kind: String) -> Noun {
      Noun(type: .activity, condition: .compare(Path(["kind"]), .equal, .word(kind)))
    }
    add(
      Noun(type: .contact), "contact", "contacts", "person", "people", "persons", "everyone", "everybody",
      "anyone", "anybody", "someone", "somebody", "contact person", "contact people", "stakeholder",
      "stakeholders")
    add(
      Noun(type: .contact, isOfCompany: true), "colleague", "colleagues", "employee", "employees", "staff")
    add(
      Noun(type: .contact, leadKind: "open"), "lead", "leads", "prospect", "prospects", "sales lead",
      "sales leads")
    add(Noun(type: .contact, leadKind: "won"), "customer", "customers", "client", "clients")
    add(
      Noun(type: .company), "company", "companies", "account", "accounts", "organisation", "organisations",
      "organization", "organizations", "firm", "firms", "business", "businesses")
    add(
      Noun(type: .deal), "deal", "deals", "opportunity", "opportunities", "opp", "opps", "sales opportunity",
      "sales opportunities", "business opportunities")
    add(Noun(type: .deal, word: "won"), "win", "wins")
    add(Noun(type: .deal, word: "lost"), "loss", "losses")
    add(
      Noun(type: .deal, condition: openDeal, isMoney: true), "pipeline", "sales pipeline", "pipe",
      "deal pipeline", "open pipeline")
    add(
      Noun(type: .task), "task", "tasks", "todo", "todos", "to do", "to dos", "followup", "followups",
      "action item", "action items", "reminder", "reminders", "to-do", "to-dos", "todo item", "todo items",
      "to do item", "to do items")
    add(
      Noun(type: .activity), "activity", "activities", "interaction", "touchpoint",
      "touchpoints", "interactions", "conversation", "conversations", "exchange", "exchanges")
    add(activity("call"), "call", "calls", "phone call", "phone calls")
    add(
      activity("email"), "email", "emails", "mail", "mails", "message", "messages",
      "email message", "email messages")
    add(activity("meeting"), "meeting", "meetings", "appointment", "appointments")
    add(activity("note"), "note", "notes")
    return nouns
  }()
}
