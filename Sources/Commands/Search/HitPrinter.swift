internal import Bytes
internal import Models
internal import Search

/// Prints what a search has found.
struct HitPrinter {
  private let session: Session
  private let printer: RowPrinter
  private let isForReading: Bool

  init(_ session: Session, isExcelSafe: Bool) throws {
    self.session = session
    isForReading = try session.format() == .table || session.format() == .csv
    printer = try RowPrinter(
      session,
      columns: isForReading
        ? ["query_id", "query", "rank", "record", "title", "score", "snippet", "why"]
        : ["type", "query_id", "query", "rank", "record", "score", "snippet", "why"],
      preferred: ["rank", "record", "title", "snippet", "why"], isExcelSafe: isExcelSafe)
  }

  func print(_ findings: Findings, of query: String, id: JSON) throws {
    for (index, hit) in findings.hits.enumerated() {
      var row: JSONObject = [:]
      if !isForReading { row["type"] = "hit" }
      row["query_id"] = id
      row["query"] = .string(query)
      row["rank"] = .number(JSONNumber(Int64(index + 1)))
      if isForReading {
        row["record"] = .string("\(hit.type.rawValue):\(hit.id)")
        row["title"] = .string(hit.title)
      } else {
        row["record"] = [
          "type": .string(hit.type.rawValue), "id": .number(JSONNumber(hit.id)), "title": .string(hit.title),
        ]
      }
      row["score"] = JSONNumber((hit.score * 10_000).rounded() / 10_000).map(JSON.number) ?? .null
      row["snippet"] = .string(hit.snippet)
      row["why"] = .string(hit.reason.words(of: hit.type))
      try printer.row(row)
    }
  }

  func flush() throws { try printer.flush() }

  func finish() throws { try session.finish(printer) }
}

extension Hit.Reason {
  /// In words, for a person.
  fileprivate func words(of type: RecordType) -> String {
    var parts: [String] = []
    if !words.isEmpty { parts.append("has " + words.joined(separator: ", ")) }
    if let nearness {
      let percent = Int((max(0, nearness) * 100).rounded())
      parts.append("near in meaning: 0." + (percent < 10 ? "0" : "") + "\(min(percent, 99))")
    }
    if let newest { parts.append("among the newest \(newest) \(type.plural) with these words") }
    return parts.joined(separator: "; ")
  }
}
