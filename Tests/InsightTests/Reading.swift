import Bytes
import Insight
import Models

/// What the built-in engine finds in a text, on 2 March 2026, a Monday.
func extraction(
  _ text: String, kind: Extraction.Kind? = nil, currency: String? = nil
) throws -> Extraction {
  Extractor().extraction(
    of: Conversation(text: text, kind: kind),
    Circumstances(day: try today(), currency: currency.flatMap { Currency(code: $0) }))
}

/// 2 March 2026.
func today() throws -> Day {
  struct NoDay: Error {}
  guard let day = Day(year: 2026, month: 3, day: 2) else { throw NoDay() }
  return day
}
