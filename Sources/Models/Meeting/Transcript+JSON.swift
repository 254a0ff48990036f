public import Bytes

extension Transcript.Turn {
  /// From the form in which a meeting's record holds it; nil without a text.
  public init?(json: JSON) {
    guard let text = json["text"]?.string else { return nil }
    func milliseconds(_ name: String) -> Int? {
      json[name]?.double.flatMap { Int(exactly: ($0 * 1000).rounded()) }
    }
    self.init(
      speaker: json["speaker"]?.string, text: text, startMilliseconds: milliseconds("at"),
      endMilliseconds: milliseconds("until"))
  }

  /// In the form in which a meeting's record holds it.
  public var json: JSON {
    func seconds(_ milliseconds: Int?) -> JSON {
      milliseconds.flatMap { JSONNumber(Double($0) / 1000) }.map(JSON.number) ?? .null
    }
    return [
      "speaker": speaker.map(JSON.string) ?? .null, "text": .string(text), "at": seconds(startMilliseconds),
      "until": seconds(endMilliseconds),
    ]
  }
}

extension Transcript {
  /// What tells one talk from any other: who said what, whatever the file and its times. `sent` counts where the same
  /// words may be said again, as in a mail.
  public static func contentHash(of turns: [Turn], sent: Timestamp? = nil) -> String {
    var bytes: [UInt8] = []
    for turn in turns {
      bytes += (turn.speaker ?? "").utf8
      bytes.append(0)
      bytes += turn.text.utf8
      bytes.append(0)
    }
    if let sent { bytes += sent.description.utf8 }
    return SHA256.hexadecimal(bytes)
  }
}
