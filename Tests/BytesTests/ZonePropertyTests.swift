import Foundation
import TestSupport
import Testing

@testable import Bytes

/// What holds in every zone, and what another reader says of the same zones.
@Suite struct ZonePropertyTests {
  /// What the clocks of a zone show leads back to the instant, or to the first of two, and every
  /// day starts with its first instant.
  @Test(arguments: ZoneFixture.files) func roundTripsAroundChanges(file: String) throws {
    #expect(try failedRoundTrips(ZoneFixture.zone(file), from: 1850, to: 2100) == [])
  }

  @Test(.enabled(if: SystemZones.areThere)) func roundTripsInZonesOfTheSystem() throws {
    var generator = SeededGenerator(seed: 4)
    for name in SystemZones.names.shuffled(using: &generator).prefix(60) {
      #expect(try failedRoundTrips(SystemZones.zone(name), from: 1900, to: 2050) == [])
    }
  }

  private func failedRoundTrips(_ zone: Zone, from first: Int, to last: Int) throws -> [String] {
    var failures: [String] = []
    for change in try zone.changes(from: first, to: last) {
      for minutes in [-1560, -1440, -720, -121, -120, -61, -60, -30, -1, 0, 1, 29, 30, 59, 60, 90, 120, 1440]
      {
        let probe = change.adding(seconds: minutes * 60)
        let local = zone.localTime(of: probe)
        let found = zone.instant(local.day, secondOfDay: local.secondOfDay)
        if found > probe || zone.localTime(of: found) != local {
          failures.append("\(zone.identifier) \(probe): found \(found)")
        }
        let start = zone.start(of: local.day)
        if start > probe || zone.day(of: start) != local.day
          || zone.day(of: start.adding(microseconds: -1)) >= local.day
        {
          failures.append("\(zone.identifier) \(probe): the day starts at \(start)")
        }
      }
    }
    return failures
  }

  /// Foundation has data of its own, so only what is settled is compared: before 1970 the time zone
  /// database leaves it open how much is kept, and laws to come reach one machine before another.
  @Test(.enabled(if: SystemZones.areThere)) func agreesWithFoundationOnHistory() throws {
    var generator = SeededGenerator(seed: 5)
    for name in SystemZones.names {
      let zone = try SystemZones.zone(name)
      let years = (from: 0, through: 1_577_836_800)
      #expect(try disagreements(of: zone, with: name, years, count: 100, &generator) == [])
    }
  }

  @Test(arguments: [
    ("Apia", "Pacific/Apia"), ("Berlin", "Europe/Berlin"), ("New_York", "America/New_York"),
    ("Sao_Paulo", "America/Sao_Paulo"),
  ])
  func agreesWithFoundation(file: String, name: String) throws {
    var generator = SeededGenerator(seed: 6)
    let years = (from: -631_152_000, through: 4_102_444_800)
    #expect(try disagreements(of: ZoneFixture.zone(file), with: name, years, count: 5000, &generator) == [])
  }

  private func disagreements(
    of zone: Zone, with name: String, _ seconds: (from: Int, through: Int), count: Int,
    _ generator: inout SeededGenerator
  ) throws -> [String] {
    let other = try #require(TimeZone(identifier: name))
    var disagreements: [String] = []
    for _ in 0..<count {
      let second = Int.random(in: seconds.from...seconds.through, using: &generator)
      let instant = Timestamp(seconds: second)
      let expected = other.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
      if zone.offset(at: instant) != expected {
        disagreements.append("\(name) \(instant): \(zone.offset(at: instant)), not \(expected)")
      }
    }
    return disagreements
  }

  @Test(.enabled(if: SystemZones.has("right/Europe/Berlin")))
  func takesLeapSecondsOutOfTransitions() throws {
    let counting = try SystemZones.zone("right/Europe/Berlin").changes(from: 1975, to: 2025)
    #expect(try counting == SystemZones.zone("Europe/Berlin").changes(from: 1975, to: 2025))
    #expect(counting.count == 90)
  }
}
