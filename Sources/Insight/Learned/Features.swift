internal import Glibc

/// What a model sees of turns and sentences. Scripts/extract/features.py does the same, byte for byte.
struct Features {
  /// The words of a text in lower case, one behind the other.
  struct Words {
    private(set) var words: [ArraySlice<UInt8>] = []

    /// Runs of letters with apostrophes inside, runs of digits, and the marks that say something.
    init(_ text: [UInt8]) {
      var bytes = text
      var place = 0
      // The typographic apostrophe is the keyboard's here.
      var kept = 0
      while place < bytes.count {
        if place + 2 < bytes.count, bytes[place] == 0xE2, bytes[place + 1] == 0x80, bytes[place + 2] == 0x99 {
          bytes[kept] = UInt8(ascii: "'")
          place += 3
        } else {
          bytes[kept] = (65...90).contains(bytes[place]) ? bytes[place] | 32 : bytes[place]
          place += 1
        }
        kept += 1
      }
      bytes.removeLast(bytes.count - kept)
      var start = 0
      while start < bytes.count {
        let end = Self.end(of: bytes, from: start)
        if end > start {
          words.append(bytes[start..<end])
          start = end
        } else {
          start += 1
        }
      }
    }

    private static func end(of bytes: [UInt8], from start: Int) -> Int {
      if isLetter(bytes[start]) {
        var end = start + 1
        while end < bytes.count {
          if isLetter(bytes[end]) {
            end += 1
          } else if bytes[end] == UInt8(ascii: "'"), end + 1 < bytes.count, isLetter(bytes[end + 1]) {
            end += 2
          } else {
            break
          }
        }
        return end
      }
      if Lexer.isDigit(bytes[start]) {
        return bytes[start...].firstIndex { !Lexer.isDigit($0) } ?? bytes.count
      }
      return "?!:$@".utf8.contains(bytes[start]) ? start + 1 : start
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte) }

    /// Without fillers, and stuttered words once.
    var spoken: [ArraySlice<UInt8>] {
      var kept: [ArraySlice<UInt8>] = []
      for word in words
      where !Self.fillers.contains(Array(word)) && !Self.marks.contains(word[word.startIndex]) {
        if kept.last != word { kept.append(word) }
      }
      return kept
    }

    private static let fillers = Set(
      ["um", "uh", "mm", "hmm", "ah", "er", "oh", "hm", "eh"].map { Array($0.utf8) })
    private static let marks = Set("!:$@".utf8)
  }

  /// The features of a sentence that stands alone.
  static func ofSentence(_ text: [UInt8], _ add: (FeatureHash, Double) -> Void) {
    let framed = frame(Words(text).words)
    var seen: Set<UInt64> = []
    func once(_ hash: FeatureHash) { if seen.insert(hash.value).inserted { add(hash, 1) } }
    for (place, word) in framed.enumerated() {
      once(single.with(word))
      if place + 1 < framed.count { once(pair.with(word).with(framed[place + 1])) }
      if place + 2 < framed.count { once(triple.with(word).with(framed[place + 1]).with(framed[place + 2])) }
    }
    for (place, word) in framed.dropFirst().prefix(4).enumerated() {
      add(FeatureHash(String(place).utf8).with(word), 1)
    }
    add(length.with(min(8, framed.count / 4)), 1)
  }

  /// The features of turns, of which each is seen with its neighbours.
  struct Turns {
    private let said: [[ArraySlice<UInt8>]]
    /// The distinct words of each turn.
    private let distinct: [[ArraySlice<UInt8>]]
    /// The labels of the speakers in lower case.
    private let speakers: [[UInt8]]
    /// Who says most.
    private let leader: [UInt8]?
    /// In how many turns each word is.
    private let spread: [UInt64: Int]

    init(_ turns: [ReadTurn]) {
      said = turns.map { Words($0.bytes).spoken }
      distinct = said.map { words in
        var seen: Set<UInt64> = []
        return words.filter { seen.insert(FeatureHash($0).value).inserted }
      }
      speakers = turns.map { ($0.speaker ?? "").utf8.map { (65...90).contains($0) ? $0 | 32 : $0 } }
      var shares: [[UInt8]: Int] = [:]
      var order: [[UInt8]] = []
      for (speaker, words) in zip(speakers, said) {
        if shares[speaker] == nil { order.append(speaker) }
        shares[speaker, default: 0] += words.count
      }
      var leader: [UInt8]?
      for speaker in order where shares[speaker] ?? 0 > leader.flatMap({ shares[$0] }) ?? -1 {
        leader = speaker
      }
      self.leader = leader
      var spread: [UInt64: Int] = [:]
      for word in distinct.joined() { spread[FeatureHash(word).value, default: 0] += 1 }
      self.spread = spread
    }

    /// Adds what is known of a turn besides its words: who speaks, how much is said around it, how much of it is spoken of
    /// elsewhere.
    private func addPlace(of place: Int, _ add: (FeatureHash, Double) -> Void) {
      let speaker = speakers[place]
      add(role.with(speaker[...]), 1)
      if speaker == leader { add(leads, 1) }
      for (distance, hash) in [(-1, roleBefore), (1, roleBehind)]
      where said.indices.contains(place + distance) {
        let other = speakers[place + distance]
        if other != speaker { add(hash.with(other[...]), 1) }
      }
      let around = said[max(0, place - 3)..<min(said.count, place + 4)].reduce(0) { $0 + $1.count }
      add(near.with(min(9, around / 15)), 1)
      let own = [-2, -1, 0, 1, 2].map { place + $0 }.filter {
        said.indices.contains($0) && speakers[$0] == speaker
      }
      add(flow.with(min(9, own.reduce(0) { $0 + said[$1].count } / 10)), 1)
      let content = distinct[place].filter { $0.count > 3 }
      if content.isEmpty { return }
      let sum = content.reduce(0.0) { $0 + log(Double(spread[FeatureHash($1).value] ?? 1)) }
      add(known.with(Int(2 * sum / Double(content.count))), 1)
      add(contentCount.with(min(9, content.count)), 1)
    }

    /// Adds the features of one turn.
    func of(_ place: Int, _ add: (FeatureHash, Double) -> Void) {
      addPlace(of: place, add)
      let own = said[place]
      let count = said.count
      for word in distinct[place] { add(single.with(word), 1) }
      let framed = frame(own)
      var seen: Set<UInt64> = []
      for (first, second) in zip(framed, framed.dropFirst()) {
        let hash = pair.with(first).with(second)
        if seen.insert(hash.value).inserted { add(hash, 1) }
      }
      for (distance, same, other) in neighbours where said.indices.contains(place + distance) {
        let kind = speakers[place + distance] == speakers[place] ? same : other
        for word in distinct[place + distance] { add(kind.with(word), 0.5) }
      }
      add(tenth.with(min(9, place * 10 / max(1, count - 1))), 1)
      for size in [60, 25, 10] where count - place <= size { add(end.with(size), 1) }
      if place < 30 { add(start, 1) }
      add(length.with([3, 6, 10, 16, 25].count { own.count >= $0 }), 1)
      if place > 0, speakers[place - 1] != speakers[place] { add(changed, 1) }
      if place + 1 < count, speakers[place + 1] != speakers[place] { add(changes, 1) }
    }
  }

  private static func frame(_ words: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
    [opening] + words + [closing]
  }

  private static let opening = Array("<".utf8)[...]
  private static let closing = Array(">".utf8)[...]
  private static let single = FeatureHash("w")
  private static let pair = FeatureHash("b")
  private static let triple = FeatureHash("t")
  private static let length = FeatureHash("length")
  private static let tenth = FeatureHash("tenth")
  private static let end = FeatureHash("end")
  private static let start = FeatureHash("start")
  private static let role = FeatureHash("role")
  private static let roleBefore = FeatureHash("-1role")
  private static let roleBehind = FeatureHash("1role")
  private static let leads = FeatureHash("leads")
  private static let near = FeatureHash("near")
  private static let flow = FeatureHash("flow")
  private static let known = FeatureHash("known")
  private static let contentCount = FeatureHash("content")
  private static let changed = FeatureHash("changed")
  private static let changes = FeatureHash("changes")
  /// Two turns back and two ahead: by the same speaker, by another.
  private static let neighbours: [(Int, FeatureHash, FeatureHash)] = [
    (-2, FeatureHash("-2="), FeatureHash("-2!")), (-1, FeatureHash("-1="), FeatureHash("-1!")),
    (1, FeatureHash("1="), FeatureHash("1!")), (2, FeatureHash("2="), FeatureHash("2!")),
  ]
}
