internal import Glibc

/// An empty folder of a test's own, gone when the test ends, however it ends.
package struct TemporaryFolder: Sendable {
  package let path: String

  /// Runs `body` with a new folder and removes the folder afterwards, unless `CRM_KEEP_SCRATCH` is set:
  /// then it stays, and its path is said on standard error.
  /// Fails when `body` does, or when the folder cannot be made or removed.
  package static func with<Result>(_ body: (TemporaryFolder) throws -> Result) throws -> Result {
    let folder = try TemporaryFolder()
    let outcome = Swift.Result { try body(folder) }
    if getenv("CRM_KEEP_SCRATCH") != nil {
      let message = "kept \(folder.path)\n"
      _ = message.withCString { Glibc.write(STDERR_FILENO, $0, message.utf8.count) }
    } else {
      try Files.remove(folder.path)
    }
    return try outcome.get()
  }

  private init() throws(SystemFailure) {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/crm-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw SystemFailure("mkdtemp", parent) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The path of `name` in this folder, whether or not anything is there.
  package func file(_ name: String) -> String {
    "\(path)/\(name)"
  }

  /// Makes the file `name` in this folder hold `text` and returns its path. Fails as `Files.write` does.
  @discardableResult
  package func write(_ text: String, to name: String) throws(SystemFailure) -> String {
    try Files.write(text, to: file(name))
    return file(name)
  }
}
