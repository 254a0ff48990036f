internal import Arguments
internal import Bytes
internal import Models
internal import Store

/// `crm completion`: the script by which a shell completes commands, options and the names of records.
enum CompletionCommand {
  private static let shell = Operand("shell", .choice("shell", Shell.self), help: "Which shell")

  static let command = Command<Action>(
    "completion", "Print the completion script of a shell", group: "Administration",
    arguments: [shell],
    examples: [
      Example("crm completion bash > ~/.local/share/bash-completion/completions/crm", "For bash"),
      Example("crm completion fish > ~/.config/fish/completions/crm.fish", "For fish"),
      Example("crm completion zsh > ~/.zfunc/_crm", "For zsh, with ~/.zfunc in fpath"),
    ],
    action: .nothing { call, session in
      try session.output.write(AllCommands.tree.completionScript(for: call[shell]))
      try session.output.flush()
      return .ok
    })

  /// Answers a completion script: what may stand in place of the last word.
  static func complete(_ words: [String], _ world: World) -> String {
    let completions = AllCommands.tree.complete(words: words)
    let session = Session(world, completions.invocation, effect: .reads)
    return completions.text { kind, prefix in
      // A shell that completes is no place for error messages: without a database there are no names.
      (try? values(kind, beginningWith: prefix, session.store())) ?? []
    }
  }

  private static func values(
    _ kind: String, beginningWith prefix: String, _ store: Store
  ) throws -> [(String, String)] {
    if kind.hasSuffix(".tag"), let type = RecordType(rawValue: String(kind.dropLast(4))) {
      return try store.tags(type, beginningWith: prefix).map { ($0, "") }
    }
    if kind == "conversation" {
      return try store.conversations().map(\.name).filter { $0.hasPrefix(prefix) && !$0.isEmpty }.map {
        ($0, "")
      }
    }
    if kind == "stage" { return try store.stages(beginningWith: prefix).map { ($0, "") } }
    guard let type = RecordType(rawValue: kind) else { return [] }
    return try store.names(type, beginningWith: prefix).map { ($0, "") }
  }
}
