/// Reads keys from the bytes that a terminal sends for them, over as many reads as they take.
///
/// It knows UTF-8, the sequences that begin with CSI and SS3 (ECMA-48; "XTerm Control Sequences"), an escape before a
/// character for the Alt key, and bracketed paste. What it does not know, and what is no UTF-8, is swallowed whole.
package struct KeyReader: Sendable {
  private enum State {
    case plain
    /// Within a character of several bytes, of which so many are missing.
    case character(missing: Int)
    case escape
    /// After CSI, or after SS3, which comes from arrows and the numeric keypad.
    case sequence, keypad
    /// After `CSI [`, behind which the Linux console puts one letter for a function key.
    case console
    case paste
  }

  private var state = State.plain
  /// What has come of a character, of the parameters of a sequence, or of a paste.
  private var held: [UInt8] = []

  /// Parameters of a sequence beyond so many bytes are not kept: no key has them.
  private static let longestParameters = 32
  private static let pasteEnd = Array("\u{1b}[201~".utf8)

  package init() {}

  /// Whether an escape came, and nothing yet that tells what it is.
  package var awaitsMore: Bool {
    if case .escape = state { true } else { false }
  }

  /// The keys that these bytes complete.
  package mutating func keys(in bytes: some Sequence<UInt8>) -> [Key] {
    var keys: [Key] = []
    for byte in bytes {
      if let key = take(byte) { keys.append(key) }
    }
    return keys
  }

  /// Says that nothing more came for a while: an escape that stands alone is a key then.
  package mutating func pause() -> Key? {
    guard awaitsMore else { return nil }
    state = .plain
    return .escape
  }

  // MARK: One byte

  private mutating func take(_ byte: UInt8) -> Key? {
    switch state {
    case .plain: return takePlain(byte)
    case .character(let missing): return takeContinuation(byte, missing: missing)
    case .escape: return takeEscaped(byte)
    case .sequence: return takeOfSequence(byte)
    case .keypad:
      // Some terminals put the modifiers in between.
      if (0x30...0x39).contains(byte) { return nil }
      state = .plain
      return byte == UInt8(ascii: "M") ? .enter : Self.movement(byte, isModified: false)
    case .console:
      state = .plain
      return nil
    case .paste:
      held.append(byte)
      guard byte == Self.pasteEnd.last, held.suffix(Self.pasteEnd.count) == Self.pasteEnd[...] else {
        return nil
      }
      state = .plain
      return .paste(String(decoding: held.dropLast(Self.pasteEnd.count), as: UTF8.self))
    }
  }

  private mutating func takePlain(_ byte: UInt8) -> Key? {
    state = .plain
    switch byte {
    case 0x1B:
      state = .escape
      return nil
    case 0x0A, 0x0D: return .enter
    case 0x09: return .tab
    case 0x08, 0x7F: return .backspace
    case 0x01...0x1A: return .control(Character(Unicode.Scalar(byte + 0x60)))
    case 0x1F: return .control("_")
    case 0x20...0x7E: return .text(String(Unicode.Scalar(byte)))
    case 0xC2...0xDF: return begin(byte, missing: 1)
    case 0xE0...0xEF: return begin(byte, missing: 2)
    case 0xF0...0xF4: return begin(byte, missing: 3)
    default: return nil
    }
  }

  private mutating func begin(_ byte: UInt8, missing: Int) -> Key? {
    state = .character(missing: missing)
    held = [byte]
    return nil
  }

  private mutating func takeContinuation(_ byte: UInt8, missing: Int) -> Key? {
    guard (0x80...0xBF).contains(byte) else { return takePlain(byte) }
    held.append(byte)
    if missing > 1 {
      state = .character(missing: missing - 1)
      return nil
    }
    state = .plain
    return String(validating: held, as: UTF8.self).map(Key.text)
  }

  // MARK: Sequences

  private mutating func takeEscaped(_ byte: UInt8) -> Key? {
    switch byte {
    case UInt8(ascii: "["):
      state = .sequence
      held = []
      return nil
    case UInt8(ascii: "O"):
      state = .keypad
      return nil
    case 0x20...0x7F:
      state = .plain
      return .alt(Character(Unicode.Scalar(byte)))
    default:
      return takePlain(byte)
    }
  }

  private mutating func takeOfSequence(_ byte: UInt8) -> Key? {
    switch byte {
    case 0x20...0x3F:
      if held.count < Self.longestParameters { held.append(byte) }
      return nil
    case UInt8(ascii: "[") where held.isEmpty:
      state = .console
      return nil
    case 0x40...0x7E:
      state = .plain
      return sequence(endingIn: byte)
    default:
      return takePlain(byte)
    }
  }

  /// The key of a sequence whose parameters are held; of the two that keys have the second tells the modifiers.
  private mutating func sequence(endingIn final: UInt8) -> Key? {
    let words = String(decoding: held, as: UTF8.self).split(separator: ";", omittingEmptySubsequences: false)
    let numbers = words.map { Int($0) }
    if !held.isEmpty, numbers.contains(nil) { return nil }
    // One more than the sum of 1 for shift, 2 for Alt, 4 for control.
    let modifiers = (numbers.count > 1 ? numbers[1] ?? 1 : 1) - 1
    let isModified = modifiers & 6 != 0
    guard final == UInt8(ascii: "~") else { return Self.movement(final, isModified: isModified) }
    switch numbers.first ?? nil {
    case 1, 7: return .home
    case 4, 8: return .end
    case 3: return isModified ? .deleteWord : .delete
    case 200:
      state = .paste
      held = []
      return nil
    default: return nil
    }
  }

  private static func movement(_ final: UInt8, isModified: Bool) -> Key? {
    switch final {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): isModified ? .wordRight : .right
    case UInt8(ascii: "D"): isModified ? .wordLeft : .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    default: nil
    }
  }
}
