import Bytes
import TestSupport
import Testing

struct CSVReaderTests {
  @Test(arguments: CSVCase.all)
  func reads(_ sample: CSVCase) {
    #expect(transcript(MemorySource(sample.input)) == sample.expected)
  }

  @Test(arguments: CSVCase.all)
  func readsTheSameHoweverTheBytesArrive(_ sample: CSVCase) {
    for size in 1...3 {
      #expect(transcript(TrickleSource(sample.input, sizes: [size])) == sample.expected)
    }
    for split in 1..<max(1, sample.input.count) {
      #expect(transcript(TrickleSource(sample.input, sizes: [split, sample.input.count])) == sample.expected)
    }
  }

  /// The sample is longer than what is read at once, so that its records lie across the reader's own
  /// boundaries, at every offset.
  @Test func recordsCrossChunksAtEveryOffset() {
    let record = "\"x\"\"\r\ny\",5\" pipe,\"é\",,\"z\"\r\n\r\n"
    let expected = [2, 5, 8].map { "\($0) [x\"\r\ny][5\" pipe][é][][z]" }
    for padding in 65_490..<65_540 {
      let lines = transcript(String(repeating: "x", count: padding) + "\n" + record + record + record)
      #expect(Array(lines.dropFirst()) == expected)
    }
  }

  @Test func rowsCarryTheirOrdinal() throws {
    var reader = CSVReader(MemorySource("a\n\n\"b\n\"\n\0\nc\n"), dialect: CSVDialect())
    var seen: [[Int]] = []
    while true {
      do {
        guard try reader.next() else { break }
        seen.append([reader.row.ordinal, reader.row.line])
      } catch {
        seen.append([-1, error.line ?? -1])
      }
    }
    #expect(seen == [[1, 1], [2, 3], [-1, 5], [4, 6]])
  }

  @Test func aKeptRowIsNotTouchedByTheNext() throws {
    var reader = CSVReader(MemorySource("one,two\nthree,\n"), dialect: CSVDialect())
    #expect(try reader.next())
    let first = reader.row
    #expect(try reader.next())
    #expect(first.string(0) == "one" && first.string(1) == "two")
    #expect(reader.row.string(0) == "three" && reader.row.string(1) == "")
  }

  @Test func aShortRowHasNoneOfItsNeighboursCells() throws {
    var reader = CSVReader(MemorySource("a,b,c\nd\n"), dialect: CSVDialect())
    #expect(try reader.next() && reader.next())
    #expect(reader.row.count == 1)
    #expect(reader.row[1].isEmpty && reader.row.string(2) == "" && reader.row.isBlank(2))
  }

  @Test func otherDelimitersAndQuotes() {
    let tabs = CSVDialect(delimiter: UInt8(ascii: "\t"))
    #expect(transcript(MemorySource("a\t\"b\tc\"\t\nd,e\n"), dialect: tabs) == ["1 [a][b\tc][]", "2 [d,e]"])
    #expect(transcript(MemorySource("\t\n"), dialect: tabs) == ["1 [][]"])
    let apostrophes = CSVDialect(delimiter: UInt8(ascii: ";"), quote: UInt8(ascii: "'"))
    #expect(transcript(MemorySource("'a;''b';\"c\"\n"), dialect: apostrophes) == ["1 [a;'b][\"c\"]"])
  }
}

/// What holds for any bytes at all.
struct CSVReaderPropertyTests {
  @Test func garbageReadsTheSameHoweverItArrives() {
    let alphabet = Array("\"\"\"\"\r\n\n,,ab é\0".utf8)
    var random = SeededGenerator(seed: 7)
    for _ in 0..<3_000 {
      let input = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        alphabet[Int.random(in: alphabet.indices, using: &random)]
      }
      let limit = Int.random(in: 5...50, using: &random)
      let sizes = (0..<5).map { _ in Int.random(in: 1...9, using: &random) }
      let whole = transcript(MemorySource(input), recordLimit: limit)
      #expect(transcript(TrickleSource(input, sizes: sizes), recordLimit: limit) == whole)
      // Every record, read or rejected, takes at least one line.
      #expect(whole.count <= input.count { $0 == 0x0A || $0 == 0x0D } + 1)
    }
  }
}

/// Errors that come from the size of records and from the source.
struct CSVReaderLimitTests {
  private func read(_ text: String, limit: Int) -> [String] {
    let whole = transcript(MemorySource(text), recordLimit: limit)
    #expect(transcript(TrickleSource(Array(text.utf8), sizes: [1]), recordLimit: limit) == whole)
    return whole
  }

  @Test func aRecordOfJustTheLimitIsRead() {
    let tooLong = "error: the record that begins on line 1 is longer than 4 bytes; is a quote left open?"
    #expect(read("a,bc\nd\n", limit: 4) == ["1 [a][bc]", "2 [d]"])
    #expect(read("a,bc", limit: 4) == ["1 [a][bc]"])
    #expect(read("a,bcd\nd\n", limit: 4) == [tooLong, "2 [d]"])
    #expect(read("a,bcd", limit: 4) == [tooLong])
    #expect(read("a,bcdefghij\r\nd\r\n", limit: 4) == [tooLong, "2 [d]"])
  }

  @Test func afterALongRecordReadingGoesOnAtItsSecondLine() {
    #expect(
      read("a\nb,\"c\nd,e\nf,g\nh,i\nj,k\n", limit: 12) == [
        "1 [a]", "error: the record that begins on line 2 is longer than 12 bytes; is a quote left open?",
        "3 [d][e]", "4 [f][g]", "5 [h][i]", "6 [j][k]",
      ])
  }

  /// Were every line read to the limit again, this would be 20,000 times 1 MiB.
  @Test func quotesLeftOpenOnEveryLineCostLinearTime() {
    let line = "\"a\",\"b\n"
    let input = String(repeating: line, count: 20_000)
    let lines = transcript(MemorySource(input), recordLimit: 1 << 20)
    #expect(lines.count == 20_000)
    #expect(lines.allSatisfy { $0.hasPrefix("error: ") })
  }

  /// The buffer has to grow while the record arrives.
  @Test func aRecordOfAMegabyte() throws {
    let text = String(repeating: "\"\"line\n", count: 150_000)
    var reader = CSVReader(MemorySource("a,\"\(text)\",b\nc\n"), dialect: CSVDialect())
    #expect(try reader.next())
    #expect(reader.row[1].elementsEqual(String(repeating: "\"line\n", count: 150_000).utf8))
    #expect(try reader.next())
    #expect(reader.row.line == 150_002)
    #expect(reader.row.string(0) == "c")
  }

  @Test func aSourceThatFailsEndsTheReading() {
    struct FailingSource: ByteSource {
      struct Failure: Error, CustomStringConvertible { let description = "the disk is gone" }
      var isFirst = true
      mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard isFirst else { throw Failure() }
        isFirst = false
        buffer.copyBytes(from: repeatElement(UInt8(ascii: "x"), count: 70_000).prefix(buffer.count))
        return buffer.count
      }
    }
    #expect(transcript(FailingSource()) == ["error: the disk is gone"])
  }
}
