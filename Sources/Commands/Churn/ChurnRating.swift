internal import Bytes
internal import Models
internal import Prediction
internal import Store

/// The rating of contacts in one run.
struct ChurnRating {
  private let session: Session
  private let store: Store
  private let events: ContactEvents
  private let model: ChurnModel
  private let kept: KeptModel

  /// So many ratings are made, stored and printed at a time.
  private static let batch = 5_000
  /// So many factors are stored and printed.
  private static let factors = 5
  /// Of the way in which this program learns: a model of another one is not used.
  private static let version: JSON = 1
  /// A model is used for so many days.
  private static let lifetime = 7.0

  init(_ session: Session, horizonDays: Int) throws {
    try session.requirePredictions()
    self.session = session
    store = try session.store()
    events = try store.contactEvents()
    if let kept = try store.model(.churn), kept.content["version"] == Self.version,
      0...Self.lifetime ~= store.clock.now.days(since: kept.trainedAt),
      let model = ChurnModel(kept.content), model.horizonDays == horizonDays
    {
      (self.model, self.kept) = (model, kept)
    } else {
      model = ChurnModel(events.history, horizonDays: horizonDays)
      var content = model.json
      content["version"] = Self.version
      kept = try store.keep(.object(content), .churn)
    }
  }

  // MARK: Contacts

  /// The contacts with whom something has happened that satisfy a condition.
  func places(where condition: Condition?) throws -> [Int] {
    let places = events.ids.indices.filter { events.history.quiet($0) != nil }
    guard let condition else { return places }
    let ids = Set(try store.ids(of: .contact, where: condition))
    return places.filter { ids.contains(events.ids[$0]) }
  }

  func place(_ id: Int64, named name: String) throws -> Int {
    guard let place = events.place(of: id) else { throw StoreError.notFound(.contact, name) }
    guard events.history.quiet(place) != nil else {
      throw Failure(
        .notFound, "nothing has ever happened with '\(name.excerpt)', so there is no rhythm to go by")
    }
    return place
  }

  // MARK: Ratings

  func run(_ places: [Int], isSingle: Bool, minimum: Double, isExcelSafe: Bool) throws -> ExitStatus {
    let printer = try RowPrinter(
      session, shape: isSingle ? .single : .list, columns: ChurnCard.columns,
      preferred: isSingle
        ? nil : ["contact_id", "name", "risk", "level", "days_quiet", "usual_gap_days", "recommendation"],
      isExcelSafe: isExcelSafe)
    let rater = ChurnRater(model, events.history)
    let earlier = try store.newestPredictions(.churn)
    let (told, calculatedAt) = (model.told, store.clock.now.description)
    var writer = JSONWriter()
    let progress = Progress(session, what: "contacts rated")
    for start in stride(from: 0, to: places.count, by: Self.batch) {
      try Interruption.check()
      var new: [NewPrediction] = []
      var cards: [ChurnCard] = []
      for place in places[start..<min(start + Self.batch, places.count)] {
        guard let rating = rater.rating(place, factors: Self.factors) else { continue }
        let card = ChurnCard(
          rating, contact: events.ids[place], name: events.names[place], horizonDays: model.horizonDays,
          model: told, calculatedAt: calculatedAt)
        let before = earlier[events.ids[place]]
        if before?.inputs != rating.inputs || before?.model != kept.id {
          new.append(card.prediction(&writer))
        }
        if rating.risk >= minimum { cards.append(card) }
      }
      if !new.isEmpty { try store.keep(new, by: kept, .churn) }
      for card in cards { try printer.row { card.write(to: &$0) } }
      progress.advance(min(Self.batch, places.count - start))
    }
    progress.finish()
    try session.finish(printer)
    return .ok
  }
}

extension ChurnModel {
  /// What every rating says of the model that made it, as JSON.
  fileprivate var told: String {
    let json: JSON = [
      "kind": .string(kind.rawValue), "auc": check.map { .decimal($0.auc) } ?? .null,
      "calibration_error": check.map { .decimal($0.calibrationError) } ?? .null,
    ]
    return json.text
  }
}
