extension Unicode.Scalar {
  /// Hands on what the scalar is made of, letters before their marks: "ǖ" is "u", two dots and a macron. The
  /// marks of a letter are not put into canonical order.
  package func decompose(_ take: (Unicode.Scalar) -> Void) {
    switch value {
    case ..<0xC0:
      take(self)
    case 0xAC00...0xD7A3:
      decomposeHangul(take)
    default:
      guard let (first, second) = parts else {
        return take(self)
      }
      first.decompose(take)
      second?.decompose(take)
    }
  }

  /// Unicode, section 3.12: the leading consonant, the vowel and perhaps the trailing one of a syllable.
  private func decomposeHangul(_ take: (Unicode.Scalar) -> Void) {
    let syllable = value - 0xAC00
    let jamo = [0x1100 + syllable / 588, 0x1161 + syllable % 588 / 28, 0x11A7 + syllable % 28]
    for part in jamo where part != 0x11A7 {
      take(Unicode.Scalar(part)!)  // all jamo are scalars
    }
  }

  /// What the table says of the scalar.
  private var parts: (Unicode.Scalar, Unicode.Scalar?)? {
    let cells = DecompositionTable.cells
    var low = 0
    var high = cells.count / 3
    while low < high {
      let middle = (low + high) / 2
      let found = cells[middle * 3]
      if found == value {
        let second = cells[middle * 3 + 2]
        return Unicode.Scalar(cells[middle * 3 + 1]).map { ($0, second == 0 ? nil : Unicode.Scalar(second)) }
      }
      if found < value {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return nil
  }
}
