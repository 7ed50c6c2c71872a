package io.scoutline.pbx.asterisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.scoutline.pbx.PbxEvent;
import io.scoutline.pbx.PbxUnavailable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is asked of a PBX over the link, and what becomes of it when the link ends. */
class LinkActionsTest extends LinkCase {

  @Test
  void a_recording_is_stopped_and_muted_by_the_name_of_its_channel() throws Exception {
    var sent = new LinkedBlockingQueue<Map<String, String>>();
    var link = link(new PolitePbx() {
      @Override
      protected void other(ScriptedAmi.Line line, String id, Map<String, String> action) throws IOException {
        sent.add(action);
        success(line, id);
      }
    });
    heard.await(PbxEvent.Resynced.class);
    link.muteRecording("PJSIP/trunk-0000002f", true).toCompletableFuture().get(20, TimeUnit.SECONDS);
    link.stopRecording("PJSIP/trunk-0000002f").toCompletableFuture().get(20, TimeUnit.SECONDS);
    var mute = sent.take();
    assertEquals("MixMonitorMute", mute.get("action"));
    assertEquals("1", mute.get("state"));
    assertEquals("both", mute.get("direction"));
    assertEquals("PJSIP/trunk-0000002f", mute.get("channel"));
    assertEquals("StopMixMonitor", sent.take().get("action"));
  }

  @Test
  void what_the_pbx_refuses_is_said_so() {
    var link = link(new PolitePbx());
    heard.await(PbxEvent.Resynced.class);
    var fault = assertThrows(CompletionException.class,
        () -> link.stopRecording("PJSIP/trunk-0000002f").toCompletableFuture().join());
    assertInstanceOf(PbxUnavailable.class, fault.getCause());
  }

  @Test
  void a_channel_name_that_would_begin_a_header_of_its_own_is_never_sent() {
    var link = link(new PolitePbx() {
      @Override
      protected void other(ScriptedAmi.Line line, String id, Map<String, String> action) throws IOException {
        success(line, id);
      }
    });
    heard.await(PbxEvent.Resynced.class);
    var fault = assertThrows(CompletionException.class, () -> link
        .stopRecording("PJSIP/1-2\r\nAction: Originate").toCompletableFuture().join());
    assertInstanceOf(PbxUnavailable.class, fault.getCause());
  }

  @Test
  void a_link_that_is_down_refuses_at_once() {
    var link = link(line -> line.say("no\r\n"));
    var fault = assertThrows(CompletionException.class, () -> link.snapshot().toCompletableFuture().join());
    assertInstanceOf(PbxUnavailable.class, fault.getCause());
  }

  @Test
  void whoever_waits_for_an_answer_is_told_when_the_connection_ends() throws Exception {
    var asked = new CountDownLatch(1);
    var pbx = pbx(new PolitePbx() {
      @Override
      protected void other(ScriptedAmi.Line line, String id, Map<String, String> action) {
        asked.countDown();
      }
    });
    var link = link(pbx);
    heard.await(PbxEvent.Resynced.class);
    var answer = link.stopRecording("PJSIP/trunk-1").toCompletableFuture();
    asked.await();
    pbx.cut();
    assertThrows(CompletionException.class, answer::join);
  }
}
