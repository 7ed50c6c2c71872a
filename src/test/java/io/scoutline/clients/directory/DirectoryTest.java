package io.scoutline.clients.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.clients.Category;
import io.scoutline.clients.DecisionRole;
import io.scoutline.clients.SyntheticBase;
import io.scoutline.clients.directory.ClientEntry.LastScout;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DirectoryTest {

  private static final PhoneNumber SWITCHBOARD = PhoneNumber.of("+74951112233");
  private static final PhoneNumber MOBILE = PhoneNumber.of("+79161234567");
  private static final ContactEntry ANNA = contact(1, "Анна Белова", DecisionRole.DECIDES);
  private static final ContactEntry PETR = contact(2, "Пётр Громов", DecisionRole.GATEKEEPER);

  private final Directory directory = new Directory();

  @Test
  @DisplayName("P3.2: everything the first paint needs comes back as it was put")
  void a_number_of_one_person_finds_the_person_and_the_client() {
    var client = new ClientEntry(new ClientId(7), "Завод «Полюс»", Optional.of(Category.VIP), true, false,
        Optional.of("Заводы"), Optional.of("Казань"), Optional.of("Выставка"), Optional.of(new PersonId(3)),
        Optional.of(new PersonId(4)), Optional.of(new PersonId(6)),
        Optional.of(new LastScout(new PersonId(5), Instant.parse("2026-11-02T08:30:00Z"))));
    directory.put(new ClientPicture(client, List.of(ANNA, PETR), List.of(of(MOBILE, ANNA), of(SWITCHBOARD))));

    assertEquals(new Match.Known(client, Optional.of(ANNA), List.of()), directory.lookup(MOBILE));
    assertEquals(new Match.Known(client, Optional.empty(), List.of()), directory.lookup(SWITCHBOARD));
    assertEquals(List.of(ANNA, PETR), directory.contacts(new ClientId(7)));
    assertEquals(Optional.of(PETR), directory.contact(new ClientId(7), PETR.id()));
  }

  @Test
  void an_empty_passport_comes_back_empty() {
    ClientEntry bare = client(1, "?");
    directory.put(new ClientPicture(bare, List.of(), List.of(of(MOBILE))));

    assertEquals(new Match.Known(bare, Optional.empty(), List.of()), directory.lookup(MOBILE));
  }

  @Test
  void a_number_in_nobodys_passport_is_unknown() {
    assertEquals(new Match.Unknown(), directory.lookup(MOBILE));
  }

  @Test
  @DisplayName("P3.3, pain 12: a number shared by several people of one client is a choice, not a guess")
  void a_shared_number_of_one_client_offers_its_people() {
    directory.put(picture(1, of(SWITCHBOARD, ANNA), of(SWITCHBOARD, PETR)));

    var known = assertInstanceOf(Match.Known.class, directory.lookup(SWITCHBOARD));
    assertEquals(Optional.empty(), known.contact());
    assertEquals(List.of(ANNA, PETR), known.choices());
  }

  @Test
  @DisplayName("P3.3: a number that is also the client's own does not point to the person for certain")
  void a_number_of_a_person_and_of_the_client_offers_the_person() {
    directory.put(picture(1, of(SWITCHBOARD), of(SWITCHBOARD, ANNA)));

    var known = assertInstanceOf(Match.Known.class, directory.lookup(SWITCHBOARD));
    assertEquals(Optional.empty(), known.contact());
    assertEquals(List.of(ANNA), known.choices());
  }

  @Test
  @DisplayName("P3.3: a switchboard of several clients is ambiguous")
  void a_number_of_several_clients_lists_them_in_order() {
    directory.put(picture(2, of(SWITCHBOARD)));
    directory.put(picture(1, of(SWITCHBOARD, ANNA)));

    var ambiguous = assertInstanceOf(Match.Ambiguous.class, directory.lookup(SWITCHBOARD));
    assertFalse(ambiguous.more());
    assertEquals(List.of(1L, 2L), ambiguous.choices().stream().map(choice -> choice.client().id().value()).toList());
    assertEquals(Optional.of(ANNA), ambiguous.choices().getFirst().contact());
  }

  @Test
  void a_number_of_very_many_clients_says_that_there_are_more() {
    IntStream.rangeClosed(1, Directory.MOST_CHOICES).forEach(n -> directory.put(picture(n, of(SWITCHBOARD))));
    var full = assertInstanceOf(Match.Ambiguous.class, directory.lookup(SWITCHBOARD));
    assertEquals(Directory.MOST_CHOICES, full.choices().size());
    assertFalse(full.more());

    directory.put(picture(1000, of(SWITCHBOARD)));
    var more = assertInstanceOf(Match.Ambiguous.class, directory.lookup(SWITCHBOARD));
    assertEquals(Directory.MOST_CHOICES, more.choices().size());
    assertTrue(more.more());
  }

  @Test
  @DisplayName("P2.4: an extension tells people behind one number apart")
  void the_extension_points_to_its_person() {
    directory.put(picture(1, of(extension("12"), ANNA), of(extension("14"), PETR), of(SWITCHBOARD)));

    assertEquals(Optional.of(ANNA), known(extension("12")).contact());
    assertEquals(Optional.of(PETR), known(extension("14")).contact());
    assertEquals(Optional.empty(), known(extension("99")).contact());
    assertEquals(List.of(), known(extension("99")).choices());
    assertEquals(Optional.empty(), known(SWITCHBOARD).contact());
    assertEquals(List.of(ANNA, PETR), known(SWITCHBOARD).choices());
  }

  @Test
  void a_single_person_behind_a_switchboard_is_offered_and_not_asserted() {
    directory.put(picture(1, of(extension("12"), ANNA)));

    assertEquals(Optional.empty(), known(SWITCHBOARD).contact());
    assertEquals(List.of(ANNA), known(SWITCHBOARD).choices());
  }

  @Test
  void a_number_given_up_no_longer_finds_the_client() {
    directory.put(picture(1, of(MOBILE), of(SWITCHBOARD)));
    directory.put(picture(1, of(SWITCHBOARD)));
    directory.put(picture(2, of(MOBILE)));

    assertEquals(2, known(MOBILE).client().id().value());
    assertEquals(1, known(SWITCHBOARD).client().id().value());
    assertEquals(2, directory.size().numbers());
  }

  @Test
  void a_removed_client_is_unknown() {
    directory.put(picture(1, of(MOBILE)));
    directory.remove(new ClientId(1));

    assertEquals(new Match.Unknown(), directory.lookup(MOBILE));
    assertEquals(Optional.empty(), directory.client(new ClientId(1)));
    assertEquals(0, directory.size().clients());
    assertEquals(0, directory.size().numbers());
  }

  @Test
  @DisplayName("P4.1: the scout who spoke last is known, and an older contact does not replace a newer one")
  void the_later_contact_stays() {
    directory.put(picture(1, of(MOBILE)));
    Instant monday = Instant.parse("2026-11-02T08:30:00Z");
    Instant friday = Instant.parse("2026-11-06T16:00:00Z");
    directory.noteContact(new ClientId(1), new PersonId(5), friday);
    directory.noteContact(new ClientId(1), new PersonId(6), monday);
    directory.put(picture(1, of(MOBILE)));

    assertEquals(Optional.of(new LastScout(new PersonId(5), friday)), known(MOBILE).client().lastScout());
  }

  @Test
  @DisplayName("P4.4: a blocked number is known without a question to the database")
  void blocked_numbers_are_told_whatever_the_extension() {
    directory.block(MOBILE);
    assertTrue(directory.isBlocked(new PhoneNumber(MOBILE.e164(), "5")));
    directory.blockOnly(List.of(SWITCHBOARD));
    assertFalse(directory.isBlocked(MOBILE));
    assertTrue(directory.isBlocked(SWITCHBOARD));
    directory.unblock(SWITCHBOARD);
    assertFalse(directory.isBlocked(SWITCHBOARD));
  }

  @Test
  void more_different_words_than_the_phrases_hold_are_still_kept() {
    var contacts = IntStream.rangeClosed(1, Phrases.MOST + 10)
        .mapToObj(n -> new ContactEntry(new ContactId(n), "А", Optional.of("Должность " + n), Optional.empty()))
        .toList();
    directory.put(new ClientPicture(client(1, "Холдинг"), contacts, List.of(of(MOBILE))));

    assertEquals(contacts, directory.contacts(new ClientId(1)));
  }

  @Test
  void a_client_larger_than_a_chunk_of_memory_is_kept_among_small_ones() {
    String longName = "Ж".repeat(1000);
    var contacts = IntStream.rangeClosed(1, 3000)
        .mapToObj(n -> new ContactEntry(new ContactId(n), longName, Optional.empty(), Optional.empty())).toList();
    directory.put(picture(1, of(MOBILE)));
    directory.put(new ClientPicture(client(2, "Холдинг"), contacts, List.of(of(SWITCHBOARD, contacts.getLast()))));
    directory.put(picture(3, of(PhoneNumber.of("+78121112233"))));

    assertEquals(Optional.of(contacts.getLast()), known(SWITCHBOARD).contact());
    assertEquals(1, known(MOBILE).client().id().value());
    assertEquals(3, known(PhoneNumber.of("+78121112233")).client().id().value());
  }

  @Test
  void a_base_much_larger_than_expected_is_found_whole_and_again_after_tidying() {
    var base = new SyntheticBase(20_000, 3, 10);
    for (int n = 1; n <= base.clients(); n++) {
      directory.put(base.picture(n));
      directory.put(base.picture(n));
    }
    everythingIsFound(base);
    long before = directory.size().bytes();
    directory.noteContact(new ClientId(4), new PersonId(9), Instant.parse("2026-11-06T16:00:00Z"));

    directory.tidy();

    everythingIsFound(base);
    assertEquals(0, directory.size().replaced());
    assertTrue(directory.size().bytes() < before);
    assertEquals(9, directory.client(new ClientId(4)).orElseThrow().lastScout().orElseThrow().scout().value());
  }

  private void everythingIsFound(SyntheticBase base) {
    assertEquals(20_000, directory.size().clients());
    assertEquals(60_000, directory.size().numbers());
    for (int n = 1; n <= base.clients(); n++) {
      ClientPicture picture = base.picture(n);
      var known = known(base.number(n, 1));
      assertEquals(picture.contacts().get(1), known.contact().orElseThrow());
      assertEquals(picture.client().name(), known.client().name());
      Match first = directory.lookup(picture.numbers().getFirst().number());
      boolean shared = n % 1000 == 0 || n % 1000 == 999;
      assertEquals(shared ? Match.Ambiguous.class : Match.Known.class, first.getClass());
    }
  }

  @Test
  void readers_never_see_one_half_of_a_change() throws InterruptedException {
    var stop = new AtomicBoolean();
    var fault = new AtomicReference<String>();
    directory.put(generation(0));
    var readers = new ArrayList<Thread>();
    for (int i = 0; i < 2; i++) {
      readers.add(Thread.ofPlatform().start(() -> {
        while (!stop.get()) {
          if (directory.lookup(MOBILE) instanceof Match.Known known) {
            if (!known.client().name().endsWith(known.contact().orElseThrow().name())) {
              fault.set(known.toString());
            }
          } else {
            fault.set("lost");
          }
        }
      }));
    }
    for (int n = 1; n <= 20_000; n++) {
      directory.put(generation(n));
      directory.put(picture(n + 1, of(PhoneNumber.of("+7" + (9_000_000_000L + n)))));
      if (n % 4_000 == 0) {
        directory.tidy();
      }
    }
    stop.set(true);
    for (Thread reader : readers) {
      reader.join();
    }
    assertEquals(null, fault.get());
  }

  private static ClientPicture generation(int n) {
    var contact = new ContactEntry(new ContactId(1), "Имя " + n, Optional.empty(), Optional.empty());
    return new ClientPicture(client(1, "Клиент Имя " + n), List.of(contact), List.of(of(MOBILE, contact)));
  }

  private Match.Known known(PhoneNumber number) {
    return assertInstanceOf(Match.Known.class, directory.lookup(number));
  }

  private static PhoneNumber extension(String extension) {
    return new PhoneNumber(SWITCHBOARD.e164(), extension);
  }

  private static NumberEntry of(PhoneNumber number) {
    return new NumberEntry(number, Optional.empty());
  }

  private static NumberEntry of(PhoneNumber number, ContactEntry contact) {
    return new NumberEntry(number, Optional.of(contact.id()));
  }

  private static ContactEntry contact(long id, String name, DecisionRole decision) {
    return new ContactEntry(new ContactId(id), name, Optional.of("Снабженец"), Optional.of(decision));
  }

  private static ClientPicture picture(long id, NumberEntry... numbers) {
    return new ClientPicture(client(id, "Клиент " + id), List.of(ANNA, PETR), List.of(numbers));
  }

  private static ClientEntry client(long id, String name) {
    return new ClientEntry(new ClientId(id), name, Optional.empty(), false, false, Optional.empty(),
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
