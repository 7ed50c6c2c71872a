package io.scoutline.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.lab.AmiTap.Frame;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Calls from the first ring to the last hang-up on a real Asterisk, as AMI and the recording show them. */
class CallLabTest extends LabCallTest {

  @Test
  @DisplayName("P6.1: both sides are recorded, each on its own channel, and the file is named by the client's channel")
  void an_answered_call_is_recorded_on_two_channels() {
    calls.ring("101");
    SipCall client = calls.fromClient();
    SipCall phone = calls.owner().awaitRing().answer();
    client.awaitUp().awaitHeard(Voice.OWNER);
    phone.awaitHeard(Voice.CLIENT);
    talk(client, phone);
    client.hangUp();

    StereoFile recording = StereoFile.await(lab, client());

    assertTrue(recording.hasLeft(Voice.CLIENT), "the client is on the left");
    assertTrue(recording.hasRight(Voice.OWNER), "we are on the right");
    assertFalse(recording.hasLeft(Voice.OWNER), "we are not on the left");
    assertFalse(recording.hasRight(Voice.CLIENT), "the client is not on the right");
    assertEquals("16", first("Hangup", "Channel", "PJSIP/trunk-").get("Cause"));
  }

  @Test
  @DisplayName("P3.5: a group rings as one call and falls silent the moment one answers")
  void a_group_rings_until_one_answers() {
    calls.groupRing();

    lab.settle(ami);
    assertEquals(List.of("ANSWER", "CANCEL", "CANCEL"),
        all("DialEnd").stream().map(f -> f.get("DialStatus")).sorted().toList());
    assertEquals(1, all("Newchannel").stream().map(f -> f.get("Linkedid")).distinct().count());
  }

  @Test
  void a_person_with_two_devices_is_rung_on_both() {
    calls.twoDevices();

    assertEquals(List.of("PJSIP/101", "PJSIP/101"), all("DialBegin").stream()
        .map(f -> f.get("DestChannel").replaceFirst("-[^-]*$", "")).toList());
  }

  @Test
  void a_call_into_the_queue_rings_its_members() {
    calls.queue();

    first("QueueCallerJoin", "Queue", "scoutline");
    assertEquals("PJSIP/101", first("AgentConnect", "Queue", "scoutline").get("Interface"));
    first("QueueCallerLeave", "Queue", "scoutline");
  }

  @Test
  void a_caller_who_leaves_the_queue_is_told_as_abandoned() {
    calls.queueAbandoned();

    first("QueueCallerAbandon", "Queue", "scoutline");
  }

  @Test
  @DisplayName("P3.4, P6.1: a blind transfer keeps the client's channel, its linkedid and its one recording")
  void one_recording_spans_a_blind_transfer() {
    calls.ring("101");
    SipCall client = calls.fromClient();
    SipCall phone = calls.owner().awaitRing().answer();
    phone.awaitHeard(Voice.CLIENT);
    talk(client);
    phone.transferTo("102");
    SipCall next = calls.colleague().awaitRing().answer();
    next.awaitHeard(Voice.CLIENT);
    client.awaitHeard(Voice.COLLEAGUE);
    talk(client);
    next.hangUp();
    client.awaitEnded();

    StereoFile recording = StereoFile.await(lab, client());

    assertTrue(recording.hasLeft(Voice.CLIENT));
    assertTrue(recording.hasRight(Voice.OWNER));
    assertTrue(recording.hasRight(Voice.COLLEAGUE));
    Frame transfer = first("BlindTransfer", "Result", "Success");
    assertEquals(client(), transfer.get("TransfereeUniqueid"));
    assertEquals("102", transfer.get("Extension"));
    assertEquals(client(), first("Newchannel", "Channel", "PJSIP/102-").get("Linkedid"));
  }

  @Test
  @DisplayName("P2.1: an attended transfer has two linkedids until the bridge, and one recording")
  void one_recording_spans_an_attended_transfer() {
    calls.ring("101");
    SipCall client = calls.fromClient();
    SipCall phone = calls.owner().awaitRing().answer();
    client.awaitHeard(Voice.OWNER);
    talk(client);
    phone.hold();
    SipCall consultation = calls.owner().dial("102");
    SipCall next = calls.colleague().awaitRing().answer();
    consultation.awaitUp().awaitHeard(Voice.COLLEAGUE);
    phone.transferTo(consultation);
    client.awaitHeard(Voice.COLLEAGUE);
    talk(client);
    next.hangUp();
    client.awaitEnded();

    StereoFile recording = StereoFile.await(lab, client());

    assertTrue(recording.hasRight(Voice.OWNER));
    assertTrue(recording.hasRight(Voice.COLLEAGUE));
    Frame transfer = first("AttendedTransfer", "Result", "Success");
    assertEquals(client(), transfer.get("OrigTransfererLinkedid"));
    Frame consulted = first("Newchannel", "Channel", "PJSIP/102-");
    assertFalse(consulted.get("Linkedid").equals(client()), "the consultation begins as a call of its own");
    Frame end = first("Hangup", "Uniqueid", consulted.get("Uniqueid"));
    assertEquals(client(), end.get("Linkedid"));
  }

  @Test
  void the_key_for_a_blind_transfer_works_on_any_phone() {
    calls.transfers().blindTransferByKeys();

    assertEquals("102", first("BlindTransfer", "Result", "Success").get("Extension"));
  }

  @Test
  void the_keys_for_an_attended_transfer_work_on_any_phone() {
    calls.transfers().attendedTransferByKeys();

    first("AttendedTransfer", "Result", "Success");
  }

  @Test
  void a_consultation_may_be_left_before_it_is_answered() {
    calls.transfers().attendedTransferWhileRinging();

    first("Hangup", "Channel", "PJSIP/102-");
  }

  @Test
  @DisplayName("P6.1: a transfer to the outside adds a second recording, that of the second external channel")
  void each_external_channel_has_a_recording() {
    calls.transfers().transferToTheOutside();

    lab.settle(ami);
    long external = all("Newchannel").stream().filter(f -> f.get("Channel").startsWith("PJSIP/trunk-"))
        .filter(f -> Files.exists(lab.done().resolve(f.get("Uniqueid") + ".raw"))).count();
    assertEquals(2, external);
  }

  @Test
  void a_client_we_called_can_be_transferred() {
    calls.transfers().transferOfAnOutgoingCall();

    assertEquals(client(), first("BlindTransfer", "Result", "Success").get("TransfereeUniqueid"));
  }

  @Test
  void a_client_who_is_transferred_to_a_phone_that_is_busy_is_not_dropped() {
    calls.transfers().blindTransferToBusy();

    assertEquals("PJSIP/103", first("AgentConnect", "Queue", "scoutline").get("Interface"));
  }

  @Test
  @DisplayName("P2.3: hold begins and ends with events of the phone's own channel")
  void a_held_client_is_told_as_held() {
    calls.transfers().hold();

    first("Hold", "Channel", "PJSIP/101-");
    first("Unhold", "Channel", "PJSIP/101-");
  }

  @Test
  @DisplayName("P6.1: an outgoing call is recorded on the client's channel, the client on the left")
  void an_outgoing_call_is_recorded_on_two_channels() {
    SipCall phone = calls.owner().dial("84950000002");
    SipCall client = calls.trunk().awaitRing().answer();
    phone.awaitUp().awaitHeard(Voice.CLIENT);
    client.awaitHeard(Voice.OWNER);
    talk(client, phone);
    phone.hangUp();
    client.awaitEnded();

    StereoFile recording = StereoFile.await(lab, client());

    assertTrue(recording.hasLeft(Voice.CLIENT));
    assertTrue(recording.hasRight(Voice.OWNER));
    assertFalse(recording.hasRight(Voice.CLIENT));
  }

  @Test
  void a_scout_is_free_at_once_when_the_client_is_busy() {
    SipCall phone = calls.owner().dial("84950000002");
    calls.trunk().awaitRing().busy();

    phone.awaitEnded(Duration.ofSeconds(1));

    assertEquals(486, phone.status());
  }

  @Test
  void phones_call_each_other_without_a_recording() {
    long before = recordings();

    calls.internal();

    lab.settle(ami);
    assertEquals(before, recordings());
  }

  @Test
  void a_call_that_nobody_answers_leaves_no_recording() {
    long before = recordings();

    calls.hangUpInRinging();

    lab.settle(ami);
    lab.await(() -> lab.spool().toFile().list().length == 0, "the spool is not empty");
    assertEquals(before, recordings());
  }

  private long recordings() {
    return lab.done().toFile().list().length + lab.spool().toFile().list().length;
  }
}
