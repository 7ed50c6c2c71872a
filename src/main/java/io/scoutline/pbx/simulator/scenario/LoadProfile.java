package io.scoutline.pbx.simulator.scenario;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * How many calls of which kind begin. The rate is kept whatever becomes of the calls (an open loop): a slow server
 * gets more calls at once, not fewer.
 *
 * @param callsPerSecond of simulated time
 * @param length how long calls begin
 * @param arrivals whether they come evenly or by chance
 * @param mix what kinds of calls, drawn by weight
 */
public record LoadProfile(double callsPerSecond, Duration length, Arrivals arrivals, List<Share> mix) {
  /** How calls follow each other. */
  public enum Arrivals {
    /** At equal distances. */
    EVEN,
    /** By chance, as real calls do (a Poisson process). */
    RANDOM
  }

  /**
   * One kind of call.
   *
   * @param next makes the next scenario of this kind; called on the simulator's thread, must be quick
   */
  public record Share(double weight, Function<RandomGenerator, Scenario> next) {}

  /** One kind of call at random distances. */
  public static LoadProfile of(double callsPerSecond, Duration length, Function<RandomGenerator, Scenario> next) {
    return new LoadProfile(callsPerSecond, length, Arrivals.RANDOM, List.of(new Share(1, next)));
  }

  public Scenario draw(RandomGenerator random) {
    double point = random.nextDouble() * mix.stream().mapToDouble(Share::weight).sum();
    for (var share : mix) {
      point -= share.weight;
      if (point < 0) {
        return share.next.apply(random);
      }
    }
    return mix.getLast().next.apply(random);
  }

  public Duration gap(RandomGenerator random) {
    double seconds = switch (arrivals) {
      case EVEN -> 1 / callsPerSecond;
      case RANDOM -> -Math.log(1 - random.nextDouble()) / callsPerSecond;
    };
    return Duration.ofNanos((long) (seconds * 1e9));
  }
}
