internal import Bytes
internal import Models
internal import Store

extension BulkLoad.Result {
  /// What an import prints: the rows of its input counted, and the records that were made of them.
  func object(isDryRun: Bool, rejects: String?) -> JSONObject {
    var object: JSONObject = [
      "type": "import", "read": Self.number(tally.read), "created": Self.number(tally.created),
      "updated": Self.number(tally.updated), "unchanged": Self.number(tally.unchanged),
      "rejected": Self.number(tally.rejected), "skipped": Self.number(tally.skipped),
      "action_id": entry.map { .number(JSONNumber($0)) } ?? .null,
      "rejects": rejects.map(JSON.string) ?? .null, "records": .object(records),
    ]
    if isDryRun { object["dry_run"] = true }
    return object
  }

  private static func number(_ count: Int) -> JSON { .number(JSONNumber(Int64(count))) }

  private var records: JSONObject {
    var records = JSONObject()
    for type in RecordType.allCases {
      var counts = JSONObject()
      counts["created"] = tally.recordsCreated[type].map(Self.number)
      counts["updated"] = tally.recordsUpdated[type].map(Self.number)
      if !counts.isEmpty { records[type.rawValue] = .object(counts) }
    }
    return records
  }
}

extension BulkTally {
  /// What was passed over for reasons that the file does not show.
  var remarks: [String] {
    var remarks: [String] = []
    func say(_ count: Int?, _ one: String, _ many: (Int) -> String) {
      if let count, count > 0 { remarks.append(count == 1 ? one : many(count)) }
    }
    say(skips[.deleted], "1 record was deleted here; --revive brings it back") {
      "\($0) records were deleted here; --revive brings them back"
    }
    say(leftOut, "1 record names what was deleted here, and goes without; --revive brings it back") {
      "\($0) records name what was deleted here, and go without; --revive brings it back"
    }
    say(addressesSetAside, "1 contact has an e-mail address that is none; it is kept as fields.invalid_email")
    {
      "\($0) contacts have e-mail addresses that are none; they are kept as fields.invalid_email"
    }
    say(skips[.erased], "1 entry is about somebody who was erased here") {
      "\($0) entries are about people who were erased here"
    }
    say(skips[.unknownPeople], "1 entry is about nobody who is known here") {
      "\($0) entries are about nobody who is known here"
    }
    return remarks
  }
}
