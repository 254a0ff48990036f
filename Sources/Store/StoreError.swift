internal import Bytes
package import Models

/// Why the store did not do as asked, as facts; `description` words them.
package enum StoreError: Error, Hashable, Sendable {
  // MARK: The command or query is wrong

  case unknownField(String, RecordType, among: [String])
  case notComparable(field: String, operation: String, allowed: [String])
  case badOperand(field: String, operand: String, expected: String)
  case notAnAggregate(field: String, function: String)
  case unknownResultColumn(String, among: [String])
  case badSQL(String)

  // MARK: Records

  case notFound(RecordType, String)
  /// A record does not say what it is.
  case untyped
  case ambiguous(RecordType, String, [Candidate])
  case invalid(RecordType, field: String?, InputProblem)
  /// Another record has a value that should be its own.
  case duplicate(RecordType, field: String, value: String, of: Candidate)
  /// A record that was to be new is there already.
  case present(Candidate)
  /// A step expected another value.
  case overtaken(RecordType, id: Int64, field: String, expected: String, found: String)
  /// The record that was meant is another one now.
  case merged(RecordType, Int64, into: Int64)
  /// Deleting it would take others along.
  case inUse(Candidate, by: RecordType, count: Int)

  // MARK: The journal

  case noSuchEntry(Int64)
  case nothingToUndo
  case nothingToRedo
  case alreadyUndone(Int64)
  case undoOvertaken(Int64, by: Int64?, reason: String)

  // MARK: The file

  case noDatabase(String)
  case notADatabase(String)
  case newerSchema(path: String, unknown: String)
  case olderSchema(path: String)
  case brokenMigration(table: String)
  case cannotOpen(path: String, reason: String)
  case damaged(String)
  case readOnly(String)
  /// A write was cut off, and what is left of it cannot be taken back by who may only read.
  case cutOff(String)
  /// A copy has to be written, and somebody else is at it.
  case copyInUse(String)
  /// People were erased here and from the copy that is to be restored, which no one database can remember.
  case erasedInBoth(String)
  /// The vectors of the database are another model's by now.
  case otherVectors
  /// Somebody was erased, and what others read keeps the free pages of the file from being given up.
  case erasureUnfinished(String)

  /// A record that was meant or is in the way.
  package struct Candidate: Hashable, Sendable {
    package let type: RecordType
    package let id: Int64
    package let name: String

    package init(type: RecordType, id: Int64, name: String) {
      self.type = type
      self.id = id
      self.name = name
    }
  }
}

/// What is wrong with a value that was given for a field.
package enum InputProblem: Error, Hashable, Sendable {
  case unknownField(among: [String])
  case notWritable
  case missing
  case expected(String, found: String)
  case notAmong([String], found: String)
  case unknownRecord(RecordType, String)
  case sentence(String)
}

extension InputProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknownField: #"there is no such field; values of your own go under "fields""#
    case .notWritable: "it is set by the program"
    case .missing: "it must be given"
    case .expected(let what, let found): "expected \(what), not \(found.excerpt)"
    case .notAmong(let good, let found): "'\(found.excerpt)' is not one of \(good.joined(separator: ", "))"
    case .unknownRecord(let type, let name): "there is no \(type.rawValue) '\(name.excerpt)'"
    case .sentence(let text): text
    }
  }
}

extension StoreError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknownField(let name, let type, let good):
      "'\(name)' is not a field of a \(type.rawValue); it has \(good.joined(separator: ", "))"
    case .notComparable(let field, let operation, let allowed):
      "'\(field)' cannot be compared by '\(operation)', only by \(allowed.joined(separator: ", "))"
    case .badOperand(let field, let operand, let expected):
      "'\(field)' is compared with \(expected), not with '\(operand)'"
    case .notAnAggregate(let field, let function): "there is no \(function) of '\(field)'"
    case .unknownResultColumn(let name, let good):
      "the result has no '\(name)'; it has \(good.joined(separator: ", "))"
    case .badSQL(let reason): "the SELECT cannot be run: \(reason)"
    case .untyped: #"the record says no "type", and no --type was given"#
    case .notFound(let type, let reference): "there is no \(type.rawValue) '\(reference.excerpt)'"
    case .ambiguous(let type, let reference, let candidates):
      "'\(reference.excerpt)' names \(candidates.count) \(type.plural)"
    case .invalid(_, let field, let problem): field.map { "\($0.excerpt): \(problem)" } ?? "\(problem)"
    case .duplicate(let type, let field, let value, let other):
      "\(field.excerpt) \(value.excerpt) belongs to \(type.rawValue) \(other.id), \(other.name.excerpt)"
    case .present(let record):
      "\(record.type.rawValue) \(record.id), \(record.name.excerpt), is there already"
    case .overtaken(let type, let id, let field, let expected, let found):
      "\(field) of \(type.rawValue) \(id) is \(found), not \(expected) as expected"
    case .merged(let type, let id, let survivor):
      "\(type.rawValue) \(id) was merged into \(survivor)"
    case .inUse(let record, let type, let count):
      "\(record.type.rawValue) \(record.id), \(record.name.excerpt), has \(count) \(count == 1 ? type.rawValue : type.plural)"
    case .noSuchEntry(let id): "the journal has no entry \(id)"
    case .nothingToUndo: "there is nothing to undo"
    case .nothingToRedo: "there is nothing to redo"
    case .alreadyUndone(let id): "entry \(id) is undone already"
    case .undoOvertaken(let id, let by, let reason):
      "entry \(id) cannot be undone: \(reason)" + (by.map { " (entry \($0))" } ?? "")
    case .noDatabase(let path): "there is no database at \(path)"
    case .notADatabase(let path): "\(path) is not a crm database"
    case .newerSchema(let path, let unknown):
      "\(path) was written by a newer crm (it has '\(unknown)', which this one does not know)"
    case .olderSchema(let path): "\(path) was written by an older crm and has to be migrated first"
    case .brokenMigration(let table):
      "migrating the schema would leave rows of \(table) without their record"
    case .cannotOpen(let path, let reason): "cannot open \(path): \(reason)"
    case .damaged(let path): "\(path) is damaged"
    case .readOnly(let path): "\(path) is opened for reading only"
    case .cutOff(let path):
      "a write to \(path) was cut off; it can be read once somebody who may write to it has opened it"
    case .copyInUse(let path): "\(path) is a copy of the database, and another program is using it"
    case .erasedInBoth(let path):
      "people were erased here, and others in \(path): restored, it would forget who was erased here"
    case .otherVectors: "another program has begun to make vectors with another model"
    case .erasureUnfinished(let path):
      "the person is erased, but \(path) still has free pages with old text, because another program reads it"
    }
  }
}
