package import Bytes

extension AdditiveModel {
  /// The model as it is kept.
  package var json: JSON {
    [
      "intercept": .decimal(intercept),
      "features": .array(effects.map(\.json)),
      "trees": .array(trees.map(\.json)),
    ]
  }

  /// A model that was kept; nil when it is none.
  package init?(_ json: JSON) {
    guard let intercept = json["intercept"]?.double, let features = json["features"]?.array,
      let trees = json["trees"]?.array
    else { return nil }
    let effects = features.compactMap(Effect.init)
    let binCounts = effects.map(\.binning.count)
    let grown = trees.compactMap { Tree($0, binCounts: binCounts) }
    guard effects.count == features.count, grown.count == trees.count else { return nil }
    self.init(intercept: intercept, effects: effects, trees: grown)
  }

  /// The model as it will be when it was kept and read again.
  var asKept: AdditiveModel { AdditiveModel(json) ?? self }
}

extension AdditiveModel.Effect {
  fileprivate var json: JSON {
    let bins: (String, JSON) =
      switch binning {
      case .numbers(let cuts): ("cuts", .array(cuts.map { .number(JSONNumber(Double($0)) ?? JSONNumber(0)) }))
      case .categories(let names): ("values", .array(names.map(JSON.string)))
      }
    return .object(
      JSONObject([("name", .string(name)), bins, ("effects", .array(shape.effects.map(JSON.decimal)))]))
  }

  fileprivate init?(_ json: JSON) {
    guard let name = json["name"]?.string, let effects = json["effects"]?.array?.compactMap(\.double) else {
      return nil
    }
    let binning: Binning
    if let cuts = json["cuts"]?.array {
      binning = .numbers(cuts: cuts.compactMap { $0.double.map(Float.init) })
    } else if let values = json["values"]?.array {
      binning = .categories(values.map { $0.string ?? "" })
    } else {
      return nil
    }
    guard binning.count == effects.count, binning.count <= 256 else { return nil }
    self.init(name: name, binning: binning, shape: Shape(effects))
  }
}

extension Tree {
  /// Each node is its value, followed by feature, last low bin and place of the low side where it has branches.
  fileprivate var json: JSON {
    .array(
      nodes.map { node in
        let branch = node.branch.map { [$0.feature, Int($0.lastLow), $0.low] } ?? []
        return .array([.decimal(node.value)] + branch.map { .number(JSONNumber(Int64($0))) })
      })
  }

  fileprivate init?(_ json: JSON, binCounts: [Int]) {
    guard let list = json.array, !list.isEmpty else { return nil }
    nodes = []
    for (place, item) in list.enumerated() {
      let numbers = item.array?.compactMap(\.double) ?? []
      switch numbers.count {
      case 1:
        nodes.append(Node(value: numbers[0], branch: nil))
      case 4:
        guard let feature = Int(exactly: numbers[1]), let last = UInt8(exactly: numbers[2]),
          let low = Int(exactly: numbers[3]), binCounts.indices.contains(feature),
          // Branches lead downwards, so that no way goes in a circle.
          low > place, low + 1 < list.count
        else { return nil }
        nodes.append(Node(value: numbers[0], branch: Branch(feature: feature, lastLow: last, low: low)))
      default:
        return nil
      }
    }
  }
}

extension JSON {
  /// A number to five decimal places, which is finer than anything that is learned.
  package static func decimal(_ value: Double) -> JSON {
    .number(JSONNumber((value * 1e5).rounded() / 1e5) ?? JSONNumber(0))
  }
}
