package io.scoutline.platform.api;

import io.scoutline.platform.wire.Problem;
import io.scoutline.platform.wire.Wire;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an operation answers when it does not refuse. Immutable. */
public final class Reply {

  sealed interface Content {
    record Nothing() implements Content {}

    record Bytes(String type, Buffer bytes) implements Content {}

    /** Sent from the disk by HTTP range, never read into memory as a whole. */
    record OnDisk(String type, Path file, long size, String tag) implements Content {}
  }

  sealed interface Cookie {
    record Unchanged() implements Cookie {}

    record Begin(String token, Duration lifetime) implements Cookie {}

    record End() implements Cookie {}
  }

  private final int status;
  private final Content content;
  private final Map<String, String> headers;
  private final Cookie cookie;
  private final Cookie browser;

  private Reply(int status, Content content, Map<String, String> headers, Cookie cookie, Cookie browser) {
    this.status = status;
    this.content = content;
    this.headers = headers;
    this.cookie = cookie;
    this.browser = browser;
  }

  private static Reply of(int status, Content content) {
    return new Reply(status, content, Map.of(), new Cookie.Unchanged(), new Cookie.Unchanged());
  }

  /** 200 with a record, collection or JSON value as {@link Wire} writes it. */
  public static Reply ok(Object value) {
    return of(200, json(value));
  }

  /** @param location path of what was made */
  public static Reply created(String location, Object value) {
    return of(201, json(value)).withHeader("Location", location);
  }

  /** Taken, done later. */
  public static Reply accepted(Object value) {
    return of(202, json(value));
  }

  public static Reply nothing() {
    return of(204, new Content.Nothing());
  }

  public static Reply bytes(String contentType, Buffer bytes) {
    return of(200, new Content.Bytes(contentType, bytes));
  }

  /**
   * The file, or the range of it that was asked for. The caller has checked that it lies where it may.
   *
   * @throws Problem 404 when it is not there
   */
  public static Reply file(String contentType, Path file) {
    try {
      long size = Files.size(file);
      long changed = Files.getLastModifiedTime(file).toMillis();
      return file(contentType, file, size, Long.toHexString(size) + '-' + Long.toHexString(changed));
    } catch (IOException vanished) {
      throw Problem.notFound("file");
    }
  }

  /**
   * The same for a file whose size is known and whose content has a version of its own. Its reader may keep it but
   * asks each time whether it may still be used.
   */
  public static Reply file(String contentType, Path file, long size, String version) {
    String tag = '"' + version + '"';
    return of(200, new Content.OnDisk(contentType, file, size, tag)).withHeader("ETag", tag);
  }

  private static Content json(Object value) {
    return new Content.Bytes("application/json", Wire.bytes(value));
  }

  public Reply withHeader(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, content, Map.copyOf(more), cookie, browser);
  }

  /** A version of the resource; a reader who has it already gets 304. */
  public Reply withETag(String version) {
    return withHeader("ETag", '"' + version + '"');
  }

  /** Signs in: the browser gets the token in a cookie that no script can read. */
  public Reply withSession(String token, Duration lifetime) {
    return new Reply(status, content, headers, new Cookie.Begin(token, lifetime), browser);
  }

  /** Lets the browser be known again ({@link Request#browser}), whoever is signed in there meanwhile. */
  public Reply withBrowser(String token, Duration lifetime) {
    return new Reply(status, content, headers, cookie, new Cookie.Begin(token, lifetime));
  }

  /** Signs out: the browser forgets the cookie of the session. */
  public Reply endingSession() {
    return new Reply(status, content, headers, new Cookie.End(), browser);
  }

  int status() {
    return status;
  }

  Content content() {
    return content;
  }

  Map<String, String> headers() {
    return headers;
  }

  Cookie cookie() {
    return cookie;
  }

  Cookie browser() {
    return browser;
  }
}
