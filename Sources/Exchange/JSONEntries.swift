package import Bytes
package import Models

/// The records of JSON Lines, of an array or of one object, in the shape that `list` prints; in UTF-8, or in UTF-16 as
/// Windows writes it.
package struct JSONEntries<Source: ByteSource>: EntryReader {
  private var stream: JSONStream<TextDecodingSource<Source>>
  private var isOver = false

  /// With `keepsSource` each entry carries its text.
  package init(_ source: Source, keepsSource: Bool) {
    stream = JSONStream(TextDecodingSource(json: source), keepsText: keepsSource)
  }

  package mutating func next() throws -> Entry? {
    if isOver { return nil }
    do {
      guard let record = try stream.next() else { return nil }
      guard var object = record.value.object else {
        throw BadEntry(line: record.line, reason: "a record is a JSON object", source: stream.text)
      }
      object[RejectsFormat.reasonName] = nil
      return Entry([object], line: record.line, source: stream.text)
    } catch let error as JSONError {
      isOver = !error.isRecoverable
      throw BadEntry(
        line: error.recordLine ?? error.place.line, reason: reason(error), source: stream.text)
    }
  }

  /// Why a record is none, and where, seen from the line on which it begins.
  private func reason(_ error: JSONError) -> String {
    let isHere = error.place.line == error.recordLine ?? error.place.line
    let place =
      isHere ? "column \(error.place.column)" : "line \(error.place.line) column \(error.place.column)"
    let sentence = "this is not JSON: \(error.reason), \(place)"
    switch error.reason {
    case .unexpectedEnd, .unclosedString: return sentence
    default: return error.isRecoverable ? sentence : sentence + "; what comes after it is not read"
    }
  }

  package var rejects: RejectsFormat {
    RejectsFormat { source, reason in
      var object: JSONObject
      if let record = (try? JSONParser.parse(source))?.object {
        object = record
      } else {
        // Without the end of its line.
        let text = source[...(source.lastIndex { $0 > UInt8(ascii: " ") } ?? -1)]
        object = [RejectsFormat.textName: .string(String(decoding: text, as: UTF8.self))]
      }
      object[RejectsFormat.reasonName] = .string(reason)
      return Array(JSON.object(object).text.utf8) + [0x0A]
    }
  }
}

extension RejectsFormat {
  /// The name under which text that is no record is kept.
  fileprivate static let textName = "reject_text"
}
