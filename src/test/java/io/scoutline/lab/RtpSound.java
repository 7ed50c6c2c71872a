package io.scoutline.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** The sound of one call: sends a voice every 20 ms once it knows where to, and keeps what it hears. */
final class RtpSound implements AutoCloseable {

  private static final int FRAME = 160;
  private static final int PAYLOAD_ULAW = 0;

  private final DatagramSocket socket;
  private final Voice voice;
  private final int source = ThreadLocalRandom.current().nextInt();
  private final int firstSequence;
  private volatile InetSocketAddress to;
  private volatile boolean muted;
  private short[] heard = new short[RtpSound.FRAME * 50];
  private int heardCount;
  private volatile long sent;
  private volatile long received;
  private volatile String lastFault = "";

  RtpSound(InetAddress address, Voice voice) {
    this.voice = voice;
    firstSequence = sequenceNow();
    try {
      socket = new DatagramSocket(0, address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("rtp-in").start(this::listen);
    Thread.ofVirtual().name("rtp-out").start(this::speak);
  }

  /**
   * All sounds count on one clock. Debian's Asterisk takes packets whose number is lower than that of the stream
   * before for late ones, and leaves them out of the recording after a transfer (see docs/pbx-lab.md).
   */
  private static int sequenceNow() {
    return (int) (System.nanoTime() / 20_000_000);
  }

  int port() {
    return socket.getLocalPort();
  }

  void sendTo(InetSocketAddress address) {
    to = address;
  }

  void mute(boolean on) {
    muted = on;
  }

  private void speak() {
    long next = System.nanoTime();
    for (int packet = 0; !socket.isClosed(); packet++) {
      if (to != null && !muted) {
        send(packet);
      }
      next += 20_000_000;
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  private void send(int packet) {
    ByteBuffer out = ByteBuffer.allocate(12 + FRAME).put((byte) 0x80).put((byte) PAYLOAD_ULAW);
    out.putShort((short) (firstSequence + packet)).putInt((firstSequence + packet) * FRAME).putInt(source);
    out.put(voice.ulaw((long) packet * FRAME, FRAME));
    try {
      socket.send(new DatagramPacket(out.array(), out.position(), to));
      sent++;
    } catch (IOException goneOrNotYetThere) {
      // The far end closes its port when the call ends; sound has no guarantee.
      lastFault = goneOrNotYetThere.toString();
    }
  }

  private void listen() {
    byte[] data = new byte[2048];
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(data, data.length);
        socket.receive(packet);
        received++;
        if ((data[1] & 0x7f) == PAYLOAD_ULAW) {
          keep(data, packet.getLength());
        }
      } catch (IOException closedOrRefused) {
        lastFault = closedOrRefused.toString();
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  private synchronized void keep(byte[] data, int length) {
    for (int i = 12; i < length; i++) {
      if (heardCount == heard.length) {
        heard = Arrays.copyOf(heard, heard.length * 2);
      }
      heard[heardCount++] = Voice.fromUlaw(data[i]);
    }
  }

  /** For whoever looks for sound that did not come. */
  @Override
  public String toString() {
    return "from port " + port() + " sent " + sent + " packets to " + to + ", received " + received + " with "
        + heard().length + " samples of sound; " + lastFault;
  }

  /** Everything heard so far. */
  synchronized short[] heard() {
    return Arrays.copyOf(heard, heardCount);
  }

  @Override
  public void close() {
    socket.close();
  }
}
