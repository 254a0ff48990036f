import Exchange

/// Transcripts of every format, as the programs write them.
enum TranscriptSamples {
  struct Sample {
    let format: TranscriptFormat
    let text: String
  }

  static let all = texts.map { Sample(format: .text, text: $0) } + captions + documents

  static let texts = [
    "Ann Smith: Hello, Bob. Shall we begin?\nBob: Yes.\nAnn Smith: Good: three things.\nand a fourth one\nBob: Ok",
    "Ann Smith  0:03\nHello everyone.\nIs Bob here?\n\nBob Jones  0:12\nI am.\n\nAnn Smith  1:02:03\nGood.\n",
    "[00:01:23] Ann: Hello.\n[00:01:30] Bob: Hi there.\nGood to see you.\n[00:01:40] Ann: Likewise.\n",
    "Ann (00:12): Hello.\nBob (00:15): Hi.\nAnn (00:20): Bye.\n",
    "# Weekly\n\n**Ann:** Hello.\n\n**Bob**: Hi, see https://x.example: it works.\n\n**Ann:** Note: call back at 10:30.\n",
    "Notes of the call\nNote: call back at 10:30\nhttps://x.example/a:b\nThey said: no way\n",
    "[00:00:00.000 --> 00:00:02.500]   We begin.\n[00:00:02.500 --> 00:00:04.000]   Good.\n",
  ]

  static let captions = [
    Sample(
      format: .webVTT,
      text: """
        WEBVTT - Weekly
        Kind: captions
        Language: en

        NOTE made by hand
        over two lines

        STYLE
        ::cue { color: red }

        0b1c-0
        00:01.000 --> 00:02.500 align:start position:0%
        <v Ann Smith>Hello &amp; welcome.</v>

        0b1c-1
        00:02.600 --> 00:04.000
        <v.loud Ann Smith>Is <i>Bob</i> <00:03.000><c.yellow>here</c>?</v>

        00:03.900 --> 00:05.000
        <v Bob>I am.

        """),
    Sample(
      format: .subRip,
      text: """
        1
        00:00:01,000 --> 00:00:02,500
        <i>Hello</i> there.

        7
        00:00:06.600 --> 00:00:08.000
        I said
        nothing yet

        """),
  ]

  static let documents = [
    Sample(
      format: .json,
      text: #"{"title":"Call","date":"2026-03-02","turns":[{"speaker":"Ann","text":"Hello.","start":1.5}]}"#),
    Sample(
      format: .json,
      text:
        #"{"timeline":[{"text":"hey.","ts":"00:00:08.490","end_ts":"00:00:09.090","users":[{"username":"Ann"}]}]}"#
    ),
    Sample(
      format: .mail,
      text:
        "From: Ann <ann@x.example>\nTo: bob@y.example\nDate: Mon, 2 Mar 2026 10:00:00 +0100\n\nHello.\n\n> Hi\n"
    ),
  ]
}
