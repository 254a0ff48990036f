internal import Bytes

/// What is shown at one time of a video.
struct Cue {
  /// Something said, by whom if that is marked.
  struct Part: Hashable {
    var speaker: String?
    var text: String
  }

  let span: SpokenSpan
  /// Its lines as they stand in the file.
  var lines: [String] = []
}

/// The line of a cue with its times: `00:01.000 --> 00:02.500 align:start`, `00:00:01,000 --> 00:00:02,500`.
enum CueTimes {
  static func isLine(_ text: String) -> Bool {
    guard let arrow = text.firstRange(of: "-->") else { return false }
    let start = text[..<arrow.lowerBound].drop { $0 == " " || $0 == "\t" }
    return start.first?.isASCII == true && start.first?.isNumber == true && start.contains(":")
  }

  /// Nil where a time cannot be read; what stands behind the times says where words are shown.
  static func span(_ text: String) -> SpokenSpan? {
    guard let arrow = text.firstRange(of: "-->") else { return nil }
    let start = text[..<arrow.lowerBound].split(separator: " ")
    let end = text[arrow.upperBound...].split { $0 == " " || $0 == "\t" }.first
    guard start.count == 1,
      let start = start.first.flatMap({ SpokenSpan.milliseconds(String($0).onOneLine) }),
      let end = end.flatMap({ SpokenSpan.milliseconds($0) })
    else { return nil }
    return SpokenSpan(start: start, end: end)
  }
}
