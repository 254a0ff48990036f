import Bytes
import Synchronization
import TestSupport
import Testing

@testable import Commands

/// A server's model makes the vectors of the records instead of the built-in table.
@Suite struct EmbeddingServerTests {
  /// A server whose vectors are made of letters: how many of each vowel a text has.
  private final class Letters: Sendable {
    private struct State {
      var digest = "d1"
      var isDown = false
      /// After so many texts it fails.
      var patience = Int.max
      var texts: [String] = []
    }

    private let state = Mutex(State())
    private let listening: Mutex<LoopbackServer?> = Mutex(nil)

    init() throws {
      let server = try LoopbackServer { [self] request in answer(request) }
      listening.withLock { $0 = server }
    }

    private func answer(_ request: LoopbackServer.Request) -> ServerReply {
      state.withLock { state in
        if state.isDown { return .whole(503, [], #"{"error":"down"}"#) }
        switch request.path {
        case "/api/tags":
          return .whole(
            200, [],
            #"{"models":[{"name":"vowels:latest","digest":"\#(state.digest)","capabilities":["embedding"]}]}"#
          )
        case "/api/embed":
          let texts = (try? JSONParser.parse(request.body)["input"]?.array?.compactMap(\.string)) ?? []
          if state.texts.count + texts.count > state.patience {
            return .whole(500, [], #"{"error":"out of memory"}"#)
          }
          state.texts += texts
          let vectors = texts.map { text in
            "[" + "aeiou".map { vowel in "\(text.count { $0 == vowel } + 1)" }.joined(separator: ",") + "]"
          }
          return .whole(200, [], #"{"embeddings":[\#(vectors.joined(separator: ","))]}"#)
        default: return .whole(404, [], "404 page not found")
        }
      }
    }

    var host: String { listening.withLock { $0?.host ?? "" } }
    var texts: [String] { state.withLock(\.texts) }
    func set(digest: String) { state.withLock { $0.digest = digest } }
    func set(isDown: Bool) { state.withLock { $0.isDown = isDown } }
    func set(patience: Int) { state.withLock { $0.patience = patience } }
  }

  private func withDesk(_ body: (inout Desk, Letters) throws -> Void) throws {
    let server = try Letters()
    try Desk.with { desk in
      desk.environment["OLLAMA_HOST"] = server.host
      for name in ["Otto Bono", "Anna Maja", "Eve Leek"] { try desk.run("contact", "add", name) }
      try body(&desk, server)
    }
  }

  private func status(_ desk: Desk) throws -> JSON {
    try JSONParser.parse(Array(desk.run("embed", "status").output.utf8))
  }

  @Test func aServersVectorsTakeThePlaceOfOurs() throws {
    try withDesk { desk, server in
      let run = try desk.run("embed", "--all", "--engine", "ollama")
      #expect(run.status == 0)
      #expect(
        run.errors.contains(
          "the 3 vectors of 3 records were made by the built-in table, and are made anew by vowels:latest of ollama"
        ))
      let made = try status(desk)
      #expect(made["engine"] == "ollama")
      #expect(made["model"] == "vowels:latest")
      #expect(made["digest"] == "d1")
      #expect(made["width"] == 5)
      #expect(made["missing"] == 0)

      // What is written from now on has no vector until the next time, which asks for nothing else.
      try desk.run("contact", "add", "Una Uhu")
      try desk.run("contact", "edit", "Anna Maja", "--city", "Oslo")
      #expect(try status(desk)["missing"] == 2)
      let asked = server.texts.count
      #expect(try desk.run("embed", "--all").status == 0)
      #expect(try status(desk)["missing"] == 0)
      #expect(server.texts.dropFirst(asked + 1).map { $0.prefix(4) } == ["Anna", "Una "])
      #expect(try desk.run("db", "check").lines == [#"{"type":"check","ok":true,"problems":[],"notes":[]}"#])
    }
  }

  @Test func theSearchAsksTheModelThatMadeTheVectors() throws {
    try withDesk { desk, _ in
      try desk.run("embed", "--all", "--engine", "ollama")
      for (text, name) in [("oooooo", "Otto Bono"), ("aaaaaa", "Anna Maja"), ("eeeeee", "Eve Leek")] {
        let hits = try desk.run("search", text, "--mode", "semantic", "--limit", "1").output
        #expect(hits.contains(name))
      }
      let vector = try JSONParser.parse(Array(desk.run("embed", "-", input: "ooo\n").output.utf8))
      #expect(vector["vector"]?.array?.count == 5)
      // Nobody who asks for the built-in table is sent to the server.
      let builtin = try desk.run("embed", "-", "--engine", "builtin", input: "ooo\n").output
      #expect(try JSONParser.parse(Array(builtin.utf8))["vector"]?.array?.count == 256)
    }
  }

  @Test func withoutTheServerWordsAreFoundAllTheSame() throws {
    try withDesk { desk, server in
      try desk.run("embed", "--all", "--engine", "ollama")
      server.set(isDown: true)
      let words = try desk.run("search", "Otto", "--verbose", "--limit", "1")
      #expect(words.status == 0)
      #expect(words.output.contains("Otto Bono"))
      #expect(words.errors.contains("the vectors of the database are not used"))
      #expect(try desk.run("search", "Otto", "--mode", "semantic").status == 6)
      #expect(try desk.run("embed", "--all").status == 6)
    }
  }

  @Test func vectorsOfTwoModelsAreNotCompared() throws {
    try withDesk { desk, server in
      try desk.run("embed", "--all", "--engine", "ollama")
      server.set(digest: "d2")
      let search = try desk.run("search", "ooo", "--mode", "semantic")
      #expect(search.status == 1)
      #expect(search.errors.contains("embed --all"))
      #expect(try desk.run("embed", "--all").errors.contains("are made anew by vowels:latest of ollama"))
      #expect(try desk.run("search", "ooo", "--mode", "semantic").status == 0)

      // And back to what needs no server.
      #expect(try desk.run("embed", "--all", "--engine", "builtin").status == 0)
      #expect(try status(desk)["engine"] == "builtin")
      #expect(try status(desk)["missing"] == 0)
    }
  }

  @Test func whatWasMadeBeforeAFailureStays() throws {
    try withDesk { desk, server in
      let more = (1...100).map { #"{"name":"Person \#($0)"}"# }.joined(separator: "\n")
      try desk.run("contact", "add", "-", input: more)
      // One text to learn the width, and one batch.
      server.set(patience: 70)
      #expect(try desk.run("embed", "--all", "--engine", "ollama").status == 6)
      #expect(try status(desk)["embedded"] == 64)
      server.set(patience: .max)
      let asked = server.texts.count
      #expect(try desk.run("embed", "--all").status == 0)
      #expect(try status(desk)["missing"] == 0)
      #expect(server.texts.count - asked == 1 + 103 - 64)
    }
  }
}
