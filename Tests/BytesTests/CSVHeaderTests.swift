import Bytes
import Testing

struct CSVHeaderTests {
  private func rows(_ text: String) throws -> [CSVRow] {
    var reader = CSVReader(MemorySource(text), dialect: CSVDialect())
    var rows: [CSVRow] = []
    while try reader.next() { rows.append(reader.row) }
    return rows
  }

  @Test(
    arguments: [
      ("Name,Email", ["Name", "Email"]),
      (" Name ,\tEmail\u{A0}", ["Name", "Email"]),
      ("\" First\nname \",x", ["First\nname", "x"]),
      ("a,,c,  ", ["a", "column 2", "c", "column 4"]),
      ("Email,Email,EMAIL", ["Email", "Email 2", "EMAIL 3"]),
      ("Email,Email 2,Email", ["Email", "Email 2", "Email 3"]),
      ("Email,Email,Email 2,Email", ["Email", "Email 3", "Email 2", "Email 4"]),
      ("a 2,a,a,a 2,A", ["a 2", "a", "a 3", "a 2 2", "A 4"]),
      ("a,a,a 2,a 2,a 2 2", ["a", "a 3", "a 2", "a 2 3", "a 2 2"]),
      ("column 2,,", ["column 2", "column 2 2", "column 3"]),
    ])
  func namesColumns(line: String, names: [String]) throws {
    #expect(try CSVHeader(rows(line)[0]).names == names)
  }

  @Test func findsColumnsInAnyCase() throws {
    let header = try CSVHeader(rows("Name,E-Mail,Straße")[0])
    #expect(header.index(of: "e-mail") == 1)
    #expect(header.index(of: "NAME") == 0)
    #expect(header.index(of: "straße") == 2)
    #expect(header.index(of: "phone") == nil)
  }

  @Test func onlyContentWithoutAColumnIsIrregular() throws {
    let rows = try rows("a,b\n1\n1,2\n1,2,,\" \"\n1,2,,x,y\n")
    let header = CSVHeader(rows[0])
    #expect(rows.dropFirst().map(header.irregularity) == [nil, nil, nil, .surplusField(field: 3)])
  }
}
