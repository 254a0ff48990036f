package import Bytes
internal import SQLite

extension Store {
  /// The answer that was kept under a key, if it is no older than that.
  package func keptAnswer(_ key: [UInt8], since oldest: Timestamp) throws -> String? {
    try database.value(
      "SELECT answer FROM model_answer WHERE key = \(key) AND made_at >= \(oldest.microseconds)",
      as: String.self)
  }

  /// Logs a call of a model and keeps its answer, if it has one to be kept; lets go of answers older than that and of
  /// calls older than the log reaches back.
  package func note(
    _ call: ModelCall, keeping kept: (key: [UInt8], answer: String)?, since oldest: Timestamp
  ) throws {
    try requireWriting()
    let now = clock.now.microseconds
    try database.transaction(.immediate) {
      try database.execute(
        """
        INSERT INTO model_call (at, purpose, prompt_version, engine, model, digest, prompt_tokens, answer_tokens,
        milliseconds, outcome, prompt, answer)
        VALUES (\(now), \(call.purpose), \(call.promptVersion), \(call.engine), \(call.model), \(call.digest),
        \(call.promptTokens), \(call.answerTokens), \(call.milliseconds), \(call.outcome), \(call.words?.prompt),
        \(call.words?.answer))
        """)
      if let kept {
        try database.execute(
          "INSERT OR REPLACE INTO model_answer (key, made_at, answer) VALUES (\(kept.key), \(now), \(kept.answer))"
        )
      }
      try database.execute("DELETE FROM model_answer WHERE made_at < \(oldest.microseconds)")
      try database.execute("DELETE FROM model_call WHERE at < \(now - Self.logReach)")
    }
  }

  /// How many calls of models there were since a time, for some purposes.
  package func callCount(for purposes: [String], since time: Timestamp) throws -> Int {
    let list = JSON.array(purposes.map(JSON.string)).text
    return try database.value(
      """
      SELECT count(*) FROM model_call
      WHERE at >= \(time.microseconds) AND purpose IN (SELECT value FROM json_each(\(list)))
      """, as: Int.self) ?? 0
  }

  /// How far the log of calls reaches back: 90 days, in microseconds.
  private static let logReach: Int64 = 90 * 86_400 * 1_000_000
}
