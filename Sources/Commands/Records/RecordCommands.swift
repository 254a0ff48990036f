internal import Arguments
internal import Bytes
internal import Models
internal import Store

/// The verbs that every kind of record has: add, show, list, edit, delete, tag, untag, merge.
struct RecordCommands {
  let type: RecordType
  /// A value that names one record in the examples.
  let sample: String
  let examples: Examples
  /// Fields that no option of edit sets: they follow from others.
  var fixed: Set<String> = []

  /// Command lines for the verbs, without `crm NOUN VERB` before them.
  struct Examples {
    let add: [(String, String)]
    let list: [(String, String)]
    let edit: [(String, String)]
  }

  var noun: String { type.rawValue }

  /// An example of a verb of this noun.
  func example(_ verb: String, _ rest: String, _ summary: String) -> Example {
    Example("crm \(noun) \(verb)" + (rest.isEmpty ? "" : " ") + rest, summary)
  }

  /// Examples of a verb of this noun.
  func examples(_ verb: String, _ list: [(String, String)]) -> [Example] {
    list.map { example(verb, $0.0, $0.1) }
  }

  /// A record of this kind, as an operand.
  var reference: Reading<String> { .text("\(noun)").completed(by: noun) }

  /// What a reference may be, for the manual.
  static let referenceHelp = """
    A record is named by its id (12 or contact:12), an e-mail address, a domain, or a name. Names are compared \
    without regard to case and accents; the beginning of a name or some of its words do where only one record has \
    them. More than one match is never guessed: the candidates are listed and the exit status is 4. \
    The id or name of a record that was merged into another leads to that one, and a note says so.
    """
}
