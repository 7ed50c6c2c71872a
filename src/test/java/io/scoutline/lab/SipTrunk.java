package io.scoutline.lab;

import java.time.Duration;
import java.util.function.Consumer;

/** The outside world at the other end of the trunk: clients who call, and clients who are called. */
public final class SipTrunk implements AutoCloseable {

  private final SipAgent agent;

  SipTrunk(SipAgent agent) {
    this.agent = agent;
    agent.queueCalls();
  }

  /** A client calls our number. */
  public SipCall callFrom(String number) {
    return callFrom(number, "");
  }

  /** A client calls; number and name go out as they are, whatever is in them, as far as SIP lets them. */
  public SipCall callFrom(String number, String name) {
    String quoted = name.replace("\\", "\\\\").replace("\"", "\\\"");
    return callAs((name.isEmpty() ? "" : '"' + quoted + "\" ") + "<sip:" + number + "@" + agent.hostAndPort() + ">",
        LabAsterisk.OUR_NUMBER);
  }

  /** A client who hides the number. */
  public SipCall callAnonymously() {
    return callAs("\"Anonymous\" <sip:anonymous@anonymous.invalid>", LabAsterisk.OUR_NUMBER);
  }

  /** A call with any From header and any dialled number. */
  public SipCall callAs(String from, String dialled) {
    return agent.call(dialled, from);
  }

  /** Waits until one of ours calls out. */
  public SipCall awaitRing() {
    return agent.awaitCall(Duration.ofSeconds(20));
  }

  /** From now on each call to the outside is treated so. */
  public void always(Consumer<SipCall> behaviour) {
    agent.onCall(behaviour);
  }

  public void byHand() {
    agent.queueCalls();
  }

  /** Hangs up what is still there; the trunk's address stays taken. */
  @Override
  public void close() {
    agent.hangUpAll();
    agent.queueCalls();
  }
}
