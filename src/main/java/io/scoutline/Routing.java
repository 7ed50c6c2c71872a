package io.scoutline;

import io.scoutline.calls.tracking.CallStream;
import io.scoutline.config.ConfigFault;
import io.scoutline.config.ServerConfig.Agi;
import io.scoutline.config.ServerConfig.Business;
import io.scoutline.config.WrongConfig;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.PbxName;
import io.scoutline.pbx.asterisk.agi.RouteServer;
import io.scoutline.presence.Presence;
import io.scoutline.routing.MemoryView;
import io.scoutline.routing.OpeningHours;
import io.scoutline.routing.Router;
import io.scoutline.routing.RoutingRules;
import io.scoutline.routing.RoutingSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the PBXs ask who gets a call; answered from memory alone. */
final class Routing implements AutoCloseable {

  final RouteServer server;
  private final Agi agi;

  Routing(Ground ground, Directories directories, Presence presence, CallStream stream) {
    agi = ground.config().agi();
    Business business = ground.config().business();
    var router = new Router(new RoutingRules(RoutingSettings.usual(openingHours(ground.zone(), business))),
        () -> new MemoryView(directories.clients.directory(), directories.staff(), presence.snapshot()),
        _ -> business.region(), stream::routed, ground.clock());
    server = new RouteServer(settings(ground.pbxs()), router, ground.clock(), ground.meters());
  }

  private static OpeningHours openingHours(BusinessZone zone, Business business) {
    return new OpeningHours(zone,
        List.of(new OpeningHours.Hours(business.openDays(), business.opens(), business.closes())));
  }

  private RouteServer.Settings settings(List<PbxName> pbxs) {
    Map<PbxName, Set<InetAddress>> sources = new LinkedHashMap<>();
    pbxs.forEach(pbx -> sources.put(pbx, allowed()));
    return new RouteServer.Settings(new InetSocketAddress(agi.host(), agi.port()), sources, agi.answerWithin());
  }

  private Set<InetAddress> allowed() {
    var from = new LinkedHashSet<InetAddress>();
    agi.allow().forEach(literal -> from.add(address(literal)));
    return from;
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.ofLiteral(literal);
    } catch (IllegalArgumentException notOne) {
      throw new WrongConfig(List.of(new ConfigFault("agi.allow", "'" + literal + "'", "addresses of the PBXs")));
    }
  }

  /** @throws WrongConfig when the address cannot be listened on */
  void start() {
    try {
      server.start();
    } catch (IOException taken) {
      throw new WrongConfig(List.of(new ConfigFault("agi.port", agi.port() + ": " + taken.getMessage(),
          "an address and a port that are free")));
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
