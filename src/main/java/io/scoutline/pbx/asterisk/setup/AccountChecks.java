package io.scoutline.pbx.asterisk.setup;

import static io.scoutline.pbx.asterisk.setup.PbxCheck.failed;
import static io.scoutline.pbx.asterisk.setup.PbxCheck.ok;
import static io.scoutline.pbx.asterisk.setup.PbxCheck.unknown;
import static io.scoutline.pbx.asterisk.setup.PbxCheck.warning;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.pbx.asterisk.ami.AmiSession;
import io.scoutline.pbx.asterisk.ami.LinkMetrics;
import io.scoutline.pbx.asterisk.ami.LinkRefused;
import io.scoutline.pbx.asterisk.ami.LinkTiming;
import io.scoutline.pbx.asterisk.ami.PbxVersion;
import io.scoutline.pbx.asterisk.ami.Rights;
import io.scoutline.pbx.asterisk.ami.SafeActions;
import io.scoutline.pbx.asterisk.ami.Said;
import io.scoutline.pbx.asterisk.setup.PbxCheck.Piece;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.response.ManagerError;
import org.asteriskjava.manager.response.ManagerResponse;

/** Checks by logging in anew: address, account, release, rights, clock, dialplan and queue. Blocks. */
public final class AccountChecks {
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);
  private static final String MANAGER_CONF =
      " in manager.scoutline.conf and reload it: asterisk -rx \"manager reload\".";

  private final PbxPlan plan;
  private final LinkTiming timing;
  private final InstantSource clock;

  public AccountChecks(PbxPlan plan, LinkTiming timing, InstantSource clock) {
    this.plan = plan;
    this.timing = timing;
    this.clock = clock;
  }

  public List<PbxCheck> run() {
    PbxCheck address = address();
    if (address.outcome() != PbxCheck.Outcome.OK) {
      return afterwards(List.of(address), Piece.LOGIN, Piece.VERSION, Piece.RIGHTS, Piece.CLOCK, Piece.DIALPLAN,
          Piece.QUEUE);
    }
    var metrics = new LinkMetrics(new SimpleMeterRegistry(), plan.account().pbx(), clock);
    try (var session = new AmiSession(plan.account(), timing, _ -> { }, clock, metrics)) {
      AmiSession.Opened opened = session.open();
      return List.of(address, loggedIn("The account \"" + plan.account().user() + "\" logs in."),
          version(opened.version()), rights(opened.rights()), clock(session), dialplan(session), queue(session));
    } catch (LinkRefused refused) {
      return refused(address, refused);
    }
  }

  private PbxCheck loggedIn(String detail) {
    return ok(Piece.LOGIN, "logged_in", detail).with("user", plan.account().user());
  }

  private PbxCheck address() {
    String where = plan.account().host() + ":" + plan.account().port();
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(plan.account().host(), plan.account().port()),
          (int) timing.connect().toMillis());
      return ok(Piece.ADDRESS, "reachable", where + " accepts connections.").with("address", where);
    } catch (IOException | IllegalArgumentException fault) {
      return failed(Piece.ADDRESS, "unreachable", "Nothing answers at " + where + ".",
          "Is Asterisk running? In manager.conf, [general] needs enabled=yes, the port and a bindaddr that this server"
              + " reaches; a firewall between the two must let the port through.").with("address", where);
    }
  }

  private List<PbxCheck> refused(PbxCheck address, LinkRefused refused) {
    String detail = sentence(refused.getMessage());
    return switch (refused.fault()) {
      case WRONG_PASSWORD -> afterwards(List.of(address, failed(Piece.LOGIN, "wrong_password",
          "The PBX does not let the account in.", "Compare name and secret, and the address after permit,"
              + MANAGER_CONF).with("user", plan.account().user())),
          Piece.VERSION, Piece.RIGHTS, Piece.CLOCK, Piece.DIALPLAN, Piece.QUEUE);
      case TOO_OLD -> afterwards(List.of(address, loggedIn("The account logs in."),
          failed(Piece.VERSION, "too_old", detail, "Upgrade Asterisk; 20.18.2 and 22.8.2 or later are fit.")),
          Piece.RIGHTS, Piece.CLOCK, Piece.DIALPLAN, Piece.QUEUE);
      case TOO_FEW_RIGHTS -> afterwards(List.of(address, loggedIn("The account logs in."),
          failed(Piece.RIGHTS, "too_few_rights", detail, "Set write = call,reporting" + MANAGER_CONF)),
          Piece.VERSION, Piece.CLOCK, Piece.DIALPLAN, Piece.QUEUE);
      case STARTING, REFUSED, LOST, STOPPED -> afterwards(List.of(address, failed(Piece.LOGIN, "no_manager_interface",
          detail, "Is this the port of the manager interface (AMI, usually 5038)?").with("said", refused.getMessage())),
          Piece.VERSION, Piece.RIGHTS, Piece.CLOCK, Piece.DIALPLAN, Piece.QUEUE);
    };
  }

  private static List<PbxCheck> afterwards(List<PbxCheck> done, Piece... rest) {
    var all = new ArrayList<>(done);
    for (Piece piece : rest) {
      all.add(unknown(piece, "not_reached", "Not looked at: something before it has to be mended first."));
    }
    return all;
  }

  private static String sentence(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }

  private static PbxCheck version(String said) {
    var version = PbxVersion.parse(said);
    if (version.isEmpty()) {
      return unknown(Piece.VERSION, "unknown_version", "The PBX does not say which release of Asterisk it is.");
    }
    return version.get().isOutdated()
        ? warning(Piece.VERSION, "outdated", "Asterisk " + said + " has security holes that are publicly known.",
            "Upgrade to 20.18.2, 22.8.2 or later.").with("version", said)
        : ok(Piece.VERSION, "version", "Asterisk " + said + ".").with("version", said);
  }

  private static PbxCheck rights(Rights rights) {
    if (!rights.known()) {
      return unknown(Piece.RIGHTS, "unknown_rights", "The PBX does not tell what the account may do.");
    }
    if (!rights.needless().isEmpty()) {
      return warning(Piece.RIGHTS, "too_many_rights", "The account may do more than it needs: "
          + String.join(", ", rights.needless()) + ". With these, whoever learns the password rules the PBX.",
          "Set read = call,agent,reporting and write = call,reporting" + MANAGER_CONF)
          .with("rights", String.join(", ", rights.needless()));
    }
    return rights.mayControlRecording()
        ? ok(Piece.RIGHTS, "least_rights", "The account may do what it needs and nothing else.")
        : warning(Piece.RIGHTS, "no_recording_control", "The account may not pause or stop recordings.",
            "Set write = call,reporting" + MANAGER_CONF);
  }

  private PbxCheck clock(AmiSession session) {
    Optional<String> said = answer(session, SafeActions.ping()).map(pong -> pong.getAttribute("Timestamp"));
    var theirs = said.filter(text -> text.matches("\\d{1,12}(\\.\\d{1,9})?")).map(Double::valueOf)
        .map(seconds -> Said.instant(seconds, clock.instant()));
    if (theirs.isEmpty()) {
      return unknown(Piece.CLOCK, "unknown_clock", "The PBX does not tell its time.");
    }
    Duration apart = Duration.between(theirs.get(), clock.instant()).abs();
    return apart.compareTo(CLOCK_TOLERANCE) > 0
        ? warning(Piece.CLOCK, "clock_differs", "The clocks of the PBX and of this server are " + apart.toSeconds()
            + " s apart; calls would be shown at the wrong time.", "Let both keep their time by NTP.")
            .with("seconds", apart.toSeconds())
        : ok(Piece.CLOCK, "clock_agrees", "The clocks agree.");
  }

  /** The dialplan's own globals tell whether the printed file is loaded, and whether it is the one of this plan. */
  private PbxCheck dialplan(AmiSession session) {
    Optional<ManagerResponse> answer = answer(session, SafeActions.readVariable("SCOUTLINE_AGI"));
    if (answer.isEmpty()) {
      return unknown(Piece.DIALPLAN, "unknown_dialplan", "The PBX does not tell what is in its dialplan.");
    }
    String asked = Said.text(answer.get().getAttribute("Value"), 200);
    if (asked.isEmpty()) {
      return failed(Piece.DIALPLAN, "dialplan_missing", "The dialplan of this server is not loaded.",
          "Add #include extensions.scoutline.conf at the end of extensions.conf, then: "
              + "asterisk -rx \"dialplan reload\".");
    }
    if (!plan.isAsked(asked)) {
      return failed(Piece.DIALPLAN, "dialplan_asks_elsewhere", "The dialplan asks " + asked + ", but this server"
          + " answers at " + plan.agiAddress() + ".", "Print extensions.scoutline.conf anew and reload the dialplan.")
          .with("said", asked).with("address", plan.agiAddress());
    }
    return context(session, plan.incoming());
  }

  private PbxCheck context(AmiSession session, String context) {
    try {
      return session.ask(SafeActions.showContext(context)) instanceof ManagerError
          ? failed(Piece.DIALPLAN, "context_missing", "The dialplan has no context \"" + context + "\", in which calls"
              + " from the trunk are meant to begin.", "Set the trunk's context to scoutline-incoming, and the server's"
              + " trunkContexts to the same.").with("context", context)
          : ok(Piece.DIALPLAN, "dialplan_loaded", "The dialplan of this server is loaded.");
    } catch (IOException fault) {
      return unknown(Piece.DIALPLAN, "unknown_dialplan", "The PBX does not tell what is in its dialplan.");
    }
  }

  private PbxCheck queue(AmiSession session) {
    var exists = answer(session, SafeActions.readVariable("QUEUE_EXISTS(" + plan.queue() + ")"))
        .map(answer -> Said.text(answer.getAttribute("Value"), 10));
    if (exists.isEmpty() || exists.get().isEmpty()) {
      return unknown(Piece.QUEUE, "unknown_queue", "The PBX does not tell whether it has the queue \"" + plan.queue()
          + "\".").with("queue", plan.queue());
    }
    return exists.get().equals("1")
        ? ok(Piece.QUEUE, "queue_exists", "The queue \"" + plan.queue() + "\" exists.").with("queue", plan.queue())
        : failed(Piece.QUEUE, "queue_missing", "The PBX has no queue \"" + plan.queue() + "\"; calls that nobody in"
            + " particular takes would end there.",
            "Add #include queues.scoutline.conf at the end of queues.conf, then: asterisk -rx \"queue reload all\".")
            .with("queue", plan.queue());
  }

  private static Optional<ManagerResponse> answer(AmiSession session, ManagerAction action) {
    try {
      return Optional.ofNullable(session.ask(action)).filter(answer -> !(answer instanceof ManagerError));
    } catch (IOException fault) {
      return Optional.empty();
    }
  }
}
