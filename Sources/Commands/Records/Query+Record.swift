internal import Models

extension Query {
  /// Some fields of one record.
  init(from type: RecordType, id: Int64, fields: [String]) {
    self.init(
      from: type, condition: .compare(Path(["id"]), .equal, .number(String(id))),
      fields: fields.map { Path([$0]) })
  }
}

extension Condition {
  /// That records of kind `target` are about one contact, company or deal.
  static func about(_ type: RecordType, _ id: Int64, in target: RecordType) -> Condition {
    let isOneOfMany = Catalog.of(target).relation(type.plural)?.many == true
    let path = Path(isOneOfMany ? [type.plural, "id"] : [type.rawValue + "_id"])
    return .compare(path, .equal, .number(String(id)))
  }
}
