internal import Bytes
internal import Prediction

/// An anomaly in words: what, how that shows, and what to do about it.
struct AnomalyWords {
  let title: String
  let description: String
  let suggestion: String

  init(_ anomaly: Anomaly, name: String) {
    let facts = anomaly.evidence
    func fact(_ key: String) -> String { facts[key].map { $0.string ?? $0.text } ?? "" }
    let missing = (facts["missing"]?.array ?? []).compactMap(\.string).map(Self.label).joined(separator: ", ")
    switch anomaly.rule {
    case .silence:
      title = "\(name) has fallen silent"
      description =
        "Nothing has happened for \(fact("days_quiet")) days, since \(fact("last_activity")); usually something does every \(fact("usual_gap_days")) days."
      suggestion = "Get in touch before they are lost"
    case .fewerContacts:
      title = "\(name) is heard of less"
      description =
        "In the last \(fact("window_days")) days something happened on \(fact("found")) days; by the year before it would be \(fact("expected"))."
      suggestion = "Ask what has changed"
    case .fewerReplies:
      title = "\(name) answers less"
      description =
        "In the last \(fact("window_days")) days they were heard from on \(fact("found")) days; by the year before it would be \(fact("expected")), though they were written to as before."
      suggestion = "Try another way: a call, or another person there"
    case .restingDeal:
      title = "Deal \(name) rests"
      description =
        "Nothing has happened with it for \(fact("days_resting")) days, since \(fact("last_sign")); more than \(fact("limit_days")) are unusual here."
      suggestion = "Take the next step, or close it as lost"
    case .slippedDate:
      title = "The day of deal \(name) has passed"
      description =
        "It was to close by \(fact("expected_close")), \(fact("days_late")) days ago; more than \(fact("limit_days")) are unusual here."
      suggestion = "Agree on a new day, or close it"
    case .missingFields:
      title = "\(name) lacks \(missing)"
      description = "Nearly all others of its kind have it."
      suggestion = "Fill in \(missing)"
    case .unreachable:
      title = "\(name) cannot be reached"
      description = "There is neither an e-mail address nor a phone number, which nearly all others have."
      suggestion = "Find an address or a number"
    case .oddAddress:
      title = "No mail reaches \(name)"
      description = "The e-mail address \(Self.problem(fact("problem")))."
      suggestion = "Ask for the right address"
    case .amount:
      title = "Deal \(name) has an unusual value"
      description =
        "It is \(fact("times_the_usual")) times the usual value, \(fact("deviations")) deviations away on a scale of magnitudes."
      suggestion = "See whether value and currency are right"
    case .skippedStages:
      title = "Deal \(name) skipped stages"
      description = "It went \(fact("stages")) stages at once on \(fact("on")), which hardly any deal does."
      suggestion = "See whether that is what happened"
    case .movedBack:
      title = "Deal \(name) went back"
      description = "It went back \(fact("stages")) stages on \(fact("on")), which hardly any deal does."
      suggestion = "Find out why, and whether the forecast still holds"
    case .timeOrder:
      title = "The times of \(anomaly.subject.type) \(name) cannot be"
      description = "\(Self.problem(fact("problem"))): \(fact("day")) against \(fact("against"))."
      suggestion = "Put the times right"
    case .backdated:
      title = "\(name) was written down late"
      description =
        "It is dated \(fact("day")) and was written on \(fact("written")), \(fact("days_late")) days later, which is unusual here."
      suggestion = "See whether the day is right"
    case .bulkEdit:
      title = "\(fact("records")) records were changed at once"
      description =
        "Entry \(anomaly.subject.id) of the journal changed \(fact("records")) records on \(fact("on")); usually it is \(fact("usual"))."
      suggestion = "See crm log \(anomaly.subject.id); crm undo \(anomaly.subject.id) takes it back"
    case .sharedKey:
      let ids = (facts["ids"]?.array ?? []).map(\.text)
      title = "\(name) shares its \(Self.label(fact("field")))"
      description =
        "\(ids.count) records have the same \(Self.label(fact("field"))): \(anomaly.subject.type) \(ids.joined(separator: ", "))."
      suggestion =
        anomaly.subject.type == "deal"
        ? "Close one of them" : "Merge them: crm \(anomaly.subject.type) merge \(ids.joined(separator: " "))"
    case .overdueTask:
      title = "Task \(name) was forgotten"
      description =
        "It was due on \(fact("due_date")), \(fact("days_overdue")) days ago, far longer than tasks wait here."
      suggestion = "Do it, or cancel it"
    }
  }

  private static func label(_ field: String) -> String {
    switch field {
    case "email": "e-mail address"
    case "expected_close": "closing day"
    case "next_step": "next step"
    case "external_id": "external id"
    default: field
    }
  }

  private static func problem(_ name: String) -> String {
    switch name {
    case "no_at": "has no @"
    case "form": "is in no good form"
    case "placeholder": "only fills the field"
    case "misspelt": "has a misspelt domain"
    case "no_reply": "is one that nobody reads"
    case "closed_in_future": "It is closed on a day to come"
    case "created_in_future": "It was made on a day to come"
    case "closed_before_created": "It was closed before it was made"
    case "stage_before_created": "It came to its stage before it was made"
    case "occurred_in_future": "It took place on a day to come"
    default: name
    }
  }
}
