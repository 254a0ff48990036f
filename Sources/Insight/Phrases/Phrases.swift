internal import Bytes
internal import Models

/// The days and sums of a whole conversation.
struct Phrases {
  struct DayPhrase {
    let turn: Int
    let mention: DayReader.Mention
  }

  struct AmountPhrase {
    let turn: Int
    let amount: AmountReader.Amount
  }

  /// Each day once a turn.
  private(set) var days: [DayPhrase] = []
  private(set) var amounts: [AmountPhrase] = []

  /// The day of the conversation.
  let today: Day

  /// So many turns back a day is remembered by its number, and a sum by its figure alone.
  private static let memory = (days: 60, sums: 4)

  init(_ turns: [ReadTurn], _ circumstances: Circumstances) {
    today = circumstances.day
    let usual = circumstances.currency ?? Self.commonest(turns)
    let isDayFirst = Self.isDayFirst(turns, usual)
    for turn in turns {
      if let name = MailFields.field(turn.text)?.name, name == "subject" { continue }
      let recent = days.reversed().prefix { turn.index - $0.turn <= Self.memory.days }.reversed().map(
        \.mention.day)
      let reader = DayReader(
        turn: turn, today: circumstances.day, isDayFirst: isDayFirst, recent: Array(recent))
      var seen: Set<Day> = []
      for mention in reader.mentions() where seen.insert(mention.day).inserted {
        days.append(DayPhrase(turn: turn.index, mention: mention))
      }
      let known = amounts.reversed().prefix { turn.index - $0.turn <= Self.memory.sums }.reversed().map(
        \.amount)
      let sums = AmountReader(
        turn: turn, usual: usual, recent: Array(known), earlier: amounts.map(\.amount)
      ).amounts()
      let taken = days.reversed().prefix { $0.turn == turn.index }.map(\.mention.range)
      for amount in sums where !taken.contains(where: { $0.overlaps(amount.range) }) {
        amounts.append(AmountPhrase(turn: turn.index, amount: amount))
      }
    }
  }

  func days(in turn: Int) -> [DayReader.Mention] { days.filter { $0.turn == turn }.map(\.mention) }

  /// The currency that is named most.
  private static func commonest(_ turns: [ReadTurn]) -> Currency? {
    var counts: [String: Int] = [:]
    for turn in turns where turn.tokens.contains(where: MoneyWords.isCurrency) {
      for amount in AmountReader(turn: turn, usual: nil, recent: [], earlier: []).amounts() {
        if let currency = amount.currency { counts[currency, default: 0] += 1 }
      }
    }
    let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    return most.flatMap { Currency(code: $0.key) }
  }

  /// Whether 5/7 is the fifth of July: where a day above 12 comes first, else where dollars are not American.
  private static func isDayFirst(_ turns: [ReadTurn], _ usual: Currency?) -> Bool {
    for turn in turns {
      for place in turn.tokens.indices.dropLast(2)
      where turn.word(place + 1) == "/" && turn.tokens[place + 1].isGlued {
        guard let first = turn.tokens[place].integer, let second = turn.tokens[place + 2].integer else {
          continue
        }
        if first > 12, first <= 31, second <= 12 { return true }
        if second > 12, second <= 31, first <= 12 { return false }
      }
    }
    guard let usual else { return false }
    return usual.code != "USD"
  }
}
