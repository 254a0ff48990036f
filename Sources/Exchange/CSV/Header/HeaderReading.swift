internal import Bytes
internal import Models

/// Settles what becomes of each column of a file.
struct HeaderReading {
  /// What becomes of a column.
  enum Use: Hashable {
    case field(Meaning)
    case custom(RecordType, name: String)
    case passedOver
  }

  /// What becomes of each column; the name of a company may be told to several records.
  private(set) var uses: [[Use]]

  private let columns: [HeaderColumn]
  /// The kinds of record that a row holds, in the order in which they are written.
  private var types: [RecordType]
  /// The kind that most columns speak of.
  private let main: RecordType
  private var taken: Set<Meaning> = []

  /// `type` is the kind of all rows, nil for what the columns tell.
  ///
  /// Fails when none of the columns is known.
  init(_ columns: [HeaderColumn], type: RecordType?) throws(CSVHeaderError) {
    self.columns = columns
    uses = columns.map { _ in [] }
    let told = Self.told(columns)
    types = type.map { [$0] } ?? Self.types(columns, told)
    // A row that has a deal is rather about that, for a person stands in many rows.
    let inOrder = [RecordType.deal, .contact, .company].filter(types.contains)
    guard let main = inOrder.max(by: { told[$0, default: 0] < told[$1, default: 0] }) ?? types.first else {
      throw .nothingKnown(columns: columns.map(\.label))
    }
    self.main = main
    settle()
    guard uses.joined().contains(where: { if case .field = $0 { true } else { false } }) else {
      throw .nothingKnown(columns: columns.map(\.label))
    }
    foldCompany()
  }

  // MARK: What a row holds

  /// How many columns tell of each kind.
  private static func told(_ columns: [HeaderColumn]) -> [RecordType: Int] {
    var told: [RecordType: Int] = [:]
    for column in columns { if let type = column.tells { told[type, default: 0] += 1 } }
    return told
  }

  private static func types(_ columns: [HeaderColumn], _ told: [RecordType: Int]) -> [RecordType] {
    // A task names its contact, company and deal, so tasks are told by what no other record has.
    let others = columns.count { $0.isOfOneKind && $0.tells != .task }
    if told[.task, default: 0] > others { return [.task] }
    let types = [RecordType.company, .contact, .deal].filter { told[$0] != nil }
    if !types.isEmpty { return types }
    // "Name, Phone" tells nothing: a person then, else whatever it can name.
    let names = [Meaning.contact("name"), .company("name"), .deal("title"), .task("title")]
    return names.first { name in columns.contains { $0.meanings?.contains(name) == true } }.map { [$0.type] }
      ?? []
  }

  // MARK: Which column is which

  /// Columns that leave no doubt choose first.
  private mutating func settle() {
    let rounds = columns.map { column in column.isPlain ? 0 : column.tells != nil ? 1 : 2 }
    for round in 0...2 {
      for index in columns.indices where rounds[index] == round { uses[index] = choose(columns[index]) }
    }
  }

  private mutating func choose(_ column: HeaderColumn) -> [Use] {
    guard let meanings = column.meanings else { return [.custom(main, name: column.label)] }
    if meanings.isEmpty { return [.passedOver] }
    let fitting = meanings.filter { types.contains($0.type) }
    let companies = fitting.filter { $0.field == "company" && !taken.contains($0) }
    if companies.count > 1, !fitting.contains(.company("name")) {
      taken.formUnion(companies)
      return companies.map(Use.field)
    }
    // A deal without a title is none, nor a company without a name: "Title" is the deal's even beside a person.
    let lacking = fitting.first.flatMap { $0.isName && !taken.contains($0) ? $0 : nil }
    let inOrder = [lacking].compactMap { $0 } + fitting.filter { $0.type == main } + fitting
    guard let meaning = inOrder.first(where: isFree) ?? inOrder.first(where: { !taken.contains($0) }) else {
      let type = fitting.first?.type ?? main
      return [.custom(column.isPlain ? type : main, name: fitting.isEmpty ? column.label : column.customName)]
    }
    guard meaning.field != nil else { return [.custom(meaning.type, name: column.customName)] }
    if !meaning.isList { taken.insert(meaning) }
    return [.field(meaning)]
  }

  /// Whether no column is the field yet, nor the parts of the name that it is the whole of.
  private func isFree(_ meaning: Meaning) -> Bool {
    if taken.contains(meaning) { return false }
    return meaning != .contact("name")
      || !taken.contains(.contact("first_name")) && !taken.contains(.contact("last_name"))
  }

  /// A company of which the row has only the name is no record of its own, but a field of the others.
  private mutating func foldCompany() {
    let ofCompany = uses.joined().filter { use in
      switch use {
      case .field(let meaning): meaning.type == .company
      case .custom(let type, _): type == .company
      case .passedOver: false
      }
    }
    guard types.count > 1, ofCompany.allSatisfy({ $0 == .field(.company("name")) }) else { return }
    types.removeAll { $0 == .company }
    let fields = types.map { Meaning(type: $0, field: "company") }.filter { !taken.contains($0) }
    for index in uses.indices where uses[index] == [.field(.company("name"))] {
      uses[index] = fields.map(Use.field)
    }
  }

  // MARK: Plan

  /// The plan by which rows are read.
  var plan: RowPlan {
    var plan = RowPlan()
    plan.parts = types.map(RowPlan.Part.init)
    plan.main = types.firstIndex(of: main) ?? 0
    for (index, use) in uses.enumerated().flatMap({ index, uses in uses.map { (index, $0) } }) {
      switch use {
      case .passedOver: break
      case .custom(let type, let name):
        let part = types.firstIndex(of: type) ?? plan.main
        plan.parts[part].customs.append(RowPlan.Custom(name: name, column: index))
      case .field(let meaning):
        // Every use is of a kind that the row holds, and of a field unless it is a custom one.
        guard let part = types.firstIndex(of: meaning.type), let field = meaning.field else { continue }
        plan.parts[part].add(field, index, currency: columns[index].currency)
      }
    }
    return plan
  }
}

extension Meaning {
  /// Whether a deal or a company is called by it.
  fileprivate var isName: Bool { field == "title" || self == .company("name") }

  /// Whether several columns may be the field together.
  fileprivate var isList: Bool {
    field.map { ["emails", "phones", "tags"].contains($0) } ?? true
  }
}

extension RowPlan.Part {
  fileprivate mutating func add(_ name: String, _ column: Int, currency: Currency?) {
    if let slot = slots.firstIndex(where: { $0.field == name }) {
      slots[slot].columns.append(column)
    } else {
      // Ids of our own are the one field that no catalogue has.
      let conversion = Catalog.of(type).field(name).map(Conversion.init) ?? .number
      slots.append(RowPlan.Slot(field: name, columns: [column], conversion: conversion, currency: currency))
    }
  }
}
