/// Which given names are forms of one name.
package enum Nicknames {
  /// The groups a folded name is in: one name may be short for several.
  package static func groups(of name: String) -> [UInt16] { table[name] ?? [] }

  private static let table: [String: [UInt16]] = {
    var table: [String: [UInt16]] = [:]
    for (index, line) in groups.split(separator: "\n").enumerated() {
      for name in line.split(separator: " ") { table[String(name), default: []].append(UInt16(index + 1)) }
    }
    return table
  }()

  /// A line a name: its forms, short, familiar and in other languages.
  private static let groups = """
    abigail abby abbie gail
    abraham abe abram avraham ibrahim
    adelaide adele addie ada heidi
    agnes aggie agnieszka ines
    albert al bert bertie alberto
    alexander alex alec al xander sandy sasha alejandro alessandro aleksander aleksandr alexandre iskander olek
    alexandra alex alexa sandra sandy sasha lexi alejandra alessandra aleksandra ola
    alfred alf alfie fred freddie alfredo
    alice allie ali alicia alison allison
    amanda mandy manda
    amelia amy millie emily mia
    andrew andy drew andreas andre andrea andres andrei andrey andrzej anders ondrej
    angela angie angelina angelika
    ann anne anna annie nan nancy hannah hanna anita anya ania annika
    anthony tony antony antonio anton antoine antek
    antonia toni tonia antoinette
    archibald archie
    arthur art artie arturo artur
    augustus gus august augustin
    barbara barb babs barbie basia
    bartholomew bart bartolomeo bartosz bartek
    beatrice bea bee trixie beatriz beata
    benjamin ben benny benji beniamino
    bernard bernie bern bernhard bernardo
    bradley brad
    brenda bren
    calvin cal
    cameron cam
    carl karl charles carlos karol
    caroline carol carrie caro carolina karolina lina
    casimir kazimierz kazik
    catherine cathy katherine kate katie kathy kat kathryn kay kitty katharina katarina catalina caterina ekaterina katja katya karin kasia katarzyna
    charles charlie chuck chas chaz carlo
    charlotte charlie lottie lotte carlotta
    chester chet
    christian chris christiaan cristian krystian
    christina chris tina christine chrissie kristina kristin cristina krystyna kirsten
    christopher chris kit topher christoph christophe cristobal krzysztof kristoffer
    clara clare claire klara chiara
    claudia claudine klaudia
    clifford cliff
    cynthia cindy
    daniel dan danny daniil daniele
    danielle dani danni daniela
    david dave davy davide dawid
    deborah deb debbie debra
    dennis denny den denis
    diana di diane dianne
    dmitri dmitry dima dimitri dimitrios
    dominic dom nick dominik domenico domingo
    donald don donny
    dorothy dot dottie dolly dora dorothea
    douglas doug
    edmund ed eddie ned edmond edmundo
    edward ed eddie ned ted teddy eduardo edouard eduard edoardo
    edwin ed eddie win
    eleanor ellie nell nora lena elena helen helena ellen eleonora elenor
    elizabeth liz lizzie beth betty betsy eliza elisabeth elsa else lisa libby lily elise ella elisabetta elzbieta ela bess isabel isabella isabelle bella
    emma em emmy
    emily em emmy millie emilia
    emmanuel manny manuel manu emanuele manolo
    eric rick erik enrico
    ernest ernie ernst ernesto
    esther essie hester ester
    eugene gene yevgeny evgeny eugenio eugen
    evelyn eve evie lyn
    eva eve ewa evie evi
    ferdinand fernando fernand ferdi nando
    florence flo flossie florrie
    frances fran francie frankie franny francesca franziska francisca
    francis frank frankie fran francesco francisco francois franz franciszek paco pancho
    franklin frank
    frederick fred freddie freddy rick friedrich federico frederic fritz fryderyk
    gabriel gabe gaby gabriele
    gabriella gabby gaby ella gabriele gabriela
    gareth gary
    genevieve gen viv ginny
    geoffrey geoff jeff jeffrey jeffery
    george georgie georg jorge jurgen giorgio jerzy yuri jiri georges
    georgina georgia georgie gina georgiana
    gerald gerry jerry gerard gerhard
    gertrude gert trudy
    gilbert gil bert
    giuseppe beppe pino peppe joseph
    grace gracie grazia
    gregory greg gregor grzegorz gregorio
    gwendolyn gwen wendy
    harold harry hal
    harriet hattie harry
    henry harry hank hal heinrich henri enrique enrico henrik hendrik heinz henryk
    herbert herb bert
    howard howie
    hubert bert hugh hugo
    ian iain
    ignatius ignacio nacho ignacy
    irene rene irina
    isaac ike izaak
    jacob jake jack jakob jakub jaap kuba james
    jacqueline jackie jacqui
    james jim jimmy jamie jem jaime diego
    jane jean janie jenny janet johanna joanna joan giovanna jana asia
    janet jan jess
    jason jay
    jennifer jen jenny jenn
    jeremiah jerry jeremy jem
    jessica jess jessie
    joan joanie joanne joanna jo
    john jack johnny jon jonny johann johannes hans juan jean giovanni ivan jan sean ian joao janos johan vanya gianni
    jonathan jon jonny john jonatan
    joseph joe joey josef jose jozef pepe josip yusuf
    josephine jo josie josefa josefina
    joshua josh
    judith judy jude judit
    julia julie jules giulia julka
    julian jules julio julius giuliano
    karen kari karin
    kenneth ken kenny
    kevin kev
    kimberly kim kimberley
    laura laurie lori lauren laure
    lawrence larry laurie lawrie laurence lorenzo laurent lorenz lars
    leonard len lenny leo leonardo leonhard
    leopold leo poldi
    leslie les
    lewis lew louis luis ludwig luigi lou louie ludovic lajos
    lillian lily lil lilian
    linda lindy lynn
    louise lou louisa luisa
    lucas luke luca lukas lukasz luc
    lucy lucia luz lucie
    madeleine maddie maddy madeline magda magdalena madison
    malcolm mal
    margaret maggie meg peggy marge margie greta rita daisy margo margarita margherita margarete gretchen malgorzata gosia margot
    maria mary marie mia molly polly marion mariam miriam maryam mitzi maja marysia masha marija
    marcus mark marco marc marek markus marcin
    martha marty marta mattie
    martin marty martino marten
    martina tina
    matilda tilly mattie mathilde mathilda
    matthew matt matty mateo matteo matthias matthieu mateusz mats matias
    maurice mo morris moritz mauricio maurizio
    maximilian max maxim maxime massimo maximiliano maks maxwell
    megan meg
    melanie mel
    melissa mel lissa missy
    michael mike mick mickey mikey michel miguel michele mikhail michal mikael misha mihai
    michelle shelly micky michele michaela
    mildred millie
    mohammed mohammad muhammad mohamed muhammed mo mehmet ahmed
    montgomery monty
    natalie nat natalia natasha nathalie
    nathaniel nathan nat nate
    nicholas nick nicky nico nicolas nikolaus nikolai nicola mikolaj klaus claus niklas niels miklos
    nicole nicky nikki nicola nicolette
    norman norm
    oliver ollie olli olivier
    olivia liv livvy ollie livia
    oscar ozzie oskar
    pamela pam
    patricia pat patty tricia trish patsy patrizia
    patrick pat paddy rick patricio patryk padraig
    paul paulie pablo paolo pavel pawel pauli paulo
    paula pauline polly paola paulina
    penelope penny
    peter pete pedro pietro pierre piotr petr pieter per petros
    philip phil pip phillip felipe filippo philipp philippe filip
    philippa pippa pip
    priscilla cilla
    rachel rae raquel rachael
    ralph rafe raoul raul
    randall randy randolph
    raphael rafael rafe raffaele rafal
    raymond ray raimund ramon raimondo
    rebecca becky becca bex rebekah
    reginald reg reggie reinhold rex
    richard rick dick rich richie ricky ricardo riccardo ryszard
    robert rob bob bobby robbie bert roberto rupert ruprecht robb
    roberta bobbie robbie
    roderick rod roddy rodrigo
    rodney rod
    roger rodge rogelio rudiger ruggero
    roland rolando orlando rollo
    ronald ron ronnie
    rosemary rose rosie romy
    rose rosie rosa roza
    roxanne roxy
    russell russ
    samantha sam sammy
    samuel sam sammy samuele
    sarah sally sadie sara
    sebastian seb bastian sebastien basti
    sergio serge sergei sergey sergiusz
    sharon shaz
    sidney sid sydney
    simon si simone szymon simeon
    sophia sophie sofia zofia sofie zosia
    stanley stan stanislav stanislaw staszek
    stephanie steph stef stefanie stefania
    stephen steve steven stevie stefan stephan esteban stefano etienne istvan szczepan
    susan sue susie suzy suzanne susanna susanne zuzanna
    sylvia silvia sylvie
    teresa terry tess tessa theresa therese tracy
    terence terry terrence
    theodore ted teddy theo theodor fyodor teodoro
    thomas tom tommy tomas tommaso tomasz thom
    timothy tim timmy timo timoteo
    tobias toby tobi
    valentina val tina
    valerie val
    vera veronica
    veronica ronnie vera veronika veronique
    victor vic viktor vittorio vico
    victoria vicky tori vic viktoria vittoria
    vincent vince vinny vincenzo vicente vin
    virginia ginny ginger gina
    vladimir vlad vova volodymyr wladimir vova
    walter walt wally wat gualtiero
    wilhelmina mina billie minnie wilma willa
    william bill will billy willy liam wilhelm guillermo guillaume guglielmo willem wim vilhelm bil
    winifred winnie freda
    yvonne evonne yvette
    zachary zach zack zak
    """
}
