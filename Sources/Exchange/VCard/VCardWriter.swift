package import Bytes

/// Writes contacts as vCards, from which `VCardEntries` reads all that people set of them.
package struct VCardWriter: Sendable {
  package enum Version: String, CaseIterable, Sendable {
    /// RFC 2426.
    case v3 = "3.0"
    /// RFC 6350.
    case v4 = "4.0"
  }

  private let version: Version
  private var writer = ContentLineWriter()

  /// Fields of the catalogue that vCard has no property for; they are written as `X-CRM-` and their name.
  static let ownFields = ["status", "source", "owner", "do_not_contact", "created_at", "updated_at"]

  package init(version: Version = .v4) {
    self.version = version
  }

  /// What has been written and not been taken away.
  package var bytes: [UInt8] { writer.bytes }

  /// Takes away what has been written, between two records.
  package mutating func removeAll() {
    writer.removeAll()
  }

  /// Adds a contact in the shape that `list` prints.
  ///
  /// A line break of any kind is read as a line feed.
  package mutating func write(_ record: JSONObject) {
    var fields = record["fields"]?.object ?? [:]
    writer.plain("BEGIN", "VCARD")
    writer.plain("VERSION", version.rawValue)
    writeName(record, &fields)
    writeAll(record["emails"], as: "EMAIL")
    writeAll(record["phones"], as: "TEL")
    writeCompanies(record, &fields)
    writeAddress(record)
    if let birthday = record["birthday"]?.string {
      // 4.0 knows the short form alone, 3.0 both.
      writer.plain("BDAY", version == .v4 ? birthday.filter { $0 != "-" } : birthday)
    }
    write(&fields, "nickname", as: "NICKNAME")
    write(&fields, "website", as: "URL")
    let tags = texts(record["tags"])
    if !tags.isEmpty { writer.list("CATEGORIES", tags) }
    write(record["notes"], as: "NOTE")
    if let id = record["external_id"]?.string {
      // Without a type it is a URI in 4.0.
      writer.text("UID", id, version == .v4 ? [("VALUE", "text")] : [])
    }
    writeOwn(record, fields)
    writer.plain("END", "VCARD")
  }
}

extension VCardWriter {
  private mutating func writeName(_ record: JSONObject, _ fields: inout JSONObject) {
    let (given, family) = (text(record["first_name"]), text(record["last_name"]))
    let name = joined([given, family], by: " ")
    // A card must have a full name (RFC 6350, section 6.2.1).
    let makeshift = texts(record["emails"]).first ?? texts(record["phones"]).first ?? text(record["company"])
    writer.text("FN", name.isEmpty ? makeshift : name)
    let prefix = take("prefix", from: &fields)
    let suffix = take("suffix", from: &fields)
    writer.components("N", [family, given, "", prefix, suffix])
  }

  private mutating func writeAll(_ values: JSON?, as property: String) {
    let texts = texts(values)
    let preferred = version == .v4 ? ("PREF", "1") : ("TYPE", "PREF")
    for (index, text) in texts.enumerated() {
      writer.text(property, text, index == 0 && texts.count > 1 ? [preferred] : [])
    }
  }

  /// Further companies have a group each, which their positions share.
  private mutating func writeCompanies(_ record: JSONObject, _ fields: inout JSONObject) {
    if let company = record["company"]?.string {
      let department = take("department", from: &fields)
      writer.components("ORG", department.isEmpty ? [company] : [company, department])
    }
    write(record["position"], as: "TITLE")
    for (index, affiliation) in (record["affiliations"]?.array ?? []).dropFirst().enumerated() {
      guard let company = affiliation["company"]?.string else { continue }
      writer.components("org\(index + 2).ORG", [company])
      write(affiliation["position"], as: "org\(index + 2).TITLE")
    }
  }

  private mutating func writeAddress(_ record: JSONObject) {
    let parts = ["address", "city", "region", "postcode", "country"].map { text(record[$0]) }
    if parts.allSatisfy(\.isEmpty) { return }
    writer.components("ADR", ["", ""] + parts)
  }

  private mutating func writeOwn(_ record: JSONObject, _ fields: JSONObject) {
    for name in Self.ownFields {
      let property = "X-CRM-" + name.uppercased().split(separator: "_").joined(separator: "-")
      switch record[name] {
      case .string(let text): writer.text(property, text)
      case .bool(true): writer.text(property, "true")
      default: break
      }
    }
    if !fields.isEmpty { writer.text("X-CRM-FIELDS", JSON.object(fields).text) }
  }

  private mutating func write(_ value: JSON?, as property: String) {
    if let text = value?.string { writer.text(property, text) }
  }

  private mutating func write(_ fields: inout JSONObject, _ name: String, as property: String) {
    let text = take(name, from: &fields)
    if !text.isEmpty { writer.text(property, text) }
  }

  /// Takes out a custom field that has a property of its own, where that holds it as it is.
  private func take(_ name: String, from fields: inout JSONObject) -> String {
    guard let text = fields[name]?.string, !text.isEmpty, text == text.stripped, !text.utf8.contains(0x0D)
    else {
      return ""
    }
    fields[name] = nil
    return text
  }

  private func text(_ value: JSON?) -> String {
    value?.string ?? ""
  }

  private func texts(_ value: JSON?) -> [String] {
    (value?.array ?? []).compactMap(\.string)
  }
}
