internal import Bytes
internal import Models

/// A message as a conversation: every line of its text is a turn.
enum MailTranscript {
  static func read(_ text: [UInt8]) throws(TranscriptProblem) -> Transcript {
    let stored = try message(text)
    let message = MailMessage(stored.content)
    if message.fields.isEmpty { throw TranscriptProblem(.notAMessage, line: stored.line) }

    var transcript = Transcript()
    transcript.title = message.subject
    transcript.startedAt = message.date ?? stored.delivered
    var known: Set<String> = []
    for person in message.people("from") + message.people("to") + message.people("cc")
    where known.insert(person.address.lowercased()).inserted {
      transcript.participants.append(
        Transcript.Participant(name: person.name?.asName, email: person.address.asName))
    }

    // What is quoted is not said by the sender.
    let parts = ReplyParts(message.text, subject: message.subject)
    let own = Set((lines(of: parts.body) + lines(of: parts.signature ?? "")))
    let sender = message.people("from").first.flatMap { ($0.name ?? $0.address).asName }
    for line in lines(of: message.text) {
      let isOwn = own.contains(line) && !line.hasPrefix(">")
      transcript.turns.append(Transcript.Turn(speaker: isOwn ? sender : nil, text: line))
    }
    return transcript
  }

  private static func message(_ text: [UInt8]) throws(TranscriptProblem) -> StoredMail {
    do {
      var reader = MailboxReader(MemorySource(text))
      guard let message = try reader.next() else { throw TranscriptProblem(.notAMessage) }
      if let other = try reader.next() { throw TranscriptProblem(.severalMessages, line: other.line) }
      return message
    } catch let error as TranscriptProblem {
      throw error
    } catch {
      throw TranscriptProblem(.messageTooLarge)
    }
  }

  private static func lines(of text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map { String($0).onOneLine }.filter { !$0.isEmpty }
  }
}
