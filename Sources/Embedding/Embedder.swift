internal import Kernels

/// Makes vectors of texts, with nothing but the table of words that is built in. Texts that mean something
/// similar have vectors that point in a similar direction.
package struct Embedder: Sendable {
  private let table = WordTable.builtin

  package init() {}

  /// How many numbers a vector has.
  package var dimensions: Int { table.width }

  /// The vector of a text, of length 1; all zeros when the text has no word that the table knows.
  package func vector(of text: String) -> [Float] {
    var vector = table.sum(of: Tokeniser(text, table: table).rows)
    kernels_normalise(&vector, vector.count)
    return vector
  }

  /// Appends the compact form of the vector of a text.
  package func append(_ text: String, to vectors: inout CompactVectors) {
    vector(of: text).withUnsafeBufferPointer { vectors.append($0) }
  }
}
