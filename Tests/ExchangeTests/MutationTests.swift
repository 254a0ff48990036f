import Bytes
import Exchange
import Glibc
import Models
import TestSupport
import Testing

/// Every reader ends, without a crash and in time, on whatever becomes of a file on its way here.
///
/// An input depends on its number alone: a run with a smaller count reads the first inputs of a longer one.
struct MutationTests {
  /// How many inputs each reader gets; `Scripts/fuzz` asks for many.
  private static let asked = getenv("CRM_FUZZ_COUNT").flatMap { Int(String(cString: $0)) }

  @Test(arguments: FileFormat.allCases) func anyInputIsReadToItsEnd(_ format: FileFormat) throws {
    try readAll(Mutator(format), "\(format)") { try read($0, as: format) }
  }

  @Test func anyTranscriptIsReadOrRefused() throws {
    try readAll(Mutator(TranscriptSamples.all.map { Array($0.text.utf8) }), "transcript") { input in
      do {
        let reading = try TranscriptReading(MemorySource(input))
        for turn in reading.transcript.turns {
          let times = [turn.startMilliseconds, turn.endMilliseconds].compactMap(\.self)
          guard times.allSatisfy({ $0 >= 0 }) else { throw Fault.negativeTime }
        }
        _ = ConversationStatistics(reading.transcript.turns)
        for problem in reading.problems { try check(problem) }
      } catch let problem as TranscriptProblem {
        try check(problem)
      }
    }
  }

  private func check(_ problem: TranscriptProblem) throws {
    let sentence = "\(problem)"
    guard sentence.utf8.count < 1_000 else { throw Fault.longReason(sentence.utf8.count) }
  }

  private func readAll(_ mutator: Mutator, _ format: String, _ read: ([UInt8]) throws -> Void) throws {
    let count = Self.asked ?? 2_000
    var seconds = 0.0
    for number in 0..<count {
      let input = mutator.input(number)
      let start = processorSeconds()
      do {
        try read(input)
      } catch {
        Issue.record("input \(number) of \(format): \(error): \(String(decoding: input, as: UTF8.self))")
      }
      let spent = processorSeconds() - start
      if spent > 2 { Issue.record("input \(number) of \(format) took \(spent) s") }
      seconds += spent
    }
    if Self.asked != nil {
      print("fuzz: \(format): \(count) inputs, \(Int(Double(count) / seconds)) a second")
    }
  }

  /// Reads everything as an import does that keeps what it rejects.
  private func read(_ input: [UInt8], as format: FileFormat) throws {
    let source = MemorySource(input)
    switch format {
    case .json: try exhaust(JSONEntries(source, keepsSource: true), input)
    case .vcard: try exhaust(VCardEntries(source, keepsSource: true), input)
    case .mail: try exhaust(MailEntries(source, me: ["ann@x.example"], keepsSource: true), input)
    case .calendar: try exhaust(calendar(source, keepsSource: true), input)
    case .csv:
      let entries: CSVEntries<MemorySource>
      do {
        entries = try CSVEntries(source, CSVOptions(keepsSource: true))
      } catch is CSVHeaderError {
        return
      } catch is CSVError {
        return
      }
      try exhaust(entries, input)
    }
  }

  /// Reads all entries, of which there are no more than bytes.
  private func exhaust(_ reader: some EntryReader, _ input: [UInt8]) throws {
    var reader = reader
    let lines = 1...(1 + input.count { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") })
    for _ in 0...input.count {
      do {
        guard let entry = try reader.next() else {
          _ = reader.remarks
          return
        }
        guard lines.contains(entry.line) else { throw Fault.lineOutside(entry.line) }
        for record in entry.records { _ = JSON.object(record).text }
      } catch let error as BadEntry {
        guard lines.contains(error.line) else { throw Fault.lineOutside(error.line) }
        // A sentence has an excerpt of the input at most.
        guard error.reason.utf8.count < 1_000 else { throw Fault.longReason(error.reason.utf8.count) }
        _ = reader.rejects.entry(error.source, error.reason)
      }
    }
    throw Fault.doesNotEnd
  }

  private enum Fault: Error {
    case doesNotEnd
    case lineOutside(Int)
    case longReason(Int)
    case negativeTime
  }

  /// What this thread alone has used: other tests run beside it.
  private func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// Makes inputs for a reader of the files in Tests/Torture and messages as programs write them.
private struct Mutator {
  /// Files of the format, and of all formats.
  private var own: [[UInt8]] = []
  private var all: [[UInt8]] = []

  init(_ format: FileFormat) throws {
    for folder in ["Torture", "BytesTests/Fixtures/mail"] {
      let path = "\(Repository.root)/Tests/\(folder)"
      for name in try Files.list(under: path) where !name.hasSuffix(".expected") {
        // What is wrong in a file is near its beginning; the length of some is torture of its own.
        let seed = Array(try Files.read("\(path)/\(name)").prefix(4096))
        all.append(seed)
        if FileFormat.detect(name: name, head: []) == format { own.append(seed) }
      }
    }
    try #require(!own.isEmpty)
  }

  /// Of these files alone.
  init(_ files: [[UInt8]]) {
    own = files
    all = files
  }

  func input(_ number: Int) -> [UInt8] {
    var generator = SeededGenerator(seed: UInt64(number))
    var bytes = pick(own, &generator)
    for _ in 0..<Int.random(in: 1...4, using: &generator) { change(&bytes, &generator) }
    return bytes
  }

  private func change(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
    let slice = self.slice(of: bytes, &generator)
    switch Int.random(in: 0..<8, using: &generator) {
    case 0:
      guard let place = bytes.indices.randomElement(using: &generator) else { return }
      bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 1:
      guard let place = bytes.indices.randomElement(using: &generator) else { return }
      bytes[place] = .random(in: 0...255, using: &generator)
    case 2: bytes.removeSubrange(slice)
    case 3: bytes.insert(contentsOf: bytes[slice], at: slice.lowerBound)
    case 4: bytes.insert(contentsOf: pick(Self.words, &generator), at: slice.lowerBound)
    case 5: bytes.replaceSubrange(slice, with: pick(Self.words, &generator))
    case 6: bytes.removeSubrange(slice.upperBound...)
    default:
      let other = pick(Bool.random(using: &generator) ? own : all, &generator)
      bytes.replaceSubrange(slice.lowerBound..., with: other[self.slice(of: other, &generator).lowerBound...])
    }
  }

  /// Any slice, short ones more often than long ones.
  private func slice(of bytes: [UInt8], _ generator: inout SeededGenerator) -> Range<Int> {
    let start = Int.random(in: 0...bytes.count, using: &generator)
    let most = min(bytes.count - start, 1 << Int.random(in: 0...12, using: &generator))
    return start..<start + Int.random(in: 0...most, using: &generator)
  }

  private func pick(_ choices: [[UInt8]], _ generator: inout SeededGenerator) -> [UInt8] {
    choices.randomElement(using: &generator) ?? []
  }

  private static let words =
    [
      "\r\n", "\n", "\r", "\n\n", "\r\n ", "\t", "\0", "\"", "\"\"", "\"\n\"", ",", ";", "=", "=\r\n",
      "=0D=0A", "\\", "\\n",
      "sep=;\n", "\u{FEFF}", "\u{202E}", "\u{2028}", "ä", "1e999", "-0", "9223372036854775808", "00000000",
      "BEGIN:VCARD\n", "END:VCARD\n", "VERSION:2.1\n", "AGENT:\n", ";ENCODING=QUOTED-PRINTABLE",
      ";ENCODING=b",
      ";CHARSET=ISO-8859-1", "item1.X-ABLabel:_$!<Home>!$_\n", "BDAY:--0229\n",
      "BEGIN:VCALENDAR\n", "END:VCALENDAR\n", "BEGIN:VEVENT\n", "END:VEVENT\n", "BEGIN:VTIMEZONE\n",
      "END:VTIMEZONE\n",
      "RRULE:FREQ=YEARLY;INTERVAL=0;BYDAY=5MO;UNTIL=99991231T235959Z\n", "RDATE:20260302T090000Z\n",
      "RECURRENCE-ID:20260302T090000Z\n", "DURATION:P99999999999W\n",
      "DTSTART;TZID=Europe/Berlin:20260329T023000\n",
      "TZOFFSETTO:+9999\n", "99991231T235959Z", "00010101",
      "\nFrom ann@x.example Mon Mar  2 08:00:00 2026\n", ">From ", "\n--b\n", "\n--b--\n",
      "Content-Type: multipart/mixed; boundary=b\n", "Content-Type: message/rfc822\n\n",
      "Content-Type: text/html\n",
      "Content-Transfer-Encoding: base64\n", "Content-Transfer-Encoding: quoted-printable\n",
      "Content-Type: text/plain; charset=utf-16; format=flowed; delsp=yes\n", "charset*0*=utf-8''%C3",
      "=?utf-8?Q?=C3?=", "=?utf-8?B?4pyT?=", "<>", "<a@b>", "(((", "&#x110000;", "&amp", "<!--", "<td>",
      "</table>",
      "> > ", "-- \n", "On Mon, Bob wrote:\n",
      "-->", "00:01.000 --> 00:02.000\n", "99:99:99,999", "<v Ann>", "</v>", "<", "&amp;", "Ann: ", "**",
      "[0:12] ",
      "\"text\":", "\"start\":-1e99,",
      "{", "}", "[", "]", "{\"type\":\"contact\",\"name\":\"", "\\ud800", "\\u0000", "null", "[[[[[[[[",
    ].map { Array($0.utf8) } + [
      [0xFF, 0xFE], [0xFE, 0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
    ]
}
