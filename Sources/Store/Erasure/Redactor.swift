internal import Bytes

/// Finds what speaks of a person in texts, and puts a mark in its place.
struct Redactor {
  /// What stands where a person was named.
  static let mark = "[erased]"

  private let mentions: [Mention]
  private let phones: [PhoneDigits]
  /// For a quick look: of each mention its longest word, hashed, and of each phone number its last digits.
  private let anchors: (everywhere: Set<UInt64>, linked: Set<UInt64>)
  private let tails: Set<Int>

  init(mentions: Set<Mention>, phones: Set<PhoneDigits>) {
    self.mentions = Array(mentions)
    self.phones = Array(phones)
    func hashes(_ scopes: Set<Mention.Scope>) -> Set<UInt64> {
      Set(mentions.filter { scopes.contains($0.scope) }.map { Self.hash($0.anchor) })
    }
    anchors = (hashes([.everywhere]), hashes([.everywhere, .linked]))
    tails = Set(phones.map(\.tail))
  }

  // MARK: A quick look

  /// Whether it is worth while to look closely: false is certain, true is not.
  func mayMention(_ utf8: UnsafeBufferPointer<UInt8>, isLinked: Bool) -> Bool {
    if let answer = mayMentionASCII(utf8, isLinked: isLinked) { return answer }
    var folded: [UInt8] = []
    SearchKey.fold(utf8: utf8, into: &folded)
    return folded.withUnsafeBufferPointer { mayMentionASCII($0, isLinked: isLinked) } ?? true
  }

  /// Nil for what is not ASCII throughout.
  private func mayMentionASCII(_ utf8: UnsafeBufferPointer<UInt8>, isLinked: Bool) -> Bool? {
    let wanted = isLinked ? anchors.linked : anchors.everywhere
    var hash = Self.emptyHash
    var digits = 0
    var tail = 0
    for byte in utf8 {
      if byte >= 0x80 { return nil }
      // An escape of JSON may hide a letter.
      if byte == UInt8(ascii: "\\") { return true }
      let folded = UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
      let isDigit = UInt8(ascii: "0")...UInt8(ascii: "9") ~= folded
      if isDigit {
        tail = (tail * 10 + Int(folded & 15)) % 10_000
        digits += 1
        if digits >= 4, tails.contains(tail) { return true }
      }
      if isDigit || UInt8(ascii: "a")...UInt8(ascii: "z") ~= folded {
        hash = Self.extended(hash, by: folded)
      } else if hash != Self.emptyHash {
        if wanted.contains(hash) { return true }
        hash = Self.emptyHash
      }
    }
    return wanted.contains(hash)
  }

  // FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/).
  private static let emptyHash: UInt64 = 0xcbf2_9ce4_8422_2325

  private static func extended(_ hash: UInt64, by byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  private static func hash(_ word: String) -> UInt64 {
    word.utf8.reduce(emptyHash) { extended($0, by: $1) }
  }

  // MARK: A close look

  /// The text with the mark in place of every mention; nil when there is none. In JSON it is the strings and numbers
  /// that are looked at, and it stays JSON.
  func redacted(_ text: String, isLinked: Bool) -> String? {
    var text = text
    guard text.withUTF8({ mayMention($0, isLinked: isLinked) }) else { return nil }
    if let first = text.utf8.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "["),
      let json = try? JSONParser.parse(text.utf8)
    {
      return redacted(json, isLinked: isLinked)?.text
    }
    return redactedPlain(text, isLinked: isLinked)
  }

  private func redacted(_ json: JSON, isLinked: Bool) -> JSON? {
    switch json {
    case .null, .bool: return nil
    case .string(let text): return redacted(text, isLinked: isLinked).map(JSON.string)
    case .number(let number): return redactedPlain("\(number)", isLinked: isLinked).map(JSON.string)
    case .array(let items):
      var isAltered = false
      let redacted = items.map { item in
        guard let item = self.redacted(item, isLinked: isLinked) else { return item }
        isAltered = true
        return item
      }
      return isAltered ? .array(redacted) : nil
    case .object(let object):
      var isAltered = false
      let members = object.map { key, value in
        let newKey = redacted(key, isLinked: isLinked)
        let newValue = redacted(value, isLinked: isLinked)
        if newKey != nil || newValue != nil { isAltered = true }
        return (newKey ?? key, newValue ?? value)
      }
      return isAltered ? .object(JSONObject(members)) : nil
    }
  }

  private func redactedPlain(_ text: String, isLinked: Bool) -> String? {
    guard let once = redactedOnce(text, isLinked: isLinked) else { return nil }
    // The mark may set something apart that was part of a longer word or address before.
    return redactedPlain(once, isLinked: isLinked) ?? once
  }

  private func redactedOnce(_ text: String, isLinked: Bool) -> String? {
    let places = places(in: TextPart.parts(of: text), isLinked: isLinked)
    guard !places.isEmpty else { return nil }
    let bytes = Array(text.utf8)
    var redacted: [UInt8] = []
    var position = 0
    for place in places {
      redacted += bytes[position..<place.lowerBound]
      redacted += Self.mark.utf8
      position = place.upperBound
    }
    redacted += bytes[position...]
    return String(decoding: redacted, as: UTF8.self)
  }

  /// Where the person is mentioned, in order and apart from each other.
  private func places(in parts: [TextPart], isLinked: Bool) -> [Range<Int>] {
    var places: [Range<Int>] = []
    func add(_ first: Int, _ last: Int) {
      places.append(parts[first].range.lowerBound..<parts[last].range.upperBound)
    }
    for start in parts.indices {
      for mention in mentions where isLinked || mention.scope == .everywhere {
        if mention.stands(in: parts, at: start) { add(start, start + mention.words.count - 1) }
      }
    }
    if !phones.isEmpty {
      for (first, last) in phonePlaces(in: parts, isLinked: isLinked) {
        // "+1", "(415)"
        let head = parts[first].gap.utf8.reversed().prefix { "+(".utf8.contains($0) }.count
        places.append(parts[first].range.lowerBound - head..<parts[last].range.upperBound)
      }
    }
    places.sort { $0.lowerBound < $1.lowerBound }
    var apart: [Range<Int>] = []
    for place in places {
      if let last = apart.last, place.lowerBound < last.upperBound {
        apart[apart.count - 1] = last.lowerBound..<max(last.upperBound, place.upperBound)
      } else {
        apart.append(place)
      }
    }
    return apart
  }

  // MARK: Phone numbers

  /// The first and last part of every phone number that is the person's.
  private func phonePlaces(in parts: [TextPart], isLinked: Bool) -> [(Int, Int)] {
    var places: [(Int, Int)] = []
    var start = 0
    while start < parts.count {
      guard parts[start].digits != nil else {
        start += 1
        continue
      }
      var end = start + 1
      while end < parts.count, parts[end].digits != nil, Self.joinsDigits(parts[end].gap) { end += 1 }
      places += phonePlaces(in: parts, start..<end, isLinked: isLinked)
      start = end
    }
    return places
  }

  /// Those among numbers that stand in a row, such as the groups of a phone number.
  private func phonePlaces(in parts: [TextPart], _ run: Range<Int>, isLinked: Bool) -> [(Int, Int)] {
    if let all = PhoneDigits(parts[run]),
      phones.contains(where: { $0.isMeant(by: all) && (isLinked || !$0.isExtension) })
    {
      return [(run.lowerBound, run.upperBound - 1)]
    }
    var places: [(Int, Int)] = []
    for first in run {
      for last in first..<run.upperBound {
        guard let digits = PhoneDigits(parts[first...last]) else { continue }
        if digits.digits.count > 18 { break }
        if phones.contains(where: { $0.isMeantAmidOthers(by: digits) }) { places.append((first, last)) }
      }
    }
    return places
  }

  /// Whether a gap may stand between the groups of one phone number. A plus begins another.
  private static func joinsDigits(_ gap: String) -> Bool {
    gap.unicodeScalars.count <= 4
      && gap.unicodeScalars.allSatisfy { scalar in
        " -./()\u{A0}".unicodeScalars.contains(scalar)
          || scalar.properties.generalCategory == .dashPunctuation
      }
  }
}

extension Mention {
  /// The word that is looked for first.
  fileprivate var anchor: String {
    let candidates: ArraySlice<String>
    if case .address(let gaps) = kind, let at = gaps.firstIndex(of: "@") {
      // The provider's name is in many texts.
      candidates = words[...at]
    } else {
      candidates = words[...]
    }
    return candidates.max { $0.utf8.count < $1.utf8.count } ?? ""
  }
}
