internal import Bytes

extension JSONObject {
  /// The full name of a contact of whom parts are given, or the whole; empty for one without.
  var fullName: String {
    let first = self["first_name"]?.string
    let last = self["last_name"]?.string
    if let first, let last { return first + " " + last }
    return first ?? last ?? self["name"]?.string ?? ""
  }
}
