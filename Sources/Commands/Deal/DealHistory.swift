internal import Arguments
internal import Bytes
internal import Models
internal import Store

/// `crm deal history`: the stages a deal has been in.
enum DealHistory {
  private static let deal = Operand("deal", .text("deal").completed(by: "deal"), help: "Which deal")

  static let command = Command<Action>(
    "history", "Show the stages a deal has been in",
    discussion: "Oldest first; the last one, which has no end, is where the deal is.",
    arguments: [deal],
    examples: [Example("crm deal history 'Acme renewal'", "Each stage with the days in it")],
    action: .reads { call, session in
      let store = try session.store()
      let id = try store.find(.deal, call[deal])
      let visits =
        try store.rows(Query(from: .deal, id: id, fields: ["history"])).first?["history"]?.array ?? []
      let printer = try RowPrinter(
        session, columns: ["pipeline", "stage", "kind", "entered_at", "left_at", "days"])
      for visit in visits { try printer.row(visit.object ?? [:]) }
      try printer.finish()
      return .ok
    })
}
