internal import Bytes
internal import Models
internal import SQLite

/// Recognises rows of an import that speak of records which somebody deleted or merged into others.
struct Departed {
  private let departures: Departures
  private let lists: NameLists
  private let reader: InputReader
  /// The kinds of which records have gone: mostly none, and then a row costs nothing.
  private let types: Set<RecordType>

  /// Sees once of which kinds records have gone.
  init(database: Database, clock: Clock) throws {
    let departures = Departures(database: database)
    self.departures = departures
    lists = NameLists(database: database)
    reader = InputReader(clock: clock)
    types = Set(try RecordType.allCases.filter(departures.knows))
  }

  /// Whether records of a kind have gone.
  func knows(_ type: RecordType) -> Bool { types.contains(type) }

  /// What became of the record that a row means, which names others by their ids here; nil when it means none that has
  /// gone.
  func find(_ type: RecordType, _ record: JSONObject) throws -> Fate? {
    guard knows(type) else { return nil }
    // A deal of a company that is not known is a new one.
    if type == .deal, record["company"]?.string != nil { return nil }
    let row: Identity
    do {
      row = try Identity(type, row: record, lists, reader)
    } catch is InputProblem {
      // Who writes the record says what is wrong with it.
      return nil
    }
    for key in row.keys {
      for (id, identity) in try departures.gone(type, key)
      where try identity.agrees(with: row, on: key, current: departures.current) {
        if let fate = try departures.fate(of: type, id) { return fate }
      }
    }
    return nil
  }
}
