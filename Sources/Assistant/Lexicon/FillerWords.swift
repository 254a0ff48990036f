/// Words that carry nothing of their own once a question is understood.
enum FillerWords {
  static let all: Set<String> = [
    "a", "an", "the", "all", "any", "some", "every", "each", "me", "us", "i", "we", "you", "please", "show",
    "list",
    "find", "give", "get", "display", "tell", "see", "fetch", "which", "what", "who", "whom", "whose", "that",
    "those",
    "these", "this", "there", "is", "are", "was", "were", "be", "been", "do", "does", "did", "have", "has",
    "had", "am",
    "of", "to", "in", "on", "at", "for", "with", "from", "by", "and", "our", "ours", "my", "mine", "their",
    "its", "his",
    "her", "currently", "current", "right", "now", "so", "far", "it", "they", "them", "'s", ",", "as", "than",
    "how",
    "many", "much", "number", "count", "want", "need", "look", "up", "only", "just", "also", "still", "ones",
    "one",
    "together", "overall", "altogether", "got", "exist", "exists", "contain", "record", "records", "entries",
    "know",
    "like", "hey", "hi", "thanks", "out", "or", "about", "involved", "involving", "related", "regarding",
    "concerning",
    "linked", "associated", "connected", "going", "go", "exactly", "actually", "available", "both", "crm",
    "database",
    "already", "yet", "existing", "own", "various",
  ]

  /// Words with which a wish begins, and that carry nothing either.
  static let opening: Set<String> = [
    "show", "list", "find", "give", "get", "display", "me", "us", "what", "which", "are", "is", "was", "were",
    "all",
    "the", "please", "can", "could", "would", "you", "i", "want", "see", "to", "need", "fetch", "'s", "do",
    "we", "have",
    "any", "of", "there", "like", "let", "know", "tell", "pull", "up", "print", "view", "look", "looking",
    "for", "at",
    "a", "an", "some", "our", "every", "each", "those", "these", "only", "just", "search", "return", "name",
    "names",
    "everything", "full", "complete", "list", "got", "hey", "hi", "hello", "ok", "okay", "now", "currently",
    "table",
    "overview", "breakdown", "total", "break", "down", "split", "group", "distribution", "segment", "divide",
    "how",
  ]
}
