internal import CSQLite

/// The idle prepared statements of a connection by their text; the least recently used make room for new
/// ones.
///
/// A statement in use is not in the cache, so it cannot be handed out twice.
struct StatementCache {
  /// Far above the number of different statements in one command, and a few hundred kilobytes at most.
  static let capacity = 64

  private var idle: [String: (statement: OpaquePointer, lastUse: Int)] = [:]
  private var uses = 0

  mutating func remove(_ text: String) -> OpaquePointer? {
    idle.removeValue(forKey: text)?.statement
  }

  mutating func insert(_ statement: OpaquePointer, text: String) {
    uses += 1
    let earlier = idle.updateValue((statement, uses), forKey: text)
    sqlite3_finalize(earlier?.statement)
    if idle.count > Self.capacity, let oldest = idle.min(by: { $0.value.lastUse < $1.value.lastUse }) {
      sqlite3_finalize(remove(oldest.key))
    }
  }

  mutating func removeAll() {
    for entry in idle.values { sqlite3_finalize(entry.statement) }
    idle = [:]
  }
}
