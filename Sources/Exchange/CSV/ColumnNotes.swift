internal import Models

/// What a person should know of a column once the file was read.
struct ColumnNotes {
  /// What became of it; empty where the names are our own.
  var uses: [HeaderReading.Use] = []
  /// Whether a custom field of its name got a value.
  var isFilled = false
  /// Whether a value of it went into a custom field because its record was not named in the row.
  var isStray = false
  /// The first date that might be another, and the first number.
  private(set) var openDate: String?
  private(set) var openNumber: String?

  mutating func note(date: String) {
    if openDate == nil { openDate = date }
  }

  mutating func note(number: ArraySlice<UInt8>) {
    if openNumber == nil { openNumber = String(decoding: number, as: UTF8.self) }
  }
}

extension RowReader {
  /// What was understood or left out, in sentences.
  var remarks: [String] {
    var remarks: [String] = []
    let renamed = names.indices.compactMap { index -> String? in
      guard case .field(let meaning)? = notes[index].uses.first, let field = meaning.field,
        ColumnName.key(names[index]) != ColumnName.key(field)
      else { return nil }
      return "\(names[index]) as \(notes[index].uses.count > 1 ? field : "\(meaning.type.rawValue).\(field)")"
    }
    if !renamed.isEmpty { remarks.append("read " + renamed.joined(separator: ", ")) }
    say(
      names.indices.filter { notes[$0].isFilled && !notes[$0].uses.isEmpty }, "kept as custom fields",
      &remarks)
    say(
      names.indices.filter { notes[$0].isStray },
      "kept as custom fields in rows that do not name the record they belong to", &remarks)
    say(names.indices.filter { notes[$0].uses == [.passedOver] }, "passed over", &remarks)
    for index in names.indices { remarks += readings(ofColumn: index) }
    return remarks
  }

  private func say(_ columns: [Int], _ what: String, _ remarks: inout [String]) {
    guard !columns.isEmpty else { return }
    let list = columns.map { names[$0] }.joined(separator: ", ")
    remarks.append(columns.count == 1 ? "column \(list) is \(what)" : "columns \(list) are \(what)")
  }

  /// How what could be read in several ways was read.
  private func readings(ofColumn index: Int) -> [String] {
    var remarks: [String] = []
    if let date = notes[index].openDate {
      let beginning = "column '\(names[index])': \(date) could be either; read as "
      if let (order, example) = habits[index].dateOrder {
        remarks.append(beginning + "\(order.wording), as \(example) is")
      } else if let order = options.dateOrder, order != .ymd {
        remarks.append(beginning + "\(order.wording), as asked")
      } else {
        remarks.append(beginning + "day first, see --date-order")
      }
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
