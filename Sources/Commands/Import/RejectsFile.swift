internal import Exchange
internal import Models

/// The entries that an import did not take, in the format of its input and with the reasons; made when the first comes.
final class RejectsFile {
  private let path: String
  private var file: NewFile?
  private var tail: [UInt8] = []

  /// Fails when there is such a file already, or it could not be made.
  init(path: String) throws {
    try NewFile.check(path)
    self.path = path
  }

  /// Where the entries are; nil when there was none.
  var written: String? { file?.path }

  func add(_ entry: Entry, _ reason: String, _ format: RejectsFormat) throws {
    if file == nil {
      file = try NewFile(path: path)
      try file?.write(format.head)
      tail = format.tail
    }
    try file?.write(format.entry(entry.source, reason))
  }

  /// Ends the file, also when the import ends before its input does.
  func finish() throws {
    try file?.write(tail)
    try file?.flush()
  }
}
