package io.scoutline.clients.directory;

import io.scoutline.clients.directory.ClientEntry.LastScout;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The directory's memory: records on a shelf, found by client and by number. One writer at a time; readers on any
 * thread, without locks. Replaced records stay on the shelf until the directory moves to fresh contents.
 */
final class Contents {

  private final Phrases phrases = new Phrases();
  private final PictureCodec codec = new PictureCodec(phrases);
  private final RecordShelf shelf = new RecordShelf();
  private final ByteWriter writer = new ByteWriter();
  private final ClientSlots slots;
  private final NumberIndex numbers;
  private volatile int live;
  private volatile int replaced;
  private volatile long listedNumbers;

  Contents(int expectedClients, int expectedNumbers) {
    slots = new ClientSlots(expectedClients);
    numbers = new NumberIndex(expectedNumbers);
  }

  /** Takes the picture in place of what was known of this client. Writer only. */
  void put(ClientPicture picture) {
    int slot = slots.slotFor(picture.client().id().value());
    forget(slot);
    writer.reset();
    codec.write(picture, writer);
    picture.client().lastScout().ifPresent(last -> slots.noteLastScout(slot, pack(last.scout(), last.at())));
    slots.put(slot, shelf.add(writer.bytes(), writer.length()));
    for (NumberEntry entry : picture.numbers()) {
      numbers.add(entry.number().digits(), slot);
    }
    live++;
    listedNumbers += picture.numbers().size();
  }

  /** Writer only. */
  void remove(ClientId client) {
    int slot = slots.slotOf(client.value());
    if (slot != ClientSlots.NONE) {
      forget(slot);
      slots.put(slot, ClientSlots.NONE);
    }
  }

  /** Removes every client that is not among these. Writer only. */
  void retain(Set<Long> clients) {
    for (long id : slots.ids()) {
      if (!clients.contains(id)) {
        remove(new ClientId(id));
      }
    }
  }

  private void forget(int slot) {
    int place = slots.place(slot);
    if (place != ClientSlots.NONE) {
      listedNumbers -= shelf.read(place).nextNumber();
      live--;
      replaced++;
    }
  }

  Optional<ClientEntry> client(ClientId id) {
    int slot = slots.slotOf(id.value());
    int place = slot == ClientSlots.NONE ? ClientSlots.NONE : slots.place(slot);
    return place == ClientSlots.NONE
        ? Optional.empty()
        : Optional.of(codec.readClient(shelf.read(place), lastScout(slot)));
  }

  Optional<ClientPicture> picture(ClientId id) {
    int slot = slots.slotOf(id.value());
    return slot == ClientSlots.NONE ? Optional.empty() : picture(slot);
  }

  private Optional<ClientPicture> picture(int slot) {
    int place = slots.place(slot);
    return place == ClientSlots.NONE
        ? Optional.empty()
        : Optional.of(codec.read(shelf.read(place), lastScout(slot)));
  }

  Match lookup(PhoneNumber number) {
    long digits = number.digits();
    NumberIndex.Hits hits = numbers.find(digits);
    Match.Known first = nextKnown(hits, digits, number.extension());
    if (first == null) {
      return new Match.Unknown();
    }
    Match.Known second = nextKnown(hits, digits, number.extension());
    if (second == null) {
      return first;
    }
    var choices = new ArrayList<>(List.of(first, second));
    Match.Known next = nextKnown(hits, digits, number.extension());
    while (next != null && choices.size() < Directory.MOST_CHOICES) {
      choices.add(next);
      next = nextKnown(hits, digits, number.extension());
    }
    choices.sort(Comparator.comparing(choice -> choice.client().id().value()));
    return new Match.Ambiguous(choices, next != null);
  }

  /** The next client that still has the number, or null: a lookup is counted in nanoseconds. */
  private Match.Known nextKnown(NumberIndex.Hits hits, long digits, String extension) {
    for (int slot = hits.next(); slot != NumberIndex.NONE; slot = hits.next()) {
      int place = slots.place(slot);
      if (place != ClientSlots.NONE) {
        Match.Known known = known(slot, shelf.read(place), digits, extension);
        if (known != null) {
          return known;
        }
      }
    }
    return null;
  }

  private Match.Known known(int slot, ByteReader in, long digits, String extension) {
    var callers = new PossibleCallers(extension);
    int count = in.nextInt();
    for (int i = 0; i < count; i++) {
      if (in.nextNumber() == digits) {
        callers.add(in.nextText(), in.nextInt() - 1);
      } else {
        in.skip(in.nextInt());
        in.nextNumber();
      }
    }
    if (callers.none()) {
      return null;
    }
    ClientEntry client = codec.readClientHere(in, lastScout(slot));
    BitSet possible = callers.possible();
    List<ContactEntry> contacts = codec.readContacts(in, possible);
    return callers.certain()
        ? new Match.Known(client, Optional.of(contacts.getFirst()), List.of())
        : new Match.Known(client, Optional.empty(), contacts);
  }

  void noteContact(ClientId client, PersonId scout, Instant at) {
    int slot = slots.slotOf(client.value());
    if (slot != ClientSlots.NONE) {
      slots.noteLastScout(slot, pack(scout, at));
    }
  }

  /** Takes over the live records of the other contents. Writer only. */
  void putAll(Contents other) {
    for (int slot = 0; slot < other.slots.count(); slot++) {
      other.picture(slot).ifPresent(this::put);
    }
  }

  /** Takes over contacts that were noted in the other contents meanwhile. */
  void noteAll(Contents other) {
    long[] ids = other.slots.ids();
    for (int slot = 0; slot < ids.length; slot++) {
      long noted = other.slots.lastScout(slot);
      int here = noted == 0 ? ClientSlots.NONE : slots.slotOf(ids[slot]);
      if (here != ClientSlots.NONE) {
        slots.noteLastScout(here, noted);
      }
    }
  }

  int live() {
    return live;
  }

  int replaced() {
    return replaced;
  }

  long listedNumbers() {
    return listedNumbers;
  }

  long bytes() {
    return phrases.bytes() + shelf.bytes() + slots.bytes() + numbers.bytes();
  }

  private Optional<LastScout> lastScout(int slot) {
    long packed = slots.lastScout(slot);
    return packed == 0
        ? Optional.empty()
        : Optional.of(new LastScout(
            new PersonId(packed >>> 32), Instant.ofEpochSecond(Integer.toUnsignedLong((int) packed))));
  }

  private static long pack(PersonId scout, Instant at) {
    return scout.value() << 32 | at.getEpochSecond() & 0xffff_ffffL;
  }
}
