internal import Bytes
internal import Models
internal import SQLite

extension RecordWriter {
  /// The rules of a deal: its title, its money, its place in a pipeline, the people in it.
  func settleDeal(_ draft: inout Draft, id: Int64?) throws {
    try require("title", draft)
    try settleMoney(&draft)
    try settlePlace(&draft, id: id)
    try settleRoles(&draft)
  }

  // MARK: Money

  /// Amounts are stored in minor units of the currency, so that another currency reads them anew.
  private func settleMoney(_ draft: inout Draft) throws {
    let isNewCurrency = draft.isCreation || draft.values["currency"] != nil
    if isNewCurrency { draft["currency"] = .string(try draft["currency"].string ?? defaultCurrency()) }
    let value = draft.take("value")
    if value != nil || isNewCurrency {
      let amount = value ?? draft.before?["value"] ?? .null
      draft.set("value", try minorUnits(amount, draft, "value").sqlValue)
    }
    let products = draft.take("products")
    guard products != nil || isNewCurrency else { return }
    let rows = try (products ?? draft["products"]).array?.map { try product($0, draft) } ?? []
    let stored = isNewCurrency ? [] : try draft.before?["products"]?.array?.map { try product($0, draft) }
    if rows != stored { draft.replace("products", with: .array(rows)) }
  }

  private func defaultCurrency() throws -> String {
    try database.value("SELECT value FROM setting WHERE name = 'currency'", as: String?.self)?.flatMap {
      Currency(code: $0)?.code
    } ?? "USD"
  }

  /// An amount in minor units of the deal's currency; fails when it is negative or has more digits than that has.
  private func minorUnits(_ amount: JSON, _ draft: Draft, _ field: String) throws(StoreError) -> Int64? {
    guard let number = amount.number, let code = draft["currency"].string else { return nil }
    do {
      let units = try Currency.named(code).minorUnits(from: number.text)
      if units >= 0 { return units }
    } catch {
      throw .invalid(.deal, field: field, .sentence("\(error)"))
    }
    throw .invalid(.deal, field: field, .expected("an amount in \(code) of 0 or more", found: number.text))
  }

  /// A product as its row holds it, with the price in minor units.
  private func product(_ item: JSON, _ draft: Draft) throws(StoreError) -> JSON {
    guard let name = item["name"]?.string else {
      throw .invalid(.deal, field: "products", .sentence("each has a name"))
    }
    let quantity = item["quantity"] ?? .null
    let price = try minorUnits(item["price"] ?? .null, draft, "products")
    return [
      "name": .string(name), "quantity": quantity.isNull ? 1 : quantity,
      "price": price.map { .number(JSONNumber($0)) } ?? .null,
    ]
  }

  // MARK: People

  /// Finds the people, of whom exactly one is the main contact: who is said to be, else who was, else the first.
  private func settleRoles(_ draft: inout Draft) throws {
    guard let list = draft.take("contacts")?.array else { return }
    let finder = RelationFinder(database, for: .deal)
    let company = try company(of: draft)
    let stored = (draft.before?["contacts"]?.array ?? []).map(Role.init(shown:))
    var roles: [Role] = []
    var said: Int64?
    for item in list {
      let id = try finder.person(item, company: company, field: "contacts")
      if roles.contains(where: { $0.contact == id }) { continue }
      let old = stored.first { $0.contact == id }
      if said == nil, item["primary"] == true { said = id }
      roles.append(
        Role(
          contact: id, role: item["role"] ?? old?.role ?? .null,
          isPrimary: item["primary"]?.bool ?? old?.isPrimary ?? false))
    }
    let primary = said ?? roles.first(where: \.isPrimary)?.contact ?? roles.first?.contact
    for index in roles.indices { roles[index].isPrimary = roles[index].contact == primary }
    if Set(roles) != Set(stored) { draft.replace("contacts", with: .array(roles.map(\.json))) }
  }

  /// What a person is in a deal.
  private struct Role: Hashable {
    let contact: Int64
    let role: JSON
    var isPrimary: Bool

    init(contact: Int64, role: JSON, isPrimary: Bool) {
      self.contact = contact
      self.role = role
      self.isPrimary = isPrimary
    }

    /// From a deal as it is shown.
    init(shown: JSON) {
      self.init(
        contact: shown["id"]?.int64 ?? 0, role: shown["role"] ?? .null,
        isPrimary: shown["primary"]?.bool ?? false)
    }

    var json: JSON {
      ["id": .number(JSONNumber(contact)), "role": role, "primary": .bool(isPrimary)]
    }
  }

  /// The first of the others becomes the main contact of each deal that loses its main one.
  func promoteFurtherContacts(insteadOf id: Int64) throws {
    try database.execute(
      """
      UPDATE deal_contact SET is_primary = 1 WHERE (deal_id, contact_id) IN (
        SELECT other.deal_id, min(other.contact_id) FROM deal_contact AS main
        JOIN deal_contact AS other ON other.deal_id = main.deal_id AND other.contact_id <> main.contact_id
        WHERE main.contact_id = \(id) AND main.is_primary = 1 GROUP BY other.deal_id)
      """)
  }
}
