/// The form of a name, address or title by which it is found: the same for every way a reader would take
/// to be the same writing.
///
/// - Case and accents go, also where Unicode has no decomposition: "Łódź", "LODZ" → "lodz"; "Groß" →
///   "gross"; "Sørensen" → "sorensen"; "Æsir" → "aesir".
/// - Typographic quotes, apostrophes and dashes become those of the keyboard; full-width letters,
///   ligatures and other compatibility forms the plain ones: "O’Brien" → "o'brien".
/// - White space is one space between words and none around them. Control characters, zero-width and
///   direction characters go.
/// - In other scripts, what makes a different letter stays: "й", "ї", "ў" (but "ё" is "е"), "ؤ" and "ئ"
///   (but "أ" is "ا"), the voicing of kana, the vowel signs and tones of Hindi or Thai. Vowel points of
///   Hebrew and Arabic go. Letters that are one in Unicode are one in the key: "が", "한".
///
/// A key is its own key, and canonically equivalent texts have the same key. Keys are stored, so a change of
/// the rules (`Scripts/generate-unicode`) needs the stored ones made anew.
public enum SearchKey {
  /// The key of `text`.
  public static func fold(_ text: String) -> String {
    var copy = text
    return copy.withUTF8 { utf8 in
      var isASCII = true
      let key = String(unsafeUninitializedCapacity: utf8.count) { key in
        let count = foldASCII(utf8, into: key)
        isASCII = count != nil
        return count ?? 0
      }
      if isASCII {
        return key
      }
      let folded = FoldedScalars(text)
      return String(unsafeUninitializedCapacity: folded.maximalUTF8Count, initializingUTF8With: folded.encode)
    }
  }

  /// Appends the key of a text to `key`. Bytes that are not UTF-8 count as U+FFFD.
  public static func fold(utf8: UnsafeBufferPointer<UInt8>, into key: inout [UInt8]) {
    if !append(to: &key, upTo: utf8.count, { foldASCII(utf8, into: $0) }) {
      let folded = FoldedScalars(String(decoding: utf8, as: UTF8.self))
      _ = append(to: &key, upTo: folded.maximalUTF8Count, folded.encode)
    }
  }

  /// Appends what `write` puts into room for `count` bytes; false when it gives up.
  private static func append(
    to key: inout [UInt8], upTo count: Int, _ write: (UnsafeMutableBufferPointer<UInt8>) -> Int?
  ) -> Bool {
    var done = false
    key.append(addingCapacity: count) { span in
      span.withUnsafeMutableBufferPointer { free, used in
        let written = write(free)
        done = written != nil
        used += written ?? 0
      }
    }
    return done
  }

  /// The byte of a key for an ASCII one: a lower-case letter, a space for any white space, 0 for a control
  /// character, otherwise the same.
  static func folded(ascii byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
    case 0x21...0x7E: byte
    case 0x20, 0x09...0x0D: 0x20
    default: 0
    }
  }

  /// Writes the key of a text that is ASCII throughout and returns its length; nil when it is not. `key`
  /// has room for as many bytes as the text has.
  private static func foldASCII(
    _ text: UnsafeBufferPointer<UInt8>, into key: UnsafeMutableBufferPointer<UInt8>
  ) -> Int? {
    guard let source = text.baseAddress, let target = key.baseAddress else {
      return 0
    }
    var read = 0
    var written = 0
    var endsInSpace = true
    while read < text.count {
      if read + 8 <= text.count {
        let word = UnsafeRawPointer(source + read).loadUnaligned(as: UInt64.self)
        if ASCII.isPrintable(word), !ASCII.hasAdjacentSpaces(word, afterSpace: endsInSpace) {
          UnsafeMutableRawPointer(target + written).storeBytes(of: ASCII.lowercased(word), as: UInt64.self)
          read += 8
          written += 8
          endsInSpace = target[written - 1] == 0x20
          continue
        }
      }
      let byte = source[read]
      if byte >= 0x80 {
        return nil
      }
      read += 1
      let folded = folded(ascii: byte)
      if folded == 0 || folded == 0x20 && endsInSpace {
        continue
      }
      target[written] = folded
      written += 1
      endsInSpace = folded == 0x20
    }
    return written > 0 && endsInSpace ? written - 1 : written
  }
}
