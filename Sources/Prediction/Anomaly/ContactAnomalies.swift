internal import Bytes

/// Contacts that fall silent, or are heard of far less than they were.
struct ContactAnomalies {
  let observations: Observations
  let worth: DealWorth

  func found() -> [Anomaly] {
    let present = present
    var rhythmic = 0
    var silent: [Anomaly] = []
    var dropping: [Anomaly] = []
    for contact in observations.contacts where contact.events.count > 4 && isWorthKeeping(contact) {
      let rhythm = ContactRhythm(contact.events, present: present)
      if rhythm.isRhythm { rhythmic += 1 }
      if let silence = rhythm.silence {
        silent.append(anomaly(contact, silence))
      } else if let drop = rhythm.drop {
        dropping.append(anomaly(contact, drop))
      }
    }
    return silent.unlessHabit(among: rhythmic, share: 0.4) + dropping.unlessHabit(among: rhythmic, share: 0.4)
  }

  /// The day up to which the log goes. Where nothing at all was written down for a fortnight, as in an old database that
  /// was imported, nobody is silent because of that.
  private var present: Int {
    let today = observations.today
    var last: Int?
    for contact in observations.contacts {
      for event in contact.events where Int(event.day) <= today { last = max(last ?? .min, Int(event.day)) }
    }
    guard let last, today - last > 14 else { return today }
    return last
  }

  /// Whether it is a pity when nothing happens with them any more: not where it has ended badly.
  private func isWorthKeeping(_ contact: ContactState) -> Bool {
    if contact.isLeftAlone || contact.outcome == .lost { return false }
    if contact.outcome == .won || contact.deals.isEmpty { return true }
    return contact.deals.contains { observations.deals[$0].outcome != .lost }
  }

  /// By what they have bought or may buy.
  private func severity(_ contact: ContactState) -> Anomaly.Severity {
    let deals = contact.deals.map { observations.deals[$0] }.filter { $0.outcome != .lost }
    let most = deals.map(worth.severity).max()
    let least: Anomaly.Severity = contact.outcome == .won ? .high : .low
    return max(least, most ?? .low, deals.isEmpty ? .low : .medium)
  }

  private func anomaly(_ contact: ContactState, _ silence: ContactRhythm.Silence) -> Anomaly {
    Anomaly(
      .silence, severity(contact), Anomaly.Subject("contact", contact.id), state: "\(silence.since)",
      evidence: [
        "days_quiet": .integer(silence.quiet), "usual_gap_days": .hundredths(silence.usualGap),
        "last_activity": .day(silence.since),
      ])
  }

  private func anomaly(_ contact: ContactState, _ drop: ContactRhythm.Drop) -> Anomaly {
    // It goes on for a while, and the window that shows it may be another one tomorrow.
    let halfYear = observations.today / 182
    return Anomaly(
      drop.isOfReplies ? .fewerReplies : .fewerContacts,
      min(severity(contact), .high), Anomaly.Subject("contact", contact.id), state: "\(halfYear)",
      evidence: [
        "window_days": .integer(drop.window), "found": .integer(drop.found),
        "expected": .hundredths(drop.expected),
      ])
  }
}
