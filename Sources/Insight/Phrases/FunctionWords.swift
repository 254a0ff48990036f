/// Words that hold a sentence together and name nothing.
enum FunctionWords {
  static let all: Set<String> = prepositions.union(conjunctions).union(pronouns).union(verbs).union(others)

  static let prepositions: Set<String> = [
    "of", "in", "on", "at", "by", "for", "from", "with", "to", "into", "per", "plus", "over", "under",
    "about", "until",
    "till", "before", "after", "since", "during", "between", "without", "within", "through", "against",
    "around", "than",
    "as", "via", "upon", "off", "out", "up", "down", "onto", "towards",
  ]
  static let conjunctions: Set<String> = [
    "and", "or", "but", "so", "because", "if", "when", "while", "then", "that", "which", "who", "whether",
    "though",
    "although", "where", "unless", "nor", "what", "how", "why",
  ]
  static let pronouns: Set<String> = [
    "i", "you", "he", "she", "it", "we", "they", "me", "him", "her", "us", "them", "my", "your", "his", "its",
    "our",
    "their", "this", "these", "those", "there", "here", "everybody", "everyone", "somebody", "nobody", "i'm",
    "it's",
    "that's", "we're", "you're", "they're", "he's", "she's", "i'll", "we'll", "you'll", "i've", "we've",
    "i'd", "u",
  ]
  static let verbs: Set<String> = [
    "is", "are", "was", "were", "be", "been", "am", "do", "does", "did", "have", "has", "had", "will",
    "would", "can",
    "could", "should", "shall", "may", "might", "must", "isn't", "wasn't", "works", "won't", "don't",
    "doesn't",
  ]
  static let others: Set<String> = [
    "a", "an", "the", "all", "each", "any", "some", "no", "not", "yes", "just", "only", "also", "too", "now",
    "right",
    "okay", "ok", "well", "still", "instead", "again", "please", "apiece", "both", "either", "maybe",
    "probably",
    "actually", "really", "honestly", "anyway", "today", "tomorrow", "yesterday", "tonight", "latest", "max",
    "tops",
    "goes", "gets", "needs", "sounds", "seems", "excluding", "including", "inclusive", "upfront", "yearly",
    "annually",
    "monthly", "minimum", "maximum", "extra", "more", "less", "total", "altogether", "flat", "even", "at",
    "once",
  ]
}
