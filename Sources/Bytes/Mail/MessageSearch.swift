/// Looks for the end of the message with which bytes begin, of which more and more come in.
struct MessageSearch {
  /// The start of a line: how many bytes and lines are before it.
  struct Place {
    var offset = 0
    var lines = 0
  }

  private let isMailbox: Bool
  /// Whether the lengths in this file have been right so far.
  private var trustsLength = true
  /// The line being looked at.
  private(set) var line = Place()
  /// How far it is known to go on.
  private var scanned = 0
  private var isInHead = true
  /// Whether the bytes begin somewhere in a message, so that a separator may be their first line.
  private var beginsInside = false
  /// How long the text is, as the head says.
  private var declaredLength: Int?
  /// Where the message ends by that.
  private var declaredEnd: Int?
  /// The first separator before that, at which the message ends if the length is wrong.
  private var firstSeparator: Place?

  init(isMailbox: Bool) {
    self.isMailbox = isMailbox
  }

  /// The search for the end of another message of the file.
  var next: MessageSearch {
    var next = MessageSearch(isMailbox: isMailbox)
    next.trustsLength = trustsLength
    return next
  }

  /// The search for the end of the same message in what comes behind the bytes.
  var rest: MessageSearch {
    var rest = next
    rest.isInHead = false
    rest.beginsInside = true
    return rest
  }

  /// Where the message ends; nil when that is not clear before more has come.
  mutating func end(in bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) -> Place? {
    while line.offset < bytes.count {
      let lineFeed = bytes.indexOfLineFeed(from: max(scanned, line.offset))
      guard let end = lineFeed ?? (isLast ? bytes.count : nil) else {
        scanned = bytes.count
        return nil
      }
      if isMailbox, line.offset > 0 || beginsInside, let place = look(at: bytes[line.offset..<end]) {
        return place
      }
      line = Place(offset: min(end + 1, bytes.count), lines: line.lines + 1)
    }
    guard isLast, !bytes.isEmpty else { return nil }
    if let declaredEnd, declaredEnd > bytes.count { return endWithoutLength() ?? line }
    return line
  }

  /// Where the message ends, if the line tells.
  private mutating func look(at text: Slice<UnsafeBufferPointer<UInt8>>) -> Place? {
    let isSeparator = MailboxLine.separates(text)
    let isEmpty = text.isEmpty || text.count == 1 && text.first == .carriageReturn
    if isInHead {
      if isSeparator { return line }
      if isEmpty {
        isInHead = false
        // The line break of this line is not part of the text.
        declaredEnd = declaredLength.map { text.endIndex + 1 + $0 }
      } else if trustsLength, declaredLength == nil {
        declaredLength = MailboxLine.length(text)
      }
      return nil
    }
    guard let declaredEnd else { return isSeparator ? line : nil }
    if line.offset < declaredEnd {
      if isSeparator, firstSeparator == nil { firstSeparator = line }
      return nil
    }
    // Behind the text come empty lines and the next message.
    if isEmpty || isSeparator { return isSeparator ? line : nil }
    return endWithoutLength()
  }

  /// Stops trusting lengths, and gives the end of the message where one was passed over.
  ///
  /// A program that moved a file between systems made all lengths in it wrong; to look behind each of them in
  /// vain would take as long as to read the file so many times.
  mutating func endWithoutLength() -> Place? {
    trustsLength = false
    declaredEnd = nil
    return firstSeparator
  }
}
