import Bytes
import Glibc
import TestSupport
import Testing

/// A conversation at a terminal, typed key by key, against the built program.
@Suite struct ChatTests {
  private static let deals =
    #"{"title":"Acme renewal","value":5000}"# + "\n" + #"{"title":"Bolt pilot"}"# + "\n"

  /// What the program sends when it begins to read a line.
  private static let ready = "\u{1B}[?2004h"

  @Test func linesAreEditedAnsweredAndRemembered() throws {
    try talk { place, chat in
      try type("list opne\u{14} deals\u{1B}b\u{1B}b", chat, until: "open deals")
      try type("\u{1}\u{B}open deals\r", chat, until: "Bolt pilot", Self.ready)
      #expect(chat.isTerminalRaw)
      // Up, a change at the end of the line, and back to what was there.
      try type("\u{1B}[A over 1k", chat, until: "over 1k")
      try type("\r", chat, until: "1 deal", Self.ready)
      try type("\u{12}open\u{12}", chat, until: "(search: open) \u{1B}[0mopen deals\u{1B}[K")
      try type("\r", chat, until: "2 deals", Self.ready)
      try type("\u{4}", chat)
      #expect(try chat.wait().status == .exited(0))

      let again = try start(place)
      try type("\u{1B}[A", again, until: "open deals\u{1B}[K")
      try type("\u{1B}[A", again, until: "open deals over 1k\u{1B}[K")
      try type("\u{3}", again, until: "\u{1B}[K")
      try type("/sessions\r", again, until: "open deals")
      try type("/quit\r", again)
      #expect(try again.wait().status == .exited(0))
    }
  }

  @Test func whatIsTypedStandsWhereItWasTyped() throws {
    try talk { _, chat in
      let text = "was ist mit Müller & Söhne, 漢字 und e\u{301} in einer Zeile, die umbricht und umbricht?"
      let screen = try type(text + "\u{1}\u{1B}f\u{1B}[D", chat, until: "umbricht?", "\u{1B}[8C")
      var terminal = VirtualTerminal(columns: 60, rows: 24)
      terminal.write(screen)
      #expect(
        terminal.text == [
          "chat> was ist mit Müller & Söhne, 漢字 und e\u{301} in einer Zeile,",
          " die umbricht und umbricht?",
        ])
      #expect(terminal.cursor == (0, 8))
      #expect(terminal.unknown.isEmpty)
      try type("\u{15}\u{B}\u{4}", chat)
      #expect(try chat.wait().status == .exited(0))
    }
  }

  @Test func aPasteSendsNothingByItself() throws {
    try talk { place, chat in
      try type("\u{1B}[200~delete Acme renewal\ny\n\u{1B}[201~", chat, until: "delete Acme renewal y")
      #expect(try place.crm.run(["deal", "list", "--count"]).output == "{\"count\":2}\n")
      try type("\u{3}", chat, until: "chat> \u{1B}[0m\u{1B}[K")
      try type("\u{3}", chat, until: "Control-D or /quit leaves")
      try type("\u{4}", chat)
      #expect(try chat.wait().status == .exited(0))
    }
  }

  @Test func aPlanIsAskedAboutCarriedOutAndTakenBack() throws {
    try talk { place, chat in
      func stage() throws -> String {
        try place.crm.run(["query", #"{"from":"deal","fields":["stage"],"where":"id = 1"}"#]).output
      }
      let lead = try stage()
      try type("move Acme renewal to won\r", chat, until: "stage = won", "[y/N] ")
      #expect(!chat.isTerminalRaw)
      try type("n\r", chat, until: "it was not agreed to", Self.ready)
      #expect(try stage() == lead)
      try type("move Acme renewal to won\r", chat, until: "[y/N] ")
      try type("y\r", chat, until: "moved to won\n", Self.ready)
      #expect(try stage().contains("won"))
      try type("/plan\r", chat, until: #""changes":{"stage":"won"}"#, Self.ready)
      try type("/undo\r", chat, until: "Taken back: Deal 'Acme renewal' moved to won", Self.ready)
      #expect(try stage() == lead)
      try type("/undo\r", chat, until: "nothing was done in this conversation that can be taken back")
      try type("/clear\r", chat, until: "Forget what was said in this conversation? [y/N] ")
      try type("y\r", chat, until: "forgotten", Self.ready)
      try type("/quit\r", chat)
      #expect(try chat.wait().status == .exited(0))
      #expect(try place.crm.run(["chat", "show", "chat"]).output == "")
    }
  }

  /// Control-C stops what is on its way, a question as well, and the conversation goes on.
  @Test func controlCStopsOneLineAlone() throws {
    try talk { place, chat in
      for _ in 0..<2 {
        try type("move Acme renewal to won\r", chat, until: "[y/N] ")
        try type("\u{3}", chat, until: "stopped; Control-D or /quit leaves", Self.ready)
      }
      try type("open deals\r", chat, until: "2 deals", Self.ready)
      try type("\u{4}", chat)
      #expect(try chat.wait().status == .exited(0))
      #expect(try place.crm.run(["log", "-n", "1"]).output.contains("deal add"))
    }
  }

  // MARK: A model

  private static let strange = "Roughly what could the table bring us if luck holds?"
  private static let sum: ScriptedAssistant.Reply = .call(
    "query", ["from": "deal", "where": "status = open", "aggregate": [["fn": "sum", "field": "value"]]])
  private static let slow =
    "Open deals come to 5,000 USD. " + String(repeating: "And so on and on. ", count: 40)

  @Test func sentencesOfAModelAppearAsTheyCome() throws {
    let model = try ScriptedAssistant([
      Self.sum, .slow("Open deals come to 5,000 USD. And that is all of it."),
    ])
    try talk(to: model) { place, chat in
      let begun = try type(Self.strange + "\r", chat, until: "thinking ...", "5,000 USD.")
      #expect(begun.contains("thinking ...\r\u{1B}[KOpen deals come"))
      #expect(!begun.contains("all of it"))
      try chat.read(until: "5,000 USD. And that is all of it.\n" + Self.ready, from: .screen)
      try type("/sources\r", chat, until: #""aggregate""#, Self.ready)
      try type("/engine builtin\r", chat, until: "the engine is builtin", Self.ready)
      try type(Self.strange + "\r", chat, until: "I did not understand that", Self.ready)
      try type("\u{4}", chat)
      #expect(try chat.wait().status == .exited(0))
      #expect(model.asked.count == 2)
    }
  }

  @Test func controlCKeepsWhatAModelHasSaid() throws {
    let model = try ScriptedAssistant([Self.sum, .slow(Self.slow)])
    try talk(to: model) { place, chat in
      try type(Self.strange + "\r", chat, until: "5,000 USD.")
      try type("\u{3}", chat, until: "stopped; Control-D or /quit leaves", Self.ready)
      try type("how many deals\r", chat, until: "2", Self.ready)
      try type("\u{4}", chat)
      #expect(try chat.wait().status == .exited(0))
      let shown = try place.crm.run(["chat", "show", "chat"]).output.split(separator: "\n")
      #expect(shown.count == 4)
      #expect(shown[1].contains(#""text":"Open deals come to 5,000 USD."#))
      #expect(shown[1].contains(#""interrupted":true"#))
    }
  }

  // MARK: The terminal

  @Test func aSignalLeavesTheTerminalAsItWas() throws {
    for signal in [SIGTERM, SIGHUP] {
      try talk { _, chat in
        try type("open de", chat, until: "open de")
        #expect(chat.isTerminalRaw)
        chat.send(signal)
        try chat.read(until: "\u{1B}[?2004l", from: .screen)
        while chat.isTerminalRaw { usleep(1000) }
        #expect(try chat.wait().status == .killed(signal: signal))
      }
    }
  }

  @Test func afterAStopTheLineIsDrawnAgain() throws {
    try talk { _, chat in
      try type("open de", chat, until: "open de")
      chat.send(SIGSTOP)
      chat.forget()
      chat.send(SIGCONT)
      try chat.read(until: "open de", from: .screen)
      try type("als\r", chat, until: "2 deals", Self.ready)
      try type("\u{4}", chat)
      #expect(try chat.wait().status == .exited(0))
    }
  }

  @Test func controlZGivesTheTerminalToTheShell() throws {
    try Workplace.with { place in
      var shell = Program.shell(in: place.folder)
      shell.environment.merge(place.crm.environment) { $1 }
      shell.environment.merge(["TERM": "xterm", "CRM_ENGINE": "builtin"]) { $1 }
      let job = try shell.start(
        ["-c", "set -m; crm chat; echo; stty -a | tr ' ' '\\n' | grep icanon; fg"],
        input: .terminal, output: .terminal, errors: .terminal)
      try job.read(until: Self.ready, from: .screen)
      try type("how many de", job, until: "how many de")
      try type("\u{1A}", job, until: "\nicanon\n", Self.ready + "\r\u{1B}[1mchat> \u{1B}[0mhow many de")
      try type("als\r", job, until: "0", Self.ready)
      try type("\u{4}", job)
      #expect(try job.wait().status == .exited(0))
    }
  }

  @Test func aNarrowerTerminalBreaksTheLineAnew() throws {
    try talk { _, chat in
      try type("open deals of Acme that close in the next month", chat, until: "next month")
      chat.forget()
      chat.resize(columns: 20, rows: 10)
      let screen = try chat.read(until: "month", from: .screen)
      var terminal = VirtualTerminal(columns: 20, rows: 10)
      terminal.write(screen)
      #expect(terminal.text == ["chat> open deals of", "Acme that close in t", "he next month"])
      #expect(terminal.unknown.isEmpty)
      try type("\u{3}\u{4}", chat)
      #expect(try chat.wait().status == .exited(0))
    }
  }

  @Test func aDumbTerminalGetsNoSequences() throws {
    try Workplace.with { place in
      var place = place
      place.crm.environment["TERM"] = "dumb"
      let chat = try start(place)
      try type("how many deals\n", chat, until: "0", "chat> ")
      try type("\u{4}", chat)
      let result = try chat.wait()
      #expect(result.status == .exited(0))
      #expect(!result.screen.contains("\u{1B}"))
    }
  }

  // MARK: Typing

  /// A conversation that has just begun, on a terminal of 60 columns.
  private func talk(
    to model: ScriptedAssistant? = nil, _ body: (Workplace, RunningProgram) throws -> Void
  ) throws {
    try Workplace.with { place in
      var place = place
      place.crm.environment["TERM"] = "xterm"
      if let model {
        place.crm.environment["OLLAMA_HOST"] = model.host
      } else {
        place.crm.environment["CRM_ENGINE"] = "builtin"
      }
      place.crm.terminalSize = (60, 24)
      let added = try place.crm.run(["deal", "add", "-"], input: .text(Self.deals))
      #expect(added.status == .exited(0))
      try body(place, try start(place))
    }
  }

  private func start(_ place: Workplace) throws -> RunningProgram {
    let chat = try place.crm.start(["chat"], input: .terminal, output: .terminal, errors: .terminal)
    try chat.read(until: "chat> ", from: .screen)
    chat.forget()
    return chat
  }

  /// Types, and waits for what is to appear then, in this order; what appeared.
  @discardableResult
  private func type(_ keys: String, _ chat: RunningProgram, until texts: String...) throws -> String {
    chat.forget()
    try chat.write(keys)
    var screen = ""
    for text in texts { screen = try chat.read(until: text, from: .screen) }
    return screen
  }
}
