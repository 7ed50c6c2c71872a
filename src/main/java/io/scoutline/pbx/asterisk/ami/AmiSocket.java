package io.scoutline.pbx.asterisk.ami;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The bytes of one connection to a PBX. It hands Asterisk-Java whole, cleaned messages only, bounded in every
 * direction, and no faster than they are taken: garbage, half a message or an endless line cost nothing but
 * themselves. Read by one thread, written by any.
 */
final class AmiSocket extends PbxSocket {
  private static final int LONGEST_LINE = 8_192;
  private static final int MOST_LINES = 2_000;
  private static final String BANNER = "Asterisk Call Manager/";

  private final InputStream in;
  private final ArrayDeque<String> ready = new ArrayDeque<>();
  private final Pump pump;
  private boolean greeted;

  private AmiSocket(Socket socket, Pump pump) throws IOException {
    super(socket);
    this.pump = pump;
    this.in = new BufferedInputStream(socket.getInputStream(), 32_768);
  }

  /** @throws IOException when nobody accepts there in time, or the certificate is not the host's */
  static AmiSocket connect(AmiAccount account, LinkTiming timing, Pump pump) throws IOException {
    var plain = new Socket();
    try {
      plain.setTcpNoDelay(true);
      plain.setSoTimeout((int) timing.silence().toMillis());
      plain.connect(new InetSocketAddress(account.host(), account.port()), (int) timing.connect().toMillis());
      return new AmiSocket(account.tls() ? encrypted(plain, account) : plain, pump);
    } catch (IOException fault) {
      plain.close();
      throw fault;
    }
  }

  private static Socket encrypted(Socket plain, AmiAccount account) throws IOException {
    var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    var socket = (SSLSocket) factory.createSocket(plain, account.host(), account.port(), true);
    var parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  @Override
  public String readLine() throws IOException {
    if (!greeted) {
      return greeting();
    }
    while (ready.isEmpty()) {
      List<String> message = readMessage();
      if (message == null) {
        return null;
      }
      List<String> cleaned = AmiFrame.cleaned(message);
      if (!cleaned.isEmpty()) {
        pump.awaitRoom();
        ready.addAll(cleaned);
        ready.add("");
      }
    }
    String line = ready.poll();
    if (line.isEmpty()) {
      pump.put();
    }
    return line;
  }

  private String greeting() throws IOException {
    String line = readRawLine();
    if (line == null) {
      throw new IOException("closed before it said who it is");
    }
    if (!line.startsWith(BANNER)) {
      throw new IOException("this is not a manager interface");
    }
    greeted = true;
    return line;
  }

  /** The lines up to the next empty one, or null at the end; half a message at the end is no message. */
  private List<String> readMessage() throws IOException {
    var lines = new ArrayList<String>();
    while (true) {
      String line = readRawLine();
      if (line == null) {
        return null;
      }
      if (line.isEmpty()) {
        return lines;
      }
      if (lines.size() < MOST_LINES) {
        lines.add(line);
      }
    }
  }

  /** One line without its end; what is longer than can be true is cut, not collected. */
  private String readRawLine() throws IOException {
    var bytes = new ByteArrayOutputStream(96);
    while (true) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      if (next == '\n') {
        String line = bytes.toString(StandardCharsets.UTF_8);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      }
      if (bytes.size() < LONGEST_LINE) {
        bytes.write(next);
      }
    }
  }
}
