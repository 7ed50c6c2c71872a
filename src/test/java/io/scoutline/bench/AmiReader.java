package io.scoutline.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An AMI client that only reads: it counts the ends of messages and looks at nothing else. */
final class AmiReader implements AutoCloseable {

  private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LOGIN = "Action: Login\r\nUsername: scoutline\r\nSecret: scoutline\r\n\r\n"
      .getBytes(StandardCharsets.US_ASCII);
  /** As much as is kept of what was read, to be told again. */
  private static final int KEPT = 1 << 20;

  private final Socket socket;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream(KEPT);
  private final Thread thread;
  private volatile long messages;

  private AmiReader(Socket socket) {
    this.socket = socket;
    thread = Thread.ofPlatform().daemon().name("ami-reader").start(this::read);
  }

  /** Reads from now on. */
  static AmiReader connect(int port) throws IOException {
    return new AmiReader(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  void logIn() throws IOException {
    socket.getOutputStream().write(LOGIN);
  }

  /** How many have come so far. */
  long messages() {
    return messages;
  }

  private void read() {
    var bytes = new byte[64 * 1024];
    int matched = 0;
    try (socket) {
      InputStream in = socket.getInputStream();
      for (int count = in.read(bytes); count > 0; count = in.read(bytes)) {
        long ends = 0;
        for (int at = 0; at < count; at++) {
          matched = bytes[at] == END[matched] ? matched + 1 : bytes[at] == END[0] ? 1 : 0;
          if (matched == END.length) {
            ends++;
            matched = 0;
          }
        }
        messages += ends;
        kept.write(bytes, 0, Math.min(count, KEPT - kept.size()));
      }
    } catch (IOException closed) {
      // over: whoever counts sees that no more come
    }
  }

  /** Whole messages from the beginning of what was read; after {@link #close} only. */
  byte[] kept() {
    String text = kept.toString(StandardCharsets.ISO_8859_1);
    String end = new String(END, StandardCharsets.US_ASCII);
    return text.substring(0, text.lastIndexOf(end) + end.length()).getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
