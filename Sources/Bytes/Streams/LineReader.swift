internal import Glibc

/// Reads a source line by line, holding one line at a time.
///
/// LF and CR LF end a line, neither of which belongs to it; a last line may lack them. Where the first line ends with a
/// bare CR, as old Macs have it, a bare CR ends them all.
package struct LineReader<Source: ByteSource> {
  /// One line, counted from 1.
  package struct Line: Hashable, Sendable {
    package let number: Int
    package let bytes: [UInt8]
  }

  private var source: Source
  private var lines: LineScanner

  /// A line of more than `limit` bytes is an error.
  package init(_ source: Source, limit: Int = 16 << 20) {
    self.source = source
    self.lines = LineScanner(limit: limit)
  }

  /// The next line, or nil at the end.
  ///
  /// Fails when the source does, and with `LineTooLong`, after which the next call gives the line behind.
  package mutating func next() throws -> Line? {
    while true {
      if let bytes = try lines.next() { return Line(number: lines.number, bytes: bytes) }
      if lines.window.isLast { return nil }
      try lines.window.fill(from: &source)
    }
  }
}

/// A line that is longer than its reader allows.
package struct LineTooLong: Error, Hashable, CustomStringConvertible {
  /// The number of the line, from 1.
  package let line: Int
  /// The most bytes a line may have.
  package let limit: Int

  package var description: String { "line \(line) is longer than \(limit) bytes" }
}

/// Finds lines in a window; apart from `LineReader` so that it is compiled once, for all sources.
private struct LineScanner {
  let limit: Int
  var window = ByteWindow()
  /// The number of the line found last.
  private(set) var number = 0
  /// How much of the window is known to have no line end in it.
  private var scanned = 0
  private var isSkipping = false
  /// Whether a bare CR ends a line; nil until the end of the first line tells.
  private var returnEnds: Bool?
  /// Whether a bare CR ended the line before, so that a LF here belongs to it.
  private var isAfterReturn = false

  init(limit: Int) {
    self.limit = limit
  }

  /// The next line, or nil when the window has none that is complete.
  mutating func next() throws(LineTooLong) -> [UInt8]? {
    while true {
      let lineEnd = nextLineEnd()
      if isSkipping {
        consume(through: lineEnd)
        guard lineEnd != nil else { return nil }
        isSkipping = false
        continue
      }
      guard lineEnd != nil || (window.isLast && window.count > 0) else {
        // The end of the first line may be in two pieces.
        scanned = returnEnds == nil ? 0 : window.count
        if window.count > limit + 1 { try refuse() }
        return nil
      }
      let end = lineEnd ?? window.count
      let line = window.withBytes { bytes in
        let hasReturn = lineEnd != nil && end > 0 && bytes[end - 1] == .carriageReturn
        return Array(bytes[..<(hasReturn ? end - 1 : end)])
      }
      scanned = 0
      guard line.count <= limit else { try refuse() }
      consume(through: lineEnd)
      number += 1
      return line
    }
  }

  /// Where the byte is that ends the line.
  private mutating func nextLineEnd() -> Int? {
    if isAfterReturn, window.count > 0 {
      isAfterReturn = false
      if window.withBytes({ $0[0] == .lineFeed }) { window.consume(1) }
    }
    if returnEnds == nil { returnEnds = window.withBytes { $0.endsLineByReturn(isLast: window.isLast) } }
    return window.withBytes { bytes in
      if returnEnds == true { return bytes[scanned...].firstIndex(where: \.isLineBreak) }
      return bytes.indexOfLineFeed(from: scanned)
    }
  }

  /// Takes the line and its end away, or all there is but for what may be the end of the first line.
  private mutating func consume(through lineEnd: Int?) {
    if returnEnds == true, let lineEnd {
      isAfterReturn = window.withBytes { $0[lineEnd] == .carriageReturn }
    }
    let open = returnEnds == nil ? window.withBytes { $0.firstIndex(of: .carriageReturn) } : nil
    window.consume(lineEnd.map { $0 + 1 } ?? open ?? window.count)
  }

  private mutating func refuse() throws(LineTooLong) -> Never {
    number += 1
    scanned = 0
    isSkipping = true
    throw LineTooLong(line: number, limit: limit)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the first line ends with a CR that no LF follows; nil when more must come to tell.
  fileprivate func endsLineByReturn(isLast: Bool) -> Bool? {
    guard let first = firstIndex(where: \.isLineBreak) else { return nil }
    if self[first] == .lineFeed { return false }
    // Some write CR CR LF.
    guard let next = self[first...].first(where: { $0 != .carriageReturn }) else {
      return isLast ? true : nil
    }
    return next != .lineFeed
  }

  /// The index of the first LF from `start` on; `memchr` looks at many bytes at once.
  func indexOfLineFeed(from start: Int) -> Int? {
    guard let base = baseAddress, let found = memchr(base + start, 0x0A, count - start) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}
