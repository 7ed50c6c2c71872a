package io.scoutline.platform.api;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The token of a machine, in the header that RFC 6750 names. */
final class BearerToken {

  private static final Pattern HEADER = Pattern.compile("(?i:Bearer) +(?<token>[A-Za-z0-9._~+/-]+=*)");

  static Optional<String> read(HttpServerRequest http) {
    String header = http.getHeader("Authorization");
    Matcher given = HEADER.matcher(header == null ? "" : header);
    return given.matches() ? Optional.of(given.group("token")) : Optional.empty();
  }

  private BearerToken() {}
}
