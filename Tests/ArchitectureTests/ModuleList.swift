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

  /// The folders of Sources that hold code, and not only data for code that is still to come.
  static let present: [String] = {
    let sources = "\(Repository.root)/Sources"
    return ((try? Files.names(in: sources)) ?? []).filter { module in
      let folder = "\(sources)/\(module)"
      return ((try? Files.names(in: folder)) ?? []).contains { name in
        name.hasSuffix(".swift") || name.hasSuffix(".modulemap") || Files.isFolder("\(folder)/\(name)")
      }
    }
  }()
}
