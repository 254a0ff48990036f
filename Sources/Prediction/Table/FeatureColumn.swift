package import Bytes

/// Gathers the values of one feature, whatever they are, and finds out in the end what sort of feature it is.
package struct FeatureColumn {
  private let name: String
  private let isDated: Bool
  /// The place of each case's value in `texts`; -1 where nothing is known, and for numbers.
  private var places: [Int32]
  private var numbers: [Float]
  private var texts: [String] = []
  private var placeOfText: [String: Int32] = [:]

  /// Of such a share of the known values decides what all are.
  private static let share = 0.95

  /// A column in which nothing is known yet of so many cases; dated, where only what was before the moment of each case
  /// will be put in.
  package init(_ name: String, count: Int, isDated: Bool = false) {
    self.name = name
    self.isDated = isDated
    places = [Int32](repeating: -1, count: count)
    numbers = [Float](repeating: .nan, count: count)
  }

  package mutating func set(_ number: Double, at row: Int) {
    numbers[row] = Float(number)
  }

  package mutating func set(_ text: String, at row: Int) {
    if let place = placeOfText[text] {
      places[row] = place
      return
    }
    places[row] = Int32(texts.count)
    placeOfText[text] = Int32(texts.count)
    texts.append(text)
  }

  package mutating func set(_ flag: Bool, at row: Int) {
    set(flag ? "yes" : "no", at: row)
  }

  /// The feature: numbers, ages of days and times in days before the moment of each case, categories, or, for texts that
  /// hardly two have in common, whether there is one. Nil where nothing is known.
  package func feature(moments: [Timestamp]) -> Feature? {
    let written = places.count { $0 >= 0 }
    let counted = numbers.count { !$0.isNaN }
    if written + counted == 0 { return nil }
    let most = Int((Double(written + counted) * Self.share).rounded(.up))
    if counted >= most { return Feature(name, .numbers(numbers), isDated: isDated) }

    let spelt = texts.map { Float($0) ?? .nan }
    if counted + places.count(where: { $0 >= 0 && spelt[Int($0)].isFinite }) >= most {
      return Feature(
        name, .numbers(places.indices.map { places[$0] >= 0 ? spelt[Int(places[$0])] : numbers[$0] }))
    }
    let times = texts.map(Self.time)
    if places.count(where: { $0 >= 0 && times[Int($0)] != nil }) >= most {
      return Feature(
        name,
        .numbers(
          places.indices.map { row in
            guard places[row] >= 0, let time = times[Int(places[row])] else { return .nan }
            return Float(moments[row].days(since: time))
          }))
    }
    if texts.count > 50, texts.count > written / 2 {
      return Feature(name, .categories(places.map { $0 >= 0 ? 0 : -1 }, of: ["given"]))
    }
    // A number among texts is one more text.
    var all = self
    for row in numbers.indices where places[row] < 0 && !numbers[row].isNaN {
      all.set("\(numbers[row])", at: row)
    }
    return Feature(name, .categories(all.places, of: all.texts), isDated: isDated)
  }

  private static func time(_ text: String) -> Timestamp? {
    if let day = Day(iso: text) { return Timestamp(microseconds: Int64(day.daysSince1970) * 86_400_000_000) }
    return Timestamp(rfc3339: text)
  }
}

extension Timestamp {
  /// The days from another moment to this one.
  package func days(since other: Timestamp) -> Double {
    Double(microseconds - other.microseconds) / 86_400_000_000
  }
}
