package io.scoutline.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be measured alone; {@code bench.parts} names them in lower case. */
enum BenchPart {
  POPS, ROUTES, EVENTS, OPEN, SIMULATOR, RECORDING, SOAK;

  /** All that end by themselves within minutes. */
  static final Set<BenchPart> USUAL = EnumSet.complementOf(EnumSet.of(SOAK));

  /** @throws IllegalArgumentException when there is no such part */
  static Set<BenchPart> named(String names) {
    return Arrays.stream(names.split(",")).map(name -> valueOf(name.strip().toUpperCase(Locale.ROOT)))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(BenchPart.class)));
  }

  static Set<BenchPart> with(Collection<BenchPart> parts, BenchPart one) {
    var more = EnumSet.copyOf(parts);
    more.add(one);
    return more;
  }
}
