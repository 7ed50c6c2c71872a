package io.scoutline.clients.directory;

import io.scoutline.clients.Category;
import io.scoutline.clients.DecisionRole;
import io.scoutline.clients.directory.ClientEntry.LastScout;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The compact form of a client's picture: its numbers, then the client, then the contacts, each behind its length so
 * that those nobody asks for are skipped. The last scout is kept beside it, for it changes with every call.
 */
final class PictureCodec {

  private static final int VIP = 1;
  private static final int DRAFT = 2;
  /** Written before a text that did not fit into the phrases. */
  private static final int WRITTEN_OUT = 1;

  private static final Category[] CATEGORIES = Category.values();
  private static final DecisionRole[] DECISIONS = DecisionRole.values();

  private final Phrases phrases;

  PictureCodec(Phrases phrases) {
    this.phrases = phrases;
  }

  void write(ClientPicture picture, ByteWriter out) {
    writeNumbers(picture, out);
    writeClient(picture.client(), out);
    out.putNumber(picture.contacts().size());
    var body = new ByteWriter();
    for (ContactEntry contact : picture.contacts()) {
      body.reset();
      writeContact(contact, body);
      out.putNumber(body.length());
      out.putBytes(body);
    }
  }

  private void writeNumbers(ClientPicture picture, ByteWriter out) {
    Map<ContactId, Integer> order = new HashMap<>();
    picture.contacts().forEach(contact -> order.put(contact.id(), order.size() + 1));
    out.putNumber(picture.numbers().size());
    for (NumberEntry entry : picture.numbers()) {
      out.putNumber(entry.number().digits());
      out.putText(entry.number().extension());
      out.putNumber(entry.contact().map(order::get).orElse(0));
    }
  }

  private void writeClient(ClientEntry client, ByteWriter out) {
    out.putNumber(client.id().value());
    out.putByte((client.vip() ? VIP : 0) | (client.draft() ? DRAFT : 0));
    out.putByte(client.category().map(category -> category.ordinal() + 1).orElse(0));
    out.putText(client.name());
    writePhrase(client.channel(), out);
    writePhrase(client.region(), out);
    writePhrase(client.source(), out);
    out.putNumber(client.owner().map(PersonId::value).orElse(0L));
    out.putNumber(client.second().map(PersonId::value).orElse(0L));
    out.putNumber(client.scout().map(PersonId::value).orElse(0L));
  }

  private void writeContact(ContactEntry contact, ByteWriter out) {
    out.putNumber(contact.id().value());
    out.putText(contact.name());
    writePhrase(contact.position(), out);
    out.putByte(contact.decision().map(decision -> decision.ordinal() + 1).orElse(0));
  }

  private void writePhrase(Optional<String> text, ByteWriter out) {
    if (text.isEmpty()) {
      out.putNumber(0);
      return;
    }
    int index = phrases.indexOf(text.get());
    if (index == Phrases.NONE) {
      out.putNumber(WRITTEN_OUT);
      out.putText(text.get());
    } else {
      out.putNumber(WRITTEN_OUT + 1L + index);
    }
  }

  /** The client of a record, passing over its numbers. */
  ClientEntry readClient(ByteReader in, Optional<LastScout> lastScout) {
    int numbers = in.nextInt();
    for (int i = 0; i < numbers; i++) {
      in.nextNumber();
      in.skip(in.nextInt());
      in.nextNumber();
    }
    return readClientHere(in, lastScout);
  }

  /** The client of a record whose numbers have been read. */
  ClientEntry readClientHere(ByteReader in, Optional<LastScout> lastScout) {
    var id = new ClientId(in.nextNumber());
    int flags = in.nextByte();
    int category = in.nextByte();
    String name = in.nextText();
    Optional<String> channel = readPhrase(in);
    Optional<String> region = readPhrase(in);
    Optional<String> source = readPhrase(in);
    Optional<PersonId> owner = readPerson(in);
    Optional<PersonId> second = readPerson(in);
    Optional<PersonId> scout = readPerson(in);
    return new ClientEntry(id, name, category == 0 ? Optional.empty() : Optional.of(CATEGORIES[category - 1]),
        (flags & VIP) != 0, (flags & DRAFT) != 0, channel, region, source, owner, second, scout,
        lastScout);
  }

  /** One contact, behind its length. */
  private ContactEntry readContact(ByteReader in) {
    var id = new ContactId(in.nextNumber());
    String name = in.nextText();
    Optional<String> position = readPhrase(in);
    int decision = in.nextByte();
    return new ContactEntry(id, name, position,
        decision == 0 ? Optional.empty() : Optional.of(DECISIONS[decision - 1]));
  }

  /** All of a record. */
  ClientPicture read(ByteReader in, Optional<LastScout> lastScout) {
    int count = in.nextInt();
    var numbers = new ArrayList<PhoneNumber>(count);
    var owners = new int[count];
    for (int i = 0; i < count; i++) {
      numbers.add(new PhoneNumber("+" + in.nextNumber(), in.nextText()));
      owners[i] = in.nextInt();
    }
    ClientEntry client = readClientHere(in, lastScout);
    List<ContactEntry> contacts = readContacts(in);
    var entries = new ArrayList<NumberEntry>(count);
    for (int i = 0; i < count; i++) {
      entries.add(new NumberEntry(numbers.get(i),
          owners[i] == 0 ? Optional.empty() : Optional.of(contacts.get(owners[i] - 1).id())));
    }
    return new ClientPicture(client, contacts, entries);
  }

  /** The contacts of a record whose client has been read. */
  List<ContactEntry> readContacts(ByteReader in) {
    int count = in.nextInt();
    var contacts = new ArrayList<ContactEntry>(count);
    for (int i = 0; i < count; i++) {
      in.nextNumber();
      contacts.add(readContact(in));
    }
    return contacts;
  }

  /** Those of the contacts that are wanted, by their order in the record; the others are passed over. */
  List<ContactEntry> readContacts(ByteReader in, BitSet wanted) {
    if (wanted.isEmpty()) {
      return List.of();
    }
    var contacts = new ArrayList<ContactEntry>(wanted.cardinality());
    int last = wanted.length() - 1;
    in.nextNumber();
    for (int i = 0; i <= last; i++) {
      int length = in.nextInt();
      if (wanted.get(i)) {
        contacts.add(readContact(in));
      } else {
        in.skip(length);
      }
    }
    return contacts;
  }

  private Optional<String> readPhrase(ByteReader in) {
    int code = in.nextInt();
    return switch (code) {
      case 0 -> Optional.empty();
      case WRITTEN_OUT -> Optional.of(in.nextText());
      default -> Optional.of(phrases.phrase(code - WRITTEN_OUT - 1));
    };
  }

  private static Optional<PersonId> readPerson(ByteReader in) {
    long id = in.nextNumber();
    return id == 0 ? Optional.empty() : Optional.of(new PersonId(id));
  }
}
