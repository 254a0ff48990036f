import Bytes
import Exchange
import Models
import Testing

/// The JSON of programs that write transcripts.
struct TranscriptJSONTests {
  @Test(
    arguments: [
      // Ours: turns stay what they are.
      (
        #"{"meeting":"demo","date":"2026-06-03","title":"Demo","turns":[{"speaker":"Ann","text":"a.","start":1.5},"#
          + #"{"speaker":"Ann","text":"b.","start":2,"end":3.25},{"speaker":"","text":"c","start":null}]}"#,
        ["[1500-] Ann: a.", "[2000-3250] Ann: b.", "c"]
      ),
      // whisper.cpp
      (
        #"{"result":{"language":"en"},"transcription":[{"timestamps":{"from":"00:00:00,000","to":"00:00:01,500"},"#
          + #""offsets":{"from":0,"to":1500},"text":" We begin"},{"offsets":{"from":1500,"to":2000},"text":" here."},"#
          + #"{"timestamps":{"from":"00:00:02,000","to":"00:00:03,000"},"text":" Good."}]}"#,
        ["[0-2000] We begin here.", "[2000-3000] Good."]
      ),
      // Whisper, WhisperX
      (
        #"{"text":"a b","segments":[{"id":0,"start":0.0,"end":1.0,"text":" a"},{"start":1.0,"end":2.5,"text":" b."}],"#
          + #""language":"de"}"#,
        ["[0-2500] a b."]
      ),
      (
        #"{"segments":[{"start":0.5,"end":1.0,"text":"a.","speaker":"SPEAKER_00"},"#
          + #"{"start":1.5,"end":2,"text":"b","speaker":"SPEAKER_00"},{"start":2,"end":3,"text":"c","speaker":"A"}]}"#,
        ["[500-2000] SPEAKER_00: a. b", "[2000-3000] Speaker A: c"]
      ),
      // Zoom
      (
        #"{"timeline":[{"text":"hey.","end_ts":"00:00:09.090","ts":"00:00:08.490","users":[{"username":"Ann",""#
          + #"zoom_userid":"x"}]},{"text":"yes","ts":"00:00:10.000","end_ts":"00:00:11.000","users":[]}]}"#,
        ["[8490-9090] Ann: hey.", "[10000-11000] yes"]
      ),
      // Microsoft Teams
      (
        #"{"type":"Transcript","entries":[{"text":"Hello.","speakerDisplayName":"Ann","startOffset":"00:00:01.5000000","#
          + #""endOffset":"00:00:02.2500000","spokenLanguageTag":"en-us"}]}"#,
        ["[1500-2250] Ann: Hello."]
      ),
      (
        #"[{"startDateTime":"2026-03-02T08:22:30Z","endDateTime":"2026-03-02T08:22:31.5Z","speakerName":"Ann","#
          + #""spokenText":"Hi."},{"startDateTime":"2026-03-02T08:22:32Z","endDateTime":"2026-03-02T08:22:33Z","#
          + #""speakerName":"Bob","spokenText":"Hey."}]"#,
        ["[0-1500] Ann: Hi.", "[2000-3000] Bob: Hey."]
      ),
      // Google Meet
      (
        #"{"participants":[{"name":"conferenceRecords/1/participants/2","signedinUser":{"displayName":"Ann"}}],"#
          + #""transcriptEntries":[{"participant":"conferenceRecords/1/participants/2","text":"Hi.","#
          + #""languageCode":"en-US","startTime":"2026-03-02T08:00:01Z","endTime":"2026-03-02T08:00:02Z"},"#
          + #"{"participant":"conferenceRecords/1/participants/777","text":"Hey.","startTime":"2026-03-02T08:00:02Z"}]}"#,
        ["[0-1000] Ann: Hi.", "[1000-] Speaker 777: Hey."]
      ),
      // Otter
      (
        #"{"speech":{"title":"Call","start_time":1772438400,"duration":60,"speakers":[{"id":7,"speaker_name":"Ann"}],"#
          + #""transcripts":[{"transcript":"Hi.","speaker_id":7,"start_offset":16000,"end_offset":32000},"#
          + #"{"transcript":"Hey.","speaker_id":null,"start_offset":32000,"end_offset":48000}]}}"#,
        ["[1000-2000] Ann: Hi.", "[2000-3000] Hey."]
      ),
      // Fireflies
      (
        #"{"data":{"transcript":{"title":"Call","date":1772438400000,"duration":1.5,"sentences":["#
          + #"{"index":0,"speaker_name":"Ann","text":"Hi.","start_time":0.08,"end_time":"1.2"},"#
          + #"{"speaker_name":"Ann","raw_text":"Well.","start_time":1.5,"end_time":2}],"#
          + #""meeting_attendees":[{"displayName":"Ann","email":"ann@x.example"},{"email":"bob@y.example"}]}}}"#,
        ["[80-2000] Ann: Hi. Well."]
      ),
      (
        #"[{"sentence":"Hi.","startTime":"00:03","endTime":"00:05","speaker_name":"Ann"}]"#,
        ["[3000-5000] Ann: Hi."]
      ),
      // AssemblyAI, Deepgram
      (
        #"{"audio_duration":9,"utterances":[{"speaker":"A","text":"Hi.","start":250,"end":1000},"#
          + #"{"speaker":"A","text":"So.","start":1000,"end":2000}]}"#,
        ["[250-1000] Speaker A: Hi.", "[1000-2000] Speaker A: So."]
      ),
      (
        #"{"metadata":{"duration":4.2},"results":{"utterances":[{"speaker":0,"transcript":"Hi.","start":0.25,"end":1}]}}"#,
        ["[250-1000] Speaker 0: Hi."]
      ),
      (
        #"{"results":{"channels":[{"alternatives":[{"transcript":"x","paragraphs":{"paragraphs":[{"speaker":1,"#
          + #""sentences":[{"text":"Hi.","start":0,"end":1},{"text":"So.","start":1,"end":2}],"start":0,"end":2}]}}]}]}}"#,
        ["[0-2000] Speaker 1: Hi. So."]
      ),
    ] as [(String, [String])])
  func programsAreKnown(_ text: String, _ lines: [String]) throws {
    let reading = try TranscriptReading(text)
    #expect(reading.format == .json)
    #expect(reading.lines == lines)
    #expect(reading.complaints == [])
  }

  @Test func theHeadIsRead() throws {
    let reading = try TranscriptReading(
      #"{"data":{"transcript":{"title":"Call\u0007","date":1772438400000,"duration":1.5,"sentences":["#
        + #"{"speaker_name":"Carl","text":"Hi."}],"participants":["ann@x.example","Bob"],"#
        + #""meeting_attendees":[{"displayName":"Ann","email":"ANN@x.example"},{"name":"Eve","email":null}]}}}"#
    )
    #expect(reading.transcript.title == "Call")
    #expect(reading.transcript.startedAt == Timestamp(rfc3339: "2026-03-02T08:00:00Z"))
    #expect(reading.transcript.durationSeconds == 90)
    #expect(reading.people == ["Ann <ann@x.example>", "Bob", "Eve", "Carl"])
    let day = try TranscriptReading(#"{"date":"2026-03-02","turns":[{"text":"a"}],"language":"en"}"#)
    #expect(day.transcript.startedAt == Timestamp(rfc3339: "2026-03-02T00:00:00Z"))
    #expect(day.transcript.language == "en")
  }

  @Test func linesOfJSONAreOneTranscript() throws {
    let line = #"{"speaker_name":"Ann","text":"a.","start_time":1,"end_time":2}"#
    #expect(try TranscriptReading(line + "\n" + line + "\n").lines == ["[1000-2000] Ann: a. a."])
    let broken = try TranscriptReading(line + "\n" + line + "\n{\"a\":nil}\n" + line)
    #expect(broken.lines == ["[1000-2000] Ann: a. a. a."])
    #expect(broken.complaints.count == 1 && broken.complaints[0].hasPrefix("3: this is not JSON: "))
  }

  @Test func aPieceWithoutTextIsToldAndTheRestRead() throws {
    let reading = try TranscriptReading(
      #"{"turns":[{"text":"a"},7,{"speaker":"Ann"},{"text":["x"]},{"text":"b"}]}"#)
    #expect(reading.lines == ["a", "b"])
    #expect(
      reading.complaints == [
        "element 2 of turns has no text, and was left out",
        "element 3 of turns has no text, and was left out",
        "element 4 of turns has no text, and was left out",
      ])
  }

  @Test(
    arguments: [
      ("{\"turns\":[", 1, "this is not JSON: expected a value or ']', found the end of the text, column 11"),
      ("{\n\"a\": nil}", 2, "this is not JSON: a word is neither true, false nor null, column 6"),
      (
        #"{"type":"contact"}"#, nil,
        "this JSON is none of the transcripts that are known: it should have turns of speaker and text, or be an "
          + "export of whisper.cpp, Zoom, Microsoft Teams, Google Meet, Otter, Fireflies, AssemblyAI, Deepgram, "
          + "Whisper or WhisperX"
      ),
      (#"{"turns":[{"text":" "}]}"#, nil, "nobody says anything in this transcript"),
    ] as [(String, Int?, String)])
  func otherJSONIsRefused(_ text: String, _ line: Int?, _ sentence: String) throws {
    #expect { try TranscriptReading(text) } throws: { error in
      (error as? TranscriptProblem)?.line == line && "\(error)" == sentence
    }
  }

  @Test(arguments: ["1e300", "-5", "1e-320", "99999999999999999999", "\"1e400\"", "\"abc\"", "{}", "true"])
  func timesThatAreNoneAreLeftOut(_ time: String) throws {
    let reading = try TranscriptReading(
      #"{"turns":[{"text":"a","start":\#(time),"end":\#(time)}],"date":\#(time)}"#)
    #expect(reading.transcript.turns.map(\.text) == ["a"])
    #expect(reading.transcript.turns[0].startMilliseconds ?? 0 == 0)
    #expect(reading.transcript.startedAt == nil)
  }
}
