import HTTP
import Language
import Testing

/// Addresses as people write them, and names of models.
struct SettingsTests {
  @Test(arguments: [
    ("", "http://127.0.0.1:11434"), ("  ", "http://127.0.0.1:11434"), ("localhost", "http://localhost:11434"),
    ("0.0.0.0", "http://127.0.0.1:11434"), ("0.0.0.0:8080", "http://127.0.0.1:8080"),
    (":1234", "http://127.0.0.1:1234"),
    ("http://h", "http://h"), ("https://h", "https://h"), ("http://h:80/", "http://h"),
    ("h:99999", "http://h:11434"),
    ("https://example.com/ollama", "https://example.com/ollama"),
    ("https://example.com/ollama/", "https://example.com/ollama"),
    ("::1", "http://[::1]:11434"), ("[::1]", "http://[::1]:11434"), ("[::1]:1337", "http://[::1]:1337"),
    ("[::]:1337", "http://[::1]:1337"), ("ollama.com", "https://ollama.com"), ("\"h:1\"", "http://h:1"),
    (" 'h' ", "http://h:11434"),
    ("http://h:x", "http://h"), ("h/", "http://h:11434"),
  ])
  func hostsAreReadAsOllamaReadsThem(_ value: String, _ address: String) throws {
    #expect(try ServerAddress.ollama(host: value) == address)
  }

  @Test(arguments: [
    ("http://localhost:11434/v1", "http://localhost:11434"),
    ("http://localhost:11434/v1/", "http://localhost:11434"),
    ("http://localhost:11434", "http://localhost:11434"), ("http://h/x/v1", "http://h/x"),
  ])
  func aBaseMayEndWithItsVersion(_ value: String, _ address: String) throws {
    #expect(try ServerAddress.ollama(base: value) == address)
  }

  @Test(arguments: ["ftp://h", "http://u@h", "h h"])
  func badOnesAreRefused(_ value: String) {
    #expect(throws: HTTPError.self) { try ServerAddress.ollama(host: value) }
  }

  @Test(arguments: [
    ("llama3", "LLAMA3:latest", true), ("a:1", "a:2", false), ("h:5000/a", "h:5000/a:latest", true),
    ("a", "b", false),
  ])
  func namesAreBlindToCaseAndTheLatestTag(_ one: String, _ other: String, _ isSame: Bool) {
    #expect(ModelName.isSame(one, other) == isSame)
  }
}
