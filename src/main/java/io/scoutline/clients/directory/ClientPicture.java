package io.scoutline.clients.directory;

import java.util.List;

/**
 * All that the directory keeps of one client at one moment. A change replaces the whole picture, so that nobody ever
 * sees a client's new owner beside its old numbers.
 */
public record ClientPicture(ClientEntry client, List<ContactEntry> contacts, List<NumberEntry> numbers) {

  public ClientPicture {
    contacts = List.copyOf(contacts);
    numbers = List.copyOf(numbers);
  }
}
