/// A folder of text files that say what a piece of the program printed when somebody last looked.
package struct Snapshots: Sendable {
  /// The snapshots of this package.
  package static let ofPackage = Snapshots(
    folder: "\(Repository.root)/Tests/Snapshots", recording: Recording.isOn)

  private let folder: String
  private let recording: Bool

  package init(folder: String, recording: Bool) {
    self.folder = folder
    self.recording = recording
  }

  /// Compares `text` with the file `name`, such as `"Arguments/help.txt"`, in which `[...]` stands for any
  /// text within a line. Fails with the difference, or after rewriting the file when recording.
  package func check(_ text: String, against name: String) throws {
    let path = "\(folder)/\(name)"
    let expected = Files.exists(path) ? try Files.text(path) : ""
    let difference = LineDifference(expected: lines(of: expected), printed: lines(of: text))
    if difference.isEmpty { return }
    guard recording else { throw SnapshotMismatch(path: path, difference: difference.unified) }
    try Files.write(difference.accepted.joined(separator: "\n"), to: path)
    throw Recorded(path: path)
  }

  /// The text between line feeds, so that a missing last one is a difference too.
  private func lines(of text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}

/// A text that is not what its snapshot says.
package struct SnapshotMismatch: Error, CustomStringConvertible {
  package let path: String
  package let difference: String

  package var description: String {
    "\(path) (CRM_RECORD=1 rewrites it)\n\(difference)"
  }
}
