/// Where the sources of this package lie: tests read the transcripts, documents and sources themselves.
package enum Repository {
  /// The path of the folder with Package.swift, known from where this file was compiled.
  package static let root = {
    var path = #filePath
    for _ in ["Sources", "TestSupport", "Files", "Repository.swift"] {
      path = Files.folder(of: path)
    }
    return path
  }()
}
