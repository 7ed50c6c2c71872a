package io.scoutline.clients.passport;

import java.util.List;

/** Everything known of a client. */
public record Passport(
    Client client, List<LegalEntity> entities, List<Contact> contacts, List<ClientNumber> numbers) {

  public Passport {
    entities = List.copyOf(entities);
    contacts = List.copyOf(contacts);
    numbers = List.copyOf(numbers);
  }
}
