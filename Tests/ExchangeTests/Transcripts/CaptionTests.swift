import Bytes
import Exchange
import Models
import Testing

/// WebVTT and SubRip.
struct CaptionTests {
  /// The turns of cues that are written as times and words.
  private func turns(_ cues: String, head: String = "WEBVTT\n\n") throws -> TranscriptReading {
    try TranscriptReading(head + cues)
  }

  @Test(
    arguments: [
      // Voices.
      ("00:01.000 --> 00:02.000\n<v Ann Smith>Hello</v>", ["[1000-2000] Ann Smith: Hello"]),
      ("00:01.000 --> 00:02.000\n<v.loud.first Ann>Hello", ["[1000-2000] Ann: Hello"]),
      (
        "00:01.000 --> 00:02.000\n<v Ann>Hi</v> <v Bob>Hey</v>",
        ["[1000-2000] Ann: Hi", "[1000-2000] Bob: Hey"]
      ),
      ("00:01.000 --> 00:02.000\n<v Ann>one\ntwo", ["[1000-2000] Ann: one two"]),
      ("00:01.000 --> 00:02.000\n<v R&amp;D>Hi", ["[1000-2000] R&D: Hi"]),
      ("00:01.000 --> 00:02.000\n<v \u{202E}Eve\u{1B}>Hi", ["[1000-2000] Eve: Hi"]),
      // Times.
      ("01:00:01.000 --> 01:00:02.5", ["[3601000-3602500] words"]),
      ("00:00.000-->00:01.000", ["[0-1000] words"]),
      ("0:0:1.0 --> 0:0:2.62", ["[1000-2620] words"]),
      ("100:00:01.000 --> 100:00:02.000", ["[360001000-360002000] words"]),
      ("00:01.000 --> 00:02.000 line:0 position:20% size:60% align:start", ["[1000-2000] words"]),
      // Words.
      ("00:01.000 --> 00:02.000\na <i>b</i> <b>c</b><u>d</u> <c.x>e</c>", ["[1000-2000] a b cd e"]),
      ("00:01.000 --> 00:02.000\na <00:01.500>b<00:01.700><c> c</c>", ["[1000-2000] a b c"]),
      ("00:01.000 --> 00:02.000\n<ruby>a<rt>b</rt></ruby> <lang en-GB>c</lang>", ["[1000-2000] ab c"]),
      (
        "00:01.000 --> 00:02.000\n1 < 2 > <laughter> <script>x</script> <",
        ["[1000-2000] 1 < 2 > <laughter> <script>x</script> <"]
      ),
      (
        "00:01.000 --> 00:02.000\na &lt;b&gt; &amp;amp; c&nbsp;d &rlm;&unknown; &",
        ["[1000-2000] a <b> &amp; c d \u{200F}&unknown; &"]
      ),
      ("00:01.000 --> 00:02.000\n{\"a\":1}", ["[1000-2000] {\"a\":1}"]),
    ] as [(String, [String])])
  func aCueIsRead(_ cue: String, _ lines: [String]) throws {
    let reading = try turns(cue.contains("\n") ? cue : cue + "\nwords")
    #expect(reading.format == .webVTT)
    #expect(reading.lines == lines)
    #expect(reading.complaints == [])
  }

  @Test func cuesOfOneSpeakerAreOneTurn() throws {
    let reading = try turns(
      """
      00:01.000 --> 00:02.000
      <v Ann>One.

      00:04.000 --> 00:05.000
      <v Ann>Two.

      00:04.500 --> 00:06.000
      <v Bob>Yes.

      00:06.000 --> 00:07.000
      <v Ann>Three.

      00:09.001 --> 00:10.000
      <v Ann>Four.
      """)
    #expect(
      reading.lines == [
        "[1000-5000] Ann: One. Two.", "[4500-6000] Bob: Yes.", "[6000-7000] Ann: Three.",
        "[9001-10000] Ann: Four.",
      ])
    #expect(reading.people == ["Ann", "Bob"])
    #expect(reading.transcript.durationSeconds == 10)
  }

  @Test func withoutNamesASentenceIsATurn() throws {
    let reading = try turns(
      "00:01.000 --> 00:02.000\nWe begin\n\n00:02.000 --> 00:03.000\nhere.\n\n00:03.000 --> 00:04.000\nNext one\n"
    )
    #expect(reading.lines == ["[1000-3000] We begin here.", "[3000-4000] Next one"])
  }

  @Test func namesInTheWordsCountWhereNoVoicesTell() throws {
    let reading = try turns(
      """
      1
      00:01.000 --> 00:02.000
      Ann Smith: Hello.

      2
      00:02.000 --> 00:03.000
      And: welcome.

      3
      00:03.000 --> 00:04.000
      Bob Jones: Hi.
      Ann Smith: Ok.

      """)
    #expect(
      reading.lines == [
        "[1000-3000] Ann Smith: Hello. And: welcome.", "[3000-4000] Bob Jones: Hi.",
        "[3000-4000] Ann Smith: Ok.",
      ])
  }

  @Test func namesAboveTheWordsCount() throws {
    let text =
      "0:0:0.0 --> 0:0:2.620\nAnn Smith\nHello.\n\n0:0:3.0 --> 0:0:4.0\nBob\nHi.\n\n0:0:4.0 --> 0:0:5.0\nAnn Smith\nOk.\n"
    let reading = try TranscriptReading(text)
    #expect(reading.format == .subRip)
    #expect(
      reading.lines == ["[0-2620] Ann Smith: Hello.", "[3000-4000] Bob: Hi.", "[4000-5000] Ann Smith: Ok."])
  }

  @Test func theHeadNotesAndStylesAreNoWords() throws {
    let reading = try turns(
      """
      NOTE this --
      is not said

      STYLE
      ::cue(v) { color: red }

      REGION
      id:fred

      some-id
      00:01.000 --> 00:02.000
      NOTE is said
      NOTES too
      """, head: "WEBVTT - The weekly\nKind: captions\nLanguage: en-GB\n\n")
    #expect(reading.lines == ["[1000-2000] NOTE is said NOTES too"])
    #expect(reading.transcript.title == "The weekly")
    #expect(reading.transcript.language == "en-GB")
    #expect(reading.complaints == [])
  }

  @Test func rollingCaptionsAreSaidOnce() throws {
    let reading = try turns(
      """
      00:00.000 --> 00:02.000 align:start
       
      hello<00:00.500><c> there</c>

      00:02.000 --> 00:02.010
      hello there
       

      00:02.010 --> 00:04.000
      hello there
      how<00:03.000><c> are you</c>

      00:04.000 --> 00:04.010
      how are you
       

      00:04.010 --> 00:06.000
      how are you
      fine thanks
      """)
    #expect(reading.lines == ["[0-6000] hello there how are you fine thanks"])
    #expect(reading.complaints == [])
  }

  @Test func whatIsSaidTwiceStays() throws {
    let reading = try turns(
      "00:01.000 --> 00:02.000\nYes.\n\n00:02.000 --> 00:03.000\nYes.\n\n00:03.000 --> 00:04.000\nYes.\n")
    #expect(reading.lines == ["[1000-2000] Yes.", "[2000-3000] Yes.", "[3000-4000] Yes."])
  }

  @Test func metadataOfTeamsAreReadAsWhatTheySay() throws {
    let reading = try turns(
      """
      00:00:16.246 --> 00:00:17.726
      {"startDateTime":"2026-03-02T08:22:30.246+00:00","endDateTime":"2026-03-02T08:22:31+00:00","speakerName":"Ann Smith","spokenText":"This is a test.","spokenLanguage":"en-us"}

      00:00:18.000 --> 00:00:19.000
      {"speakerName":"Bob","spokenText":"{\\"speakerName\\":\\"Eve\\"}","spokenLanguage":"en-us"}
      """)
    #expect(
      reading.lines == [
        "[16246-17726] Ann Smith: This is a test.", #"[18000-19000] Bob: {"speakerName":"Eve"}"#,
      ])
    #expect(reading.transcript.language == "en-us")
    #expect(reading.transcript.startedAt == Timestamp(rfc3339: "2026-03-02T08:22:14Z"))
  }

  @Test(
    arguments: [
      (
        "1\n00:00:01,000 --> 00:00:02,500\nOne.\n\n2\n00:00:03.000 --> 00:00:04.000\nTwo.\n",
        ["[1000-2500] One.", "[3000-4000] Two."]
      ),
      (
        "\u{FEFF}1\r\n00:00:01,000 --> 00:00:02,500\r\nOne.\r\n\r\n9\r\n00:00:03,000 --> 00:00:04,000\r\nTwo.\r\n\r\n",
        ["[1000-2500] One.", "[3000-4000] Two."]
      ),
      (
        "00:00:01,000 --> 00:00:02,500\nOne.\n3\n00:00:03,000 --> 00:00:04,000\nTwo.\n",
        ["[1000-2500] One.", "[3000-4000] Two."]
      ),
      (
        "1\n00:00:01,000 --> 00:00:02,500 X1:40 X2:600\n{\\an8}<i>One</i> <font color=\"red\">day</font>.\n",
        ["[1000-2500] One day."]
      ),
      ("1\n00:00:01,000 --> 00:00:02,500\nA &amp; B\n42\n", ["[1000-2500] A &amp; B 42"]),
      ("1\n00:00:01,000 --> 00:00:02,500\na --> b\n", ["[1000-2500] a --> b"]),
    ] as [(String, [String])])
  func subtitlesAreRead(_ text: String, _ lines: [String]) throws {
    let reading = try TranscriptReading(text)
    #expect(reading.format == .subRip)
    #expect(reading.lines == lines)
    #expect(reading.complaints == [])
  }

  @Test func whatIsBrokenIsToldAndTheRestRead() throws {
    let reading = try turns(
      """
      00:01.000 --> 00:02
      One.

      00:xx.000 --> 00:03.000
      Two.

      00:05.000 --> 00:04.000
      Three.

      and
      more

      7
      """)
    #expect(reading.lines == ["[1000-2000] One.", "Two.", "[5000-] Three.", "[5000-] and more"])
    #expect(
      reading.complaints == [
        "6: the times of a cue cannot be read (00:xx.000 --> 00:03.000); its words were taken without them",
        "9: a cue ends before it begins; its words were taken without an end",
        "12: words stand here without times; they were added to what was said before",
      ])
  }

  @Test(arguments: ["WEBVTT", "WEBVTT\n\n00:01.000 --> 00:02.000\n", "WEBVTT\n\nNOTE nothing\n"])
  func captionsWithoutWordsAreRefused(_ text: String) throws {
    #expect { try TranscriptReading(text) } throws: { "\($0)" == "nobody says anything in this transcript" }
  }
}
