internal import Bytes

/// Finds the rows of a text, as `Scripts/words/wordpiece.py` specifies: words in small letters without marks,
/// each divided from the left into the longest pieces that the table has.
struct Tokeniser {
  /// The rows of all words so far, in their order.
  private(set) var rows: [UInt32] = []

  /// No piece is looked for in a word of more characters.
  private static let longestWord = 100

  private let table: WordTable
  private var word: [UInt8] = []
  private var wordCount = 0  // in characters

  init(_ text: String, table: WordTable) {
    self.table = table
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        take(ascii: UInt8(truncatingIfNeeded: scalar.value))
      } else {
        scalar.decompose { take($0) }
      }
    }
    endWord()
  }

  private mutating func take(ascii byte: UInt8) {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      append(CollectionOfOne(byte))
    case UInt8(ascii: "A")...UInt8(ascii: "Z"):
      append(CollectionOfOne(byte | 0x20))
    case 0x20, 0x09...0x0D, 0x1C...0x1F:
      endWord()
    case 0x21...0x7E:
      takeAlone(CollectionOfOne(byte))
    default:
      break
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
      takeAlone(scalar.utf8)
    case .nonspacingMark, .control, .format, .surrogate, .privateUse, .unassigned:
      break
    default:
      switch scalar.value {
      case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0xF900...0xFAFF, 0x20000...0x2CEAF, 0x2F800...0x2FA1F:
        takeAlone(scalar.utf8)
      case 0xFFFD:
        break
      default:
        append(properties.lowercaseMapping.utf8)
      }
    }
  }

  /// Adds a character to the word.
  private mutating func append(_ character: some Collection<UInt8>) {
    wordCount += 1
    if wordCount <= Self.longestWord {
      word.append(contentsOf: character)
    }
  }

  /// Takes a character that is a word.
  private mutating func takeAlone(_ character: some Collection<UInt8>) {
    endWord()
    append(character)
    endWord()
  }

  /// Adds the rows of the word, unless it is too long or a part of it is no piece, and begins another.
  private mutating func endWord() {
    if word.isEmpty {
      return
    }
    if wordCount <= Self.longestWord {
      let before = rows.count
      let isDivided = word.withUnsafeBufferPointer { word in
        var position = 0
        while position < word.count {
          let rest = UnsafeBufferPointer(rebasing: word[position...])
          let range = position == 0 ? table.starts : table.follows
          guard let piece = table.longestPiece(of: rest, in: range) else {
            return false
          }
          rows.append(piece.row)
          position += piece.count
        }
        return true
      }
      if !isDivided {
        rows.removeLast(rows.count - before)
      }
    }
    word.removeAll(keepingCapacity: true)
    wordCount = 0
  }
}
