package io.scoutline.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands between the simulated PBX and the server and notes when the bytes that say "this phone rings" were written
 * on the server's AMI socket. The note is made of the clock as it stood before the write; what was written is read
 * for it after the write, so the tap adds nothing to what is measured.
 */
final class RingTap implements AutoCloseable {

  private static final String FRAME_END = "\r\n\r\n";

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final Map<String, Long> rangAt = new ConcurrentHashMap<>();
  private final int pbxPort;
  private final String phone;
  private final HostClock clock;

  /** @param phone whose ringing is noted, as {@code PJSIP/101} */
  RingTap(int pbxPort, String phone, HostClock clock) throws IOException {
    this.pbxPort = pbxPort;
    this.phone = phone;
    this.clock = clock;
    Thread.ofPlatform().daemon().name("ring-tap").start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** When the phone began to ring in the call of this linkedid, by the host's clock. */
  Optional<Long> rangAt(String linkedid) {
    return Optional.ofNullable(rangAt.get(linkedid));
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket server = opened(listener.accept());
        Socket pbx = opened(new Socket(InetAddress.getLoopbackAddress(), pbxPort));
        Thread.ofPlatform().daemon().name("ring-tap-actions").start(() -> pass(server, pbx, false));
        Thread.ofPlatform().daemon().name("ring-tap-events").start(() -> pass(pbx, server, true));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private Socket opened(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    sockets.add(socket);
    return socket;
  }

  private void pass(Socket from, Socket to, boolean noting) {
    var frames = new StringBuilder();
    var bytes = new byte[64 * 1024];
    try (from; to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(bytes); count > 0; count = in.read(bytes)) {
        long now = clock.nanos();
        out.write(bytes, 0, count);
        if (noting) {
          frames.append(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
          note(frames, now);
        }
      }
    } catch (IOException closed) {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  /** Reads the whole frames and leaves the rest. */
  private void note(StringBuilder frames, long at) {
    int from = 0;
    for (int end = frames.indexOf(FRAME_END); end >= 0; end = frames.indexOf(FRAME_END, from)) {
      String frame = frames.substring(from, end + 2);
      if (frame.startsWith("Event: Newstate\r\n") && frame.contains("\r\nChannelState: 5\r\n")
          && frame.contains("\r\nChannel: " + phone + "-")) {
        int linkedid = frame.indexOf("\r\nLinkedid: ") + "\r\nLinkedid: ".length();
        rangAt.putIfAbsent(frame.substring(linkedid, frame.indexOf("\r\n", linkedid)), at);
      }
      from = end + FRAME_END.length();
    }
    frames.delete(0, from);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
