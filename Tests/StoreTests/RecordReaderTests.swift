import Bytes
import Models
import Testing

@testable import Store

struct RecordReaderTests {
  @Test(arguments: RecordType.allCases) func theValueOfARecordIsWhatIsPrinted(_ type: RecordType) throws {
    let fixture = try StoreFixture.sample()
    let store = fixture.store
    if type == .contact {
      try store.update(
        .contact, 1,
        [
          "emails": ["a@x.example", "b@x.example"], "tags": ["x", "y"], "fields": ["shoe": 41.5],
          "affiliations": [["company": "A", "position": "CEO"], ["company": "B"]],
        ])
    }
    let reader = try store.recordReader(type)
    for id in try store.ids(type, "id > 0") {
      var writer = JSONWriter()
      try reader.write(id, to: &writer)
      let printed = try writer.withBytes { try JSONParser.parse($0) }.object
      let value = try reader.read(id)
      #expect(value == printed)
      #expect(value?.keys == printed?.keys)
    }
  }
}
