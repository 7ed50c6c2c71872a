package io.scoutline.clients.passport;

import io.scoutline.audit.AuditLog;
import io.scoutline.clients.ClientSight;
import io.scoutline.clients.directory.Directory;
import io.scoutline.clients.directory.DirectoryFeed;
import io.scoutline.clients.passport.NewClient.Firm;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.database.Sql;
import io.scoutline.platform.wire.Problem;
import io.scoutline.platform.wire.Versions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Reads and writes passports, each with the right of whoever asks; what is written is in the {@link Directory} when
 * the method returns, unless the database went away meanwhile. Waits; call on a virtual thread.
 */
public final class Passports {

  /** So many numbers, contacts or legal entities a client has at most, from whomever they come. */
  public static final int MOST_PARTS = 1_000;

  private final ClientStore store = new ClientStore();
  private final Database database;
  private final DirectoryFeed feed;
  private final Directory directory;
  private final ClientSight sight;
  private final NumberHolders holders;
  private final AuditLog audit;
  private final InstantSource clock;

  public Passports(
      Database database, Directory directory, DirectoryFeed feed, ClientSight sight, AuditLog audit,
      InstantSource clock) {
    this.database = database;
    this.directory = directory;
    this.feed = feed;
    this.sight = sight;
    this.holders = new NumberHolders(directory, sight, database, audit);
    this.audit = audit;
    this.clock = clock;
  }

  /** Everything of a client, without a question of rights: for the server's own work. */
  public Optional<Passport> find(ClientId client) {
    return store.passport(database, client);
  }

  /** What a card shows of a client (P3.2), without a question of rights. */
  public Optional<Dossier> dossier(ClientId client) {
    return store.find(database, client).map(found -> new Dossier(found, store.contacts(database, client)));
  }

  /** @throws Problem 404 when there is no such client or it is not this person's to see */
  public Passport read(Actor actor, ClientId client) {
    return find(client).filter(passport -> sight.sees(actor, passport.client().entry()))
        .orElseThrow(Passports::unseen);
  }

  /**
   * A manager's or KAM's new client is their own unless somebody who may assign says otherwise.
   *
   * @throws NumberTaken when a number that is not to be shared is another client's
   */
  public ClientId create(Actor actor, NewClient wanted) {
    requireWriting(actor);
    ClientFields fields = Assignment.onCreation(actor, wanted.fields(), sight);
    wanted.numbers().stream().filter(each -> !each.shared())
        .forEach(each -> holders.warn(actor, each.number(), Optional.empty()));
    return changed(sql -> {
      ClientId client = store.insert(sql, fields, false, Optional.of(actor.person()), clock.instant());
      store.setFirms(sql, client, wanted.firms());
      wanted.numbers().forEach(each ->
          store.insertNumber(sql, client, Optional.empty(), each.number(), each.label()));
      return client;
    });
  }

  /**
   * Enters an unknown caller as a draft without an owner. Two people who do so for one number at once make two
   * drafts: they are shown as ambiguous from then on.
   *
   * @param along done in the same transaction: the client is there when all of it is
   */
  public ClientId createDraft(Actor actor, CallerDraft draft, BiConsumer<Sql, ClientId> along) {
    requireWriting(actor);
    ClientFields fields = ClientFields.named(draft.name()).withSource(draft.source(), draft.sourceDetail());
    return changed(sql -> {
      ClientId client = store.insert(sql, fields, true, Optional.of(actor.person()), clock.instant());
      Optional<ContactId> contact = draft.contactName()
          .map(name -> store.insertContact(sql, client, ContactFields.named(name)));
      draft.number().ifPresent(number -> store.insertNumber(sql, client, contact, number, Optional.empty()));
      along.accept(sql, client);
      return client;
    });
  }

  /**
   * Changes a client; a draft that somebody completes is one no longer.
   *
   * @param change makes the new fields from those that are stored
   * @param firms when given, they and no others are the client's from now on
   * @param confirm whether this person has made sure that all of it is true (P8.6)
   * @throws Problem 409 when {@code version} is not the newest, 403 when it is not theirs to assign
   */
  public Passport update(
      Actor actor, ClientId id, long version, UnaryOperator<ClientFields> change, Optional<List<Firm>> firms,
      boolean confirm) {
    requireWriting(actor);
    inChange(sql -> {
      Client before = mine(actor, store.findForChange(sql, id));
      Versions.require(before.version(), version);
      ClientFields after = change.apply(before.fields());
      Assignment.require(actor, before, after, sight);
      Instant now = clock.instant();
      store.update(sql, id, after, false, now);
      firms.ifPresent(named -> store.setFirms(sql, id, named));
      if (confirm) {
        store.confirm(sql, id, actor.person(), now);
      }
      Map<String, Object> handedOver = Assignment.difference(before.fields(), after);
      if (!handedOver.isEmpty()) {
        audit.record(sql, actor, "client.assigned", "client:" + id, handedOver);
      }
    });
    return find(id).orElseThrow(Passports::unseen);
  }

  public ContactId addContact(Actor actor, ClientId client, ContactFields fields) {
    requireWriting(actor);
    return changed(sql -> {
      mine(actor, store.findForChange(sql, client));
      requireRoom(store.contacts(sql, client).size(), "contacts");
      return store.insertContact(sql, client, fields);
    });
  }

  /** @throws Problem 409 when {@code version} is not the newest */
  public void updateContact(
      Actor actor, ClientId client, ContactId contact, long version, UnaryOperator<ContactFields> change) {
    requireWriting(actor);
    inChange(sql -> {
      mine(actor, store.findForChange(sql, client));
      Contact before = store.findContactForChange(sql, client, contact)
          .orElseThrow(() -> Problem.notFound("contact"));
      Versions.require(before.version(), version);
      store.updateContact(sql, contact, change.apply(before.fields()));
    });
  }

  /**
   * Adds a number to the client, or to one of its contacts. A number it has already is not added again. It is on the
   * audit: calls from a number that others have too no longer come to the one who had it alone (P4.1, P16.4).
   *
   * @param shared whether it may be another client's as well
   * @return the number's identity, empty when it was there already
   * @throws NumberTaken when it is not to be shared and is another client's
   */
  public Optional<Long> addNumber(
      Actor actor, ClientId client, Optional<ContactId> contact, PhoneNumber number, Optional<String> label,
      boolean shared) {
    requireWriting(actor);
    if (!shared) {
      warn(read(actor, client), actor, contact, number);
    }
    return changed(sql -> {
      mine(actor, store.findForChange(sql, client));
      requireRoom(store.numbers(sql, client).size(), "numbers");
      contact.ifPresent(id -> store.findContactForChange(sql, client, id)
          .orElseThrow(() -> Problem.notFound("contact")));
      Optional<Long> added = store.insertNumber(sql, client, contact, number, label);
      if (added.isPresent()) {
        audit.record(sql, actor, "client.number_added", "client:" + client, Map.of("number", number.toString()));
      }
      return added;
    });
  }

  /** What is refused anyway is refused first, and a number that the client has already changes nothing. */
  private void warn(Passport passport, Actor actor, Optional<ContactId> contact, PhoneNumber number) {
    if (contact.isPresent() && passport.contacts().stream().noneMatch(one -> one.id().equals(contact.get()))) {
      throw Problem.notFound("contact");
    }
    if (passport.numbers().stream().noneMatch(one -> one.number().equals(number))) {
      holders.warn(actor, number, Optional.of(passport.client().id()));
    }
  }

  public void removeNumber(Actor actor, ClientId client, long number) {
    requireWriting(actor);
    inChange(sql -> {
      mine(actor, store.findForChange(sql, client));
      ClientNumber gone = store.deleteNumber(sql, client, number).orElseThrow(() -> Problem.notFound("number"));
      var detail = new LinkedHashMap<String, Object>(Map.of("number", gone.number().toString()));
      gone.contact().flatMap(contact -> store.findContactForChange(sql, client, contact))
          .ifPresent(contact -> detail.put("contact", contact.fields().name()));
      gone.label().ifPresent(label -> detail.put("label", label));
      audit.record(sql, actor, "client.number_removed", "client:" + client, detail);
    });
  }

  /** Notes who spoke to a client last, in memory, where routing reads it (P4.1); any thread, without waiting. */
  public void noteContact(LastContact contact) {
    directory.noteContact(contact.client(), contact.scout(), contact.at());
  }

  /** Keeps what was noted for after a restart; waits, also for whoever changes such a client at the moment. */
  public void keepContacts(Collection<LastContact> contacts) {
    store.keepContacts(database, contacts);
  }

  private Client mine(Actor actor, Optional<Client> client) {
    Client found = client.orElseThrow(Passports::unseen);
    if (!sight.mayChange(actor, found.entry())) {
      if (!sight.sees(actor, found.entry())) {
        throw unseen();
      }
      throw Problem.forbidden("client_read_only", "The client's call rang at your phone, so you may look today."
          + " Nothing was changed; changes are for whoever spoke with the client, its owner and heads.");
    }
    return found;
  }

  private void requireWriting(Actor actor) {
    if (!sight.mayWrite(actor)) {
      throw Problem.forbidden("read_only", "Your role looks at clients without changing them.");
    }
  }

  private static void requireRoom(int present, String what) {
    if (present >= MOST_PARTS) {
      throw Problem.conflict("too_many", "A client has at most " + MOST_PARTS + " " + what + ".");
    }
  }

  private static Problem unseen() {
    return Problem.notFound("client");
  }

  private <T> T changed(java.util.function.Function<Sql, T> work) {
    T result = database.transaction(work);
    feed.catchUp();
    return result;
  }

  private void inChange(Consumer<Sql> work) {
    database.inTransaction(work);
    feed.catchUp();
  }
}
