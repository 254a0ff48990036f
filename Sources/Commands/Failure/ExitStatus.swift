/// How the program ends; the same number means the same in every command.
package enum ExitStatus: Int32, Sendable, CaseIterable {
  case ok = 0
  case failure = 1
  case usage = 2
  case notFound = 3
  case conflict = 4
  case invalid = 5
  case model = 6
  case partial = 7

  /// The name under which errors in JSON carry it.
  var code: String {
    switch self {
    case .ok: "ok"
    case .failure: "failure"
    case .usage: "usage"
    case .notFound: "not_found"
    case .conflict: "conflict"
    case .invalid: "invalid"
    case .model: "model"
    case .partial: "partial"
    }
  }

  /// What it means, for the manual.
  var meaning: String {
    switch self {
    case .ok: "Done; an empty list is done too"
    case .failure: "Input or output, the database, or something unexpected failed"
    case .usage: "The command line is wrong"
    case .notFound: "A named record, file or entry does not exist"
    case .conflict:
      "An ambiguous reference, a duplicate key, something overtaken by a later change, or a locked database"
    case .invalid: "Input was rejected, wholly or in part"
    case .model: "There is no model server, or its answer was unusable"
    case .partial: "A batch finished, and some items failed for a reason other than their data"
    }
  }
}
