internal import Bytes

/// A cell that holds several values: `a; b`, `a, b`, a line each, or `a ::: b` as Google Contacts writes.
enum ListCell {
  /// What may stand between values, the weakest first: only the strongest of them separates, so that the values of
  /// `Sales, EMEA; VIP` are two.
  private enum Separator: Int {
    case comma = 1
    case semicolon, line, colons

    var text: String {
      switch self {
      case .comma: ","
      case .semicolon: ";"
      case .line: "\n"
      case .colons: ":::"
      }
    }

    /// The strongest one in a text; nil for none.
    init?(in text: some Collection<UInt8>) {
      var strongest = 0
      var colons = 0
      for byte in text {
        colons = byte == UInt8(ascii: ":") ? colons + 1 : 0
        switch byte {
        case UInt8(ascii: ","): strongest = max(strongest, Self.comma.rawValue)
        case UInt8(ascii: ";"): strongest = max(strongest, Self.semicolon.rawValue)
        case UInt8(ascii: "\n"): strongest = max(strongest, Self.line.rawValue)
        case UInt8(ascii: ":") where colons == 3: strongest = Self.colons.rawValue
        default: break
        }
      }
      self.init(rawValue: strongest)
    }
  }

  /// Whether a cell is one value as it stands, as most are.
  static func isSingle(_ cell: ArraySlice<UInt8>) -> Bool {
    // A colon may belong to a link.
    cell.first != UInt8(ascii: "[") && Separator(in: cell) == nil && !cell.contains(UInt8(ascii: ":"))
  }

  /// The values of a cell. In a file of our own nothing but a semicolon separates.
  static func values(_ cell: ArraySlice<UInt8>, isOurs: Bool) -> [String] {
    if let list = json(cell) { return list }
    let text = String(decoding: cell, as: UTF8.self)
    guard let separator = isOurs ? .semicolon : Separator(in: cell) else { return [text] }
    return text.pieces(between: separator.text)
  }

  /// The values of a cell of e-mail addresses, which may be links.
  static func addresses(_ cell: ArraySlice<UInt8>, isOurs: Bool) -> [String] {
    let values = values(cell, isOurs: isOurs)
    return isOurs ? values : values.map(addressee)
  }

  /// The values of a cell of telephone numbers, in which what follows a comma may belong to the number before:
  /// `+1 555 0100, ext. 12`.
  static func phones(_ cell: ArraySlice<UInt8>, isOurs: Bool) -> [String] {
    let values = values(cell, isOurs: isOurs)
    if isOurs { return values }
    let numbers = values.map(phoneNumber)
    if numbers.allSatisfy({ $0.utf8.count(where: \.isDigit) >= 5 }) { return numbers }
    return [String(decoding: cell, as: UTF8.self)]
  }

  /// The values of a cell of tags; of the groups of Google Contacts, which begin with an asterisk, the one of all
  /// contacts is none.
  static func tags(_ cell: ArraySlice<UInt8>, isOurs: Bool) -> [String] {
    if let list = json(cell) { return list }
    let values = values(cell, isOurs: isOurs)
    if isOurs { return values }
    return values.compactMap { value in
      if value == "* myContacts" { return nil }
      return value.hasPrefix(groupMark) ? String(value.dropFirst(groupMark.count)) : value
    }
  }

  private static let groupMark = "* "

  /// The values of a cell that is a list of texts in JSON.
  private static func json(_ cell: ArraySlice<UInt8>) -> [String]? {
    guard cell.first == UInt8(ascii: "["), let list = (try? JSONParser.parse(Array(cell)))?.array else {
      return nil
    }
    let texts = list.compactMap(\.string)
    return texts.count == list.count ? texts : nil
  }

  /// Whether a value comes back as it is from a cell in which it stands among others.
  static func isPlain(_ value: String) -> Bool {
    !value.isEmpty && !value.hasPrefix("[") && !value.hasPrefix(groupMark)
      && value.first?.isWhitespace == false
      && value.last?.isWhitespace == false && Separator(in: value.utf8) == nil
  }
}

extension String {
  /// What stands between separators, trimmed and without what is blank.
  fileprivate func pieces(between separator: String) -> [String] {
    var pieces: [String] = []
    for piece in split(separator: separator) {
      let end = piece.lastIndex { !$0.isWhitespace }
      guard let start = piece.firstIndex(where: { !$0.isWhitespace }), let end else { continue }
      pieces.append(String(piece[start...end]))
    }
    return pieces
  }
}
