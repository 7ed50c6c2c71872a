package io.scoutline.platform.web;

import io.scoutline.platform.net.Peer;
import io.vertx.core.http.HttpServerResponse;

/** What each response tells the browser not to allow (P16.2). */
final class SecurityHeaders {

  static void put(HttpServerResponse response, Peer peer) {
    response
        .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "same-origin")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Permissions-Policy", "microphone=(self), autoplay=(self), camera=(), geolocation=(), payment=()");
    if (peer.secure()) {
      response.putHeader("Strict-Transport-Security", "max-age=31536000");
    }
  }

  /** Scripts and styles of ours only, by name or by the page's own nonce; nothing inline without it. */
  static String policyOfPage(String nonce) {
    return "default-src 'none'; script-src 'nonce-" + nonce + "' 'strict-dynamic'; style-src 'self' 'nonce-" + nonce
        + "'; img-src 'self' data:; font-src 'self'; connect-src 'self'; media-src 'self' blob:; worker-src 'self';"
        + " manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";
  }

  private SecurityHeaders() {}
}
