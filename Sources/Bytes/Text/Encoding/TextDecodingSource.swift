/// Text from another source, as UTF-8 without a byte order mark, whatever it was written in.
///
/// Bytes that are not text in the encoding are never replaced: they come out as bytes that are not valid
/// UTF-8, so that whoever reads the text can see and report them.
public struct TextDecodingSource<Base: ByteSource>: ByteSource {
  /// How the text is written; nil until the first read, unless it was given.
  public private(set) var encoding: TextEncoding?

  /// How much of the text is looked at to find out.
  private let sampleSize: Int
  private let isJSON: Bool
  private var base: Base
  private var decoder: TextDecoder?
  /// UTF-8 that has not been delivered yet, from `position` on.
  private var decoded: [UInt8] = []
  private var position = 0

  /// Without an encoding the source finds it out from the first 64 KiB.
  public init(_ base: Base, encoding: TextEncoding? = nil) {
    self.base = base
    self.encoding = encoding
    sampleSize = chunkSize
    isJSON = false
  }

  /// JSON, which is in UTF-8 or UTF-16 as its first four bytes tell: it need not come further for that.
  package init(json base: Base) {
    self.base = base
    sampleSize = 4
    isJSON = true
  }

  /// Fails as the base does.
  public mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if decoder == nil { try begin() }
    if position == decoded.count {
      // UTF-8 needs no decoding; once the sample is delivered the base writes straight into the buffer.
      if encoding == .utf8 { return try base.read(into: buffer) }
      try decodeMore()
    }
    let count = min(buffer.count, decoded.count - position)
    decoded.withUnsafeBytes { buffer.copyMemory(from: .init(rebasing: $0[position..<position + count])) }
    position += count
    return count
  }
}

private let chunkSize = 1 << 16

extension TextDecodingSource {
  private mutating func begin() throws {
    // The sample is filled, however little the base gives at a time, for what is detected to depend on the
    // text alone.
    var sample: [UInt8] = []
    while sample.count < sampleSize {
      let chunk = try readChunk(sampleSize - sample.count)
      if chunk.isEmpty { break }
      sample += chunk
    }
    let isGuess = encoding == nil
    let encoding =
      encoding
      ?? (isJSON ? .detect(inJSON: sample) : .detect(in: sample, isWhole: sample.count < sampleSize))
    self.encoding = encoding
    let mark = encoding.byteOrderMark
    var decoder = TextDecoder(encoding: encoding, isGuess: isGuess)
    decoder.decode(sample.dropFirst(sample.starts(with: mark) ? mark.count : 0), into: &decoded)
    self.decoder = decoder
  }

  /// Decodes until there is something to deliver or the base has ended.
  private mutating func decodeMore() throws {
    decoded.removeAll(keepingCapacity: true)
    position = 0
    while decoded.isEmpty {
      let chunk = try readChunk(chunkSize)
      if chunk.isEmpty {
        decoder?.finish(into: &decoded)
        return
      }
      decoder?.decode(chunk[...], into: &decoded)
    }
  }

  private mutating func readChunk(_ capacity: Int) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      count = try base.read(into: UnsafeMutableRawBufferPointer(buffer))
    }
  }
}
