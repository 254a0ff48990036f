/// Turns how strongly something was said into how probable it is, as measured on annotated conversations: the table is in
/// README.md.
enum Calibration {
  static func act(_ strength: Double) -> Double { clamped(0.15 + 0.7 * strength) }

  private static func clamped(_ value: Double) -> Double { min(max(value, 0.05), 0.95) }
}
