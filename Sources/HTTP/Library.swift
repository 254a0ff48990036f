internal import CCurl

/// libcurl, loaded.
package final class Library {
  private var functions = ccurl_library()

  /// The names under which distributions install it.
  package static let names = ["libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.so"]

  init(names: [String]) throws(HTTPError) {
    for name in names where ccurl_load(name, &functions) != 0 { return }
    throw .libraryMissing
  }

  /// Calls one of its functions.
  func call<Value>(_ body: (UnsafePointer<ccurl_library>) -> Value) -> Value {
    withUnsafePointer(to: functions, body)
  }
}
