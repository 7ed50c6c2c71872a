package io.scoutline.calls.rows;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What the writer of calls shows of itself. */
final class WriterMeters {

  final Counter lost;
  final Counter refused;
  final Counter passedOver;
  final Counter flightsLeftOut;
  final Timer writes;
  private final MeterRegistry meters;

  WriterMeters(MeterRegistry meters) {
    this.meters = meters;
    lost = counter("scoutline.calls.lost", "Ended calls that found no room while the database was away");
    refused = counter("scoutline.calls.refused", "Calls that the database will never take");
    passedOver = counter("scoutline.calls.passed.over",
        "States of open calls that found no room; their end comes again");
    flightsLeftOut = counter("scoutline.calls.flights.left.out",
        "Flight records that found no room; their calls were kept");
    writes = Timer.builder("scoutline.calls.writes").description("Time of one batch of call rows")
        .publishPercentileHistogram().register(meters);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(meters);
  }

  void watch(CallWriter writer) {
    Gauge.builder("scoutline.calls.waiting", writer, CallWriter::backlog)
        .description("Calls whose last change is not yet in the database").register(meters);
    Gauge.builder("scoutline.calls.owed", writer, CallWriter::owed)
        .description("Calls that were given up and are not yet brought up again").register(meters);
  }
}
