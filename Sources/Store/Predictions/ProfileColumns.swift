internal import Bytes
internal import Prediction
internal import SQLite

/// What contacts and their companies are.
struct ProfileColumns {
  let database: Database
  let leads: LeadColumns

  /// A tag that fewer contacts have says nothing yet.
  private static let fewestTagged = 20
  private static let mostTags = 30
  /// Addresses of which say nothing of a company.
  private static let personalDomains: Set<String> = [
    "aol.com", "gmail.com", "gmx.de", "gmx.net", "googlemail.com", "hotmail.com", "icloud.com", "live.com",
    "mail.com", "mail.ru", "me.com", "msn.com", "outlook.com", "proton.me", "protonmail.com", "qq.com",
    "t-online.de", "web.de", "yahoo.com", "yandex.ru",
  ]

  func ofContacts() throws -> [FeatureColumn] {
    let texts = ["source", "owner", "position", "city", "region", "country"]
    var columns = texts.map { FeatureColumn($0, count: leads.count) }
    var email = FeatureColumn("email", count: leads.count)
    var flags = ["phone", "company", "do_not_contact"].map { FeatureColumn($0, count: leads.count) }
    try database.forEach(
      """
      SELECT id, email, phone IS NOT NULL, company_id IS NOT NULL, do_not_contact,
      \(raw: texts.joined(separator: ", ")) FROM contact
      """
    ) { row in
      guard let place = leads.row(row.integer(0)) else { return }
      email.set(Self.sort(of: try row[1]), at: place)
      for index in flags.indices { flags[index].set(row.integer(2 + index) != 0, at: place) }
      for index in columns.indices {
        if let text = try row[5 + index] as String? { columns[index].set(text, at: place) }
      }
    }
    return columns + [email] + flags
  }

  private static func sort(of address: String?) -> String {
    guard let address, let at = address.lastIndex(of: "@") else { return "none" }
    let domain = address[address.index(after: at)...].lowercased()
    return personalDomains.contains(domain) ? "personal" : "business"
  }

  func ofTags() throws -> [FeatureColumn] {
    let tags = try database.all(
      """
      SELECT tag FROM contact_tag GROUP BY tag HAVING count(*) >= \(Self.fewestTagged)
      ORDER BY count(*) DESC, tag LIMIT \(Self.mostTags)
      """
    ) { try $0[0] as String }
    return try tags.map { tag in
      var column = FeatureColumn("tag \(tag)", count: leads.count)
      for row in leads.ids.indices { column.set(false, at: row) }
      try database.forEach("SELECT contact_id FROM contact_tag WHERE tag = \(tag) COLLATE NOCASE") { row in
        if let place = leads.row(row.integer(0)) { column.set(true, at: place) }
      }
      return column
    }
  }

  func ofCompanies() throws -> [FeatureColumn] {
    var industry = FeatureColumn("company.industry", count: leads.count)
    var size = FeatureColumn("company.size", count: leads.count)
    var country = FeatureColumn("company.country", count: leads.count)
    try database.forEach(
      """
      SELECT c.id, o.industry, o.size, o.country FROM contact c JOIN company o ON o.id = c.company_id
      WHERE o.industry IS NOT NULL OR o.size IS NOT NULL OR o.country IS NOT NULL
      """
    ) { row in
      guard let place = leads.row(row.integer(0)) else { return }
      if let text = try row[1] as String? { industry.set(text, at: place) }
      if let number = try row[2] as Int64? { size.set(Double(number), at: place) }
      if let text = try row[3] as String? { country.set(text, at: place) }
    }
    return [industry, size, country]
  }

  func ofCustomFields() throws -> [FeatureColumn] {
    var columns: [FeatureColumn] = []
    var places: [String: Int] = [:]
    try database.forEach("SELECT id, fields FROM contact WHERE fields IS NOT NULL") { row in
      guard let place = leads.row(row.integer(0)),
        let fields = row.withUTF8(1, { try? JSONParser.parse($0) })?.object
      else { return }
      for (name, value) in fields {
        if value.isNull { continue }
        let index = places[name] ?? columns.count
        if index == columns.count {
          places[name] = index
          columns.append(FeatureColumn("fields.\(name)", count: leads.count))
        }
        switch value {
        case .number(let number): if let number = number.double { columns[index].set(number, at: place) }
        case .bool(let flag): columns[index].set(flag, at: place)
        case .string(let text): columns[index].set(text, at: place)
        case .null, .array, .object: break
        }
      }
    }
    return columns
  }
}
