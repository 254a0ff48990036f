internal import Glibc

/// A system call that failed: what was being done, to what, and the number the system gave.
package struct SystemError: Error, Hashable {
  /// What was being done.
  package enum Operation: String, Sendable {
    case read, write
  }

  /// What was being done.
  package let operation: Operation
  /// The file, or a name such as "standard input".
  package let subject: String
  /// The value of `errno`.
  package let code: Int32

  /// The facts of a failed call; `code` is `errno`, read right after it.
  package init(_ operation: Operation, _ subject: String, code: Int32) {
    self.operation = operation
    self.subject = subject
    self.code = code
  }

  /// Whoever reads what is written has gone; a program ends silently then, as `head` expects.
  package var isClosedPipe: Bool { code == EPIPE }

  /// There is no such file.
  package var isNotFound: Bool { code == ENOENT }

  /// The disk, or the user's share of it, is full.
  package var isFull: Bool { code == ENOSPC || code == EDQUOT }
}

extension SystemError: CustomStringConvertible {
  package var description: String {
    "cannot \(operation.rawValue) \(subject): \(String(cString: strerror(code)))"
  }
}
