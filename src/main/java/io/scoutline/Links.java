package io.scoutline;

import io.scoutline.calls.tracking.CallStream;
import io.scoutline.config.ServerConfig;
import io.scoutline.config.ServerConfig.Carried;
import io.scoutline.config.ServerConfig.PbxConfig;
import io.scoutline.kernel.PbxName;
import io.scoutline.pbx.LinkStatus;
import io.scoutline.pbx.asterisk.AsteriskLink;
import io.scoutline.pbx.asterisk.agi.RouteServer;
import io.scoutline.pbx.asterisk.ami.AmiAccount;
import io.scoutline.pbx.asterisk.ami.LinkTiming;
import io.scoutline.pbx.asterisk.setup.ConnectedPbx;
import io.scoutline.pbx.asterisk.setup.PbxChecks;
import io.scoutline.pbx.asterisk.setup.PbxPlan;
import io.scoutline.pbx.asterisk.setup.PbxRoutes;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.platform.api.Api;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The links to all PBXs of the configuration; each one's events go to the stream. */
final class Links implements AutoCloseable {

  private final Ground ground;
  private final List<ConnectedPbx> pbxs;

  Links(Ground ground, CallStream stream, Carriage carriage) {
    this.ground = ground;
    pbxs = ground.config().pbxs().stream().map(pbx -> {
      var name = new PbxName(pbx.name());
      var account = new AmiAccount(name, pbx.host(), pbx.port(), pbx.tls(), pbx.user(), pbx.password().value());
      var link = new AsteriskLink(account, LinkTiming.USUAL, stream.listenerFor(name), ground.clock(),
          ground.random(), ground.meters());
      return new ConnectedPbx(link, plan(ground.config(), pbx, account, carriage.recordingsOf(pbx)));
    }).toList();
  }

  private static PbxPlan plan(ServerConfig config, PbxConfig pbx, AmiAccount account, Optional<Path> recordings) {
    String here = config.agi().host();
    return new PbxPlan(account, here, InetSocketAddress.createUnresolved(here, config.agi().port()),
        pbx.trunks().iterator().next(), pbx.trunkContexts().iterator().next(), pbx.queue(), recordings,
        pbx.carried().map(Carried::done).or(pbx::recordings));
  }

  /** @param answers where each PBX should find our routing */
  void register(Api api, Directories directories, RouteServer answers) {
    new PbxRoutes(pbxs, pbx -> phonesAt(directories.staff(), pbx),
        new PbxChecks(LinkTiming.USUAL, answers, ground.clock()), ground.clock()).register(api);
  }

  private static List<PbxPlan.Phone> phonesAt(PeopleDirectory people, PbxName pbx) {
    return people.people().stream().flatMap(person -> people.endpointsOf(person.id()).stream())
        .filter(phone -> phone.pbx().equals(pbx))
        .map(phone -> new PbxPlan.Phone(phone.name(), phone.extension())).toList();
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
