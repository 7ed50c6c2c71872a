package io.scoutline;

import io.micrometer.core.instrument.MeterRegistry;
import io.scoutline.config.ServerConfig;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.Ids;
import io.scoutline.kernel.PbxName;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** What every part is built on: event loops, configuration, clock, chance, ids and meters. */
record Ground(Vertx vertx, ServerConfig config, Clock clock, RandomGenerator random, MeterRegistry meters, Ids ids,
    BusinessZone zone) {

  static Ground of(Vertx vertx, ServerConfig config, Clock clock, RandomGenerator random, MeterRegistry meters) {
    return new Ground(vertx, config, clock, random, meters, Ids.timeOrdered(clock, Random.from(random)),
        new BusinessZone(config.business().zone()));
  }

  List<PbxName> pbxs() {
    return config.pbxs().stream().map(pbx -> new PbxName(pbx.name())).toList();
  }
}
