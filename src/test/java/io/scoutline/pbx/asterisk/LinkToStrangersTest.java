package io.scoutline.pbx.asterisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.Await;
import io.scoutline.pbx.LinkFault;
import io.scoutline.pbx.LinkState;
import io.scoutline.pbx.PbxEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The link to something that is silent, endless, broken or no PBX at all. */
class LinkToStrangersTest extends LinkCase {

  @Test
  void something_that_is_no_manager_interface_is_refused() {
    var link = link((ScriptedAmi.Script) line -> line.say("HTTP/1.1 400 Bad Request\r\n\r\n"));
    awaitFault(link, LinkFault.REFUSED);
    assertTrue(((LinkState.Down) link.linkState()).detail().contains("not a manager interface"));
  }

  @Test
  void one_that_accepts_and_says_nothing_does_not_hold_the_link_up() {
    var pbx = pbx(line -> line.action());
    var link = link(pbx);
    awaitFault(link, LinkFault.REFUSED);
    pbx.now(new PolitePbx());
    heard.await(PbxEvent.LinkUp.class);
  }

  @Test
  void an_endless_line_costs_nothing_but_itself() {
    var pbx = pbx(line -> {
      line.banner();
      for (int block = 0; block < 500; block++) {
        line.say("x".repeat(65_536));
      }
    });
    var link = link(pbx);
    awaitFault(link, LinkFault.LOST);
    pbx.now(new PolitePbx());
    heard.await(PbxEvent.LinkUp.class);
  }

  @Test
  @DisplayName("pain 3: a PBX that falls silent is found out by the ping")
  void a_pbx_that_falls_silent_is_found_out() {
    link(new PolitePbx() {
      @Override
      protected void ping(ScriptedAmi.Line line, String id) throws IOException, InterruptedException {
        if (line.number > 1) {
          super.ping(line, id);
        }
      }
    });
    heard.await(PbxEvent.LinkUp.class, 2);
    assertEquals("lost", heard.await(PbxEvent.LinkDown.class).reason());
  }

  @Test
  void a_pbx_that_sends_events_and_answers_nothing_is_given_up() {
    link(new PolitePbx() {
      @Override
      protected void loggedIn(ScriptedAmi.Line line) {
        if (line.number == 1) {
          Thread.ofVirtual().start(() -> chatter(line));
        }
      }

      @Override
      protected void ping(ScriptedAmi.Line line, String id) throws IOException, InterruptedException {
        if (line.number > 1) {
          super.ping(line, id);
        }
      }
    });
    heard.await(PbxEvent.LinkUp.class, 2);
  }

  private static void chatter(ScriptedAmi.Line line) {
    try {
      for (int number = 0; number < 1_000_000; number++) {
        line.message(PolitePbx.newChannel("1." + number, "Anna"));
        Await.elapse(Duration.ofMillis(20));
      }
    } catch (IOException | InterruptedException givenUp) {
      // what the test is about
    }
  }

  @Test
  void garbage_between_messages_stops_nothing() {
    link(new PolitePbx() {
      @Override
      protected void loggedIn(ScriptedAmi.Line line) throws IOException {
        line.say("\u0000\u0001\u0002 : : :\r\n\r\n").say(":\r\n\r\n").say("\r\n\r\n\r\n");
        line.message("Event: Newchannel", "Event: Newchannel", "ActionID: 1", "ActionID: 2", "Uniqueid: 1.1",
            "Uniqueid: 2.2", "Channel: PJSIP/x-1", "ChannelState: nine", "Timestamp: soon");
        line.message("Event: BridgeEnter", "Uniqueid: 1.1");
        line.message("Event: BridgeLeave", "BridgeUniqueid: none", "Uniqueid: 1.1");
        line.message("Response: Success", "ActionID: 1", "ActionID: 2");
        line.message("Event: PeerEntry", "Event: PeerEntry", "ListItems: 9999999999999");
        line.message("Event: Hangup", "Cause: -3", "Uniqueid:");
        line.message("Event: NoSuchThing", "Uniqueid: 1.1");
        line.message("Asterisk Call Manager/9: Event");
        line.message("Response: Follows", "ActionID: 77", "--END COMMAND--");
        line.message(newChannel("9.9", "Last"));
      }
    });
    heard.await(event -> event instanceof PbxEvent.ChannelCreated created
        && created.channel().uniqueid().equals("9.9"), "the last one");
    heard.await(PbxEvent.Resynced.class);
    assertEquals(List.of("1.1", "9.9"),
        heard.of(PbxEvent.ChannelCreated.class).stream().map(event -> event.channel().uniqueid()).toList());
    assertEquals(1, heard.of(PbxEvent.LinkUp.class).size());
  }
}
