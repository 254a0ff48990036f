import TestSupport
import Testing

/// Snapshots are compared and recorded.
@Suite struct SnapshotTests {
  @Test func snapshotIsRecordedThenCompared() throws {
    try TemporaryFolder.with { folder in
      let recording = Snapshots(folder: folder.path, recording: true)
      let comparing = Snapshots(folder: folder.path, recording: false)
      let text = "one\n\ntwo"

      #expect(throws: SnapshotMismatch.self) { try comparing.check(text, against: "A/a.txt") }
      #expect(throws: Recorded.self) { try recording.check(text, against: "A/a.txt") }
      #expect(try Files.text(folder.file("A/a.txt")) == text)
      try comparing.check(text, against: "A/a.txt")

      let failure = #expect(throws: SnapshotMismatch.self) {
        try comparing.check("one\n\ntwo\n", against: "A/a.txt")
      }
      #expect(failure?.difference == "@@\n \n two\n+")
    }
  }
}
