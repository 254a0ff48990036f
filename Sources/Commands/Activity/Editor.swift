internal import Bytes
internal import Glibc

/// The program in which a person writes a text of some length.
struct Editor {
  let environment: [String: String]

  /// As a shell has it; it may have options.
  private var command: String {
    for name in ["VISUAL", "EDITOR"] {
      if let command = environment[name], !command.isEmpty { return command }
    }
    return "vi"
  }

  /// Starts the editor on an empty file and gives what is in it when the editor has ended; fails when it could not be
  /// started or says that it failed.
  func write() throws -> DescriptorSource {
    var template = Array("\(environment["TMPDIR"] ?? "/tmp")/crm-XXXXXX".utf8CString)
    // Made for its owner alone.
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw Failure(.failure, "no temporary file can be made for the editor") }
    close(descriptor)
    let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    defer { unlink(path) }
    let status = try Subprocess(
      ["/bin/sh", "-c", "\(command) \"$1\"", "sh", path], environment: environment
    ).run()
    guard status == 0 else { throw Failure(.failure, "the editor failed, nothing was written: \(command)") }
    return try DescriptorSource(path: path)
  }
}
