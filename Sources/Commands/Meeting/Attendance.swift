internal import Bytes
internal import Insight
internal import Models

/// Who took part in a meeting, and which of them are contacts: by e-mail address, by full name, by a first name that one
/// person alone has among those of the deal's company. Who might be several is nobody.
struct Attendance {
  private let lookup: StoreLookup
  private let deal: JSONObject?
  private let own: Set<String>
  /// As the meeting's record has them.
  private(set) var participants: [JSONObject] = []
  /// The contacts among them, by the names of their turns.
  private var speakers: [String: JSONObject] = [:]
  /// All contacts who took part, in order.
  private(set) var contacts: [Int64] = []
  private var companies: Set<Int64> = []

  /// `contacts` took part for certain, whatever the transcript says. Who is on the owner's side is no contact.
  init(
    of transcript: Transcript, deal: Int64?, contacts: [Int64], own: Set<String>, lookup: StoreLookup
  ) throws {
    self.lookup = lookup
    self.own = own
    self.deal = try deal.flatMap { try lookup.record(.deal, $0) }
    let present = try contacts.compactMap { try lookup.record(.contact, $0) }
    let near = present + (try lookup.people(of: self.deal))
    for participant in transcript.participants {
      let contact = try self.contact(participant, present: present, near: near)
      let speaker = transcript.turns.first { turn in
        turn.speaker.map(SearchKey.fold) == participant.name.map(SearchKey.fold) && turn.speaker != nil
      }?.speaker
      add(name: participant.name, email: participant.email, contact, speaker: speaker)
    }
    for contact in present where !self.contacts.contains(contact["id"]?.int64 ?? 0) {
      add(name: contact["name"]?.string, email: contact["email"]?.string, contact, speaker: nil)
    }
  }

  private mutating func add(name: String?, email: String?, _ contact: JSONObject?, speaker: String?) {
    participants.append([
      "name": name.map(JSON.string) ?? .null, "email": email.map(JSON.string) ?? .null,
      "contact_id": contact?["id"] ?? .null, "speaker": speaker.map(JSON.string) ?? .null,
    ])
    guard let contact, let id = contact["id"]?.int64 else { return }
    if let speaker { speakers[speaker] = contact }
    if !contacts.contains(id) { contacts.append(id) }
    if let company = contact["company_id"]?.int64 { companies.insert(company) }
  }

  private func contact(
    _ participant: Transcript.Participant, present: [JSONObject], near: [JSONObject]
  ) throws -> JSONObject? {
    if let email = participant.email {
      if own.contains(SearchKey.fold(email)) { return nil }
      if let contact = try lookup.contact(email: email) { return contact }
    }
    guard let name = participant.name, !own.contains(SearchKey.fold(name)) else { return nil }
    let words = Words.split(name)
    if words.count > 1 { return try lookup.contact(name: name, companyID: deal?["company_id"]?.int64) }
    for circle in [present, near] {
      var matching: [JSONObject] = []
      for contact in circle where !matching.contains(where: { $0["id"] == contact["id"] }) {
        let first = Words.split(contact["first_name"]?.string ?? "").first
        if let first, first == words.first { matching.append(contact) }
      }
      if matching.count == 1 { return matching[0] }
      if matching.count > 1 { return nil }
    }
    return nil
  }

  var dealID: JSON { deal?["id"] ?? .null }

  /// The company that it is about: the deal's, else the one that all contacts belong to.
  var companyID: JSON {
    if let company = deal?["company_id"], !company.isNull { return company }
    return companies.count == 1 ? companies.first.map { .number(JSONNumber($0)) } ?? .null : .null
  }

  /// What proposals depend on.
  func context(title: String, hash: String, activity: String) throws -> MeetingContext {
    var context = MeetingContext(
      title: title, contentHash: hash, activityID: activity, deal: deal, lookup: lookup)
    if let pipeline = deal?["pipeline_id"]?.int64 {
      context.stages = try lookup.record(.pipeline, pipeline)?["stages"]?.array?.compactMap(\.object) ?? []
    }
    context.speakers = speakers
    context.own = own
    return context
  }
}
