package io.scoutline.lab;

import io.scoutline.Await;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls that are handed on or held, by the phone or by keys. */
final class TransferScenarios {

  private final LabScenarios calls;
  private final SipTrunk trunk;
  private final SipPhone owner;
  private final SipPhone colleague;

  TransferScenarios(LabScenarios calls) {
    this.calls = calls;
    trunk = calls.trunk();
    owner = calls.owner();
    colleague = calls.colleague();
  }

  /** Every scenario by the name of its file. */
  Map<String, Runnable> all() {
    Map<String, Runnable> all = new LinkedHashMap<>();
    all.put("blind-transfer", this::blindTransfer);
    all.put("attended-transfer", this::attendedTransfer);
    all.put("hold", this::hold);
    all.put("blind-transfer-to-busy", this::blindTransferToBusy);
    all.put("blind-transfer-by-keys", this::blindTransferByKeys);
    all.put("attended-transfer-by-keys", this::attendedTransferByKeys);
    all.put("attended-transfer-while-ringing", this::attendedTransferWhileRinging);
    all.put("transfer-of-an-outgoing-call", this::transferOfAnOutgoingCall);
    all.put("transfer-to-the-outside", this::transferToTheOutside);
    return all;
  }

  void blindTransfer() {
    calls.ring("101");
    SipCall client = calls.fromClient();
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
    calls.ring("101");
    SipCall client = calls.fromClient();
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
    calls.ring("101");
    SipCall client = calls.fromClient();
    SipCall phone = owner.awaitRing().answer();
    client.awaitUp();
    phone.awaitHeard(Voice.CLIENT).hold();
    phone.unhold();
    client.awaitHeard(Voice.OWNER).hangUp();
    phone.awaitEnded();
  }

  /** The client falls into the queue and is taken by the third. */
  void blindTransferToBusy() {
    calls.ring("101");
    SipCall client = calls.fromClient();
    SipCall phone = owner.awaitRing().answer().awaitHeard(Voice.CLIENT);
    var refused = new AtomicInteger();
    colleague.always(call -> {
      call.busy();
      refused.incrementAndGet();
    });
    phone.transferTo("102");
    SipCall fromQueue = calls.third.awaitRing();
    // The queue rings both at once: without this, the answer of the one may overtake the refusal of the other.
    Await.until(() -> refused.get() == 2, "the colleague was not rung by the queue");
    aMomentPasses();
    // A colleague whom the PBX still takes for engaged by the call just refused is passed over in the queue's first
    // round, which then ends with nobody; both are rung in the next.
    SipCall rings = fromQueue.stage() == SipCall.Stage.ENDED ? calls.third.awaitRing() : fromQueue;
    rings.answer().awaitHeard(Voice.CLIENT).hangUp();
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
    calls.ring("101");
    SipCall client = calls.fromClient();
    SipCall phone = owner.awaitRing().answer().awaitHeard(Voice.CLIENT);
    phone.press("#");
    phone.awaitSound(Duration.ofMillis(1500));
    phone.press("102");
    colleague.awaitRing().answer().awaitHeard(Voice.CLIENT).hangUp();
    client.awaitEnded();
  }

  void attendedTransferByKeys() {
    calls.ring("101");
    SipCall client = calls.fromClient();
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
    calls.ring("101");
    SipCall client = calls.fromClient();
    SipCall phone = owner.awaitRing().answer().awaitHeard(Voice.CLIENT);
    phone.hold();
    SipCall consultation = owner.dial("102").awaitRinging();
    SipCall next = colleague.awaitRing();
    phone.transferTo(consultation);
    // Asterisk says "done" before it is: only when the consultation's line is gone has the client its place, and an
    // answer before that would be the consultation's.
    consultation.awaitEnded();
    next.answer().awaitHeard(Voice.CLIENT).hangUp();
    client.awaitEnded();
  }

  void transferOfAnOutgoingCall() {
    SipCall phone = owner.dial(LabScenarios.CALLED);
    SipCall client = trunk.awaitRing().answer();
    phone.awaitUp().awaitHeard(Voice.CLIENT).transferTo("102");
    colleague.awaitRing().answer().awaitHeard(Voice.CLIENT).hangUp();
    client.awaitEnded();
  }

  void transferToTheOutside() {
    calls.ring("101");
    SipCall client = calls.fromClient();
    owner.awaitRing().answer().awaitHeard(Voice.CLIENT).transferTo(LabScenarios.CALLED);
    SipCall outside = trunk.awaitRing().answer();
    client.awaitMore(Duration.ofMillis(500));
    outside.hangUp();
    client.awaitEnded();
  }
}
