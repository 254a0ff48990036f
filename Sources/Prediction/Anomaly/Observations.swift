/// What is looked at for anomalies, as it was read from the records. Days count from 1970.
package struct Observations: Sendable {
  package var today: Int
  package var contacts: [ContactState] = []
  package var deals: [DealState] = []
  /// Those that are still to be done by some day.
  package var tasks: [TaskState] = []
  /// Those that were written down by themselves.
  package var activities: [DatedRecord] = []
  package var edits: [EditEntry] = []
  package var closings: [Closing] = []
  package var sharedKeys: [SharedKey] = []

  package init(today: Int) {
    self.today = today
  }
}

/// How a record of those that end has ended.
package enum Outcome: Sendable {
  case open, won, lost
}

package struct ContactState: Sendable {
  package let id: Int64
  package var outcome: Outcome?
  package var isLeftAlone = false
  /// Which fields have a value, a bit each: see `ContactFields`.
  package var filled: UInt16 = 0
  package var oddAddress: OddAddress?
  /// When something happened with them, and whether they began it; not sorted.
  package var events: [Event] = []
  /// Places of their deals.
  package var deals: [Int] = []

  package struct Event: Sendable {
    package let day: Int32
    package let isIncoming: Bool
    package let isOutgoing: Bool

    package init(day: Int32, isIncoming: Bool, isOutgoing: Bool) {
      self.day = day
      self.isIncoming = isIncoming
      self.isOutgoing = isOutgoing
    }
  }

  package init(id: Int64) {
    self.id = id
  }

  package var isReachable: Bool { filled & 0b110 != 0 }
}

/// The fields of a contact that most databases fill, in the order of the bits of `ContactState.filled`.
package enum ContactFields {
  package static let names = [
    "name", "email", "phone", "company", "position", "status", "source", "owner", "city", "country",
  ]
}

package struct DealState: Sendable {
  package let id: Int64
  package var outcome = Outcome.open
  /// In minor units.
  package var value: Int64?
  package var currency = ""
  package var pipeline: Int64 = 0
  package var owner: String?
  /// Its place among the open stages of its pipeline, and how many these are.
  package var stagePlace = 0
  package var stageCount = 1
  package var rottingDays: Int?
  package var expectedClose: Int?
  package var hasParty = false
  package var hasNextStep = false
  package var createdAt: Moment
  package var stageEnteredAt: Moment
  package var closedAt: Moment?
  /// When something last happened with it or with its people.
  package var lastActivity: Int?
  package var moves: [Move] = []

  package init(id: Int64, createdAt: Moment, stageEnteredAt: Moment) {
    self.id = id
    self.createdAt = createdAt
    self.stageEnteredAt = stageEnteredAt
  }

  /// A stage that it came to: the place among the open ones, their number for won, -1 for lost.
  package struct Move: Sendable {
    package let place: Int
    package let day: Int

    package init(place: Int, day: Int) {
      self.place = place
      self.day = day
    }
  }

  /// The last day on which it was alive.
  var lastSign: Int { max(stageEnteredAt.day, createdAt.day, lastActivity ?? .min) }
}

/// A time of a record, and whether many records have the very same, as those of an import without times.
package struct Moment: Sendable {
  package let microseconds: Int64
  package let isShared: Bool

  package init(_ microseconds: Int64, isShared: Bool = false) {
    self.microseconds = microseconds
    self.isShared = isShared
  }

  package var day: Int { Int((Double(microseconds) / 86_400_000_000).rounded(.down)) }
}

package struct TaskState: Sendable {
  package let id: Int64
  package let dueDay: Int
  /// Whether its priority is high or urgent.
  package let isPressing: Bool

  package init(id: Int64, dueDay: Int, isPressing: Bool) {
    self.id = id
    self.dueDay = dueDay
    self.isPressing = isPressing
  }
}

/// An activity that was written down by itself, not with many others at one moment.
package struct DatedRecord: Sendable {
  package let id: Int64
  package let occurred: Int
  package let written: Int
  /// Whether it can be planned ahead, as a meeting is.
  package let mayBePlanned: Bool

  package init(id: Int64, occurred: Int, written: Int, mayBePlanned: Bool) {
    self.id = id
    self.occurred = occurred
    self.written = written
    self.mayBePlanned = mayBePlanned
  }
}

/// An entry of the journal that changed records which were there before.
package struct EditEntry: Sendable {
  package let id: Int64
  package let day: Int
  package let records: Int

  package init(id: Int64, day: Int, records: Int) {
    self.id = id
    self.day = day
    self.records = records
  }
}

/// A deal that was closed by an entry of the journal, and the day on which it says to have been.
package struct Closing: Sendable {
  package let deal: Int64
  package let written: Int
  package let said: Int

  package init(deal: Int64, written: Int, said: Int) {
    self.deal = deal
    self.written = written
    self.said = said
  }
}

/// What only one record should have, and several do.
package struct SharedKey: Sendable {
  package let type: String
  package let field: String
  package let value: String
  /// In order.
  package let ids: [Int64]

  package init(type: String, field: String, value: String, ids: [Int64]) {
    self.type = type
    self.field = field
    self.value = value
    self.ids = ids
  }
}
