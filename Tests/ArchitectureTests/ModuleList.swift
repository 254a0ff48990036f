import TestSupport

/// A paragraph of Sources/README.md: a module and whom it may import.
struct Module: Sendable, CustomStringConvertible {
  let name: String
  let mayImport: Set<String>

  var description: String { name }

  /// The paragraphs in their order, from the entry point down.
  static let listed: [Module] = {
    let readme = (try? Files.text("\(Repository.root)/Sources/README.md")) ?? ""
    return readme.matches(of: /(?m)^## (\w+)\n\n(?:[^#\n].*\n)*?.*May\simport: ([\w, ]+)\.$/).map { match in
      let names = match.output.2.split(separator: ", ").map(String.init)
      return Module(name: String(match.output.1), mayImport: names == ["nothing"] ? [] : Set(names))
    }
  }()

  /// The folders of Sources.
  static let present: [String] = {
    let sources = "\(Repository.root)/Sources"
    return ((try? Files.names(in: sources)) ?? []).filter { Files.isFolder("\(sources)/\($0)") }
  }()
}
