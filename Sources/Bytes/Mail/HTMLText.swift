/// The text of an HTML document without its marks, for reading; nothing in it is run, loaded or laid out.
///
/// Blocks are lines, quotations stand behind ">" as in plain mail; styles, scripts, comments and the title
/// go.
enum HTMLText {
  static func plain(_ html: String) -> String {
    var html = html
    return html.withUTF8 { utf8 in
      var reader = HTMLReader(utf8)
      return reader.read()
    }
  }
}

private struct HTMLReader {
  private let html: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var text = HTMLTextWriter()
  /// Whether no line is left blank behind the paragraph.
  private var paragraphIsLine = false

  init(_ html: UnsafeBufferPointer<UInt8>) {
    self.html = html
  }

  mutating func read() -> String {
    while position < html.count {
      switch html[position] {
      case UInt8(ascii: "<"): readMark()
      case UInt8(ascii: "&"): readReference()
      default:
        text.append(html[position])
        position += 1
      }
    }
    return text.finished
  }

  // MARK: Marks

  private mutating func readMark() {
    let next = position + 1 < html.count ? html[position + 1] : 0
    if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
      skip(past: isAhead("<!--") ? "-->" : ">")
    } else if next.isLetter || next == UInt8(ascii: "/") {
      readTag()
    } else {
      text.append(html[position])
      position += 1
    }
  }

  private mutating func readTag() {
    let start = position + 1
    position = start + (html[start] == UInt8(ascii: "/") ? 1 : 0)
    let nameStart = position
    while position < html.count, html[position].isLetter || html[position].digit != nil { position += 1 }
    let name = String(decoding: html[nameStart..<position].map(\.lowercased), as: UTF8.self)
    skipAttributes()
    let isEnd = nameStart > start
    switch name {
    case "style", "script", "title", "template", "textarea":
      if !isEnd { skipElement(name) }
    case "br": text.breakLine()
    case "blockquote": text.quote(isEnd ? -1 : 1)
    case "pre":
      text.endBlock()
      text.keepsSpace = !isEnd
    case "li":
      text.endBlock()
      if !isEnd { for byte in "- ".utf8 { text.append(byte) } }
    case "p":
      // Outlook writes each line as such a paragraph.
      if !isEnd { paragraphIsLine = contains("MsoNormal", in: nameStart..<position) }
      text.endBlock(leavesLine: !paragraphIsLine)
    case "h1", "h2", "h3", "h4", "h5", "h6", "hr": text.endBlock(leavesLine: true)
    case "div", "table", "tr", "ul", "ol", "dl", "dt", "dd", "body", "section", "article", "header", "footer",
      "form", "center", "address", "fieldset":
      text.endBlock()
    case "td", "th": text.append(.space)
    default: break
    }
  }

  /// Goes past the end of a tag, which may stand in quotes without being one.
  private mutating func skipAttributes() {
    var quote: UInt8?
    while position < html.count {
      let byte = html[position]
      position += 1
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: ">") {
        return
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"),
        html[position - 2] == UInt8(ascii: "=")
      {
        quote = byte
      }
    }
  }

  /// Goes past the end of an element whose content is no text.
  private mutating func skipElement(_ name: String) {
    let name = Array(name.utf8)
    while position < html.count {
      skip(past: "</")
      guard position + name.count <= html.count else { continue }
      if name.indices.allSatisfy({ html[position + $0].lowercased == name[$0] }) {
        skip(past: ">")
        return
      }
    }
  }

  /// Goes past the next place where `end` stands, or to the end of the text.
  private mutating func skip(past end: StaticString) {
    while position < html.count {
      if isAhead(end) {
        position += end.utf8CodeUnitCount
        return
      }
      position += 1
    }
  }

  private func isAhead(_ pattern: StaticString) -> Bool {
    let length = pattern.utf8CodeUnitCount
    return position + length <= html.count
      && (0..<length).allSatisfy { html[position + $0] == pattern.utf8Start[$0] }
  }

  private func contains(_ word: String, in range: Range<Int>) -> Bool {
    ArraySlice(html[range]).firstIndex(of: word, from: 0) != nil
  }

  // MARK: Character references

  private mutating func readReference() {
    var end = position + 1
    while end < html.count, end - position < 12,
      html[end].isLetter || html[end].digit != nil || html[end] == UInt8(ascii: "#")
    {
      end += 1
    }
    let name = String(decoding: html[(position + 1)..<end], as: UTF8.self)
    guard let scalar = HTMLReference.scalar(name) else {
      text.append(html[position])
      position += 1
      return
    }
    position = end < html.count && html[end] == UInt8(ascii: ";") ? end + 1 : end
    if scalar == "\u{A0}" {
      text.appendHardSpace()
    } else {
      for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { text.append(byte) }
    }
  }
}
