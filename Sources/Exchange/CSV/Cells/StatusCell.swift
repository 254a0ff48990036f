/// A cell of where a lead stands, in the words of whatever program.
enum StatusCell {
  /// What a word means among the statuses that there are: itself, or what other programs mean by it; nil for nothing
  /// that is plain.
  static func status(_ word: String, among statuses: [String]) -> String? {
    let key = ColumnName.key(word)
    func find(_ key: String) -> String? { statuses.first { ColumnName.key($0) == key } }
    return find(key) ?? meanings[key].flatMap { find(ColumnName.key($0)) }
  }

  /// Our word for each of the others.
  private static let meanings: [String: String] = {
    var meanings: [String: String] = [:]
    for (status, words) in words { for word in words { meanings[ColumnName.key(word)] = status } }
    return meanings
  }()

  /// The lead statuses and stages of life that HubSpot, Salesforce and Pipedrive come with, by what they are here.
  private static let words: KeyValuePairs<String, [String]> = [
    "new": ["Open", "Open - Not Contacted", "Not Contacted", "Lead", "New Lead", "Subscriber"],
    "contacted": [
      "Attempted to Contact", "Attempting Contact", "Attempted", "Working", "Working - Contacted",
      "In Progress",
    ],
    "engaged": ["Connected", "Responded"],
    "meeting booked": ["Meeting Scheduled", "Appointment Scheduled", "Demo Scheduled"],
    "qualified": [
      "Marketing Qualified Lead", "MQL", "Sales Qualified Lead", "SQL", "Qualified Lead", "Opportunity",
      "Open Deal",
    ],
    "customer": ["Closed - Converted", "Converted", "Closed Won", "Won", "Client"],
    "lost": ["Closed - Not Converted", "Not Converted", "Closed Lost", "Not Interested"],
    "unqualified": ["Disqualified", "Not Qualified", "Junk", "Bad Fit"],
  ]
}
