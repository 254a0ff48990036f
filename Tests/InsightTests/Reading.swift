import Bytes
import Exchange
import Insight
import Models

/// What the built-in engine finds in a text, on 2 March 2026, a Monday.
func extraction(
  _ text: String, kind: Extraction.Kind? = nil, currency: String? = nil
) throws -> Extraction {
  Extractor().extraction(
    of: try conversation(text, kind: kind),
    Circumstances(day: try today(), currency: currency.flatMap { Currency(code: $0) }))
}

/// The turns of a text. Of a mail and a note each line is one.
func conversation(_ text: String, kind: Extraction.Kind? = nil) throws -> Conversation {
  let format: TranscriptFormat? = kind == .email || kind == .note ? .lines : nil
  do {
    let reading = try TranscriptReading(MemorySource(Array(text.utf8)), as: format)
    return Conversation(reading.transcript, kind: kind ?? (reading.format == .mail ? .email : nil))
  } catch let problem as TranscriptProblem where problem.reason == .empty {
    return Conversation(kind: kind ?? .note, turns: [])
  }
}

/// 2 March 2026.
func today() throws -> Day {
  struct NoDay: Error {}
  guard let day = Day(year: 2026, month: 3, day: 2) else { throw NoDay() }
  return day
}
