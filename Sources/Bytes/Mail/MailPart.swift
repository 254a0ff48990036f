/// A message or a part of one: its fields, and its content as it was transported (RFC 2045, section 2.4).
struct MailPart {
  let fields: MailFields
  let type: MailParameters
  let disposition: MailParameters
  let content: ArraySlice<UInt8>

  /// What a part without a type is: `text/plain`, but a message in a digest (RFC 2046, section 5.1.5).
  init(_ text: ArraySlice<UInt8>, isInDigest: Bool = false) {
    var content = text
    fields = MailFields(from: &content)
    self.content = content
    let type = MailParameters(fields["content-type"] ?? [])
    // What names no type is text (RFC 2045, section 5.2).
    self.type =
      type.value.contains("/") ? type : type.replacing(value: isInDigest ? "message/rfc822" : "text/plain")
    disposition = MailParameters(fields["content-disposition"] ?? [])
  }

  /// The file it was made from, without a folder.
  var fileName: String? {
    let name = disposition["filename"] ?? type["name"]
    let last = name?.split { $0 == "/" || $0 == "\\" }.last
    return last.map { String($0) }
  }

  /// What the content was before it was encoded for transport.
  var decoded: ArraySlice<UInt8> {
    TransferEncoding(fields["content-transfer-encoding"] ?? []).decode(content)
  }

  /// The parts that a multipart consists of (RFC 2046, section 5.1.1), without what stands before and behind
  /// them.
  ///
  /// Where the boundary is not named or not found, the first line that looks like one is it. The last part
  /// ends with the text when its boundary is missing.
  var parts: [MailPart] {
    var delimiters: [Delimiter] = []
    if let boundary = type["boundary"] { delimiters = Self.delimiters(in: content, Array(boundary.utf8)) }
    if delimiters.isEmpty, let boundary = guessedBoundary {
      delimiters = Self.delimiters(in: content, boundary)
    }
    var parts: [MailPart] = []
    for (index, delimiter) in delimiters.enumerated() where !delimiter.isLast {
      let end = index + 1 < delimiters.count ? delimiters[index + 1].start : content.endIndex
      // Between neighbours there is not even a line break.
      guard delimiter.end <= end else { continue }
      parts.append(MailPart(content[delimiter.end..<end], isInDigest: type.value == "multipart/digest"))
    }
    return parts
  }

  private struct Delimiter {
    /// Where it begins with the line break that belongs to it, and ends with its own.
    let start: Int
    let end: Int
    let isLast: Bool
  }

  /// Finds the lines that are a boundary up to the one that ends all: two hyphens, the boundary, two more in
  /// the last, perhaps blanks.
  private static func delimiters(in content: ArraySlice<UInt8>, _ boundary: [UInt8]) -> [Delimiter] {
    var delimiters: [Delimiter] = []
    var lines = ByteLines(content)
    var previousEnd = content.startIndex
    while let line = lines.next() {
      if line.starts(with: [hyphen, hyphen]), line.dropFirst(2).starts(with: boundary) {
        let tail = line.dropFirst(2 + boundary.count).trimmed
        let isLast = tail.elementsEqual([hyphen, hyphen])
        if tail.isEmpty || isLast {
          delimiters.append(Delimiter(start: previousEnd, end: lines.rest.startIndex, isLast: isLast))
        }
        if isLast { break }
      }
      previousEnd = line.endIndex
    }
    return delimiters
  }

  private var guessedBoundary: [UInt8]? {
    var lines = ByteLines(content)
    while let line = lines.next() {
      let name = line.dropFirst(2).trimmed
      if line.starts(with: [Self.hyphen, Self.hyphen]), !name.isEmpty, MailFields.begins(lines.rest) {
        return Array(name)
      }
    }
    return nil
  }

  private static let hyphen = UInt8(ascii: "-")
}
