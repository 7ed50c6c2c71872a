package io.scoutline.pbx.asterisk.ami;

import io.scoutline.kernel.PbxName;

/**
 * Where a PBX's manager interface is and who logs in there. The password is never part of a text.
 *
 * @param tls whether the connection is encrypted; the certificate must then be valid for {@code host}
 */
public record AmiAccount(PbxName pbx, String host, int port, boolean tls, String user, String password) {

  public AmiAccount {
    SafeActions.requirePlain("user", user);
    SafeActions.requirePlain("password", password);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
  }

  public AmiAccount(PbxName pbx, String host, int port, String user, String password) {
    this(pbx, host, port, false, user, password);
  }

  @Override
  public String toString() {
    return pbx + " (" + user + "@" + host + ":" + port + ")";
  }
}
