/// The words by which quotations and signatures are known, in the languages that mail is most written in.
///
/// All are compared as search keys, so that case and accents do not matter.
enum ReplyWords {
  /// Who a message is from, where its fields are written out.
  static let from = keys(
    """
    From, Von, De, Da, Van, Från, Fra, Od, От, Від, Lähettäjä, Feladó, Kimden, Gönderen, Expéditeur, \
    Remitente, Mittente, Afzender, Absender, Nadawca, Odesílatel, Από, 发件人, 寄件者, 差出人, 보낸 사람
    """)

  /// What it is about.
  static let subject = keys(
    """
    Subject, Betreff, Objet, Sujet, Asunto, Oggetto, Onderwerp, Ämne, Emne, Assunto, Temat, Тема, Předmět, \
    Predmet, Tárgy, Konu, Aihe, Subiect, Θέμα, 主题, 主旨, 件名, 제목
    """)

  /// The first word of a line that introduces a quotation.
  static let on = keys("On, Am, Le, El, Il, Em, Op, Den, W, Dne, Dňa, Pe, På")

  /// The word for "wrote" in such a line.
  static let wrote = keys(
    """
    wrote, schrieb, a écrit, escribió, ha scritto, escreveu, schreef, skrev, napisał, napsal, napísal, \
    написа, kirjoitti, írta, yazdı, a scris
    """)

  /// What stands over a message that was passed on.
  static let forwarded = keys(
    """
    forwarded, weitergeleitet, transféré, transmis, reenviado, inoltrato, encaminhada, encaminhado, \
    doorgestuurd, vidarebefordrat, videresendt, przekazan, přeposlan, пересланн, пересылаемо, \
    edelleenlähetetty, 转发, 轉寄, 転送
    """)

  /// How a program says on what it was written.
  static let sentFrom = keys(
    """
    Sent from, Sent via, Sent with, Get Outlook for, Von meinem, Gesendet von, Gesendet mit, Envoyé de, \
    Envoyé depuis, Envoyé à partir de, Enviado desde, Enviado do, Enviado a partir, Inviato da, Verzonden \
    vanaf, Verstuurd vanaf, Skickat från, Sendt fra, Wysłane z, Odesláno z, Отправлено с, Отправлено из, \
    Lähetetty, iPhoneから送信
    """)

  /// Whether a line is one with which people close; some go on with a name or a place on the same line.
  static func isClosing(_ line: Substring) -> Bool {
    guard line.utf8.count < 80 else { return false }
    let key = SearchKey.fold(String(line))
    let words = key.split { !$0.isLetter && $0 != "'" }
    let text = words.joined(separator: " ")
    return closings.contains(text)
      || words.count <= 6 && greetings.contains { text.hasPrefix($0 + " ") || text == $0 }
  }

  private static let closings = keys(
    """
    Best, All the best, Thanks, Thanks again, Thanks a lot, Thanks so much, Thanks in advance, Many thanks, \
    Thank you, Thank you very much, Thank you in advance, Thx, Cheers, Sincerely, Sincerely yours, Yours \
    sincerely, Yours truly, Yours faithfully, Respectfully, Cordially, Take care, Talk soon, BR, KR, Love, \
    Danke, Vielen Dank, Besten Dank, Danke im Voraus, Vielen Dank im Voraus, MfG, LG, VG, BG, Gruß, Grüße, \
    Gruss, Hochachtungsvoll, Merci, Merci d'avance, Cordialement, Amicalement, Bien à vous, Bien à toi, \
    Bonne journée, Gracias, Muchas gracias, Atentamente, Un abrazo, Obrigado, Obrigada, \
    Atenciosamente, Abraços, Grazie, Grazie mille, Saluti, A presto, Bedankt, Dank je, Groet, Groeten, Mvg, \
    Tack, Hälsningar, Mvh, Tak, Hilsen, Pozdrawiam, Dziękuję, Děkuji, S pozdravem, Спасибо, Üdvözlettel, \
    Köszönöm, Saygılarımla, Teşekkürler, Kiitos, Terveisin, Multumesc
    """)

  private static let greetings = keys(
    """
    Best regards, Kind regards, Warm regards, Warmest regards, Kindest regards, Regards, Thanks and regards, \
    Thanks regards, With best regards, With kind regards, Best wishes, With best wishes, Warmly, Mit \
    freundlichen Grüßen, Mit freundlichem Gruß, Mit besten Grüßen, Mit herzlichen Grüßen, Freundliche Grüße, \
    Freundlicher Gruß, Viele Grüße, Beste Grüße, Liebe Grüße, Schöne Grüße, Herzliche Grüße, Bien \
    cordialement, Très cordialement, Sincères salutations, Meilleures salutations, Cordiales salutations, Un \
    cordial saludo, Un saludo, Saludos cordiales, Saludos, Com os melhores cumprimentos, Cumprimentos, \
    Melhores cumprimentos, Cordiali saluti, Distinti saluti, Un caro saluto, Met vriendelijke groet, Met \
    vriendelijke groeten, Vriendelijke groet, Vriendelijke groeten, Hartelijke groet, Med vänlig hälsning, \
    Med vänliga hälsningar, Vänliga hälsningar, Med venlig hilsen, Venlig hilsen, Vennlig hilsen, Med \
    vennlig hilsen, Z poważaniem, Pozdrawiam serdecznie, С уважением, Ystävällisin terveisin, Cu stima
    """)

  /// Whether a subject says that a message was passed on; Re: before it says that such a one was answered.
  static func isForward(_ subject: String) -> Bool {
    guard let colon = subject.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    return forwards.contains(SearchKey.fold(String(subject[..<colon])))
  }

  private static let forwards = keys("Fw, Fwd, Wg, Tr, Rv, Enc, I, Vb, Vl, Vs, Pd, Doorst")

  private static func keys(_ words: String) -> Set<String> {
    Set(words.split(separator: ",").map { SearchKey.fold(String($0)) })
  }
}
