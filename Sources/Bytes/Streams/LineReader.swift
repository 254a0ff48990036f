internal import Glibc

/// Reads a source line by line, holding one line at a time.
///
/// LF and CR LF end a line, neither of which belongs to it; a last line may lack them.
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

  init(limit: Int) {
    self.limit = limit
  }

  /// The next line, or nil when the window has none that is complete.
  mutating func next() throws(LineTooLong) -> [UInt8]? {
    while true {
      let lineFeed = window.withBytes { $0.indexOfLineFeed(from: scanned) }
      if isSkipping {
        window.consume(lineFeed.map { $0 + 1 } ?? window.count)
        guard lineFeed != nil else { return nil }
        isSkipping = false
        continue
      }
      guard lineFeed != nil || (window.isLast && window.count > 0) else {
        scanned = window.count
        if scanned > limit + 1 { try refuse() }
        return nil
      }
      let end = lineFeed ?? window.count
      let line = window.withBytes { bytes in
        let hasReturn = lineFeed != nil && end > 0 && bytes[end - 1] == UInt8(ascii: "\r")
        return Array(bytes[..<(hasReturn ? end - 1 : end)])
      }
      scanned = 0
      guard line.count <= limit else { try refuse() }
      window.consume(lineFeed == nil ? end : end + 1)
      number += 1
      return line
    }
  }

  private mutating func refuse() throws(LineTooLong) -> Never {
    number += 1
    scanned = 0
    isSkipping = true
    throw LineTooLong(line: number, limit: limit)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The index of the first LF from `start` on; `memchr` looks at many bytes at once.
  func indexOfLineFeed(from start: Int) -> Int? {
    guard let base = baseAddress, let found = memchr(base + start, 0x0A, count - start) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}
