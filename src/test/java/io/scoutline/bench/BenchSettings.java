package io.scoutline.bench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How much is measured; each is a system property, so that a quick try is {@code -Dbench.samples=100}.
 *
 * @param parts what is measured ({@code bench.parts}); usually all but the soak
 * @param samples painted cards at each load, and as many paints of the bare path ({@code bench.samples})
 * @param warmUp cards of the server that has just been started, told apart ({@code bench.warmup})
 * @param loads calls a second to the other people ({@code bench.loads})
 * @param routes routing questions to each of the two servers ({@code bench.routes})
 * @param clients size of the base that routing reads, with three numbers each ({@code bench.clients})
 * @param simulator for how long the simulated PBX runs alone ({@code bench.simulator})
 * @param soak for how long the load of the soak goes on ({@code bench.soak}, which also asks for that part)
 */
record BenchSettings(Set<BenchPart> parts, int samples, int warmUp, List<Double> loads, int routes, int clients,
    Events events, Open open, Duration simulator, Recording recording, Duration soak) {

  private static final Duration USUAL_SOAK = Duration.ofMinutes(30);

  /**
   * @param rates events a second, one step after another ({@code bench.events.rates})
   * @param step how long each is measured ({@code bench.events.step})
   */
  record Events(List<Integer> rates, Duration step) {}

  /**
   * @param calls how many are open at once in the server ({@code bench.open.calls})
   * @param tracked how many run through the tracker in process ({@code bench.open.tracked})
   */
  record Open(int calls, int tracked) {}

  /**
   * @param requests to each of the two servers, of either kind ({@code bench.recording.requests})
   * @param longest of the two recordings; the other lasts a minute ({@code bench.recording.longest})
   */
  record Recording(int requests, Duration longest) {}

  static BenchSettings read() {
    Optional<Duration> soak = Optional.ofNullable(System.getProperty("bench.soak")).map(Duration::parse);
    Set<BenchPart> parts = Optional.ofNullable(System.getProperty("bench.parts")).map(BenchPart::named)
        .orElse(BenchPart.USUAL);
    return new BenchSettings(soak.isPresent() ? BenchPart.with(parts, BenchPart.SOAK) : parts,
        Integer.getInteger("bench.samples", 1_000), Integer.getInteger("bench.warmup", 200),
        numbers("bench.loads", "5,50").toList(),
        Integer.getInteger("bench.routes", 10_000), Integer.getInteger("bench.clients", 1_000_000),
        new Events(numbers("bench.events.rates", "1000,2000,3000,5000,8000").map(Double::intValue).toList(),
            duration("bench.events.step", "PT15S")),
        new Open(Integer.getInteger("bench.open.calls", 1_000), Integer.getInteger("bench.open.tracked", 1_000_000)),
        duration("bench.simulator", "PT15S"),
        new Recording(Integer.getInteger("bench.recording.requests", 500), duration("bench.recording.longest", "PT1H")),
        soak.orElse(USUAL_SOAK));
  }

  private static Stream<Double> numbers(String property, String usual) {
    return Stream.of(System.getProperty(property, usual).split(",")).map(Double::parseDouble);
  }

  private static Duration duration(String property, String usual) {
    return Duration.parse(System.getProperty(property, usual));
  }
}
