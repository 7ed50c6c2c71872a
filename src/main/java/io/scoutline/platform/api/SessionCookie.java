package io.scoutline.platform.api;

import io.scoutline.platform.net.Peer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookie that carries a session's secret: unreadable for scripts, same-site, and under TLS bound to this very
 * host by its {@code __Host-} name.
 */
public final class SessionCookie {

  private static final String PLAIN = "scoutline";
  private static final String SECURE = "__Host-scoutline";

  public static Optional<String> read(HttpServerRequest request, Peer peer) {
    Cookie cookie = request.getCookie(peer.secure() ? SECURE : PLAIN);
    return cookie == null || cookie.getValue().isEmpty() ? Optional.empty() : Optional.of(cookie.getValue());
  }

  static Cookie begin(String token, Duration lifetime, boolean secure) {
    return closed(secure ? SECURE : PLAIN, token, lifetime, secure);
  }

  static Cookie closed(String name, String token, Duration lifetime, boolean secure) {
    return Cookie.cookie(name, token)
        .setPath("/")
        .setHttpOnly(true)
        .setSecure(secure)
        .setSameSite(CookieSameSite.STRICT)
        .setMaxAge(lifetime.toSeconds());
  }

  static Cookie end(boolean secure) {
    return begin("", Duration.ZERO, secure);
  }

  private SessionCookie() {}
}
