internal import Bytes
internal import Models

/// What a person should know of a column once the file was read.
struct ColumnNotes {
  /// What became of it; empty where the names are our own.
  var uses: [HeaderReading.Use] = []
  /// Whether a custom field of its name got a value.
  var isFilled = false
  /// Whether a value of it went into a custom field because its record was not named in the row.
  var isStray = false
  /// The first date that might be another, and the order in which it was read.
  private(set) var openDate: (text: String, order: DateOrder)?
  /// The first number that might be another.
  private(set) var openNumber: String?
  /// Words for a status, each with the status that it was read as, nil for one that is none; so many as can be told.
  private(set) var statuses: [(word: String, status: String?)] = []

  mutating func note(date: String, _ order: DateOrder) {
    if openDate == nil { openDate = (date, order) }
  }

  mutating func note(status word: String, readAs status: String?) {
    if status?.lowercased() == word.lowercased() || statuses.count == Self.mostStatuses { return }
    if !statuses.contains(where: { $0.word == word }) { statuses.append((word, status)) }
  }

  private static let mostStatuses = 20

  mutating func note(number: ArraySlice<UInt8>) {
    if openNumber == nil { openNumber = String(decoding: number, as: UTF8.self) }
  }
}

extension RowReader {
  /// What was understood or left out, in sentences.
  var remarks: [String] {
    var remarks: [String] = []
    let renamed = names.indices.compactMap { index -> String? in
      guard case .field(let meaning)? = notes[index].uses.first, let field = meaning.field else { return nil }
      let name = ColumnName.key(names[index])
      // "email" is one of the emails, and nothing to speak of.
      if [field, String(field.dropLast())].contains(where: { ColumnName.key($0) == name }) { return nil }
      return "\(names[index]) as \(notes[index].uses.count > 1 ? field : "\(meaning.type.rawValue).\(field)")"
    }
    if !renamed.isEmpty { remarks.append("read " + renamed.joined(separator: ", ")) }
    let kept = names.indices.filter { notes[$0].isFilled && !notes[$0].uses.isEmpty }
    say(kept, one: "is kept as a custom field", many: "are kept as custom fields", &remarks)
    let strayed = names.indices.filter { notes[$0].isStray }
    say(
      strayed, one: "is kept as a custom field in rows that do not name its record",
      many: "are kept as custom fields in rows that do not name their record", &remarks)
    let passedOver = names.indices.filter { notes[$0].uses == [.passedOver] }
    say(passedOver, one: "is passed over", many: "are passed over", &remarks)
    for index in names.indices { remarks += readings(ofColumn: index) }
    return remarks
  }

  private func say(_ columns: [Int], one: String, many: String, _ remarks: inout [String]) {
    guard !columns.isEmpty else { return }
    let list = columns.map { names[$0] }.joined(separator: ", ")
    remarks.append(columns.count == 1 ? "column \(list) \(one)" : "columns \(list) \(many)")
  }

  /// How what could be read in several ways was read.
  private func readings(ofColumn index: Int) -> [String] {
    var remarks: [String] = []
    if let (date, order) = notes[index].openDate {
      let reason =
        if let told = habits[index].dateOrder, told.order == order {
          "as \(told.example) is"
        } else {
          options.dateOrder == order ? "as asked" : "see --date-order"
        }
      remarks.append("column '\(names[index])': \(date) could be either; read as \(order.wording), \(reason)")
    }
    let read = notes[index].statuses.compactMap { word, status in
      status.map { "\(word.excerpt) as \($0)" }
    }
    if !read.isEmpty { remarks.append("column '\(names[index])': read " + read.joined(separator: ", ")) }
    let others = notes[index].statuses.filter { $0.status == nil }.map(\.word.excerpt)
    if !others.isEmpty {
      let are = others.count == 1 ? "is no lead status and is" : "are no lead statuses and are"
      remarks.append(
        "column '\(names[index])': \(others.joined(separator: ", ")) \(are) kept as a custom field")
    }
    if let number = notes[index].openNumber {
      remarks.append("column '\(names[index])': the mark in \(number) was read as that of thousands")
    }
    return remarks
  }
}

extension DateOrder {
  fileprivate var wording: String {
    switch self {
    case .dmy: "day first"
    case .mdy: "month first"
    case .ymd: "year first"
    }
  }
}
