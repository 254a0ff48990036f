/// The pieces of mdoc(7) source, escaped as groff(7) and groff_char(7) want them.
enum Mdoc {
  static func head(_ head: MdocPage.Head) -> String {
    switch head {
    case .command(let name): "Ic \(argument(name))"
    case .variable(let name): "Ev \(argument(name))"
    case .file(let path): "Pa \(argument(path))"
    case .literal(let word): "Li \(argument(word))"
    case .argument(let spec): argumentHead(spec)
    }
  }

  private static func argumentHead(_ spec: Spec) -> String {
    if spec.isOperand {
      return spec.choices.isEmpty ? "Ar \(argument(spec.name))" : "Li \(argument(spec.term))"
    }
    // `Fl` sets one hyphen itself.
    let short = spec.short.map { "Fl \($0) , " } ?? ""
    let long = argument((spec.isNegatable ? "-[no-]" : "-") + spec.name)
    let value = spec.reading.map { " Ar \(argument($0.placeholder))" } ?? ""
    return "\(short)Fl \(long)\(value)"
  }

  /// One argument of a macro, whatever it contains; `\&` in front keeps a word such as `No` from being
  /// called as a macro.
  static func argument(_ text: String) -> String {
    #""\&\#(escaped(text, quote: #"\(dq"#))""#
  }

  /// A line of text; `\&` in front keeps a point from beginning a request, as the escape of
  /// an apostrophe does.
  static func line(_ text: String) -> String {
    (text.first == "." ? #"\&"# : "") + escaped(text, quote: "\"") + "\n"
  }

  private static func escaped(_ text: String, quote: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += #"\e"#
      case "\"": result += quote
      // As they stand these print as typographic characters, which cannot be pasted into a shell.
      case "-": result += #"\-"#
      case "'": result += #"\(aq"#
      case "`": result += #"\(ga"#
      case "^": result += #"\(ha"#
      case "~": result += #"\(ti"#
      case " "..."~": result.unicodeScalars.append(scalar)
      case "\n": result += " "
      default: result += #"\[u"# + hexadecimal(scalar.value) + "]"
      }
    }
    return result
  }

  /// At least four digits, as groff wants them.
  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
