/// How much a deal is worth beside the others of its currency: amounts of two currencies are never compared.
struct DealWorth {
  private var values: [String: [Double]] = [:]

  init(_ deals: [DealState]) {
    for deal in deals {
      if let value = deal.value, value > 0 { values[deal.currency, default: []].append(Double(value)) }
    }
    for currency in values.keys { values[currency]?.sort() }
  }

  /// The share of the deals of its currency that are worth less; nil for a deal without a value.
  func rank(_ deal: DealState) -> Double? {
    guard let value = deal.value, value > 0, let sorted = values[deal.currency] else { return nil }
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < Double(value) { low = middle + 1 } else { high = middle }
    }
    return sorted.count > 1 ? Double(low) / Double(sorted.count - 1) : 0.5
  }

  /// How bad it is when something is wrong with a deal.
  func severity(_ deal: DealState) -> Anomaly.Severity {
    switch rank(deal) {
    case nil: .low
    case let rank? where rank >= 0.9: .critical
    case let rank? where rank >= 0.5: .high
    default: .medium
    }
  }
}
