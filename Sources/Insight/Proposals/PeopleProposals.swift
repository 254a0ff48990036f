internal import Bytes
internal import Models

/// What a conversation suggests about people and companies: new ones, and what is not known of those that are.
struct PeopleProposals {
  private let proposals: Proposals

  init(_ proposals: Proposals) {
    self.proposals = proposals
  }

  private var context: MeetingContext { proposals.context }

  func all() throws -> [Proposal] {
    var found: [Proposal] = []
    var told: Set<String> = []
    for place in proposals.places(of: .contact) {
      let person = proposals.extraction.contacts[place]
      told.formUnion([person.name, person.email ?? person.name].map(SearchKey.fold))
      if let proposal = try self.person(person, place) { found.append(proposal) }
    }
    // Who took part with a name and an address is known well enough, whatever was said of them.
    for participant in proposals.extraction.participants {
      guard let email = participant.email,
        told.isDisjoint(with: [email, participant.name].map(SearchKey.fold))
      else { continue }
      if let proposal = try self.participant(participant, email) { found.append(proposal) }
    }
    return found + (try companies())
  }

  // MARK: People

  private func person(_ person: Person, _ place: Int) throws -> Proposal? {
    if isOwn(person.name, person.email) { return nil }
    let (contact, speaker) = try known(person)
    if let contact { return update(contact, with: person, place) }
    // A first name alone may be anybody's.
    guard person.lastName != nil || person.email != nil else { return nil }
    var changes: JSONObject = ["first_name": .string(person.firstName)]
    let values = [
      ("last_name", person.lastName), ("email", person.email), ("phone", person.phone),
      ("company", person.company), ("position", person.position),
    ]
    for (name, value) in values { if let value { changes[name] = .string(value) } }
    return creation(of: person.name, changes, speaker: speaker, facts: [place], person.confidence)
  }

  private func participant(_ participant: Participant, _ email: String) throws -> Proposal? {
    if isOwn(participant.name, email) { return nil }
    if let speaker = participant.speaker, context.speakers[speaker] != nil { return nil }
    if try context.lookup.contact(email: email) != nil { return nil }
    var changes: JSONObject = ["name": .string(participant.name), "email": .string(email)]
    if let company = participant.company { changes["company"] = .string(company) }
    if let role = participant.role { changes["position"] = .string(role) }
    return creation(of: participant.name, changes, speaker: participant.speaker, facts: [], nil)
  }

  private func isOwn(_ name: String, _ email: String?) -> Bool {
    context.own.contains(SearchKey.fold(name))
      || email.map { context.own.contains(SearchKey.fold($0)) } ?? false
  }

  /// The contact that a person is, and the name of the person's turns, as far as that is certain.
  private func known(_ person: Person) throws -> (JSONObject?, speaker: String?) {
    let speakers = proposals.extraction.participants.compactMap(\.speaker)
    let key = SearchKey.fold(person.name)
    let own = speakers.filter { speaker in
      let label = SearchKey.fold(speaker)
      return label == key || key.hasPrefix(label + " ") || label.hasPrefix(key + " ")
    }
    let speaker = own.count == 1 ? own[0] : nil
    if let email = person.email, let contact = try context.lookup.contact(email: email) {
      return (contact, speaker)
    }
    if let speaker, let contact = context.speakers[speaker] { return (contact, speaker) }
    guard person.lastName != nil else { return (nil, speaker) }
    let company = try person.company.flatMap { try context.lookup.company($0)?["id"]?.int64 }
    return (try context.lookup.contact(name: person.name, companyID: company), speaker)
  }

  private func creation(
    of name: String, _ changes: JSONObject, speaker: String?, facts: [Int], _ confidence: Double?
  ) -> Proposal {
    var changes = changes
    changes["source"] = "meeting"
    var steps = [Plan.Step(.create, .contact, changes: changes)]
    let made: JSON = .object([Plan.Step.reference: 0])
    // Who is only spoken of need not have been there, nor have to do with the deal.
    if let speaker {
      if let deal = context.deal?["id"]?.int64 {
        steps.append(Plan.Step(.link, .deal, id: deal, changes: ["contact_id": made]))
      }
      steps.append(
        Plan.Step(
          .link, .meeting, match: ["content_hash": .string(context.contentHash)],
          changes: ["contact_id": made, "speaker": .string(speaker)]))
      steps.append(
        Plan.Step(
          .link, .activity, match: ["external_id": .string(context.activityID)], changes: ["contact_id": made]
        ))
    }
    let at = changes["company"]?.string.map { " at \($0)" } ?? ""
    let plan = Plan(summary: "Add the contact \(name)\(at)", because: proposals.because, steps: steps)
    return Proposal(.contact, plan, facts: facts, confidence: confidence)
  }

  /// What a contact lacks. What it has is left: who says something else may speak of something else.
  private func update(_ contact: JSONObject, with person: Person, _ place: Int) -> Proposal? {
    guard let id = contact["id"]?.int64 else { return nil }
    var (changes, expect): (JSONObject, JSONObject) = ([:], [:])
    func set(_ field: String, _ value: JSON) {
      expect[field] = contact[field] ?? .null
      changes[field] = value
    }
    func add(_ value: String?, to field: String, _ isSame: (String, String) -> Bool) {
      let values = contact[field]?.array ?? []
      guard let value, !values.contains(where: { $0.string.map { isSame($0, value) } ?? false }) else {
        return
      }
      set(field, .array(values + [.string(value)]))
    }
    add(person.email, to: "emails") { $0.lowercased() == $1.lowercased() }
    add(person.phone, to: "phones") { Self.digits($0).hasSuffix(Self.digits($1).suffix(7)) }
    for (field, value) in [("position", person.position), ("company", person.company)] {
      if let value, contact[field]?.isNull != false { set(field, .string(value)) }
    }
    if let lastName = person.lastName, contact["last_name"]?.isNull != false {
      set("last_name", .string(lastName))
    }
    if changes.isEmpty { return nil }
    let name = contact["name"]?.string ?? person.name
    let what = changes.keys.joined(separator: ", ")
    let step = Plan.Step(.update, .contact, id: id, expect: expect, changes: changes)
    return Proposal(
      .contact, proposals.plan("Add to \(name): \(what)", step), facts: [place], confidence: person.confidence
    )
  }

  private static func digits(_ text: String) -> String { text.filter(\.isNumber) }

  // MARK: Companies

  /// Companies that are named with their domain; what is only named may be anything.
  private func companies() throws -> [Proposal] {
    var found: [Proposal] = []
    let competitors = Set(proposals.extraction.competitors.map { SearchKey.fold($0.text) })
    for (place, company) in zip(proposals.places(of: .company), proposals.extraction.companies) {
      guard let domain = company.domain, !competitors.contains(SearchKey.fold(company.name)) else { continue }
      if try context.lookup.company(domain) != nil { continue }
      let step: Plan.Step
      if let known = try context.lookup.company(company.name), let id = known["id"]?.int64 {
        guard known["domain"]?.isNull != false else { continue }
        step = Plan.Step(
          .update, .company, id: id, expect: ["domain": .null], changes: ["domain": .string(domain)])
      } else {
        step = Plan.Step(
          .create, .company, changes: ["name": .string(company.name), "domain": .string(domain)])
      }
      let verb = step.action == .create ? "Add the company" : "Add the domain \(domain) to"
      found.append(
        Proposal(
          .company, proposals.plan("\(verb) \(company.name)", step), facts: [place],
          confidence: company.confidence))
    }
    return found
  }
}
