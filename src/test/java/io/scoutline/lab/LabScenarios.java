package io.scoutline.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

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
  private final TransferScenarios transfers;

  public LabScenarios(LabAsterisk lab) {
    this.lab = lab;
    routing = new LabRouting(lab.agi());
    trunk = lab.trunk();
    owner = lab.phone("101", Voice.OWNER);
    colleague = lab.phone("102", Voice.COLLEAGUE);
    third = lab.phone("103", Voice.THIRD);
    transfers = new TransferScenarios(this);
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
    all.put("two-devices", this::twoDevices);
    all.put("outgoing", this::outgoing);
    all.put("outgoing-busy", this::outgoingBusy);
    all.put("internal", this::internal);
    all.put("refused", this::refused);
    all.put("voicemail", this::voicemail);
    all.put("second-attempt", this::secondAttempt);
    all.put("outgoing-given-up", this::outgoingGivenUp);
    all.put("second-call-while-talking", this::secondCallWhileTalking);
    all.put("hidden-number", this::hiddenNumber);
    all.put("strange-name", this::strangeName);
    all.putAll(transfers.all());
    return all;
  }

  void ring(String extensions) {
    ring(extensions, 20);
  }

  void ring(String extensions, int seconds) {
    routing.answer(question -> question.attempt().equals("1") ? LabRouting.Answer.ring(extensions, seconds)
        : LabRouting.Answer.of("refuse"));
  }

  /** Calls go to the queue, which takes all three phones for free: it hears of a phone later than the phone itself. */
  void intoTheQueue() {
    lab.awaitFreeMembers(3);
    routing.answer(question -> LabRouting.Answer.of("queue"));
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
    intoTheQueue();
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
    intoTheQueue();
    SipCall client = fromClient();
    SipCall first = owner.awaitRing();
    SipCall second = colleague.awaitRing();
    SipCall last = third.awaitRing();
    client.hangUp();
    first.awaitEnded();
    second.awaitEnded();
    last.awaitEnded();
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

  TransferScenarios transfers() {
    return transfers;
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
