package io.scoutline.clients.passport;

import io.scoutline.kernel.ContactId;
import java.util.List;
import java.util.Optional;

/** Everything known of a client. */
public record Passport(
    Client client, List<LegalEntity> entities, List<Contact> contacts, List<ClientNumber> numbers) {

  public Passport {
    entities = List.copyOf(entities);
    contacts = List.copyOf(contacts);
    numbers = List.copyOf(numbers);
  }

  public Optional<Contact> contact(ContactId id) {
    return contacts.stream().filter(contact -> contact.id().equals(id)).findFirst();
  }
}
