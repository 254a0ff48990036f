/// How a program writes transcripts as JSON: where the pieces stand, and what their members are called.
struct TranscriptShape {
  /// What numbers count that are times.
  enum Unit: Double {
    case milliseconds = 1
    case seconds = 1000
    case minutes = 60_000
    /// Otter counts the samples of 16 kHz.
    case samples = 0.0625
  }

  /// The program, by which people know it.
  let name: String
  /// Paths to the list of pieces, the first that leads to one counts.
  let lists: [String]
  /// Paths within a piece; a list of sentences may stand for their text.
  let text: [String]
  var speaker: [String] = []
  /// Names somebody whose name stands in another list.
  var speakerID: [String] = []
  var start: [String] = []
  var end: [String] = []
  var unit = Unit.seconds
  var language: [String] = []
  /// Paths of which the first piece has one; by default those of the text.
  var marks: [String] = []
  /// Whether pieces are parts of turns rather than turns.
  var isInPieces = true
  var duration: (paths: [String], unit: Unit)?
}

extension TranscriptShape {
  /// The programs whose transcripts are known, for a sentence.
  static var names: String {
    let names = all.dropFirst().map(\.name)
    var unique: [String] = []
    for name in names where !unique.contains(name) { unique.append(name) }
    return unique.dropLast().joined(separator: ", ") + " or " + (unique.last ?? "")
  }

  /// The shapes that are known: our own first, which has turns, those with the plainest names last.
  static let all: [TranscriptShape] = [
    TranscriptShape(
      name: "crm", lists: ["turns"], text: ["text"], speaker: ["speaker"], start: ["start"], end: ["end"],
      isInPieces: false, duration: (["duration_seconds"], .seconds)),
    TranscriptShape(
      name: "whisper.cpp", lists: ["transcription"], text: ["text"], speaker: ["speaker"],
      start: ["offsets.from", "timestamps.from"], end: ["offsets.to", "timestamps.to"], unit: .milliseconds),
    TranscriptShape(
      name: "Zoom", lists: ["timeline", "transcript.timeline", "transcript.content"], text: ["text"],
      speaker: ["users.0.username", "username"], start: ["ts"], end: ["end_ts"], marks: ["ts"]),
    TranscriptShape(
      name: "Microsoft Teams", lists: ["value", ""], text: ["spokenText"], speaker: ["speakerName"],
      start: ["startDateTime"], end: ["endDateTime"], language: ["spokenLanguage"]),
    TranscriptShape(
      name: "Microsoft Teams", lists: ["entries", ""], text: ["text"], speaker: ["speakerDisplayName"],
      start: ["startOffset"], end: ["endOffset"], language: ["spokenLanguageTag"],
      marks: ["speakerDisplayName", "startOffset"]),
    TranscriptShape(
      name: "Google Meet", lists: ["transcriptEntries", "transcript_entries", "entries", ""], text: ["text"],
      speakerID: ["participant"], start: ["startTime", "start_time"], end: ["endTime", "end_time"],
      language: ["languageCode", "language_code"], marks: ["participant"]),
    TranscriptShape(
      name: "Otter", lists: ["speech.transcripts", "data.speech.transcripts", "transcripts", ""],
      text: ["transcript"], speaker: ["speaker_name"], speakerID: ["speaker_id"], start: ["start_offset"],
      end: ["end_offset"], unit: .samples, marks: ["start_offset", "speaker_id"],
      duration: (["duration"], .seconds)),
    TranscriptShape(
      name: "Fireflies", lists: ["data.transcript.sentences", "transcript.sentences", "sentences", ""],
      text: ["text", "raw_text", "sentence"], speaker: ["speaker_name"], start: ["start_time", "startTime"],
      end: ["end_time", "endTime"], marks: ["speaker_name"], duration: (["duration"], .minutes)),
    TranscriptShape(
      name: "AssemblyAI", lists: ["utterances"], text: ["text"], speaker: ["speaker"], start: ["start"],
      end: ["end"], unit: .milliseconds, isInPieces: false, duration: (["audio_duration"], .seconds)),
    TranscriptShape(
      name: "Deepgram", lists: ["results.utterances"], text: ["transcript"], speaker: ["speaker"],
      start: ["start"], end: ["end"], isInPieces: false, duration: (["metadata.duration"], .seconds)),
    TranscriptShape(
      name: "Deepgram", lists: ["results.channels.0.alternatives.0.paragraphs.paragraphs"],
      text: ["sentences"],
      speaker: ["speaker"], start: ["start"], end: ["end"], duration: (["metadata.duration"], .seconds)),
    TranscriptShape(
      name: "Whisper", lists: ["segments"], text: ["text"], speaker: ["speaker"], start: ["start"],
      end: ["end"], duration: (["duration"], .seconds)),
    TranscriptShape(
      name: "WhisperX", lists: [""], text: ["text"], speaker: ["speaker"], start: ["start"], end: ["end"],
      marks: ["speaker", "start"], isInPieces: false),
  ]
}
