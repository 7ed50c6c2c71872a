package io.scoutline.lab;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;

/** A desk phone, registered at the PBX until it is closed. */
public final class SipPhone implements AutoCloseable {

  private final SipAgent agent;
  private final String extension;

  private SipPhone(SipAgent agent, String extension) {
    this.agent = agent;
    this.extension = extension;
  }

  static SipPhone register(InetSocketAddress pbx, String extension, Voice voice) {
    SipAgent agent = new SipAgent(new InetSocketAddress("127.0.0.1", 0), pbx, voice);
    agent.register(extension, Duration.ofHours(1));
    return new SipPhone(agent, extension);
  }

  public String extension() {
    return extension;
  }

  /** Waits until it rings. */
  public SipCall awaitRing() {
    return agent.awaitCall(Duration.ofSeconds(20));
  }

  public SipCall awaitRing(Duration within) {
    return agent.awaitCall(within);
  }

  /** Whether a call rang that no {@code awaitRing} has taken yet. */
  public boolean hasRung() {
    return agent.hasWaitingCall();
  }

  /** From now on each call is treated so: {@code phone.always(SipCall::busy)}. */
  public void always(Consumer<SipCall> behaviour) {
    agent.onCall(behaviour);
  }

  /** From now on calls ring until the test takes them with {@code awaitRing}. */
  public void byHand() {
    agent.queueCalls();
  }

  /** Dials. */
  public SipCall dial(String number) {
    return agent.call(number, "\"Phone " + extension + "\" <sip:" + extension + "@" + agent.hostAndPort() + ">");
  }

  @Override
  public void close() {
    if (agent.isClosed()) {
      return;
    }
    agent.hangUpAll();
    agent.register(extension, Duration.ZERO);
    agent.close();
  }
}
