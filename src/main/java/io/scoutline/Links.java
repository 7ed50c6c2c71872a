package io.scoutline;

import io.micrometer.core.instrument.MeterRegistry;
import io.scoutline.calls.tracking.CallStream;
import io.scoutline.config.ServerConfig;
import io.scoutline.config.ServerConfig.PbxConfig;
import io.scoutline.kernel.PbxName;
import io.scoutline.pbx.LinkStatus;
import io.scoutline.pbx.asterisk.AsteriskLink;
import io.scoutline.pbx.asterisk.ami.AmiAccount;
import io.scoutline.pbx.asterisk.ami.LinkTiming;
import io.scoutline.pbx.asterisk.setup.ConnectedPbx;
import io.scoutline.pbx.asterisk.setup.PbxPlan;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/** The links to all PBXs of the configuration; each one's events go to the stream. */
final class Links implements AutoCloseable {

  private final List<ConnectedPbx> pbxs;

  Links(ServerConfig config, CallStream stream, InstantSource clock, RandomGenerator random, MeterRegistry meters) {
    pbxs = config.pbxs().stream().map(pbx -> {
      var name = new PbxName(pbx.name());
      var account = new AmiAccount(name, pbx.host(), pbx.port(), pbx.tls(), pbx.user(), pbx.password().value());
      var link = new AsteriskLink(account, LinkTiming.USUAL, stream.listenerFor(name), clock, random, meters);
      return new ConnectedPbx(link, plan(config, pbx, account));
    }).toList();
  }

  private static PbxPlan plan(ServerConfig config, PbxConfig pbx, AmiAccount account) {
    String here = config.agi().host();
    return new PbxPlan(account, here, InetSocketAddress.createUnresolved(here, config.agi().port()),
        pbx.trunks().iterator().next(), pbx.trunkContexts().iterator().next(), pbx.queue(), pbx.recordings());
  }

  /** Begins to connect. */
  void start() {
    pbxs.forEach(pbx -> pbx.link().start());
  }

  List<ConnectedPbx> connected() {
    return pbxs;
  }

  List<LinkStatus> statuses() {
    return pbxs.stream().map(pbx -> LinkStatus.of(pbx.link())).toList();
  }

  @Override
  public void close() {
    pbxs.forEach(pbx -> pbx.link().close());
  }
}
