internal import Bytes
internal import Models
internal import Prediction
internal import Store

/// The scoring of leads in one run.
struct LeadScoring {
  let session: Session
  let store: Store
  let leads: LeadTable
  private let isTable: Bool

  /// So many scores are made, stored and printed at a time.
  private static let batch = 5_000
  /// So many factors are stored and printed; crm score explain has all.
  private static let factors = 6

  init(_ session: Session) throws {
    try session.requirePredictions()
    self.session = session
    store = try session.store()
    leads = try store.leads()
    isTable = try session.format() == .table
  }

  // MARK: Models

  /// The newest model, or a new one where outcomes have changed enough since; that is kept.
  func currentModel() throws -> ScoreModel {
    try keptModel() ?? keep(train(allowing: allowedFields()))
  }

  /// The newest model, or a new one that is not kept.
  func modelForReading() throws -> ScoreModel {
    if let kept = try keptModel() { return kept }
    return ScoreModel(
      learned: train(allowing: try allowedFields()), trainedAt: try session.clock().now, kept: nil)
  }

  func train(allowing allowed: Set<String>) -> LeadModel {
    LeadTraining(
      leads.features, rows: leads.closed, outcomes: leads.closed.map { leads.outcomes[$0] == true },
      open: leads.open, allowed: allowed
    ).train()
  }

  func keep(_ model: LeadModel, allowing allowed: Set<String>? = nil) throws -> ScoreModel {
    var content = model.json.object ?? [:]
    content["version"] = Self.version
    content["allowed"] = .array(try (allowed ?? allowedFields()).sorted().map(JSON.string))
    let kept = try store.keep(.object(content), .score)
    for leak in model.leaks where !(allowed ?? []).contains(leak.feature) { session.remark(leak.words) }
    return ScoreModel(learned: model, trainedAt: kept.trainedAt, kept: kept)
  }

  /// Of the way in which this program learns: a model of another one is not used.
  private static let version: JSON = 1

  private func keptModel() throws -> ScoreModel? {
    guard let kept = try store.model(.score), kept.content["version"] == Self.version,
      let model = LeadModel(kept.content)
    else { return nil }
    let counts = leads.counts
    let changed = abs(counts.won - model.won) + abs(counts.lost - model.lost)
    let isEnough = min(counts.won, counts.lost) >= LeadTraining.fewest
    if isEnough != (model.kind == .learned) || changed >= max(10, (model.won + model.lost) / 20) {
      return nil
    }
    return ScoreModel(learned: model, trainedAt: kept.trainedAt, kept: kept)
  }

  /// The fields that a person has allowed in the last training.
  func allowedFields() throws -> Set<String> {
    Set(try store.model(.score)?.content["allowed"]?.array?.compactMap(\.string) ?? [])
  }

  // MARK: Leads

  /// The rows of leads that satisfy a condition, in the order of their ids.
  func leads(where condition: Condition?) throws -> [Int] {
    let rows = leads.ids.indices.filter { leads.isLead[$0] }
    guard let condition else { return rows }
    let ids = Set(try store.ids(of: .contact, where: condition))
    return rows.filter { ids.contains(leads.ids[$0]) }
  }

  func row(_ id: Int64) throws -> Int {
    guard let row = leads.ids.firstIndex(of: id) else { throw StoreError.notFound(.contact, String(id)) }
    return row
  }

  // MARK: Scores

  /// Scores, stores what is new, and prints.
  func run(
    _ model: ScoreModel, rows: [Int], isSingle: Bool, onlyChanged: Bool, isExcelSafe: Bool
  ) throws -> ExitStatus {
    let printer = try printer(isSingle: isSingle, isExcelSafe: isExcelSafe)
    let scorer = LeadScorer(model.learned, leads.features)
    let earlier = try store.newestPredictions(.score)
    let progress = Progress(session, what: "leads scored")
    var writer = JSONWriter()
    for start in stride(from: 0, to: rows.count, by: Self.batch) {
      try Interruption.check()
      var new: [NewPrediction] = []
      var cards: [ScoreCard] = []
      for row in rows[start..<min(start + Self.batch, rows.count)] {
        let card = card(row, scorer, model, factors: Self.factors)
        let before = earlier[card.contact]
        if before?.inputs != card.inputs || before?.model != model.kept?.id {
          new.append(card.prediction(&writer))
        }
        if !onlyChanged || before.map({ LeadModel.score($0.probability) }) != card.score {
          cards.append(card)
        }
      }
      if let kept = model.kept, !new.isEmpty { try store.keep(new, by: kept, .score) }
      for card in cards { try print(card, to: printer) }
      progress.advance(min(Self.batch, rows.count - start))
    }
    progress.finish()
    try session.finish(printer)
    return .ok
  }

  func card(_ row: Int, _ scorer: LeadScorer, _ model: ScoreModel, factors: Int) -> ScoreCard {
    ScoreCard(
      scorer.score(row, factors: factors), contact: leads.ids[row], name: leads.names[row], model: model,
      calculatedAt: store.clock.now)
  }

  func print(_ card: ScoreCard, to printer: RowPrinter) throws {
    if isTable {
      try printer.row(card.overview)
    } else {
      try printer.row { card.write(to: &$0) }
    }
  }

  func printer(isSingle: Bool, isExcelSafe: Bool) throws -> RowPrinter {
    try RowPrinter(
      session, shape: isSingle ? .single : .list, columns: ScoreCard.columns,
      preferred: ["contact_id", "name", "score", "grade", "factors"], isExcelSafe: isExcelSafe)
  }
}
