internal import Glibc

/// A system call that failed: which one, on what, and the error number it left.
package struct SystemFailure: Error, CustomStringConvertible {
  package let call: String
  package let subject: String
  package let code: Int32

  /// Takes the error number from `errno` unless the call returned it.
  init(_ call: String, _ subject: String, code: Int32 = errno) {
    self.call = call
    self.subject = subject
    self.code = code
  }

  package var description: String {
    "\(call) \(subject): \(String(cString: strerror(code)))"
  }
}
