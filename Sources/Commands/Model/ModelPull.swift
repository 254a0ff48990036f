internal import Arguments
internal import Language

extension ModelCommand {
  static let pull = Command<Action>(
    "pull", "Have the server download a model",
    discussion: """
      Prints the model when it is there. Interrupted, it can be run again and goes on where it stopped. Only Ollama \
      downloads models.
      """,
    arguments: [name],
    examples: [
      Example(
        "crm model pull qwen3:4b-instruct && crm model use extract qwen3:4b-instruct", "A model for facts")
    ],
    action: .nothing { call, session in
      try session.refuseDryRun()
      let progress = DownloadProgress(session)
      do {
        try ask(session) { server in try server.pull(call[name], tell: progress.show) }
      } catch {
        progress.finish()
        throw error
      }
      progress.finish()
      return try show(call[name], session)
    })
}
