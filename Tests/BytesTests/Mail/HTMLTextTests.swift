import TestSupport
import Testing

@testable import Bytes

/// What is left of HTML when its marks go.
struct HTMLTextTests {
  @Test(arguments: [
    ("", ""),
    ("  a \n\t b  ", "a b"),
    ("a<br>b<BR/>c", "a\nb\nc"),
    ("a<br><br><br>b", "a\n\nb"),
    ("<p>a</p><p>b</p>", "a\n\nb"),
    ("<div>a</div><div>b</div>", "a\nb"),
    ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
    ("<div>a<br></div><div>b</div>", "a\nb"),
    ("<b>a</b><i>b</i> <u>c</u>", "ab c"),
    ("<ul><li>a</li><li>b</li></ul>c", "- a\n- b\nc"),
    ("<table><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></table>", "a b\nc"),
    ("<blockquote>a<blockquote>b</blockquote></blockquote>c", "> a\n>> b\n\nc"),
    ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
    ("</blockquote>a", "a"),
    ("<pre>a\n  b</pre>c", "a\n  b\nc"),
    ("<p class=\"MsoNormal\">a</p><p class=\"MsoNormal\">&nbsp;</p><p class=\"MsoNormal\">b</p>", "a\n\nb"),
    ("<p class=MsoNormal>a</p><p class=MsoNormal>b</p><p>c</p>", "a\nb\n\nc"),
    ("a&nbsp;b&nbsp;", "a b"),
    ("&lt;&gt;&amp;&quot;&apos;&eacute;&Eacute;&szlig;&euro;", "<>&\"'éÉß€"),
    ("&#65;&#x42;&#X43;&#128;&#0;&#x110000;", "ABC€&#x110000;"),
    ("&amp;lt; &unknown; & &; &#; AT&T &copy 2026", "&lt; &unknown; & &; &#; AT&T © 2026"),
    ("a<!-- b --><!-- > -->c<!DOCTYPE d><?e?>", "ac"),
    ("a<!-- b", "a"),
    ("<style>a</style><script>if (b<c) '</d>'</SCRIPT><title>e</title>f", "f"),
    ("a<style>b", "a"),
    ("1 < 2 <3 a", "1 < 2 <3 a"),
    ("<a href=\"b>c\" title='d>e'>f</a>", "f"),
    ("<p>it's</p><p>Ann's</p>", "it's\n\nAnn's"),
    ("a<b", "a"),
    ("a<", "a<"),
    ("a\u{0}\u{7}b", "ab"),
    ("<h1>a</h1>b<hr>c", "a\n\nb\n\nc"),
  ])
  func isRead(_ html: String, _ text: String) {
    #expect(HTMLText.plain(html) == text)
  }

  /// Marks in any order, closed or not, end in text that is no longer than they were but for its quotation
  /// marks.
  @Test func marksInAnyOrder() {
    var random = SeededGenerator(seed: 11)
    let pieces = [
      "<", ">", "</", "<p", "<br>", "<div>", "</div>", "<blockquote>", "</blockquote>", "<style>", "</style",
      "<!--",
      "-->", "&", "&amp", "&#", ";", "a", "é", " ", "\n", "\"", "=", "<pre>", "<li>", "&nbsp;",
    ]
    for _ in 0..<1_500 {
      let html = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }
      .joined()
      let text = HTMLText.plain(html)
      #expect(text.utf8.count <= html.utf8.count * 3, "\(html)")
      #expect(!text.hasSuffix("\n"), "\(html)")
    }
  }

  @Test(arguments: ["<style>", "<!--", "&", "<p ", "<a b=\"", "</", "<blockquote>", "<br>"])
  func manyMarksTakeNoLonger(_ mark: String) {
    #expect(HTMLText.plain(String(repeating: mark, count: 20_000)).utf8.count <= 20_000 * 2)
  }
}
