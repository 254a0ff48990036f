internal import Arguments
internal import Bytes

/// `crm version`.
enum VersionCommand {
  static let version = "0.1.0"

  static let command = Command<Action>(
    "version", "Print the version", group: "Administration",
    examples: [Example("crm version", "As crm --version")],
    action: .nothing { _, session in
      try session.output.write("crm \(version)\n")
      try session.output.flush()
      return .ok
    })
}
