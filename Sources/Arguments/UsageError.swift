/// What is wrong with a command line, as facts; `Usage` words them.
package enum UsageError: Error {
  case unknownCommand(String)
}
