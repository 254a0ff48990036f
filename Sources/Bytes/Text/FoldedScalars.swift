/// The scalars of a search key while it is being made.
///
/// Every scalar of a text becomes what the table says of it. Marks that stay are put into canonical order
/// and joined with their letter when the two make one letter (Unicode, section 3.11: D108 to D117), so a
/// text gives one key however it was composed.
struct FoldedScalars {
  private(set) var scalars: [Unicode.Scalar] = []

  /// The key of `text`.
  init(_ text: String) {
    scalars.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      append(scalar)
    }
    if scalars.last == " " {
      scalars.removeLast()
    }
  }

  /// How long the key can be as UTF-8.
  var maximalUTF8Count: Int { scalars.count * 4 }

  /// Writes the key as UTF-8 and returns its length. `utf8` has room for `maximalUTF8Count` bytes.
  func encode(to utf8: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var count = 0
    for scalar in scalars {
      if scalar.isASCII {
        utf8[count] = UInt8(truncatingIfNeeded: scalar.value)
        count += 1
      } else {
        for byte in scalar.utf8 {
          utf8[count] = byte
          count += 1
        }
      }
    }
    return count
  }

  /// What the table tells to do with a scalar: the upper three bits of its cell. The others hold a scalar
  /// or the place of a sequence.
  private enum Action {
    static let keep: UInt32 = 0
    static let replace: UInt32 = 1
    static let replaceBySequence: UInt32 = 2
    static let drop: UInt32 = 3
    static let joinOrDrop: UInt32 = 4
    static let joinOrKeep: UInt32 = 5
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    if scalar.isASCII {
      return appendASCII(UInt8(truncatingIfNeeded: scalar.value))
    }
    let cell = Self.cell(of: scalar)
    switch cell >> 21 {
    case Action.replace:
      append(Self.scalar(in: cell))
    case Action.replaceBySequence:
      var position = Int(cell & 0x1F_FFFF)
      var part: UInt32
      repeat {
        part = FoldingTable.cells[position]
        append(Self.scalar(in: part))
        position += 1
      } while part >> 21 != 0
    case Action.drop:
      break
    case Action.joinOrDrop:
      _ = join(scalar)
    case Action.joinOrKeep:
      if !join(scalar) {
        insertInOrder(scalar)
      }
    default:
      scalars.append(scalar)
    }
  }

  private mutating func appendASCII(_ byte: UInt8) {
    let folded = SearchKey.folded(ascii: byte)
    if folded == UInt8(ascii: " "), scalars.isEmpty || scalars.last == " " {
      return
    }
    if folded != 0 {
      scalars.append(Unicode.Scalar(folded))
    }
  }

  /// Replaces the letter before `mark` by the one that the two make together, if there is one and no other
  /// mark of the same class stands between them.
  private mutating func join(_ mark: Unicode.Scalar) -> Bool {
    let order = Self.order(of: mark)
    var position = scalars.count - 1
    while position >= 0 {
      let between = Self.order(of: scalars[position])
      if between == 0 {
        break
      }
      if order == 0 || between == order {
        return false
      }
      position -= 1
    }
    guard position >= 0, let whole = Self.joined(scalars[position], mark) else {
      return false
    }
    scalars[position] = whole
    return true
  }

  /// Adds a mark behind all that come before it in canonical order.
  private mutating func insertInOrder(_ mark: Unicode.Scalar) {
    let order = Self.order(of: mark)
    var position = scalars.count
    if order != 0 {
      while position > 0, Self.order(of: scalars[position - 1]) > order {
        position -= 1
      }
    }
    scalars.insert(mark, at: position)
  }

  /// The canonical combining class; 0 for everything that is not ordered.
  private static func order(of scalar: Unicode.Scalar) -> UInt8 {
    scalar.isASCII ? 0 : scalar.properties.canonicalCombiningClass.rawValue
  }

  private static func cell(of scalar: Unicode.Scalar) -> UInt32 {
    let value = Int(scalar.value)
    let middle = Int(FoldingTable.cells[value >> 10])
    let leaf = Int(FoldingTable.cells[middle + value >> 4 & 63])
    return FoldingTable.cells[leaf + value & 15]
  }

  private static func scalar(in cell: UInt32) -> Unicode.Scalar {
    Unicode.Scalar(cell & 0x1F_FFFF)!  // the generator writes scalars only
  }

  private static func joined(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Unicode.Scalar? {
    joinedHangul(first.value, second.value) ?? joinedPair(first.value, second.value)
  }

  /// Unicode, section 3.12: a syllable from its leading consonant and vowel, or from such a syllable and
  /// its trailing consonant.
  private static func joinedHangul(_ first: UInt32, _ second: UInt32) -> Unicode.Scalar? {
    switch (first, second) {
    case (0x1100...0x1112, 0x1161...0x1175):
      Unicode.Scalar(0xAC00 + ((first - 0x1100) * 21 + second - 0x1161) * 28)
    case (0xAC00...0xD7A3, 0x11A8...0x11C2) where (first - 0xAC00) % 28 == 0:
      Unicode.Scalar(first + second - 0x11A7)
    default:
      nil
    }
  }

  private static func joinedPair(_ first: UInt32, _ second: UInt32) -> Unicode.Scalar? {
    let pairs = FoldingTable.pairs
    var low = 0
    var high = pairs.count / 3
    while low < high {
      let middle = (low + high) / 2
      let pair = (pairs[middle * 3], pairs[middle * 3 + 1])
      if pair == (first, second) {
        return scalar(in: pairs[middle * 3 + 2])
      }
      if pair < (first, second) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return nil
  }
}
