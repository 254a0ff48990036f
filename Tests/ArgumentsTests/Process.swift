import Foundation

/// What a program printed and how it ended.
struct ProcessOutcome {
  let status: Int32
  let output: String
  let errors: String
}

/// Runs a program found in the path to its end. Its output must fit a pipe's buffer twice over, which the
/// few screens of these tests do: errors are read after all output.
func run(_ program: String, _ arguments: [String], input: String = "") throws -> ProcessOutcome {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = [program] + arguments
  let (standardInput, output, errors) = (Pipe(), Pipe(), Pipe())
  process.standardInput = standardInput
  process.standardOutput = output
  process.standardError = errors
  try process.run()
  try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
  try standardInput.fileHandleForWriting.close()
  let outputData = try output.fileHandleForReading.readToEnd() ?? Data()
  let errorData = try errors.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  return ProcessOutcome(
    status: process.terminationStatus,
    output: String(decoding: outputData, as: UTF8.self),
    errors: String(decoding: errorData, as: UTF8.self))
}
