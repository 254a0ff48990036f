internal import CSQLite

/// The idle prepared statements of a connection by their text; the least recently used make room for new
/// ones.
///
/// A statement in use is not in the cache, so it cannot be handed out twice.
struct StatementCache {
  /// Far above the number of different statements in one command, and a few hundred kilobytes at most.
  static let capacity = 64

  /// The one used last at the end. A look through a few of them costs less than hashing a long text, which a
  /// table would do at each use.
  private var idle: [(text: String, statement: OpaquePointer)] = []

  mutating func remove(_ text: String) -> OpaquePointer? {
    let length = text.utf8.count
    guard let index = idle.lastIndex(where: { $0.text.utf8.count == length && $0.text == text }) else {
      return nil
    }
    return idle.remove(at: index).statement
  }

  mutating func insert(_ statement: OpaquePointer, text: String) {
    // Two of one text were in use at once; one is enough to keep.
    sqlite3_finalize(remove(text))
    idle.append((text, statement))
    if idle.count > Self.capacity { sqlite3_finalize(idle.removeFirst().statement) }
  }

  mutating func removeAll() {
    for entry in idle { sqlite3_finalize(entry.statement) }
    idle = []
  }
}
