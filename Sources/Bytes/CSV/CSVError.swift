/// Why a record could not be read.
///
/// After every case but `unreadable` the reader goes on: after the record when only its content was refused,
/// else at the line after the one on which the record began.
public enum CSVError: Error {
  /// The quote opened on `line` is never closed, or not within the size limit of a record.
  case unterminatedQuote(line: Int)
  /// The record that begins on `line` has more bytes than the reader was told to hold.
  case recordTooLong(line: Int, limit: Int)
  /// There is a NUL byte on `line`.
  case nulByte(line: Int)
  /// The source failed; nothing can be read after that.
  case unreadable(any Error)

  /// The line to look at, counted from 1.
  public var line: Int? {
    switch self {
    case .unterminatedQuote(let line), .recordTooLong(let line, _), .nulByte(let line): line
    case .unreadable: nil
    }
  }
}

extension CSVError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unterminatedQuote(let line): "the quote opened on line \(line) is never closed"
    case .recordTooLong(let line, let limit):
      "the record that begins on line \(line) is longer than \(limit) bytes; is a quote left open?"
    case .nulByte(let line): "line \(line) contains a NUL byte"
    case .unreadable(let error): "\(error)"
    }
  }
}
