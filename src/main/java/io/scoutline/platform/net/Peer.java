package io.scoutline.platform.net;

/**
 * The other end of a request as far as it can be trusted.
 *
 * @param address of the browser, or of the last proxy that is not ours
 * @param secure whether the browser came by TLS
 * @param authority host and port the browser asked for
 */
public record Peer(String address, boolean secure, String authority) {

  public String origin() {
    return (secure ? "https://" : "http://") + authority;
  }
}
