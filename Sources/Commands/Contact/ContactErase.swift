internal import Arguments
internal import Bytes
internal import Models
internal import Store

/// `crm contact erase`: a person goes for good.
enum ContactErase {
  private static let contact = Operand(
    "contact", .text("contact").completed(by: "contact"),
    help: "Whom; one that was deleted goes by id")

  static let command = Command<Action>(
    "erase", "Erase a person everywhere, for good",
    discussion: """
      The record goes, and whatever else names the person - notes, activities, tasks, deals, meetings, custom fields, \
      the journal and the copies that crm keeps beside the database - gets \(mark) in place of name, e-mail address and \
      phone number, in any notation. A first or last name alone goes where the person took part. Then every table and \
      the bytes of the files are searched: "remaining" is 0 when nothing is left, else the exit status is 1.

      This cannot be undone. Undoing something older brings back what else it did, or is refused. A salted hash \
      stays, so that no import brings the person back.

      A namesake keeps the name, and others keep a phone number that they have in common: "shared" lists them. \
      Copies in other folders are not found.
      """,
    arguments: [contact],
    examples: [
      Example("crm contact erase ann@acme.example --dry-run", "Show what would be found where"),
      Example("crm contact erase 12 --yes", "Erase without a question"),
    ],
    action: .writes { call, session in
      let store = try session.store()
      guard let id = try find(call[contact], session) else { return try finish(session) }
      if session.isDryRun {
        var result = try store.rehearseErasure(of: id, by: try session.author()).json
        result["dry_run"] = true
        return try session.printOne(result)
      }
      try session.requireAnswer()
      if !session.saysYes {
        let expected = try store.rehearseErasure(of: id, by: try session.author())
        guard try session.confirm(question(id, expected)) else {
          throw Failure(.failure, "nothing was erased")
        }
      }
      let erasure = try store.erase(id, by: try session.author())
      _ = try session.printOne(erasure.json)
      for holder in erasure.shared {
        session.note("\(holder.type) \(holder.id) has the same \(holder.field) and keeps it")
      }
      guard erasure.isComplete else {
        throw Failure(.failure, "the person is erased, but something is left; remaining_in says where")
      }
      return .ok
    })

  /// What stands where a person was named.
  private static let mark = "[erased]"

  /// The contact that is meant; nil when there is none, but an erasure was stopped that may have been this one.
  private static func find(_ reference: String, _ session: Session) throws -> Int64? {
    let store = try session.store()
    do {
      return try store.find(.contact, reference)
    } catch StoreError.notFound(let type, let text) {
      if let id = try store.deletedContact(reference) { return id }
      guard try !session.isDryRun && store.hasUnfinishedErasure() else {
        throw StoreError.notFound(type, text)
      }
      return nil
    }
  }

  /// Brings an erasure to its end whose record is gone already.
  private static func finish(_ session: Session) throws -> ExitStatus {
    let erasure = try session.store().finishErasures()
    session.note("an erasure that was stopped is at its end now; there is no such contact any more")
    return try session.printOne(erasure.json)
  }

  private static func question(_ id: Int64, _ expected: Erasure) -> String {
    let places = expected.found.filter { $0.count > 0 }.map { "\($0.name) \($0.count)" }
    let copies = expected.copies.map {
      "\n  copy \($0.path)" + ($0.isDeleted ? ", which goes as a whole" : "")
    }
    return "Contact \(id) would be erased: " + places.joined(separator: ", ") + copies.joined()
      + "\nThis cannot be undone. Erase?"
  }
}
