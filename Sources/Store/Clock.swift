package import Bytes

/// What reading depends on besides the data: the present and the zone that calendar words mean.
package struct Clock: Sendable {
  package let now: Timestamp
  package let zone: Zone

  package init(now: Timestamp, zone: Zone) {
    self.now = now
    self.zone = zone
  }

  package var today: Day { zone.day(of: now) }
}
