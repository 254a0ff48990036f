internal import Bytes
internal import Models

/// The turns of a transcript in JSON: one document, or lines of JSON of which each is a piece.
struct JSONTranscript {
  private(set) var transcript = Transcript()
  private(set) var problems: [TranscriptProblem] = []
  /// The names of people by what pieces call them.
  private var names: [String: String] = [:]
  /// The moment from which times of day count.
  private var origin: Timestamp?

  init(_ text: [UInt8]) throws(TranscriptProblem) {
    let document = try read(text)
    for shape in TranscriptShape.all {
      for path in shape.lists {
        guard let pieces = document.at(path)?.array, let first = pieces.first(where: { $0.object != nil }),
          first.at(first: shape.marks.isEmpty ? shape.text : shape.marks) != nil
        else { continue }
        let holder = document.at(path.split(separator: ".").dropLast().joined(separator: ".")) ?? document
        take(pieces, of: shape, at: path, in: [holder, document])
        return
      }
    }
    throw TranscriptProblem(.unknownJSON)
  }

  /// The document; of several records, as an array.
  private mutating func read(_ text: [UInt8]) throws(TranscriptProblem) -> JSON {
    do throws(JSONError) {
      return try JSONParser.parse(text)
    } catch {
      guard case .trailing = error.reason, error.place.line > 1 else { throw TranscriptProblem(error) }
    }
    var records: [JSON] = []
    var stream = JSONStream(MemorySource(text))
    while true {
      do {
        guard let record = try stream.next() else { break }
        records.append(record.value)
      } catch let error as JSONError {
        problems.append(TranscriptProblem(error))
        if !error.isRecoverable { break }
      } catch {
        break  // what is in memory can be read
      }
    }
    return .array(records)
  }

  private mutating func take(_ pieces: [JSON], of shape: TranscriptShape, at path: String, in places: [JSON])
  {
    readHead(places, shape)
    let list = path.isEmpty ? "the list" : path
    var joiner = TurnJoiner()
    for (index, piece) in pieces.enumerated() {
      guard let text = Self.text(piece.at(first: shape.text)) else {
        problems.append(TranscriptProblem(.element(index + 1, list: list)))
        continue
      }
      transcript.language = transcript.language ?? piece.at(first: shape.language)?.string?.asName
      let start = milliseconds(piece.at(first: shape.start), shape.unit)
      let end = milliseconds(piece.at(first: shape.end), shape.unit)
      let turn = Transcript.Turn(
        speaker: speaker(of: piece, shape), text: text, startMilliseconds: start,
        endMilliseconds: end.map { max($0, start ?? $0) })
      if !shape.isInPieces {
        transcript.turns.append(turn)
      } else if !text.isEmpty {
        joiner.add(turn)
      }
    }
    transcript.turns += joiner.turns
  }
}

// MARK: The head

extension JSONTranscript {
  private mutating func readHead(_ places: [JSON], _ shape: TranscriptShape) {
    func first<Value>(_ paths: [String], _ read: (JSON) -> Value?) -> Value? {
      for place in places {
        for path in paths { if let value = place.at(path).flatMap(read) { return value } }
      }
      return nil
    }
    transcript.title = first(["title", "topic", "subject", "meeting"]) { $0.string?.asName }
    transcript.language = first(["language", "language_code", "languageCode", "result.language"]) {
      $0.string?.asName
    }
    transcript.startedAt = first(
      [
        "started_at", "occurred_at", "recording_start", "startDateTime", "start_time", "startTime",
        "conferenceRecord.startTime", "date", "metadata.created", "created_at",
      ], Self.moment)
    origin = transcript.startedAt
    if let duration = shape.duration {
      transcript.durationSeconds = first(duration.paths) {
        Self.number($0, duration.unit).map { ($0 + 500) / 1000 }
      }
    }
    for list in ["participants", "meeting_attendees", "attendees", "speakers"] {
      for person in first([list], \.array) ?? [] { add(person) }
    }
  }

  /// Somebody of a list of people: a name, an address, or an object with either.
  private mutating func add(_ person: JSON) {
    let name: String?
    let email: String?
    if let text = person.string?.asName {
      name = text.contains("@") ? nil : text
      email = text.contains("@") ? text : nil
    } else {
      name =
        person.at(first: [
          "signedinUser.displayName", "anonymousUser.displayName", "phoneUser.displayName", "displayName",
          "speaker_name", "name",
        ])?.string?.asName
      email = person.at(first: ["email", "speaker_email", "user_email", "mail"])?.string?.asName
    }
    guard name != nil || email != nil else { return }
    if let name {
      for path in ["name", "id", "speaker_id"] {
        if let key = person.at(path).flatMap(Self.key) { names[key] = name }
      }
    }
    let known = transcript.participants.firstIndex { known in
      email != nil && known.email?.lowercased() == email?.lowercased()
        || name != nil && (email == nil || known.email == nil)
          && known.name.map(SearchKey.fold) == name.map(SearchKey.fold)
    }
    guard let known else {
      transcript.participants.append(Transcript.Participant(name: name, email: email))
      return
    }
    // The lists may tell the name in one place and the address in another.
    transcript.participants[known].name = transcript.participants[known].name ?? name
    transcript.participants[known].email = transcript.participants[known].email ?? email
  }
}

// MARK: Pieces

extension JSONTranscript {
  private func speaker(of piece: JSON, _ shape: TranscriptShape) -> String? {
    if let id = piece.at(first: shape.speakerID).flatMap(Self.key), let name = names[id] { return name }
    if let name = piece.at(first: shape.speaker).flatMap(Self.name) { return name }
    // Of a path such as `conferenceRecords/1/participants/2` the end is what differs.
    return piece.at(first: shape.speakerID).flatMap(Self.key)
      .flatMap { $0.split(separator: "/").last.flatMap { Self.name(.string(String($0))) } }
  }

  /// What stands for a speaker; a number or a letter alone is "Speaker 1".
  private static func name(_ value: JSON) -> String? {
    if let number = value.int64 { return "Speaker \(number)" }
    guard let name = (value.string ?? value.at("name")?.string)?.asName else { return nil }
    return name.count == 1 || name.utf8.allSatisfy(\.isDigit) && name.utf8.count < 4
      ? "Speaker \(name)" : name
  }

  private static func key(_ value: JSON) -> String? { value.string ?? value.int64.map { String($0) } }

  /// The words of a piece: a text, or those of a list of sentences.
  private static func text(_ value: JSON?) -> String? {
    if let sentences = value?.array {
      let texts = sentences.compactMap { $0.at("text")?.string?.onOneLine }
      return texts.isEmpty ? nil : texts.joined(separator: " ")
    }
    return value?.string?.onOneLine
  }

  /// A number, `00:01:02.5`, `62.5s`, or a moment, which counts from the beginning.
  private mutating func milliseconds(_ value: JSON?, _ unit: TranscriptShape.Unit) -> Int? {
    guard let value else { return nil }
    if let number = Self.number(value, unit) { return number }
    guard let text = value.string else { return nil }
    if let time = SpokenSpan.milliseconds(text) { return time }
    guard let moment = Timestamp(rfc3339: text) else { return nil }
    let origin = self.origin ?? moment
    self.origin = origin
    transcript.startedAt = transcript.startedAt ?? origin
    return max(0, Int(moment.seconds(since: origin) * 1000))
  }

  private static func number(_ value: JSON, _ unit: TranscriptShape.Unit) -> Int? {
    var text = value.string?[...]
    if text?.last == "s" { text?.removeLast() }
    guard let number = value.double ?? text.flatMap({ Double($0) }) else { return nil }
    let milliseconds = (number * unit.rawValue).rounded()
    // A hundred days; what is beyond is no time of a meeting.
    return 0...8_640_000_000 ~= milliseconds ? Int(milliseconds) : nil
  }

  /// A moment, a day, which stands for its beginning in UTC, or the seconds or milliseconds since 1970.
  private static func moment(_ value: JSON) -> Timestamp? {
    if let text = value.string {
      if let day = Day(iso: text) { return Timestamp(seconds: day.daysSince1970 * 86_400) }
      return Timestamp(rfc3339: text) ?? Double(text).flatMap(moment)
    }
    return value.double.flatMap(moment)
  }

  private static func moment(_ number: Double) -> Timestamp? {
    switch number {
    case 1e8..<1e11: Timestamp(microseconds: Int64(number * 1e6))
    case 1e11..<1e14: Timestamp(microseconds: Int64(number * 1e3))
    default: nil
    }
  }
}

extension TranscriptProblem {
  init(_ error: JSONError) {
    self.init(.notJSON(error.reason, column: error.place.column), line: error.place.line)
  }
}
