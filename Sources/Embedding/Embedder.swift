internal import Kernels

/// Makes vectors of texts, with nothing but the table of words that is built in. Texts that mean something
/// similar have vectors that point in a similar direction.
///
/// A vector has length 1; that of a text without any word that the table knows is all zeros. Where a text is
/// given as bytes, it is UTF-8.
package struct Embedder: Sendable {
  private let table = WordTable.builtin

  package init() {}

  /// How many numbers a vector has.
  package var dimensions: Int { table.width }

  /// Sixteen hexadecimal digits. Only vectors of embedders with the same can be compared.
  package var identity: String {
    let digits = String(table.identity, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  package func vector(of text: String) -> [Float] {
    var text = text
    return text.withUTF8 { withVector(of: $0) { Array($0) } }
  }

  package func vector(of text: UnsafeBufferPointer<UInt8>) -> [Float] {
    withVector(of: text) { Array($0) }
  }

  /// Appends the numbers of the compact form of the vector of a text, and returns their scale.
  package func append(_ text: UnsafeBufferPointer<UInt8>, to numbers: inout [Int8]) -> Float {
    withVector(of: text) { vector in
      withUnsafeTemporaryAllocation(of: Int8.self, capacity: vector.count) { row in
        // There are as many places as numbers, and some.
        let scale = kernels_quantise(vector.baseAddress, vector.count, row.baseAddress!)
        numbers.append(contentsOf: row)
        return scale
      }
    }
  }

  private func withVector<Result>(
    of text: UnsafeBufferPointer<UInt8>, _ use: (UnsafeBufferPointer<Float>) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: dimensions) { sum in
      sum.initialize(repeating: 0)
      Tokeniser.read(text, table: table) { table.add($0, to: sum) }
      kernels_normalise(sum.baseAddress, sum.count)
      return use(UnsafeBufferPointer(sum))
    }
  }
}
