import TestSupport
import Testing

/// Scratch folders and the operations on files.
@Suite struct FilesTests {
  private struct Stop: Error {}

  @Test func folderIsRemovedWithEverythingInIt() throws {
    let path = try TemporaryFolder.with { folder in
      try folder.write("x", to: "deep/er/file")
      #expect(try Files.text(folder.file("deep/er/file")) == "x")
      return folder.path
    }
    #expect(!Files.exists(path))
  }

  @Test func folderIsRemovedWhenTheTestFails() throws {
    var path = ""
    #expect(throws: Stop.self) {
      try TemporaryFolder.with { folder in
        path = try folder.write("x", to: "file")
        throw Stop()
      }
    }
    #expect(path != "" && !Files.exists(Files.folder(of: path)))
  }

  @Test func foldersAreDifferent() throws {
    try TemporaryFolder.with { one in
      try TemporaryFolder.with { other in
        #expect(one.path != other.path)
      }
    }
  }

  @Test func filesAreListedBelowAFolder() throws {
    try TemporaryFolder.with { folder in
      for name in ["b.test", "a/z.test", "a/b/c.test", "a/other.txt"] {
        try folder.write("", to: name)
      }
      #expect(try Files.list(under: folder.path, endingIn: ".test") == ["a/b/c.test", "a/z.test", "b.test"])
      #expect(try Files.list(under: folder.path).count == 4)
    }
  }

  @Test func missingFileIsNamed() throws {
    let failure = #expect(throws: SystemFailure.self) { try Files.read("/nowhere/file") }
    #expect(failure?.description == "open /nowhere/file: No such file or directory")
  }

  @Test func repositoryHoldsThePackage() throws {
    #expect(Files.exists("\(Repository.root)/Package.swift"))
  }
}
