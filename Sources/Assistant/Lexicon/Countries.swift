internal import Bytes

/// What countries are called otherwise than an address has them.
enum Countries {
  /// The names that a word for a country, or for what is from there, may stand for.
  static func names(for text: String) -> [String] {
    // "us" is who we are; in capitals it is a country.
    if text == "US" { return all["usa"] ?? [] }
    return all[SearchKey.fold(text).filter { $0 != "." }] ?? []
  }

  /// Whether a text is the name of a country; those with no other name than their own are not all known.
  static func isOne(_ text: String) -> Bool {
    let key = SearchKey.fold(text)
    return all.values.contains { $0.contains { SearchKey.fold($0) == key } }
  }

  private static let all: [String: [String]] = {
    var names: [String: [String]] = [:]
    func add(_ countries: [String], _ words: String...) {
      for word in words { names[word] = countries }
    }
    let states = ["United States", "USA", "United States of America", "US"]
    let kingdom = ["United Kingdom", "UK", "Great Britain", "Britain"]
    add(states, "usa", "america", "american", "united states", "the states", "united states of america")
    add(kingdom, "uk", "britain", "great britain", "british", "united kingdom")
    add(["Germany", "Deutschland"], "german", "deutschland", "germany")
    add(["France"], "french")
    add(["Japan"], "japanese")
    add(["Portugal"], "portuguese")
    add(["Spain"], "spanish")
    add(["Italy"], "italian")
    add(["Netherlands", "The Netherlands", "Holland"], "dutch", "holland", "netherlands", "the netherlands")
    add(["Belgium"], "belgian")
    add(["Switzerland"], "swiss")
    add(["Austria"], "austrian")
    add(["Sweden"], "swedish")
    add(["Norway"], "norwegian")
    add(["Denmark"], "danish")
    add(["Finland"], "finnish")
    add(["Poland"], "polish")
    add(["Ireland"], "irish")
    add(["Czechia", "Czech Republic"], "czech", "czechia", "czech republic")
    add(["Greece"], "greek")
    add(["Turkey", "Türkiye"], "turkish")
    add(["Canada"], "canadian")
    add(["Mexico"], "mexican")
    add(["Brazil"], "brazilian")
    add(["India"], "indian")
    add(["China"], "chinese")
    add(["South Korea", "Korea"], "korean", "south korea", "korea")
    add(["Australia"], "australian")
    add(["South Africa"], "south african")
    add(["United Arab Emirates", "UAE"], "uae", "emirati", "united arab emirates")
    return names
  }()
}
