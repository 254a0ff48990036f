import Prediction
import Testing

struct SpreadTests {
  @Test func aWildNumberMovesNothing() throws {
    let tame = try #require(Spread([1, 2, 3, 4, 5]))
    let wild = try #require(Spread([1, 2, 3, 4, 5000]))
    #expect(tame.median == 3 && wild.median == 3)
    #expect(tame.deviation == 1.4826 && wild.deviation == 1.4826)
    #expect(tame.fence == 10 && wild.fence == 10)
  }

  @Test func nothingHasNoSpread() {
    #expect(Spread([]) == nil)
    #expect(Spread([7])?.fence == 7)
  }

  @Test func quantilesLieBetweenNumbers() {
    #expect(Spread.quantile(0.25, of: [0, 10]) == 2.5)
    #expect(Spread.quantile(1, of: [0, 10]) == 10)
  }
}
