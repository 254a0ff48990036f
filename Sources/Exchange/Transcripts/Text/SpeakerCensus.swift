/// Which names speak in a text, decided by the text as a whole.
///
/// A line may well begin with a word and a colon, or end with a time, and name nobody. So a name without a time has to
/// recur, or every line has to begin with one; what is written like a heading of notes is no name. When in doubt a line
/// keeps all its words and has no speaker.
struct SpeakerCensus {
  /// The keys of those who stand before a colon, and of those who stand beside a time.
  private(set) var labels: Set<String> = []
  private(set) var headers: Set<String> = []
  /// Whether lines begin with times that are no part of what is said.
  private(set) var hasStamps = false

  init(_ lines: [LabelledLine]) {
    countHeaders(lines)
    countLabels(lines)
    let stamped = lines.count { $0.hasMarkedStamp && !$0.isStamp }
    hasStamps =
      stamped > 0 && stamped * 2 >= lines.count || lines.contains { $0.stamp != nil && label(of: $0) != nil }
  }

  var isLabelled: Bool { !labels.isEmpty || !headers.isEmpty }

  /// Who begins to speak on a line; nil when nobody does.
  func label(of line: LabelledLine) -> LabelledLine.Label? {
    if let label = line.label, labels.contains(label.name.key) { return label }
    if let header = line.header, headers.contains(header.name.key) { return header }
    return nil
  }

  /// A single time beside a word is an appointment; several beside names, with words below, are a transcript.
  private mutating func countHeaders(_ lines: [LabelledLine]) {
    let places = lines.indices.filter { lines[$0].header?.name.isHeading == false }
    let names = places.compactMap { lines[$0].header?.name }
    let followed = places.count { place in
      place + 1 < lines.count && lines[place + 1].header == nil && lines[place + 1].stamp == nil
    }
    guard names.count >= 2, followed * 2 >= names.count else { return }
    let keys = Set(names.map(\.key))
    if keys.count < names.count || names.allSatisfy({ $0.wordCount > 1 }) { headers = keys }
  }

  private mutating func countLabels(_ lines: [LabelledLine]) {
    var counts: [String: Int] = [:]
    for line in lines {
      if let name = line.label?.name, Self.isPlausible(name) { counts[name.key, default: 0] += 1 }
    }
    let recurring = counts.filter { $0.value > 1 }
    for line in lines {
      // A time tells that a name stands beside it, unless it is that of an appointment.
      guard let label = line.label, label.span != nil, Self.isPlausible(label.name) else { continue }
      let isMarked = line.stamp == nil || line.hasMarkedStamp || label.name.wordCount > 1
      if label.name.isTitled && isMarked || recurring[label.name.key] != nil { labels.insert(label.name.key) }
    }

    let titles = Set(lines.filter(Self.isNamed).compactMap(\.label?.name.key))
    let titled = recurring.filter { titles.contains($0.key) }
    // Names in small letters count when half of all lines begin with them, as in a chat.
    let plain = recurring.filter { !titles.contains($0.key) }
    if !plain.isEmpty, plain.values.reduce(0, +) * 2 >= lines.count { labels.formUnion(plain.keys) }

    guard let first = lines.firstIndex(where: Self.isNamed) else { return }
    let everyLine = lines[first...].allSatisfy(Self.isNamed)
    if titled.isEmpty {
      guard first == 0, everyLine, lines.count > 1 || Self.isSentence(lines[0].label?.words ?? "") else {
        return
      }
    } else {
      let labelled = titled.values.reduce(0, +)
      guard labelled * 8 >= lines.count || titled.count > 1 && first == 0 else { return }
    }
    labels.formUnion(titled.keys)
    for (place, line) in lines.enumerated() where Self.isNamed(line) {
      guard let name = line.label?.name else { continue }
      // Somebody may speak once; what follows a colon is more likely a list.
      let isOpen = place > 0 && lines[place - 1].text.last.map { ":,;".contains($0) } ?? false
      if everyLine || name.wordCount > 1 || !isOpen { labels.insert(name.key) }
    }
  }

  private static func isPlausible(_ name: SpeakerName) -> Bool {
    !name.isHeading && (name.isTitled || name.wordCount == 1)
  }

  /// Whether words are more than a value: of a single line "Ann: I'll send it today" is somebody's, "Budget owner: Ann
  /// Lee" nobody's.
  private static func isSentence(_ words: Substring) -> Bool {
    words.split(separator: " ").count > 3
  }

  private static func isNamed(_ line: LabelledLine) -> Bool {
    line.label.map { isPlausible($0.name) && $0.name.isTitled } ?? false
  }
}
