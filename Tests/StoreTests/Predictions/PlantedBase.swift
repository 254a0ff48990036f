import Bytes
import Foundation
import Prediction
import SQLite
import TestSupport

@testable import Store

/// A database of invented business, calm or noisy, in which known things are wrong.
struct PlantedBase {
  private(set) var random: SeededGenerator
  private let isNoisy: Bool
  private let database: Database
  private let today = StoreFixture.now.seconds / 86_400
  /// What is wrong, by kind.
  private(set) var planted: [Anomaly.Kind: Set<Anomaly.Subject>] = [:]

  private static let contacts = 2400
  private static let rhythmic = 500
  private static let deals = 900
  private static let tasks = 400

  init(_ store: Store, seed: UInt64, isNoisy: Bool, isPlanted: Bool) throws {
    random = SeededGenerator(seed: seed)
    self.isNoisy = isNoisy
    database = store.database
    try database.transaction {
      try people()
      try business()
      try work()
      if isPlanted { try plant() }
    }
  }

  // MARK: Chance

  private mutating func uniform(_ range: ClosedRange<Double>) -> Double { .random(in: range, using: &random) }
  private mutating func chance(_ share: Double) -> Bool { uniform(0...1) < share }
  private mutating func exponential(_ mean: Double) -> Double { -mean * log(1 - uniform(0...0.999_999)) }
  private mutating func normal() -> Double {
    (-2 * log(uniform(1e-9...1))).squareRoot() * cos(2 * .pi * uniform(0...1))
  }

  private func micros(_ day: Double) -> Int64 { Int64((Double(today) + day) * 86_400) * 1_000_000 }
  private func day(_ day: Double) -> String { Day(daysSince1970: today + Int(day)).description }

  // MARK: The base

  private mutating func people() throws {
    for company in 1...300 {
      try database.execute(
        """
        INSERT INTO company (id, name, name_key, domain, created_at, updated_at)
        VALUES (\(company), \("Firm \(company)"), \("firm \(company)"), \("firm\(company).example"), 0, 0)
        """)
    }
    let gap = isNoisy ? 0.08 : 0.02
    for contact in 1...Self.contacts {
      let email = chance(gap) ? nil : "p\(contact)@firm\(contact % 300 + 1).example"
      // Whoever has no address has a number: nobody is out of reach by chance.
      let phone = email != nil && chance(2 * gap) ? nil : "+49 30 \(100_000 + contact)"
      try database.execute(
        """
        INSERT INTO contact (id, first_name, last_name, name_key, email, phone, company_id, position, status_id,
          owner, city, created_at, updated_at) VALUES (\(contact), 'P', \("No\(contact)"), \("p no\(contact)"),
          \(email), \(phone), \(chance(gap) ? nil : Int64(contact % 300 + 1)), \(chance(0.5) ? "CTO" : nil),
          \(Int64(1 + contact % 6)), \(chance(gap) ? nil : "ann"), \(chance(0.6) ? "Bonn" : nil), 0, 0)
        """)
    }
    for contact in 1...Self.rhythmic {
      let gap = uniform(6...30)
      try events(of: contact, from: -uniform(200...500), to: 0, gap: gap)
    }
  }

  /// Calls and mails with a contact, regular or at random.
  private mutating func events(of contact: Int, from first: Double, to last: Double, gap: Double) throws {
    var day = first
    while day < last {
      let direction = chance(0.5) ? "in" : "out"
      try database.execute(
        """
        INSERT INTO activity (kind, subject, direction, occurred_at, created_at, updated_at)
        VALUES ('call', 'Call', \(direction), \(micros(day)), \(micros(day)), 0)
        """)
      try database.execute("INSERT INTO activity_contact VALUES (\(database.lastInsertedID), \(contact))")
      day += isNoisy ? exponential(gap) : max(1, gap * (1 + 0.35 * normal()))
    }
  }

  private mutating func business() throws {
    for deal in 1...Self.deals {
      let isOpen = deal % 3 != 0
      let age = uniform(20...300)
      let stage = isOpen ? Int64(1 + deal % 4) : chance(0.4) ? 5 : 6
      let entered = isOpen ? -uniform(0...min(age, 40)) : -uniform(0...age)
      let value = exp(9 + (isNoisy ? 1.1 : 0.7) * normal())
      let gap = isNoisy ? 0.08 : 0
      try database.execute(
        """
        INSERT INTO deal (id, title, title_key, value, currency, pipeline_id, stage_id, expected_close, company_id,
          owner, stage_entered_at, created_at, closed_at, updated_at) VALUES (\(deal), \("Deal \(deal)"),
          \("deal \(deal)"), \(chance(gap) ? nil : Int64(value * 100)), \(deal % 5 == 0 ? "EUR" : "USD"), 1, \(stage),
          \(chance(0.5) ? day(uniform(-15...90)) : nil), \(Int64(deal % 300 + 1)), \(deal % 2 == 0 ? "ann" : "bob"),
          \(micros(entered)), \(micros(-age)), \(isOpen ? nil : micros(entered)), 0)
        """)
      try moves(of: deal, to: stage, from: -age, until: entered)
      if isOpen {
        try exchange(of: deal, on: -min(age, exponential(isNoisy ? 12 : 8)))
      }
    }
  }

  private mutating func moves(of deal: Int, to stage: Int64, from start: Double, until entered: Double) throws
  {
    let last = stage == 6 ? Int64.random(in: 1...4, using: &random) : stage
    let stages = Array(1...max(1, min(last, 5))) + (stage == 6 ? [6] : [])
    for (place, stage) in stages.enumerated() {
      let share = stages.count == 1 ? 1 : Double(place) / Double(stages.count - 1)
      try database.execute(
        """
        INSERT INTO deal_stage (deal_id, stage_id, entered_at)
        VALUES (\(deal), \(stage), \(micros(start + share * (entered - start))))
        """)
    }
  }

  private func exchange(of deal: Int, on day: Double) throws {
    try database.execute(
      """
      INSERT INTO activity (kind, subject, direction, occurred_at, created_at, updated_at, deal_id)
      VALUES ('email', 'Mail', 'out', \(micros(day)), \(micros(day)), 0, \(deal))
      """)
  }

  private mutating func work() throws {
    for task in 1...Self.tasks {
      let due = chance(0.2) ? -exponential(isNoisy ? 5 : 3) : uniform(0...60)
      try database.execute(
        """
        INSERT INTO task (title, title_key, status, due_date, created_at, updated_at)
        VALUES (\("Task \(task)"), \("task \(task)"), 'todo', \(day(max(due, -25))), 0, 0)
        """)
    }
  }

  // MARK: What is wrong

  private mutating func note(_ kind: Anomaly.Kind, _ type: String, _ id: Int) {
    planted[kind, default: []].insert(Anomaly.Subject(type, Int64(id)))
  }

  private mutating func plant() throws {
    try plantInContacts()
    try plantInDeals()
    for task in 1...10 {
      try database.execute(
        "UPDATE task SET due_date = \(day(-uniform(70...200))), priority = 'high' WHERE id = \(task)")
      note(.unusualPattern, "task", task)
    }
  }

  private mutating func plantInContacts() throws {
    // Contacts after the rhythmic ones; every sixth is a customer, every seventh of the statuses is lost.
    let free = (Self.rhythmic + 1...Self.contacts).filter { $0 % 6 < 5 }
    for contact in free[0..<40] {
      let gap = uniform(5...14)
      try events(of: contact, from: -uniform(300...500), to: -uniform(140...200), gap: gap)
      note(.churnRisk, "contact", contact)
    }
    for contact in free[40..<70] {
      try events(of: contact, from: -uniform(300...500), to: -90, gap: uniform(4...6))
      for day in [-75.0, -40, -12] { try events(of: contact, from: day, to: day + 0.5, gap: 30) }
      note(.engagementDrop, "contact", contact)
    }
    for contact in free[70..<85] {
      try database.execute("UPDATE contact SET email = NULL, phone = NULL WHERE id = \(contact)")
      note(.dataGap, "contact", contact)
    }
    for (place, contact) in free[85..<95].enumerated() {
      let address = ["p@gmial.com", "none@firm.example", "p.firm.example", "p@firm", "p@x@firm.example"][
        place % 5]
      try database.execute("UPDATE contact SET email = \("\(contact)" + address) WHERE id = \(contact)")
      if address.hasPrefix("none") {
        try database.execute(
          "UPDATE contact SET email = \("none@firm\(contact).example") WHERE id = \(contact)")
      }
      note(.dataGap, "contact", contact)
    }
    for contact in free[95..<105] {
      try database.execute(
        "UPDATE contact SET email = (SELECT email FROM contact WHERE email IS NOT NULL AND id < \(contact - 200) ORDER BY id DESC LIMIT 1) WHERE id = \(contact)"
      )
      note(.unusualPattern, "contact", contact)
    }
  }

  private mutating func plantInDeals() throws {
    let open = (1...Self.deals).filter { $0 % 3 != 0 }
    for deal in open[0..<30] {
      let since = micros(-uniform(130...280))
      try database.execute("DELETE FROM activity WHERE deal_id = \(deal)")
      try database.execute(
        "UPDATE deal SET stage_entered_at = \(since), created_at = \(since) WHERE id = \(deal)")
      note(.staleDeal, "deal", deal)
    }
    for deal in open[30..<40] {
      try database.execute("UPDATE deal SET value = NULL, company_id = NULL WHERE id = \(deal)")
      note(.dataGap, "deal", deal)
    }
    for deal in open[40..<50] {
      let value = Int64(exp(9 + (isNoisy ? 1.1 : 0.7) * uniform(5.5...7)) * 100)
      try database.execute("UPDATE deal SET value = \(value) WHERE id = \(deal)")
      note(.unusualPattern, "deal", deal)
    }
    for deal in open[50..<58] {
      try database.execute("DELETE FROM deal_stage WHERE deal_id = \(deal)")
      for (stage, day) in [(Int64(1), -60.0), (5, -2)] {
        try database.execute(
          "INSERT INTO deal_stage (deal_id, stage_id, entered_at) VALUES (\(deal), \(stage), \(micros(day)))")
      }
      try database.execute(
        "UPDATE deal SET stage_id = 5, closed_at = \(micros(-2)), stage_entered_at = \(micros(-2)) WHERE id = \(deal)"
      )
      note(.unusualPattern, "deal", deal)
    }
    for deal in open[58..<66] {
      try database.execute(
        "UPDATE deal SET stage_id = 5, closed_at = \(micros(uniform(5...200))) WHERE id = \(deal)")
      note(.unusualPattern, "deal", deal)
    }
  }
}
