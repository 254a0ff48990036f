import Foundation
import Testing

@testable import Arguments

@Suite struct ManualTests {
  private let pages = Sample.tree.manual(date: "January 31, 2026")

  @Test func everyCommandHasAPage() {
    #expect(
      pages.map(\.file) == [
        "crm.1", "crm-contact.1", "crm-contact-add.1", "crm-contact-list.1", "crm-contact-show.1",
        "crm-contact-merge.1", "crm-review.1", "crm-review-list.1", "crm-score.1", "crm-score-train.1",
        "crm-help.1",
      ])
  }

  @Test func aPageHasItsSections() throws {
    let page = try #require(pages.first { $0.file == "crm-contact-add.1" })
    #expect(
      page.text == #"""
        .Dd January 31, 2026
        .Dt CRM-CONTACT-ADD 1
        .Os
        .Sh NAME
        .Nm crm-contact-add
        .Nd "\&Add a contact"
        .Sh SYNOPSIS
        .Nm "\&crm contact add"
        \-\-kind <kind> [options]
        .Sh DESCRIPTION
        Add a contact.
        .Pp
        Options:
        .Bl -tag -width Ds
        .It Fl "\&\-kind" Ar "\&kind"
        What it was {note | call}
        .It Fl "\&\-first_name" Ar "\&text"
        Set first_name to this
        .It Fl "\&\-email" Ar "\&text"
        Set email to this
        .El
        .Pp
        The options of every command, the environment and the exit statuses are explained in
        .Xr crm 1 .
        .Sh EXAMPLES
        A caller:
        .Bd -literal -offset indent
        crm contact add \-\-kind call \-\-email jane@example.com
        .Ed
        .Sh SEE ALSO
        .Xr crm-contact 1

        """#)
  }

  @Test func groffReadsEveryPageInSilence() throws {
    for page in pages {
      let outcome = try run("groff", ["-mdoc", "-Tutf8", "-ww", "-z"], input: page.text)
      #expect(outcome.status == 0, "\(page.file)")
      #expect(outcome.errors == "", "\(page.file)")
    }
  }

  @Test func whatIsWrittenIsWhatIsRead() throws {
    let text = try #require(pages.first).text
    let page = try run("groff", ["-mdoc", "-Tutf8", "-P-cbou"], input: text).output
    for words in [
      #"crm contact list --where 'name ~ "\Acme"'"#, ".begins with a point",
      "'Quoted' at the beginning; a dash --",
      "naïve ☃ too.", "-o, --output format", "--[no-]color", "No      A name that is also a macro",
      "{auto | table | jsonl | json | csv} (default: auto)", "crm-contact(1), crm-help(1)",
    ] {
      #expect(page.contains(words), "\(words) in \(page)")
    }
  }

  @Test(arguments: [
    (".Dd x", #"\&.Dd x"#), (#"a\b"#, #"a\eb"#), ("'x", #"\(aqx"#), ("say \"x\"", "say \"x\""),
    ("☃", #"\[u2603]"#),
    ("😀", #"\[u1F600]"#), ("\u{1B}", #"\[u001B]"#),
  ])
  func linesAreEscaped(text: String, source: String) {
    #expect(Mdoc.line(text) == source + "\n")
  }
}
