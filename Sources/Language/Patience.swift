internal import HTTP

/// When a request is tried once more, and how long to wait before.
package struct Patience {
  /// Waits so many milliseconds; fails when interrupted.
  let sleep: (_ milliseconds: Int) throws -> Void

  package init(sleep: @escaping (_ milliseconds: Int) throws -> Void) {
    self.sleep = sleep
  }

  /// The queue of a server is full for as long as a model loads, or others are answered.
  static let waits = [500, 1_000, 2_000, 4_000, 8_000]

  /// Does something until it succeeds or there is no use in trying again. `hasBegun` says whether a person has seen
  /// part of an answer, which then cannot be begun again.
  func trying<Value>(hasBegun: () -> Bool = { false }, _ attempt: () throws -> Value) throws -> Value {
    var waits = Self.waits[...]
    var mayRepeat = true
    while true {
      do {
        return try attempt()
      } catch LanguageError.busy {
        guard let wait = waits.popFirst() else { throw LanguageError.busy }
        try sleep(wait)
      } catch {
        guard mayRepeat, !hasBegun(), Self.isWorthRepeating(error) else { throw error }
        mayRepeat = false
      }
    }
  }

  static func isWorthRepeating(_ error: any Error) -> Bool {
    switch error {
    // A kept connection may have been closed just then; models sometimes say nothing, or a call nobody can read.
    case HTTPError.cut, LanguageError.incomplete(.empty): true
    case LanguageError.serverError(_, let text): text.contains("error parsing tool call")
    default: false
    }
  }
}
