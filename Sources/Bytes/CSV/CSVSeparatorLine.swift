/// The line `sep=;` with which a file for Excel may begin. It names the delimiter and is no record.
struct CSVSeparatorLine {
  /// How many bytes have to be seen to tell such a line from another.
  static let length = 6

  let delimiter: UInt8

  /// Fails when the bytes begin with something else.
  init?(in bytes: some RandomAccessCollection<UInt8>) {
    guard ["sep=", "Sep=", "SEP="].contains(where: { bytes.starts(with: $0.utf8) }) else { return nil }
    let rest = bytes.prefix(Self.length).dropFirst(4)
    guard let delimiter = rest.first, delimiter < 0x80, !delimiter.isLineBreak else { return nil }
    guard rest.dropFirst().allSatisfy(\.isLineBreak) else { return nil }
    self.delimiter = delimiter
  }
}
