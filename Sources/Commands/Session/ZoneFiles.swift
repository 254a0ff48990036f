internal import Bytes

/// Finds time zones among the files of the system.
enum ZoneFiles {
  /// The zone of a name (`Europe/Berlin`), of a rule (`CET-1CEST,M3.5.0,M10.5.0/3`), or the system's own for nil.
  static func zone(named name: String?) throws -> Zone {
    guard let name else { return (try? file("/etc/localtime", "system")) ?? .utc }
    if name == "UTC" || name == "Z" { return .utc }
    // POSIX lets a file be named by a colon; anything that leads out of the folder is no name of a zone.
    let plain = name.hasPrefix(":") ? String(name.dropFirst()) : name
    if plain.hasPrefix("/") || !plain.contains("..") {
      let path = plain.hasPrefix("/") ? plain : "/usr/share/zoneinfo/" + plain
      if let zone = try? file(path, plain) { return zone }
    }
    do throws(ZoneError) {
      return try Zone(posix: plain)
    } catch {
      throw Failure(
        .usage, "there is no time zone '\(name)'", hint: .correction(of: name, by: "Europe/Berlin"))
    }
  }

  private static func file(_ path: String, _ name: String) throws -> Zone {
    var source = try DescriptorSource(path: path)
    return try Zone(file: try source.readToEnd(), identifier: name)
  }
}
