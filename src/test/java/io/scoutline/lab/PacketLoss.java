package io.scoutline.lab;

/**
 * Every packet from and to one TCP port of this machine is dropped, until it is closed: as when a cable is pulled or a
 * machine loses its power, nobody is told, nothing is refused, and whoever connects waits.
 */
public final class PacketLoss implements AutoCloseable {

  private final Script script;

  private PacketLoss(Script script) {
    this.script = script;
  }

  public static PacketLoss at(int port) {
    return new PacketLoss(new Script("drop.sh", String.valueOf(port)).await("dropping"));
  }

  @Override
  public void close() {
    script.close();
  }
}
