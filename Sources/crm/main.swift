internal import Commands
internal import Glibc

exit(Program.run(.process(arguments: Array(CommandLine.arguments.dropFirst()))))
