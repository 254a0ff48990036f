internal import Bytes
internal import Prediction
internal import Store

/// The score of one contact in words and as JSON.
struct ScoreCard {
  let contact: Int64
  let score: Int
  let inputs: Int64
  private let name: String
  private let probability: Double
  private let grade: String
  private let factors: [Factor]
  private let recommendations: [String]
  private var explanation: String
  private let model: ScoreModel
  private let calculatedAt: String

  struct Factor {
    let name: String
    let value: JSON
    let contribution: Double
    let fact: String
    let text: String

    init(_ factor: LeadScorer.Factor) {
      name = factor.name
      value = factor.value.json
      contribution = factor.contribution
      fact = factor.fact
      text = factor.words(fact)
    }
  }

  static let columns = [
    "type", "contact_id", "name", "score", "probability", "grade", "factors", "recommendations",
    "explanation", "model", "calculated_at",
  ]

  init(
    _ score: LeadScorer.Score, contact: Int64, name: String, model: ScoreModel, calculatedAt: Timestamp
  ) {
    self.contact = contact
    self.name = name
    self.model = model
    self.calculatedAt = calculatedAt.description
    inputs = score.inputs
    probability = score.probability
    self.score = LeadModel.score(score.probability)
    grade = model.learned.grade(score.probability)
    factors = score.factors.map(Factor.init)
    let isGood = grade == "A" || grade == "B"
    recommendations =
      score.advice.isEmpty
      ? [isGood ? "talk to them next: few leads are as promising" : "better leads come first"]
      : score.advice.map(\.words)
    explanation = Self.explanation(self.score, factors, model.learned)
  }

  /// How many are won, and what speaks most for and against it.
  private static func explanation(_ score: Int, _ factors: [Factor], _ model: LeadModel) -> String {
    var sentences = ["Of 100 such leads about \(score) are won."]
    func add(_ head: String, _ factors: some Sequence<Factor>) {
      let facts = factors.prefix(3).map(\.fact)
      if !facts.isEmpty { sentences.append("\(head) \(facts.joined(separator: ", ")).") }
    }
    add("For it:", factors.lazy.filter { $0.contribution > 0 })
    add("Against it:", factors.lazy.filter { $0.contribution < 0 })
    if model.kind == .prior {
      sentences.append(
        "This is what is usual elsewhere: \(model.won) won and \(model.lost) lost here are too few to learn from."
      )
    }
    return sentences.joined(separator: " ")
  }

  /// What there is to tell, a fact a line.
  var facts: [String] { [explanation] + factors.map(\.text) }

  /// The same score, explained in other words.
  func explained(_ words: String) -> ScoreCard {
    var card = self
    card.explanation = words
    return card
  }

  // MARK: JSON

  /// The score as it is kept.
  func prediction(_ writer: inout JSONWriter) -> NewPrediction {
    writer.removeAll()
    writer.beginObject()
    writeReasons(to: &writer)
    writer.endObject()
    writer.endLine()
    return NewPrediction(
      record: contact, probability: probability, inputs: inputs,
      detail: writer.withBytes { String(decoding: $0.dropLast(), as: UTF8.self) })
  }

  /// The score as a person reads it on a terminal: a line for each factor.
  var overview: JSONObject {
    [
      "contact_id": .number(JSONNumber(contact)), "name": .string(name),
      "score": .number(JSONNumber(Int64(score))),
      "grade": .string(grade), "explanation": .string(explanation),
      "factors": .string(factors.map(\.text).joined(separator: "\n")),
      "recommendations": .string(recommendations.joined(separator: "\n")), "model": .string(model.words),
    ]
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key(Keys.type)
    writer.string("score")
    writer.key(Keys.contact)
    writer.int(contact)
    writer.key(Keys.name)
    writer.string(name)
    writer.key(Keys.score)
    writer.int(Int64(score))
    writer.key(Keys.probability)
    writer.decimal(probability)
    writeReasons(to: &writer)
    writer.key("model")
    writer.raw(model.text)
    writer.key("calculated_at")
    writer.string(calculatedAt)
    writer.endObject()
  }

  private func writeReasons(to writer: inout JSONWriter) {
    writer.key("grade")
    writer.string(grade)
    writer.key("factors")
    writer.beginArray()
    for factor in factors {
      writer.beginObject()
      writer.key(Keys.name)
      writer.string(factor.name)
      writer.key(Keys.value)
      writer.value(factor.value)
      writer.key(Keys.contribution)
      writer.decimal(factor.contribution)
      writer.key(Keys.text)
      writer.string(factor.text)
      writer.endObject()
    }
    writer.endArray()
    writer.key("recommendations")
    writer.beginArray()
    for text in recommendations { writer.string(text) }
    writer.endArray()
    writer.key("explanation")
    writer.string(explanation)
  }

  /// Keys that are written for every lead of many.
  private enum Keys {
    static let type = JSONKey("type")
    static let contact = JSONKey("contact_id")
    static let name = JSONKey("name")
    static let score = JSONKey("score")
    static let probability = JSONKey("probability")
    static let value = JSONKey("value")
    static let contribution = JSONKey("contribution")
    static let text = JSONKey("text")
  }
}

extension JSONWriter {
  /// A probability or log odds, to six decimal places.
  mutating func decimal(_ value: Double) { millionths(of: Float(value)) }
}
