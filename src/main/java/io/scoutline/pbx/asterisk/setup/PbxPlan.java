package io.scoutline.pbx.asterisk.setup;

import io.scoutline.pbx.asterisk.ami.AmiAccount;
import io.scoutline.pbx.asterisk.ami.SafeActions;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a PBX and this server are meant to be connected: what its files are printed from and what is checked.
 *
 * @param serverAddress from where this server logs in, as the PBX sees it
 * @param fastAgi where the PBX asks for routes, as the PBX sees it
 * @param trunk the endpoint that leads outside, with its technology: {@code PJSIP/trunk}
 * @param incoming context in which calls from outside begin
 * @param queue name of the common queue
 * @param recordings folder in which finished recordings arrive, as this server sees it; empty for none
 * @param done the folder into which the PBX moves them, as the PBX sees it: another one where a script brings them
 */
public record PbxPlan(AmiAccount account, String serverAddress, InetSocketAddress fastAgi, String trunk,
    String incoming, String queue, Optional<Path> recordings, Optional<Path> done) {

  private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]{2,45}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern TRUNK = Pattern.compile("[A-Za-z0-9]{2,16}/[A-Za-z0-9._-]{1,64}");

  /** A phone that the queue and the dialplan know: the PBX's name of the device, and the digits it is dialled by. */
  public record Phone(String name, String extension) {
    public Phone {
      require("phone", name, TRUNK);
      SafeActions.extension(extension);
    }
  }

  /** @throws IllegalArgumentException when a value could not stand in a file of Asterisk's */
  public PbxPlan {
    require("server address", serverAddress, ADDRESS);
    require("trunk", trunk, TRUNK);
    require("context", incoming, NAME);
    require("queue", queue, NAME);
  }

  /** Both see the same folder. */
  public PbxPlan(AmiAccount account, String serverAddress, InetSocketAddress fastAgi, String trunk, String incoming,
      String queue, Optional<Path> recordings) {
    this(account, serverAddress, fastAgi, trunk, incoming, queue, recordings, recordings);
  }

  private static void require(String what, String value, Pattern pattern) {
    if (value == null || !pattern.matcher(value).matches()) {
      throw new IllegalArgumentException("not a " + what + ": " + value);
    }
  }

  String technology() {
    return trunk.substring(0, trunk.indexOf('/'));
  }

  String trunkName() {
    return trunk.substring(trunk.indexOf('/') + 1);
  }

  /** Whether a dialplan that asks there asks this server; it may leave the PBX's name out where there is only one. */
  boolean isAsked(String address) {
    String named = agiAddress();
    return address.equals(named) || address.equals(named.substring(0, named.lastIndexOf('/')));
  }

  /** What the dialplan asks. */
  String agiAddress() {
    String host = fastAgi.getHostString();
    String bracketed = host.contains(":") ? "[" + host + "]" : host;
    return "agi://" + bracketed + ":" + fastAgi.getPort() + "/route/" + account.pbx();
  }
}
