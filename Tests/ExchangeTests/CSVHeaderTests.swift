import Bytes
import Models
import Testing

@testable import Exchange

/// Header lines as programs write them, each with a row.
struct CSVProgramTests {
  @Test func googleContactsOfToday() throws {
    let file = """
      First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Nickname,File As,Organization Name,\
      Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,\
      E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,\
      Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,\
      Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,\
      Website 1 - Label,Website 1 - Value
      Ada,King,Lovelace,,,,,Analytical Engines Ltd,Analyst,,1815-12-10,first of all,,Friends ::: * myContacts,\
      * Work,ada@engines.example,Home,ada@home.example ::: al@home.example,Mobile,+44 20 7946 0001,Work,\
      +44 20 7946 0002,Home,"12 St James's Square
      London",12 St James's Square,London,,,SW1Y 4JH,United Kingdom,,Blog,https://ada.example
      """
    let outcome = try readCSV(file)
    #expect(
      outcome.rows == [
        """
        {"type":"contact","first_name":"Ada","last_name":"Lovelace","company":"Analytical Engines Ltd",\
        "position":"Analyst","birthday":"1815-12-10","notes":"first of all","tags":["Friends"],\
        "emails":["ada@engines.example","ada@home.example","al@home.example"],\
        "phones":["+44 20 7946 0001","+44 20 7946 0002"],"address":"12 St James's Square","city":"London",\
        "postcode":"SW1Y 4JH","country":"United Kingdom",\
        "fields":{"Middle Name":"King","Website 1 - Value":"https://ada.example"}}
        """
      ])
    #expect(outcome.remarks.contains("columns Middle Name, Website 1 - Value are kept as custom fields"))
    #expect(outcome.remarks.contains { $0.contains("E-mail 1 - Label, E-mail 2 - Label") })
  }

  @Test func googleContactsOfBefore() throws {
    let file = """
      Name,Given Name,Additional Name,Family Name,Yomi Name,Birthday,Notes,Group Membership,E-mail 1 - Type,\
      E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,\
      Organization 1 - Title
      Ada Lovelace,Ada,,Lovelace,,,,* myContacts ::: * starred,* Work,ada@x.example,Mobile,1 ::: 2,,Engines,Analyst
      """
    try expectCSV(
      file,
      gives: [
        """
        {"type":"contact","name":"Ada Lovelace","first_name":"Ada","last_name":"Lovelace","tags":["starred"],\
        "email":"ada@x.example","phone":"1 ::: 2","company":"Engines","position":"Analyst"}
        """
      ])
  }

  @Test func outlook() throws {
    let file = """
      Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business City,\
      Business State,Business Postal Code,Business Country/Region,Home Street,Home City,Business Phone,Home Phone,\
      Mobile Phone,Birthday,Categories,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,E-mail 2 Type,\
      Notes,Priority,Private,Sensitivity,Web Page
      Mr.,Max,,Muster,,Muster GmbH,Sales,Buyer,Hauptstr. 1,Berlin,,10115,Germany,Nebenstr. 2,Potsdam,030 123456,,\
      0170 1234567,0/0/00,VIP;Press,max@muster.example,SMTP,Max Muster (max@muster.example),m@home.example,SMTP,\
      likes tea,Normal,False,Normal,
      """
    let outcome = try readCSV(file)
    #expect(
      outcome.rows == [
        """
        {"type":"contact","first_name":"Max","last_name":"Muster","company":"Muster GmbH","position":"Buyer",\
        "address":"Hauptstr. 1","city":"Berlin","postcode":"10115","country":"Germany",\
        "phones":["030 123456","0170 1234567"],"tags":["VIP","Press"],\
        "emails":["max@muster.example","m@home.example"],"notes":"likes tea",\
        "fields":{"Title":"Mr.","Department":"Sales","Home Street":"Nebenstr. 2","Home City":"Potsdam",\
        "Priority":"Normal"}}
        """
      ])
  }

  @Test func hubSpot() throws {
    let contacts = """
      Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Lifecycle Stage,Create Date,\
      Associated Company
      51,Ada,Lovelace,ada@x.example,+44 1234567,bob,contacted,Lead,2026-01-05 10:30,Engines
      """
    try expectCSV(
      contacts,
      gives: [
        """
        {"type":"contact","external_id":"51","first_name":"Ada","last_name":"Lovelace","email":"ada@x.example",\
        "phone":"+44 1234567","owner":"bob","status":"contacted","created_at":"2026-01-05 10:30",\
        "company":"Engines","fields":{"Lifecycle Stage":"Lead"}}
        """
      ])
    let companies = """
      Record ID,Company name,Company Domain Name,Industry,Number of Employees,City,Country/Region,Phone Number,\
      Company owner,Postal Code
      7,Engines,engines.example,Computing,"1,200",London,UK,+44 1,bob,SW1
      """
    try expectCSV(
      companies,
      gives: [
        """
        {"type":"company","external_id":"7","name":"Engines","domain":"engines.example","industry":"Computing",\
        "size":1200,"city":"London","country":"UK","phone":"+44 1","owner":"bob","fields":{"Postal Code":"SW1"}}
        """
      ])
    let deals = """
      Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Pipeline,Associated Company
      9,Renewal,proposal,2026-03-31 00:00,bob,12500.50,Sales,Engines
      """
    try expectCSV(
      deals,
      gives: [
        """
        {"type":"deal","external_id":"9","title":"Renewal","stage":"proposal","expected_close":"2026-03-31 00:00",\
        "owner":"bob","value":12500.50,"pipeline":"Sales","company":"Engines"}
        """
      ])
  }

  @Test func salesforce() throws {
    let contacts = """
      Id,AccountId,LastName,FirstName,Salutation,Title,Email,Phone,MobilePhone,MailingStreet,MailingCity,\
      MailingState,MailingPostalCode,MailingCountry,LeadSource,CreatedDate
      0035g00000A1,0015g00000B1,Lovelace,Ada,Ms.,CTO,ada@x.example,1234567,7654321,1 Road,London,,SW1,UK,Web,\
      2026-01-05T10:30:00.000+0000
      """
    try expectCSV(
      contacts,
      gives: [
        """
        {"type":"contact","external_id":"0035g00000A1","last_name":"Lovelace","first_name":"Ada","position":"CTO",\
        "email":"ada@x.example","phones":["1234567","7654321"],"address":"1 Road","city":"London",\
        "postcode":"SW1","country":"UK","source":"Web","created_at":"2026-01-05T10:30:00.000+00:00",\
        "fields":{"AccountId":"0015g00000B1","Salutation":"Ms."}}
        """
      ])
    let opportunities = """
      Id,Name,StageName,Amount,CloseDate,Probability,NextStep,LeadSource,CurrencyIsoCode
      006A,Engines renewal,negotiation,1000,2026-03-31,75,call,Web,EUR
      006B,Other,lead,2000,2026-04-30,0,,,EUR
      """
    try expectCSV(
      opportunities,
      gives: [
        """
        {"type":"deal","external_id":"006A","title":"Engines renewal","stage":"negotiation","value":1000,\
        "expected_close":"2026-03-31","probability":0.75,"next_step":"call","source":"Web","currency":"EUR"}
        """,
        """
        {"type":"deal","external_id":"006B","title":"Other","stage":"lead","value":2000,\
        "expected_close":"2026-04-30","probability":0.00,"currency":"EUR"}
        """,
      ])
    let report = """
      Opportunity Name,Account Name,Stage,Amount,Close Date,Probability (%),Opportunity Owner,Account Owner,Website
      Renewal,Engines,won,"USD 1,500.00",1/31/2026,100%,bob,ann,https://engines.example
      """
    try expectCSV(
      report,
      gives: [
        """
        {"type":"company","name":"Engines","owner":"ann","website":"https://engines.example"} \
        {"type":"deal","title":"Renewal","stage":"won","value":1500.00,"currency":"USD",\
        "expected_close":"2026-01-31","probability":1.00,"owner":"bob"}
        """
      ])
  }

  @Test func pipedrive() throws {
    let people = """
      Person - ID,Person - Name,Person - Organization,Person - Email - Work,Person - Email - Home,\
      Person - Phone - Mobile,Person - Owner,Person - Label,Person - Shoe size
      4,Ada Lovelace,Engines,ada@x.example,,+44 1234567,bob,Hot,38
      """
    try expectCSV(
      people,
      gives: [
        """
        {"type":"contact","external_id":"4","name":"Ada Lovelace","company":"Engines","email":"ada@x.example",\
        "phone":"+44 1234567","owner":"bob","tags":["Hot"],"fields":{"Shoe size":38}}
        """
      ])
    let deals = """
      Deal - ID,Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Stage,Deal - Status,Deal - Organization,\
      Deal - Contact person,Deal - Expected close date,Deal - Owner,Person - Email - Work,Organization - Address
      3,Renewal,1500,EUR,proposal,open,Engines,Ada Lovelace,2026-03-31,bob,ada@x.example,1 Road
      """
    try expectCSV(
      deals,
      gives: [
        """
        {"type":"contact","name":"Ada Lovelace","email":"ada@x.example"} \
        {"type":"deal","external_id":"3","title":"Renewal","value":1500,"currency":"EUR","stage":"proposal",\
        "status":"open","company":"Engines","expected_close":"2026-03-31","owner":"bob",\
        "fields":{"Organization - Address":"1 Road"}}
        """
      ])
    let whole = """
      Deal - Title,Deal - Value,Organization - Name,Organization - Address,Person - Name
      Renewal,1500,Engines,1 Road,Ada Lovelace
      """
    try expectCSV(
      whole,
      gives: [
        """
        {"type":"company","name":"Engines","address":"1 Road"} {"type":"contact","name":"Ada Lovelace"} \
        {"type":"deal","title":"Renewal","value":1500}
        """
      ])
  }
}

/// What a header tells, in the words of people.
struct CSVHeaderTests {
  @Test(arguments: [
    ("Name,Phone\nAda,1234567", #"{"type":"contact","name":"Ada","phone":"1234567"}"#),
    ("FULL NAME;e-mail\nAda;a@x", #"{"type":"contact","name":"Ada","email":"a@x"}"#),
    ("Company,Phone\nAcme,1234567", #"{"type":"company","name":"Acme","phone":"1234567"}"#),
    (
      "Name,Website,City\nAcme,acme.example,Rome",
      #"{"type":"company","name":"Acme","website":"acme.example","city":"Rome"}"#
    ),
    ("First Name,Title\nAda,CTO", #"{"type":"contact","first_name":"Ada","position":"CTO"}"#),
    ("Title,Stage,Amount\nBig,lead,5", #"{"type":"deal","title":"Big","stage":"lead","value":5}"#),
    ("Name,Stage,Amount\nBig,lead,5", #"{"type":"deal","title":"Big","stage":"lead","value":5}"#),
    (
      "Title,Due Date,Contact\nCall,2026-01-31,a@x",
      #"{"type":"task","title":"Call","due_date":"2026-01-31","contact":"a@x"}"#
    ),
    (
      "name,email,Email,E-Mail 2\nAda,a@x,b@x,c@x",
      #"{"type":"contact","name":"Ada","emails":["a@x","b@x","c@x"]}"#
    ),
    ("Amount (EUR),Deal\n5,Big", #"{"type":"deal","value":5,"currency":"EUR","title":"Big"}"#),
    (
      "Name,fields.region,,Note\nAda,EMEA,x,hi",
      #"{"type":"contact","name":"Ada","notes":"hi","fields":{"region":"EMEA","column 3":"x"}}"#
    ),
    (
      "Mail,Street,ZIP,State,Town\na@x,Road 1,00123,NY,Rome",
      #"{"type":"contact","email":"a@x","address":"Road 1","postcode":"00123","region":"NY","city":"Rome"}"#
    ),
  ])
  func tells(_ file: String, _ expected: String) throws {
    try expectCSV(file, gives: [expected])
  }

  @Test func aRowHoldsAContactItsCompanyAndItsDeal() throws {
    let file = """
      First Name,Email,Title,Company,company.domain,company.industry,Deal Name,deal.value,deal.fields.Campaign,Colour
      Ada,ada@x.example,CTO,Engines,engines.example,Computing,Renewal,1500,Spring,red
      Bob,bob@x.example,,Engines,,,,,,blue
      Cyd,,,,,Retail,,,,
      ,,,,,,Alone,7,,
      ,,,,,,,,,
      """
    try expectCSV(
      file,
      gives: [
        """
        {"type":"company","name":"Engines","domain":"engines.example","industry":"Computing"} \
        {"type":"contact","first_name":"Ada","email":"ada@x.example","position":"CTO"} \
        {"type":"deal","title":"Renewal","value":1500,"fields":{"Campaign":"Spring","Colour":"red"}}
        """,
        #"{"type":"company","name":"Engines"} {"type":"contact","first_name":"Bob","email":"bob@x.example","fields":{"Colour":"blue"}}"#,
        #"{"type":"contact","first_name":"Cyd","fields":{"company.industry":"Retail"}}"#,
        #"{"type":"deal","title":"Alone","value":7}"#,
      ])
  }

  @Test func remarksSayWhatBecameOfColumns() throws {
    let file = "First Name,E-mail 1 - Type,Mail,Colour,Empty,Industry\nAda,Work,a@x,red,,Retail\n"
    let outcome = try readCSV(file)
    #expect(
      outcome.remarks == [
        "read Mail as contact.emails", "column Colour is kept as a custom field",
        "column Industry is kept as a custom field in rows that do not name its record",
        "column E-mail 1 - Type is passed over",
      ])
    let plain = try readCSV("first_name,email,phone,company\nAda,a@x,1,E\n")
    #expect(plain.remarks.isEmpty)
  }

  @Test func theNameOfACompanyAloneIsAFieldOfAll() throws {
    try expectCSV(
      "Email,Company,Deal Name,Amount\na@x,Engines,Renewal,5",
      gives: [
        """
        {"type":"contact","email":"a@x","company":"Engines"} \
        {"type":"deal","company":"Engines","title":"Renewal","value":5}
        """
      ])
  }

  @Test func aTypeThatIsGivenWins() throws {
    let file = "Name,Website,Title,Company\nA,w.example,T,C\n"
    try expectCSV(
      file, CSVOptions(type: .contact),
      gives: [
        #"{"type":"contact","name":"A","position":"T","company":"C","fields":{"Website":"w.example"}}"#
      ])
    try expectCSV(
      file, CSVOptions(type: .deal),
      gives: [
        #"{"type":"deal","title":"A","company":"C","fields":{"Website":"w.example","Title":"T"}}"#
      ])
    #expect(
      try readCSV(
        "Kind,Subject,Occurred at,Contacts\ncall,Hi,2026-01-31,a@x; b@x", CSVOptions(type: .activity)
      ).rows
        == [
          #"{"type":"activity","kind":"call","subject":"Hi","occurred_at":"2026-01-31","contacts":["a@x","b@x"]}"#
        ])
  }

  @Test func aMapRenamesColumns() throws {
    let map = [
      ("Telefonnummer", "phone"), ("Who", "contact.first_name"), ("x", "fields.y"), ("web", "company.domain"),
    ]
    try expectCSV(
      "Who,telefonnummer,X,Web,Company\nAda,1234567,z,e.example,E", CSVOptions(map: map),
      gives: [
        """
        {"type":"company","domain":"e.example","name":"E"} \
        {"type":"contact","first_name":"Ada","phone":"1234567","fields":{"y":"z"}}
        """
      ])
  }

  @Test func aMapThatDoesNotFitIsRefused() {
    #expect(throws: CSVHeaderError.unknownColumn("Nme", among: ["Name", "Email"])) {
      try readCSV("Name,Email\n", CSVOptions(map: [("Nme", "name")]))
    }
    let error = #expect(throws: CSVHeaderError.self) {
      try readCSV("Name,Email\n", CSVOptions(type: .company, map: [("Name", "nmae")]))
    }
    #expect(error?.description.contains("'nmae'; the fields are name, domain, industry") == true)
    #expect(throws: CSVHeaderError.self) { try readCSV("Name\n", CSVOptions(map: [("Name", "deal.nmae")])) }
  }

  @Test func aFileWithoutAHeaderIsRefused() throws {
    #expect(throws: CSVHeaderError.nothingKnown(columns: ["Ada", "a@x.example"])) {
      try readCSV("Ada,a@x.example\nBob,b@x.example\n")
    }
    try expectCSV("", gives: [])
    try expectCSV("\n\n", gives: [])
    try expectCSV("Name,Email\n", gives: [])
  }

  @Test func theTablesDoNotContradictEachOther() {
    var seen: [String: [Meaning]] = [:]
    for (name, meanings) in KnownColumns.tables.joined() {
      let key = KnownColumns.key(of: name)
      #expect(seen[key] == nil, "\(name) stands twice")
      seen[key] = meanings
    }
  }

  @Test func theTablesNameFieldsThatThereAre() {
    for (name, meanings) in KnownColumns.tables.joined() {
      for meaning in meanings {
        guard let field = meaning.field else { continue }
        let access = Catalog.of(meaning.type).field(field)?.access
        #expect(access == .written, "\(name): \(meaning.type) has no field \(field)")
      }
    }
  }
}
