internal import SQLite

/// What models said, what they were asked, and what was said in conversations, as far as the database keeps it.
enum ModelWords {
  /// Deletes all of it when a person is erased. Neither says whom it is about, and a first name alone may mean the
  /// person; an answer with a mark in it would be none; and what is lost can be asked again. That there were calls stays.
  static func delete(from database: Database, _ tables: [StoredTable], _ found: inout Findings) throws {
    // A copy may be older than these tables.
    for table in ["message", "conversation"] where tables.contains(where: { $0.name == table }) {
      try database.run(script: "DELETE FROM \(table)")
      if database.changeCount > 0 { found.add(database.changeCount, to: table) }
    }
    guard tables.contains(where: { $0.name == "model_answer" }) else { return }
    try database.execute("DELETE FROM model_answer")
    if database.changeCount > 0 { found.add(database.changeCount, to: "model_answer") }
    try database.execute(
      "UPDATE model_call SET prompt = NULL, answer = NULL WHERE prompt IS NOT NULL OR answer IS NOT NULL")
    if database.changeCount > 0 { found.add(database.changeCount, to: "model_call") }
  }
}
