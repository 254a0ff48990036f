import Foundation
import TestSupport
import Testing

/// Lets another program meet the recorded servers: `Scripts/check-replay` asks them with Ollama's own client.
struct ReplayServerTests {
  private static let portFile = ProcessInfo.processInfo.environment["CRM_TEST_REPLAY"]

  /// Serves exchange N under `/N`, writes the port to a file, and goes on until that file is gone.
  @Test(.enabled(if: portFile != nil), .timeLimit(.minutes(10)))
  func exchangesAreServedUntilTheFileIsGone() throws {
    let exchanges = RecordedExchange.all
    let server = try LoopbackServer { request in
      let parts = request.path.split(separator: "/", maxSplits: 1)
      guard let number = parts.first.flatMap({ Int($0) }), exchanges.indices.contains(number),
        "/" + parts[1] == exchanges[number].path
      else { return .whole(404, ["Content-Type: text/plain"], "404 page not found") }
      return exchanges[number].reply
    }
    let file = try #require(Self.portFile)
    try "\(server.port)\n".write(toFile: file, atomically: true, encoding: .utf8)
    while FileManager.default.fileExists(atPath: file) { usleep(50_000) }
  }
}
