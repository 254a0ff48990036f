internal import Bytes
internal import Models

/// How several records become one, field by field: a value that the kept record lacks is filled, lists are united, and
/// of values that differ one is chosen while the others go to custom fields. Nothing is lost.
struct MergeRules {
  let type: RecordType
  /// The kept record, then the others.
  let records: [JSONObject]
  var preference = MergePreference()
  /// Values that somebody has settled already, and that are written after those of the rules.
  var settled: JSONObject = [:]

  private var kept: JSONObject { records[0] }

  /// The fields of the kept record that change; those that are settled are not among them.
  func changes() -> JSONObject {
    var leftovers = Leftovers()
    var changes = JSONObject()
    for field in Catalog.of(type).fields
    where field.access == .written && !MergePreference.isRepeated(field.name, type) {
      let name = field.name
      let value: JSON
      switch field.kind {
      case .time, .custom: continue
      // The stricter wish counts: who asked one of them not to be contacted asked all of them.
      case .flag: value = .bool(settled[name] == true || records.contains { $0[name] == true })
      case .tags: value = tags(name)
      case .list(.email): value = .array(united(name) { $0.text.lowercased() })
      case .list: value = .array(united(name, by: \.text))
      case .prose: value = prose(name)
      case .objects: value = affiliations(&leftovers)
      default:
        // The position at a company stands with the company.
        if name == "position", records.contains(where: { $0["affiliations"]?.array?.isEmpty == false }) {
          continue
        }
        value = chosen(name, among: inOrder(name).compactMap { $0[name] }, &leftovers)
      }
      if value != kept[name] ?? .null { changes[name] = value }
    }
    if type == .contact { keepNames(changes, &leftovers) }
    let custom = custom(&leftovers)
    if custom != kept["fields"]?.object ?? [:] { changes["fields"] = .object(custom) }
    for (name, _) in settled where name != "fields" { changes[name] = nil }
    return changes
  }

  // MARK: Choosing

  /// The records, those first whose value of a field counts before that of others.
  private func inOrder(_ field: String) -> [JSONObject] {
    func sorted(by weight: (JSONObject) -> Int64) -> [JSONObject] {
      records.enumerated().map { (weight: weight($1), place: $0, record: $1) }
        .sorted { ($0.weight, $1.place) > ($1.weight, $0.place) }.map(\.record)
    }
    switch preference.source(of: field) {
    case .kept: return records
    case .record(let id): return sorted { $0["id"]?.int64 == id ? 1 : 0 }
    case .recent:
      return sorted { $0["updated_at"]?.string.flatMap { Timestamp(rfc3339: $0) }?.microseconds ?? 0 }
    case .complete:
      switch Catalog.of(type).field(field)?.kind {
      case .text, .phone: return sorted { Int64($0[field]?.string?.unicodeScalars.count ?? 0) }
      default: return records
      }
    }
  }

  /// The first of some values that holds something, or the one that is settled; the others are left over.
  private func chosen(_ field: String, among values: [JSON], _ leftovers: inout Leftovers) -> JSON {
    let value = settled[field] ?? values.first { !$0.isNull } ?? .null
    // The parts of a name are kept as one.
    if type == .contact, field == "first_name" || field == "last_name" { return value }
    for other in values where other != value { leftovers.add(other, of: field) }
    return value
  }

  private func keepNames(_ changes: JSONObject, _ leftovers: inout Leftovers) {
    let parts = ["first_name", "last_name"].compactMap { (settled[$0] ?? changes[$0] ?? kept[$0])?.string }
    let name = settled["name"]?.string ?? parts.joined(separator: " ")
    for record in records where record["name"]?.string != name { leftovers.add(record["name"], of: "name") }
  }

  // MARK: Several values

  private func united(_ field: String, by identity: (JSON) -> String) -> [JSON] {
    var seen: Set<String> = []
    return inOrder(field).flatMap { $0[field]?.array ?? [] }.filter { seen.insert(identity($0)).inserted }
  }

  private func tags(_ field: String) -> JSON {
    .array(Set(records.flatMap { $0[field]?.array ?? [] }.compactMap(\.string)).sorted().map(JSON.string))
  }

  /// All texts, one after another, but for those that are part of one before.
  private func prose(_ field: String) -> JSON {
    var all = ""
    for record in inOrder(field) {
      guard let text = record[field]?.string, !all.contains(text) else { continue }
      all += (all.isEmpty ? "" : "\n\n") + text
    }
    return all.isEmpty ? .null : .string(all)
  }

  /// The companies of all; the main one is that of the record whose companies count first.
  private func affiliations(_ leftovers: inout Leftovers) -> JSON {
    let all = inOrder("affiliations").flatMap { $0["affiliations"]?.array ?? [] }
    var united: [JSON] = []
    for item in all where !united.contains(where: { $0["company_id"] == item["company_id"] }) {
      let isMain = united.isEmpty
      let positions = inOrder("position").flatMap {
        self.positions(in: $0, at: item["company_id"], isMain: isMain)
      }
      let settled = isMain ? settled["position"] : nil
      let position = settled ?? positions.first { !$0.isNull } ?? .null
      for other in positions where other != position { leftovers.add(other, of: "position") }
      united.append([
        "company_id": item["company_id"] ?? .null, "company": item["company"] ?? .null, "position": position,
        "primary": .bool(isMain),
      ])
    }
    return .array(united)
  }

  /// What a record says its contact is at a company; without any company, at the main one.
  private func positions(in record: JSONObject, at company: JSON?, isMain: Bool) -> [JSON] {
    let affiliations = record["affiliations"]?.array ?? []
    if affiliations.isEmpty { return isMain ? [record["position"] ?? .null] : [] }
    return affiliations.filter { $0["company_id"] == company }.map { $0["position"] ?? .null }
  }

  // MARK: Custom fields

  private func custom(_ leftovers: inout Leftovers) -> JSONObject {
    var fields = JSONObject()
    for record in records {
      for (name, value) in record["fields"]?.object ?? [:] {
        if Leftovers.holds(name) {
          leftovers.add(all: value, in: name)
        } else if fields[name] == nil {
          let path = "fields." + name
          let order = inOrder(preference.fields[path] == nil ? "fields" : path)
          let values = order.compactMap { $0["fields"]?[name] }
          let chosen = settled["fields"]?[name] ?? values.first { !$0.isNull } ?? .null
          fields[name] = chosen
          for other in values where other != chosen { leftovers.add(other, of: name) }
        }
      }
    }
    for (name, value) in leftovers.fields { fields[name] = value }
    return fields
  }
}
