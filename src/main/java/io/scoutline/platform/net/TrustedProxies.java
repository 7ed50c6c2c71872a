package io.scoutline.platform.net;

import io.scoutline.kernel.Network;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;

/** Believes {@code X-Forwarded-…} only from the listed addresses. */
public final class TrustedProxies {

  private final List<Network> networks;

  /**
   * @param networks literal IP addresses or networks of reverse proxies; empty when browsers connect directly
   * @throws IllegalArgumentException for what is neither; the configuration has checked them
   */
  public TrustedProxies(Set<String> networks) {
    this.networks = networks.stream().map(text -> Network.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("not a network: " + text))).toList();
  }

  public Peer peerOf(HttpServerRequest request) {
    String direct = request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    String authority = request.authority() == null ? "" : request.authority().toString();
    if (!trusts(direct)) {
      return new Peer(direct, request.isSSL(), authority);
    }
    String proto = request.getHeader("X-Forwarded-Proto");
    String host = request.getHeader("X-Forwarded-Host");
    return new Peer(
        lastUntrusted(request.headers().getAll("X-Forwarded-For"), direct),
        proto == null ? request.isSSL() : proto.equalsIgnoreCase("https"),
        host == null ? authority : host);
  }

  /** @param address of the other end of the connection itself */
  public boolean trusts(String address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  /**
   * Each proxy appends whom it saw, to the line that is there or as one of its own, so only the part added by ours is
   * true: read from the right of the last one.
   */
  private String lastUntrusted(List<String> forwardedFor, String direct) {
    String[] hops = String.join(",", forwardedFor).split(",");
    for (int i = hops.length - 1; i >= 0; i--) {
      String hop = hops[i].strip();
      if (!trusts(hop)) {
        return hop.matches("[0-9a-fA-F.:]{2,45}") ? hop : direct;
      }
    }
    return direct;
  }
}
