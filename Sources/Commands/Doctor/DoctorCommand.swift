internal import Arguments

/// `crm doctor`: whether all that the program needs is there.
enum DoctorCommand {
  static let command = Command<Action>(
    "doctor", "See whether everything works, and what to do about what does not",
    discussion: """
      Looks at the database and its permissions, at the settings, and at the model server and the model of each role. \
      A line each: ok, warn for what could be better, fail for what keeps commands from working; remedy is a line to \
      paste. Nothing is changed, and no model is loaded.

      The exit status is 1 when the database is broken, 2 when a setting is wrong, 6 when the engine that was asked for \
      cannot work. Without a server the built-in engine works, which is a warn at most.
      """,
    group: "Administration",
    examples: [
      Example("crm doctor", "Everything"),
      Example("crm doctor | jq -r 'select(.status != \"ok\") | .remedy // empty'", "What to do"),
    ],
    action: .nothing { _, session in
      var checks = try DatabaseCheckup(session).checks()
      let settings = try SettingsCheckup(session).check()
      checks.append(settings)
      // What a wrong setting means for a server nobody can tell.
      if settings.status == .ok { checks += try ServerCheckup(session).checks() }
      let printer = try RowPrinter(
        session, columns: ["type", "name", "status", "detail", "remedy"],
        preferred: ["name", "status", "detail", "remedy"])
      for check in checks { try printer.row(check.json(session)) }
      try printer.finish()
      return checks.first { $0.status == .fail }?.exit ?? .ok
    })
}
