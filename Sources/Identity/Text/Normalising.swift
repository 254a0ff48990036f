internal import Bytes

/// Values of fields in the one form by which they are compared.
enum Normal {
  /// The words of a text, folded; what an apostrophe joins is one word.
  static func words(_ text: String) -> [String] {
    var folded = SearchKey.fold(text)
    if folded.utf8.contains(UInt8(ascii: "'")) { folded.removeAll { $0 == "'" } }
    return Words.split(folded)
  }

  /// A given or family name without titles: "Dr. Anna-Maria" is "anna maria". Nil when nothing is left.
  static func name(_ text: String) -> String? {
    joined(words(text), without: titles)
  }

  /// The name of an organisation without its legal form: "ACME Bros. Holding GmbH & Co. KG" is "acme brothers holding".
  static func organisation(_ text: String) -> String? {
    joined(gathered(words(text)).map { abbreviations[$0] ?? $0 }, without: legalForms)
  }

  /// House numbers, and the street as one word: "12a High St." is "12a" and "highstreet".
  static func address(_ text: String) -> (house: String, street: String)? {
    var house: [String] = []
    var street = ""
    for word in words(text) {
      if word.utf8.contains(where: { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) {
        house.append(word)
      } else if let whole = streets[word] {
        street += whole
      } else {
        street += word.count > 3 && word.hasSuffix("str") ? word + "asse" : word
      }
    }
    return house.isEmpty && street.isEmpty ? nil : (house.joined(separator: " "), street)
  }

  /// Letters and digits of a postal code.
  static func postcode(_ text: String) -> String? {
    let code = words(text).joined()
    return code.isEmpty ? nil : code
  }

  /// The name of a city.
  static func city(_ text: String) -> String? {
    joined(words(text), without: [])
  }

  /// The last eight digits of a phone number, which are the same with and without the prefixes of country and trunk.
  /// An extension is left out. Nil for a number too short to be somebody's.
  static func phone(_ text: String) -> String? {
    var digits: [UInt8] = []
    for byte in text.utf8 {
      if UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte {
        digits.append(byte)
      } else if byte | 0x20 == UInt8(ascii: "x") || byte | 0x20 == UInt8(ascii: "e")
        || byte == UInt8(ascii: ";")
      {
        break
      }
    }
    return digits.count < 6 ? nil : String(decoding: digits.suffix(8), as: UTF8.self)
  }

  /// The host name of a domain or web address without "www".
  static func domain(_ text: String) -> String? {
    var host = SearchKey.fold(text)[...]
    if let scheme = host.firstRange(of: "://") { host = host[scheme.upperBound...] }
    host = host.prefix { $0 != "/" && $0 != ":" && $0 != "?" }
    if host.hasPrefix("www.") { host = host.dropFirst(4) }
    return host.isEmpty ? nil : String(host)
  }

  private static func joined(_ words: [String], without dropped: Set<String>) -> String? {
    let kept = dropped.isEmpty ? words : words.filter { !dropped.contains($0) }
    let name = (kept.isEmpty ? words : kept).joined(separator: " ")
    return name.isEmpty ? nil : name
  }

  /// Letters that stand alone beside each other as one word: "s a" of "S.A." is "sa".
  private static func gathered(_ words: [String]) -> [String] {
    var gathered: [String] = []
    var isOpen = false
    for word in words {
      let isLetter = word.utf8.count == 1
      if isLetter, isOpen {
        gathered[gathered.count - 1] += word
      } else {
        gathered.append(word)
      }
      isOpen = isLetter
    }
    return gathered
  }

  private static let titles: Set<String> = [
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "herr", "frau", "mme", "jr", "sr", "ii", "iii",
    "phd",
    "md", "esq",
  ]

  private static let legalForms: Set<String> = [
    "the", "and", "und", "et", "y", "inc", "incorporated", "llc", "llp", "lp", "ltd", "limited", "plc",
    "corp",
    "corporation", "co", "company", "gmbh", "mbh", "ag", "kg", "kgaa", "ohg", "ug", "ev", "eg", "se", "sa",
    "sas", "sarl", "sasu", "cie", "sl", "slu", "srl", "spa", "bv", "nv", "vof", "ab", "hb", "oy", "oyj", "as",
    "asa", "aps", "pty", "pte", "bhd", "sdn", "pvt", "spzoo", "zoo", "sp", "sro", "doo", "kft", "zrt", "ou",
    "uab", "sia", "kk", "ltda", "eireli", "me", "epp", "ooo", "oao", "zao", "pao",
  ]

  private static let abbreviations: [String: String] = [
    "intl": "international", "int": "international", "mfg": "manufacturing", "bros": "brothers",
    "assoc": "associates", "svc": "services", "svcs": "services", "grp": "group", "tech": "technology",
    "technologies": "technology", "sys": "systems", "natl": "national", "univ": "university",
    "dept": "department",
    "mgmt": "management", "eng": "engineering", "gebr": "gebruder", "hldgs": "holdings",
  ]

  private static let streets: [String: String] = [
    "st": "street", "str": "strasse", "rd": "road", "ave": "avenue", "av": "avenue", "blvd": "boulevard",
    "dr": "drive", "ln": "lane", "ct": "court", "pl": "place", "cres": "crescent", "cr": "crescent",
    "tce": "terrace", "ter": "terrace", "hwy": "highway", "pde": "parade", "cct": "circuit", "cl": "close",
    "sq": "square", "pkwy": "parkway", "gr": "grove", "gdns": "gardens", "n": "north", "s": "south",
    "e": "east",
    "w": "west", "pza": "plaza", "bd": "boulevard",
  ]
}
