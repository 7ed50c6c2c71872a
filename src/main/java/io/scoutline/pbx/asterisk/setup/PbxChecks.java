package io.scoutline.pbx.asterisk.setup;

import static io.scoutline.pbx.asterisk.setup.PbxCheck.failed;
import static io.scoutline.pbx.asterisk.setup.PbxCheck.ok;
import static io.scoutline.pbx.asterisk.setup.PbxCheck.unknown;
import static io.scoutline.pbx.asterisk.setup.PbxCheck.waiting;
import static io.scoutline.pbx.asterisk.setup.PbxCheck.warning;

import io.scoutline.pbx.LinkState;
import io.scoutline.pbx.LiveChannel;
import io.scoutline.pbx.asterisk.AsteriskLink;
import io.scoutline.pbx.asterisk.agi.RouteServer;
import io.scoutline.pbx.asterisk.ami.LinkFigures;
import io.scoutline.pbx.asterisk.ami.LinkTiming;
import io.scoutline.pbx.asterisk.setup.PbxCheck.Piece;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Checks each piece of a connection and says what is wrong and what to do (P17.2). Changes nothing at the PBX. Takes
 * seconds and blocks: for virtual threads.
 */
public final class PbxChecks {
  private static final long LITTLE_SPACE = 1L << 30;

  private final LinkTiming timing;
  private final InstantSource clock;
  private final RouteServer routing;

  public PbxChecks(LinkTiming timing, RouteServer routing, InstantSource clock) {
    this.timing = timing;
    this.routing = routing;
    this.clock = clock;
  }

  /** One finding for each piece, in the order in which they are best mended. */
  public List<PbxCheck> run(ConnectedPbx pbx) {
    var found = new ArrayList<>(new AccountChecks(pbx.plan(), timing, clock).run());
    found.add(events(pbx.link()));
    found.add(routing(pbx.plan()));
    found.add(recordings(pbx.plan()));
    return found;
  }

  private PbxCheck events(AsteriskLink link) {
    LinkFigures figures = link.figures();
    if (figures.lastEvent() != null) {
      return figures.drops() == 0
          ? ok(Piece.EVENTS, "events_come", "Events come; the last one at " + figures.lastEvent() + ".")
              .with("at", figures.lastEvent())
          : warning(Piece.EVENTS, "events_dropped", figures.drops() + " messages were lost in this session.",
              "This server is too slow for this PBX; look at its load and memory.").with("count", figures.drops());
    }
    if (!(link.linkState() instanceof LinkState.Up up)) {
      return unknown(Piece.EVENTS, "link_down", "The link is not up yet.");
    }
    return channelBegunSince(link, up.since())
        ? failed(Piece.EVENTS, "events_missing", "Calls are going on, but the PBX tells nothing of them.",
            "Set read = call,agent,reporting and the eventfilter lines as printed in manager.scoutline.conf; the"
                + " filters by name need Asterisk 18.26, 20.11, 22.1 or later.")
        : waiting(Piece.EVENTS, "no_event_yet", "No event has come yet.", "Make a test call and check again.");
  }

  private boolean channelBegunSince(AsteriskLink link, Instant up) {
    Duration longest = Duration.between(up, clock.instant()).minusSeconds(1);
    try {
      List<LiveChannel> channels = link.snapshot().toCompletableFuture()
          .get(3 * timing.response().toMillis(), TimeUnit.MILLISECONDS);
      return channels.stream().anyMatch(channel -> channel.age().compareTo(longest) < 0);
    } catch (ExecutionException | TimeoutException noAnswer) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private PbxCheck routing(PbxPlan plan) {
    InetSocketAddress here = routing.address();
    boolean ownMachine = here.getAddress().isLoopbackAddress();
    boolean pbxElsewhere = !new InetSocketAddress(plan.account().host(), 0).getAddress().isLoopbackAddress();
    if (ownMachine && pbxElsewhere) {
      return failed(Piece.ROUTING, "routing_only_local", "The PBX is another machine, but routing is answered to this"
          + " one only, at " + here.getHostString() + ".",
          "Set agi.host in the server's configuration to an address that the PBX reaches, and agi.allow to the PBX's.")
          .with("address", here.getHostString());
    }
    if (!isListening(plan.fastAgi())) {
      return failed(Piece.ROUTING, "routing_not_listening", "Nothing answers at " + plan.agiAddress() + ".",
          "Is the port free, and does the firewall let it through?").with("address", plan.agiAddress());
    }
    return routing.lastAsked(plan.account().pbx())
        .map(at -> ok(Piece.ROUTING, "routing_asked", "The PBX asked where a call goes, last at " + at + ".")
            .with("at", at))
        .orElseGet(() -> waiting(Piece.ROUTING, "routing_not_asked",
            "The PBX has not asked yet where a call goes.", "Make a test call from outside and check again."));
  }

  private boolean isListening(InetSocketAddress address) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.getHostString(), address.getPort()),
          (int) timing.connect().toMillis());
      return true;
    } catch (IOException | IllegalArgumentException fault) {
      return false;
    }
  }

  private static PbxCheck recordings(PbxPlan plan) {
    if (plan.recordings().isEmpty()) {
      return warning(Piece.RECORDINGS, "no_folder", "No folder for recordings is set.",
          "Set recordings of this PBX in the server's configuration.");
    }
    Path folder = plan.recordings().get();
    if (!Files.isDirectory(folder)) {
      return failed(Piece.RECORDINGS, "folder_missing", "There is no folder " + folder + ".",
          "Create it on the file system on which Asterisk writes, and mount it here when the PBX is another machine.")
          .with("folder", folder);
    }
    if (!Files.isReadable(folder) || !Files.isExecutable(folder) || !Files.isWritable(folder)) {
      return failed(Piece.RECORDINGS, "folder_not_ours", "This server may not read and empty " + folder + ".",
          "Give its user read and write rights there: finished recordings are moved out of it.").with("folder", folder);
    }
    return space(folder);
  }

  private static PbxCheck space(Path folder) {
    try {
      FileStore store = Files.getFileStore(folder);
      return store.getUsableSpace() < LITTLE_SPACE
          ? warning(Piece.RECORDINGS, "little_space", "Less than 1 GB is free where recordings arrive.",
              "Make room, or shorten how long recordings are kept.").with("folder", folder)
          : ok(Piece.RECORDINGS, "folder_ready", folder + " can be read and emptied.").with("folder", folder);
    } catch (IOException fault) {
      return unknown(Piece.RECORDINGS, "space_unknown", "How much space is left at " + folder + " is not known.")
          .with("folder", folder);
    }
  }
}
