package io.scoutline.platform.net;

import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/** Believes {@code X-Forwarded-…} only from the listed addresses. */
public final class TrustedProxies {

  private final Set<String> addresses;

  /** @param addresses literal IP addresses of reverse proxies; empty when browsers connect directly */
  public TrustedProxies(Set<String> addresses) {
    this.addresses = Set.copyOf(addresses);
  }

  public Peer peerOf(HttpServerRequest request) {
    String direct = request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    String authority = request.authority() == null ? "" : request.authority().toString();
    if (!addresses.contains(direct)) {
      return new Peer(direct, request.isSSL(), authority);
    }
    String proto = request.getHeader("X-Forwarded-Proto");
    String host = request.getHeader("X-Forwarded-Host");
    return new Peer(
        lastUntrusted(request.getHeader("X-Forwarded-For"), direct),
        proto == null ? request.isSSL() : proto.equalsIgnoreCase("https"),
        host == null ? authority : host);
  }

  /** Each proxy appends whom it saw, so only the part added by ours is true: read from the right. */
  private String lastUntrusted(String forwardedFor, String direct) {
    if (forwardedFor == null) {
      return direct;
    }
    String[] hops = forwardedFor.split(",");
    for (int i = hops.length - 1; i >= 0; i--) {
      String hop = hops[i].strip();
      if (!addresses.contains(hop)) {
        return hop.matches("[0-9a-fA-F.:]{2,45}") ? hop : direct;
      }
    }
    return direct;
  }
}
