internal import Embedding
internal import Language
package import Models
internal import Store

/// Passages for a model to read, with marks by which it can name its sources.
package struct PackedContext: Sendable {
  package struct Source: Sendable {
    /// What stands before the passage, as [1].
    package let mark: Int
    package let type: RecordType
    package let id: Int64
    package let title: String
    package let passage: String
  }

  package let text: String
  package let sources: [Source]
  /// No fewer than a model counts.
  package let tokens: Int
}

extension Searcher {
  /// The passages of what was found that are nearest to what was looked for, as many as a budget of tokens has room for.
  /// None that says nearly the same as one before it.
  package func context(_ request: SearchRequest, budget: Int) throws -> PackedContext {
    var request = request
    request.limit = Self.contextRecords
    var packer = ContextPacker(budget: budget)
    var meaning = Meaning(request.text)
    for hit in try findings(request).hits {
      for text in try store.texts(of: hit.type, [hit.id]) {
        for passage in text.passages(nearest: 2, to: &meaning) { packer.add(passage, of: text) }
      }
    }
    return packer.packed
  }

  private static let contextRecords = 50
}

/// Puts passages together until there is no more room.
struct ContextPacker {
  private let budget: Int
  private let embedder = Embedder()
  private var text = ""
  private var tokens = 0
  private var sources: [PackedContext.Source] = []
  private var vectors: [[Float]] = []

  /// Two passages with vectors as near as this say the same.
  private static let same: Float = 0.93

  init(budget: Int) {
    self.budget = budget
  }

  var packed: PackedContext { PackedContext(text: text, sources: sources, tokens: tokens) }

  /// Adds a passage that is not there yet and has room, or as many of its first sentences as have.
  mutating func add(_ passage: String, of record: RecordText) {
    let vector = embedder.vector(of: passage)
    if vectors.contains(where: { other in zip(vector, other).reduce(0) { $0 + $1.0 * $1.1 } > Self.same }) {
      return
    }
    let head = "[\(sources.count + 1)] \(record.type.rawValue) \(record.id): \(record.title.oneLine)\n"
    var passage = passage
    while cost(head, passage) > budget - tokens {
      guard let shorter = passage.withoutLastSentence else { return }
      passage = shorter
    }
    tokens += cost(head, passage)
    text += head + passage + "\n\n"
    vectors.append(vector)
    sources.append(
      PackedContext.Source(
        mark: sources.count + 1, type: record.type, id: record.id, title: record.title, passage: passage))
  }

  private func cost(_ head: String, _ passage: String) -> Int { TokenEstimate.upper(head + passage) + 2 }
}

extension RecordText {
  /// The passages of the text that are nearest to what is looked for, in their order.
  fileprivate func passages(nearest count: Int, to meaning: inout Meaning) -> [String] {
    var prose = prose
    return prose.withUTF8 { prose in
      let passages = Passages.ranges(of: prose).map { UnsafeBufferPointer(rebasing: prose[$0]) }
      let near = passages.map { meaning.nearness(of: $0) }
      let best = passages.indices.sorted { near[$0] > near[$1] }.prefix(count).sorted()
      return best.map { String(decoding: passages[$0], as: UTF8.self).oneLine }
    }
  }
}

extension String {
  /// All but the last sentence; nil when there is only one.
  fileprivate var withoutLastSentence: String? {
    var text = self
    return text.withUTF8 { bytes in
      guard let last = Passages.sentences(of: bytes).last, last.range.lowerBound > 0 else { return nil }
      return String(decoding: bytes[..<last.range.lowerBound], as: UTF8.self).oneLine
    }
  }

  fileprivate var oneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
