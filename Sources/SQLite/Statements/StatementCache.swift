internal import CSQLite

/// The idle prepared statements of a connection by their text; the least recently used make room for new
/// ones.
///
/// A statement in use is not in the cache, so it cannot be handed out twice.
struct StatementCache {
  /// Far above the number of different statements in one command, and a few hundred kilobytes at most.
  static let capacity = 64

  private struct Entry {
    let text: String
    /// In bytes. Most texts differ in it, and it is compared faster than they are.
    let length: Int
    let statement: OpaquePointer
  }

  /// The one used last at the end, where those that are run for every record of many stand together. A look through
  /// a few of them costs less than hashing a long text, which a table would do at each use.
  private var idle: [Entry] = []

  mutating func remove(_ text: String) -> OpaquePointer? {
    let length = text.utf8.count
    var index = idle.count - 1
    while index >= 0 {
      if idle[index].length == length, idle[index].text == text { return idle.remove(at: index).statement }
      index -= 1
    }
    return nil
  }

  mutating func insert(_ statement: OpaquePointer, text: String) {
    // Two of one text were in use at once; one is enough to keep.
    sqlite3_finalize(remove(text))
    idle.append(Entry(text: text, length: text.utf8.count, statement: statement))
    if idle.count > Self.capacity { sqlite3_finalize(idle.removeFirst().statement) }
  }

  mutating func removeAll() {
    for entry in idle { sqlite3_finalize(entry.statement) }
    idle = []
  }
}
