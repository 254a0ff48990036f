internal import Bytes
internal import Models
internal import Store

/// Questions about one record: what a field says, whether something is so, who plays a part.
extension QuestionReader {
  /// The one record that is named somewhere, and where.
  func anyRecord(_ types: [RecordType]) throws -> (StoreError.Candidate, Range<Int>)? {
    for place in tokens.indices where !FillerWords.all.contains(keys[place]) || tokens[place].isQuoted {
      if ["deal", "company", "contact", "task"].contains(keys[place]) { continue }
      if let name = try finder.name(tokens[place...], types) {
        guard name.records.count == 1 else { throw Ambiguity(candidates: name.records) }
        return (name.records[0], place..<(place + name.length))
      }
    }
    return nil
  }

  /// The one record that is described by being the first of an order: "the largest open deal".
  private func described() throws -> (StoreError.Candidate, Range<Int>)? {
    for place in keys.indices where keys[place] == "the" || keys[place] == "our" {
      var front = SelectionReader.Front()
      guard place > 0, place + 1 < keys.count, try reader.read(&front, at: place + 1) != nil,
        front.order != nil,
        let (selection, end) = try reader.selection(from: place), selection.limit == 1, !selection.isMoney
      else { continue }
      let stop = end > place + 1 && ["with", "for", "in", "to", "at"].contains(keys[end - 1]) ? end - 1 : end
      guard let row = try store.rows(selection.query).first, let id = row["id"]?.int64 else { return nil }
      let name = row[Catalog.of(selection.type).title]?.string ?? ""
      return (StoreError.Candidate(type: selection.type, id: id, name: name), place..<stop)
    }
    return nil
  }

  func contains(_ words: String...) -> Bool { words.contains(where: keys.contains) }

  /// Whether every word but those of a name is one of these or carries nothing.
  func isAll(_ words: Set<String>, but range: Range<Int>) -> Bool {
    keys.indices.allSatisfy {
      range.contains($0) || words.contains(keys[$0]) || FillerWords.all.contains(keys[$0])
    }
  }

  // MARK: Yes or no

  /// "is Ann Lee a customer?", "does Acme have open deals?", "have we talked to Globex this month?".
  func verdict() throws -> Intent? {
    guard ["is", "are", "was", "were", "has", "have", "had", "does", "do", "did"].contains(key(0)),
      key(1) != "there", !(key(1) == "we" && ["have", "got"].contains(key(2))),
      let (record, range) = try anyRecord([.deal, .company, .contact, .task])
    else { return nil }
    let type = record.type
    let behind = reader.skip(
      ["deal", "company", "contact", "account", "still", "currently", "already", "ever"], range.upperBound)
    if ["have", "has", "had", "got"].contains(key(behind))
      || ["has", "have"].contains(key(0)) && key(behind) == "any"
    {
      let start = reader.skip(
        ["have", "has", "had", "got", "any", "a", "an", "some", "the", "his", "her", "its", "their"], behind)
      if start < keys.count, let (path, length) = finder.attribute(keys[start...], of: type),
        Catalog.of(type).relation(keys[start])?.many != true,
        isDone(reader.skip(["set", "noted", "known", "on", "file", "defined", "assigned"], start + length))
      {
        return .attribute([path], of: record, isYesNo: true)
      }
      if start < keys.count, let (found, end) = try reader.selection(from: start), found.type != type {
        var request = Request(selection: found)
        request.selection.isMoney = false
        guard
          let isIts = Condition.compare(Path(["id"]), .equal, .number(String(record.id))).seen(
            from: found.type, to: type)
        else { return nil }
        request.selection.conditions.insert(isIts, at: 0)
        return try finish(&request, from: end) ? .query(request.query, isYesNo: true) : nil
      }
    }
    // What is said of the record stands around its name.
    let rest = reading(Array(tokens[..<range.lowerBound] + tokens[range.upperBound...]))
    var selection = Selection(type)
    selection.saysStatus = true
    let named = rest.reader.skip(["the", "deal", "company", "contact", "task"], 1)
    let start = named > 1 ? named : 0
    let end = try rest.reader.clauses(from: start, into: &selection)
    guard rest.isDone(rest.reader.skip(["deal", "company", "contact", "task"], end)),
      let condition = selection.condition
    else {
      return nil
    }
    return .predicate(condition, of: record)
  }

  // MARK: Attributes

  private static let asking: Set<String> = [
    "when", "where", "expected", "currently", "employed", "works", "work", "working", "full", "main", "exact",
    "primary",
    "stored", "file", "recorded", "set", "assigned", "latest", "listed", "come", "came", "coming", "play",
    "hold", "holds",
    "belong", "belongs", "sits", "sit", "falls", "fall", "based", "located", "operate", "operates", "active",
    "business",
    "attached", "carry", "bear",
  ]

  /// "what's John Smith's email address?", "phone number of Priya Patel", "what stage is Acme renewal in?".
  func attribute() throws -> Intent? {
    guard let (record, range) = try anyRecord([.deal, .company, .contact, .task]) ?? described() else {
      return nil
    }
    let type = record.type
    var place = 0
    var paths: [Path] = []
    var rest: [String] = []
    while place < keys.count {
      if range.contains(place) {
        place = range.upperBound
      } else if let (path, length) = finder.attribute(
        keys[place..<min(keys.count, place < range.lowerBound ? range.lowerBound : keys.count)], of: type)
      {
        if !paths.contains(path) { paths.append(path) }
        place += length
      } else {
        rest.append(keys[place])
        place += 1
      }
    }
    let left = rest.filter {
      !FillerWords.all.contains($0)
        && !["deal", "contact", "company", "task", "account", "customer"].contains($0)
        && !["please", "give", "whats"].contains($0)
    }
    if let implied = try implied(record, Set(left), paths) { return .attribute(implied, of: record) }
    if paths.isEmpty { return nil }
    // "employees of Initech" are people, unless their number is asked for.
    if keys.contains("employees"), !contains("many", "number", "count") { return nil }
    guard left.allSatisfy(Self.asking.contains) else { return nil }
    // "deals of Acme Corp by stage" asks for deals, "contact emails" for what they have.
    guard !rest.contains("by"), !rest.contains("many") || keys.contains("employees"),
      Noun.find(keys[...]) == nil || keys.contains("of") || range.upperBound < keys.count || paths.count > 1
        || range.lowerBound > 0 && paths.count == 1
          && finder.attribute(keys[...], of: type)?.length == range.lowerBound,
      rest.allSatisfy({ !["find", "deals", "contacts", "tasks", "without", "no"].contains($0) })
    else { return nil }
    guard paths.allSatisfy({ isThere($0, type) }) else { return nil }
    return .attribute(paths, of: record)
  }

  /// What is asked for without its name: "who owns Acme renewal?", "where is Acme Corp?", "how much is it worth?".
  private func implied(_ record: StoreError.Candidate, _ left: Set<String>, _ paths: [Path]) throws -> [Path]?
  {
    func path(_ names: String...) -> [Path]? { names.map { Path($0.split(separator: ".").map(String.init)) } }
    let isDeal = record.type == .deal
    let isContact = record.type == .contact
    let isTalk = ["reach", "contact", "call", "email"].contains(where: {
      left.contains($0) || keys.contains($0)
    })
    switch key(0) {
    case "who" where paths.isEmpty:
      let caring: Set<String> = [
        "owns", "manages", "handles", "responsible", "charge", "runs", "leads", "looks", "after", "assigned",
        "working",
        "owning", "handling", "care", "takes", "covers", "works", "managing",
      ]
      if !left.isEmpty, left.isSubset(of: caring),
        record.type != .company || !left.isSubset(of: ["works", "working"])
      {
        return path("owner")
      }
    case "where":
      let from: Set<String> = ["come", "came"]
      if isContact, !left.isDisjoint(with: from), left.isSubset(of: from.union(["where"])) {
        return path("source")
      }
      if isDeal, !left.isDisjoint(with: from), left.isSubset(of: from.union(["where"])) {
        return path("source")
      }
      if isContact, left.isSubset(of: ["where", "work", "works", "working", "employed"]), left.count > 1 {
        return path("company")
      }
      guard
        left.isSubset(of: [
          "where", "located", "based", "headquartered", "situated", "live", "lives", "headquarters", "office",
        ])
      else { return nil }
      if isDeal { return path("stage") }
      return isContact ? path("company.city", "company.country") : path("city", "country")
    case "what" where paths.isEmpty:
      if isContact, left.isEmpty, keys.suffix(1) == ["do"] || keys.suffix(2).contains("do") {
        return path("position")
      }
      if left == ["worth"] { return path("value") }
    case "how":
      let left = left.subtracting(["can", "could", "should", "would", "best"])
      if left == ["worth"] || isDeal && left.isEmpty && keys.contains("much") && paths.isEmpty {
        return path("value")
      }
      if left == ["big"] || left == ["large"] { return path(isDeal ? "value" : "size") }
      if isDeal, left == ["old"] { return path("age_days") }
      if left.contains("likely"), left.isSubset(of: ["likely", "close", "win", "won", "closing", "we"]) {
        return path("probability")
      }
      if isContact || record.type == .company, isTalk,
        left.isSubset(of: ["reach", "call", "email", "contact", "touch", "get"]),
        keys.contains(where: { ["can", "do", "should", "could", "to"].contains($0) })
          || left.contains("reach")
      {
        return isContact ? path("phone", "email") : path("phone", "website", "address")
      }
      guard isDeal, keys.contains("long") || keys.contains("days") || keys.contains("many") else {
        return nil
      }
      let words = left.subtracting([
        "long", "days", "day", "weeks", "already", "same", "spent", "sitting", "sat",
      ])
      if words == ["open"] || words == ["active"] || words == ["exist"] { return path("age_days") }
      if words.isSubset(of: ["take", "took", "close", "win", "lose", "closed"]), !words.isEmpty {
        return path("cycle_days")
      }
      if paths == [Path(["stage"])] && words.isEmpty { return path("days_in_stage") }
      if paths.isEmpty, words.count == 1, let word = words.first, keys.contains("in"),
        try finder.meanings(of: word).contains(where: { $0.field == "stage" })
      {
        // Only of the stage that it is in.
        let stage = try store.recordReader(.deal).read(record.id)?["stage"]?.string
        return stage.map { SearchKey.fold($0) } == word ? path("days_in_stage") : nil
      }
    case "when":
      let words = left.subtracting(["when", "expected", "scheduled", "supposed", "going", "will"])
      let only = paths.filter {
        $0 != Path(["expected_close"]) && $0 != Path(["due_date"]) && $0 != Path(["status"])
      }
      guard only.isEmpty else { return nil }
      // "when was the last deal won?": the end is said with the record.
      if record.type == .activity, words.isEmpty { return path("occurred_at") }
      if isDeal, words.isEmpty, paths.isEmpty, contains("was", "did") { return path("closed_at") }
      if isDeal, words.isSubset(of: ["close", "closes", "closing", "closed", "end"]),
        !words.isEmpty || !paths.isEmpty
      {
        let isOpen = try store.recordReader(.deal).read(record.id)?["status"]?.string == "open"
        return path(isOpen ? "expected_close" : "closed_at")
      }
      if isDeal, !words.isEmpty, words.isSubset(of: ["won", "lost", "win", "lose"]) {
        return path("closed_at")
      }
      if words.isSubset(of: ["due"]), record.type == .task { return path("due_date") }
      if !words.isEmpty,
        words.isSubset(of: [
          "created", "added", "opened", "started", "start", "made", "entered", "begin", "began",
        ])
      {
        return path("created_at")
      }
      if !words.isEmpty, words.isSubset(of: ["updated", "changed", "modified", "edited"]) {
        return path("updated_at")
      }
      if !words.isEmpty, words.isSubset(of: ["completed", "finished", "done"]), record.type == .task {
        return path("completed_at")
      }
    default:
      let details: Set<String> = ["details", "info", "information", "coordinates", "data"]
      if isContact, paths.isEmpty, !left.isDisjoint(with: details), left.isSubset(of: details),
        keys.contains("contact")
      {
        return path("email", "phone", "position", "company")
      }
    }
    return nil
  }

  // MARK: Parts

  /// "who is the champion on the Acme renewal deal?", "decision makers of open deals".
  func role() throws -> Intent? {
    for place in tokens.indices {
      guard let (role, length) = try role(at: place),
        keys[..<place].allSatisfy({
          FillerWords.all.contains($0) || FillerWords.opening.contains($0) || $0 == "who"
        })
      else { continue }
      let start = reader.skip(
        ["on", "of", "for", "in", "at", "the", "deal", "our", "within", "from", "is", "are", "'s"],
        place + length)
      if let (record, range) = try anyRecord([.deal, .company]),
        range.lowerBound >= start || range.upperBound <= place
      {
        guard isAll(Set(keys[place..<(place + length)]).union(["deal", "who", "which", "deals"]), but: range)
        else { return nil }
        let isIt = Condition.compare(Path(["id"]), .equal, .number(String(record.id))).seen(
          from: .deal, to: record.type)
        return .role(role, deals: Query(from: .deal, condition: isIt), named: record)
      }
      if isDone(start) {
        return start > place + length || place == 0 ? .role(role, deals: Query(from: .deal), named: nil) : nil
      }
      guard let (found, end) = try reader.selection(from: start), found.type == .deal, isDone(end) else {
        return nil
      }
      return .role(role, deals: Query(from: .deal, condition: found.condition), named: nil)
    }
    return nil
  }

  private func role(at place: Int) throws -> (role: String, length: Int)? {
    if let found = try finder.role(tokens[place...]) { return found }
    for length in [2, 1] where place + length <= tokens.count {
      for words in Plural.singulars(Array(tokens[place..<(place + length)])) {
        if let found = try finder.role(words[...]), found.length == length { return found }
      }
    }
    return nil
  }
}
