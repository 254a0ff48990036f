/// Finds the text for people in the parts of a message, and the names of the files among them.
struct MailTextReader {
  private(set) var attachments: [String] = []
  private(set) var unknownCharsets: Set<String> = []

  /// The text of a part, and whether it was written as plain text.
  struct Text {
    var text: String
    var isPlain: Bool

    fileprivate mutating func append(_ other: Text) {
      text += "\n\n"
      text += other.text
      isPlain = isPlain && other.isPlain
    }

    fileprivate var isBlank: Bool { !text.utf8.contains { $0 > .space } }
  }

  /// How deep parts may stand in parts; nobody writes more, and a stack ends.
  private static let deepest = 20

  /// The text of a part and the parts in it, nil when it has none.
  mutating func text(of part: MailPart) -> Text? {
    text(of: part, depth: 0, isWanted: true)
  }

  /// Without `isWanted` only the names of files are looked for.
  private mutating func text(of part: MailPart, depth: Int, isWanted: Bool) -> Text? {
    let type = part.type.value
    let isText = type == "text/plain" || type == "text/html"
    // A message that is nothing but a text is none that came as a file.
    let isFile = part.disposition.value == "attachment" || part.fileName != nil && !(isText && depth == 0)
    if type.hasPrefix("multipart/") {
      let parts = depth < Self.deepest ? part.parts : []
      // What cannot be taken apart, or stands too deep for that, is shown as it is.
      if !parts.isEmpty { return text(ofMultipart: type, parts, depth: depth + 1, isWanted: isWanted) }
    } else if isFile {
      attachments.append(part.fileName ?? type)
      return nil
    } else if !isText {
      return nil
    }
    return isWanted ? plainText(of: part) : nil
  }

  private mutating func text(ofMultipart type: String, _ parts: [MailPart], depth: Int, isWanted: Bool)
    -> Text?
  {
    var found: Text?
    for (index, part) in parts.enumerated() {
      switch type {
      case "multipart/alternative":
        // The same in several forms: the plain one, else the last, which is the richest (RFC 2046, section
        // 5.1.4).
        let isSettled = found.map { $0.isPlain && !$0.isBlank } ?? false
        if let text = text(of: part, depth: depth, isWanted: isWanted && !isSettled),
          !text.isBlank || found == nil
        {
          found = text
        }
      case "multipart/related" where index > 0, "multipart/signed" where index > 0:
        // The images of an HTML text and the signature of a message are no files that somebody sent.
        if part.disposition.value == "attachment" { _ = text(of: part, depth: depth, isWanted: false) }
      default:
        guard let text = text(of: part, depth: depth, isWanted: isWanted) else { continue }
        if found == nil { found = text } else { found?.append(text) }
      }
    }
    return found
  }

  private mutating func plainText(of part: MailPart) -> Text {
    var encoding: TextEncoding?
    if let charset = part.type["charset"], !charset.isEmpty {
      encoding = .named(charset)
      if encoding == nil { unknownCharsets.insert(charset.lowercased()) }
    }
    let text = TextEncoding.text(part.decoded, in: encoding)
    if part.type.value == "text/html" { return Text(text: HTMLText.plain(text), isPlain: false) }
    let lines = text.withUnixLines
    guard part.type["format"]?.lowercased() == "flowed" else { return Text(text: lines, isPlain: true) }
    return Text(
      text: FlowedText.joined(lines, deletesSpace: part.type["delsp"]?.lowercased() == "yes"), isPlain: true)
  }
}

extension String {
  /// The text with LF at the end of each line, and without other control characters than the tab.
  fileprivate var withUnixLines: String {
    // Most texts need nothing.
    if !utf8.contains(where: { $0 < .space && $0 != .lineFeed && $0 != UInt8(ascii: "\t") || $0 == 0x7F }) {
      return self
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    var previous: UInt8 = 0
    for byte in utf8 {
      switch byte {
      case .lineFeed: if previous != .carriageReturn { bytes.append(byte) }
      case .carriageReturn: bytes.append(.lineFeed)
      case UInt8(ascii: "\t"): bytes.append(byte)
      default: if byte >= .space, byte != 0x7F { bytes.append(byte) }
      }
      previous = byte
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
