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
    add(
      ["owner"], "owner", "owners", "rep", "reps", "sales rep", "sales reps", "salesperson",
      "salespeople", "salesman", "seller", "sellers", "assignee", "account manager", "account managers",
      "account owner", "deal owner", "account executive", "team member", "team members")
    add(
      ["source"], "source", "sources", "lead source", "lead sources", "channel", "channels",
      "origin", "lead origin", "deal source", "deal sources", "acquisition channel")
    add(
      ["stage"], "stage", "stages", "deal stage", "deal stages", "pipeline stage", "pipeline stages",
      "sales stage")
    add(
      ["status"], "status", "statuses", "lead status", "lead statuses", "state", "deal status", "task status",
      "contact status")
    add(["priority"], "priority", "priorities", "priority level", "urgency")
    add(
      ["industry"], "industry", "industries", "sector", "sectors", "vertical", "verticals",
      "line of business", "branch")
    add(["city"], "city", "cities", "town", "location", "locations", "town or city")
    add(["country"], "country", "countries")
    add(["region"], "region", "regions")
    add(["company"], "company", "companies", "account", "employer", "organisation", "organization")
    add(
      ["value"], "value", "amount", "size", "worth", "price", "deal size", "deal value", "volume", "revenue",
      "deal amount", "contract value", "amounts", "values")
    add(["currency"], "currency", "currencies")
    add(
      ["probability"], "probability", "chance", "odds", "likelihood", "win probability",
      "close probability", "closing probability", "chance of winning", "chances", "probability to close")
    add(
      ["expected_close"], "close date", "closing date", "expected close", "expected close date",
      "expected closing date", "target date", "expected close day", "planned close date",
      "forecast close date",
      "closing day")
    add(["closed_at"], "closed date", "won date", "date closed", "date won", "date lost", "lost date")
    add(["created_at"], "creation date", "created date", "date created", "date added", "creation")
    add(["due_date"], "due date", "due dates", "deadline", "deadlines", "due", "due day")
    add(["next_step"], "next step", "next steps", "next action")
    add(
      ["lost_reason"], "lost reason", "lost reasons", "loss reason", "loss reasons", "reason", "reasons",
      "reason lost",
      "reason for losing", "reason for loss", "reasons for loss", "reasons for losing", "cause", "causes")
    add(["tags"], "tag", "tags", "label", "labels")
    add(["kind"], "kind", "type", "types")
    add(["pipeline"], "pipeline")
    add(
      ["position"], "position", "job", "job title", "job titles", "title", "role", "titles", "roles",
      "positions",
      "job position", "function", "jobs", "job role")
    add(["description"], "description")
    add(["notes"], "notes", "note")
    add(
      ["email"], "email", "emails", "email address", "email addresses", "mail address", "mail",
      "address of email")
    add(
      ["phone"], "phone", "phones", "phone number", "phone numbers", "mobile number", "cell phone",
      "telephone numbers", "telephone", "telephone number", "number", "mobile", "cell")
    add(["birthday"], "birthday", "birthdays", "date of birth", "birth date")
    add(["address"], "address", "street")
    add(["postcode"], "postcode", "zip", "zip code", "postal code")
    add(["website"], "website", "web site", "homepage", "url")
    add(["domain"], "domain")
    add(
      ["size"], "employees", "headcount", "number of employees", "company size", "employee count",
      "workforce",
      "staff size")
    add(["score"], "score", "scores", "lead score", "lead scores")
    add(
      ["last_activity_at"], "last contact", "last activity", "last touch", "last contact date",
      "last activity date")
    add(["days_quiet"], "days quiet", "days since last contact")
    add(["age_days"], "age", "age in days", "deal age", "days open")
    add(
      ["days_in_stage"], "days in stage", "time in stage", "days in current stage", "stage age",
      "time in current stage", "stage duration")
    add(
      ["cycle_days"], "sales cycle", "cycle time", "cycle", "time to close", "sales cycle length",
      "sales cycle time", "days to close", "sales cycles", "time to win", "deal cycle")
    add(
      ["duration_minutes"], "duration", "length", "durations", "minutes", "call duration", "meeting duration",
      "call length", "meeting length")
    add(["occurred_at"], "occurrence date")
    add(["days_overdue"], "days overdue")
    add(["subject"], "subject", "subjects", "topic")
    add(["completed_at"], "completion date", "date completed")
    return words
  }()

  /// What a kind of records calls otherwise, or has of a record that it refers to.
  private static let own: [RecordType: [String: [String]]] = [
    .deal: [
      "industry": ["company", "industry"], "industries": ["company", "industry"],
      "sector": ["company", "industry"],
      "city": ["company", "city"], "cities": ["company", "city"], "country": ["company", "country"],
      "countries": ["company", "country"], "title": ["title"], "name": ["title"], "size": ["value"],
      "close": ["expected_close"], "customer": ["company"], "client": ["company"], "customers": ["company"],
      "clients": ["company"], "titles": ["title"], "names": ["title"], "location": ["company", "city"],
      "locations": ["company", "city"], "company size": ["company", "size"], "town": ["company", "city"],
      "sectors": ["company", "industry"], "vertical": ["company", "industry"],
      "company industry": ["company", "industry"], "company country": ["company", "country"],
      "market": ["company", "country"], "markets": ["company", "country"],
    ],
    .contact: [
      "industry": ["company", "industry"], "industries": ["company", "industry"],
      "city": ["company", "city"], "cities": ["company", "city"], "country": ["company", "country"],
      "countries": ["company", "country"], "name": ["name"], "number": ["phone"],
      "names": ["name"], "sector": ["company", "industry"], "sectors": ["company", "industry"],
      "location": ["company", "city"], "town": ["company", "city"], "company size": ["company", "size"],
      "vertical": ["company", "industry"], "client": ["company"],
    ],
    .company: [
      "name": ["name"], "size": ["size"], "number": ["phone"], "names": ["name"], "market": ["country"],
      "markets": ["country"],
    ],
    .task: [
      "title": ["title"], "name": ["title"], "date": ["due_date"], "industry": ["company", "industry"],
      "contact": ["contact"], "contacts": ["contact"], "deal": ["deal"], "deals": ["deal"],
      "country": ["company", "country"], "city": ["company", "city"], "customer": ["company"],
      "person": ["contact"], "industries": ["company", "industry"],
    ],
    .activity: [
      "date": ["occurred_at"], "time": ["occurred_at"], "industry": ["company", "industry"],
      "subject": ["subject"], "deal": ["deal"], "deals": ["deal"], "country": ["company", "country"],
      "city": ["company", "city"], "customer": ["company"], "industries": ["company", "industry"],
      "customers": ["company"], "cities": ["company", "city"], "countries": ["company", "country"],
    ],
  ]
}
