package import Bytes
internal import SQLite

/// Conversations in plain language. They are no records: no Plan makes them, and no undo takes them back.
extension Store {
  /// What the next turn of a conversation depends on; nothing of one that is new.
  package func conversation(_ name: String) throws -> JSONObject {
    let text = try database.value("SELECT state FROM conversation WHERE name = \(name)", as: String.self)
    return text.map(Self.object) ?? [:]
  }

  /// All conversations, the newest first.
  package func conversations() throws -> [KeptConversation] {
    try database.all(
      """
      SELECT name, updated_at, (SELECT count(*) FROM message WHERE conversation = name),
      (SELECT text FROM message WHERE conversation = name ORDER BY id LIMIT 1)
      FROM conversation ORDER BY updated_at DESC, name
      """
    ) { row in
      KeptConversation(
        name: try row[0], updatedAt: Timestamp(microseconds: try row[1]), messages: try row[2],
        opening: try row[3])
    }
  }

  /// The conversation that was gone on with last, if that was no longer ago than a time.
  package func lastConversation(since time: Timestamp) throws -> String? {
    try database.value(
      """
      SELECT name FROM conversation WHERE updated_at >= \(time.microseconds)
      ORDER BY updated_at DESC, name LIMIT 1
      """, as: String.self)
  }

  /// What was said in a conversation, in order; only the last so many messages where that is asked.
  package func messages(of conversation: String, last: Int? = nil) throws -> [KeptMessage] {
    let rows = try database.all(
      """
      SELECT at, role, text, details FROM message WHERE conversation = \(conversation)
      ORDER BY id DESC LIMIT \(last ?? -1)
      """
    ) { row in
      KeptMessage(
        KeptMessage.Role(rawValue: try row[1]) ?? .user, try row[2], Self.object(try row[3]),
        at: Timestamp(microseconds: try row[0]))
    }
    return rows.reversed()
  }

  /// Goes on with a conversation, or begins it anew: what the next turn depends on, and what was said in this one.
  package func remember(
    _ conversation: String, _ state: JSONObject, saying messages: [KeptMessage], beginsAnew: Bool = false
  ) throws {
    try requireWriting()
    try database.transaction(.immediate) {
      if beginsAnew { try delete(conversation) }
      try database.execute(
        """
        INSERT INTO conversation VALUES (\(conversation), \(clock.now.microseconds), \(JSON.object(state).text))
        ON CONFLICT (name) DO UPDATE SET updated_at = excluded.updated_at, state = excluded.state
        """)
      for message in messages {
        try database.execute(
          """
          INSERT INTO message (conversation, at, role, text, details) VALUES (\(conversation),
          \(message.at.microseconds), \(message.role.rawValue), \(message.text),
          \(JSON.object(message.details).text))
          """)
      }
    }
  }

  /// Forgets a conversation; false when there is none of that name.
  package func forget(_ conversation: String) throws -> Bool {
    try requireWriting()
    return try database.transaction(.immediate) { try delete(conversation) }
  }

  @discardableResult
  private func delete(_ conversation: String) throws -> Bool {
    try database.execute("DELETE FROM message WHERE conversation = \(conversation)")
    try database.execute("DELETE FROM conversation WHERE name = \(conversation)")
    return database.changeCount > 0
  }

  private static func object(_ text: String) -> JSONObject {
    (try? JSONParser.parse(text.utf8))?.object ?? [:]
  }
}
