package io.scoutline.platform.api;

import io.scoutline.platform.net.Peer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** The cookie by which a browser is known again in which somebody has signed in; as closed as {@link SessionCookie}. */
final class BrowserCookie {

  private static final String PLAIN = "scoutline-browser";
  private static final String SECURE = "__Host-scoutline-browser";
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

  /** Empty too for what cannot be one of ours. */
  static Optional<String> read(HttpServerRequest request, Peer peer) {
    return Optional.ofNullable(request.getCookie(peer.secure() ? SECURE : PLAIN)).map(Cookie::getValue)
        .filter(value -> SECRET.matcher(value).matches());
  }

  static Cookie keep(String token, Duration lifetime, boolean secure) {
    return SessionCookie.closed(secure ? SECURE : PLAIN, token, lifetime, secure);
  }

  private BrowserCookie() {}
}
