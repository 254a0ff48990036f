internal import Bytes

extension Plan.Step {
  /// The step with the ids of the records of earlier steps in the place of `{"step": 0}`, the first one being 0; nil when
  /// it names one that there is not.
  ///
  /// A Plan inside a proposal counts its own steps, and is left as it is. So are custom fields, of which one may well be
  /// called "step".
  package func resolved(_ ids: [Int64]) -> Plan.Step? {
    var step = self
    for (name, value) in changes {
      switch Catalog.of(type).field(name)?.kind {
      case .document, .custom: continue
      default: break
      }
      guard let value = Self.resolved(value, ids) else { return nil }
      step.changes[name] = value
    }
    return step
  }

  private static func resolved(_ value: JSON, _ ids: [Int64]) -> JSON? {
    switch value {
    case .object(let object):
      if object.count == 1, let index = object[reference]?.int64 {
        guard let place = Int(exactly: index), ids.indices.contains(place) else { return nil }
        return .number(JSONNumber(ids[place]))
      }
      var members = object
      for (name, value) in object {
        guard let value = resolved(value, ids) else { return nil }
        members[name] = value
      }
      return .object(members)
    case .array(let items):
      var list: [JSON] = []
      for item in items {
        guard let item = resolved(item, ids) else { return nil }
        list.append(item)
      }
      return .array(list)
    case .null, .bool, .number, .string: return value
    }
  }
}
