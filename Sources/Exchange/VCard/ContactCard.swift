internal import Bytes
internal import Models

/// What a card says, taken apart: the values of each kind, the preferred one first.
struct ContactCard {
  private(set) var isGroup = false
  private var isCompany = false
  private(set) var name = PersonName()
  private(set) var fullName = ""
  private(set) var emails = Preferred<String>()
  private(set) var phones = Preferred<String>()
  private(set) var addresses = Preferred<PostalAddress>()
  private(set) var organisations = Preferred<Organisation>()
  private(set) var titles: [Title] = []
  private(set) var roles: [String] = []
  private(set) var birthday: Day?
  private(set) var tags: [String] = []
  private(set) var notes: [String] = []
  private(set) var externalID = ""
  /// Fields of ours that vCard has no property for.
  private(set) var own: JSONObject = [:]
  private(set) var fields = CustomFields()
  /// What is not brought along, by what several of them are called.
  private(set) var leftOut: Set<String> = []

  private let escapes: ContentEscapes
  /// What a person calls the properties of a group: `item1.X-ABLabel:Summer house`.
  private var labels: [String: Label] = [:]
  private var formattedAddress = ""

  struct Organisation {
    let name: String
    let departments: String
    let group: String
  }

  struct Title {
    let text: String
    let group: String
  }

  /// Fails when a property is not valid text.
  init(_ card: ContentComponent) throws(ContentLineError) {
    let version = try card.property("VERSION")?.text() ?? ""
    escapes = version.stripped == "2.1" ? .marks : .all
    for line in card.properties where line.name == "X-ABLABEL" && !line.group.isEmpty {
      labels[line.group] = Label(try line.text(escapes))
    }
    for line in card.properties { try read(line) }
    for component in card.components { fields.keep("agent", try ContactCard(component).summary) }
    if addresses.isEmpty, !formattedAddress.isEmpty {
      addresses.add(PostalAddress(street: formattedAddress), 0)
    }
  }

  /// Whether this is no person.
  var isOrganisation: Bool {
    if isCompany { return name.isEmpty || fullName == organisations.first?.name ?? fullName }
    return name.isEmpty && emails.isEmpty && phones.isEmpty && fullName == organisations.first?.name
  }
}

// MARK: Properties

extension ContactCard {
  private mutating func read(_ line: ContentLine) throws(ContentLineError) {
    if let kind = line.mediaKind {
      leftOut.insert(kind)
      return
    }
    switch line.name {
    case "N": if name.isEmpty { name = PersonName(try line.componentLists(escapes)) }
    case "FN": if fullName.isEmpty || line.preference == 1 { fullName = try text(of: line) }
    case "EMAIL": try readEmail(line)
    case "TEL": try readPhone(line)
    case "ADR":
      let address = PostalAddress(try line.componentLists(escapes))
      if !address.text.isEmpty { addresses.add(address, line.preference) }
    case "LABEL": if formattedAddress.isEmpty { formattedAddress = try text(of: line) }
    case "ORG": try readOrganisation(line)
    case "TITLE":
      let title = Title(text: try text(of: line), group: line.group)
      if !title.text.isEmpty { titles.append(title) }
    case "ROLE": roles.append(try text(of: line))
    case "BDAY": try readBirthday(line)
    case "NOTE": notes.append(try line.text(escapes))
    case "CATEGORIES": tags += try line.list(escapes).map(\.stripped)
    case "UID": try readUID(line)
    case "KIND", "X-ADDRESSBOOKSERVER-KIND": try readKind(line)
    case "X-ABSHOWAS": isCompany = try text(of: line).uppercased() == "COMPANY"
    case "NICKNAME": fields.keep("nickname", joined(try line.list(escapes), by: ", "))
    case "URL": keep(try text(of: line), as: "website", line)
    case "AGENT": try readAgent(line)
    case let name where name.hasPrefix("X-CRM-"): try readOwn(line)
    case let name where Self.isTechnical(name): break
    default: try readOther(line)
    }
  }

  /// What a card says of itself and not of the person.
  private static func isTechnical(_ name: String) -> Bool {
    switch name {
    case "VERSION", "PRODID", "REV", "PROFILE", "CLIENTPIDMAP", "X-ABLABEL", "X-ABADR", "X-ABUID",
      RejectsFormat.reasonProperty:
      true
    // How Outlook draws the card.
    default: name.hasPrefix("X-MS-OL-")
    }
  }

  private func text(of line: ContentLine) throws(ContentLineError) -> String {
    try line.text(escapes).stripped
  }

  private mutating func readEmail(_ line: ContentLine) throws(ContentLineError) {
    let email = addressee(of: try text(of: line))
    if email.isEmpty { return }
    emails.add(email, line.preference)
    if let label = ownLabel(of: line) { fields.keep("\(label)_email", email) }
  }

  private mutating func readPhone(_ line: ContentLine) throws(ContentLineError) {
    let phone = phoneNumber(of: try text(of: line))
    if phone.isEmpty { return }
    let types = line.types
    // Nobody is called there.
    for kind in ["fax", "pager"] where types.contains(kind) && !types.contains("voice") {
      fields.keep(kind, phone)
      return
    }
    phones.add(phone, line.preference)
    if let label = ownLabel(of: line) { fields.keep("\(label)_phone", phone) }
  }

  private mutating func readOrganisation(_ line: ContentLine) throws(ContentLineError) {
    let parts = try line.components(escapes).map(\.stripped)
    let departments = joined(Array(parts.dropFirst()), by: ", ")
    if parts[0].isEmpty {
      fields.keep("department", departments)
    } else {
      organisations.add(
        Organisation(name: parts[0], departments: departments, group: line.group), line.preference)
    }
  }

  /// A day without a year, or one in words, is kept as it is.
  private mutating func readBirthday(_ line: ContentLine) throws(ContentLineError) {
    var text = try text(of: line)
    let isText = line.parameter("VALUE")?.lowercased() == "text"
    // Apple writes a year all the same, and says that it is none.
    if let year = line.parameter("X-APPLE-OMIT-YEAR"), text.hasPrefix(year + "-") {
      text = "-" + text.dropFirst(year.count)
    }
    let date = text.prefix { $0 != "T" }
    if birthday == nil, !isText, let day = Day(written: date) {
      birthday = day
    } else if date.hasPrefix("--"), date.count == 6, date.utf8.dropFirst(2).allSatisfy(\.isDigit) {
      fields.keep("birthday", "\(date.prefix(4))-\(date.suffix(2))")
    } else {
      fields.keep("birthday", text)
    }
  }

  private mutating func readUID(_ line: ContentLine) throws(ContentLineError) {
    let text = try text(of: line)
    // The same id with and without its scheme comes from versions of one program.
    let isURI = line.parameter("VALUE")?.lowercased() != "text" && text.lowercased().hasPrefix("urn:uuid:")
    if externalID.isEmpty { externalID = isURI ? String(text.dropFirst("urn:uuid:".count)) : text }
  }

  private mutating func readKind(_ line: ContentLine) throws(ContentLineError) {
    let kind = try text(of: line).lowercased()
    switch kind {
    case "individual": break
    case "group": isGroup = true
    case "org", "organization": isCompany = true
    default: fields.keep("kind", kind)
    }
  }

  /// A person's assistant: a card behind it (2.1), a card within the value (3.0), or a URI.
  private mutating func readAgent(_ line: ContentLine) throws(ContentLineError) {
    let text = try text(of: line)
    var cards = ContentComponentReader(MemorySource(text), entries: ["VCARD"], keepsSource: false)
    if case .component(let card) = try? cards.next() {
      fields.keep("agent", try ContactCard(card).summary)
    } else {
      fields.keep("agent", text)
    }
  }

  /// What was written by `VCardWriter`.
  private mutating func readOwn(_ line: ContentLine) throws(ContentLineError) {
    let text = try text(of: line)
    let field = String(line.name.dropFirst("X-CRM-".count)).snakeCased
    if field == "fields", let object = (try? JSONParser.parse(Array(text.utf8)))?.object {
      for (name, value) in object { fields.set(name, value) }
    } else if field == "do_not_contact" {
      own[field] = .bool(text == "true")
    } else if VCardWriter.ownFields.contains(field) {
      own[field] = .string(text)
    } else {
      fields.keep("crm_" + field, text)
    }
  }

  private mutating func readOther(_ line: ContentLine) throws(ContentLineError) {
    var text = try text(of: line)
    switch line.name {
    case "X-ANDROID-CUSTOM":
      // vnd.android.cursor.item/nickname;Bob;1;;; where numbers behind the value tell its type.
      let parts = try line.components(escapes)
      let kind = parts[0].split(separator: "/").last.map(String.init) ?? "android"
      let rest = parts.dropFirst(2).filter { Int($0) == nil }
      fields.keep(kind.fieldName, joined(parts.dropFirst().prefix(1) + rest, by: ", "))
      return
    case "RELATED", "SOCIALPROFILE", "X-SOCIALPROFILE":
      let kind = line.parameter("SERVICE-TYPE") ?? line.types.first { $0 != "pref" }
      keep(text, as: kind?.fieldName ?? "related", line)
      return
    case "X-ABDATE", "ANNIVERSARY":
      if let day = Day(written: text.prefix { $0 != "T" }) { text = day.description }
    default: break
    }
    keep(text, as: line.customName, line)
  }

  /// Keeps what the catalogue has no field for, under what the person calls it, if anything.
  private mutating func keep(_ text: String, as name: String, _ line: ContentLine) {
    let isWebsite = name == "website" && labels[line.group]?.isOwn != true
    fields.keep(isWebsite ? name : labels[line.group]?.name ?? name, text)
  }

  /// What the person calls the property, unless it is one of the words that every card has.
  private func ownLabel(of line: ContentLine) -> String? {
    labels[line.group].flatMap { $0.isOwn ? $0.name : nil }
  }
}

extension ContentLine {
  /// From 1, the most preferred, to 101.
  fileprivate var preference: Int {
    if let rank = parameter("PREF").flatMap({ Int($0) }), 1...100 ~= rank { return rank }
    return types.contains("pref") ? 1 : 101
  }

  /// What several of them are called when it is a picture or the like.
  fileprivate var mediaKind: String? {
    switch name {
    case "PHOTO": "photos"
    case "LOGO": "logos"
    case "SOUND": "sounds"
    case "KEY": "keys"
    default: isBinary ? "attachments" : nil
    }
  }

  /// The custom field for a property that no other is for.
  fileprivate var customName: String {
    switch name {
    case "X-ABDATE": "date"
    case "X-ABRELATEDNAMES": "related"
    default: (name.hasPrefix("X-") ? String(name.dropFirst(2)) : name).snakeCased
    }
  }
}
