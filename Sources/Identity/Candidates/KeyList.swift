/// Keys of records: records that share one are worth comparing.
struct KeyList {
  struct Entry {
    let key: UInt64
    let record: UInt32
  }

  private(set) var entries: [Entry] = []

  /// Gives a record a key that is made of two values; different kinds of key never meet.
  mutating func add(_ kind: Kind, _ first: UInt64, _ second: UInt64 = 0, of record: Int) {
    let key = Hash.of(Hash.of(UInt64(kind.rawValue), first), second)
    entries.append(Entry(key: key, record: UInt32(record)))
  }

  enum Kind: Int {
    case mailbox, local, phone, domain, names, birthday, nameAndYear, nameAndDay
    case address, streetAndPostcode, familyAndPostcode, givenAndPostcode, familyAndCity, givenAndCity
    case familyAndOrganisation, givenAndOrganisation, organisation, organisationSound, leadingWord
  }

  /// Calls `body` with the records of every key that several have, in an order that is the same in every run.
  mutating func forEachBlock(_ body: (ArraySlice<Entry>) -> Void) {
    entries.sort { $0.key != $1.key ? $0.key < $1.key : $0.record < $1.record }
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end].key == entries[start].key { end += 1 }
      if end - start > 1 { body(entries[start..<end]) }
      start = end
    }
  }
}
