package import Bytes
package import Models

/// The contacts of a vCard file: versions 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350).
///
/// A card is a contact, or a company when it says so. What the catalogue has no field for becomes a custom
/// field.
package struct VCardEntries<Source: ByteSource>: EntryReader {
  private var components: ContentComponentReader<Source>
  private let keepsSource: Bool
  private var groups = 0
  /// How many cards had a photo, a sound …, by what several of them are called.
  private var leftOut: [String: Int] = [:]

  /// With `keepsSource` each entry carries its text, pictures and the like aside.
  package init(_ source: Source, keepsSource: Bool) {
    components = ContentComponentReader(source, entries: ["VCARD"], keepsSource: keepsSource)
    self.keepsSource = keepsSource
  }

  package mutating func next() throws -> Entry? {
    while let component = try nextComponent() {
      let card: ContactCard
      do {
        card = try ContactCard(component)
      } catch {
        throw BadEntry(line: component.line, reason: "\(error)", source: component.source)
      }
      if card.isGroup {
        groups += 1
        continue
      }
      for kind in card.leftOut { leftOut[kind, default: 0] += 1 }
      return Entry([card.record], line: component.line, source: component.source)
    }
    return nil
  }

  private mutating func nextComponent() throws -> ContentComponent? {
    do {
      guard case .component(let component) = try components.next() else { return nil }
      guard component.name == "VCARD" else {
        throw BadEntry(
          line: component.line, reason: "a \(component.name.excerpt) is not a card", source: component.source)
      }
      return component
    } catch let error as BadComponent {
      throw BadEntry(error)
    }
  }

  package var remarks: [String] {
    var remarks: [String] = []
    for (kind, count) in leftOut.sorted(by: { $0.key < $1.key }) {
      remarks.append("\(kind) of \(counted(count, "card", "cards")) were left out")
    }
    if groups > 0 {
      remarks.append(counted(groups, "group of contacts was left out", "groups of contacts were left out"))
    }
    return remarks
  }

  package var rejects: RejectsFormat { .components() }
}
