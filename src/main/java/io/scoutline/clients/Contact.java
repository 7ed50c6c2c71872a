package io.scoutline.clients;

import io.scoutline.kernel.ContactId;

/** A person at a client; the version grows with each change. */
public record Contact(ContactId id, ContactFields fields, long version) {

  /** What the directory keeps of it. */
  public ContactEntry entry() {
    return new ContactEntry(id, fields.name(), fields.position(), fields.decision());
  }
}
