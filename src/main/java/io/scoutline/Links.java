package io.scoutline;

import io.micrometer.core.instrument.MeterRegistry;
import io.scoutline.calls.CallStream;
import io.scoutline.config.ServerConfig.PbxConfig;
import io.scoutline.pbx.LinkStatus;
import io.scoutline.pbx.PbxName;
import io.scoutline.pbx.asterisk.AmiAccount;
import io.scoutline.pbx.asterisk.AsteriskLink;
import io.scoutline.pbx.asterisk.LinkTiming;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The links to all PBXs of the configuration. */
final class Links implements AutoCloseable {

  private final List<AsteriskLink> links = new ArrayList<>();

  /** Begins to connect; each link's events go to the stream. */
  void start(List<PbxConfig> pbxs, CallStream stream, InstantSource clock, RandomGenerator random,
      MeterRegistry meters) {
    for (PbxConfig pbx : pbxs) {
      var name = new PbxName(pbx.name());
      var account = new AmiAccount(name, pbx.host(), pbx.port(), pbx.tls(), pbx.user(), pbx.password().value());
      links.add(new AsteriskLink(account, LinkTiming.USUAL, stream.listenerFor(name), clock, random, meters));
    }
    links.forEach(AsteriskLink::start);
  }

  List<LinkStatus> statuses() {
    return links.stream().map(LinkStatus::of).toList();
  }

  List<AsteriskLink> all() {
    return List.copyOf(links);
  }

  @Override
  public void close() {
    links.forEach(AsteriskLink::close);
  }
}
