internal import Bytes

/// Prints rows as a table for a person: as wide as the terminal at most, the widths taken from the first rows.
struct Table {
  private var columns: [String]
  /// Whether the program chose the columns and may leave out what does not fit or holds nothing.
  private let isDefault: Bool
  private let width: Int?
  private let isStyled: Bool
  private let zone: Zone
  private var waiting: [[Cell]] = []
  private var widths: [Int]?
  private var rightAligned: [Bool] = []

  /// So many rows decide the widths; a longer table goes on with them.
  private static let sample = 200
  /// A cell is not made narrower than this.
  private static let narrowest = 8
  private static let gap = 2

  /// A table of these columns; `width` is that of the terminal, nil for as wide as it gets.
  init(columns: [String], isDefault: Bool, width: Int?, isStyled: Bool, zone: Zone) {
    self.columns = columns
    self.isDefault = isDefault
    self.width = width
    self.isStyled = isStyled
    self.zone = zone
  }

  // MARK: Lists

  /// Takes a row; nothing is printed before the widths are known.
  mutating func print(_ row: JSONObject, to sink: DescriptorSink) throws {
    let cells = columns.map { Cell(row[$0] ?? .null, in: zone) }
    if let widths {
      try sink.write(line(cells, widths))
      return
    }
    waiting.append(cells)
    if waiting.count == Self.sample { try printWaiting(to: sink) }
  }

  /// Prints what is still waiting.
  mutating func finish(to sink: DescriptorSink) throws {
    if widths == nil, !waiting.isEmpty { try printWaiting(to: sink) }
  }

  private mutating func printWaiting(to sink: DescriptorSink) throws {
    rightAligned = columns.indices.map { column in
      waiting.allSatisfy { $0[column].isNumber || $0[column].text.isEmpty }
    }
    if isDefault {
      keep(columns.indices.filter { column in waiting.contains { !$0[column].text.isEmpty } })
    }
    var widths = fitted()
    // Better a column less than all of them illegible.
    while isDefault, let width, columns.count > 1, Self.total(widths) > width {
      keep(Array(columns.indices.dropLast()))
      widths = fitted()
    }
    self.widths = widths
    let header = line(columns.map(Cell.init(label:)), widths)
    try sink.write(isStyled ? "\u{1b}[1m" + header.dropLast() + "\u{1b}[0m\n" : header)
    for cells in waiting { try sink.write(line(cells, widths)) }
    waiting = []
  }

  /// Leaves out all columns but these.
  private mutating func keep(_ kept: [Int]) {
    columns = kept.map { columns[$0] }
    rightAligned = kept.map { rightAligned[$0] }
    waiting = waiting.map { cells in kept.map { cells[$0] } }
  }

  private static func total(_ widths: [Int]) -> Int {
    widths.reduce(0, +) + gap * (widths.count - 1)
  }

  /// The width of each column: what it needs, the widest ones but numbers cut down until the line fits.
  private func fitted() -> [Int] {
    var widths = columns.indices.map { column in
      max(DisplayWidth.of(columns[column]), waiting.map { $0[column].width }.max() ?? 0)
    }
    guard let width else { return widths }
    var surplus = Self.total(widths) - width
    let flexible = widths.indices.filter { !rightAligned[$0] }
    while surplus > 0, let widest = flexible.map({ widths[$0] }).max(), widest > Self.narrowest {
      for index in flexible where widths[index] == widest && surplus > 0 {
        widths[index] -= 1
        surplus -= 1
      }
    }
    return widths
  }

  private func line(_ cells: [Cell], _ widths: [Int]) -> String {
    var line = ""
    // Spaces are written only before something, so that no line ends in them.
    var spaces = 0
    for (index, cell) in cells.enumerated() {
      // A number is never cut: it would be another one.
      let text = cell.isNumber ? cell.text : DisplayWidth.truncated(cell.text, to: widths[index])
      let padding = max(0, widths[index] - DisplayWidth.of(text))
      if rightAligned[index] { spaces += padding }
      if !text.isEmpty {
        line += String(repeating: " ", count: spaces) + text
        spaces = 0
      }
      if !rightAligned[index] { spaces += padding }
      spaces += Self.gap
    }
    return line + "\n"
  }

  // MARK: One record

  /// Prints a record as a line for each field that says something.
  func printSingle(_ row: JSONObject, to sink: DescriptorSink) throws {
    var shown: [(name: String, cell: Cell)] = []
    for (name, value) in row.withoutRepetition where name != "type" {
      let cell = Cell(value, in: zone, lines: .kept)
      if !cell.text.isEmpty { shown.append((name, cell)) }
    }
    let nameWidth = shown.map { DisplayWidth.of($0.name) }.max() ?? 0
    let indent = String(repeating: " ", count: nameWidth + Self.gap)
    for (name, cell) in shown {
      let label = DisplayWidth.padded(name, to: nameWidth)
      let lines = cell.text.split(separator: "\n", omittingEmptySubsequences: false)
        .joined(separator: "\n" + indent)
      try sink.write((isStyled ? "\u{1b}[1m\(label)\u{1b}[0m" : label) + "  " + lines + "\n")
    }
  }
}
