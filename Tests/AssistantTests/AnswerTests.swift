import Bytes
import Models
import Testing

@testable import Assistant

/// What questions are answered with.
@Suite struct AnswerTests {
  private let desk: Desk

  init() throws {
    desk = try Desk()
  }

  @Test(arguments: [
    ("what's Ida Moreau's email address?", "ida@acme.example"),
    ("phone number of Ida Moreau", "+49 30 555"),
    ("what stage is Acme renewal in?", "negotiation"),
    ("who owns Acme renewal?", "bo"),
    ("how much is Acme renewal worth?", "12000"),
    ("when is Acme renewal expected to close?", "2026-06-30"),
    ("why did we lose the deal with Globex?", "price"),
    ("when did we last talk to Ida Moreau?", "2026-06-01"),
    ("summarize my activities with Acme Corp", "She wants a discount."),
    ("what is the next step of Acme renewal", "no next step"),
  ]) func oneRecord(_ question: String, _ said: String) throws {
    let answer = try desk.ask(question)
    #expect(answer.text.lowercased().contains(said.lowercased()), "\(answer.text)")
    #expect(!answer.sources.isEmpty)
    #expect(answer.confidence > 0)
  }

  @Test func whoPlaysAPart() throws {
    let answer = try desk.ask("who is the champion on the Acme renewal deal?")
    guard case .records(.contact, let rows) = answer.result else {
      Issue.record("\(answer)")
      return
    }
    #expect(rows.first.map { $0["name"] } == ["Ida Moreau"])
  }

  @Test func figuresHaveAUnit() throws {
    func value(_ question: String) throws -> (JSON, String?)? {
      if case .value(let value, let unit) = try desk.ask(question).result { (value, unit) } else { nil }
    }
    let sum = try #require(try value("total value of deals"))
    #expect(sum.0.double == 97000 && sum.1 == "USD")
    let rate = try #require(try value("win rate"))
    #expect(rate.0.double == 50 && rate.1 == "percent")
    let count = try #require(try value("how many contacts"))
    #expect(count.0 == 3 && count.1 == "count")
    let none = try #require(try value("revenue won in 2019"))
    #expect(none.0 == 0 && none.1 == "USD")
  }

  @Test func everyAnswerSaysItInWords() throws {
    #expect(try desk.ask("open deals").text == "1 deal: Acme renewal.")
    #expect(try desk.ask("deals in Berlin").text == "1 deal: Acme renewal.")
    #expect(try desk.ask("cancelled tasks").text == "No tasks.")
    #expect(try desk.ask("deals by stage").text == "lost: 1, negotiation: 1, won: 1.")
    #expect(try desk.ask("hello").route == .smalltalk)
  }
}
