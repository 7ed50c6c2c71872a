package io.scoutline.platform.watch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What works and what does not. A feature registers a check of what it needs; a check reads a state that it has and
 * does not ask anybody, for it is called often and on any thread.
 *
 * <p>Ready means: fit to serve. A PBX that is away, or a database that went away while pops and routing go on from
 * memory, is {@link Degraded}: said, measured, and no reason to take the server out of service (P17.6).
 */
public final class Health {

  /** How one part does. */
  public sealed interface Condition {}

  public record Up() implements Condition {}

  /** Works in part; the reason is for the operator. */
  public record Degraded(String reason) implements Condition {}

  /** Nothing can be served. */
  public record Down(String reason) implements Condition {}

  /** All parts by name, and the worst of them. */
  public record Report(String status, Map<String, Part> checks) {
    public boolean isReady() {
      return !status.equals("down");
    }
  }

  public record Part(String status, String reason) {}

  private final Map<String, Supplier<Condition>> checks = new ConcurrentHashMap<>();
  private volatile Condition server = new Down("starting");

  /** @param name what is checked, {@code pbx:main}; the same name replaces its check */
  public Health check(String name, Supplier<Condition> check) {
    checks.put(name, check);
    return this;
  }

  /** Everything is wired and listening; until then we are not ready. */
  public void started() {
    server = new Up();
  }

  /** No more work, please; what is under way is finished. */
  public void stopping() {
    server = new Down("stopping");
  }

  public Report report() {
    var parts = new LinkedHashMap<String, Part>();
    var worst = 0;
    var all = new LinkedHashMap<String, Condition>();
    all.put("server", server);
    checks.entrySet().stream().sorted(Map.Entry.comparingByKey())
        .forEach(check -> all.put(check.getKey(), ask(check.getValue())));
    for (var one : all.entrySet()) {
      parts.put(one.getKey(), part(one.getValue()));
      worst = Math.max(worst, severity(one.getValue()));
    }
    return new Report(switch (worst) {
      case 0 -> "up";
      case 1 -> "degraded";
      default -> "down";
    }, parts);
  }

  /** A check that fails says so; it never hides the others. */
  private static Condition ask(Supplier<Condition> check) {
    try {
      return check.get();
    } catch (RuntimeException bug) {
      return new Degraded("the check itself failed: " + bug);
    }
  }

  private static Part part(Condition condition) {
    return switch (condition) {
      case Up() -> new Part("up", null);
      case Degraded(String reason) -> new Part("degraded", reason);
      case Down(String reason) -> new Part("down", reason);
    };
  }

  private static int severity(Condition condition) {
    return switch (condition) {
      case Up() -> 0;
      case Degraded degraded -> 1;
      case Down down -> 2;
    };
  }
}
