import Prediction
import Testing

struct OddAddressTests {
  @Test(arguments: [
    ("ann.acme.example", OddAddress.noAt), ("", .noAt), ("ann@", .form), ("@acme.example", .form),
    ("ann@acme", .form), ("ann lee@acme.example", .form), ("ann@@acme.example", .form),
    ("ann..lee@acme.example", .form), ("ann@acme.example.", .form), ("none@acme.example", .placeholder),
    ("a@test.com", .placeholder), ("ann@GMIAL.com", .misspelt), ("ann@gmail.con", .misspelt),
    ("NoReply@acme.example", .noReply),
  ])
  func tellsWhatIsWrong(address: String, problem: OddAddress) {
    #expect(Self.problem(address) == problem)
  }

  @Test(arguments: [
    "ann@acme.example", "ann.lee+crm@sub.acme.co", "o'neil@acme.example", "anna@gmail.com", "é@ü.example",
  ])
  func goodOnesAreLeftAlone(address: String) {
    #expect(Self.problem(address) == nil)
  }

  private static func problem(_ address: String) -> OddAddress? {
    var address = address
    return address.withUTF8 { OddAddress($0) }
  }
}
