internal import Arguments
internal import Bytes
internal import Models
internal import Store

extension RecordCommands {
  /// `crm NOUN merge`: several records that are the same become one.
  func merge() -> Command<Action> {
    let type = type
    let kept = Operand("keep", reference, help: "The \(noun) that stays")
    let others = RepeatedOperand("other", reference, minimum: 1, help: "Those that become part of it")
    let prefer = RepeatedOption(
      "prefer", .text("choice"),
      help: "keep, recent, complete or an id; FIELD=CHOICE for one field")
    return Command(
      "merge", "Make one \(noun) of several",
      discussion: """
        The one that is named first stays. What it lacks is filled from the others in their order; \
        \(Self.united(type)), tags and notes are put together. Where values differ, its own counts unless --prefer says \
        otherwise: recent is the value of the \(noun) that was changed last, complete the longest text, an id that of \
        one of them, and FIELD=CHOICE holds for one field (name=recent, fields.region=12). The values that do not count \
        are kept in custom fields: another city in merged_city.\(Self.consent(type))

        \(Self.moves(type)) now belongs to the one that stays. All of it is one entry of the journal, which undo takes \
        back. The ids and names of the others go on leading to it in every command that names a \(noun) but delete; a \
        Plan or a line of 'edit -' with such an id is refused.

        On a terminal what comes of it is shown; with --dry-run it is shown and the Plan printed, which fails when one \
        of the records has changed by the time it is applied.
        """,
      arguments: [kept, others, prefer],
      examples: [
        example("merge", "7 12 --dry-run", "What would become of the two"),
        example(
          "merge", "7 12 15 --prefer recent --prefer name=7",
          "Three, with the newest values and the name of 7"),
      ],
      action: .writes { call, session in
        let keep = try session.find(type, call[kept])
        var taken: [Int64] = []
        for reference in call[others] {
          let id = try session.findItself(type, reference)
          guard id != keep, !taken.contains(id) else {
            throw call.refusal("\(type.rawValue) \(id) is named twice")
          }
          taken.append(id)
        }
        let merge = try session.store().proposeMerge(
          type, keep, with: taken,
          preferring: try MergePreference(call[prefer], of: type, among: [keep] + taken, call))
        return try session.carryOut(merge)
      })
  }

  private static func united(_ type: RecordType) -> String {
    type == .contact ? "e-mail addresses, phone numbers, companies" : "custom fields"
  }

  private static func consent(_ type: RecordType) -> String {
    type == .contact ? " Who asked not to be contacted under one name is not contacted under the other." : ""
  }

  private static func moves(_ type: RecordType) -> String {
    let kinds = ProposedMerge.kinds(movedWith: type).map(\.plural)
    return "What belonged to the others (\(kinds.joined(separator: ", ")))"
  }
}

extension MergePreference {
  /// What the values of --prefer say.
  fileprivate init(
    _ words: [String], of type: RecordType, among ids: [Int64], _ call: Invocation
  ) throws(UsageError) {
    self.init()
    for word in words {
      guard let equals = word.firstIndex(of: "=") else {
        source = try Self.source(word, ids, call)
        continue
      }
      let choice = try Self.source(String(word[word.index(after: equals)...]), ids, call)
      for field in try Self.fields(String(word[..<equals]), of: type, call) { fields[field] = choice }
    }
  }

  private static func source(
    _ word: String, _ ids: [Int64], _ call: Invocation
  ) throws(UsageError) -> Source {
    switch word {
    case "keep": return .kept
    case "recent": return .recent
    case "complete": return .complete
    default:
      guard let id = Int64(word), ids.contains(id) else {
        let good = ["keep", "recent", "complete"] + ids.map(String.init)
        throw call.refusal("--prefer is one of \(good.joined(separator: ", ")), not '\(word)'")
      }
      return .record(id)
    }
  }

  /// The fields that a word means, which for a contact may be the first of a list or a whole name.
  private static func fields(
    _ word: String, of type: RecordType, _ call: Invocation
  ) throws(UsageError) -> [String] {
    switch word {
    case "name" where type == .contact: return ["first_name", "last_name"]
    case "email" where type == .contact: return ["emails"]
    case "phone" where type == .contact: return ["phones"]
    case "company" where type == .contact: return ["affiliations"]
    default:
      let good = fields(of: type)
      guard good.contains(word) || word.hasPrefix("fields.") else {
        throw call.refusal(
          "--prefer chooses among \(good.joined(separator: ", ")) and fields.NAME, not '\(word)'")
      }
      return [word]
    }
  }
}

extension Session {
  /// Makes a merge and prints the record that stays; shows to a person what comes of it. A dry run prints the Plan.
  fileprivate func carryOut(_ merge: ProposedMerge) throws -> ExitStatus {
    let step = merge.step
    guard let id = step.id else { return .ok }
    let plan = Plan(summary: merge.summary, steps: [step])
    if try isDryRun || format() == .table { try show(merge) }
    if isDryRun { return try rehearse(plan) }
    let store = try store()
    let applied = try store.apply(plan, by: try author())
    var record = try store.recordReader(step.type).read(id) ?? [:]
    record["action_id"] = applied.entry.map { .number(JSONNumber($0)) } ?? .null
    return try printOne(record)
  }

  /// A line for each field in which the records differ, and what moves, on standard error.
  private func show(_ merge: ProposedMerge) throws {
    if isQuiet { return }
    let ids = merge.records.map { $0["id"]?.text ?? "" }
    var table = Table(
      columns: ["field"] + ids + ["result"], isDefault: false,
      width: world.output.isTerminal ? world.output.width : nil, isStyled: usesColor, zone: try clock().zone)
    for (field, values) in merge.differences {
      var row: JSONObject = ["field": .string(field), "result": values.last ?? .null]
      for (id, value) in zip(ids, values) { row[id] = value }
      try table.print(row, to: errors)
    }
    try table.finish(to: errors)
    try errors.flush()
    note(merge.summary)
  }
}

extension ProposedMerge {
  /// `merge contact 12 into 7, with 3 deals and 1 task`.
  fileprivate var summary: String {
    let ids = records.map { $0["id"]?.text ?? "" }
    let others = ids.dropFirst()
    let counts = moves.map { "\($0.count) \($0.count == 1 ? $0.type.rawValue : $0.type.plural)" }
    let type = step.type
    return "merge \(others.count == 1 ? type.rawValue : type.plural) \(others.inWords) into \(ids[0])"
      + (counts.isEmpty ? "" : ", with \(counts.inWords)")
  }

  /// The fields in which the records differ from each other or from what they become, with the value of each record and
  /// then the result. Custom fields are fields of their own.
  fileprivate var differences: [(field: String, values: [JSON])] {
    let result = records[0].merging(step.changes)
    let all = (records + [result]).map { $0.flattened(as: step.type) }
    var names: [String] = []
    for record in all { for name in record.keys where !names.contains(name) { names.append(name) } }
    return names.compactMap { name in
      let values = all.map { $0[name] ?? .null }
      return Set(values).count > 1 ? (name, values) : nil
    }
  }
}

extension Collection where Element == String {
  /// `a, b and c`.
  fileprivate var inWords: String {
    guard count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " and " + Array(suffix(1)).joined()
  }
}

extension JSONObject {
  fileprivate func merging(_ changes: JSONObject) -> JSONObject {
    var result = self
    for (name, value) in changes { result[name] = value }
    return result
  }

  /// What people compare: each thing once, custom fields one by one.
  fileprivate func flattened(as type: RecordType) -> JSONObject {
    var flat = JSONObject()
    for name in MergePreference.fields(of: type) + ["tags", "do_not_contact"] {
      guard let value = self[name], !value.isNull, value.array?.isEmpty != true else { continue }
      flat[name] = value
    }
    for (name, value) in self["fields"]?.object ?? [:] { flat["fields.\(name)"] = value }
    return flat
  }
}
