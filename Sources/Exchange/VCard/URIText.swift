internal import Bytes

/// The e-mail address that a `mailto:` URI leads to (RFC 6068); any other text is one itself.
func addressee(of text: String) -> String {
  guard text.lowercased().hasPrefix("mailto:") else { return text }
  return percentDecoded(text.dropFirst("mailto:".count).prefix { $0 != "?" })
}

/// The `mailto:` URI of an e-mail address.
func mailto(_ address: String) -> String {
  var uri = Array("mailto:".utf8)
  for byte in address.utf8 {
    switch byte {
    case 0...0x20, 0x7F, UInt8(ascii: "%"), UInt8(ascii: "?"): uri += "%\(hexadecimal(byte))".utf8
    default: uri.append(byte)
    }
  }
  return String(decoding: uri, as: UTF8.self)
}

/// The number of a `tel:` URI (RFC 3966) with its extension; any other text is one itself.
func phoneNumber(of text: String) -> String {
  guard text.lowercased().hasPrefix("tel:") else { return text }
  let parts = text.dropFirst("tel:".count).split(separator: ";")
  let number = parts.first.map(percentDecoded) ?? ""
  guard let part = parts.dropFirst().first(where: { $0.lowercased().hasPrefix("ext=") }) else {
    return number
  }
  return number + " ext. " + percentDecoded(part.dropFirst("ext=".count))
}

/// The text as it stands when what is encoded is none.
private func percentDecoded(_ text: Substring) -> String {
  let bytes = Array(text.utf8)
  var decoded: [UInt8] = []
  var index = 0
  while index < bytes.count {
    if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
      let byte = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
    {
      decoded.append(byte)
      index += 3
    } else {
      decoded.append(bytes[index])
      index += 1
    }
  }
  return String(validating: decoded, as: UTF8.self) ?? String(text)
}

private func hexadecimal(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16, uppercase: true)
  return digits.count == 1 ? "0" + digits : digits
}
