internal import Arguments

/// `crm db`: care of the database file.
enum DatabaseCommand {
  static let command = Command<Action>(
    "db", "Care of the database file", group: "Administration",
    children: { [info, check, backup, restore, migrate, optimize] })
}
