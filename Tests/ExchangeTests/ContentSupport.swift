import Bytes
import Exchange
import Models
import TestSupport

/// All that a reader gives of a text: entries, what could not be read, and remarks.
struct Reading: Equatable {
  var records: [[JSONObject]] = []
  var lines: [Int] = []
  var sources: [String] = []
  var bad: [String] = []
  var remarks: [String] = []

  init(_ reader: some EntryReader) throws {
    var reader = reader
    while true {
      do {
        guard let entry = try reader.next() else { break }
        records.append(entry.records)
        lines.append(entry.line)
        sources.append(String(decoding: entry.source, as: UTF8.self))
      } catch let error as BadEntry {
        bad.append("\(error.line): \(error.reason)")
        sources.append(String(decoding: error.source, as: UTF8.self))
      }
    }
    remarks = reader.remarks
  }
}

extension Reading {
  init(cards text: String) throws {
    try self.init(cards: Array(text.utf8))
  }

  init(cards bytes: [UInt8], keepsSource: Bool = false) throws {
    try self.init(VCardEntries(MemorySource(bytes), keepsSource: keepsSource))
  }

  init(calendar text: String, keepsSource: Bool = false) throws {
    try self.init(calendar: Array(text.utf8), keepsSource: keepsSource)
  }

  init(calendar bytes: [UInt8], keepsSource: Bool = false) throws {
    try self.init(calendar(MemorySource(bytes), keepsSource: keepsSource))
  }
}

/// A reader for somebody in Berlin whose system also knows New York.
func calendar<Source: ByteSource>(_ source: Source, keepsSource: Bool) throws -> CalendarEntries<Source> {
  let zones = [
    "Europe/Berlin": try Zone(posix: "CET-1CEST,M3.5.0,M10.5.0/3"),
    "America/New_York": try Zone(posix: "EST5EDT,M3.2.0,M11.1.0"),
    "UTC": .utc,
  ]
  let berlin = try Zone(posix: "CET-1CEST,M3.5.0,M10.5.0/3")
  return CalendarEntries(source, zone: berlin, zones: { zones[$0] }, keepsSource: keepsSource)
}

/// Gives a text in pieces of a few bytes, as a slow pipe would.
struct SlowSource: ByteSource {
  let bytes: [UInt8]
  var generator: SeededGenerator
  var position = 0

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(Int.random(in: 1...7, using: &generator), buffer.count, bytes.count - position)
    buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }
}
