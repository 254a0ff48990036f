package import Bytes

extension Extraction {
  /// The extraction as JSON, with what made it and how long that took.
  package func json(_ provenance: Provenance, milliseconds: Int) -> JSONObject {
    [
      "type": "extraction", "kind": .string(kind.rawValue), "language": .string(language),
      "summary": .string(summary), "participants": .list(participants.map(\.json)),
      "contacts": .list(contacts.map(\.json)), "companies": .list(companies.map(\.json)),
      "key_points": .list(keyPoints.map(\.json)), "action_items": .list(actionItems.map(\.json)),
      "decisions": .list(decisions.map(\.json)), "objections": .list(objections.map(\.json)),
      "requests": .list(requests.map(\.json)), "questions": .list(questions.map(\.json)),
      "next_steps": .list(nextSteps.map(\.json)), "amounts": .list(amounts.map(\.json)),
      "dates": .list(dates.map(\.json)), "competitors": .list(competitors.map(\.json)),
      "sentiment": .object(sentiment.json), "deal": .object(deal.json),
      "confidence": .rounded(confidence), "partial": .bool(isPartial), "engine": .string(provenance.engine),
      "model": .text(provenance.model), "prompt_version": .text(provenance.promptVersion),
      "elapsed_ms": .number(JSONNumber(Int64(milliseconds))),
    ]
  }
}

extension Finding {
  package var json: JSONObject {
    [
      "text": .string(text), "quote": .string(quote), "turn": .number(JSONNumber(Int64(turn))),
      "speaker": .text(speaker), "at": .rounded(at), "confidence": .rounded(confidence),
    ]
  }
}

extension Commitment {
  package var json: JSONObject {
    finding.json.with([("owner", .text(owner)), ("due", .text(due?.description))])
  }
}

extension Objection {
  package var json: JSONObject { finding.json.with([("category", .string(category.rawValue))]) }
}

extension Request {
  package var json: JSONObject { finding.json.with([("of", .text(asked))]) }
}

extension Sum {
  package var json: JSONObject {
    finding.json.with([
      ("value", JSONNumber(value).map(JSON.number) ?? .null), ("currency", .text(currency)),
    ])
  }
}

extension DayMention {
  package var json: JSONObject { finding.json.with([("date", .string(day.description))]) }
}

extension Participant {
  package var json: JSONObject {
    [
      "name": .string(name), "email": .text(email), "company": .text(company), "role": .text(role),
      "speaker": .text(speaker), "contact_id": contactID.map { .number(JSONNumber($0)) } ?? .null,
    ]
  }
}

extension Person {
  package var json: JSONObject {
    [
      "first_name": .string(firstName), "last_name": .text(lastName), "email": .text(email),
      "phone": .text(phone), "company": .text(company), "position": .text(position), "quote": .string(quote),
      "turn": .number(JSONNumber(Int64(turn))), "confidence": .rounded(confidence),
    ]
  }
}

extension Organisation {
  package var json: JSONObject {
    [
      "name": .string(name), "domain": .text(domain), "quote": .string(quote),
      "turn": .number(JSONNumber(Int64(turn))), "confidence": .rounded(confidence),
    ]
  }
}

extension Sentiment {
  package var json: JSONObject {
    [
      "label": .string(label.rawValue), "score": .rounded(score),
      "by_speaker": .array(
        bySpeaker.map { voice in
          [
            "speaker": .string(voice.speaker), "label": .string(Label(score: voice.score).rawValue),
            "score": .rounded(voice.score),
          ]
        }),
    ]
  }
}

extension DealSignals {
  package var json: JSONObject {
    [
      "stage_signal": .text(stage?.rawValue),
      "budget": budget.flatMap { JSONNumber($0) }.map(JSON.number) ?? .null,
      "currency": .text(currency), "timeline": .text(timeline),
      "expected_close": .text(close?.day.description), "quote": .text(stageFinding?.quote),
      "turn": stageFinding.map { .number(JSONNumber(Int64($0.turn))) } ?? .null,
      "confidence": .rounded(confidence),
    ]
  }
}

extension JSON {
  fileprivate static func list(_ objects: [JSONObject]) -> JSON { .array(objects.map(JSON.object)) }

  static func text(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }

  /// A number with three places at most: what an engine estimates is no better known.
  package static func rounded(_ value: Double?) -> JSON {
    value.flatMap { JSONNumber(($0 * 1000).rounded() / 1000) }.map(JSON.number) ?? .null
  }
}

extension JSONObject {
  fileprivate func with(_ members: [(String, JSON)]) -> JSONObject {
    var object = self
    for (key, value) in members { object[key] = value }
    return object
  }
}
