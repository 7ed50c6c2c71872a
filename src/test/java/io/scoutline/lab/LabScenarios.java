package io.scoutline.lab;

import io.scoutline.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The calls that the tests play, each from the first ring to the last hang-up. */
public final class LabScenarios implements AutoCloseable {

  static final String CLIENT = "+74950000001";
  static final String CALLED = "84950000002";

  final SipPhone third;
  private final LabAsterisk lab;
  private final LabRouting routing;
  private final SipTrunk trunk;
  private final SipPhone owner;
  private final SipPhone colleague;

  public LabScenarios(LabAsterisk lab) {
    this.lab = lab;
    routing = new LabRouting(lab.agi());
    trunk = lab.trunk();
    owner = lab.phone("101", Voice.OWNER);
    colleague = lab.phone("102", Voice.COLLEAGUE);
    third = lab.phone("103", Voice.THIRD);
  }

  /** Every scenario by the name of its file. */
  public Map<String, Runnable> all() {
    Map<String, Runnable> all = new LinkedHashMap<>();
    all.put("incoming-answered", this::incomingAnswered);
    all.put("no-answer", this::noAnswer);
    all.put("busy", this::busy);
    all.put("hang-up-in-ringing", this::hangUpInRinging);
    all.put("group-ring", this::groupRing);
    all.put("queue", this::queue);
    all.put("queue-abandoned", this::queueAbandoned);
    all.put("blind-transfer", this::blindTransfer);
    all.put("attended-transfer", this::attendedTransfer);
    all.put("hold", this::hold);
    all.put("two-devices", this::twoDevices);
    all.put("outgoing", this::outgoing);
    all.put("outgoing-busy", this::outgoingBusy);
    all.put("internal", this::internal);
    all.put("refused", this::refused);
    all.put("voicemail", this::voicemail);
    all.put("second-attempt", this::secondAttempt);
    all.put("blind-transfer-to-busy", this::blindTransferToBusy);
    all.put("blind-transfer-by-keys", this::blindTransferByKeys);
    all.put("attended-transfer-by-keys", this::attendedTransferByKeys);
    all.put("attended-transfer-while-ringing", this::attendedTransferWhileRinging);
    all.put("transfer-of-an-outgoing-call", this::transferOfAnOutgoingCall);
    all.put("transfer-to-the-outside", this::transferToTheOutside);
    all.put("outgoing-given-up", this::outgoingGivenUp);
    all.put("second-call-while-talking", this::secondCallWhileTalking);
    all.put("hidden-number", this::hiddenNumber);
    all.put("strange-name", this::strangeName);
    return all;
  }

  void ring(String extensions) {
    ring(extensions, 20);
  }

  void ring(String extensions, int seconds) {
    routing.answer(question -> question.attempt().equals("1") ? LabRouting.Answer.ring(extensions, seconds)
        : LabRouting.Answer.of("refuse"));
  }

  SipCall fromClient() {
    return trunk.callFrom(CLIENT, "ООО Ромашка");
  }

  void incomingAnswered() {
    ring("101");
    SipCall client = fromClient();
    SipCall phone = owner.awaitRing().answer();
    client.awaitUp().awaitHeard(Voice.OWNER);
    phone.awaitHeard(Voice.CLIENT);
    client.hangUp();
    phone.awaitEnded();
  }

  void noAnswer() {
    ring("101", 1);
    SipCall client = fromClient();
    owner.awaitRing().awaitEnded();
    client.awaitEnded();
  }

  void busy() {
    ring("101");
    SipCall client = fromClient();
    owner.awaitRing().busy();
    client.awaitEnded();
  }

  void hangUpInRinging() {
    ring("101");
    SipCall client = fromClient();
    SipCall phone = owner.awaitRing();
    client.awaitRinging().hangUp();
    phone.awaitEnded();
  }

  void groupRing() {
    ring("101-102-103");
    SipCall client = fromClient();
    SipCall first = owner.awaitRing();
    SipCall second = colleague.awaitRing();
    SipCall last = third.awaitRing();
    second.answer();
    client.awaitUp();
    first.awaitEnded();
    last.awaitEnded();
    second.awaitHeard(Voice.CLIENT).hangUp();
    client.awaitEnded();
  }

  void queue() {
    routing.answer(question -> LabRouting.Answer.of("queue"));
    SipCall client = fromClient();
    SipCall first = owner.awaitRing();
    colleague.awaitRing();
    third.awaitRing();
    first.answer();
    client.awaitUp();
    first.awaitHeard(Voice.CLIENT);
    client.hangUp();
    first.awaitEnded();
  }

  void queueAbandoned() {
    routing.answer(question -> LabRouting.Answer.of("queue"));
    SipCall client = fromClient();
    SipCall first = owner.awaitRing();
    SipCall second = colleague.awaitRing();
    SipCall last = third.awaitRing();
    client.hangUp();
    first.awaitEnded();
    second.awaitEnded();
    last.awaitEnded();
  }

  void blindTransfer() {
    ring("101");
    SipCall client = fromClient();
    SipCall phone = owner.awaitRing().answer();
    client.awaitUp();
    phone.awaitHeard(Voice.CLIENT).transferTo("102");
    SipCall next = colleague.awaitRing().answer();
    phone.awaitEnded();
    next.awaitHeard(Voice.CLIENT);
    client.awaitHeard(Voice.COLLEAGUE).hangUp();
    next.awaitEnded();
  }

  void attendedTransfer() {
    ring("101");
    SipCall client = fromClient();
    SipCall phone = owner.awaitRing().answer();
    client.awaitUp();
    phone.awaitHeard(Voice.CLIENT).hold();
    SipCall consultation = owner.dial("102");
    SipCall next = colleague.awaitRing().answer();
    consultation.awaitUp().awaitHeard(Voice.COLLEAGUE);
    phone.transferTo(consultation);
    next.awaitHeard(Voice.CLIENT);
    client.awaitHeard(Voice.COLLEAGUE);
    phone.awaitEnded();
    consultation.awaitEnded();
    next.hangUp();
    client.awaitEnded();
  }

  void hold() {
    ring("101");
    SipCall client = fromClient();
    SipCall phone = owner.awaitRing().answer();
    client.awaitUp();
    phone.awaitHeard(Voice.CLIENT).hold();
    phone.unhold();
    client.awaitHeard(Voice.OWNER).hangUp();
    phone.awaitEnded();
  }

  /** One person, one extension, a desk phone and a second device: both ring, the second one answers. */
  void twoDevices() {
    try (SipPhone second = lab.phone("101", Voice.THIRD)) {
      ring("101");
      SipCall client = fromClient();
      SipCall desk = owner.awaitRing();
      SipCall other = second.awaitRing().answer();
      client.awaitUp();
      desk.awaitEnded();
      other.awaitHeard(Voice.CLIENT);
      client.hangUp();
      other.awaitEnded();
    }
  }

  void outgoing() {
    SipCall phone = owner.dial(CALLED);
    SipCall client = trunk.awaitRing().answer();
    phone.awaitUp().awaitHeard(Voice.CLIENT);
    client.awaitHeard(Voice.OWNER);
    phone.hangUp();
    client.awaitEnded();
  }

  void outgoingBusy() {
    SipCall phone = owner.dial(CALLED);
    trunk.awaitRing().busy();
    phone.awaitEnded();
  }

  void internal() {
    SipCall phone = owner.dial("102");
    SipCall other = colleague.awaitRing().answer();
    phone.awaitUp().awaitHeard(Voice.COLLEAGUE);
    phone.hangUp();
    other.awaitEnded();
  }

  void refused() {
    routing.answer(question -> LabRouting.Answer.of("refuse"));
    fromClient().awaitEnded();
  }

  void voicemail() {
    routing.answer(question -> LabRouting.Answer.of("voicemail"));
    fromClient().awaitUp().awaitSound(Duration.ofSeconds(1)).hangUp();
  }

  void secondAttempt() {
    routing.answer(question -> LabRouting.Answer.ring(question.attempt().equals("1") ? "101" : "102", 20));
    SipCall client = fromClient();
    owner.awaitRing().busy();
    colleague.awaitRing().answer().awaitHeard(Voice.CLIENT).hangUp();
    client.awaitEnded();
  }

  /** The client falls into the queue and is taken by the third. */
  void blindTransferToBusy() {
    ring("101");
    SipCall client = fromClient();
    SipCall phone = owner.awaitRing().answer().awaitHeard(Voice.CLIENT);
    var refused = new AtomicInteger();
    colleague.always(call -> {
      call.busy();
      refused.incrementAndGet();
    });
    phone.transferTo("102");
    SipCall fromQueue = third.awaitRing();
    // The queue rings both at once: without this, the answer of the one may overtake the refusal of the other.
    Await.until(() -> refused.get() == 2, "the colleague was not rung by the queue");
    aMomentPasses();
    fromQueue.answer().awaitHeard(Voice.CLIENT).hangUp();
    client.awaitEnded();
    colleague.byHand();
    owner.byHand();
  }

  /** As long as Asterisk needs to take note of a refusal, and far less than it lets a queue ring. */
  private static void aMomentPasses() {
    try {
      Await.elapse(Duration.ofMillis(300));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  void blindTransferByKeys() {
    ring("101");
    SipCall client = fromClient();
    SipCall phone = owner.awaitRing().answer().awaitHeard(Voice.CLIENT);
    phone.press("#");
    phone.awaitSound(Duration.ofMillis(1500));
    phone.press("102");
    colleague.awaitRing().answer().awaitHeard(Voice.CLIENT).hangUp();
    client.awaitEnded();
  }

  void attendedTransferByKeys() {
    ring("101");
    SipCall client = fromClient();
    SipCall phone = owner.awaitRing().answer().awaitHeard(Voice.CLIENT);
    phone.press("*2");
    phone.awaitMore(Duration.ofSeconds(1));
    phone.press("102");
    SipCall next = colleague.awaitRing().answer().awaitHeard(Voice.OWNER);
    phone.hangUp();
    next.awaitHeard(Voice.CLIENT).hangUp();
    client.awaitEnded();
  }

  /** The first phone leaves before the second has answered. */
  void attendedTransferWhileRinging() {
    ring("101");
    SipCall client = fromClient();
    SipCall phone = owner.awaitRing().answer().awaitHeard(Voice.CLIENT);
    phone.hold();
    SipCall consultation = owner.dial("102").awaitRinging();
    SipCall next = colleague.awaitRing();
    phone.transferTo(consultation);
    next.answer().awaitHeard(Voice.CLIENT).hangUp();
    client.awaitEnded();
  }

  void transferOfAnOutgoingCall() {
    SipCall phone = owner.dial(CALLED);
    SipCall client = trunk.awaitRing().answer();
    phone.awaitUp().awaitHeard(Voice.CLIENT).transferTo("102");
    colleague.awaitRing().answer().awaitHeard(Voice.CLIENT).hangUp();
    client.awaitEnded();
  }

  void transferToTheOutside() {
    ring("101");
    SipCall client = fromClient();
    owner.awaitRing().answer().awaitHeard(Voice.CLIENT).transferTo(CALLED);
    SipCall outside = trunk.awaitRing().answer();
    client.awaitMore(Duration.ofMillis(500));
    outside.hangUp();
    client.awaitEnded();
  }

  void outgoingGivenUp() {
    SipCall phone = owner.dial(CALLED);
    SipCall client = trunk.awaitRing();
    phone.awaitRinging().hangUp();
    client.awaitEnded();
  }

  void secondCallWhileTalking() {
    ring("101");
    SipCall first = fromClient();
    SipCall talking = owner.awaitRing().answer().awaitHeard(Voice.CLIENT);
    SipCall second = trunk.callFrom("+74950000003");
    SipCall waiting = owner.awaitRing();
    second.awaitRinging().hangUp();
    waiting.awaitEnded();
    talking.hangUp();
    first.awaitEnded();
  }

  void hiddenNumber() {
    ring("101");
    SipCall client = trunk.callAnonymously();
    owner.awaitRing().answer().awaitHeard(Voice.CLIENT).hangUp();
    client.awaitEnded();
  }

  void strangeName() {
    ring("101");
    SipCall client = trunk.callFrom(CLIENT, "O'Brien \"Ромашка\" <b>🌷</b>");
    owner.awaitRing().answer().awaitHeard(Voice.CLIENT).hangUp();
    client.awaitEnded();
  }

  /** Plays each scenario and writes what the server's account was shown of it into {@code folder}. */
  void capture(Map<String, Runnable> all, AmiTap tap, Path folder) {
    all.forEach((name, scenario) -> {
      lab.settle(tap);
      int mark = tap.mark();
      scenario.run();
      lab.settle(tap);
      tap.save(mark, folder.resolve(name + ".txt"));
      System.out.println(name + ": " + tap.since(mark).size() + " frames");
    });
  }

  LabRouting routing() {
    return routing;
  }

  SipTrunk trunk() {
    return trunk;
  }

  SipPhone owner() {
    return owner;
  }

  SipPhone colleague() {
    return colleague;
  }

  /** Nobody is at work: every phone is gone from the PBX. */
  void hangUpPhones() {
    owner.close();
    colleague.close();
    third.close();
  }

  @Override
  public void close() {
    hangUpPhones();
    trunk.close();
    routing.close();
  }

  public static void main(String[] arguments) throws Exception {
    try (LabAsterisk lab = LabAsterisk.start(); AmiTap tap = new AmiTap(lab.account());
        LabScenarios scenarios = new LabScenarios(lab)) {
      scenarios.capture(scenarios.all(), tap, Path.of(arguments[0]));
    }
  }
}
