import Foundation
import Testing

@testable import Bytes

/// The compiled zones that come with the tests.
enum ZoneFixture {
  static let files = ["Apia", "Berlin", "New_York", "Sao_Paulo"]

  static func bytes(_ file: String) throws -> [UInt8] {
    let url = Bundle.module.url(forResource: file, withExtension: nil, subdirectory: "Fixtures/zones")
    return try [UInt8](Data(contentsOf: #require(url)))
  }

  static func zone(_ file: String) throws -> Zone {
    try Zone(file: bytes(file), identifier: file)
  }
}

/// The compiled zones that the machine has.
enum SystemZones {
  private static let folder = "/usr/share/zoneinfo/"

  static var areThere: Bool { has("Europe/Berlin") }

  /// Those with a file and known to Foundation.
  static let names = TimeZone.knownTimeZoneIdentifiers.filter(has)

  static func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder + name)
  }

  static func zone(_ name: String) throws -> Zone {
    try Zone(file: [UInt8](Data(contentsOf: URL(fileURLWithPath: folder + name))), identifier: name)
  }
}

extension Zone {
  /// The first instants of new offsets between two years; changes less than ten days apart may be missed.
  func changes(from first: Int, to last: Int) throws -> [Timestamp] {
    var changes: [Timestamp] = []
    let start = try #require(Day(year: first, month: 1, day: 1)).daysSince1970 * 86_400
    let end = try #require(Day(year: last, month: 1, day: 1)).daysSince1970 * 86_400
    var before = offset(at: Timestamp(seconds: start))
    for second in stride(from: start, to: end, by: 10 * 86_400) {
      let after = offset(at: Timestamp(seconds: second))
      guard after != before else { continue }
      var (low, high) = (second - 10 * 86_400, second)
      while high - low > 1 {
        let middle = (low + high) / 2
        if offset(at: Timestamp(seconds: middle)) == before { low = middle } else { high = middle }
      }
      changes.append(Timestamp(seconds: high))
      before = after
    }
    return changes
  }
}
