import Testing

/// A text with what becomes of each of its lines, which the first character tells: `b` the body, `s` the
/// signature, `q` quoted and left out, `.` left out as well.
struct ReplyCase: CustomTestStringConvertible {
  let name: String
  var subject: String?
  let marked: String

  init(_ name: String, subject: String? = nil, _ marked: String) {
    self.name = name
    self.subject = subject
    self.marked = marked
  }

  var testDescription: String { name }

  private var lines: [(mark: Character?, text: Substring)] {
    marked.split(separator: "\n", omittingEmptySubsequences: false).map { ($0.first, $0.dropFirst(2)) }
  }

  var text: String { lines.map { String($0.text) }.joined(separator: "\n") }
  var body: String { text(marked: "b") }
  var signature: String? {
    let text = text(marked: "s")
    return text.isEmpty ? nil : text
  }
  var quotedLines: Int { lines.count { $0.mark == "q" && !$0.text.isEmpty } }

  private func text(marked mark: Character) -> String {
    lines.filter { $0.mark == mark }.map { String($0.text) }.joined(separator: "\n")
  }
}

extension ReplyCase {
  static let all = [
    ReplyCase("nothing to take apart", "b Hi Bob,\nb\nb that works.\nb Ann"),
    ReplyCase(
      "answer above",
      """
      b Yes.
      .
      q On Mon, Mar 2, 2026 at 9:00 AM Ann Smith <ann@x.example> wrote:
      q
      q > Does it?
      q >
      q > Ann
      """),
    ReplyCase(
      "attribution over several lines",
      """
      b Yes.
      .
      q On Mon, Mar 2, 2026 at 9:00 AM Ann Smith via Sales
      q <sales@x.example>
      q wrote:
      q > Does it?
      """),
    ReplyCase(
      "attribution broken in its date",
      """
      b Yes.
      .
      q On Monday, March 2,
      q 2026 at 9:00 AM, Ann Smith wrote:
      q > Does it?
      """),
    ReplyCase(
      "attribution in a language not known",
      "b Igen.\n.\nq Ann Smith, 2026. 3. 2. 9.00 időpontban ezt jegyezte meg:\nq > Jó?"),
    ReplyCase("Chinese", "b 可以。\n.\nq Ann <ann@x.example> 于2026年3月2日周一 09:00写道：\nq > 可以吗？"),
    ReplyCase("Hebrew", "b כן\n.\nq ‫בתאריך יום ב׳, 2 במרץ 2026 ב-9:00 מאת Ann <ann@x.example>:\nq > ?"),
    ReplyCase(
      "answer below",
      """
      q Ann Smith wrote:
      q > Does it?
      q > Really?
      .
      b It does.
      """),
    ReplyCase(
      "answers between",
      """
      b On Mon, Mar 2, 2026 at 9:00 AM Ann <ann@x.example> wrote:
      b > Does it?
      b
      b Yes.
      b
      b > And then?
      b
      b No.
      .
      q > Regards
      q > Ann
      """),
    ReplyCase("a word before the quotation", "b Hi Ann,\nb\nb > Does it?\nb\nb Yes."),
    ReplyCase("nothing but a quotation", "b On Mon, Mar 2, 2026 Ann wrote:\nb > Does it?"),
    ReplyCase("nothing but a quotation and a signature", "b > Does it?\nb\nb -- \nb Bob"),
    ReplyCase(
      "signature above a quotation",
      """
      b Yes.
      .
      . -- 
      s Bob Jones
      s +1 555 0100
      .
      q On Mon, Mar 2, 2026 at 9:00 AM Ann <ann@x.example> wrote:
      q > Does it?
      """),
    ReplyCase(
      "signature below a quotation",
      """
      b Yes.
      .
      q > Does it?
      .
      . -- 
      s Bob
      """),
    ReplyCase(
      "telephone",
      "b Yes.\n.\ns Sent from my iPhone\n.\nq > On Mar 2, 2026, at 9:00 AM, Ann wrote:\nq > \nq > Does it?"),
    ReplyCase(
      "German telephone",
      "b Ja.\n.\ns Von meinem iPhone gesendet\n.\nq > Am 02.03.2026 um 09:00 schrieb Ann:\nq > Geht es?"),
    ReplyCase(
      "Outlook",
      """
      b Yes.
      .
      s Kind regards,
      s Bob
      .
      q From: Ann Smith <ann@x.example>
      q Sent: Monday, 2 March 2026 09:00
      q To: Bob Jones <bob@x.example>
      q Subject: Does it?
      .
      q Does it?
      """),
    ReplyCase(
      "Outlook with a rule and stars",
      """
      b Yes.
      .
      q ________________________________
      q *From:* Ann Smith <ann@x.example>
      q *Sent:* Monday, 2 March 2026 09:00
      q *To:* Bob Jones <bob@x.example>
      q *Subject:* Does it?
      .
      q Does it?
      """),
    ReplyCase(
      "Outlook in French",
      """
      b Oui.
      .
      s Bien cordialement,
      s Anne Dupont
      .
      q De : Bob <bob@x.example>
      q Envoyé : lundi 2 mars 2026 09:00
      q À : Anne Dupont <anne@x.example>
      q Objet : Question
      .
      q Ça marche ?
      """),
    ReplyCase(
      "Outlook in Russian",
      """
      b Да.
      .
      s С уважением,
      s Анна
      .
      q От: Bob <bob@x.example>
      q Отправлено: 2 марта 2026 г. 9:00
      q Кому: Анна
      q Тема: Вопрос
      .
      q Можно?
      """),
    ReplyCase(
      "original message, with the date first",
      """
      b Ja.
      .
      q -------- Original-Nachricht --------
      q Datum: Mon, 02 Mar 2026 09:00:00 +0100
      q Von: Ann <ann@x.example>
      q An: bob@x.example
      q Betreff: Frage
      .
      q Geht es?
      """),
    ReplyCase(
      "attribution without marks",
      "b Yes.\n.\nq On Mon, Mar 2, 2026 at 9:00 AM Ann <ann@x.example> wrote:\n.\nq Does it?"),
    ReplyCase("German without marks", "b Ja.\n.\nq Am 02.03.2026 um 09:00 schrieb Ann:\nq Geht es?"),
    ReplyCase(
      "French without marks",
      "b Oui.\n.\nq Le lun. 2 mars 2026 à 09:00, Ann <ann@x.example> a écrit :\n.\nq Ça va ?"),
    ReplyCase(
      "Spanish without marks",
      "b Sí.\n.\nq El lun, 2 mar 2026 a las 9:00, Ann (<ann@x.example>) escribió:\n.\nq ¿Vale?"),
    ReplyCase("words that introduce a list", "b On Monday Ann wrote:\nb one\nb two"),
    ReplyCase(
      "Zoho",
      "b Yes.\n.\nq ---- On Mon, 02 Mar 2026 09:00:00 +0000 Ann <ann@x.example> wrote ----\nq > Does it?"),
    ReplyCase(
      "forwarded, as the subject says", subject: "FW: Tender",
      """
      b See below.
      b
      s Regards
      s Bob
      .
      b From: Ann <ann@x.example>
      b Sent: Monday, 2 March 2026 09:00
      b To: Bob <bob@x.example>
      b Subject: Tender
      b
      b Please bid.
      """),
    ReplyCase(
      "forwarded, as the text says",
      """
      b See below.
      b
      b ---------- Forwarded message ---------
      b From: Ann <ann@x.example>
      b Date: Mon, Mar 2, 2026 at 9:00 AM
      b Subject: Tender
      b To: <bob@x.example>
      b
      b Please bid.
      """),
    ReplyCase(
      "forwarded behind marks",
      """
      b FYI
      b
      b Anfang der weitergeleiteten Nachricht:
      b
      b > Von: Ann
      b > Betreff: Angebot
      b >
      b > Bitte anbieten.
      """),
    ReplyCase(
      "answer to what was forwarded", subject: "RE: FW: Tender",
      "b Done.\n.\nq From: Ann <ann@x.example>\nq To: Bob\nq Subject: FW: Tender\n.\nq Please bid."),
    ReplyCase("closing", "b Please send it.\n.\ns Mit freundlichen Grüßen\ns\ns Ann Smith\ns Acme GmbH"),
    ReplyCase(
      "closing and name on one line", "b Please send it.\n.\ns Viele Grüße aus Köln, Ann\ns Tel. 0221 12345"),
    ReplyCase("closing of words alone", "b Please send it.\nb\nb Thanks!"),
    ReplyCase(
      "closing over new words",
      "b Please send it.\nb\nb Thanks\nb\nb I will be away until Monday morning.\nb Ann"),
    ReplyCase("postscript", "b Please send it.\nb\nb Best regards\nb Ann\nb\nb P.S. The invoice too."),
    ReplyCase("a text that is a signature", "b Thanks,\nb Ann"),
    ReplyCase("thanks over a quotation", "b Thanks,\nb Ann\n.\nq > Done."),
    ReplyCase("closing above hyphens", "b Yes.\n.\ns Cheers\ns -- \ns Ann, Acme"),
    ReplyCase("card without a closing", "b I will call you.\n.\ns Ann Smith\ns Acme Ltd\ns +44 20 7946 0000"),
    ReplyCase("address asked for", "b Send it to:\nb\nb Ann Smith\nb Acme Ltd\nb +44 20 7946 0000"),
    ReplyCase("a table of numbers", "b The numbers:\nb\nb 2024 1,000,000\nb 2025 2,000,000"),
    ReplyCase("list", "b Yes.\n.\n. _______________________\n. Users mailing list\n. users@x.example"),
    ReplyCase("group", "b Yes.\n.\n. -- \n. You received this message because you asked.\n. To stop, write."),
    ReplyCase("fields in new words", "b Flight\nb From: Berlin\nb To: Munich\nb Date: 3 May 2026 10:00"),
    ReplyCase("a line of hyphens in a text", "b One\nb --\nb\(String(repeating: "\nb line", count: 40))"),
  ]
}
