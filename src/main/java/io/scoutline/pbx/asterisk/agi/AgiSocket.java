package io.scoutline.pbx.asterisk.agi;

import io.scoutline.pbx.asterisk.ami.PbxSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;

/**
 * One question of the dialplan. Bounded in lines, bytes and time. Of a name that comes twice among the facts about
 * the call the first counts: what a caller sends stands below what the PBX knows, so a line break in a caller's name
 * cannot pretend to be another call.
 */
final class AgiSocket extends PbxSocket {
  private static final int LONGEST_LINE = 2_048;
  private static final int MOST_LINES = 200;

  private final Socket socket;
  private final InputStream in;
  private final byte[] buffer = new byte[4_096];
  private final Set<String> names = new HashSet<>();
  private final Queue<String> facts = new ArrayDeque<>();
  private final long until;
  private int lines;
  private int taken;
  private int filled;

  AgiSocket(Socket socket, Duration limit) throws IOException {
    super(socket);
    this.socket = socket;
    this.until = System.nanoTime() + limit.toNanos();
    socket.setTcpNoDelay(true);
    this.in = socket.getInputStream();
  }

  /**
   * Hears the facts about the call to their end, before anybody is asked for advice; once, and before any line is read.
   *
   * @return false when whoever began to ask has gone, sends without end or takes too long: then there is no question
   */
  boolean hearsQuestion() {
    try {
      for (String line = readFact(); line != null; line = readFact()) {
        facts.add(line);
        if (line.isEmpty()) {
          return true;
        }
      }
    } catch (IOException goneOrTooMuch) {
      // as if nothing had been said
    }
    return false;
  }

  @Override
  public String readLine() throws IOException {
    return facts.isEmpty() ? readRawLine() : facts.remove();
  }

  private String readFact() throws IOException {
    while (true) {
      String line = readRawLine();
      if (line == null || line.isEmpty()) {
        return line;
      }
      int colon = line.indexOf(':');
      if (colon > 0 && names.add(line.substring(0, colon))) {
        return line;
      }
    }
  }

  private String readRawLine() throws IOException {
    if (++lines > MOST_LINES) {
      throw new IOException("too many lines");
    }
    var bytes = new ByteArrayOutputStream(64);
    while (true) {
      int next = readByte();
      if (next < 0) {
        return null;
      }
      if (next == '\n') {
        return bytes.toString(StandardCharsets.UTF_8).stripTrailing();
      }
      if (bytes.size() < LONGEST_LINE) {
        bytes.write(next);
      }
    }
  }

  /** The next byte, or -1 at the end. The system is asked only when nothing waits, for no longer than is left. */
  private int readByte() throws IOException {
    if (taken == filled) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new IOException("the question took too long");
      }
      socket.setSoTimeout((int) left);
      int count = in.read(buffer);
      if (count < 0) {
        return -1;
      }
      taken = 0;
      filled = count;
    }
    return buffer[taken++] & 0xff;
  }
}
