internal import Bytes
internal import Models

extension RowReader {
  /// Puts the value of a field into the object. A blank cell leaves it out, so that it overwrites nothing.
  ///
  /// What does not fit the field stays a text: whoever writes the record says what is wrong with it.
  mutating func fill(_ slot: RowPlan.Slot, _ row: CSVRow, _ object: inout JSONObject) throws(BadRow) {
    let column = slot.columns[0]
    switch slot.conversion {
    case .list(let single), .phones(let single):
      if slot.columns.count == 1, !isOurs, let cell = row.trimmed(column), ListCell.isSingle(cell) {
        object[single] = .string(String(decoding: cell, as: UTF8.self))
      } else {
        fillList(slot, single: single, row, &object)
      }
      return
    case .tags:
      let tags = values(slot.columns, row, ListCell.tags)
      if !tags.isEmpty { object[slot.field] = .array(tags.map(JSON.string)) }
      return
    case .prose:
      if row.trimmed(column) != nil {
        object[slot.field] = .string(String(decoding: row[column], as: UTF8.self))
      }
      return
    default: break
    }
    guard let cell = row.trimmed(column) else { return }
    let text = String(decoding: cell, as: UTF8.self)
    switch slot.conversion {
    case .text where slot.field == "currency": try setCurrency(text, column, &object)
    case .text where slot.field == "status" && object["type"] == "contact": setStatus(text, column, &object)
    case .number: object[slot.field] = number(cell, column)?.value ?? .string(text)
    case .money: try setMoney(slot, cell, text, &object)
    case .probability: object[slot.field] = probability(cell, column) ?? .string(text)
    case .date where cell.starts(with: "--".utf8):
      // A birthday without its year, which no field of days can hold.
      var fields = object["fields"]?.object ?? JSONObject()
      fields[slot.field] = .string(text)
      object["fields"] = .object(fields)
    case .date: object[slot.field] = try date(cell, text, column)
    case .flag: object[slot.field] = FlagCell.value(cell).map(JSON.bool) ?? .string(text)
    case .objects:
      let json = cell.first == UInt8(ascii: "[") ? try? JSONParser.parse(Array(cell)) : nil
      object[slot.field] = json ?? .array(ListCell.values(cell, isOurs: false).map(JSON.string))
    case .customObject: object[slot.field] = (try? JSONParser.parse(Array(cell))) ?? .string(text)
    case .text, .prose, .list, .phones, .tags: object[slot.field] = .string(text)
    }
  }

  // MARK: Lists

  private func values(_ columns: [Int], _ row: CSVRow, _ read: (ArraySlice<UInt8>, Bool) -> [String])
    -> [String]
  {
    var values: [String] = []
    for column in columns {
      guard let cell = row.trimmed(column) else { continue }
      for value in read(cell, isOurs) where !values.contains(value) { values.append(value) }
    }
    return values
  }

  /// One value of a list is given as the main one, so that those which a record has besides stay; unless the file has a
  /// column of all of them, as ours do.
  private func fillList(_ slot: RowPlan.Slot, single: String, _ row: CSVRow, _ object: inout JSONObject) {
    let arePhones = if case .phones = slot.conversion { true } else { false }
    let values = values(slot.columns, row, arePhones ? ListCell.phones : ListCell.addresses)
    if values.count == 1, !isOurs {
      object[single] = .string(values[0])
    } else if !values.isEmpty {
      object[slot.field] = .array(values.map(JSON.string))
    }
  }

  // MARK: Statuses

  /// A word that is no status goes with the custom fields, under the name of the column.
  private mutating func setStatus(_ word: String, _ column: Int, _ object: inout JSONObject) {
    guard !isOurs, let statuses = options.statuses else {
      object["status"] = .string(word)
      return
    }
    let status = StatusCell.status(word, among: statuses)
    notes[column].note(status: word, readAs: status)
    if let status {
      object["status"] = .string(status)
    } else {
      var fields = object["fields"]?.object ?? JSONObject()
      fields[names[column]] = .string(word)
      object["fields"] = .object(fields)
    }
  }

  // MARK: Numbers

  private mutating func number(_ cell: ArraySlice<UInt8>, _ column: Int) -> (
    value: JSON, currency: Currency?
  )? {
    // A program writes numbers as JSON does. For one that may have been written by people, three digits after the
    // only mark are thousands rather than decimals.
    if isOurs || !cell.isOpenNumber, let number = JSONNumber(String(decoding: cell, as: UTF8.self)) {
      return (.number(number), nil)
    }
    guard let number = NumberCell(cell), !number.isPercent else { return nil }
    let mark = habits[column].decimalMark
    if number.openMark != nil, mark == nil { notes[column].note(number: cell) }
    return number.number(decimalMark: mark).map { (.number($0), number.currency) }
  }

  private mutating func setMoney(
    _ slot: RowPlan.Slot, _ cell: ArraySlice<UInt8>, _ text: String, _ object: inout JSONObject
  ) throws(BadRow) {
    guard let (value, currency) = number(cell, slot.columns[0]) else {
      object[slot.field] = .string(text)
      return
    }
    object[slot.field] = value
    if let currency = currency ?? slot.currency { try setCurrency(currency.code, slot.columns[0], &object) }
  }

  /// The currency beside the amount and that of its own column have to agree.
  private func setCurrency(_ code: String, _ column: Int, _ object: inout JSONObject) throws(BadRow) {
    let upper = code.uppercased()
    if let other = object["currency"]?.string, other != upper {
      throw BadRow(
        """
        column '\(names[column].excerpt)': the amount is in \(upper.excerpt) here, and in \(other.excerpt) in another \
        column
        """
      )
    }
    object["currency"] = .string(upper)
  }

  private func probability(_ cell: ArraySlice<UInt8>, _ column: Int) -> JSON? {
    if isOurs { return JSONNumber(String(decoding: cell, as: UTF8.self)).map(JSON.number) }
    guard let number = NumberCell(cell), let value = number.number(decimalMark: UInt8(ascii: ".")) else {
      return nil
    }
    let isPercentage = number.isPercent || habits[column].exceedsOne || value.double ?? 0 > 1
    return isPercentage
      ? number.number(decimalMark: UInt8(ascii: "."), shift: 2).map(JSON.number) : .number(value)
  }

  // MARK: Dates

  private mutating func date(_ cell: ArraySlice<UInt8>, _ text: String, _ column: Int) throws(BadRow) -> JSON?
  {
    if cell.isISODate { return .string(text.withOffsetColon) }
    guard let date = DateCell(cell) else { return .string(text) }
    if case .none = date.date { return nil }
    let order = order(of: date, column)
    if let (first, second) = date.dayAndMonth, first <= 12, second <= 12, first != second {
      notes[column].note(date: text, order)
    }
    guard let day = date.day(order) else {
      let other: DateOrder = order == .mdy ? .dmy : .mdy
      guard date.day(other) != nil else { return .string(text) }
      let wording = order == .mdy ? "month" : "day"
      throw BadRow(
        "column '\(names[column].excerpt)': \(text.excerpt) is no date with the \(wording) first, as the column has it"
      )
    }
    return .string(day.description + date.time)
  }

  /// The order in which a date of a column is read: as the column's others tell, else as was said, else the day first.
  private func order(of date: DateCell, _ column: Int) -> DateOrder {
    if case .shortNumbers = date.date, options.dateOrder == .ymd { return .ymd }
    if let (order, _) = habits[column].dateOrder { return order }
    return options.dateOrder == .mdy ? .mdy : .dmy
  }
}

extension ArraySlice<UInt8> {
  /// Whether it begins as an ISO date does.
  fileprivate var isISODate: Bool {
    guard count >= 10 else { return false }
    for (offset, byte) in prefix(10).enumerated() {
      guard offset == 4 || offset == 7 ? byte == UInt8(ascii: "-") : byte.isDigit else { return false }
    }
    return true
  }

  /// Whether the only point of a number may be that of thousands.
  fileprivate var isOpenNumber: Bool {
    guard let point = firstIndex(of: UInt8(ascii: ".")) else { return false }
    return endIndex - point == 4
  }
}

extension String {
  /// An ISO time with the colon in its offset that RFC 3339 asks for, and Salesforce leaves out.
  fileprivate var withOffsetColon: String {
    let bytes = Array(utf8)
    guard bytes.count > 19, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[bytes.count - 5]),
      bytes.suffix(4).allSatisfy(\.isDigit)
    else { return self }
    return String(decoding: bytes.dropLast(2) + [UInt8(ascii: ":")] + bytes.suffix(2), as: UTF8.self)
  }
}
