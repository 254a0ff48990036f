internal import Glibc

/// The few operations on files that tests need, without Foundation.
package enum Files {
  /// The bytes of the file at `path`. Fails when it cannot be opened or read.
  package static func read(_ path: String) throws(SystemFailure) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw SystemFailure("open", path) }
    defer { close(file) }

    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(file, &chunk, chunk.count)
      if count > 0 {
        bytes += chunk[..<count]
      } else if count == 0 {
        return bytes
      } else if errno != EINTR {
        throw SystemFailure("read", path)
      }
    }
  }

  /// The file at `path` as UTF-8 text. Fails when it cannot be opened or read.
  package static func text(_ path: String) throws(SystemFailure) -> String {
    String(decoding: try read(path), as: UTF8.self)
  }

  /// Makes the file at `path` hold exactly `text`, and the folders above it when they are missing.
  /// Fails when a folder or the file cannot be made or written.
  package static func write(_ text: String, to path: String) throws(SystemFailure) {
    try makeFolder(folder(of: path))
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw SystemFailure("open", path) }
    defer { close(file) }

    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest.removeFirst(count)
      } else if errno != EINTR {
        throw SystemFailure("write", path)
      }
    }
  }

  /// Makes the folder at `path` and those above it. Fails when one cannot be made.
  package static func makeFolder(_ path: String) throws(SystemFailure) {
    if path.isEmpty || mkdir(path, 0o777) == 0 || errno == EEXIST { return }
    guard errno == ENOENT else { throw SystemFailure("mkdir", path) }
    try makeFolder(folder(of: path))
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw SystemFailure("mkdir", path) }
  }

  /// Whether anything, a dangling link included, is at `path`.
  package static func exists(_ path: String) -> Bool {
    var facts = stat()
    return lstat(path, &facts) == 0
  }

  /// The paths, relative to `folder`, of all files below it whose names end in `suffix`, sorted.
  /// Fails when a folder cannot be read.
  package static func list(
    under folder: String, endingIn suffix: String = ""
  ) throws(SystemFailure) -> [String] {
    var found: [String] = []
    for name in try names(in: folder) {
      if isFolder("\(folder)/\(name)") {
        found += try list(under: "\(folder)/\(name)", endingIn: suffix).map { "\(name)/\($0)" }
      } else if name.hasSuffix(suffix) {
        found.append(name)
      }
    }
    return found.sorted()
  }

  /// The names in `folder`, hidden ones included, sorted. Fails when it cannot be read.
  package static func names(in folder: String) throws(SystemFailure) -> [String] {
    guard let stream = opendir(folder) else { throw SystemFailure("opendir", folder) }
    defer { closedir(stream) }

    var found: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { found.append(name) }
    }
    return found.sorted()
  }

  /// Whether `path` is a folder; a link to one is not.
  package static func isFolder(_ path: String) -> Bool {
    var facts = stat()
    return lstat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
  }

  /// Removes what is at `path`, with everything below it. Fails at the first thing that stays.
  package static func remove(_ path: String) throws(SystemFailure) {
    guard isFolder(path) else {
      guard unlink(path) == 0 else { throw SystemFailure("unlink", path) }
      return
    }
    for name in try names(in: path) {
      try remove("\(path)/\(name)")
    }
    guard rmdir(path) == 0 else { throw SystemFailure("rmdir", path) }
  }

  /// The path above `path`; empty when there is none to name.
  package static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return String(path[..<slash])
  }

  /// The last component of `path`.
  package static func name(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return path }
    return String(path[path.index(after: slash)...])
  }
}
