internal import Bytes

/// The settings that stand in `$XDG_CONFIG_HOME/crm/config`: lines of `name = value`, `#` before a remark.
struct ConfigurationFile {
  let values: [String: String]

  /// Reads the file; there need not be one. Fails when a line is no setting.
  init(environment: [String: String]) throws {
    guard let path = Self.path(environment), let text = try Self.text(path) else {
      values = [:]
      return
    }
    var values: [String: String] = [:]
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = line.trimmed
      if line.isEmpty || line.hasPrefix("#") { continue }
      let parts = line.split(separator: "=", maxSplits: 1)
      let name = parts[0].trimmed
      guard parts.count == 2, Settings.Setting.all.contains(where: { $0.name == name }) else {
        throw Failure(
          .usage, "line \(index + 1) of \(path) is no setting: \(line)",
          hint: .line("crm help config"))
      }
      values[name] = parts[1].trimmed
    }
    self.values = values
  }

  private static func path(_ environment: [String: String]) -> String? {
    if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") { return folder + "/crm/config" }
    return environment["HOME"].map { $0 + "/.config/crm/config" }
  }

  private static func text(_ path: String) throws -> String? {
    do {
      var source = try DescriptorSource(path: path)
      return String(decoding: try source.readToEnd(), as: UTF8.self)
    } catch let error as SystemError where error.isNotFound {
      return nil
    }
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  var trimmed: String {
    guard let start = firstIndex(where: { !$0.isWhitespace }),
      let end = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[start...end])
  }
}
