/// The lines that a mailbox puts between messages: `From ann@example.com Mon Mar  2 09:00:00 2026`.
///
/// Neither the address nor what may stand behind the date is the same everywhere, so that the date alone
/// tells (RFC 4155, appendix A).
enum MailboxLine {
  static let start = Array("From ".utf8)

  /// Whether a line separates messages.
  static func separates(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    line.first == start[0] && line.starts(with: start) && line.count <= longest
      && date(ArraySlice(line)) != nil
  }

  /// The date of a separating line, in UTC; nil when it is none.
  static func date(_ line: ArraySlice<UInt8>) -> Timestamp? {
    guard line.starts(with: start) else { return nil }
    // The address may hold anything; the weekday begins the date.
    let weekday = line.split { $0.isBlank || $0 == UInt8(ascii: ",") }.last {
      weekdays.contains(where: $0.isEqual)
    }
    return weekday.flatMap { Timestamp(mail: line[$0.endIndex...]) }
  }

  /// The length of a message's text in a line of its head; nil when it does not say.
  static func length(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    let name = "content-length:"
    guard line.count <= longest, ArraySlice(line.prefix(name.utf8.count)).isEqual(to: name) else {
      return nil
    }
    let length = Int(String(decoding: ArraySlice(line.dropFirst(name.utf8.count)).trimmed, as: UTF8.self))
    // No file is longer.
    return length.flatMap { 0..<(1 << 48) ~= $0 ? $0 : nil }
  }

  /// A text in which `>From ` and `>>From ` at the start of a line are `From ` and `>From ` again.
  static func unquoted(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let mark = UInt8(ascii: ">")
    var unquoted: [UInt8] = []
    var position = text.startIndex
    for line in ByteLines(text)
    where line.first == mark && line.drop(while: { $0 == mark }).starts(with: start) {
      unquoted += text[position..<line.startIndex]
      position = line.startIndex + 1
    }
    return position == text.startIndex ? text : (unquoted + text[position...])[...]
  }

  /// A line has so many bytes at most (RFC 5322, section 2.1.1).
  private static let longest = 998
  private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
}
