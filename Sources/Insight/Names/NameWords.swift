/// Words by which people and companies are told apart. General knowledge of business English, no list of particulars.
enum NameWords {
  static let titles: Set<String> = [
    "mr", "mrs", "ms", "miss", "dr", "prof", "sir", "madam", "ma'am", "herr", "frau", "monsieur", "madame",
    "signor", "dear",
  ]

  /// What a company's name ends in, or what it does.
  static let companyEndings: Set<String> = words(
    """
    inc ltd llc llp plc gmbh ag sa srl s.r.l spa bv nv oy ab as co corp corporation company limited group holdings
    holding partners associates brothers bros sons trust bank union credit insurance capital ventures investments
    systems software technologies technology tech solutions services service consulting consultants consultancy
    industries industrial manufacturing automation instruments engineering electronics energy power security access
    logistics transport shipping freight spedition ferries airlines airways railways motors automotive
    foods food bakery bakeries brewing brewery breweries catering kitchens hotels hotel resorts hospitality restaurants
    packaging canning coatings paints chemicals plastics steel metals mills textiles fabrics apparel
    pharma pharmaceuticals health healthcare care clinics clinic dental medical hospital hospitals labs laboratories
    media press publishing studios agency marketing advertising communications telecom networks wireless mobile
    wholesale retail stores supermarkets markets trading distribution distributors supply supplies equipment tools
    construction builders building properties property estates realty homes architects design designs interiors
    farms garden gardens nurseries dairy vineyards winery estate cooperative co-op society association foundation
    schools school college university academy institute council authority port shipyard yard register registry
    analytics data cloud digital interactive robotics integrators rostering recruitment staffing payroll legal
    """)

  /// A company stands behind these.
  static let beforeCompany: Set<String> = words(
    "at from with by for against of versus than via called use using had chose signed joined bought left left supplier vendor competitor rival"
  )

  /// Who has these has a company.
  static let owning: Set<String> = words("use uses using used had chose hired tried trialled")

  /// What a company is called besides its name: "our insurer, …".
  static let companyNouns: Set<String> = words(
    """
    provider supplier suppliers surveyors surveyor vendor agency society firm company contractor contractors lawyers
    auditors insurer carrier landlord distributor distributors manufacturer reseller integrator wholesaler customer client
    consultancy subcontractor subsidiary parent competitor rival startup broker job account
    """)

  /// A company stands in front of these.
  static let afterCompany: Set<String> = words(
    "quoted offers offered quotes charges charged sells sold makes provides supplies supplied side team people guys contract has came just wants won"
  )

  /// A person stands in front of these.
  static let afterPerson: Set<String> = words(
    "said says told asked asks thinks thought knows knew wants mentioned reckons reckoned promised runs reckon here sir madam himself herself left called rang lives will can is was had would does did has"
  )

  /// A person stands behind these.
  static let beforePerson: Set<String> = words(
    "ask tell call email mail text ring copy thanks thank hi hello hey morning dear and give bring meet warn name colleague boss director manager is"
  )

  static let positions: Set<String> = words(
    """
    manager director head lead officer engineer ceo cfo coo cto cio cmo cro vp svp evp president partner specialist owner
    founder cofounder co-founder buyer consultant analyst administrator admin trainer executive coordinator assistant
    representative rep accountant controller chief mechanic master secretary clerk developer designer architect
    technician supervisor md gm planner adviser advisor agent broker nurse lawyer counsel attorney solicitor recruiter
    researcher scientist editor principal dean chairman chairwoman chair treasurer bookkeeper superintendent foreman
    pre-sales presales strategist sales receptionist operator programmer tester marketer buyer merchandiser dispatcher
    """)

  /// Of these alone, without a word more, nobody says that it is a position.
  static let vaguePositions: Set<String> = words(
    "partner head lead master agent chair sales operator chief rep")

  /// Capitalised, and neither a person nor a company.
  static let others: Set<String> = words(
    """
    english french german italian spanish portuguese dutch american british european indian chinese canadian australian
    christmas easter anzac labor labour thanksgiving covid christmas-trees api csv pdf gdpr sso hr it id ids nda sla sql
    erp crm rfq rfp po gst vat usb sftp ftp url qa ui ux ok pin faq q tv ups ceo cfo coo cto vp md gm wifi wi-fi internet
    excel word powerpoint outlook google teams zoom slack linkedin whatsapp twitter facebook windows linux android iphone
    am pm monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december re fw fwd subject from to cc date sent tel phone mobile fax email e-mail
    regards hello hi hey dear thanks thank sincerely best kind yours bye ciao merci bonjour please
    america europe asia africa india china england scotland wales ireland france germany italy spain portugal netherlands
    belgium austria switzerland poland sweden norway denmark finland japan korea singapore australia canada mexico brazil
    london paris berlin munich hamburg lisbon madrid rome milan vienna zurich amsterdam brussels dublin stockholm oslo
    chennai mumbai delhi bangalore bengaluru toronto vancouver montreal sydney melbourne york boston chicago dallas texas
    ohio indiana california florida
    eastern pacific central gmt utc est pst cet
    god jesus internet north south east west head legal finance marketing purchasing procurement engineering
    """)

  /// Given names that are common in business mail of many countries.
  static let given: Set<String> = words(
    """
    aaron abby abigail adam adrian agnes ahmed aisha alan albert alex alexander alexandra alice alicia alison amanda amir
    amy ana anders andre andrea andreas andrew andy angela anil anita anja ann anna anne annika anthony anton antonio
    arjun arthur asha astrid barbara beatriz ben benjamin bernd beth betty beverley bill bob brandon brenda brian bruno
    camille carl carla carlos carmen carol caroline catherine cathy cecilia charles charlie charlotte chen chiara chloe
    chris christian christina christine christopher claire clara claude claudia colin connor craig cynthia dan dana
    daniel daniela darren dave david dean deborah debra deepak denise dennis derek devon diana diane diego dmitri don
    donald donna dorothy doug douglas duncan dylan ed eddie edward elaine elena eleanor elizabeth ellen emil emily emma
    eric erica erik ernest esther eva evan eve fatima federico felix fernando fiona florian frances francesca francis
    frank franz fred frederick gabriel gabriela gareth gary gavin george gerald gillian gina giovanni giulia glen gordon
    grace graham greg gregory guido gustavo hannah hans harold harriet harry hassan heather heidi helen helena henrik
    henry holly howard hugo ian ibrahim igor ines ingrid irene iris isabel ivan jack jacob jacqueline jake james jan jane
    janet jason javier jean jeff jeffrey jennifer jenny jeremy jess jessica jill jim joan joanna joe joel johan john
    johnny jon jonas jonathan jordan jorge jose josef joseph josh joshua joyce juan judith julia julian julie jurgen
    justin karen karim karin karl kate katherine kathleen kathy katie katja kavita keith kelly kelsey ken kenneth kevin
    kim klaus krishna kumar kurt kyle lakshmi lara lars laura lauren lee lena leo leon leonard leslie lewis li liam linda
    lisa lorenzo louis louise lucas lucia lucy luis luke maarten magnus malcolm manuel marc marco marcus margaret maria
    marie mario marion marisol mark marta martha martin mary mateo matt matthew maureen maurice max maya meera megan mei
    mel melanie melissa mia michael michelle miguel mike mila miriam mohammed mona monica morgan nadia nancy naomi
    natalie natasha neil nicholas nick nicola nicole nigel nikhil nina noelle nora norman olga oliver olivia olivier omar
    oscar pablo pamela paolo pat patricia patrick paul paula pedro penny peter petra phil philip philippe pierre piotr
    prakash priya priti rachel rafael raj rajesh ralph ramesh ravi ray raymond rebecca renata richard rick rita rob
    robert roberto robin roger rohit roland ron rosa rosalind rose ross roy russell ruth ryan sabine sally sam samantha
    samir samuel sandra sanjay santiago sara sarah saoirse scott sean sergio shane shannon sharon shauna sheila shirley
    silvia simon sofia sonia sophie stefan stella stephanie stephen steve steven stuart sue sunil sunita susan suzanne
    sven sylvia tamara tanya tara ted teddy teresa terry thomas tim timothy tina tobias todd tom tomasz tony tonya tracy
    trevor uma ursula valentina valerie vanessa vera veronica victor victoria vijay vincent virginia vivian walter wei
    wendy werner will william wolfgang xavier yasmin yusuf yvonne zoe
    """)

  static func words(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
