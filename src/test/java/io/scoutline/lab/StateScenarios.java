package io.scoutline.lab;

import io.scoutline.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Calls in which somebody hangs up, refuses or is not there in every state a call can be in. */
public final class StateScenarios {
  private static final Duration A_MOMENT = Duration.ofMillis(300);

  private final LabScenarios calls;
  private final SipTrunk trunk;
  private final SipPhone owner;
  private final SipPhone colleague;
  private final SipPhone third;
  private final AmiTap control;

  /** @param control an account that may originate */
  public StateScenarios(LabScenarios calls, AmiTap control) {
    this.calls = calls;
    this.control = control;
    trunk = calls.trunk();
    owner = calls.owner();
    colleague = calls.colleague();
    third = calls.third;
  }

  /** Every scenario by the name of its file. */
  public Map<String, Runnable> all() {
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

  private static void letAMomentPass() {
    try {
      Await.elapse(A_MOMENT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void phoneRefuses() {
    calls.ring("101");
    SipCall client = calls.fromClient();
    owner.awaitRing().reject(603, "Decline");
    client.awaitEnded();
  }

  private void phoneNotThere() {
    calls.ring("109");
    calls.fromClient().awaitEnded();
  }

  private void groupOneBusy() {
    calls.ring("101-102");
    SipCall client = calls.fromClient();
    SipCall first = owner.awaitRing();
    SipCall second = colleague.awaitRing();
    firstIsBusyAndSecondAnswers(client, first, second);
    client.hangUp();
    second.awaitEnded();
  }

  private void queueMemberBusy() {
    calls.intoTheQueue();
    SipCall client = calls.fromClient();
    SipCall first = owner.awaitRing();
    SipCall second = colleague.awaitRing();
    third.awaitRing();
    firstIsBusyAndSecondAnswers(client, first, second);
    second.hangUp();
    client.awaitEnded();
  }

  private static void firstIsBusyAndSecondAnswers(SipCall client, SipCall first, SipCall second) {
    letAMomentPass();
    first.busy();
    letAMomentPass();
    second.answer();
    client.awaitUp();
    letAMomentPass();
  }

  private void queueNobodyAnswers() {
    calls.intoTheQueue();
    SipCall client = calls.fromClient();
    SipCall first = owner.awaitRing();
    colleague.awaitRing();
    third.awaitRing();
    first.awaitEnded(Duration.ofSeconds(25));
    SipCall again = owner.awaitRing();
    colleague.awaitRing();
    third.awaitRing();
    letAMomentPass();
    client.hangUp();
    again.awaitEnded();
  }

  private SipCall talk(SipCall client) {
    SipCall phone = owner.awaitRing();
    letAMomentPass();
    phone.answer();
    client.awaitUp();
    letAMomentPass();
    return phone;
  }

  private void clientHangsUpOnHold() {
    calls.ring("101");
    SipCall client = calls.fromClient();
    SipCall phone = talk(client);
    phone.hold();
    letAMomentPass();
    client.hangUp();
    phone.awaitEnded();
  }

  private void clientHangsUpWhileTransferRings() {
    calls.ring("101");
    SipCall client = calls.fromClient();
    talk(client).transferTo("102");
    SipCall next = colleague.awaitRing();
    letAMomentPass();
    client.hangUp();
    next.awaitEnded();
  }

  private void clientHangsUpInConsultation() {
    calls.ring("101");
    SipCall client = calls.fromClient();
    SipCall phone = talk(client);
    phone.hold();
    SipCall consultation = owner.dial("102");
    SipCall next = colleague.awaitRing();
    letAMomentPass();
    next.answer();
    consultation.awaitUp();
    letAMomentPass();
    client.hangUp();
    phone.awaitEnded();
    letAMomentPass();
    consultation.hangUp();
    next.awaitEnded();
  }

  private void consultationBusy() {
    calls.ring("101");
    SipCall client = calls.fromClient();
    SipCall phone = talk(client);
    phone.hold();
    SipCall consultation = owner.dial("102");
    SipCall next = colleague.awaitRing();
    letAMomentPass();
    next.busy();
    consultation.awaitEnded();
    phone.unhold();
    letAMomentPass();
    phone.hangUp();
    client.awaitEnded();
  }

  private void transferToNowhere() {
    calls.ring("101");
    SipCall client = calls.fromClient();
    SipCall phone = talk(client);
    phone.failToTransferTo("999");
    letAMomentPass();
    phone.hangUp();
    client.awaitEnded();
  }

  private void outgoingRefused() {
    SipCall phone = owner.dial(LabScenarios.CALLED);
    SipCall client = trunk.awaitRing();
    letAMomentPass();
    client.reject(603, "Decline");
    phone.awaitEnded();
  }

  private SipCall outgoing(SipCall phone) {
    SipCall client = trunk.awaitRing();
    letAMomentPass();
    client.answer();
    phone.awaitUp();
    letAMomentPass();
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
    letAMomentPass();
    next.answer();
    consultation.awaitUp();
    letAMomentPass();
    phone.transferTo(consultation);
    phone.awaitEnded();
    consultation.awaitEnded();
    letAMomentPass();
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
    letAMomentPass();
    phone.answer();
    outgoing(phone).hangUp();
    phone.awaitEnded();
  }

  private void originateRefused() {
    originateCall("our-id-2", "20000");
    SipCall phone = owner.awaitRing();
    letAMomentPass();
    phone.reject(603, "Decline");
    phone.awaitEnded();
  }

  private void originateUnanswered() {
    originateCall("our-id-3", "1000");
    owner.awaitRing().awaitEnded();
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    try (LabAsterisk lab = LabAsterisk.start(); LabScenarios calls = new LabScenarios(lab);
        AmiTap tap = new AmiTap(lab.account()); AmiTap control = new AmiTap(lab.fullAccount())) {
      calls.capture(new StateScenarios(calls, control).all(), tap, folder);
    }
  }
}
