/// What comes next in a stream of components.
package enum ContentPiece: Sendable {
  /// A container begins.
  case begin
  /// A property of the container.
  case property(ContentLine)
  case component(ContentComponent)
  /// The container ends.
  case end
}

/// Reads the components of a stream, one after another: the cards of a file, the events of calendars.
package struct ContentComponentReader<Source: ByteSource> {
  private var lines: ContentLineReader<Source>
  private var assembler: ComponentAssembler

  /// Components named in `entries` never stand in another, so that one without an END spoils no more than
  /// itself; those of a `container` come one by one. One of more than `limit` bytes is an error.
  package init(
    _ source: Source, entries: Set<String>, container: String? = nil, keepsSource: Bool, limit: Int = 16 << 20
  ) {
    lines = ContentLineReader(source, keepsSource: keepsSource, limit: limit)
    assembler = ComponentAssembler(
      entries: entries, container: container, keepsSource: keepsSource, limit: limit)
  }
}

extension ContentComponentReader {
  /// The next piece, or nil at the end.
  ///
  /// Fails when the source does, and with `BadComponent`, after which the next call gives the piece behind.
  package mutating func next() throws -> ContentPiece? {
    while true {
      if let piece = assembler.take() { return try piece.get() }
      if assembler.isOver { return nil }
      do {
        if let line = try lines.next() { assembler.add(line) } else { assembler.finish() }
      } catch let error as ContentLineError {
        assembler.add(error)
      }
    }
  }
}
