/// The words of the calendar.
enum CalendarWords {
  static let weekdays: [String: Int] = [
    "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7,
    "mon": 1,
    "tue": 2, "tues": 2, "wed": 3, "weds": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7,
  ]
  static let months: [String: Int] = [
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9,
    "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7,
    "aug": 8,
    "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12, "gennaio": 1, "febbraio": 2, "marzo": 3,
    "aprile": 4,
    "maggio": 5, "giugno": 6, "luglio": 7, "agosto": 8, "settembre": 9, "ottobre": 10, "dicembre": 12,
    "janvier": 1,
    "février": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7, "août": 8, "septembre": 9,
    "octobre": 10,
    "novembre": 11, "décembre": 12, "januar": 1, "februar": 2, "märz": 3, "juni": 6, "juli": 7, "oktober": 10,
    "dezember": 12, "enero": 1, "febrero": 2, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "septiembre": 9,
    "octubre": 10, "noviembre": 11, "diciembre": 12,
  ]
  /// Which week a word means, counted from the present one; nil for the coming day, whatever week it is in.
  static let weeks: [String: Int?] = [
    "this": 0, "next": 1, "following": 1, "last": -1, "previous": -1, "past": -1, "coming": nil,
    "upcoming": nil,
  ]
  static let days: [String: Int] = [
    "today": 0, "tonight": 0, "tomorrow": 1, "tmrw": 1, "tmr": 1, "tomo": 1, "yesterday": -1,
  ]
  static let timesOfDay: Set<String> = ["morning", "afternoon", "evening", "night", "noon", "lunchtime"]

  /// How many days a unit has; months are counted apart.
  static let units: [String: Int] = [
    "day": 1, "days": 1, "week": 7, "weeks": 7, "weeks'": 7, "week's": 7, "days'": 1, "fortnight": 14,
    "fortnights": 14,
  ]

  /// Words behind which the sentence is about what is over.
  static let past: Set<String> = [
    "was", "were", "did", "didn't", "had", "been", "sent", "told", "met", "went", "came", "got", "gave",
    "said", "wrote",
    "since", "paid", "left", "spoke", "saw", "bought", "took", "made", "sat", "built", "brought", "thanks",
    "thank",
    "heard", "began", "broke", "ran", "read", "knew", "kept", "thought", "held", "sold", "found", "rang",
    "won", "lost",
    "dropped", "happened", "wasn't", "weren't", "hadn't", "rolled",
  ]
  /// Words behind which it is about what is to come.
  static let future: Set<String> = [
    "will", "going", "gonna", "can", "could", "shall", "should", "let's", "must", "by", "until", "till",
    "before",
    "need", "needs", "want", "wants", "would", "please", "due", "expect", "i'll", "we'll", "you'll", "he'll",
    "she'll", "they'll", "it'll", "might", "may", "schedule", "book", "available", "starting", "hope", "from",
  ]
}
