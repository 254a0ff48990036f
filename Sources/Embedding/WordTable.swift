internal import Kernels

/// The table of words that is built into the program: pieces of words, each with a row of numbers.
/// `Scripts/words/table.py` says where everything stands in it.
struct WordTable: @unchecked Sendable {  // its bytes are constants of the program
  static let builtin = WordTable(kernels_words(), count: kernels_words_size())

  /// The pieces of one kind: those that words begin with, or those that follow within a word.
  struct Pieces {
    /// What their hashes begin as.
    fileprivate let seed: UInt64
    /// A group for each length from 1 on, and what stands behind them.
    fileprivate let groups: UnsafePointer<Group>
    let numbers: Range<Int>
  }

  fileprivate struct Group {
    let first: UInt32
    let text: UInt32
  }

  /// How many numbers a row has.
  let width: Int
  /// What tells this table from others.
  let identity: UInt64
  let starts: Pieces
  let follows: Pieces

  /// The bytes of the longest piece.
  private let longest: Int
  private let slots: UnsafePointer<UInt16>
  private let slotMask: Int
  private let slotShift: UInt64
  private let texts: UnsafePointer<UInt8>
  /// The rows and their factors, as the kernels take them.
  private let rows: UnsafePointer<UInt8>
  private let scales: UnsafePointer<UInt8>

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
    longest = number(at: 20)
    identity = UInt64(bigEndian: file.load(fromByteOffset: 24, as: UInt64.self))
    let groups = (file + 32).assumingMemoryBound(to: Group.self)
    let followGroups = groups + longest
    let firstFollow = Int(UInt32(littleEndian: followGroups.pointee.first))
    starts = Pieces(seed: 0, groups: groups, numbers: 0..<firstFollow)
    follows = Pieces(seed: 1, groups: followGroups, numbers: firstFollow..<count)
    let slot = 32 + 16 * longest + 8
    var slotCount = 1
    while slotCount < 2 * count { slotCount *= 2 }
    slots = (file + slot).assumingMemoryBound(to: UInt16.self)
    slotMask = slotCount - 1
    slotShift = UInt64(64 - slotCount.trailingZeroBitCount)
    let text = slot + 2 * slotCount
    let scale = aligned(text + number(at: slot - 4))
    let row = aligned(scale + 2 * count)
    texts = bytes(at: text)
    scales = bytes(at: scale)
    rows = bytes(at: row)
    precondition(
      UnsafeRawBufferPointer(start: file, count: 8).elementsEqual("crmwords".utf8) && number(at: 8) == 2
        && size == row + count * width / 2, "the table of words is not one of version 2")
  }

  /// Adds rows to a sum.
  func add(_ numbers: UnsafeBufferPointer<UInt32>, to sum: UnsafeMutableBufferPointer<Float>) {
    kernels_add_rows(rows, scales, width, numbers.baseAddress, numbers.count, sum.baseAddress)
  }

  /// Appends the steps of a row, whole numbers between -7 and 7.
  func appendRow(_ number: UInt32, to steps: inout [Int8]) {
    withUnsafeTemporaryAllocation(of: Int8.self, capacity: width) { row in
      kernels_unpack_row(rows, width, number, row.baseAddress)
      steps.append(contentsOf: row)
    }
  }

  /// The length of a row: in steps, and as it is.
  func length(of number: UInt32) -> (steps: Float, real: Float) {
    let squares = kernels_row_square(rows, width, number)
    let steps = Float(squares).squareRoot()
    return (steps, steps * kernels_row_scale(scales, number))
  }

  /// The longest piece that a text begins with: its number, and how many bytes it has. Eight bytes behind the
  /// text can be read, too.
  func longestPiece(
    of text: UnsafeRawPointer, count: Int, among pieces: Pieces
  ) -> (number: UInt32, count: Int)? {
    var count = min(count, longest)
    while count > 0 {
      if let number = piece(text, count: count, among: pieces) {
        return (number, count)
      }
      count &-= 1
    }
    return nil
  }

  /// The piece that has exactly this text.
  private func piece(_ text: UnsafeRawPointer, count: Int, among pieces: Pieces) -> UInt32? {
    let group = pieces.groups + (count &- 1)
    let first = UInt32(littleEndian: group[0].first)
    let pieceCount = UInt32(littleEndian: group[1].first) &- first
    var slot = Int(truncatingIfNeeded: hash(text, count: count, seed: pieces.seed) >> slotShift)
    while true {
      let content = UInt16(littleEndian: slots[slot])
      if content == 0 {
        return nil
      }
      let place = UInt32(content) &- 1 &- first  // more than any count if the piece stands before the group
      if place < pieceCount {
        let start = Int(UInt32(littleEndian: group[0].text)) &+ Int(place) &* count
        if isSame(text, texts + start, count: count) {
          return first &+ place
        }
      }
      slot = (slot &+ 1) & slotMask
    }
  }

  private func hash(_ text: UnsafeRawPointer, count: Int, seed: UInt64) -> UInt64 {
    var hash = seed
    var place = 0
    while place < count {
      hash = (hash ^ eightBytes(text + place, atMost: count &- place)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
      place &+= 8
    }
    return hash
  }

  private func isSame(_ one: UnsafeRawPointer, _ other: UnsafeRawPointer, count: Int) -> Bool {
    var place = 0
    while place < count {
      let rest = count &- place
      if eightBytes(one + place, atMost: rest) != eightBytes(other + place, atMost: rest) {
        return false
      }
      place &+= 8
    }
    return true
  }

  /// Eight bytes as a number, those behind a count, which is not 0, as zeros.
  private func eightBytes(_ text: UnsafeRawPointer, atMost count: Int) -> UInt64 {
    let number = UInt64(littleEndian: text.loadUnaligned(as: UInt64.self))
    return count >= 8 ? number : number & (1 &<< UInt64(truncatingIfNeeded: 8 &* count) &- 1)
  }

  /// The text of a piece.
  func text(of number: Int) -> UnsafeBufferPointer<UInt8> {
    let pieces = starts.numbers.contains(number) ? starts : follows
    var count = 1
    while UInt32(littleEndian: pieces.groups[count].first) <= number {
      count += 1
    }
    let group = pieces.groups[count - 1]
    let place = number - Int(UInt32(littleEndian: group.first))
    return UnsafeBufferPointer(
      start: texts + Int(UInt32(littleEndian: group.text)) + place * count, count: count)
  }
}
