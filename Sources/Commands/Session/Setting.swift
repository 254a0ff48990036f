extension Settings {
  /// One thing that can be set.
  struct Setting: Sendable {
    let name: String
    let help: String
    /// Variables in the order in which they count.
    var variables: [String] = []
    var fallback = ""
    var form = Form.text

    /// Which values are good.
    enum Form: Sendable {
      case text
      /// Any text but none.
      case name
      case choice([String])
      case currency, zone
      case whole(ClosedRange<Int>)
      case number(ClosedRange<Int>)
      /// Seconds, or numbers with their units: `10m`, `1h30m`; negative for ever.
      case duration
      /// An address of http or https, or nothing.
      case address
    }

    static let output = Setting(
      name: "output", help: "How to print", variables: ["CRM_OUTPUT"], fallback: "auto",
      form: .choice(OutputFormat.allCases.map(\.rawValue)))
    static let user = Setting(
      name: "user", help: "Who acts, and whom \"my\" means; the login name unless set",
      variables: ["CRM_USER"])
    static let addresses = Setting(
      name: "addresses",
      help: "Your own e-mail addresses, with commas between; they tell sent mail from received")
    static let timezone = Setting(
      name: "timezone", help: "Zone of calendar words and of tables; the system's unless set",
      variables: ["CRM_TZ", "TZ"], form: .zone)
    static let currency = Setting(
      name: "currency", help: "What a bare amount is in", fallback: "USD", form: .currency)
    static let dateOrder = Setting(
      name: "date_order", help: "Order of day, month and year in dates like 03/04/2026", fallback: "ymd",
      form: .choice(["ymd", "dmy", "mdy"]))
    static let country = Setting(name: "country", help: "Country of phone numbers without a prefix")

    static let transcriber = Setting(
      name: "transcriber",
      help: "The program that turns a recording into text, such as 'whisper-cli -m model.bin -f {file}'")

    static let predictions = Setting(
      name: "predictions", help: "Whether scores and other predictions are made",
      variables: ["AI_PREDICTIONS_ENABLED"], fallback: "true", form: .choice(["true", "false"]))

    static let chat = Setting(
      name: "chat", help: "Whether there is a chat, and a model may answer and plan in ask and do",
      variables: ["AI_CHAT_ENABLED"], fallback: "true", form: .choice(["true", "false"]))
    static let retrieval = Setting(
      name: "retrieval", help: "Whether a model that answers may look for passages of text",
      variables: ["AI_RAG_ENABLED"], fallback: "true", form: .choice(["true", "false"]))
    static let approval = Setting(
      name: "approval", help: "Whether a person has to agree to what do and chat would write",
      variables: ["AI_REQUIRE_APPROVAL_FOR_WRITES"], fallback: "true", form: .choice(["true", "false"]))

    static let callsPerMinute = Setting(
      name: "calls_per_minute", help: "Most questions to a model in a minute from ask, do and chat",
      fallback: "60", form: .whole(1...100_000))

    static let all =
      [
        output, user, addresses, timezone, currency, dateOrder, country, transcriber, predictions, chat,
        retrieval, approval, callsPerMinute,
      ] + language
  }
}
