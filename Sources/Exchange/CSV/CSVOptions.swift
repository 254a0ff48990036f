internal import Bytes
package import Models

/// What is said about a CSV file from outside.
package struct CSVOptions: Sendable {
  /// What the rows are; nil for what the header tells.
  package var type: RecordType?
  /// Columns that go into a field whatever they are called: the column's name and the field's, which may say its kind
  /// as in `company.domain`, or be a custom one as in `fields.region`.
  package var map: [(column: String, field: String)]
  /// How dates are read whose column does not tell the order of day and month.
  package var dateOrder: DateOrder?
  /// The lead statuses that there are; nil where whoever writes the records is to say what is none.
  package var statuses: [String]?
  /// Whether entries carry their text.
  package var keepsSource: Bool

  package init(
    type: RecordType? = nil, map: [(column: String, field: String)] = [], dateOrder: DateOrder? = nil,
    statuses: [String]? = nil, keepsSource: Bool = false
  ) {
    self.type = type
    self.map = map
    self.dateOrder = dateOrder
    self.statuses = statuses
    self.keepsSource = keepsSource
  }
}

/// The order in which a date of three numbers names year, month and day.
package enum DateOrder: String, CaseIterable, Sendable {
  case ymd, dmy, mdy
}

/// Why a CSV file cannot be read at all.
package enum CSVHeaderError: Error, Hashable, Sendable {
  /// The map names a column that the file does not have.
  case unknownColumn(String, among: [String])
  /// The map names a field that the records do not have.
  case unknownField(String, among: [String])
  /// No column of the file is known, as when its first row is no header.
  case nothingKnown(columns: [String])
}

extension CSVHeaderError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknownColumn(let name, let good):
      "the file has no column '\(name)'; its columns are \(good.excerpt)"
    case .unknownField(let name, let good):
      "there is no field '\(name)'; the fields are \(good.joined(separator: ", ")), or fields.NAME for one of your own"
    case .nothingKnown(let columns):
      "the first row has to name the columns, and none of \(columns.excerpt) is known"
    }
  }
}

extension [String] {
  /// The names with commas between, as many as a sentence can hold.
  fileprivate var excerpt: String {
    let most = 40
    let names = prefix(most).map(\.excerpt).joined(separator: ", ")
    return count > most ? names + " and \(count - most) more" : names
  }
}
