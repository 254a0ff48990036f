internal import Kernels

/// The table of words that is built into the program: pieces of words in the order of their bytes, each with
/// a row of numbers. `Scripts/words/table.py` says where everything stands in it.
struct WordTable: @unchecked Sendable {  // its bytes are constants of the program
  static let builtin = WordTable(kernels_words(), count: kernels_words_size())

  /// How many numbers a row has.
  let width: Int
  /// The pieces that words begin with.
  let starts: Range<Int>
  /// The pieces that follow within a word.
  let follows: Range<Int>

  /// The rows and their factors, as the kernels take them.
  private let rows: UnsafePointer<UInt8>
  private let scales: UnsafePointer<UInt8>
  /// The texts of the pieces, where each begins in them, and where the last ends.
  private let texts: UnsafePointer<UInt8>
  private let bounds: UnsafePointer<UInt32>

  private init(_ file: UnsafeRawPointer, count size: Int) {
    func number(at offset: Int) -> Int {
      Int(UInt32(littleEndian: file.load(fromByteOffset: offset, as: UInt32.self)))
    }
    func bytes(at offset: Int) -> UnsafePointer<UInt8> {
      (file + offset).assumingMemoryBound(to: UInt8.self)
    }
    func aligned(_ offset: Int) -> Int { (offset + 3) & ~3 }

    width = number(at: 12)
    let count = number(at: 16)
    starts = 0..<number(at: 20)
    follows = starts.upperBound..<count
    bounds = (file + 24).assumingMemoryBound(to: UInt32.self)
    let text = 24 + 4 * (count + 1)
    let scale = aligned(text + number(at: text - 4))
    let row = aligned(scale + 2 * count)
    texts = bytes(at: text)
    scales = bytes(at: scale)
    rows = bytes(at: row)
    precondition(
      UnsafeRawBufferPointer(start: file, count: 8).elementsEqual("crmwords".utf8) && number(at: 8) == 1
        && size == row + count * width / 2, "the table of words is not one of version 1")
  }

  /// The sum of rows.
  func sum(of numbers: [UInt32]) -> [Float] {
    var sum = [Float](repeating: 0, count: width)
    kernels_add_rows(rows, scales, width, numbers, numbers.count, &sum)
    return sum
  }

  /// The longest piece of a range that a text begins with: its row, and how many bytes it has.
  ///
  /// The last piece that is not behind the text is the one, or differs from the text at some byte. No piece
  /// that the text begins with is longer than what comes before that byte, so the search goes on for that.
  func longestPiece(of text: UnsafeBufferPointer<UInt8>, in range: Range<Int>) -> (row: UInt32, count: Int)? {
    var text = text
    var end = range.upperBound
    while !text.isEmpty {
      let (index, common) = lastPiece(notBehind: text, in: range.lowerBound..<end)
      guard index >= range.lowerBound else {
        return nil
      }
      if common == self.text(of: index).count {
        return (UInt32(index), common)
      }
      text = UnsafeBufferPointer(rebasing: text[..<common])
      end = index
    }
    return nil
  }

  /// The last piece of a range that is not behind a text, and how many bytes the two have in common; the
  /// place before the range when there is none.
  private func lastPiece(
    notBehind text: UnsafeBufferPointer<UInt8>, in range: Range<Int>
  ) -> (index: Int, common: Int) {
    var low = range.lowerBound - 1
    var high = range.upperBound
    var lowCommon = 0
    var highCommon = 0
    while high - low > 1 {
      let middle = (low + high) / 2
      let piece = self.text(of: middle)
      var common = min(lowCommon, highCommon)  // whatever stands between two texts begins as both do
      while common < piece.count, common < text.count, piece[common] == text[common] {
        common += 1
      }
      if common == piece.count || common < text.count && piece[common] < text[common] {
        low = middle
        lowCommon = common
      } else {
        high = middle
        highCommon = common
      }
    }
    return (low, lowCommon)
  }

  /// The text of a piece.
  func text(of index: Int) -> UnsafeBufferPointer<UInt8> {
    let start = Int(UInt32(littleEndian: bounds[index]))
    let end = Int(UInt32(littleEndian: bounds[index + 1]))
    return UnsafeBufferPointer(start: texts + start, count: end - start)
  }
}
