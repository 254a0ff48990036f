/// Where the lines of a chat come from.
protocol ChatInput {
  /// The next line; nil when there is none any more.
  mutating func next(prompt: String) throws -> String?
}
