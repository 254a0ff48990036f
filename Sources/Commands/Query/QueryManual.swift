internal import Models

/// What the manual of `crm query` says: the members of a Query, and the language of conditions in full.
enum QueryManual {
  static let text = """
    A Query is a JSON object. Only from has to be there:

      from       kind of records: contact, company, deal, task, activity ...
      where      a condition that the records satisfy
      fields     fields and paths to print, else all of the record
      sort       "field" or "field:desc", one or a list of them
      limit      stop after so many rows
      group_by   fields and paths, a time also by its period:
                 "created_at by month" (day, week, month, quarter, year)
      aggregate  list of {"fn", "field", "where", "as"}: fn is count, sum,
                 avg, min, max, median or rate, where is a condition for
                 this figure alone, as is the name of its column
      having     a condition on the columns of the grouped result

    Without group_by and aggregate the rows are records, with them they are groups. Money is summed for each \
    currency apart. rate is the percentage of the rows that satisfy its where.

    \(conditions)

    The fields of each kind, those in brackets being related records:

    \(RecordType.allCases.filter { $0 != .setting }.map(fields).joined(separator: "\n"))
    """

  private static let conditions = """
    A condition, here and after --where, compares a field with a value:

      =  !=           equal, or not; text without regard to case
      <  <=  >  >=    less, greater; numbers, times, dates and text
      ~               contains, without regard to case and accents
      in (a, b)       one of these values
      in PERIOD       a time within a period
      is null         nothing is there; is not null: something is

    and, or and not join conditions, not binding closest and or least; brackets group them. A value of several words, \
    or one with characters other than letters, digits and . _ + : @ / % # - stands in double quotes, in which a \
    backslash comes before a quote or a backslash. A field whose name needs it is quoted alike: fields."Region code".

    A path follows relations: company.name, fields.region for a custom field. A relation with brackets is the number \
    of related records, with a condition between the brackets that of those which satisfy it; the paths inside start \
    at the related record. Without a comparison after the brackets, one such record is enough:

      contacts() = 0
      tasks(status = todo and due_date < today)
      activities(kind != note and occurred_at >= -30d) > 2
      deals(stage = won and closed_at in this_year) > 0

    A time is now, today, yesterday, tomorrow, a weekday, a distance from now such as -30d, +2w, -3m, -1y, +4h or \
    -90min, a date 2026-01-31, a local time "2026-01-31 14:30" or an RFC 3339 time. A day is compared as a whole: \
    created_at <= yesterday includes all of yesterday. A period, after in, is today, this_week, last_month, \
    next_quarter, last_30_days, 2026, 2026-05, 2026-Q2, 2026-W07 or 2026-01-01..2026-03-31. Days begin where --tz, \
    CRM_TZ, TZ, the setting timezone, else the system says.

    Missing values satisfy no comparison but != and is null.
    """

  /// The names that a condition may use of a kind of record, as lines of a literal paragraph.
  private static func fields(_ type: RecordType) -> String {
    let catalog = Catalog.of(type)
    var names = ["id"] + catalog.fields.map(\.name)
    for relation in catalog.relations where relation.many || !names.contains(relation.name) {
      names.append(relation.many ? relation.name + "()" : relation.name)
    }
    var lines = ["  \(type.rawValue)"]
    var line = "     "
    for name in names {
      if line.utf8.count + name.utf8.count > 72 {
        lines.append(line)
        line = "     "
      }
      line += " " + name
    }
    return (lines + [line]).joined(separator: "\n")
  }
}
