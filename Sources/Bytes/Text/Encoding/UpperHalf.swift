/// The characters of the bytes 0x80 to 0xFF in the encodings that have one byte a character.
///
/// Bytes without a character are control characters, as the WHATWG Encoding Standard has it. Its Windows
/// encodings hold the ISO ones of the same language, but for those of Latin-2 and Latin-9.
enum UpperHalf {
  static let windows1252 = table((0x80, controlsOfWindows1252))

  static let latin2 = table(
    (
      0xA0,
      """
      \u{A0}Ą˘Ł¤ĽŚ§¨ŠŞŤŹ\u{AD}ŽŻ°ą˛ł´ľśˇ¸šşťź˝žż\
      ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß\
      ŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙
      """
    ))

  static let latin9 = table((0xA4, "€¥Š§š"), (0xB4, "Ž"), (0xB8, "ž"), (0xBC, "ŒœŸ"))

  static let windows1250 = table(
    (
      0x80,
      """
      €\u{81}‚\u{83}„…†‡\u{88}‰Š‹ŚŤŽŹ\u{90}‘’“”•–—\u{98}™š›śťžź\
      \u{A0}ˇ˘Ł¤Ą¦§¨©Ş«¬\u{AD}®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľż\
      ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß\
      ŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙
      """
    ))

  static let windows1251 = table(
    (
      0x80,
      """
      ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\
      \u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї°±Ііґµ¶·ё№є»јЅѕї\
      АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ\
      абвгдежзийклмнопрстуфхцчшщъыьэюя
      """
    ))

  static let windows1254 = table(
    (0x80, controlsOfWindows1252), (0x8E, "\u{8E}"), (0x9E, "\u{9E}"), (0xD0, "Ğ"), (0xDD, "İŞ"), (0xF0, "ğ"),
    (0xFD, "ış"))

  static let koi8r = table(
    (
      0x80,
      """
      ─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥\u{A0}⌡°²·÷\
      ═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©\
      юабцдефгхийклмнопярстужвьызшэщчъ\
      ЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ
      """
    ))

  private static let controlsOfWindows1252 =
    "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ"

  /// Latin-1 with other characters from the bytes named on.
  private static func table(_ changes: (byte: Int, characters: String)...) -> [UInt32] {
    var table = Array(UInt32(0x80)...0xFF)
    for change in changes {
      for (offset, scalar) in change.characters.unicodeScalars.enumerated() {
        table[change.byte - 0x80 + offset] = scalar.value
      }
    }
    return table
  }
}
