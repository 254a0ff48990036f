internal import Bytes
internal import Models

extension Extraction {
  /// What a person reads on a terminal: each finding on a line, and nothing of what was not found.
  var overview: JSONObject {
    var rows: JSONObject = ["kind": .string(kind.rawValue), "summary": .string(summary)]
    func add(_ name: String, _ lines: [String]) {
      if !lines.isEmpty { rows[name] = .string(lines.joined(separator: "\n")) }
    }
    add("participants", participants.map { line($0.name, [$0.role, $0.company, $0.email]) })
    add(
      "contacts",
      contacts.map { person in
        line(
          [person.firstName, person.lastName].compactMap(\.self).joined(separator: " "),
          [person.position, person.company, person.email, person.phone])
      })
    add("companies", companies.map(\.name))
    add(
      "action_items", actionItems.map { line(who($0.owner) + $0.finding.text, [$0.due.map { "due \($0)" }]) })
    add("decisions", decisions.map(\.text))
    add("objections", objections.map { "\($0.category.rawValue): \($0.finding.text)" })
    add("requests", requests.map { who($0.asked) + $0.finding.text })
    add("questions", questions.map(\.text))
    add("amounts", amounts.map(money))
    add("dates", dates.map { line($0.finding.text, [$0.day.description]) })
    add("competitors", competitors.map(\.text))
    add("sentiment", [sentiment.label.rawValue])
    add("stage_signal", [deal.stage?.rawValue].compactMap(\.self))
    return rows
  }

  private func money(_ sum: Sum) -> String {
    guard let currency = sum.currency, let value = JSONNumber(sum.value) else { return sum.finding.text }
    return line(sum.finding.text, ["\(value.text) \(currency)"])
  }

  private func who(_ name: String?) -> String { name.map { "\($0): " } ?? "" }

  /// Something with what is known of it in brackets.
  private func line(_ text: String, _ details: [String?]) -> String {
    let known = details.compactMap(\.self)
    return known.isEmpty ? text : "\(text) (\(known.joined(separator: ", ")))"
  }
}
