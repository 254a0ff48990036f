internal import Bytes

/// Finds the rows of a text, as `Scripts/words/wordpiece.py` specifies: words in small letters without marks,
/// each divided from the left into the longest pieces that the table has.
struct Tokeniser {
  /// No piece is looked for in a word of more characters.
  private static let longestWord = 100
  /// A small letter has at most four bytes.
  private static let longestWordBytes = 4 * longestWord
  private static let rowCapacity = 256
  /// With so many rows there is still room for those of a word, and of a character that is several.
  private static let enoughRows = rowCapacity - longestWord - 28

  private let text: UnsafeBufferPointer<UInt8>
  private let table: WordTable
  private var position = 0

  private let word: UnsafeMutablePointer<UInt8>
  private var byteCount = 0  // of the word
  private var characterCount = 0  // of the word

  private let rows: UnsafeMutablePointer<UInt32>
  private var rowCount = 0

  /// Hands on the rows of a text in UTF-8, in their order, in several parts if they are many. What is no UTF-8
  /// has none.
  static func read(
    _ text: UnsafeBufferPointer<UInt8>, table: WordTable, _ take: (UnsafeBufferPointer<UInt32>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longestWordBytes + 8) { word in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: rowCapacity) { rows in
        guard let word = word.baseAddress, let rows = rows.baseAddress else {
          return
        }
        var tokeniser = Tokeniser(text: text, table: table, word: word, rows: rows)
        while tokeniser.position < text.count {
          tokeniser.advance()
          take(UnsafeBufferPointer(start: rows, count: tokeniser.rowCount))
          tokeniser.rowCount = 0
        }
      }
    }
  }

  private init(
    text: UnsafeBufferPointer<UInt8>, table: WordTable, word: UnsafeMutablePointer<UInt8>,
    rows: UnsafeMutablePointer<UInt32>
  ) {
    self.text = text
    self.table = table
    self.word = word
    self.rows = rows
  }

  /// Goes on until there are enough rows or the text is at its end.
  private mutating func advance() {
    while position < text.count, rowCount <= Self.enoughRows {
      let byte = text[position]
      if byte >= 0x80 {
        takeOther()
      } else if Self.isLetterOrDigit(byte) {
        takeLetters()
      } else {
        position &+= 1
        take(ascii: byte)
      }
    }
    if position == text.count {
      endWord()
    }
  }

  /// Takes all letters and digits of ASCII that stand here.
  private mutating func takeLetters() {
    let start = position
    let room = max(0, Self.longestWordBytes &- byteCount)
    while position < text.count, Self.isLetterOrDigit(text[position]) {
      if position &- start < room {
        word[byteCount &+ position &- start] = text[position] | 0x20  // digits have this bit
      }
      position &+= 1
    }
    characterCount &+= position &- start
    byteCount &+= min(position &- start, room)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
  }

  private mutating func take(ascii byte: UInt8) {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      append(CollectionOfOne(byte | 0x20))
    case 0x20, 0x09...0x0D, 0x1C...0x1F:
      endWord()
    case 0x21...0x7E:
      endWord()
      append(CollectionOfOne(byte))
      endWord()
    default:
      break
    }
  }

  /// Takes a character that is not ASCII.
  private mutating func takeOther() {
    let start = position
    repeat {
      position += 1
    } while position < text.count && position < start + 4 && text[position] & 0xC0 == 0x80
    let bytes = UnsafeBufferPointer(rebasing: text[start..<position])
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      scalar.decompose { take($0) }
    }
  }

  private mutating func take(_ scalar: Unicode.Scalar) {
    if scalar.isASCII {
      return take(ascii: UInt8(truncatingIfNeeded: scalar.value))
    }
    let properties = scalar.properties
    if properties.isWhitespace {
      return endWord()
    }
    switch properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      takeAlone(scalar)
    case .nonspacingMark, .control, .format, .surrogate, .privateUse, .unassigned:
      break
    default:
      switch scalar.value {
      case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0xF900...0xFAFF, 0x20000...0x2CEAF, 0x2F800...0x2FA1F:
        takeAlone(scalar)
      case 0xFFFD:
        break
      default:
        append(properties.lowercaseMapping.utf8)
      }
    }
  }

  /// Takes a character that is a word.
  private mutating func takeAlone(_ scalar: Unicode.Scalar) {
    endWord()
    append(scalar.utf8)
    endWord()
  }

  /// Adds a character to the word.
  private mutating func append(_ character: some Collection<UInt8>) {
    characterCount += 1
    if byteCount + character.count <= Self.longestWordBytes {
      for byte in character {
        word[byteCount] = byte
        byteCount += 1
      }
    }
  }

  /// Adds the rows of the word, unless it is too long, and begins another.
  private mutating func endWord() {
    if characterCount == 0 {
      return
    }
    if characterCount <= Self.longestWord {
      addRows()
    }
    byteCount = 0
    characterCount = 0
  }

  /// Adds the rows of the word, unless a part of it is no piece.
  private mutating func addRows() {
    let before = rowCount
    var start = 0
    while start < byteCount {
      let pieces = start == 0 ? table.starts : table.follows
      guard let piece = table.longestPiece(of: word + start, count: byteCount &- start, among: pieces) else {
        rowCount = before
        return
      }
      rows[rowCount] = piece.number
      rowCount &+= 1
      start &+= piece.count
    }
  }
}
