package io.scoutline.clients.directory;

import io.scoutline.clients.SyntheticBase;
import io.scoutline.kernel.PhoneNumber;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Size and speed of the directory at the size it is built for. Prints; asserts nothing about time. */
class DirectoryBench {

  private static final int LOOKUPS = 2_000_000;

  @Test
  void a_million_clients_and_three_million_numbers() {
    System.gc();
    long usedBefore = used();
    long start = System.nanoTime();
    var base = SyntheticBase.large();
    Directory directory = base.directory();
    long filledAt = System.nanoTime();
    System.gc();
    Directory.Size size = directory.size();
    System.out.printf("directory: %,d clients, %,d numbers, %,d bytes (heap grew by %,d), filled in %.1f s%n",
        size.clients(), size.numbers(), size.bytes(), used() - usedBefore, (filledAt - start) / 1e9);
    measure("known", base, directory, false);
    measure("unknown", base, directory, true);
  }

  private static void measure(String kind, SyntheticBase base, Directory directory, boolean unknown) {
    var random = new Random(7);
    var numbers = new PhoneNumber[LOOKUPS];
    for (int i = 0; i < LOOKUPS; i++) {
      int client = random.nextInt(base.clients()) + 1;
      numbers[i] = unknown ? PhoneNumber.of("+4930" + (10_000_000 + client)) : base.number(client, random.nextInt(3));
    }
    var histogram = new Histogram(3);
    int found = 0;
    for (int round = 0; round < 2; round++) {
      histogram.reset();
      for (PhoneNumber number : numbers) {
        long at = System.nanoTime();
        Match match = directory.lookup(number);
        histogram.recordValue(System.nanoTime() - at);
        found += match instanceof Match.Unknown ? 0 : 1;
      }
    }
    System.out.printf("lookup of %s numbers: p50 %,d ns, p99 %,d ns, p99.9 %,d ns (%,d found)%n", kind,
        histogram.getValueAtPercentile(50), histogram.getValueAtPercentile(99),
        histogram.getValueAtPercentile(99.9), found);
  }

  private static long used() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
