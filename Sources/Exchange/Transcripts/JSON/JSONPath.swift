internal import Bytes

extension JSON {
  /// The value at a path such as `users.0.username`; nil where there is none, or only null. The empty path is the value.
  func at(_ path: String) -> JSON? {
    var value = self
    for step in path.split(separator: ".") {
      let next = value.array.map { elements in
        Int(step).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
      }
      guard let found = next ?? value[String(step)] else { return nil }
      value = found
    }
    return value.isNull ? nil : value
  }

  /// The value at the first of the paths that has one.
  func at(first paths: [String]) -> JSON? { paths.lazy.compactMap { at($0) }.first }
}
