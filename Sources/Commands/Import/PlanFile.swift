internal import Bytes
internal import Models

/// A Plan that is written step by step, because a large import has too many to hold.
final class PlanFile {
  private let file: NewFile
  private var types: [RecordType] = []
  private var count: Int64 = 0

  /// Fails when there is such a file already.
  init(path: String, summary: String) throws {
    file = try NewFile(path: path)
    // The members in the order in which a Plan has them.
    try write(#"{"type":"plan","summary":\#(JSON.string(summary).text),"because":null,"steps":["#)
  }

  func add(_ step: Plan.Step) throws {
    try write((count == 0 ? "\n" : ",\n") + step.json.text)
    count += 1
    if !types.contains(step.type) { types.append(step.type) }
  }

  /// Ends the Plan with what it touches.
  func finish() throws {
    let impact: JSON = [
      "types": .array(types.map { .string($0.rawValue) }), "records": .number(JSONNumber(count)),
    ]
    try write("\n],\"impact\":\(impact.text)}\n")
    try file.flush()
  }

  private func write(_ text: String) throws {
    try file.write(Array(text.utf8))
  }
}
