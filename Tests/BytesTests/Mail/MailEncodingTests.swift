import TestSupport
import Testing

@testable import Bytes

/// Text that is written in other characters to be transported.
struct MailEncodingTests {
  @Test(arguments: [
    ("plain", "plain"),
    ("=?UTF-8?Q?Gr=C3=BC=C3=9Fe_aus?=", "Grüße aus"),
    ("=?utf-8?b?R3LDvMOfZQ==?= and more", "Grüße and more"),
    ("=?utf-8?b?R3LDvMOfZQ?= no padding", "Grüße no padding"),
    ("=?iso-8859-1?q?caf=e9?=", "café"),
    ("=?iso-8859-1*en?Q?a?=", "a"),
    ("a =?utf-8?Q?b?=  =?utf-8?Q?c?= d", "a bc d"),
    ("=?utf-8?Q?b?==?utf-8?Q?c?=", "bc"),
    ("=?utf-8?Q?=F0=9F?= =?utf-8?Q?=98=80?=", "😀"),
    ("=?utf-8?B?8J8=?= =?utf-8?B?mIA=?=", "😀"),
    ("=?utf-8?Q?=C3=A9?= =?iso-8859-1?Q?=E9?=", "éé"),
    ("a=?utf-8?Q?b?=c", "abc"),
    ("=?utf-8?Q?with space?=", "with space"),
    ("=?utf-8?Q?a=3Fb?=", "a?b"),
    ("=?utf-8?Q?a?b?=", "a?b"),
    ("=?utf-8?Q??=x", "x"),
    ("=?utf-8?X?a?=", "=?utf-8?X?a?="),
    ("=?utf-8?Q?open", "=?utf-8?Q?open"),
    ("=?=?=?utf-8?Q?a?=", "=?=?a"),
    ("=?x-none?Q?a=C3=A9?=", "aé"),
    ("=?x-none?Q?a=E9?=", "aé"),
    ("=?utf-8?Q?a=00=0D=0Ab?=", "a b"),
    ("  a\t b  ", "a b"),
    ("raw é", "raw é"),
  ])
  func wordsOfHeaders(_ field: String, _ text: String) {
    #expect(EncodedWords.decode(Array(field.utf8)[...]) == text)
  }

  @Test func rawBytesOfHeaders() {
    #expect(EncodedWords.decode([0x63, 0x61, 0x66, 0xE9, 0x20, 0x80]) == "café €")
  }

  /// However long a header of openings is, and none of them closed.
  @Test func openingsAloneAreText() {
    let field = String(repeating: "=?a?q?b ", count: 3_000)
    #expect(EncodedWords.decode(Array(field.utf8)[...]) == field.onOneLine)
  }

  @Test(arguments: [
    ("plain\r\ntext\r\n", "plain\ntext\n"),
    ("soft =\r\nbreak", "soft break"),
    ("soft =  \nbreak", "soft break"),
    ("blanks  \t\nend", "blanks\nend"),
    ("=41=4a=4A=zz=4=", "AJJ=zz=4"),
    ("=C3=A9", "é"),
    ("", ""),
  ])
  func quotedPrintable(_ encoded: String, _ text: String) {
    let decoded = TransferEncoding.quotedPrintable.decode(Array(encoded.utf8)[...])
    #expect(String(decoding: decoded, as: UTF8.self) == text)
  }

  @Test(arguments: [
    ("", ""), ("QQ==", "A"), ("QUI=", "AB"), ("QUJD", "ABC"), ("Q U\r\nJ*D", "ABC"), ("QQ", "A"), ("Q", ""),
    ("QQ==\n-- \nlist", "A"),
  ])
  func base64(_ encoded: String, _ text: String) {
    #expect(String(decoding: TransferEncoding.base64(Array(encoded.utf8)[...]), as: UTF8.self) == text)
  }

  @Test(arguments: [
    ("text/plain", "text/plain", nil),
    ("Text/HTML; Charset=UTF-8", "text/html", "UTF-8"),
    ("text/plain; charset=\"us-ascii\" (Plain)", "text/plain", "us-ascii"),
    ("text/plain; x=\"a;charset=b\"; charset = c", "text/plain", "c"),
    ("text/plain;charset=a;", "text/plain", "a"),
    ("text/plain; charset", "text/plain", nil),
    ("text/\0 plain\u{1};", "text/ plain", nil),
    ("", "", nil),
    (";;=;charset==a", "", "=a"),
  ])
  func parameters(_ field: String, _ value: String, _ charset: String?) {
    let parameters = MailParameters(Array(field.utf8)[...])
    #expect(parameters.value == value)
    #expect(parameters["charset"] == charset)
  }

  @Test(arguments: [
    ("name=a.pdf", "a.pdf"),
    ("name=my report.pdf; x=y", "my report.pdf"),
    (#"name="a \"b\".pdf""#, #"a "b".pdf"#),
    ("name*=utf-8''M%C3%A4rz.pdf", "März.pdf"),
    ("name*=iso-8859-1'de'M%E4rz.pdf", "März.pdf"),
    ("name=old.pdf; name*=utf-8''new.pdf", "new.pdf"),
    ("name*0=\"a b\"; name*1=c.pdf", "a bc.pdf"),
    ("name*1=c.pdf; name*0=ab", "abc.pdf"),
    ("name*0*=utf-8''M%C3; name*1*=%A4rz; name*2=.pdf", "März.pdf"),
    ("name=\"=?utf-8?Q?M=C3=A4rz=2Epdf?=\"", "März.pdf"),
    ("name*=100%.pdf", "100%.pdf"),
  ])
  func namesInParameters(_ field: String, _ name: String) {
    #expect(MailParameters(Array("a/b; \(field)".utf8)[...])["name"] == name)
  }

  @Test(
    arguments: [
      ("iso-8859-1", [0xE9, 0x80], "é€"), ("ISO_8859-15", [0xA4, 0xBD], "€œ"),
      ("latin2", [0xB1, 0xE6], "ąć"),
      ("windows-1250", [0x9A, 0x9E], "šž"), ("cp1251", [0xC4, 0xE0, 0xB8], "Даё"),
      ("KOI8-R", [0xE4, 0xC1, 0xA3], "Даё"),
      ("iso-8859-9", [0xDD, 0xFE], "İş"), ("utf-16", [0x00, 0x61], "a"),
      ("utf-16", [0xFF, 0xFE, 0x61, 0x00], "a"),
      ("UTF-16LE", [0x61, 0x00], "a"), ("utf8", [0xC3, 0xA9], "é"), ("us-ascii", [0xE9], "é"),
      ("utf-8", [0xEF, 0xBB, 0xBF, 0x61], "a"), ("utf-8", [0xC3, 0xA9, 0xC3, 0xA9, 0xFF], "éé\u{FFFD}"),
    ] as [(String, [UInt8], String)])
  func characterSets(_ name: String, _ bytes: [UInt8], _ text: String) throws {
    let encoding = try #require(TextEncoding.named(name))
    #expect(TextEncoding.text(bytes[...], in: encoding) == text)
  }

  @Test(arguments: [
    ("one \ntwo\n", "one two\n", false),
    ("one \n two\n", "one two\n", false),
    ("one\ntwo \n\nthree", "one\ntwo \n\nthree", false),
    ("> a \n> b\nc \n> d\n", "> a b\nc \n> d\n", false),
    (">> a \n> b", ">> a \n> b", false),
    (" >From me\n From you", " >From me\nFrom you", false),
    ("a \n-- \nAnn", "a \n-- \nAnn", false),
    ("日本 \n語", "日本語", true),
    ("", "", false),
  ])
  func flowedText(_ text: String, _ joined: String, _ deletesSpace: Bool) {
    #expect(FlowedText.joined(text, deletesSpace: deletesSpace) == joined)
  }
}
