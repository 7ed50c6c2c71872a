package io.scoutline.pbx.asterisk.setup;

import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.Role;
import io.scoutline.pbx.LinkFault;
import io.scoutline.pbx.LinkState;
import io.scoutline.pbx.LinkWarning;
import io.scoutline.pbx.asterisk.AsteriskLink;
import io.scoutline.pbx.asterisk.ami.LinkFigures;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.api.Reply;
import io.scoutline.platform.api.Request;
import io.scoutline.platform.wire.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The admin's page of PBXs: how each link stands, the files that connect it, and what is wrong (P17.2). */
public final class PbxRoutes {

  record PbxView(String name, String address, boolean up, Instant since, Optional<LinkFault> fault, String detail,
      Optional<String> version, Set<LinkWarning> warnings, FiguresView figures) {}

  record FiguresView(long events, long waiting, long drops, long sessions, long failedResyncs, Instant lastResync,
      Instant lastEvent, Duration lagMedianMs, Duration lagP99Ms) {}

  record PbxList(List<PbxView> items) {}

  record SetupView(String name, String passwordPlace, List<PbxFiles.PbxFile> files) {}

  record ChecksView(String name, Instant at, List<PbxCheck> checks) {}

  private final List<ConnectedPbx> pbxs;
  private final Function<PbxName, List<PbxPlan.Phone>> phonesOf;
  private final PbxFiles files = new PbxFiles();
  private final PbxChecks checks;
  private final InstantSource clock;

  /** @param phonesOf the phones that people have at a PBX now */
  public PbxRoutes(List<ConnectedPbx> pbxs, Function<PbxName, List<PbxPlan.Phone>> phonesOf, PbxChecks checks,
      InstantSource clock) {
    this.pbxs = List.copyOf(pbxs);
    this.phonesOf = phonesOf;
    this.checks = checks;
    this.clock = clock;
  }

  public void register(Api api) {
    api.operation("listPbx", Access.roles(Role.ADMIN), _ -> Reply.ok(
            new PbxList(pbxs.stream().map(PbxRoutes::view).toList())))
        .operation("getPbxSetup", Access.roles(Role.ADMIN), this::setup)
        .operation("checkPbx", Access.roles(Role.ADMIN), this::check);
  }

  private Reply setup(Request request) {
    ConnectedPbx pbx = named(request);
    var phones = phonesOf.apply(pbx.link().name());
    return Reply.ok(new SetupView(pbx.link().name().value(), PbxFiles.PASSWORD_PLACE,
        files.print(pbx.plan(), phones, Optional.empty())));
  }

  private Reply check(Request request) {
    ConnectedPbx pbx = named(request);
    return Reply.ok(new ChecksView(pbx.link().name().value(), clock.instant(), checks.run(pbx)));
  }

  private ConnectedPbx named(Request request) {
    String name = request.pathText("name");
    return pbxs.stream().filter(pbx -> pbx.link().name().value().equals(name)).findFirst()
        .orElseThrow(() -> Problem.notFound("PBX"));
  }

  private static PbxView view(ConnectedPbx pbx) {
    AsteriskLink link = pbx.link();
    String name = link.name().value();
    String address = pbx.plan().account().host() + ":" + pbx.plan().account().port();
    return switch (link.linkState()) {
      case LinkState.Up up -> new PbxView(name, address, true, up.since(), Optional.empty(), "",
          Optional.of(up.version()), up.warnings(), figures(link));
      case LinkState.Down down -> new PbxView(name, address, false, down.since(), Optional.of(down.fault()),
          down.detail(), Optional.empty(), Set.of(), figures(link));
    };
  }

  private static FiguresView figures(AsteriskLink link) {
    LinkFigures now = link.figures();
    return new FiguresView(now.events(), now.waiting(), now.drops(), now.sessions(), now.failedResyncs(),
        now.lastResync(), now.lastEvent(), now.lagMedian(), now.lagP99());
  }
}
