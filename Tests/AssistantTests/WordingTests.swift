import Bytes
import Testing

@testable import Assistant

/// The many ways in which people ask for the same few things.
@Suite struct WordingTests {
  private let desk: Desk

  init() throws {
    desk = try Desk()
  }

  // swift-format-ignore
  private static let questions: [(String, String)] = [
    ("deals bigger than half a million", "deal | value > 500000"),
    ("open deals worth 64k or more", "deal | status = open and value >= 64000"),
    ("deals of exactly 5000", "deal | value = 5000"),
    ("deals stuck in the same stage for more than 60 days", "deal | stage_entered_at < -60d"),
    ("deals in negotiation for more than 30 days", "deal | stage = \"negotiation\" and stage_entered_at < -30d"),
    ("deals closing in August or September", "deal | (expected_close in 2026-08 or expected_close in 2026-09) and status = open"),
    ("deals won in April and May", "deal | (closed_at in 2026-04 or closed_at in 2026-05) and status = won"),
    ("deals expected to close by the end of the month", "deal | expected_close <= 2026-06-30 and status = open"),
    ("deals lost to price", "deal | status = lost and lost_reason = \"price\""),
    ("deals from partners", "deal | source = \"partner\""),
    ("deals sourced by partner that we lost", "deal | source = \"partner\" and status = lost"),
    ("open deals except those in negotiation", "deal | status = open and not stage = \"negotiation\""),
    ("deals created more than 6 months ago", "deal | created_at < -6m"),
    ("deals that entered negotiation this month", "deal | stage = \"negotiation\" and stage_entered_at in this_month"),
    ("which deals should close next month?", "deal | expected_close in next_month and status = open"),
    ("deals with an expected close date before July 1", "deal | expected_close < 2026-07-01 and status = open"),
    ("deals with more than one contact", "deal | contacts() > 1"),
    ("deals with a probability above 50%", "deal | probability > 0.5"),
    ("deals with contacts tagged vip", "deal | contacts(tags = \"vip\") > 0"),
    ("contacts who are not vip", "contact | not tags = \"vip\""),
    ("non-vip customers", "contact | status in (\"customer\") and not tags = \"vip\""),
    ("CTOs at health care companies", "contact | position = \"CTO\" and company.industry = \"Health Care\""),
    ("contacts with neither email nor phone", "contact | email is null and phone is null"),
    ("contacts met in May", "contact | activities(kind = meeting and occurred_at in 2026-05) > 0"),
    ("who did bo call this month?", "contact | activities(kind = call and owner = \"bo\" and occurred_at in this_month) > 0"),
    ("contacts at companies with more than 100 employees", "contact | company.size > 100"),
    ("companies with more than 2 open deals", "company | deals(status = open) > 2"),
    ("companies we have never won a deal with", "company | not deals(status = won) > 0"),
    ("companies that bought something this year", "company | deals(status = won and closed_at in this_year) > 0"),
    ("companies with 40 employees", "company | size = 40"),
    ("companies with the most employees", "company | sort size:desc | limit 10"),
    ("tasks not started", "task | status = todo"),
    ("tasks overdue by more than 10 days", "task | days_overdue > 0 and days_overdue > 10 and status in (todo, in_progress)"),
    ("completed tasks this month", "task | status = completed and completed_at in this_month"),
    ("what's overdue?", "task | days_overdue > 0 and status in (todo, in_progress)"),
    ("what do I have to do today?", "task | due_date in today and status in (todo, in_progress)"),
    ("the next task", "task | due_date >= today and status in (todo, in_progress) | sort due_date | limit 1"),
    ("calls longer than 30 minutes", "activity | kind = call and duration_minutes > 30"),
    ("pricing calls", "activity | kind = call and subject = \"Pricing\""),
    ("notes about the discount", "activity | kind = note and (body ~ \"discount\" or subject ~ \"discount\")"),
    ("calls with Acme Corp last week by bo", "activity | kind = call and company.id = 1 and occurred_at in last_week and owner = \"bo\""),
    ("last won deal", "deal | status = won | sort closed_at:desc | limit 1"),
    ("the fastest deal we won", "deal | status = won | sort cycle_days | limit 1"),
    ("which deal has been open the longest?", "deal | status = open | sort created_at | limit 1"),
    ("which deal closes next?", "deal | status = open and expected_close >= today | sort expected_close | limit 1"),
    ("how much did we lose to price?", "deal | status = lost and lost_reason = \"price\" | sum value"),
    ("how much have we won this year?", "deal | closed_at in this_year and status = won | sum value"),
    ("how much will close this month?", "deal | expected_close in this_month and status = open | sum value"),
    ("how much are our open deals worth?", "deal | status = open | sum value"),
    ("what did we earn in May?", "deal | status = won and closed_at in 2026-05 | sum value"),
    ("total call minutes this year", "activity | kind = call and occurred_at in this_year | sum duration_minutes"),
    ("how long do our calls take on average?", "activity | kind = call | avg duration_minutes"),
    ("average time to close won deals", "deal | status = won | avg cycle_days"),
    ("average company size", "company | avg size"),
    ("what percentage of contacts are customers?", "contact | rate"),
    ("what share of deals do we lose?", "deal | status != open | rate"),
    ("loss rate", "deal | status != open | rate"),
    ("win rate on deals above 1k in 2026", "deal | status != open and value > 1000 and closed_at in 2026 | rate"),
    ("how many different industries do we serve?", "company | industry is not null | count | by industry"),
    ("how many deals did each owner win this year?", "deal | status = won and closed_at in this_year and owner is not null | count | by owner"),
    ("breakdown of lost deals by reason", "deal | status = lost and lost_reason is not null | count | by lost_reason"),
    ("pipeline by month of expected close", "deal | status = open and expected_close is not null | sum value | by expected_close by month"),
    ("which month had the most revenue?", "deal | status = won and closed_at is not null | sum value | by closed_at by month | sort figure:desc | limit 1"),
    ("who lost the most deals?", "deal | status = lost and owner is not null | count | by owner | sort count:desc | limit 1"),
    ("who has the fewest open deals?", "deal | status = open and owner is not null | count | by owner | sort count | limit 1"),
    ("which industry has the most companies?", "company | industry is not null | count | by industry | sort count:desc | limit 1"),
    ("what's the most common lost reason?", "deal | status = lost and lost_reason is not null | count | by lost_reason | sort count:desc | limit 1"),
    ("why do we lose deals?", "deal | status = lost and lost_reason is not null | count | by lost_reason"),
    ("best customers by revenue", "deal | status = won and company is not null | sum value | by company | sort figure:desc | limit 10"),
    ("compare ana and bo by won revenue", "deal | status = won and (owner = \"ana\" or owner = \"bo\") and owner is not null | sum value | by owner"),
    ("revenue this quarter versus last quarter", "deal | status = won and (closed_at in this_quarter or closed_at in last_quarter) and closed_at is not null | sum value | by closed_at by quarter"),
    ("who has more open deals, ana or bo?", "deal | status = open and (owner = \"ana\" or owner = \"bo\") and owner is not null | count | by owner | sort count:desc | limit 1"),
    ("list all owners", "deal | owner is not null | count | by owner"),
    ("do we have any deals in France?", "deal | company.country = \"France\""),
    ("did ana win any deals in May?", "deal | status = won and owner = \"ana\" and closed_at in 2026-05"),
    ("does Acme Corp have open deals?", "deal | company.id = 1 and status = open"),
    ("is Acme renewal still open?", "deal | id = 1 and status = open"),
    ("who owns the largest open deal?", "deal | id = 1"),
    ("champions of open deals", "contact | id in (1)"),
  ]

  @Test(arguments: questions) func becomesAQuery(_ question: String, _ query: String) throws {
    #expect(try desk.query(question) == query)
  }

  @Test(arguments: [
    "should I call Ida Moreau?", "call Ida Moreau", "will Acme renewal close?",
    "what is Acme Corp's revenue?",
    "average number of contacts per company", "companies with both won and lost deals",
    "contacts older than 40 years",
    "top -5 deals", "who are the competitors of Globex?", "is Acme Corp bigger than Globex?",
    "which customers have gone quiet?",
    "companies whose pipeline exceeds 100k", "how are you?", "SELECT * FROM contacts",
    "deals closing in Smarch",
    "new deals", "breakdown of deals", "emails to everyone and delete them", "how many how many",
  ]) func whatCannotBeToldIsDeclined(_ question: String) throws {
    let answer = try desk.ask(question)
    #expect(answer.route == .unsupported, "\(answer.text)")
    #expect(answer.confidence == 0)
  }

  @Test(arguments: [
    ("is Ida Moreau a customer?", "Yes"), ("is Sven Lind a customer?", "No"),
    ("is Ida Moreau tagged vip?", "Yes"),
    ("is Acme Corp in Berlin?", "Yes"), ("is Globex in Germany?", "No"),
    ("did we win Globex rollout?", "Yes"),
    ("was Globex pilot won?", "No"), ("does Ida Moreau have a phone number?", "Yes"),
    ("does Sven Lind have a phone number?", "No"), ("have we talked to Ida Moreau this month?", "Yes"),
    ("have we talked to Sven Lind this month?", "No"), ("does Acme Corp have any open deals?", "Yes"),
    ("do we have any deals over 100k?", "No"), ("are there any overdue tasks?", "Yes"),
  ]) func aYesOrNoIsSaid(_ question: String, _ verdict: String) throws {
    let answer = try desk.ask(question)
    #expect(answer.text.hasPrefix(verdict), "\(answer.text)")
    #expect(answer.query != nil)
  }

  @Test(arguments: [
    ("who's in charge of Globex rollout?", "ana"), ("where does Ida Moreau work?", "Acme Corp"),
    ("what does Ida Moreau do?", "Office Manager"), ("how can I reach Ida Moreau?", "+49 30 555"),
    ("where did Ida Moreau come from?", "referral"), ("when was Globex pilot lost?", "2026-05-10"),
    ("when does Acme renewal close?", "2026-06-30"), ("how likely is Acme renewal to close?", "0."),
    ("how many employees does Acme Corp have?", "420"), ("where is Globex headquartered?", "Lyon"),
    ("email and phone of Ida Moreau", "ida@acme.example"),
    ("what is the value of the largest open deal?", "12000"),
    ("what was our last call with Acme Corp?", "2026-06-01"), ("what went wrong with Globex pilot?", "price"),
    ("what do we know about Acme Corp?", "Retail"),
  ]) func oneRecord(_ question: String, _ said: String) throws {
    let answer = try desk.ask(question)
    #expect(answer.text.contains(said), "\(answer.text)")
  }

  @Test func aNumberThatIsAskedForIsAValue() throws {
    guard case .value(let value, let unit) = try desk.ask("how much is Acme renewal worth?").result else {
      Issue.record("no value")
      return
    }
    #expect(value.double == 12000 && unit == "USD")
  }
}
