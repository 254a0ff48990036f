internal import Bytes

/// Makes activities of messages, and keeps count of what was left out of them.
struct MailRecords {
  /// Why a message is no activity.
  enum Problem: Error, CustomStringConvertible {
    case noMessage
    case noDate

    var description: String {
      switch self {
      case .noMessage: "this is not a message: it does not begin with fields such as From and Date"
      case .noDate: "the message does not say when it was written: it has no date that can be read"
      }
    }
  }

  /// The owner's own addresses, in lower case.
  private let me: Set<String>
  private var withAttachments = 0
  private var withUnknownCharset = 0
  private var unknownCharsets: Set<String> = []
  private var quotedLines = 0

  init(me: Set<String>) {
    self.me = Set(me.map { $0.lowercased() })
  }

  /// The activity that a message is.
  mutating func record(of stored: StoredMail) throws(Problem) -> JSONObject {
    let message = MailMessage(stored.content)
    if message.fields.isEmpty { throw .noMessage }
    guard let date = message.date ?? stored.delivered else { throw .noDate }
    count(message)
    let subject = message.subject
    let parts = ReplyParts(message.text, subject: subject)
    quotedLines += parts.quotedLines

    let (from, to, cc) = (message.people("from"), message.people("to"), message.people("cc"))
    let id = message.id ?? Self.id(of: message, date)
    var record: JSONObject = ["type": "activity", "kind": "email"]
    record["subject"] = subject.map(JSON.string)
    if !parts.body.isEmpty { record["body"] = .string(parts.body) }
    record["direction"] = .string(direction(from))
    record["occurred_at"] = .string(date.description)
    record["contacts"] = .array(contacts(from + to + cc))
    record["source"] = "mail"
    record["external_id"] = .string(id)

    var fields: JSONObject = ["thread": .string(message.threadID ?? id)]
    for (name, people) in [("from", from), ("to", to), ("cc", cc)] where !people.isEmpty {
      fields[name] = Self.list(people.map(\.description))
    }
    if !message.attachments.isEmpty { fields["attachments"] = Self.list(message.attachments) }
    fields["signature"] = parts.signature.map(JSON.string)
    record["fields"] = .object(fields)
    return record
  }

  /// What was left out or may be wrong, in sentences.
  var remarks: [String] {
    var remarks: [String] = []
    if withAttachments > 0 {
      let messages = Self.count(withAttachments, "message")
      remarks.append("attachments are named in fields.attachments and not stored: \(messages)")
    }
    if quotedLines > 0 {
      let lines = Self.count(quotedLines, "line")
      remarks.append("earlier messages quoted in later ones were left out: \(lines)")
    }
    if withUnknownCharset > 0 {
      let messages = Self.count(withUnknownCharset, "message")
      let names = unknownCharsets.sorted().prefix(5).joined(separator: ", ")
      remarks.append("text in a character set that is not known may be wrong: \(messages) (\(names))")
    }
    return remarks
  }

  private mutating func count(_ message: MailMessage) {
    if !message.attachments.isEmpty { withAttachments += 1 }
    if !message.unknownCharsets.isEmpty {
      withUnknownCharset += 1
      unknownCharsets.formUnion(message.unknownCharsets)
    }
  }

  private func direction(_ from: [MailAddress]) -> String {
    if me.isEmpty { return "none" }
    return from.contains(where: isMine) ? "out" : "in"
  }

  private func isMine(_ person: MailAddress) -> Bool {
    me.contains(person.address.lowercased())
  }

  /// Everybody but the owner, each once, with the first name that is given.
  private func contacts(_ people: [MailAddress]) -> [JSON] {
    var contacts: [JSONObject] = []
    var places: [String: Int] = [:]
    for person in people where !isMine(person) {
      let place = places[person.address.lowercased()] ?? contacts.count
      if place == contacts.count {
        places[person.address.lowercased()] = place
        contacts.append(["email": .string(person.address)])
      }
      if let name = person.name, contacts[place]["name"] == nil { contacts[place]["name"] = .string(name) }
    }
    return contacts.map(JSON.object)
  }

  /// The id of a message that has none: a hash of what it says, which is the same in every copy.
  private static func id(of message: MailMessage, _ date: Timestamp) -> String {
    let people = (message.people("from") + message.people("to")).map(\.address)
    let content = [date.description, people.joined(separator: ","), message.subject ?? "", message.text]
    return "sha256:" + SHA256.hexadecimal(content.joined(separator: "\0").utf8)
  }

  private static func list(_ items: [String]) -> JSON { .string(items.joined(separator: ", ")) }

  private static func count(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
