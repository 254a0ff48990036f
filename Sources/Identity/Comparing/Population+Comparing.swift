extension Population {
  /// How far two e-mail addresses agree.
  func compare(_ a: Mailbox, _ b: Mailbox) -> Agreement {
    if a.address == b.address { return a.isRewritten == b.isRewritten ? .equal : .variant }
    if isSlip(a, b) { return .slip }
    return a.local == b.local && locals.length(a.local) >= 3 ? .partial : .different
  }

  /// Whether one address is the other mistyped. Another digit or another initial is another mailbox: "jsmith" and
  /// "lsmith" of one firm are two people, "ann.lee1" and "ann.lee2" of one provider, too.
  private func isSlip(_ a: Mailbox, _ b: Mailbox) -> Bool {
    let addresses = addressesOfMail
    guard (addresses.letters[Int(a.address)] ^ addresses.letters[Int(b.address)]).nonzeroBitCount <= 4 else {
      return false
    }
    let length = min(locals.length(a.local), locals.length(b.local))
    guard a.domain != b.domain || length >= 5 else { return false }
    let (first, second) = (addresses.range(a.address), addresses.range(b.address))
    return addresses.units[first.lowerBound] == addresses.units[second.lowerBound]
      && addresses.isWithin(a.domain != b.domain || length >= 8 ? 2 : 1, a.address, b.address)
      && addresses.units[first].lazy.filter(Self.isDigit).elementsEqual(
        addresses.units[second].lazy.filter(Self.isDigit))
  }

  /// Whether a local part has the given or the family name of its owner in it.
  func isNamed(_ local: Lexicon.ID, after profile: Profile) -> Bool {
    profile.given >= 0 && locals.holds(local, given, profile.given)
      || profile.family >= 0 && locals.holds(local, family, profile.family)
  }

  /// Whether two local parts differ because the names of their owners do: "anna.zahn" and "anna.hahn" are no slip when
  /// that is what the two are called.
  func areNamedApart(_ local: Lexicon.ID, _ a: Profile, _ other: Lexicon.ID, _ b: Profile) -> Bool {
    if a.family != b.family, a.family >= 0, b.family >= 0, locals.holds(local, family, a.family),
      locals.holds(other, family, b.family)
    {
      return true
    }
    return a.given != b.given && a.given >= 0 && b.given >= 0 && locals.holds(local, given, a.given)
      && locals.holds(other, given, b.given)
  }

  /// Whether a local part has a number of two digits or more.
  func hasDigits(_ local: Lexicon.ID) -> Bool {
    locals.units[locals.range(local)].lazy.filter(Self.isDigit).prefix(2).count == 2
  }

  /// How far two different domains agree.
  func compareDomains(_ domain: Lexicon.ID, _ a: Profile, _ other: Lexicon.ID, _ b: Profile) -> Agreement {
    let dot = UInt16(UInt8(ascii: "."))
    let (first, second) = (domains.units[domains.range(domain)], domains.units[domains.range(other)])
    if first.prefix(while: { $0 != dot }).elementsEqual(second.prefix { $0 != dot }) {
      // Namesakes have like domains in several countries.
      return a.organisation >= 0 && a.organisation == b.organisation ? .unknown : .partial
    }
    guard (domains.letters[Int(domain)] ^ domains.letters[Int(other)]).nonzeroBitCount <= 4,
      domains.isWithin(min(first.count, second.count) < 10 ? 1 : 2, domain, other)
    else { return .different }
    // Two firms whose domains differ as their names do are two firms.
    let areNamedApart =
      a.organisation != b.organisation && a.organisation >= 0 && b.organisation >= 0
      && domains.holds(domain, organisations, a.organisation)
      && domains.holds(other, organisations, b.organisation)
    return areNamedApart ? .different : .slip
  }

  private static func isDigit(_ unit: UInt16) -> Bool {
    UInt16(UInt8(ascii: "0"))...UInt16(UInt8(ascii: "9")) ~= unit
  }
}

extension Lexicon {
  /// Whether a name of three letters or more, its words written as one, occurs in a text.
  fileprivate func holds(_ id: ID, _ names: Lexicon, _ name: ID) -> Bool {
    let space = UInt16(UInt8(ascii: " "))
    let (text, part) = (units[range(id)], names.units[names.range(name)].filter { $0 != space })
    guard part.count >= 3, part.count <= text.count else { return false }
    return (text.startIndex...(text.endIndex - part.count)).contains {
      text[$0..<($0 + part.count)].elementsEqual(part)
    }
  }
}
