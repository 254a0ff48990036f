internal import Glibc
internal import Weights

/// A logistic model of words: a weight for each feature that earned one. The weights are text, made by
/// Scripts/train-extract: a line each, hundredths and the feature.
struct LinearModel: Sendable {
  private var weights: [UInt64: Int16] = [:]
  private var bias = 0
  /// From this score on something is found.
  private(set) var threshold = 0.0
  /// How a score becomes a probability: slope and intercept of a logistic curve, fitted on what the model had not seen.
  private var slope = 1.0
  private var intercept = 0.0

  init(_ text: weights_text) {
    for line in UnsafeBufferPointer(start: text.bytes, count: text.count).split(separator: UInt8(ascii: "\n"))
    {
      guard let space = line.firstIndex(of: UInt8(ascii: " ")) else { continue }
      let first = String(decoding: line[..<space], as: UTF8.self)
      let rest = line[(space + 1)...]
      if let weight = Int16(first) {
        weights[FeatureHash(rest).value] = weight
        continue
      }
      let value = Double(String(decoding: rest, as: UTF8.self)) ?? 0
      switch first {
      case "bias": bias = Int(value)
      case "threshold": threshold = value
      case "slope": slope = value
      case "intercept": intercept = value
      default: break
      }
    }
  }

  func score(_ features: (_ add: (FeatureHash, Double) -> Void) -> Void) -> Double {
    var sum = Double(bias)
    features { hash, value in
      if let weight = weights[hash.value] { sum += Double(weight) * value }
    }
    return sum / 100
  }

  func probability(_ score: Double) -> Double {
    1 / (1 + exp(-(slope * score + intercept)))
  }

  /// Sentences of mails that ask, offer or promise an act.
  static let asks = LinearModel(weights_asks())
  /// Turns in which a task is handed out.
  static let tasks = LinearModel(weights_tasks())
  /// Turns in which somebody commits to something.
  static let commitments = LinearModel(weights_commitments())
  /// Turns about a decision.
  static let decisions = LinearModel(weights_decisions())
  /// Above 0 for turns of meetings that hand out tasks, below for those in which people commit as they go.
  static let kinds = LinearModel(weights_kinds())
}

/// The hash of a feature's name, made piece by piece (FNV-1a).
struct FeatureHash {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  init(_ text: some Sequence<UInt8>) { add(text) }

  init(_ text: StaticString) {
    text.withUTF8Buffer { add($0) }
  }

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
  }

  /// The hash with a space and a word behind it.
  func with(_ word: ArraySlice<UInt8>) -> FeatureHash {
    var hash = self
    hash.value = (hash.value ^ 0x20) &* 0x0000_0100_0000_01b3
    hash.add(word)
    return hash
  }

  func with(_ number: Int) -> FeatureHash { with(Array(String(number).utf8)[...]) }
}
