package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.lab.LabAsterisk;
import io.scoutline.lab.SharedLab;
import io.scoutline.lab.SipCall;
import io.scoutline.lab.SipPhone;
import io.scoutline.lab.SipTrunk;
import io.scoutline.lab.Voice;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The way of a real call: a real Asterisk, real sound, the whole server, and what people see. */
@ExtendWith(SharedLab.class)
class RealCallLabTest {

  private static final String CLIENT = "+74951234567";

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  @TempDir
  static Path folder;

  private static LabAsterisk lab;
  private static LabOffice office;

  private SipTrunk trunk;
  private SipPhone managersPhone;
  private SipPhone colleaguesPhone;
  private final Set<String> touched = new LinkedHashSet<>();

  @BeforeAll
  static void open(LabAsterisk shared) {
    lab = shared;
    office = new LabOffice(lab, postgres, folder);
    postgres.database().update("""
        WITH made AS (INSERT INTO clients.client (name, owner, created_at, updated_at)
                      VALUES ('Север-Логистик', $1, now(), now()) RETURNING id),
             met AS (INSERT INTO clients.contact (client, name, decision)
                     SELECT id, 'Ирина Гаврилова', 'decides' FROM made RETURNING id, client)
        INSERT INTO clients.number (client, contact, e164) SELECT client, id, '+74951234567' FROM met""",
        office.people.get("manager"));
    office.app.clients().catchUp();
  }

  @AfterAll
  static void shut() {
    office.close();
  }

  @BeforeEach
  void connect() {
    trunk = lab.trunk();
    managersPhone = lab.phone("101", Voice.OWNER);
    colleaguesPhone = lab.phone("102", Voice.COLLEAGUE);
  }

  /** Whoever is still writing a call up does not get the next one. */
  @AfterEach
  void disconnect() {
    for (String login : List.of("manager", "colleague")) {
      try (Guest guest = office.guest(login)) {
        touched.forEach(id -> guest.send("POST", "/api/calls/" + id + "/write-up", new JsonObject().put("note", "")));
      }
    }
    managersPhone.close();
    colleaguesPhone.close();
    trunk.close();
  }

  private JsonObject card(Guest whose, String phase) {
    return card(whose, card -> card.getString("phase").equals(phase));
  }

  private JsonObject card(Guest whose, Predicate<JsonObject> wish) {
    JsonObject card = whose.await("desk", "card", wish);
    touched.add(card.getString("callId"));
    return card;
  }

  /** The call's row, when it is written and closed: rows follow the cards. */
  private static JsonObject closedCall(Guest whose, String id) {
    lab.await(() -> whose.status("GET", "/api/calls/" + id, null) == 200
        && whose.get("/api/calls/" + id).getJsonObject("line").getString("disposition") != null, "the call is open");
    return whose.get("/api/calls/" + id);
  }

  private static JsonObject recording(Guest whose, String call) {
    lab.await(() -> !whose.get("/api/recordings?call=" + call).getJsonArray("items").isEmpty(), "no recording");
    return whose.get("/api/recordings?call=" + call).getJsonArray("items").getJsonObject(0);
  }

  @Test
  @DisplayName("P3.1, P4.2, P7.3: the card opens at the owner, only the owner's phone rings, the board counts one")
  void a_client_who_calls_reaches_their_own_manager_with_the_card_open() {
    try (Guest manager = office.guest("manager").follow("desk"); Guest colleague = office.guest("colleague");
        Guest head = office.guest("head").follow("board")) {
      SipCall client = trunk.callFrom(CLIENT, "Irina");
      SipCall phone = managersPhone.awaitRing();
      JsonObject ringing = card(manager, "ringing");
      assertEquals("Север-Логистик", ringing.getJsonObject("client").getString("name"));
      assertFalse(colleaguesPhone.hasRung());

      phone.answer().awaitHeard(Voice.CLIENT);
      client.awaitHeard(Voice.OWNER).hangUp();

      String id = ringing.getString("callId");
      JsonObject call = closedCall(manager, id);
      assertEquals("answered", call.getJsonObject("line").getString("disposition"));
      assertEquals("owner", call.getJsonArray("routes").getJsonObject(0).getString("reason"));
      head.await("board", "row", row -> row.getJsonObject("person").getString("name").equals("manager")
          && row.getInteger("counted") == 1);
      assertEquals(404, colleague.status("GET", "/api/calls/" + id, null)); // P16.1
      JsonObject recording = recording(manager, id); // P6.1
      assertEquals(2, recording.getInteger("channels"));
      assertTrue(recording.getBoolean("playable"));
      String sound = "/api/recordings/" + recording.getString("id") + "/audio";
      assertEquals(200, manager.status("GET", sound, null));
      assertEquals(404, colleague.status("GET", sound, null));
    }
  }

  @Test
  @DisplayName("P4: the owner is busy, so somebody else is asked for at once, with the card")
  void a_busy_owner_means_a_second_try() {
    managersPhone.always(SipCall::busy);
    try (Guest colleague = office.guest("colleague").follow("desk")) {
      SipCall client = trunk.callFrom(CLIENT);

      SipCall phone = colleaguesPhone.awaitRing();

      assertEquals("Север-Логистик", card(colleague, "ringing").getJsonObject("client").getString("name"));
      phone.answer().awaitHeard(Voice.CLIENT).hangUp();
      client.awaitEnded();
      assertEquals("answered", closedCall(colleague, card(colleague, "wrap_up").getString("callId"))
          .getJsonObject("line").getString("disposition"));
    }
  }

  @Test
  @DisplayName("P3.4, P2.1: an attended transfer is one call, and the card follows it")
  void the_card_follows_an_attended_transfer() {
    try (Guest manager = office.guest("manager").follow("desk");
        Guest colleague = office.guest("colleague").follow("desk")) {
      SipCall client = trunk.callFrom(CLIENT);
      SipCall phone = managersPhone.awaitRing().answer();
      String id = card(manager, "ringing").getString("callId");
      phone.awaitHeard(Voice.CLIENT).hold();
      SipCall consultation = managersPhone.dial("102");
      SipCall next = colleaguesPhone.awaitRing().answer();
      consultation.awaitUp().awaitHeard(Voice.COLLEAGUE);
      phone.transferTo(consultation);
      next.awaitHeard(Voice.CLIENT);

      JsonObject followed = card(colleague, card -> card.getString("callId").equals(id));
      assertEquals("Север-Логистик", followed.getJsonObject("client").getString("name"));
      client.hangUp();

      JsonObject call = closedCall(colleague, id);
      assertEquals("answered", call.getJsonObject("line").getString("disposition"));
    }
  }

  @Test
  @DisplayName("P3.4: a blind transfer is one call, and the card follows it")
  void the_card_follows_a_blind_transfer() {
    try (Guest manager = office.guest("manager").follow("desk");
        Guest colleague = office.guest("colleague").follow("desk")) {
      SipCall client = trunk.callFrom(CLIENT);
      SipCall phone = managersPhone.awaitRing().answer();
      String id = card(manager, "ringing").getString("callId");
      phone.awaitHeard(Voice.CLIENT).transferTo("102");
      SipCall next = colleaguesPhone.awaitRing();

      card(colleague, card -> card.getString("callId").equals(id) && card.getString("phase").equals("ringing"));

      next.answer().awaitHeard(Voice.CLIENT);
      client.hangUp();
      assertEquals("answered", closedCall(colleague, id).getJsonObject("line").getString("disposition"));
    }
  }

  @Test
  @DisplayName("P3.6: a client whom nobody answered is owed a call")
  void a_missed_client_is_owed_a_call() {
    try (Guest manager = office.guest("manager").follow("desk")) {
      SipCall client = trunk.callFrom(CLIENT);
      managersPhone.awaitRing();
      String id = card(manager, "ringing").getString("callId");
      client.hangUp();

      manager.await("desk", "promises", owed -> owed.getInteger("open") > 0);

      assertEquals("no_answer", closedCall(manager, id).getJsonObject("line").getString("disposition"));
    }
  }

  @Test
  @DisplayName("P16.2, P2.4: a stranger with a hidden number and a hostile name is shown as sent")
  void a_hostile_stranger_is_shown_as_sent() {
    String name = "O'Brien \"Ромашка\" <img src=x onerror=alert(1)> 🌷";
    colleaguesPhone.always(SipCall::answer);
    managersPhone.always(SipCall::busy);
    try (Guest colleague = office.guest("colleague").follow("desk")) {
      SipCall client = trunk.callFrom("anonymous", name).awaitUp();

      JsonObject shown = card(colleague, card -> card.getString("phase").equals("talking"));

      assertEquals(name, shown.getJsonObject("caller").getString("name"));
      assertTrue(shown.getValue("client") == null, shown.toString());
      client.hangUp();
    }
  }
}
