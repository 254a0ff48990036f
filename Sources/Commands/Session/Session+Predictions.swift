extension Session {
  /// Fails when predictions are switched off.
  func requirePredictions() throws {
    guard try value(.predictions) == "true" else {
      let origin = try find(.predictions).origin
      let place = origin == .environment ? "AI_PREDICTIONS_ENABLED" : "the setting predictions"
      throw Failure(.conflict, "predictions are switched off: \(place) is false")
    }
  }
}
