/// What the first words of an instruction say is to be done.
enum Verb {
  case create, remind, schedule, move, postpone, prepone, mark, set, convert, qualify, raise, lower, close,
    win, lose
  case rename, assign, give, unassign, delete, clear, tag, untag, log, note, complete, cancel, start, reopen,
    merge
  case link, unlink
  /// Something that has taken place: a call, an e-mail, a meeting.
  case happened(String)
  /// What is never done so, and why.
  case refused(String)

  /// Verbs that are also said of how records are.
  static let describing: Set<String> = [
    "new", "open", "won", "lost", "done", "completed", "finished", "called", "emailed", "met",
  ]

  /// Whether it is said of records, and hardly of anything that a person is to do.
  var isAboutRecords: Bool {
    switch self {
    case .create, .move, .mark, .set, .win, .lose, .rename, .assign, .tag, .untag, .delete, .merge, .link,
      .unlink, .log:
      true
    default: false
    }
  }

  /// The verb of some words, with how many of them it takes.
  static func find(_ keys: ArraySlice<String>) -> (verb: Verb, length: Int)? {
    for length in stride(from: min(3, keys.count), through: 1, by: -1) {
      if let verb = all[keys.prefix(length).joined(separator: " ")] { return (verb, length) }
    }
    return nil
  }

  private static let all: [String: Verb] = {
    var verbs: [String: Verb] = [:]
    func add(_ verb: Verb, _ words: String...) {
      for word in words { verbs[word] = verb }
    }
    add(.create, "create", "add", "new", "register", "open", "insert", "enter", "set up", "make a", "make an")
    add(.remind, "remind", "remember")
    add(.schedule, "schedule", "plan", "book", "arrange", "follow up", "followup")
    add(.move, "move", "advance", "put", "promote", "shift", "progress", "bump", "transition")
    add(
      .postpone, "push", "postpone", "delay", "reschedule", "extend", "defer", "snooze", "push back",
      "push out",
      "put off", "move back", "slip")
    add(.prepone, "bring", "pull", "bring forward", "pull forward", "pull in", "move forward", "move up")
    add(.mark, "mark", "flag")
    add(
      .set, "set", "change", "update", "edit", "make", "switch", "adjust", "correct", "fix", "modify",
      "amend",
      "replace")
    add(.convert, "convert", "turn")
    add(.qualify, "qualify", "disqualify")
    add(.raise, "increase", "raise", "up", "grow")
    add(.lower, "decrease", "lower", "reduce", "cut")
    add(.close, "close", "close out")
    add(.win, "win", "won")
    add(.lose, "lose", "lost")
    add(.rename, "rename", "retitle", "relabel")
    add(.assign, "assign", "reassign", "transfer", "hand", "hand over", "delegate", "allocate")
    add(.give, "give", "pass")
    add(.unassign, "unassign")
    add(.delete, "delete", "remove", "drop", "trash", "get rid of", "discard", "take")
    add(.clear, "clear", "empty", "unset", "blank", "wipe", "purge")
    add(.tag, "tag", "label")
    add(.untag, "untag", "unlabel")
    add(.log, "log", "record", "had", "capture", "jot down", "write", "write down", "file")
    add(.note, "note")
    add(.happened("call"), "called", "phoned", "rang", "spoke", "talked", "spoken", "talked to", "spoke to")
    add(.happened("email"), "emailed", "mailed", "wrote")
    add(.happened("meeting"), "met", "met with")
    add(
      .complete, "complete", "finish", "check off", "tick off", "done", "completed", "finished", "check",
      "tick")
    add(.cancel, "cancel", "abandon")
    add(.start, "start", "begin", "resume")
    add(.reopen, "reopen", "restart", "re open", "revive")
    add(.merge, "merge", "combine", "dedupe")
    add(.link, "link", "attach", "connect", "associate", "involve")
    add(.unlink, "unlink", "detach", "disconnect", "disassociate")
    add(
      .refused("what was done is taken back by crm undo, and in a chat by /undo"), "undo", "revert",
      "roll back")
    add(.refused("a person is erased everywhere by crm contact erase, and by no instruction"), "erase")
    return verbs
  }()
}
