/// Words to look for in the word index. A record is found that has one of them, all that must be there, and none that must
/// not.
package struct WordQuery: Sendable {
  /// A word, or words one after another, as the index is asked for them.
  package struct Form: Hashable, Sendable {
    package let text: String
    /// Whether words count that only begin with it.
    package let isPrefix: Bool
    /// How much one is worth beside the word itself.
    package let weight: Double

    package init(_ text: String, isPrefix: Bool = false, weight: Double = 1) {
      self.text = text
      self.isPrefix = isPrefix
      self.weight = weight
    }

    /// As FTS5 reads it: between quotes nothing has a meaning but a quote.
    fileprivate var expression: String {
      "\"" + text.replacing("\"", with: "\"\"") + "\"" + (isPrefix ? "*" : "")
    }
  }

  /// A word in all its forms, which count as one.
  package struct Word: Sendable {
    package let forms: [Form]
    /// In how many records it is; nil when in too many to be counted.
    package let count: Int?

    package init(_ forms: [Form], count: Int?) {
      self.forms = forms
      self.count = count
    }
  }

  package var words: [Word] = []
  package var required: [Form] = []
  package var excluded: [Form] = []
  /// Only records with one of these words are found; the others merely count.
  package var leading: [Int] = []

  package init() {}

  /// Whether words count that only begin with a form.
  var hasPrefix: Bool { words.contains { $0.forms.contains(where: \.isPrefix) } }

  /// What finds one of some forms.
  static func any(_ forms: [Form]) -> String { forms.map(\.expression).joined(separator: " OR ") }

  /// The query of FTS5, and for each of its phrases the word that it is a form of, and its weight.
  var compiled: (expression: String, phrases: [(word: Int, weight: Double)?]) {
    var phrases: [(word: Int, weight: Double)?] = []
    func any(_ indices: [Int], counting: Bool) -> String {
      let forms = indices.flatMap { index in words[index].forms.map { (index, $0) } }
      for (index, form) in forms { phrases.append(counting ? (index, form.weight) : nil) }
      return "(" + Self.any(forms.map(\.1)) + ")"
    }
    var parts: [String] = []
    if !leading.isEmpty, leading.count < words.count { parts.append(any(leading, counting: false)) }
    for form in required {
      phrases.append(nil)
      parts.append(form.expression)
    }
    let all = Array(words.indices)
    if required.isEmpty {
      parts.append(any(all, counting: true))
    } else if !words.isEmpty {
      // What is required is there; beside it, words are counted and none has to be.
      let optional = any(all, counting: true)
      phrases.append(nil)
      parts.append("(\(optional) OR \(required[0].expression))")
    }
    var expression = parts.joined(separator: " AND ")
    if !excluded.isEmpty {
      expression = "(\(expression)) NOT (" + excluded.map(\.expression).joined(separator: " OR ") + ")"
      phrases += excluded.map { _ in nil }
    }
    return (expression, phrases)
  }
}
