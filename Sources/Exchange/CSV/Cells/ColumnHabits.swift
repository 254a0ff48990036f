internal import Bytes
internal import Models

/// How the cells of one column are written, from those that can be read in one way only.
struct ColumnHabits {
  /// Of dates that tell the order of day and month: how many there are of each, and the first.
  private var daysFirst: (count: Int, example: String?) = (0, nil)
  private var monthsFirst: (count: Int, example: String?) = (0, nil)
  private var points = 0
  private var commas = 0
  /// Whether a number without a percent sign is more than 1, so that chances are percentages.
  private(set) var exceedsOne = false

  /// Takes note of a cell.
  mutating func observe(_ cell: ArraySlice<UInt8>) {
    if let number = NumberCell(cell) {
      if number.decimalMark == UInt8(ascii: ".") { points += 1 }
      if number.decimalMark == UInt8(ascii: ",") { commas += 1 }
      if !number.isPercent, let value = number.number(decimalMark: nil)?.double, value > 1 {
        exceedsOne = true
      }
    } else if let (first, second) = DateCell(cell)?.dayAndMonth {
      if first > 12, second <= 12 {
        daysFirst = (daysFirst.count + 1, daysFirst.example ?? String(decoding: cell, as: UTF8.self))
      } else if second > 12, first <= 12 {
        monthsFirst = (monthsFirst.count + 1, monthsFirst.example ?? String(decoding: cell, as: UTF8.self))
      }
    }
  }

  /// The order of day and month in which more of the dates are written, and one of them; nil where they do not tell.
  var dateOrder: (order: DateOrder, example: String)? {
    if daysFirst.count > monthsFirst.count, let example = daysFirst.example { return (.dmy, example) }
    if monthsFirst.count > daysFirst.count, let example = monthsFirst.example { return (.mdy, example) }
    return nil
  }

  /// The mark of decimals that more of the numbers have; nil where they do not tell.
  var decimalMark: UInt8? {
    points == commas ? nil : UInt8(ascii: points > commas ? "." : ",")
  }
}

extension DateCell {
  /// The two numbers of which one is the day and the other the month, where their order is not told.
  var dayAndMonth: (Int, Int)? {
    switch date {
    case .numbers(let first, let second, _), .shortNumbers(let first, let second, _): (first, second)
    case .day, .none: nil
    }
  }
}
