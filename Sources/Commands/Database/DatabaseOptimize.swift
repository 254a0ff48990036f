internal import Arguments
internal import Store

extension DatabaseCommand {
  static let optimize = Command<Action>(
    "optimize", "Make the file small and fast again",
    discussion: "Makes the word index anew, gives free space back to the system and renews the statistics.",
    examples: [Example("crm db optimize", "After much was deleted")],
    action: .maintains { _, session in
      let store = try session.store()
      try store.optimize()
      return try session.printOne(try store.info())
    })
}
