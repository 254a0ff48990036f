internal import Arguments
internal import Bytes
internal import Exchange
internal import Glibc

/// A file of sound, which a program of the owner's turns into text.
struct Recording {
  private let path: String

  /// Nil for a file that is none by the ending of its name.
  init?(_ path: String) {
    guard let ending = path.split(separator: ".").last, path.contains("."),
      Self.endings.contains(ending.lowercased())
    else { return nil }
    self.path = path
  }

  private static let endings: Set<String> = [
    "wav", "mp3", "m4a", "mp4", "flac", "ogg", "oga", "opus", "webm", "aac", "wma", "mkv", "mov", "aiff",
    "amr",
  ]

  /// What the transcriber of the settings makes of it. Fails when there is none, and when it says that it failed.
  func transcript(_ session: Session) throws -> TranscriptReading {
    let command = try session.value(.transcriber)
    guard !command.isEmpty else {
      throw Failure(
        .usage, "\(path) is a recording, and no program is set that turns one into text",
        hint: .command("config set transcriber 'whisper-cli -m model.bin -f {file}'"))
    }
    guard command.contains("{file}") else {
      throw Failure(
        .usage, "the setting transcriber does not say where the file goes: {file} stands for it",
        hint: .command("config set transcriber \((command + " {file}").shellQuoted)"))
    }
    guard access(path, R_OK) == 0 else { throw SystemError(.read, path, code: errno) }
    session.remark("transcribing \(path)")
    // The file is an argument of the shell, so that no name is ever a command.
    var line = command
    for name in ["\"{file}\"", "'{file}'", "{file}"] { line = line.replacing(name, with: "\"$1\"") }
    // A name that begins with a dash must not be taken for an option.
    let file = path.hasPrefix("-") ? "./" + path : path
    let (output, status) = try Subprocess(
      ["/bin/sh", "-c", line, "sh", file], environment: session.world.environment
    ).output(showingErrors: session.isVerbose)
    try Interruption.check()
    guard status == 0 else {
      throw Failure(.failure, "the transcriber failed on \(path); -v shows what it says: \(command)")
    }
    return try TranscriptReading(MemorySource(output))
  }
}
