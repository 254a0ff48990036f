import Bytes
import Foundation
import Models
import Store
import TestSupport

@testable import Assistant

/// A small database to ask about, on 15 June 2026, a Monday.
final class Desk {
  let folder = NSTemporaryDirectory() + "assistant-tests-" + UUID().uuidString
  let store: Store

  init() throws {
    guard let now = Timestamp(rfc3339: "2026-06-15T09:00:00Z") else { throw NoTime() }
    store = try Store(path: folder + "/crm.db", access: .creates, clock: Clock(now: now, zone: .utc))
    try add(
      .company,
      ["name": "Acme Corp", "industry": "Retail", "city": "Berlin", "country": "Germany", "size": 420])
    try add(
      .company,
      ["name": "Globex", "industry": "Health Care", "city": "Lyon", "country": "France", "size": 40])
    try add(
      .contact,
      [
        "name": "Ida Moreau", "email": "ida@acme.example", "phone": "+49 30 555", "company": "Acme Corp",
        "position": "Office Manager", "status": "customer", "source": "referral", "owner": "ana",
        "tags": ["vip"],
      ])
    try add(
      .contact,
      ["name": "Sven Lind", "company": "Globex", "position": "CTO", "source": "cold call", "owner": "bo"])
    try add(.contact, ["name": "Sven Berg", "company": "Globex", "status": "qualified"])
    try add(
      .deal,
      [
        "title": "Acme renewal", "company": "Acme Corp", "value": 12000, "stage": "negotiation",
        "owner": "bo",
        "expected_close": "2026-06-30", "contacts": [["name": "Ida Moreau", "role": "champion"]],
      ])
    try add(
      .deal,
      [
        "title": "Globex pilot", "company": "Globex", "value": 5000, "stage": "lost", "lost_reason": "price",
        "owner": "ana", "closed_at": "2026-05-10T00:00:00Z", "source": "partner",
      ])
    try add(
      .deal,
      [
        "title": "Globex rollout", "company": "Globex", "value": 80000, "stage": "won", "owner": "ana",
        "closed_at": "2026-05-20T00:00:00Z",
      ])
    try add(.task, ["title": "Send offer", "due_date": "2026-06-10", "contact": "Ida Moreau", "owner": "bo"])
    try add(
      .activity,
      [
        "kind": "call", "subject": "Pricing", "body": "She wants a discount.", "contacts": ["Ida Moreau"],
        "company": "Acme Corp", "occurred_at": "2026-06-01T10:00:00Z", "owner": "bo",
      ])
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  func add(_ type: RecordType, _ values: JSONObject) throws {
    _ = try store.apply(
      Plan(summary: "add", steps: [Plan.Step(.create, type, changes: values)]),
      by: Author(actor: "bo", command: "test"))
  }

  private struct NoTime: Error {}

  func ask(_ question: String, _ setting: Setting = Setting(), user: String? = nil) throws -> Answer {
    try Answerer(store, user: user).answer(question, setting)
  }

  /// The Query that a question becomes behind another one.
  func query(_ question: String, after first: String) throws -> String? {
    var setting = Setting()
    setting.query = try ask(first).query
    return try ask(question, setting).query.map(Self.line)
  }

  /// The Query that a question becomes, in a line; nil when it is declined.
  func query(_ question: String, user: String? = nil) throws -> String? {
    try ask(question, user: user).query.map(Self.line)
  }

  private static func line(_ query: Query) -> String {
    var parts = [query.from.rawValue, query.condition?.description ?? ""]
    parts += query.aggregates.prefix(1).map { "\($0.function.rawValue) \($0.path?.description ?? "")" }
    parts += query.groupBy.map { "by \($0.description)" }
    parts += query.sort.map { "sort \($0.description)" }
    parts += query.limit.map { ["limit \($0)"] } ?? []
    return parts.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }.joined(
      separator: " | ")
  }
}
