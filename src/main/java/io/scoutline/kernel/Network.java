package io.scoutline.kernel;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An address, or all addresses that begin with the same bits: {@code 10.0.0.0/8}, {@code fd00::/8}. Names are never
 * looked up.
 */
public record Network(InetAddress address, int bits) {

  /** @return empty when the text is no literal address, or has more bits than its kind of address */
  public static Optional<Network> parse(String text) {
    String[] parts = text.split("/", 2);
    try {
      InetAddress address = InetAddress.ofLiteral(parts[0]);
      int most = address.getAddress().length * 8;
      if (parts.length == 1) {
        return Optional.of(new Network(address, most));
      }
      int bits = Integer.parseInt(parts[1]);
      return bits < 0 || bits > most ? Optional.empty() : Optional.of(new Network(address, bits));
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  /**
   * What one holder of an address has: the address itself, or the first four groups of an IPv6 address, for whoever has
   * one of those has the 2⁶⁴ others beside it. A text that is no address stands for itself.
   */
  public static String ofHolder(String literal) {
    return parse(literal.replaceFirst("%.*", "")).map(Network::address)
        .map(address -> address instanceof Inet6Address ? firstFourGroups(address) : address.getHostAddress())
        .orElse(literal);
  }

  private static String firstFourGroups(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return String.format("%x:%x:%x:%x", bytes.getShort(), bytes.getShort(), bytes.getShort(), bytes.getShort());
  }

  /** Whether the address, a literal, lies in it; what is no address lies nowhere. */
  public boolean contains(String literal) {
    return parse(literal).map(Network::address).filter(this::contains).isPresent();
  }

  public boolean contains(InetAddress other) {
    byte[] ours = address.getAddress();
    byte[] theirs = other.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % 8;
      if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
