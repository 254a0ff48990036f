/// A model that a server has.
package struct ModelInfo: Hashable, Sendable {
  package var name: String
  /// What tells one version of it from another; nil where the server does not say.
  package var digest: String?
  /// Bytes on disk.
  package var size: Int64?
  package var family: String?
  /// `8.0B`, `Q4_K_M`.
  package var parameters: String?
  package var quantization: String?
  /// The most tokens it was trained for.
  package var contextLength: Int?
  /// Numbers of a vector, of a model that makes them.
  package var embeddingWidth: Int?
  /// `completion`, `tools`, `thinking`, `embedding`, …; nil where the server does not say.
  package var capabilities: [String]?
  package var modifiedAt: String?

  package init(name: String) {
    self.name = name
  }

  /// Whether it can do something, as far as that is known.
  package func can(_ capability: String) -> Bool? {
    capabilities.map { $0.contains(capability) }
  }
}

/// A model that is in a server's memory.
package struct LoadedModel: Hashable, Sendable {
  package var name: String
  package var size: Int64?
  /// How much of it is on a graphics card.
  package var sizeOnCard: Int64?
  package var contextLength: Int?
  package var expiresAt: String?
}

/// How far the download of a model has come.
package struct PullProgress: Hashable, Sendable {
  package var status: String
  package var total: Int64?
  package var completed: Int64?
}

/// Names of models are blind to case, and `latest` is the tag of one without.
package enum ModelName {
  package static func canonical(_ name: String) -> String {
    let name = name.lowercased()
    let last = name.split(separator: "/").last ?? ""
    return last.contains(":") ? name : name + ":latest"
  }

  package static func isSame(_ one: String, _ other: String) -> Bool {
    canonical(one) == canonical(other)
  }
}
