package io.scoutline.clients.passport;

import io.scoutline.clients.directory.ContactEntry;
import io.scoutline.kernel.ContactId;

/** A person at a client; the version grows with each change. */
public record Contact(ContactId id, ContactFields fields, long version) {

  /** What the directory keeps of it. */
  public ContactEntry entry() {
    return new ContactEntry(id, fields.name(), fields.position(), fields.decision());
  }
}
