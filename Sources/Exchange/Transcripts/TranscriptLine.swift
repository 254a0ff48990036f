internal import Bytes

/// A line of a transcript as it stands there.
struct TranscriptLine: Hashable {
  /// Counted from 1.
  let number: Int
  let text: String

  var isBlank: Bool { text.unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0.value < 0x20 } }

  /// The lines of a text, and what of them is none.
  static func split(_ text: [UInt8]) -> (lines: [TranscriptLine], problems: [TranscriptProblem]) {
    var lines: [TranscriptLine] = []
    var problems: [TranscriptProblem] = []
    var reader = LineReader(MemorySource(text))
    while true {
      do {
        guard let line = try reader.next() else { break }
        if let text = String(validating: line.bytes, as: UTF8.self) {
          lines.append(TranscriptLine(number: line.number, text: text))
        } else {
          let text = String(decoding: line.bytes, as: UTF8.self)
          lines.append(TranscriptLine(number: line.number, text: text))
          problems.append(TranscriptProblem(.notUTF8, line: line.number))
        }
      } catch let error as LineTooLong {
        problems.append(TranscriptProblem(.longLine(limit: error.limit), line: error.line))
      } catch {
        break  // what is in memory can be read
      }
    }
    return (lines, problems)
  }
}
