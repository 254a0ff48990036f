/// Why bytes cannot be stored as text.
package enum TextProblem: Error, Equatable, CustomStringConvertible {
  /// A NUL, at which C libraries and SQLite's shell end a text.
  case nul(offset: Int)
  /// Bytes that are not UTF-8.
  case notUTF8(offset: Int)

  package var description: String {
    switch self {
    case .nul(let offset): "NUL character at byte \(offset + 1)"
    case .notUTF8(let offset): "byte \(offset + 1) is not valid UTF-8"
    }
  }
}

/// Checks of text that comes in.
package enum TextCheck {
  /// The first reason why `utf8` is not text that can be stored; nil when it is.
  package static func problem(in utf8: UnsafeBufferPointer<UInt8>) -> TextProblem? {
    if ASCII.isPrintable(utf8) {
      return nil
    }
    let invalid = firstInvalidByte(of: utf8)
    if let nul = utf8[..<(invalid ?? utf8.count)].firstIndex(of: 0) {
      return .nul(offset: nul)
    }
    return invalid.map { .notUTF8(offset: $0) }
  }

  private static func firstInvalidByte(of utf8: UnsafeBufferPointer<UInt8>) -> Int? {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: utf8.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }
}

extension Span<UInt8> {
  var isValidUTF8: Bool {
    do {
      _ = try UTF8Span(validating: self)
      return true
    } catch {
      return false
    }
  }
}
