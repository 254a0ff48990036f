/// Something about a row that was read but is not as it should be. Fields are counted from 0.
public enum CSVIrregularity: Hashable, Sendable {
  /// Text followed the closing quote of the field; it was kept, appended to the quoted text.
  case textAfterQuote(field: Int)
  /// The field is not valid UTF-8; its bytes were kept as they are.
  case invalidUTF8(field: Int)
  /// The field has content but no column.
  case surplusField(field: Int)
}

extension CSVIrregularity: CustomStringConvertible {
  public var description: String {
    switch self {
    case .textAfterQuote(let field): "field \(field + 1) goes on after its closing quote"
    case .invalidUTF8(let field): "field \(field + 1) is not valid UTF-8"
    case .surplusField(let field): "field \(field + 1) has no column"
    }
  }
}
