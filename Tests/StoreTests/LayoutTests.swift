import Bytes
import Models
import SQLite
import Testing

@testable import Store

/// The catalogue says which fields there are, the layout where they lie: the two must speak of the same.
struct LayoutTests {
  @Test(arguments: RecordType.allCases)
  func everyFieldLiesSomewhere(type: RecordType) {
    let layout = Layout.of(type)
    #expect(Set(layout.storage.keys) == Set(layout.catalog.fields.map(\.name)))
    #expect(layout.type == type)
    #expect(layout.catalog.type == type)
  }

  @Test(arguments: RecordType.allCases)
  func everyRelationLeadsSomewhere(type: RecordType) throws {
    let fixture = try StoreFixture()
    let layout = Layout.of(type)
    let columns = Set(
      try fixture.store.database.all("SELECT name FROM pragma_table_info(\(layout.table))") {
        try $0[0] as String
      })
    #expect(Set(layout.links.keys) == Set(layout.catalog.relations.filter(\.many).map(\.name)))
    for relation in layout.catalog.relations where !relation.many {
      #expect(columns.contains(relation.name + "_id"), "\(relation.name)")
    }
    #expect(layout.catalog.field(layout.catalog.title) != nil)
  }

  @Test(arguments: RecordType.allCases)
  func everyFieldCanBeShownSortedByAndAskedFor(type: RecordType) throws {
    let fixture = try StoreFixture.sample()
    let store = fixture.store
    for field in Catalog.of(type).fields {
      let path = Path([field.name])
      #expect(try !store.rows(Query(from: type, fields: [path])).isEmpty || type == .setting, "\(field.name)")
      let empty = try store.count(Query(from: type, condition: .isNull(path)))
      let filled = try store.count(Query(from: type, condition: .not(.isNull(path))))
      #expect(try empty + filled == store.count(Query(from: type)), "\(field.name)")
      switch field.kind {
      case .objects, .tags: break
      default: _ = try store.rows(Query(from: type, sort: [Query.Sort(path: path)]))
      }
    }
  }

  @Test(arguments: RecordType.allCases)
  func recordsShowTheirFieldsInTheOrderOfTheCatalogue(type: RecordType) throws {
    let fixture = try StoreFixture.sample()
    let fields = Catalog.of(type).fields.filter { $0.access == .written || $0.access == .shown }.map(\.name)
    let keys = ["type", "id"] + fields
    #expect(try fixture.store.columns(Query(from: type)) == keys)
    for row in try fixture.store.rows(Query(from: type)) {
      #expect(row.keys == keys)
      #expect(row["type"]?.string == type.rawValue)
    }
  }

  /// Section 6 of the command-line contract; scripts depend on names and order.
  @Test func theOrderOfContactsIsDocumented() throws {
    let fixture = try StoreFixture()
    let keys = """
      type id first_name last_name name email emails phone phones company company_id position affiliations \
      status source owner birthday address city postcode region country tags notes do_not_contact external_id \
      fields score last_activity_at created_at updated_at
      """
    #expect(try fixture.store.columns(Query(from: .contact)).joined(separator: " ") == keys)
  }

  @Test func everyJournaledTableNamesItsOwnersByTheRightColumns() throws {
    let fixture = try StoreFixture()
    for table in JournaledTable.all {
      let columns = try fixture.store.database.all("SELECT name FROM pragma_table_info(\(table.name))") {
        try $0[0] as String
      }
      for owner in table.owners {
        let layout = Layout.of(owner.type)
        let expected = table.name == layout.table ? "id" : layout.ownerColumn
        #expect(columns[owner.column] == expected, "\(table.name)")
      }
    }
  }

  @Test func everyTableOfRecordsIsJournaled() throws {
    let fixture = try StoreFixture()
    let tables = try fixture.store.database.all(
      """
      SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search%'
      AND name NOT LIKE 'journal%' AND name NOT LIKE 'departed%' AND name NOT LIKE 'eras%'
      AND name NOT LIKE 'model%' AND name NOT LIKE 'vector%' AND name NOT LIKE '%prediction%'
      AND name NOT IN ('schema_migration', 'contact_derived', 'conversation', 'message')
      """
    ) { try $0[0] as String }
    #expect(Set(tables) == Set(JournaledTable.all.map(\.name)))
  }

  /// A changeset is applied in the order of its tables: see `JournaledTable.all`.
  @Test func childrenAreJournaledBeforeTheirParents() throws {
    let fixture = try StoreFixture()
    let names = JournaledTable.all.map(\.name)
    for (place, table) in names.enumerated() {
      let parents = try fixture.store.database.all("SELECT \"table\" FROM pragma_foreign_key_list(\(table))")
      {
        try $0[0] as String
      }
      for parent in parents {
        #expect(place < (names.firstIndex(of: parent) ?? -1), "\(table) before \(parent)")
      }
    }
  }
}
