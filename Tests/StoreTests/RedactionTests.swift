import Bytes
import Models
import TestSupport
import Testing

@testable import Store

/// What counts as a mention of a person, and what becomes of the text.
struct RedactionTests {
  private let fixture: StoreFixture
  private let redactor: Redactor

  init() throws {
    fixture = try StoreFixture()
    let id = try fixture.store.create(
      .contact,
      [
        "name": "Anna Müller-Lee", "emails": ["anna.lee@acme.example"],
        "phones": ["+49 (0)30 1234567", "x77"],
        "birthday": "1980-05-07", "address": "Hauptstraße 12\nHinterhaus", "external_id": "crm-00417",
      ])
    var person = try Person(contact: id, in: fixture.store.database)
    try person.learnAll(from: fixture.store.database)
    redactor = person.redactor(sharing: [])
  }

  private func expect(_ text: String, _ redacted: String, isLinked: Bool) {
    #expect((redactor.redacted(text, isLinked: isLinked) ?? text) == redacted)
  }

  @Test(arguments: [
    ("Anna Müller-Lee called", "[erased] called"),
    ("ANNA MULLER LEE's offer", "[erased]'s offer"),
    ("an Müller-Lee, Anna", "an [erased]"),
    ("an Anna\n  Mu\u{308}ller–Lee.", "an [erased]."),
    ("Frau Anna Müller kommt", "Frau [erased] kommt"),
    ("anna.lee@acme.example", "[erased]"),
    ("<mailto:Anna.Lee@ACME.example>", "<mailto:[erased]>"),
    ("see anna.lee@acme.example.", "see [erased]."),
    ("tel +49 30 1234567!", "tel [erased]!"),
    ("0049-30-1234567", "[erased]"),
    ("(030) 123 45 67", "[erased]"),
    ("030/1234567, 030/7654321", "[erased], 030/7654321"),
    ("+49 (0)30 1234567", "[erased]"),
    ("ring 1234567", "ring [erased]"),
    ("+49 30 1234567 +49 30 7654321", "[erased] +49 30 7654321"),
  ]) func isFoundEverywhere(text: String, redacted: String) {
    expect(text, redacted, isLinked: false)
  }

  @Test(arguments: [
    "Anna came, and Müller went", "Joanna Müllerleer", "Anna (who is from Berlin, by Lee)", "Mueller",
    "joanna.lee@acme.example", "anna.lee@acme.example.org", "hanna.lee@acme.example",
    "x.anna.lee@acme.example",
    "+49 30 12345678", "+49 40 1234567", "11234567890", "2026-05-07", "30 123", "ext 77", "1234568",
    "crm-00417", "Hauptstraße 12", "1980-05-07", "", "é", "{", "[1,2",
  ]) func isNotFoundWithoutALink(text: String) {
    #expect(redactor.redacted(text, isLinked: false) == nil)
  }

  @Test(arguments: [
    ("Anna came", "[erased] came"),
    ("with anna and müller-lee", "with [erased] and [erased]"),
    ("A. Müller-Lee", "[erased]"),
    ("Joanna stays", "Joanna stays"),
    ("born 7.5.1980, or 1980-05-07", "born [erased], or [erased]"),
    ("at HAUPTSTRASSE 12", "at [erased]"),
    ("number CRM-00417", "number [erased]"),
    ("ext 77", "ext 77"),
  ]) func isFoundInWhatIsLinked(text: String, redacted: String) {
    expect(text, redacted, isLinked: true)
  }

  @Test(arguments: [
    (#"{"a":"Anna Müller-Lee","b":[1,"x"]}"#, #"{"a":"[erased]","b":[1,"x"]}"#),
    (#"{"tel":49301234567}"#, #"{"tel":"[erased]"}"#),
    (#"{"anna.lee@acme.example":true}"#, #"{"[erased]":true}"#),
    (#"["An\u006ea M\u00fcller-Lee"]"#, #"["[erased]"]"#),
    (#"{"deep":"{\"x\":\"anna.lee@acme.example\"}"}"#, #"{"deep":"{\"x\":\"[erased]\"}"}"#),
  ]) func jsonStaysJSON(text: String, redacted: String) {
    expect(text, redacted, isLinked: false)
  }

  @Test func namesOfScriptsWithoutSpacesAreFoundInSentences() throws {
    let id = try fixture.store.create(.contact, ["first_name": "小明", "last_name": "王"])
    var person = try Person(contact: id, in: fixture.store.database)
    try person.learnAll(from: fixture.store.database)
    #expect(person.redactor(sharing: []).redacted("昨天王小明说", isLinked: false) == "昨天[erased]说")
  }

  /// Nothing is left to find where the mark was put, however words and numbers run together.
  @Test func redactingIsDoneAtOnce() {
    var random = SeededGenerator(seed: 7)
    let pieces = [
      "Anna", "ANNA", "Müller", "Mu\u{308}ller-Lee", "Lee", " ", "  ", ", ", "-", "–", ".", "’", "@", "+49",
      "(0)", "30",
      "anna.lee@acme.example", "030", "1234567", "123 45 67", "/", "x", "1980", "05", "7", "Straße", "王",
      "\n", "\"",
    ]
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 1...9, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }.joined()
      for isLinked in [false, true] {
        guard let redacted = redactor.redacted(text, isLinked: isLinked) else { continue }
        #expect(redactor.redacted(redacted, isLinked: isLinked) == nil, "\(text.debugDescription)")
      }
    }
  }

  /// The quick look is for speed alone.
  @Test func whatMayNotMentionDoesNot() {
    let plain = Redactor(mentions: [], phones: [])
    for text in ["Anna", "+49 30 1234567", "é", "\\", ""] {
      var copy = text
      #expect(copy.withUTF8 { plain.mayMention($0, isLinked: true) } == (text == "\\"))
    }
  }
}
