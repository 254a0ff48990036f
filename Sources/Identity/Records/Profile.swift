/// What is compared of one record: numbers of values in the lexicons of its population, -1 where nothing is known.
struct Profile {
  var given: Lexicon.ID = -1
  var family: Lexicon.ID = -1
  var organisation: Lexicon.ID = -1
  /// Year, month and day as the eight digits of a number; 0 where it is not known.
  var birthday: Int32 = 0
  var house: Lexicon.ID = -1
  var street: Lexicon.ID = -1
  var postcode: Lexicon.ID = -1
  var city: Lexicon.ID = -1
  /// Where the addresses, phone numbers and domains stand in the lists of the population.
  var mailboxes = 0..<0
  var phones = 0..<0
  var domains = 0..<0
}

/// An e-mail address of a record.
struct Mailbox {
  let address: Lexicon.ID
  let local: Lexicon.ID
  let domain: Lexicon.ID
  /// Whether it was not written as it is kept.
  let isRewritten: Bool
}
