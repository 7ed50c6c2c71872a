package io.scoutline.platform.wire;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A refusal as RFC 9457 has it, thrown by a handler. The {@code code} is stable and translated by the pages; the
 * detail is English, says what happened and what to do, and holds nothing that its reader may not see.
 */
public final class Problem extends RuntimeException {

  /** One wrong field: its path ({@code contacts.0.name}), a stable code, and an explanation. */
  public record Fault(String field, String code, String detail) {}

  private final int status;
  private final String code;
  private final String kept;
  private final List<Fault> faults;
  private final Map<String, String> headers;
  private final Map<String, Object> more;

  private Problem(int status, String code, String detail, String kept, List<Fault> faults,
      Map<String, String> headers) {
    this(status, code, detail, kept, faults, headers, Map.of());
  }

  private Problem(int status, String code, String detail, String kept, List<Fault> faults,
      Map<String, String> headers, Map<String, Object> more) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
    this.kept = kept;
    this.faults = List.copyOf(faults);
    this.headers = Map.copyOf(headers);
    this.more = Map.copyOf(more);
  }

  /** @param code lower case with underscores, unique for what happened */
  public static Problem of(int status, String code, String detail) {
    return new Problem(status, code, detail, null, List.of(), Map.of());
  }

  public static Problem badRequest(String code, String detail) {
    return of(400, code, detail);
  }

  /** The request is well formed but these fields are wrong. */
  public static Problem invalid(List<Fault> faults) {
    return new Problem(400, "invalid", "Some fields are wrong; nothing was changed.", null, faults, Map.of());
  }

  public static Problem invalid(String field, String code, String detail) {
    return invalid(List.of(new Fault(field, code, detail)));
  }

  public static Problem signedOut() {
    return of(401, "signed_out", "You are not signed in, or your session has ended. Sign in again.");
  }

  /** The role or the row is not this person's. For rows whose existence is nobody's business use {@link #notFound}. */
  public static Problem forbidden(String code, String detail) {
    return of(403, code, detail);
  }

  public static Problem notFound(String what) {
    return of(404, "not_found", "There is no such " + what + ", or it is not yours to see.");
  }

  /** Somebody else changed it meanwhile, or its state does not allow this. */
  public static Problem conflict(String code, String detail) {
    return of(409, code, detail);
  }

  public static Problem tooLarge(long limitBytes) {
    return of(413, "too_large", "The request is larger than the " + limitBytes + " bytes allowed.");
  }

  public static Problem tooMany(Duration retryAfter) {
    long seconds = Math.max(1, retryAfter.toSeconds());
    return new Problem(429, "too_many_requests", "Too many attempts. Try again in " + seconds + " s.", null,
        List.of(), Map.of("Retry-After", Long.toString(seconds)));
  }

  /** Somebody who is signed in asks more than a person at work ever does. */
  public static Problem asksTooMuch(Duration retryAfter) {
    long seconds = retryAfter.plusMillis(999).toSeconds();
    return new Problem(429, "asks_too_much", "You ask more of the server than one person may, as a script or a page in"
        + " a loop would. Nothing was done. Try again in " + seconds + " s.", null, List.of(),
        Map.of("Retry-After", Long.toString(seconds)));
  }

  /** A stranger's attempt at a login that strangers try from many networks; whose login it is makes no difference. */
  public static Problem loginGuessedAt(Duration retryAfter) {
    long seconds = Math.max(1, retryAfter.toSeconds());
    return new Problem(429, "login_guessed_at", "Somebody is guessing the password of this login from many places;"
        + " nothing was checked. Sign in in a browser in which you have signed in before, or try again in " + seconds
        + " s, and tell the administrator.", null, List.of(), Map.of("Retry-After", Long.toString(seconds)));
  }

  public static Problem unavailable(String code, String detail) {
    return new Problem(503, code, detail, null, List.of(), Map.of("Retry-After", "5"));
  }

  /** Says what was kept of what the person did. */
  public Problem keeping(String what) {
    return new Problem(status, code, getMessage(), what, faults, headers, more);
  }

  /** With a header beside those it has, for whoever reads no JSON. */
  public Problem withHeader(String name, String value) {
    var all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new Problem(status, code, getMessage(), kept, faults, all, more);
  }

  /** With a member of its own in the body (RFC 9457, 3.2), for a page that goes on from the refusal. */
  public Problem with(String member, Object value) {
    var all = new LinkedHashMap<>(more);
    all.put(member, value);
    return new Problem(status, code, getMessage(), kept, faults, headers, all);
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public List<Fault> faults() {
    return faults;
  }

  public Map<String, String> headers() {
    return headers;
  }

  /** @param instance identifies this occurrence in our log, or null */
  public Body body(String instance) {
    String title = code.substring(0, 1).toUpperCase(Locale.ROOT) + code.substring(1).replace('_', ' ');
    return new Body("about:blank", title, status, getMessage(), code, kept, faults, instance, more);
  }

  record Body(
      String type, String title, int status, String detail, String code, String kept, List<Fault> faults,
      String instance, @JsonAnyGetter Map<String, Object> more) {}
}
