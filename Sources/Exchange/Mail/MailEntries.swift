package import Bytes
package import Models

/// The messages of a mailbox or of a file with one message, each as an activity of the people it went
/// between.
///
/// A message with people of whom nobody is known is passed over by the import; so it brings in the
/// correspondence with contacts and nothing else.
package struct MailEntries<Source: ByteSource>: EntryReader {
  private var messages: MailboxReader<Source>
  private var records: MailRecords
  private let keepsSource: Bool

  /// Messages from one of the addresses `me` went out, others came in; without an address nobody knows. With
  /// `keepsSource` each entry carries its text.
  package init(_ source: Source, me: Set<String> = [], keepsSource: Bool) {
    messages = MailboxReader(source)
    records = MailRecords(me: me)
    self.keepsSource = keepsSource
  }

  package mutating func next() throws -> Entry? {
    do {
      guard let message = try messages.next() else { return nil }
      let source = keepsSource ? message.source : []
      do throws(MailRecords.Problem) {
        var entry = Entry([try records.record(of: message)], line: message.line, source: source)
        entry.strangers = .skipped
        return entry
      } catch {
        throw BadEntry(line: message.line, reason: "\(error)", source: source)
      }
    } catch let error as MailTooLarge {
      throw BadEntry(line: error.line, reason: "\(error)")
    }
  }

  package var remarks: [String] { records.remarks }

  package var rejects: RejectsFormat { .mail }
}

extension RejectsFormat {
  /// Messages with the reason as their first field, which stands behind the line that separates messages.
  static let mail = RejectsFormat { source, reason in
    let name = Array("X-Reject-Reason: ".utf8)
    var separator: ArraySlice<UInt8> = []
    var message = source[...]
    if source.starts(with: "From ".utf8) {
      separator = source[...(source.firstIndex(of: 0x0A) ?? source.count - 1)]
      message = source[separator.endIndex...]
    }
    // The reason why it was rejected before is none any more.
    if message.starts(with: name) { message = message.drop { $0 != 0x0A }.dropFirst() }
    let line = name + reason.utf8.map { $0 < 0x20 ? 0x20 : $0 } + [0x0A]
    return separator + line + message + (message.last == 0x0A ? [] : [0x0A])
  }
}
