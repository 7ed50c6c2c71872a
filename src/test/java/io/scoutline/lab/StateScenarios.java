package io.scoutline.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Calls in which somebody hangs up, refuses or is not there in every state a call can be in; for capturing only. */
final class StateScenarios {
  private static final Duration A_MOMENT = Duration.ofMillis(300);

  private final LabRouting routing;
  private final SipTrunk trunk;
  private final SipPhone owner;
  private final SipPhone colleague;
  private final SipPhone third;
  private final AmiTap control;

  StateScenarios(LabAsterisk lab, LabRouting routing, AmiTap control) {
    this.routing = routing;
    this.control = control;
    trunk = lab.trunk();
    owner = lab.phone("101", Voice.OWNER);
    colleague = lab.phone("102", Voice.COLLEAGUE);
    third = lab.phone("103", Voice.THIRD);
  }

  private Map<String, Runnable> all() {
    Map<String, Runnable> all = new LinkedHashMap<>();
    all.put("phone-refuses", this::phoneRefuses);
    all.put("phone-not-there", this::phoneNotThere);
    all.put("group-one-busy", this::groupOneBusy);
    all.put("queue-member-busy", this::queueMemberBusy);
    all.put("queue-nobody-answers", this::queueNobodyAnswers);
    all.put("client-hangs-up-on-hold", this::clientHangsUpOnHold);
    all.put("client-hangs-up-while-transfer-rings", this::clientHangsUpWhileTransferRings);
    all.put("client-hangs-up-in-consultation", this::clientHangsUpInConsultation);
    all.put("consultation-busy", this::consultationBusy);
    all.put("transfer-to-nowhere", this::transferToNowhere);
    all.put("outgoing-refused", this::outgoingRefused);
    all.put("outgoing-client-hangs-up", this::outgoingClientHangsUp);
    all.put("outgoing-attended-transfer", this::outgoingAttendedTransfer);
    all.put("originate", this::originate);
    all.put("originate-refused", this::originateRefused);
    all.put("originate-unanswered", this::originateUnanswered);
    return all;
  }

  private SipCall client() {
    return trunk.callFrom(LabScenarios.CLIENT, "ООО Ромашка");
  }

  private void ring(String extensions) {
    routing.answer(question -> question.attempt().equals("1") ? LabRouting.Answer.ring(extensions, 20)
        : LabRouting.Answer.of("refuse"));
  }

  private static void pause() {
    try {
      Thread.sleep(A_MOMENT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void phoneRefuses() {
    ring("101");
    SipCall client = client();
    owner.awaitRing().reject(603, "Decline");
    client.awaitEnded();
  }

  private void phoneNotThere() {
    ring("109");
    client().awaitEnded();
  }

  private void groupOneBusy() {
    ring("101-102");
    SipCall client = client();
    SipCall first = owner.awaitRing();
    SipCall second = colleague.awaitRing();
    pause();
    first.busy();
    pause();
    second.answer();
    client.awaitUp();
    pause();
    client.hangUp();
    second.awaitEnded();
  }

  private void queueMemberBusy() {
    routing.answer(question -> LabRouting.Answer.of("queue"));
    SipCall client = client();
    SipCall first = owner.awaitRing();
    SipCall second = colleague.awaitRing();
    third.awaitRing();
    pause();
    first.busy();
    pause();
    second.answer();
    client.awaitUp();
    pause();
    second.hangUp();
    client.awaitEnded();
  }

  private void queueNobodyAnswers() {
    routing.answer(question -> LabRouting.Answer.of("queue"));
    SipCall client = client();
    SipCall first = owner.awaitRing();
    colleague.awaitRing();
    third.awaitRing();
    first.awaitEnded(Duration.ofSeconds(25));
    SipCall again = owner.awaitRing();
    colleague.awaitRing();
    third.awaitRing();
    pause();
    client.hangUp();
    again.awaitEnded();
  }

  private SipCall talk(SipCall client) {
    SipCall phone = owner.awaitRing();
    pause();
    phone.answer();
    client.awaitUp();
    pause();
    return phone;
  }

  private void clientHangsUpOnHold() {
    ring("101");
    SipCall client = client();
    SipCall phone = talk(client);
    phone.hold();
    pause();
    client.hangUp();
    phone.awaitEnded();
  }

  private void clientHangsUpWhileTransferRings() {
    ring("101");
    SipCall client = client();
    talk(client).transferTo("102");
    SipCall next = colleague.awaitRing();
    pause();
    client.hangUp();
    next.awaitEnded();
  }

  private void clientHangsUpInConsultation() {
    ring("101");
    SipCall client = client();
    SipCall phone = talk(client);
    phone.hold();
    SipCall consultation = owner.dial("102");
    SipCall next = colleague.awaitRing();
    pause();
    next.answer();
    consultation.awaitUp();
    pause();
    client.hangUp();
    phone.awaitEnded();
    pause();
    consultation.hangUp();
    next.awaitEnded();
  }

  private void consultationBusy() {
    ring("101");
    SipCall client = client();
    SipCall phone = talk(client);
    phone.hold();
    SipCall consultation = owner.dial("102");
    SipCall next = colleague.awaitRing();
    pause();
    next.busy();
    consultation.awaitEnded();
    phone.unhold();
    pause();
    phone.hangUp();
    client.awaitEnded();
  }

  private void transferToNowhere() {
    ring("101");
    SipCall client = client();
    SipCall phone = talk(client);
    phone.transferTo("999");
    pause();
    phone.hangUp();
    client.awaitEnded();
  }

  private void outgoingRefused() {
    SipCall phone = owner.dial(LabScenarios.CALLED);
    SipCall client = trunk.awaitRing();
    pause();
    client.reject(603, "Decline");
    phone.awaitEnded();
  }

  private SipCall outgoing(SipCall phone) {
    SipCall client = trunk.awaitRing();
    pause();
    client.answer();
    phone.awaitUp();
    pause();
    return client;
  }

  private void outgoingClientHangsUp() {
    SipCall phone = owner.dial(LabScenarios.CALLED);
    outgoing(phone).hangUp();
    phone.awaitEnded();
  }

  private void outgoingAttendedTransfer() {
    SipCall phone = owner.dial(LabScenarios.CALLED);
    SipCall client = outgoing(phone);
    phone.hold();
    SipCall consultation = owner.dial("102");
    SipCall next = colleague.awaitRing();
    pause();
    next.answer();
    consultation.awaitUp();
    pause();
    phone.transferTo(consultation);
    phone.awaitEnded();
    consultation.awaitEnded();
    pause();
    next.hangUp();
    client.awaitEnded();
  }

  private void originateCall(String id, String timeout) {
    control.action("Originate", Map.of("Channel", "PJSIP/101", "Context", "scoutline-internal", "Exten",
        LabScenarios.CALLED, "Priority", "1", "CallerID", LabScenarios.CALLED, "Timeout", timeout, "Async", "true",
        "ChannelId", id));
  }

  private void originate() {
    originateCall("our-id-1", "20000");
    SipCall phone = owner.awaitRing();
    pause();
    phone.answer();
    outgoing(phone).hangUp();
    phone.awaitEnded();
  }

  private void originateRefused() {
    originateCall("our-id-2", "20000");
    SipCall phone = owner.awaitRing();
    pause();
    phone.reject(603, "Decline");
    phone.awaitEnded();
  }

  private void originateUnanswered() {
    originateCall("our-id-3", "1000");
    owner.awaitRing().awaitEnded();
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    try (LabAsterisk lab = LabAsterisk.start(); LabRouting routing = new LabRouting(lab.agi());
        AmiTap tap = new AmiTap(lab.account()); AmiTap control = new AmiTap(lab.fullAccount())) {
      new StateScenarios(lab, routing, control).all().forEach((name, scenario) -> {
        lab.settle(tap);
        int mark = tap.mark();
        scenario.run();
        lab.settle(tap);
        tap.save(mark, folder.resolve(name + ".txt"));
        System.out.println(name + ": " + tap.since(mark).size() + " frames");
      });
    }
  }
}
