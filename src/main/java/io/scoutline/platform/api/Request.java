package io.scoutline.platform.api;

import io.scoutline.kernel.Actor;
import io.scoutline.platform.net.Peer;
import io.scoutline.platform.wire.Problem;
import io.scoutline.platform.wire.Wire;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** A request that passed role check and contract; for its handler's thread only. */
public final class Request {

  private final HttpServerRequest http;
  private final Peer peer;
  private final Optional<SignedIn> signedIn;
  private final ValidatedRequest valid;
  private final Buffer json;
  private final RequestBody body;

  Request(HttpServerRequest http, Peer peer, Optional<SignedIn> signedIn, ValidatedRequest valid, RequestBody body,
      Buffer json) {
    this.http = http;
    this.body = body;
    this.peer = peer;
    this.signedIn = signedIn;
    this.valid = valid;
    this.json = json;
  }

  /** @throws Problem 401 when nobody is signed in, possible only where anyone may call */
  public Actor actor() {
    return session().actor();
  }

  public SignedIn session() {
    return signedIn.orElseThrow(Problem::signedOut);
  }

  /** Where a token opens the operation ({@link Access.Bearer}): that token, which somebody has. */
  public String token() {
    return BearerToken.read(http).orElseThrow(() -> new IllegalStateException("no token opens this operation"));
  }

  public Optional<SignedIn> signedIn() {
    return signedIn;
  }

  public Peer peer() {
    return peer;
  }

  /** A path parameter that the contract calls an integer. */
  public long pathNumber(String name) {
    return valid.getPathParameters().get(name).getLong();
  }

  /** A path parameter that the contract calls a string. */
  public String pathText(String name) {
    return valid.getPathParameters().get(name).getString();
  }

  /** @throws Problem 404 when the path parameter is not a UUID: nothing has such an identity */
  public UUID pathUuid(String name) {
    try {
      return UUID.fromString(pathText(name));
    } catch (IllegalArgumentException notOne) {
      throw Problem.notFound("resource");
    }
  }

  public Optional<String> queryText(String name) {
    return query(name).map(RequestParameter::getString);
  }

  public Optional<Long> queryNumber(String name) {
    return query(name).map(RequestParameter::getLong);
  }

  public Optional<Boolean> queryFlag(String name) {
    return query(name).map(RequestParameter::getBoolean);
  }

  private Optional<RequestParameter> query(String name) {
    RequestParameter parameter = valid.getQuery().get(name);
    return parameter == null || parameter.isNull() ? Optional.empty() : Optional.of(parameter);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(http.getHeader(name));
  }

  /** What {@link Reply#withBrowser} once gave this browser, or anything of its shape. */
  public Optional<String> browser() {
    return BrowserCookie.read(http, peer);
  }

  public JsonObject body() {
    return json.toJsonObject();
  }

  /** The JSON body as a record. */
  public <T> T body(Class<T> type) {
    return Wire.read(json, type);
  }

  /**
   * Takes a body that is not JSON, straight to the disk.
   *
   * @return how many bytes it had
   * @throws Problem 413 when it has more than the limit; what was written is removed
   */
  public long saveBody(Path file, long limitBytes) {
    return body.saveTo(file, limitBytes).await();
  }
}
