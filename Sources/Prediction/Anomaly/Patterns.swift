internal import Bytes

/// Times in no good order, what was written down long after, changes of many records, keys of several, forgotten tasks.
struct Patterns {
  let observations: Observations

  /// So long after it was changed a group of records is looked at.
  private static let recent = 30

  func found() -> [Anomaly] {
    times() + backdated() + edits() + keys() + tasks()
  }

  // MARK: Times

  private func times() -> [Anomaly] {
    let today = observations.today
    let deals = observations.deals.compactMap { deal -> Anomaly? in
      let problem: (name: String, first: Int, second: Int)? =
        if let closed = deal.closedAt, closed.day > today + 1 {
          ("closed_in_future", closed.day, today)
        } else if deal.createdAt.day > today + 1 {
          ("created_in_future", deal.createdAt.day, today)
        } else if let closed = deal.closedAt, !deal.createdAt.isShared, closed.day < deal.createdAt.day {
          ("closed_before_created", closed.day, deal.createdAt.day)
        } else if !deal.createdAt.isShared, deal.stageEnteredAt.day < deal.createdAt.day - 1 {
          ("stage_before_created", deal.stageEnteredAt.day, deal.createdAt.day)
        } else {
          nil
        }
      return problem.map { anomaly("deal", deal.id, $0) }
    }
    let activities = observations.activities.compactMap { activity -> Anomaly? in
      guard !activity.mayBePlanned, activity.occurred > today + 1 else { return nil }
      return anomaly("activity", activity.id, ("occurred_in_future", activity.occurred, today))
    }
    return deals.unlessHabit(among: observations.deals.count, share: 0.1) + activities
  }

  private func anomaly(
    _ type: String, _ id: Int64, _ problem: (name: String, first: Int, second: Int)
  ) -> Anomaly {
    Anomaly(
      .timeOrder, .medium, Anomaly.Subject(type, id), state: "\(problem.name) \(problem.first)",
      evidence: [
        "problem": .string(problem.name), "day": .day(problem.first), "against": .day(problem.second),
      ])
  }

  private func backdated() -> [Anomaly] {
    func late(
      _ type: String, _ records: [(id: Int64, said: Int, written: Int)], floor: Double
    ) -> [Anomaly] {
      let limit = max(floor, Spread.fence(of: records.map { Double($0.written - $0.said) }))
      return records.filter { Double($0.written - $0.said) > limit }.map { record in
        Anomaly(
          .backdated, .medium, Anomaly.Subject(type, record.id), state: "\(record.said)",
          evidence: [
            "day": .day(record.said), "written": .day(record.written),
            "days_late": .integer(record.written - record.said),
          ])
      }.unlessHabit(among: records.count, share: 0.2)
    }
    return late("activity", observations.activities.map { ($0.id, $0.occurred, $0.written) }, floor: 30)
      + late("deal", observations.closings.map { ($0.deal, $0.said, $0.written) }, floor: 7)
  }

  // MARK: Many at once

  private func edits() -> [Anomaly] {
    let spread = Spread(observations.edits.map { Double($0.records) })
    let limit = max(50, Spread.fence(of: observations.edits.map { Double($0.records) }))
    return observations.edits.filter {
      Double($0.records) > limit && $0.day > observations.today - Self.recent
    }.map { edit in
      Anomaly(
        .bulkEdit, edit.records >= 1000 ? .high : .medium, Anomaly.Subject("entry", edit.id), state: "",
        evidence: [
          "records": .integer(edit.records), "usual": .hundredths(spread?.median ?? 0), "on": .day(edit.day),
        ])
    }
  }

  private func keys() -> [Anomaly] {
    observations.sharedKeys.compactMap { key in
      guard let newest = key.ids.last else { return nil }
      return Anomaly(
        .sharedKey, .medium, Anomaly.Subject(key.type, newest),
        state: key.field + key.ids.map { " \($0)" }.joined(),
        evidence: [
          "field": .string(key.field), "value": .string(key.value),
          "ids": .array(key.ids.map { .number(JSONNumber($0)) }),
        ])
    }
  }

  // MARK: Tasks

  private func tasks() -> [Anomaly] {
    let today = observations.today
    let fence = Spread.fence(of: observations.tasks.map { Double(max(0, today - $0.dueDay)) })
    return observations.tasks.filter {
      Double(today - $0.dueDay) > max($0.isPressing ? 14 : 30, fence)
    }.map { task in
      Anomaly(
        .overdueTask, task.isPressing ? .high : .low, Anomaly.Subject("task", task.id),
        state: "\(task.dueDay)",
        evidence: ["due_date": .day(task.dueDay), "days_overdue": .integer(today - task.dueDay)])
    }.unlessHabit(among: observations.tasks.count, share: 0.4)
  }
}
