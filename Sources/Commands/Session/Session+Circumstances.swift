internal import Bytes
internal import Models
internal import Store

extension Session {
  /// The names and addresses of the owner's side as search keys: the setting `addresses`, and who looks after records.
  func ownNames() throws -> Set<String> {
    var names = Set(try ownAddresses().map(SearchKey.fold))
    let owner = Path(["owner"])
    for type in [RecordType.contact, .deal] {
      let query = Query(
        from: type, condition: .not(.isNull(owner)), groupBy: [.init(path: owner)],
        aggregates: [.init(function: .count)])
      for row in try store().rows(query) {
        if let name = row["owner"]?.string { names.insert(SearchKey.fold(name)) }
      }
    }
    if let user = try author().actor { names.insert(SearchKey.fold(user)) }
    return names
  }

  /// A time of the command line.
  func instant(of text: String) throws -> Timestamp {
    let clock = try clock()
    return try TimeExpression(text).moment(now: clock.now, zone: clock.zone).instant(in: clock.zone)
  }

  /// The currency that a person chose; nil where nobody did, since a conversation itself may name one.
  func chosenCurrency() throws -> Currency? {
    try find(.currency).origin == .default ? nil : Currency(code: try value(.currency))
  }
}
