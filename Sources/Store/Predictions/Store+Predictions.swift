package import Bytes
internal import Prediction
internal import SQLite

/// What a prediction is about.
package enum PredictionPurpose: String, Sendable {
  case score, churn, forecast

  /// The kind of records it speaks of.
  var subject: String { self == .forecast ? "deal" : "contact" }
  var table: SQL { "\(raw: subject)_prediction" }
  var owner: SQL { "\(raw: subject)_id" }
}

/// A model that was learned, as it is kept.
package struct KeptModel: Sendable {
  package let id: Int64
  package let trainedAt: Timestamp
  package let content: JSON
}

/// What a model says of a contact or a deal.
package struct NewPrediction: Sendable {
  package let record: Int64
  package let probability: Double
  /// A hash of what it was made from.
  package let inputs: Int64
  /// A JSON object: the factors and what else is told.
  package let detail: String

  package init(record: Int64, probability: Double, inputs: Int64, detail: String) {
    self.record = record
    self.probability = probability
    self.inputs = inputs
    self.detail = detail
  }
}

/// A prediction of before.
package struct KeptPrediction: Sendable {
  package let model: Int64
  package let at: Timestamp
  package let probability: Double
  package let inputs: Int64
  package let detail: JSON
}

extension Store {
  /// All contacts with what is known of them before they end well or badly.
  package func leads() throws -> LeadTable {
    try reading { try LeadReader(database: database, clock: clock).read() }
  }

  // MARK: Models

  /// The newest model of a purpose; nil before the first one.
  package func model(_ purpose: PredictionPurpose) throws -> KeptModel? {
    try database.first(
      """
      SELECT id, trained_at, content FROM prediction_model WHERE purpose = \(purpose.rawValue)
      ORDER BY id DESC LIMIT 1
      """
    ) { row in
      KeptModel(
        id: try row[0], trainedAt: Timestamp(microseconds: try row[1]),
        content: row.withUTF8(2) { try? JSONParser.parse($0) } ?? .null)
    }
  }

  /// Keeps a model as the newest of its purpose; of older ones only the figures are left.
  package func keep(_ content: JSON, _ purpose: PredictionPurpose) throws -> KeptModel {
    try requireWriting()
    return try database.transaction(.immediate) {
      try database.execute(
        """
        UPDATE prediction_model SET content = json_remove(content, '$.model')
        WHERE purpose = \(purpose.rawValue) AND json_type(content, '$.model') IS NOT NULL
        """)
      try database.execute(
        """
        INSERT INTO prediction_model (purpose, trained_at, content)
        VALUES (\(purpose.rawValue), \(clock.now.microseconds), \(content.text))
        """)
      return KeptModel(id: database.lastInsertedID, trainedAt: clock.now, content: content)
    }
  }

  // MARK: Predictions

  /// The newest prediction of each record, without what it told.
  package func newestPredictions(
    _ purpose: PredictionPurpose
  ) throws -> [Int64: (model: Int64, inputs: Int64, probability: Double)] {
    var newest: [Int64: (model: Int64, inputs: Int64, probability: Double)] = [:]
    try database.forEach(
      """
      SELECT \(purpose.owner), model_id, inputs, probability FROM \(purpose.table)
      WHERE purpose = \(purpose.rawValue) ORDER BY id
      """
    ) { row in newest[row.integer(0)] = (row.integer(1), row.integer(2), row.real(3)) }
    return newest
  }

  /// The predictions of a record, the newest first.
  package func predictions(_ purpose: PredictionPurpose, of record: Int64) throws -> [KeptPrediction] {
    try database.all(
      """
      SELECT model_id, at, probability, inputs, detail FROM \(purpose.table)
      WHERE \(purpose.owner) = \(record) AND purpose = \(purpose.rawValue) ORDER BY id DESC
      """
    ) { row in
      KeptPrediction(
        model: try row[0], at: Timestamp(microseconds: try row[1]), probability: try row[2],
        inputs: try row[3], detail: row.withUTF8(4) { try? JSONParser.parse($0) } ?? .null)
    }
  }

  /// Keeps predictions of a model; a score becomes that of the contact. Records that have gone meanwhile are passed over.
  package func keep(
    _ predictions: [NewPrediction], by model: KeptModel, _ purpose: PredictionPurpose
  ) throws {
    try requireWriting()
    try database.transaction(.immediate) {
      let insertion = try database.statement(
        """
        INSERT INTO \(purpose.table) (\(purpose.owner), model_id, purpose, at, probability, inputs, detail)
        SELECT id, \(model.id), \(purpose.rawValue), \(clock.now.microseconds), ?, ?, ? FROM \(raw: purpose.subject) WHERE id = ?
        """)
      let score = try database.statement(
        """
        INSERT INTO contact_derived (contact_id, score) SELECT id, ? FROM contact WHERE id = ?
        ON CONFLICT (contact_id) DO UPDATE SET score = excluded.score
        """)
      for prediction in predictions {
        try insertion.bind(prediction.probability, at: 4)
        try insertion.bind(prediction.inputs, at: 5)
        try insertion.bind(prediction.detail, at: 6)
        try insertion.bind(prediction.record, at: 7)
        try insertion.execute()
        guard purpose == .score else { continue }
        try score.bind(Int64(LeadModel.score(prediction.probability)), at: 1)
        try score.bind(prediction.record, at: 2)
        try score.execute()
      }
    }
  }
}
