internal import Models

/// What people call the fields of a record.
enum Attributes {
  /// The path of the field that some words name in records of a kind, with how many words it takes.
  static func find(_ keys: ArraySlice<String>, of type: RecordType) -> (path: Path, length: Int)? {
    for length in stride(from: min(4, keys.count), through: 1, by: -1) {
      let words = keys.prefix(length).joined(separator: " ")
      if let names = own[type]?[words] ?? common[words].flatMap({ has($0, type) ? $0 : nil }) {
        return (Path(names), length)
      }
    }
    return nil
  }

  /// Whether records of a kind have a field; of one they refer to, any has.
  private static func has(_ names: [String], _ type: RecordType) -> Bool {
    let catalog = Catalog.of(type)
    guard let first = names.first else { return false }
    return catalog.field(first) != nil || names.count > 1 && catalog.relation(first) != nil
  }

  private static let common: [String: [String]] = {
    var words: [String: [String]] = [:]
    func add(_ path: [String], _ names: String...) {
      for name in names { words[name] = path }
    }
    add(["owner"], "owner", "owners", "rep", "reps", "sales rep", "salesperson", "assignee", "responsible")
    add(["source"], "source", "sources", "lead source", "channel")
    add(["stage"], "stage", "stages", "deal stage")
    add(["status"], "status", "statuses", "lead status", "state")
    add(["priority"], "priority", "priorities")
    add(["industry"], "industry", "industries", "sector", "sectors", "vertical")
    add(["city"], "city", "cities", "town")
    add(["country"], "country", "countries")
    add(["region"], "region", "regions")
    add(["company"], "company", "companies", "account", "employer", "organisation", "organization")
    add(
      ["value"], "value", "amount", "size", "worth", "price", "deal size", "deal value", "volume", "revenue")
    add(["currency"], "currency", "currencies")
    add(["probability"], "probability", "chance", "odds", "likelihood")
    add(
      ["expected_close"], "close date", "closing date", "expected close", "expected close date",
      "expected closing date")
    add(["closed_at"], "closed date", "won date", "date closed")
    add(["created_at"], "creation date", "created date", "date created")
    add(["due_date"], "due date", "deadline", "due")
    add(["next_step"], "next step", "next steps", "next action")
    add(["lost_reason"], "lost reason", "loss reason", "reason", "reasons", "reason lost")
    add(["tags"], "tag", "tags", "label", "labels")
    add(["kind"], "kind", "type", "types")
    add(["pipeline"], "pipeline")
    add(["position"], "position", "job", "job title", "title", "role", "titles", "roles")
    add(["description"], "description")
    add(["notes"], "notes", "note")
    add(["email"], "email", "emails", "email address", "mail address", "mail", "address of email")
    add(["phone"], "phone", "phone number", "telephone", "telephone number", "number", "mobile", "cell")
    add(["birthday"], "birthday", "date of birth", "birth date")
    add(["address"], "address", "street")
    add(["postcode"], "postcode", "zip", "zip code", "postal code")
    add(["website"], "website", "web site", "homepage", "url")
    add(["domain"], "domain")
    add(["size"], "employees", "headcount", "number of employees", "company size")
    add(["score"], "score", "lead score")
    add(["last_activity_at"], "last contact", "last activity", "last touch")
    add(["days_quiet"], "days quiet", "days since last contact")
    add(["age_days"], "age", "age in days")
    add(["days_in_stage"], "days in stage", "time in stage")
    add(["cycle_days"], "sales cycle", "cycle time", "cycle", "time to close", "sales cycle length")
    add(["duration_minutes"], "duration", "length")
    return words
  }()

  /// What a kind of records calls otherwise, or has of a record that it refers to.
  private static let own: [RecordType: [String: [String]]] = [
    .deal: [
      "industry": ["company", "industry"], "industries": ["company", "industry"],
      "sector": ["company", "industry"],
      "city": ["company", "city"], "cities": ["company", "city"], "country": ["company", "country"],
      "countries": ["company", "country"], "title": ["title"], "name": ["title"], "size": ["value"],
      "close": ["expected_close"], "customer": ["company"], "client": ["company"],
    ],
    .contact: [
      "industry": ["company", "industry"], "industries": ["company", "industry"],
      "city": ["company", "city"], "cities": ["company", "city"], "country": ["company", "country"],
      "countries": ["company", "country"], "name": ["name"], "number": ["phone"],
    ],
    .company: ["name": ["name"], "size": ["size"], "number": ["phone"]],
    .task: ["title": ["title"], "date": ["due_date"], "industry": ["company", "industry"]],
    .activity: [
      "date": ["occurred_at"], "time": ["occurred_at"], "industry": ["company", "industry"],
      "subject": ["subject"],
    ],
  ]
}
