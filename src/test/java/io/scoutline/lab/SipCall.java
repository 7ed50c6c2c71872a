package io.scoutline.lab;

import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One call of a {@link SipAgent}: a SIP dialog with its sound. Thread-safe; every {@code await} is bounded. */
public final class SipCall {

  /** How a call stands; it only moves on. */
  public enum Stage { TRYING, RINGING, UP, ENDED }

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern MEDIA = Pattern.compile("m=audio (\\d+) ");

  private final SipAgent agent;
  private final boolean placedByUs;
  private final RtpSound sound;
  private final SipDialog dialog;
  private Stage stage = Stage.TRYING;
  private int status;
  private int referStatus;
  private int transferStatus;
  private int lastReply;
  private String direction = "sendrecv";

  private SipCall(SipAgent agent, SipDialog dialog, boolean placedByUs) {
    this.agent = agent;
    this.dialog = dialog;
    this.placedByUs = placedByUs;
    this.sound = new RtpSound(agent.address(), agent.voice());
  }

  static SipCall outgoing(SipAgent agent, String uri, String from) {
    return new SipCall(agent, SipDialog.outgoing(agent, uri, from), true);
  }

  static SipCall incoming(SipAgent agent, SipMessage invite) {
    SipCall call = new SipCall(agent, SipDialog.incoming(agent, invite), false);
    call.hear(invite);
    call.reply(invite, 180, "Ringing");
    call.stage = Stage.RINGING;
    return call;
  }

  String id() {
    return dialog.id();
  }

  /** The INVITE that began it. */
  SipMessage request() {
    return dialog.invite();
  }

  RtpSound sound() {
    return sound;
  }

  public synchronized Stage stage() {
    return stage;
  }

  /** The final status of the INVITE, 0 while there is none. */
  public synchronized int status() {
    return status;
  }

  // ---- what the person does --------------------------------------------------------------

  synchronized void invite() {
    agent.send(dialog.begin().withBody("application/sdp", sdp()));
  }

  public synchronized SipCall answer() {
    if (stage == Stage.RINGING && !placedByUs) {
      agent.send(dialog.accept().withBody("application/sdp", sdp()));
      move(Stage.UP);
    }
    return this;
  }

  /** Refuses with 486 (busy), 603 (declined) or what is given. */
  public synchronized void reject(int code, String reason) {
    reply(dialog.invite(), code, reason);
    end(code);
  }

  public void busy() {
    reject(486, "Busy Here");
  }

  /** Ends the call in whatever way fits where it stands. */
  public synchronized void hangUp() {
    switch (stage) {
      case TRYING, RINGING -> {
        if (placedByUs) {
          agent.send(dialog.cancel());
        } else {
          reject(603, "Decline");
        }
      }
      case UP -> {
        agent.send(dialog.next("BYE"));
        end(200);
      }
      case ENDED -> { }
    }
  }

  public void hold() {
    renegotiate("sendonly");
  }

  public void unhold() {
    renegotiate("sendrecv");
  }

  /** Hands the other side over to {@code extension}, unannounced. */
  public void transferTo(String extension) {
    refer("<sip:" + extension + "@" + agent.pbxHostAndPort() + ">");
    await(() -> referStatus > 0 || stage == Stage.ENDED, "the transfer was not answered");
    checkTransfer();
  }

  /** Hands the other side over to where nobody is; the call stays with us. */
  public void failToTransferTo(String extension) {
    refer("<sip:" + extension + "@" + agent.pbxHostAndPort() + ">");
    await(() -> referStatus >= 300 || transferStatus >= 300, "the transfer was not refused");
  }

  /** Joins the other side of this call with the other side of {@code consultation}. */
  public void transferTo(SipCall consultation) {
    refer("<" + SipMessage.uri(consultation.dialog.remote()) + "?Replaces="
        + URLEncoder.encode(consultation.dialog.replaces(), StandardCharsets.US_ASCII) + ">");
    await(() -> transferStatus > 0 || referStatus >= 300 || stage == Stage.ENDED, "the transfer did not end");
    checkTransfer();
  }

  /** Presses keys, as SIP INFO. */
  public synchronized void press(String keys) {
    for (char key : keys.toCharArray()) {
      agent.send(dialog.next("INFO").withBody("application/dtmf-relay", "Signal=" + key + "\r\nDuration=160\r\n"));
    }
  }

  private synchronized void refer(String to) {
    referStatus = 0;
    transferStatus = 0;
    agent.send(dialog.refer(to));
  }

  private synchronized void checkTransfer() {
    if (referStatus >= 300 || transferStatus >= 300) {
      throw new AssertionError("the transfer was refused with " + referStatus + " " + transferStatus);
    }
  }

  private void renegotiate(String as) {
    synchronized (this) {
      direction = as;
      lastReply = 0;
      agent.send(dialog.next("INVITE").withBody("application/sdp", sdp()));
    }
    await(() -> lastReply >= 200, "the re-INVITE was not answered");
    sound.mute(!as.equals("sendrecv"));
  }

  // ---- what a test waits for -------------------------------------------------------------

  public SipCall awaitRinging() {
    await(() -> stage.compareTo(Stage.RINGING) >= 0, "never rang");
    return this;
  }

  public SipCall awaitUp() {
    await(() -> stage.compareTo(Stage.UP) >= 0, "was never answered");
    if (stage() == Stage.ENDED) {
      throw new AssertionError("the call ended with " + status() + " instead of being answered");
    }
    return this;
  }

  public SipCall awaitEnded() {
    return awaitEnded(PATIENCE);
  }

  public SipCall awaitEnded(Duration within) {
    await(() -> stage == Stage.ENDED, "did not end", within);
    return this;
  }

  /** Waits until this much of the voice has been heard, at least a second of sound in all. */
  public SipCall awaitHeard(Voice voice) {
    await(() -> heardVoice(voice), "did not hear the voice of " + voice.pitch() + " Hz");
    return this;
  }

  /** Waits until so much sound has come, whosever. */
  public SipCall awaitSound(Duration length) {
    await(() -> sound.heard().length >= length.toMillis() * Voice.RATE / 1000, "heard too little");
    return this;
  }

  /** Waits until so much more sound has come. */
  public SipCall awaitMore(Duration length) {
    return awaitSound(length.plusMillis(sound.heard().length * 1000L / Voice.RATE));
  }

  private boolean heardVoice(Voice voice) {
    short[] all = sound.heard();
    int from = Math.max(0, all.length - Voice.RATE);
    return all.length >= Voice.RATE / 2
        && voice.in(java.util.Arrays.copyOfRange(all, from, all.length)) > 500;
  }

  private void await(BooleanSupplier condition, String otherwise) {
    await(condition, otherwise, PATIENCE);
  }

  private synchronized void await(BooleanSupplier condition, String otherwise, Duration within) {
    long end = System.nanoTime() + within.toNanos();
    try {
      while (!condition.getAsBoolean()) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          throw new AssertionError("call " + dialog.remote() + " " + otherwise
              + " (stage " + stage + ", " + status + ", sound " + sound + ")");
        }
        wait(Math.min(50, left / 1_000_000 + 1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  // ---- what comes from the PBX -----------------------------------------------------------

  synchronized void receive(SipMessage message) {
    if (message.isResponse()) {
      receiveResponse(message);
    } else {
      receiveRequest(message);
    }
    notifyAll();
  }

  private void receiveResponse(SipMessage message) {
    int code = message.status();
    switch (message.method()) {
      case "INVITE" -> receiveInviteResponse(message, code);
      case "REFER" -> referStatus = code;
      default -> { }
    }
  }

  private void receiveInviteResponse(SipMessage message, int code) {
    boolean first = status == 0 && placedByUs;
    if (code < 200) {
      if (first && code >= 180) {
        dialog.rang(message);
        move(Stage.RINGING);
        hear(message);
      }
      return;
    }
    lastReply = code;
    if (code < 300) {
      if (first) {
        dialog.answered(message);
        status = code;
        move(Stage.UP);
      }
      dialog.follow(message);
      hear(message);
      agent.send(dialog.ackOfAnswer(message));
    } else {
      agent.send(dialog.ackOfRefusal(message, first));
      if (first) {
        end(code);
      }
    }
  }

  private void receiveRequest(SipMessage message) {
    switch (message.method()) {
      case "BYE" -> {
        reply(message, 200, "OK");
        end(200);
      }
      case "CANCEL" -> {
        reply(message, 200, "OK");
        if (stage == Stage.RINGING) {
          reject(487, "Request Terminated");
        }
      }
      case "INVITE", "UPDATE" -> {
        hear(message);
        agent.send(dialog.reply(message, 200, "OK").withBody("application/sdp", sdp()));
      }
      case "NOTIFY" -> {
        reply(message, 200, "OK");
        receiveTransferResult(message.body());
      }
      case "ACK" -> { }
      default -> reply(message, 200, "OK");
    }
  }

  private void receiveTransferResult(String fragment) {
    if (fragment.startsWith("SIP/2.0 1") || !fragment.startsWith("SIP/2.0 ")) {
      return;
    }
    transferStatus = Integer.parseInt(fragment.substring(8, 11));
    if (transferStatus < 300) {
      hangUp(); // as a phone does when the transfer went through
    }
  }

  // ---- plumbing --------------------------------------------------------------------------

  private void move(Stage to) {
    if (to.compareTo(stage) > 0) {
      stage = to;
    }
    notifyAll();
  }

  private void end(int code) {
    if (status == 0 || status < 300) {
      status = code;
    }
    move(Stage.ENDED);
    sound.close();
  }

  void silence() {
    sound.close();
  }

  private void hear(SipMessage message) {
    Matcher media = MEDIA.matcher(message.body());
    if (media.find()) {
      sound.sendTo(new InetSocketAddress(agent.pbx().getAddress(), Integer.parseInt(media.group(1))));
    }
  }

  private void reply(SipMessage request, int code, String reason) {
    agent.send(dialog.reply(request, code, reason));
  }

  private String sdp() {
    String address = agent.address().getHostAddress();
    return String.join("\r\n", "v=0", "o=lab 1 " + (dialog.sequence() + 1) + " IN IP4 " + address, "s=lab",
        "c=IN IP4 " + address, "t=0 0", "m=audio " + sound.port() + " RTP/AVP 0", "a=rtpmap:0 PCMU/8000",
        "a=ptime:20", "a=" + direction, "");
  }
}
