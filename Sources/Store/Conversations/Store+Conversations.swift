package import Bytes
internal import SQLite

extension Store {
  /// What is remembered of a conversation; nothing of one that is new.
  package func conversation(_ name: String) throws -> JSONObject {
    guard
      let text = try database.value("SELECT state FROM conversation WHERE name = \(name)", as: String.self)
    else {
      return [:]
    }
    return (try? JSONParser.parse(text.utf8))?.object ?? [:]
  }

  /// Remembers a conversation. What nobody went on with for so many days is forgotten.
  package func remember(_ conversation: String, _ state: JSONObject, forgettingAfterDays days: Int64 = 30)
    throws
  {
    try requireWriting()
    try database.transaction(.immediate) {
      try database.execute(
        """
        INSERT INTO conversation VALUES (\(conversation), \(clock.now.microseconds), \(JSON.object(state).text))
        ON CONFLICT (name) DO UPDATE SET updated_at = excluded.updated_at, state = excluded.state
        """)
      try database.execute(
        "DELETE FROM conversation WHERE updated_at < \(clock.now.microseconds - days * 86_400_000_000)")
    }
  }
}
