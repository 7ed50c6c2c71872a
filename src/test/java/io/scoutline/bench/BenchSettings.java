package io.scoutline.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * How much is measured; each is a system property, so that a quick try is {@code -Dbench.samples=100}.
 *
 * @param samples painted cards at each load, and as many paints of the bare path ({@code bench.samples})
 * @param warmUp cards of the server that has just been started, told apart ({@code bench.warmup})
 * @param loads calls a second to the other people ({@code bench.loads})
 * @param routes routing questions to each of the two servers ({@code bench.routes})
 * @param clients size of the base that routing reads, with three numbers each ({@code bench.clients})
 */
record BenchSettings(int samples, int warmUp, List<Double> loads, int routes, int clients) {

  static BenchSettings read() {
    return new BenchSettings(Integer.getInteger("bench.samples", 1_000), Integer.getInteger("bench.warmup", 200),
        Stream.of(System.getProperty("bench.loads", "5,50").split(",")).map(Double::parseDouble).toList(),
        Integer.getInteger("bench.routes", 10_000), Integer.getInteger("bench.clients", 1_000_000));
  }
}
