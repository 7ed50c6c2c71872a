package io.scoutline.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A SIP user agent over UDP that a test leads by the hand: it places calls and takes them, each a {@link SipCall}.
 * It repeats nothing by itself (the loopback loses nothing) but answers what is repeated to it. Thread-safe.
 */
final class SipAgent implements AutoCloseable {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final InetSocketAddress pbx;
  private final DatagramSocket socket;
  private final Map<String, SipCall> calls = new ConcurrentHashMap<>();
  private final Map<String, SipMessage> answered = new ConcurrentHashMap<>();
  private final Map<String, BlockingQueue<SipMessage>> waiting = new ConcurrentHashMap<>();
  /** A closed socket no longer knows it, and a last message may be on its way. */
  private final InetSocketAddress here;
  private final BlockingQueue<SipCall> incoming = new LinkedBlockingQueue<>();
  private volatile Consumer<SipCall> onCall = incoming::add;
  private volatile Voice voice;

  SipAgent(InetSocketAddress own, InetSocketAddress pbx, Voice voice) {
    this.pbx = pbx;
    this.voice = voice;
    try {
      socket = new DatagramSocket(own);
      here = (InetSocketAddress) socket.getLocalSocketAddress();
    } catch (IOException e) {
      throw new UncheckedIOException("no SIP port at " + own, e);
    }
    Thread.ofPlatform().daemon().name("sip-" + port()).start(this::listen);
  }

  static String token() {
    byte[] bytes = new byte[8];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  InetAddress address() {
    return here.getAddress();
  }

  InetSocketAddress pbx() {
    return pbx;
  }

  int port() {
    return here.getPort();
  }

  /** {@code 127.0.0.1:5060}. */
  String hostAndPort() {
    return address().getHostAddress() + ":" + port();
  }

  String pbxHostAndPort() {
    return pbx.getAddress().getHostAddress() + ":" + pbx.getPort();
  }

  Voice voice() {
    return voice;
  }

  /** What is said in the calls that begin from now on. */
  void speak(Voice with) {
    voice = with;
  }

  /** From now on each new call goes to {@code behaviour}, on a virtual thread of its own. */
  void onCall(Consumer<SipCall> behaviour) {
    onCall = call -> Thread.ofVirtual().name("sip-behaviour").start(() -> behaviour.accept(call));
  }

  /** From now on new calls wait for {@link #awaitCall}. */
  void queueCalls() {
    incoming.clear();
    onCall = incoming::add;
  }

  /** The next incoming call; it rings. */
  SipCall awaitCall(Duration within) {
    try {
      SipCall call = incoming.poll(within.toMillis(), TimeUnit.MILLISECONDS);
      if (call == null) {
        throw new AssertionError("no call rang at " + hostAndPort() + " within " + within);
      }
      return call;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  boolean hasWaitingCall() {
    return !incoming.isEmpty();
  }

  /** Calls {@code target}; {@code from} is the whole value of the From header without its tag. */
  SipCall call(String target, String from) {
    SipCall call = SipCall.outgoing(this, "sip:" + target + "@" + pbxHostAndPort(), from);
    calls.put(call.id(), call);
    call.invite();
    return call;
  }

  /** Registers {@code user} at this address, or takes the registration back with a zero time. */
  void register(String user, Duration expires) {
    register(user, contact(user), expires);
  }

  /** Registers another address, for a phone that cannot do it itself. */
  void register(String user, String contact, Duration expires) {
    String id = token();
    BlockingQueue<SipMessage> replies = new LinkedBlockingQueue<>();
    waiting.put(id, replies);
    send(request("REGISTER", "sip:" + pbxHostAndPort())
        .with("From", "<sip:" + user + "@" + pbxHostAndPort() + ">;tag=" + token())
        .with("To", "<sip:" + user + "@" + pbxHostAndPort() + ">")
        .with("Call-ID", id)
        .with("CSeq", "1 REGISTER")
        .with("Contact", contact)
        .with("Expires", String.valueOf(expires.toSeconds())));
    try {
      SipMessage reply = replies.poll(5, TimeUnit.SECONDS);
      if (reply == null || reply.status() != 200) {
        throw new AssertionError("phone " + user + " could not register: " + reply);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } finally {
      waiting.remove(id);
    }
  }

  String contact(String user) {
    return "<sip:" + user + "@" + hostAndPort() + ">";
  }

  /** A new request with Via and Max-Forwards. */
  SipMessage request(String method, String uri) {
    return request(method, uri, "z9hG4bK" + token());
  }

  SipMessage request(String method, String uri, String branch) {
    return SipMessage.of(method + " " + uri + " SIP/2.0")
        .with("Via", "SIP/2.0/UDP " + hostAndPort() + ";branch=" + branch + ";rport")
        .with("Max-Forwards", "70");
  }

  void send(SipMessage message) {
    if (message.isResponse()) {
      answered.put(message.branch() + message.method(), message);
    }
    byte[] bytes = message.bytes();
    try {
      socket.send(new DatagramPacket(bytes, bytes.length, pbx));
    } catch (IOException e) {
      if (!socket.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void listen() {
    byte[] data = new byte[65_535];
    while (!socket.isClosed()) {
      DatagramPacket packet = new DatagramPacket(data, data.length);
      try {
        socket.receive(packet);
      } catch (IOException closedOrRefused) {
        continue;
      }
      if (packet.getLength() > 16) {
        receive(SipMessage.parse(data, packet.getLength()));
      }
    }
  }

  private void receive(SipMessage message) {
    if (!message.isResponse()) {
      SipMessage before = answered.get(message.branch() + message.method());
      if (before != null && !message.method().equals("ACK")) {
        send(before);
        return;
      }
    }
    SipCall call = calls.get(message.callId());
    BlockingQueue<SipMessage> waiter = waiting.get(message.callId());
    if (call != null) {
      call.receive(message);
    } else if (waiter != null && message.isResponse()) {
      waiter.add(message);
    } else if (!message.isResponse()) {
      receiveOutsideCalls(message);
    }
  }

  private void receiveOutsideCalls(SipMessage message) {
    switch (message.method()) {
      case "INVITE" -> {
        SipCall call = SipCall.incoming(this, message);
        calls.put(call.id(), call);
        onCall.accept(call);
      }
      case "OPTIONS", "NOTIFY" -> send(message.reply(200, "OK", token()));
      case "ACK" -> { }
      default -> send(message.reply(481, "Call Does Not Exist", token()));
    }
  }

  boolean isClosed() {
    return socket.isClosed();
  }

  /** Hangs up what is still there. */
  void hangUpAll() {
    calls.values().forEach(SipCall::hangUp);
  }

  @Override
  public void close() {
    if (isClosed()) {
      return;
    }
    hangUpAll();
    socket.close();
    calls.values().forEach(SipCall::silence);
  }
}
