internal import Models
internal import Store

/// Questions for the first of an order among groups: who has the most, which brought the most.
extension QuestionReader {
  /// "top 3 industries by won revenue", "which owner has the most open deals", "who has the largest pipeline".
  func ranking() throws -> Intent? {
    var place = 0
    while place < keys.count,
      ["what", "which", "are", "is", "the", "show", "me", "our", "list", "give", "who", "'s"].contains(
        keys[place])
    {
      place += 1
    }
    guard place < keys.count else { return nil }
    let isWho = keys.contains("who") || keys.first == "which"
    var limit: Int?
    if ["top", "best", "biggest", "largest", "leading"].contains(keys[place]) {
      place += 1
      limit = 1
      if place < keys.count,
        let number = tokens[place].number.flatMap({ Int(exactly: $0) }) ?? TimeReader.count(keys[place])
      {
        limit = number
        place += 1
      }
      guard let (path, length) = Attributes.find(keys[min(place, keys.count)...], of: .deal),
        path != Path(["value"])
      else { return nil }
      place += length
      guard place < keys.count, ["by", "in", "with", "for", "on"].contains(keys[place]) else { return nil }
      return try ranked(path, limit, from: place + 1)
    }
    guard isWho else { return nil }
    var path = Path(["owner"])
    if keys.first == "which", let (found, length) = Attributes.find(keys[place...], of: .deal) {
      path = found
      place += length
    }
    guard place + 1 < keys.count,
      ["has", "have", "with", "had", "brought", "won", "closed", "made", "generated"].contains(keys[place])
    else { return nil }
    let isWon = ["won", "closed"].contains(keys[place])
    place += 1
    while place < keys.count, ["the", "us", "in"].contains(keys[place]) { place += 1 }
    guard place < keys.count, ["most", "largest", "biggest", "highest", "best"].contains(keys[place]) else {
      return nil
    }
    return try ranked(path, 1, from: place + 1, isWon: isWon)
  }

  func ranked(_ path: Path, _ limit: Int?, from start: Int, isWon: Bool = false) throws -> Intent? {
    var place = start
    while place < keys.count, ["total", "the", "most", "number", "of"].contains(keys[place]) { place += 1 }
    guard place < keys.count else { return nil }
    var selection = Selection(.deal)
    var figure: Figure? = .sum
    let saysWon = keys[place] == "won" || keys[place] == "closed"
    let word = place + (saysWon ? 1 : 0)
    if word < keys.count, ["revenue", "sales", "value", "amount", "turnover"].contains(keys[word]) {
      if saysWon || isWon || keys[word] != "value" && keys[word] != "amount" {
        _ = try reader.say("won", of: &selection)
      }
      place = word + 1
      while place < keys.count, ["of", "from"].contains(keys[place]) { place += 1 }
      if place < keys.count, let (found, end) = try reader.selection(from: place) {
        selection = merging(selection, found)
        place = end
      }
    } else if keys[place] == "win", place + 1 < keys.count, keys[place + 1] == "rate" {
      selection.conditions.append(.compare(Path(["status"]), .notEqual, .word("open")))
      figure = Figure(function: .rate, condition: .compare(Path(["status"]), .equal, .word("won")))
      place += 2
    } else {
      guard let (found, end) = try reader.selection(from: place) else { return nil }
      selection = merging(selection, found)
      if isWon { _ = try reader.say("won", of: &selection) }
      if !found.isMoney { figure = nil }
      place = end
      if place < keys.count, let (_, length) = measure(place) {
        figure = .sum
        place += length
      }
    }
    place = try reader.clauses(from: place, into: &selection)
    guard isDone(place) else { return nil }
    return .groups(figure, selection, by: Query.Grouping(path: path), limit: limit)
  }
}
