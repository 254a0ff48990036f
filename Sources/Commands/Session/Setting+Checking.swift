internal import HTTP
internal import Language
internal import Models

/// A value that a setting cannot have, in words.
struct BadSetting: Error {
  let sentence: String
}

extension Settings.Setting {
  /// A value that the setting may have, in the form in which it is kept. Fails with what is good, so that no later
  /// command stumbles over it.
  func checked(_ value: String) throws -> String {
    switch form {
    case .text: break
    case .name:
      if value.isEmpty { throw wrong("a name", value) }
    case .choice(let good):
      if !good.contains(value) { throw wrong("one of \(good.joined(separator: ", "))", value) }
    case .currency:
      do throws(MoneyError) {
        return try Currency.named(value).code
      } catch {
        throw BadSetting(sentence: "\(error)")
      }
    case .zone:
      _ = try ZoneFiles.zone(named: value)
    case .whole(let range):
      guard let number = Int(value), range.contains(number) else {
        throw wrong("a whole number from \(range.lowerBound) to \(range.upperBound)", value)
      }
      return String(number)
    case .number(let range):
      guard let number = Double(value), Double(range.lowerBound)...Double(range.upperBound) ~= number else {
        throw wrong("a number from \(range.lowerBound) to \(range.upperBound)", value)
      }
    case .duration:
      if !Self.isDuration(value) {
        throw wrong("a number of seconds, or a duration like 10m or 1h30m", value)
      }
    case .address:
      if !value.isEmpty, (try? ServerAddress.ollama(host: value)) == nil {
        throw wrong("an http or https address", value)
      }
    }
    return value
  }

  private func wrong(_ good: String, _ value: String) -> BadSetting {
    BadSetting(sentence: "\(name) is \(good), not '\(value)'")
  }

  /// Whether servers take a text as a duration: whole seconds, or numbers with units.
  private static func isDuration(_ text: String) -> Bool {
    let unsigned = text.hasPrefix("-") ? text.dropFirst() : text[...]
    if !unsigned.isEmpty, unsigned.allSatisfy({ ("0"..."9").contains($0) }) { return Int64(text) != nil }
    return unsigned.wholeMatch(of: /([0-9]+(\.[0-9]+)?(ns|us|ms|s|m|h))+/) != nil
  }
}
