internal import Bytes
internal import Models
internal import SQLite

/// The people who were erased, as hashes: enough to know one again, not to tell who it was.
struct Erased {
  private let database: Database
  private let salt: [UInt8]
  /// The first bytes of every hash; with nobody erased, or none of these, the database need not be asked.
  private let heads: Set<UInt64>

  /// Reads who was erased. Fails when the database cannot be read.
  init(database: Database) throws {
    self.database = database
    salt = try database.value("SELECT salt FROM erased_salt", as: [UInt8].self) ?? []
    heads = Set(try database.all("SELECT hash FROM erased") { Self.head(try $0[0]) })
  }

  /// Whether nobody was erased.
  var isEmpty: Bool { heads.isEmpty }

  /// Whether a contact, as an import has it, was erased: one of its addresses or numbers, its name and birthday, or its
  /// name and company are those of somebody who was.
  func holds(_ contact: JSONObject) throws -> Bool {
    if heads.isEmpty { return false }
    for sign in Self.signs(of: contact) where heads.contains(Self.head(hash(sign))) {
      if try database.value("SELECT 1 FROM erased WHERE hash = \(hash(sign))", as: Int.self) != nil {
        return true
      }
    }
    return false
  }

  /// Remembers a person, without what others have in common with the person.
  func insert(_ person: Person, sharing shared: SharedSigns) throws {
    for sign in Self.signs(of: person, sharing: shared) {
      try database.execute("INSERT OR IGNORE INTO erased VALUES (\(hash(sign)))")
    }
  }

  // MARK: Another database

  /// Has another database remember the same people. False when that cannot be: it remembers people of its own, under
  /// another salt.
  func move(to other: Database) throws -> Bool {
    try other.transaction(.immediate) {
      if try other.value("SELECT salt FROM erased_salt", as: [UInt8].self) != salt {
        guard try Erased(database: other).isEmpty else { return false }
        try other.execute("UPDATE erased_salt SET salt = \(salt)")
      }
      try database.forEach("SELECT hash FROM erased") { row in
        try other.execute("INSERT OR IGNORE INTO erased VALUES (\(try row[0] as [UInt8]))")
      }
      return true
    }
  }

  /// The ids of those contacts of another database who were erased here: of what it holds, and of what its journal keeps
  /// of people who were deleted or called otherwise.
  func contacts(in other: Database) throws -> Set<Int64> {
    var found: Set<Int64> = []
    func look(_ id: Int64?, _ contact: JSONObject) throws {
      if let id, try !found.contains(id) && holds(contact) { found.insert(id) }
    }
    let listed: (String) -> SQL = { table in
      "(SELECT json_group_array(value) FROM \(raw: table) WHERE contact_id = c.id)"
    }
    try other.forEach(
      """
      SELECT c.id, c.first_name, c.last_name, c.email, c.phone, c.birthday, o.name,
      \(listed("contact_email")), \(listed("contact_phone"))
      FROM contact c LEFT JOIN company o ON o.id = c.company_id
      """
    ) { row in
      var contact = JSONObject()
      for (index, name) in ["first_name", "last_name", "email", "phone", "birthday", "company"].enumerated() {
        contact[name] = try (row[index + 1] as String?).map(JSON.string)
      }
      for (index, name) in ["emails", "phones"].enumerated() {
        contact[name] = try? JSONParser.parse((try row[index + 7] as String).utf8)
      }
      try look(try row[0], contact)
    }
    let tables = try StoredTable.all(in: other)
    try Eraser.forEachChange(in: other) { _, change in
      guard let table = tables.first(where: { $0.name == change.table }) else { return }
      for values in [change.old, change.new] where !values.isEmpty {
        func value(_ column: String) -> SQLValue {
          table.columns.firstIndex(of: column).flatMap { $0 < values.count ? values[$0] : nil } ?? .null
        }
        func text(_ column: String) -> JSON {
          if case .text(let text) = value(column) { .string(text) } else { .null }
        }
        func id(_ column: String) -> Int64? {
          if case .integer(let id) = value(column) { id } else { nil }
        }
        switch table.name {
        case "contact":
          var contact = JSONObject()
          for name in ["first_name", "last_name", "email", "phone", "birthday"] { contact[name] = text(name) }
          try look(id("id"), contact)
        case "contact_email": try look(id("contact_id"), ["email": text("value")])
        case "contact_phone": try look(id("contact_id"), ["phone": text("value")])
        default: break
        }
      }
    }
    return found
  }

  // MARK: Hashes

  /// Half of SHA-256 tells any two people apart.
  private func hash(_ sign: String) -> [UInt8] {
    Array(SHA256.hash(salt + Array(sign.utf8)).prefix(16))
  }

  private static func head(_ hash: [UInt8]) -> UInt64 {
    hash.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  // MARK: Signs

  private static func email(_ text: String) -> String { "email " + text.trimmed.lowercased() }

  private static func phone(_ text: String) -> String? { PhoneDigits(text).map { "phone \($0.core)" } }

  /// The words of a name, whichever comes first, with what makes it one person's.
  private static func name(_ name: String, _ kind: String, _ other: String) -> String? {
    let words = Words.split(name).sorted().joined(separator: " ")
    return words.isEmpty ? nil : "\(kind) \(words), \(SearchKey.fold(other))"
  }

  /// What a person is remembered by.
  private static func signs(of person: Person, sharing shared: SharedSigns) -> Set<String> {
    let emails = person.emails.subtracting(shared.emails)
    let phones = person.phones.filter { phone in
      PhoneDigits(phone).map { digits in !shared.phones.contains { $0.isSame(as: digits) } } ?? false
    }
    var signs = Set(emails.map(email))
    signs.formUnion(phones.compactMap(phone))
    for name in person.names {
      signs.formUnion(person.birthdays.compactMap { Self.name(name.full, "born", $0) })
      // A namesake may work there, too.
      if shared.names.contains(name) { continue }
      signs.formUnion(person.companies.compactMap { Self.name(name.full, "at", $0) })
      // Somebody without an address and a number is known by the name, whatever else a file says.
      guard emails.isEmpty, phones.isEmpty else { continue }
      let companies = person.companies.isEmpty ? [""] : person.companies
      signs.formUnion(companies.compactMap { Self.name(name.full, "alone", $0) })
    }
    return signs
  }

  /// What a contact of an import could be known by.
  private static func signs(of contact: JSONObject) -> [String] {
    func texts(_ one: String, _ many: String) -> [String] {
      ([contact[one]].compactMap { $0 } + (contact[many]?.array ?? [])).compactMap(\.string)
    }
    let (emails, phones) = (texts("email", "emails"), texts("phone", "phones"))
    var signs = emails.map(email) + phones.compactMap(phone)
    let name = contact.fullName
    let company = contact["company"]?.string ?? ""
    if let birthday = contact["birthday"]?.string, let sign = Self.name(name, "born", birthday) {
      signs.append(sign)
    }
    if let sign = Self.name(name, "alone", company) { signs.append(sign) }
    // With an address or a number of its own it may be a namesake at the same company.
    if emails.isEmpty, phones.isEmpty, !company.isEmpty, let sign = Self.name(name, "at", company) {
      signs.append(sign)
    }
    return signs
  }
}
