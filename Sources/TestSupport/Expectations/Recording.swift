internal import Glibc

/// Whether expected text that differs is rewritten. The test fails all the same, so that nothing is accepted
/// unseen.
package enum Recording {
  /// True when `CRM_RECORD` is set in the environment of the test run.
  package static let isOn = getenv("CRM_RECORD") != nil
}

/// The failure of a recording test: the file was rewritten and wants to be read.
package struct Recorded: Error, Equatable, CustomStringConvertible {
  package let path: String

  package var description: String {
    "\(path): recorded; read the difference and run again without CRM_RECORD"
  }
}
