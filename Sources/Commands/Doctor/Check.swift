internal import Bytes

/// One thing that was looked at, and what to do about it.
struct Check {
  enum Status: String {
    case ok, warn, fail
  }

  let name: String
  let status: Status
  let detail: String
  let remedy: Hint?
  /// With what the program ends when this is the first that failed.
  let exit: ExitStatus

  /// Something that is as it should be.
  static func ok(_ name: String, _ detail: String) -> Check {
    Check(name: name, status: .ok, detail: detail, remedy: nil, exit: .ok)
  }

  /// Something that could be better.
  static func warn(_ name: String, _ detail: String, remedy: Hint? = nil) -> Check {
    Check(name: name, status: .warn, detail: detail, remedy: remedy, exit: .ok)
  }

  /// Something without which other commands do not work.
  static func fail(_ name: String, _ detail: String, _ exit: ExitStatus, remedy: Hint? = nil) -> Check {
    Check(name: name, status: .fail, detail: detail, remedy: remedy, exit: exit)
  }

  /// The check as it is printed.
  func json(_ session: Session) -> JSONObject {
    [
      "type": "check", "name": .string(name), "status": .string(status.rawValue), "detail": .string(detail),
      "remedy": remedy.flatMap(session.line).map(JSON.string) ?? .null,
    ]
  }
}
