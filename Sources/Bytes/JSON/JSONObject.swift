/// The members of a JSON object, in the order in which they were first named.
///
/// A name stands once: naming it again replaces the value and keeps the place, so the last of two
/// equal names in a text wins. Names are equal when Swift strings are (composed or decomposed alike).
/// Objects are equal when they have equal members, in whatever order.
public struct JSONObject: Sendable {
  /// A member.
  public typealias Element = (key: String, value: JSON)

  /// Up to so many members, comparing names one by one is cheaper than a table of them.
  private static let largestWithoutIndex = 32

  private var members: [Element] = []
  /// Where each name stands; empty in a small object.
  private var index: [String: Int] = [:]

  /// An object without members.
  public init() {}

  /// The members in order; the last of equal names wins.
  public init(_ members: some Sequence<(String, JSON)>) {
    for (key, value) in members {
      self[key] = value
    }
  }

  /// The members in order, no two of which have equal names: nobody looks whether they do.
  public init(unique members: [Element]) {
    self.members = members
    indexIfLarge()
  }

  init(keys: ArraySlice<String>, values: ArraySlice<JSON>) {
    members.reserveCapacity(keys.count)
    for (key, value) in zip(keys, values) {
      set(key, to: value)
    }
  }

  /// The names in order.
  public var keys: [String] { members.map(\.key) }

  /// The value of a name; setting nil (not `JSON.null`) removes the member.
  public subscript(key: String) -> JSON? {
    get { position(of: key).map { members[$0].value } }
    set {
      if let newValue { set(key, to: newValue) } else { removeValue(forKey: key) }
    }
  }

  /// Removes a member and returns its value; nil when there was none.
  @discardableResult
  public mutating func removeValue(forKey key: String) -> JSON? {
    guard let position = position(of: key) else { return nil }
    let removed = members.remove(at: position)
    index = [:]
    indexIfLarge()
    return removed.value
  }

  private func position(of key: String) -> Int? {
    index.isEmpty ? members.firstIndex { $0.key == key } : index[key]
  }

  private mutating func set(_ key: String, to value: JSON) {
    if let position = position(of: key) {
      members[position].value = value
      return
    }
    members.append((key, value))
    if index.isEmpty {
      indexIfLarge()
    } else {
      index[key] = members.count - 1
    }
  }

  private mutating func indexIfLarge() {
    guard members.count > Self.largestWithoutIndex else { return }
    for (position, member) in members.enumerated() {
      index[member.key] = position
    }
  }
}

extension JSONObject: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { members.count }
  public subscript(position: Int) -> Element { members[position] }
}

extension JSONObject: Hashable {
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.count == right.count && left.allSatisfy { right[$0.key] == $0.value }
  }

  public func hash(into hasher: inout Hasher) {
    // A sum, because it does not depend on the order either.
    var sum = 0
    for (key, value) in members {
      var member = Hasher()
      member.combine(key)
      member.combine(value)
      sum &+= member.finalize()
    }
    hasher.combine(sum)
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral members: (String, JSON)...) {
    self.init(members)
  }
}
