/// Words that carry nothing of their own once a question is understood.
enum FillerWords {
  static let all: Set<String> = [
    "a", "an", "the", "all", "any", "some", "every", "each", "me", "us", "i", "we", "you", "please", "show",
    "list",
    "find", "give", "get", "display", "tell", "see", "fetch", "which", "what", "who", "whom", "whose", "that",
    "those",
    "these", "this", "there", "is", "are", "was", "were", "be", "been", "do", "does", "did", "have", "has",
    "had", "can",
    "could", "would", "will", "should", "of", "to", "in", "on", "at", "for", "with", "from", "by", "and",
    "our", "ours",
    "my", "mine", "their", "its", "his", "her", "currently", "current", "right", "now", "so", "far", "it",
    "they",
    "them", "'s", ",", "as", "than", "how", "many", "much", "number", "count", "want", "need", "look", "up",
    "only",
    "just", "also", "still", "ones", "one", "together", "overall", "altogether", "got", "exist", "exists",
    "contain",
    "record", "records", "entries", "know", "like", "hey", "hi", "thanks", "out", "or", "about", "involved",
    "involving", "related", "regarding", "concerning", "linked", "associated", "connected", "going",
    "go",
  ]
}
