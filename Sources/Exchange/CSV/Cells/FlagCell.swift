/// A cell that says yes or no.
enum FlagCell {
  private static let yes = ["true", "yes", "y", "1", "x", "t", "on"]
  private static let no = ["false", "no", "n", "0", "f", "off"]

  /// What the cell says; nil for another word.
  static func value(_ cell: ArraySlice<UInt8>) -> Bool? {
    // None of the words is longer.
    guard cell.count <= 5 else { return nil }
    let word = String(decoding: cell, as: UTF8.self).lowercased()
    if yes.contains(word) { return true }
    return no.contains(word) ? false : nil
  }
}
