internal import Arguments
internal import Bytes
internal import Glibc

/// Writes the manual pages, which are made from the command tree, into a folder: `crm help --man FOLDER`.
enum ManualPages {
  /// The day the text was last looked over; a page made today from the same tree has to be the same.
  private static let date = "November 20, 2026"

  /// Writes one file a command; fails when the folder is not there or may not be written.
  static func write(to folder: String) throws -> ExitStatus {
    for (file, text) in AllCommands.tree.manual(date: date) {
      let path = folder + "/" + file
      let descriptor = open(path, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { throw SystemError(.write, path, code: errno) }
      defer { close(descriptor) }
      let sink = DescriptorSink(descriptor: descriptor, name: path)
      try sink.write(text)
      try sink.flush()
    }
    return .ok
  }
}
