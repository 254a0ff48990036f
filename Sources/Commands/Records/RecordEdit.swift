internal import Arguments
internal import Models
internal import Store

extension RecordCommands {
  /// `crm NOUN edit`: some records by options, or many by JSON.
  func edit() -> Command<Action> {
    let type = type
    let references = RepeatedOperand(
      noun, reference, minimum: 1, help: "Which \(type.plural), or - to read changed records as JSON")
    let atomic = Flag("atomic", help: "Write nothing when a record is rejected")
    let duplicate = Flag("allow-duplicate", help: "Allow an e-mail address that another contact has")
    let isContact = type == .contact
    let fields = FieldOptions(type: type, leavingOut: fixed)
    return Command(
      "edit", "Change a \(noun), or many from JSON",
      discussion: """
        An empty value clears a field. Lists given by options (tags, e-mail addresses) replace the old ones. With - \
        as operand, records are read from standard input as list prints them and go by their id: a key that is \
        absent keeps what is there, null clears it, and what is equal is not written.
        """,
      arguments: [references, atomic] + (isContact ? [duplicate] : []) + fields.declarations,
      examples: examples("edit", examples.edit),
      action: .writes { call, session in
        var options = WriteOptions()
        if isContact { options.allowsDuplicateEmails = call[duplicate] }
        let input = try fields.input(call)
        if call[references] == ["-"] {
          guard input.isEmpty else {
            throw call.refusal("fields come from standard input with -, not from options")
          }
          return try RecordInput(
            session: session, type: type, method: .edit, summary: "edit \(type.plural)",
            isAtomic: call[atomic],
            options: options
          ).run()
        }
        guard !input.isEmpty else { throw call.refusal("nothing to change was given") }
        return try session.update(type, call[references], input, options: options)
      })
  }
}
