/// The pairs of records that are worth comparing: far fewer than all there are.
struct Candidates {
  /// Pairs of records, the smaller number in the upper half, in ascending order and each once.
  private(set) var pairs: [UInt64] = []
  /// How many keys more records share than are compared each with each.
  private(set) var crowdedKeys = 0

  /// So many records of a key are compared each with each; of more, each with its next ones in the order of names.
  static let crowd = 40
  private static let nextInCrowd = 10
  /// In the order of all names and of all addresses each is compared with so many that follow.
  private static let nextInOrder = 4

  init(among population: Population) {
    let order = SortingOrder(population)
    var keys = KeyList(of: population)
    var (pairs, crowded) = ([UInt64](), 0)
    keys.forEachBlock { block in
      if block.count <= Self.crowd {
        Self.add(block.map(\.record), next: block.count, to: &pairs)
      } else {
        crowded += 1
        Self.add(order.sorted(block.map(\.record)), next: Self.nextInCrowd, to: &pairs)
      }
    }
    // A slip that hides all keys mostly leaves the beginning of some name as it was.
    for records in [order.byNames, order.byFamily, order.byMailbox, order.byOrganisation] {
      Self.add(records, next: Self.nextInOrder, to: &pairs)
    }
    pairs.sort()
    self.pairs.reserveCapacity(pairs.count)
    var last = UInt64.max
    for pair in pairs where pair != last {
      self.pairs.append(pair)
      last = pair
    }
    crowdedKeys = crowded
  }

  private static func add(_ records: [UInt32], next: Int, to pairs: inout [UInt64]) {
    for (index, record) in records.enumerated() {
      for other in records[(index + 1)...].prefix(next) where other != record {
        pairs.append(UInt64(min(record, other)) << 32 | UInt64(max(record, other)))
      }
    }
  }
}

/// The records of a population in the order of what they are called.
private struct SortingOrder {
  private(set) var byNames: [UInt32]
  private(set) var byFamily: [UInt32]
  private(set) var byMailbox: [UInt32]
  private(set) var byOrganisation: [UInt32]
  /// The place of each record in the order of names.
  private var places: [UInt32]

  init(_ population: Population) {
    let profiles = population.profiles
    let (given, family) = (population.given.ranks(), population.family.ranks())
    let mail = population.addressesOfMail.ranks()
    let organisations = population.organisations.ranks()
    func rank(_ ranks: [Int32], _ id: Lexicon.ID) -> UInt64 { id < 0 ? 0 : UInt64(ranks[Int(id)]) + 1 }
    func sorted(_ isKnown: (Profile) -> Bool, _ key: (Profile) -> (UInt64, UInt64)) -> [UInt32] {
      let known = profiles.indices.filter { isKnown(profiles[$0]) }
      return known.map { (key(profiles[$0]), UInt32($0)) }
        .sorted { $0.0 != $1.0 ? $0.0 < $1.0 : $0.1 < $1.1 }.map(\.1)
    }
    func names(_ profile: Profile) -> UInt64 {
      rank(given, profile.given) << 32 | rank(family, profile.family)
    }
    byFamily = sorted({ $0.family >= 0 }) {
      (rank(family, $0.family) << 32 | rank(given, $0.given), UInt64($0.birthday))
    }
    byMailbox = sorted({ !$0.mailboxes.isEmpty }) {
      (rank(mail, population.mailboxes[$0.mailboxes.lowerBound].address), 0)
    }
    // Of people their employer says too little.
    byOrganisation = sorted({ $0.organisation >= 0 && $0.given < 0 && $0.family < 0 }) {
      (rank(organisations, $0.organisation), 0)
    }
    let all = sorted({ _ in true }) {
      (names($0), UInt64($0.birthday) << 32 | rank(organisations, $0.organisation))
    }
    places = [UInt32](repeating: 0, count: profiles.count)
    for (place, record) in all.enumerated() { places[Int(record)] = UInt32(place) }
    byNames = all.filter { profiles[Int($0)].given >= 0 }
  }

  /// Records in the order of their names, birthdays and employers.
  func sorted(_ records: [UInt32]) -> [UInt32] {
    records.sorted { places[Int($0)] < places[Int($1)] }
  }
}
