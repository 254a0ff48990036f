internal import Bytes
internal import Store

/// Prints rows as a table for a person: as wide as the terminal at most, the widths taken from the first rows.
struct Table {
  private let columns: [String]
  private let width: Int?
  private let isStyled: Bool
  private let clock: Clock
  private var waiting: [[Cell]] = []
  private var widths: [Int]?
  private var rightAligned: [Bool] = []

  private struct Cell {
    let text: String
    let width: Int
    let isNumber: Bool
  }

  /// So many rows decide the widths; a longer table goes on with them.
  private static let sample = 200
  /// A cell is not made narrower than this while others can be.
  private static let narrowest = 6
  private static let gap = 2

  init(columns: [String], width: Int?, isStyled: Bool, clock: Clock) {
    self.columns = columns
    self.width = width
    self.isStyled = isStyled
    self.clock = clock
  }

  // MARK: Lists

  mutating func print(_ row: JSONObject, to sink: DescriptorSink) throws {
    let cells = columns.map { cell(row[$0] ?? .null) }
    if let widths {
      try sink.write(line(cells, widths))
      return
    }
    waiting.append(cells)
    if waiting.count == Self.sample { try printWaiting(to: sink) }
  }

  mutating func finish(to sink: DescriptorSink) throws {
    if widths == nil, !waiting.isEmpty { try printWaiting(to: sink) }
  }

  private mutating func printWaiting(to sink: DescriptorSink) throws {
    let widths = fitted()
    self.widths = widths
    rightAligned = columns.indices.map { column in
      waiting.allSatisfy { $0[column].isNumber || $0[column].text.isEmpty }
    }
    let header = line(columns.map { Cell(text: $0, width: DisplayWidth.of($0), isNumber: false) }, widths)
    try sink.write(isStyled ? "\u{1b}[1m" + header.dropLast() + "\u{1b}[0m\n" : header)
    for cells in waiting { try sink.write(line(cells, widths)) }
    waiting = []
  }

  /// The width of each column: what it needs, the widest ones cut down until the line fits.
  private func fitted() -> [Int] {
    var widths = columns.indices.map { column in
      max(DisplayWidth.of(columns[column]), waiting.map { $0[column].width }.max() ?? 0)
    }
    guard let width else { return widths }
    var surplus = widths.reduce(0, +) + Self.gap * (widths.count - 1) - width
    while surplus > 0, let widest = widths.max(), widest > Self.narrowest {
      for index in widths.indices where widths[index] == widest && surplus > 0 {
        widths[index] -= 1
        surplus -= 1
      }
    }
    return widths
  }

  private func line(_ cells: [Cell], _ widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      if index > 0 { line += String(repeating: " ", count: Self.gap) }
      let text = cell.width > widths[index] ? DisplayWidth.truncated(cell.text, to: widths[index]) : cell.text
      let isRight = !rightAligned.isEmpty && rightAligned[index]
      // The last column needs no padding to its right.
      if index == cells.count - 1, !isRight {
        line += text
      } else {
        line += DisplayWidth.padded(text, to: widths[index], on: isRight ? .left : .right)
      }
    }
    return line + "\n"
  }

  // MARK: One record

  /// Prints a record as a line for each field that holds something.
  mutating func printSingle(_ row: JSONObject, to sink: DescriptorSink) throws {
    let shown = row.map { (name: $0.key, cell: cell($0.value, lines: .kept)) }.filter {
      !$0.cell.text.isEmpty
    }
    let nameWidth = shown.map { DisplayWidth.of($0.name) }.max() ?? 0
    for (name, cell) in shown {
      let label = DisplayWidth.padded(name, to: nameWidth)
      let indent = String(repeating: " ", count: nameWidth + Self.gap)
      let lines = cell.text.split(separator: "\n", omittingEmptySubsequences: false).joined(
        separator: "\n" + indent)
      try sink.write((isStyled ? "\u{1b}[1m\(label)\u{1b}[0m" : label) + "  " + lines + "\n")
    }
  }

  // MARK: Cells

  private func cell(_ value: JSON, lines: TerminalText.Lines = .joined) -> Cell {
    let text = TerminalText.sanitise(shown(value), lines: lines)
    return Cell(text: text, width: DisplayWidth.of(text), isNumber: value.number != nil)
  }

  /// A time is shown by the clocks of the zone; everything else as in CSV.
  private func shown(_ value: JSON) -> String {
    switch value {
    case .string(let text):
      guard text.utf8.count >= 20, text.utf8.last == UInt8(ascii: "Z"), let time = Timestamp(rfc3339: text)
      else {
        return text
      }
      let (day, second) = clock.zone.localTime(of: time)
      let (hour, minute) = (second / 3600, second / 60 % 60)
      return "\(day) \(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    case .bool(let flag): return flag ? "yes" : ""
    default: return value.cell
    }
  }
}
