import TestSupport
import Testing

/// The modules import one another as Sources/README.md says, and only downwards.
@Suite struct ImportGraphTests {
  /// What any module may import of the system. Foundation is not here: it doubles the start-up time.
  private let system: Set = ["Glibc", "Synchronization"]

  @Test func everyModuleHasAParagraph() {
    #expect(!Module.present.isEmpty)
    #expect(Set(Module.present).subtracting(Module.listed.map(\.name)).isEmpty)
  }

  @Test func arrowsPointDownwards() {
    var below = Set(Module.listed.map(\.name))
    #expect(below.count == Module.listed.count, "a module has two paragraphs")
    for module in Module.listed {
      below.remove(module.name)
      #expect(module.mayImport.isSubset(of: below), "\(module.name) imports what stands above it, or nowhere")
    }
  }

  @Test(arguments: Module.listed) func importsStayWithinTheGraph(of module: Module) throws {
    let folder = "\(Repository.root)/Sources/\(module.name)"
    guard Files.isFolder(folder) else { return }
    for file in try Files.list(under: folder, endingIn: ".swift") {
      let imported = Set(imports(in: try Files.text("\(folder)/\(file)")))
      let strangers = imported.subtracting(module.mayImport).subtracting(system)
      #expect(strangers.isEmpty, "Sources/\(module.name)/\(file)")
    }
  }

  @Test func packageDeclaresTheSameGraph() throws {
    let present = Set(Module.present)
    let documented = Dictionary(
      uniqueKeysWithValues: Module.listed.filter { present.contains($0.name) }.map {
        ($0.name, $0.mayImport.intersection(present))
      })
    let declared = dependencies(in: try Files.text("\(Repository.root)/Package.swift"))
    #expect(declared == documented)
  }

  /// The modules that a source file imports, with whatever attributes, access and kind.
  private func imports(in source: String) -> [String] {
    source.matches(
      of: /(?m)^\s*(?:@?\w+ )*?import (?:(?:struct|class|enum|protocol|func|var|let|typealias) )?(\w+)/
    )
    .map { String($0.output.1) }
  }

  /// The dependencies of each target in Package.swift that is not a test.
  private func dependencies(in package: String) -> [String: Set<String>] {
    let declaration =
      /\.(?:target|executableTarget|systemLibrary)\(\s*name: "(\w+)"(?:,\s*dependencies: \[([^\]]*)\])?/
    var found: [String: Set<String>] = [:]
    for match in package.matches(of: declaration) {
      let names = (match.output.2 ?? "").matches(of: /"(\w+)"/).map { String($0.output.1) }
      found[String(match.output.1)] = Set(names)
    }
    return found
  }

  @Test(arguments: [
    ("import Glibc", ["Glibc"]),
    ("internal import Bytes\n  @testable import crm\n", ["Bytes", "crm"]),
    ("@_exported public import struct Foundation.Date", ["Foundation"]),
    ("// import Nothing\nlet text = \"import this\"\n", []),
  ])
  func importLinesAreFound(source: String, modules: [String]) {
    #expect(imports(in: source) == modules)
  }
}
