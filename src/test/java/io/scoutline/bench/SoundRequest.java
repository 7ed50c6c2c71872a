package io.scoutline.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A player's question for a sound: on a connection of its own, hung up by whoever has heard enough.
 *
 * @param cookie who asks
 * @param from the first byte wanted; empty for the whole, without a range
 */
record SoundRequest(int port, String path, String cookie, Optional<Long> from) {

  private static final int PATIENCE_MS = 30_000;

  /**
   * Asks and hangs up.
   *
   * @return nanoseconds from before the connect to the first byte of the sound
   */
  long firstByte() throws IOException {
    long began = System.nanoTime();
    try (Socket socket = ask()) {
      body(socket);
      return System.nanoTime() - began;
    }
  }

  /** Hears it to its end, and keeps nothing. */
  long whole(byte[] room) throws IOException {
    try (Socket socket = ask()) {
      InputStream in = body(socket);
      long heard = 1;
      for (int count = in.read(room); count > 0; count = in.read(room)) {
        heard += count;
      }
      return heard;
    }
  }

  private Socket ask() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MS);
    String range = from.map(first -> "Range: bytes=" + first + "-\r\n").orElse("");
    socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nCookie: " + cookie
        + "\r\n" + range + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** What follows the first byte of the sound. */
  private InputStream body(Socket socket) throws IOException {
    var in = new BufferedInputStream(socket.getInputStream());
    String status = line(in);
    if (!status.startsWith(from.isPresent() ? "HTTP/1.1 206" : "HTTP/1.1 200")) {
      throw new IllegalStateException(path + " was answered " + status);
    }
    while (!line(in).isEmpty()) {
      // the headers say nothing that is needed here
    }
    if (in.read() < 0) {
      throw new IllegalStateException(path + " ended before its first byte");
    }
    return in;
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IllegalStateException("hung up in the middle of the headers");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }
}
