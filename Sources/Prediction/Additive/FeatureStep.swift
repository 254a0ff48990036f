internal import Glibc

/// The sums of the slopes and curvatures of the loss over the cases of each bin.
struct Histogram {
  let slopes: [Double]
  let curvatures: [Double]
}

/// One small step of boosting for one feature: the effects that lower the loss most.
struct FeatureStep {
  var rate = 0.1
  /// Added to every curvature: what few cases say is believed in part.
  var shrinkage = 4.0

  /// The step for a feature of numbers: at most three levels along its bins, and one of its own where nothing is known.
  func numbers(_ histogram: Histogram) -> [Double] {
    var step = [Double](repeating: 0, count: histogram.slopes.count)
    step[0] = value(histogram.slopes[0], histogram.curvatures[0])
    guard step.count > 1 else { return step }
    let first = split(histogram, 1..<step.count)
    guard let cut = first.cut else {
      fill(&step, 1..<step.count, histogram)
      return step
    }
    let (left, right) = (split(histogram, 1..<cut), split(histogram, cut..<step.count))
    if left.gain >= right.gain, let second = left.cut {
      fill(&step, 1..<second, histogram)
      fill(&step, second..<cut, histogram)
      fill(&step, cut..<step.count, histogram)
    } else if let second = right.cut {
      fill(&step, 1..<cut, histogram)
      fill(&step, cut..<second, histogram)
      fill(&step, second..<step.count, histogram)
    } else {
      fill(&step, 1..<cut, histogram)
      fill(&step, cut..<step.count, histogram)
    }
    return step
  }

  /// The step for a feature of numbers along a line: each bin has a place on it. Where nothing is known it has its own.
  func line(_ histogram: Histogram, places: [Double]) -> [Double] {
    var (slope, curvature) = (0.0, 0.0)
    for bin in places.indices {
      slope += histogram.slopes[bin] * places[bin]
      curvature += histogram.curvatures[bin] * places[bin] * places[bin]
    }
    let incline = value(slope, curvature)
    var step = places.map { incline * $0 }
    step[0] = value(histogram.slopes[0], histogram.curvatures[0])
    return step
  }

  /// The step for a feature of categories: each on its own, those of few cases held back.
  func categories(_ histogram: Histogram) -> [Double] {
    histogram.slopes.indices.map { value(histogram.slopes[$0], histogram.curvatures[$0]) }
  }

  private func value(_ slope: Double, _ curvature: Double) -> Double {
    let value = -rate * slope / (curvature + shrinkage)
    return max(-0.5, min(0.5, value))
  }

  private func fill(_ step: inout [Double], _ bins: Range<Int>, _ histogram: Histogram) {
    var (slope, curvature) = (0.0, 0.0)
    for bin in bins {
      slope += histogram.slopes[bin]
      curvature += histogram.curvatures[bin]
    }
    let value = value(slope, curvature)
    for bin in bins { step[bin] = value }
  }

  private func gain(_ slope: Double, _ curvature: Double) -> Double {
    slope * slope / (curvature + shrinkage)
  }

  /// Where the bins of a range are parted best, before which bin.
  private func split(_ histogram: Histogram, _ bins: Range<Int>) -> (cut: Int?, gain: Double) {
    var (slope, curvature) = (0.0, 0.0)
    for bin in bins {
      slope += histogram.slopes[bin]
      curvature += histogram.curvatures[bin]
    }
    var best: (cut: Int?, gain: Double) = (nil, 1e-9)
    let whole = gain(slope, curvature)
    var (left, leftCurvature) = (0.0, 0.0)
    for bin in bins.dropLast() {
      left += histogram.slopes[bin]
      leftCurvature += histogram.curvatures[bin]
      let parted = gain(left, leftCurvature) + gain(slope - left, curvature - leftCurvature) - whole
      if parted > best.gain { best = (bin + 1, parted) }
    }
    return best
  }
}
