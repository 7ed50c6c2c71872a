package io.scoutline.pbx.simulator.wire;

import io.scoutline.pbx.simulator.setup.EventClass;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import io.scoutline.pbx.simulator.time.Timeline;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** What the PBX answers to AMI actions. Those that look at calls are answered on the timeline's thread. */
public final class ManagerActions {
  /** Asterisk lets a wrong password wait. */
  private static final Duration WRONG_PASSWORD_WAITS = Duration.ofSeconds(1);

  private final SimulatorConfig config;
  private final Timeline timeline;
  private final RandomGenerator random;
  private final Map<String, Known> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** Answers one action. */
  @FunctionalInterface
  public interface Handler {
    void handle(ManagerSession session, ManagerRequest request);
  }

  private record Known(Set<EventClass> rights, Handler handler) {}

  public ManagerActions(SimulatorConfig config, Timeline timeline, RandomGenerator random) {
    this.config = config;
    this.timeline = timeline;
    this.random = random;
    registerOnTimeline("Challenge", Set.of(), this::challenge);
    register("Login", Set.of(), this::login);
    register("Logoff", Set.of(), this::logoff);
    register("Ping", Set.of(), this::ping);
    register("Events", Set.of(), this::events);
    register("ListCommands", Set.of(), this::listCommands);
    register("Filter", Set.of(EventClass.SYSTEM), this::filter);
  }

  /** Registers an action that needs one of these rights, answered on the connection's reading thread. */
  void register(String action, Set<EventClass> anyOf, Handler handler) {
    known.put(action, new Known(anyOf, handler));
  }

  /** Registers an action that is answered on the timeline's thread. */
  public void registerOnTimeline(String action, Set<EventClass> anyOf, Handler handler) {
    register(action, anyOf,
        (session, request) -> timeline.execute(() -> handler.handle(session, request)));
  }

  void handle(ManagerSession session, ManagerRequest request) {
    var action = request.action();
    if (action.isEmpty()) {
      error(session, request, "Missing action in request");
      return;
    }
    var found = known.get(action);
    if (!session.loggedIn() && !Set.of("login", "logoff", "challenge").contains(action.toLowerCase(Locale.ROOT))) {
      error(session, request, "Permission denied");
    } else if (found == null) {
      error(session, request, "Invalid/unknown command: %s. Use Action: ListCommands to show available commands."
          .formatted(action));
    } else if (!session.mayWrite(found.rights)) {
      error(session, request, "Permission denied");
    } else {
      found.handler.handle(session, request);
    }
  }

  public static Frame response(ManagerRequest request, String response) {
    var frame = new Frame().add("Response", response);
    if (!request.actionId().isEmpty()) {
      frame.add("ActionID", request.actionId());
    }
    return frame;
  }

  public static void success(ManagerSession session, ManagerRequest request, String message) {
    session.send(response(request, "Success").add("Message", message));
  }

  public static void error(ManagerSession session, ManagerRequest request, String message) {
    session.send(response(request, "Error").add("Message", message));
  }

  /** Begins a list: its entries follow as events, then {@link #listComplete}. */
  public static void listBegins(ManagerSession session, ManagerRequest request, String message) {
    session.send(response(request, "Success").add("EventList", "start").add("Message", message));
  }

  public static Frame listEntry(ManagerRequest request, String event) {
    var frame = new Frame().add("Event", event);
    if (!request.actionId().isEmpty()) {
      frame.add("ActionID", request.actionId());
    }
    return frame;
  }

  public static void listComplete(ManagerSession session, ManagerRequest request, String event, int items) {
    session.send(listEntry(request, event).add("EventList", "Complete").add("ListItems", items));
  }

  private void challenge(ManagerSession session, ManagerRequest request) {
    if (!request.get("AuthType").equalsIgnoreCase("MD5")) {
      error(session, request, "Must specify AuthType");
      return;
    }
    if (session.challenge().isEmpty()) {
      session.challenge(Integer.toString(random.nextInt(100_000_000, 999_999_999)));
    }
    session.send(response(request, "Success").add("Challenge", session.challenge()));
  }

  private void login(ManagerSession session, ManagerRequest request) {
    if (session.loggedIn()) {
      success(session, request, "Already authenticated");
      return;
    }
    var account = config.accounts().stream()
        .filter(candidate -> candidate.name().equalsIgnoreCase(request.get("Username")))
        .filter(candidate -> proves(session, request, candidate)).findFirst();
    if (account.isEmpty()) {
      timeline.afterReal(WRONG_PASSWORD_WAITS, () -> {
        error(session, request, "Authentication failed");
        session.closeAfterWriting();
      });
      return;
    }
    session.logIn(account.get(), response(request, "Success").add("Message", "Authentication accepted"));
    if (account.get().read().contains(EventClass.SYSTEM)) {
      session.send(new Frame().add("Event", "FullyBooted").add("Privilege", EventClass.SYSTEM.privilege())
          .add("Uptime", timeline.uptime().toSeconds()).add("LastReload", timeline.uptime().toSeconds())
          .add("Status", "Fully Booted"));
    }
  }

  private static boolean proves(ManagerSession session, ManagerRequest request, SimulatorConfig.Account account) {
    var key = request.get("Key");
    if (request.get("AuthType").equalsIgnoreCase("MD5")) {
      return !session.challenge().isEmpty() && same(key, md5(session.challenge() + account.secret()));
    }
    return same(request.get("Secret"), account.secret());
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static String md5(String text) {
    try {
      var digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void logoff(ManagerSession session, ManagerRequest request) {
    session.send(response(request, "Goodbye").add("Message", "Thanks for all the fish."));
    session.closeAfterWriting();
  }

  private void ping(ManagerSession session, ManagerRequest request) {
    session.send(response(request, "Success").add("Ping", "Pong")
        .add("Timestamp", Frame.timestamp(timeline.now())));
  }

  private void events(ManagerSession session, ManagerRequest request) {
    var mask = request.get("EventMask");
    session.eventMask(mask);
    session.send(response(request, "Success").add("Events",
        mask.equalsIgnoreCase("off") ? "Off" : "On"));
  }

  private void listCommands(ManagerSession session, ManagerRequest request) {
    var frame = response(request, "Success");
    known.forEach((name, action) -> {
      if (session.mayWrite(action.rights)) {
        frame.add(name, "(Priv: " + (action.rights.isEmpty() ? "<none>" : action.rights.stream().sorted()
            .map(right -> right.name().toLowerCase(Locale.ROOT)).reduce((a, b) -> a + "," + b).orElse(""))
            + ",all)");
      }
    });
    session.send(frame);
  }

  private void filter(ManagerSession session, ManagerRequest request) {
    if (!request.get("Operation").equalsIgnoreCase("Add")) {
      error(session, request, "Unknown operation");
    } else if (session.filter().add(request.get("MatchCriteria"), request.get("Filter"))) {
      success(session, request, "Success");
    } else {
      error(session, request, "Filter was formatted incorrectly.  Check the syntax of the filter given.");
    }
  }
}
