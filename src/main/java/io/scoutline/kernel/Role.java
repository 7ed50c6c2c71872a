package io.scoutline.kernel;

/** What a person is here to do (P1). A person may have several; the names are the ones of the API and the database. */
public enum Role {
  SCOUT,
  RESEARCHER,
  MANAGER,
  KAM,
  ASSISTANT,
  OPERATIONS,
  LINE_MANAGER,
  SUPERVISOR,
  HEAD,
  ADMIN;

  /** Managers own clients, KAMs the key ones (P1). */
  public boolean ownsClients() {
    return this == MANAGER || this == KAM;
  }
}
