package io.scoutline.lab;

import java.net.InetSocketAddress;

/** Where and as whom to log in at AMI. */
public record AmiAccount(InetSocketAddress address, String user, String secret) {

  @Override
  public String toString() {
    return user + "@" + address;
  }
}
