package io.scoutline.clients.passport;

import io.scoutline.clients.ClientSight;
import io.scoutline.clients.numbers.NumberPlaces;
import io.scoutline.clients.passport.ClientViews.FoundPage;
import io.scoutline.clients.search.ClientSearchStore;
import io.scoutline.clients.search.Found;
import io.scoutline.clients.search.SearchText;
import io.scoutline.clients.search.Text;
import io.scoutline.clients.search.Within;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Person;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.api.Reply;
import io.scoutline.platform.api.Request;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.wire.Problem;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Finding, reading and writing clients, each by row (P16.1). */
public final class ClientRoutes {

  /** Whose number it is already, of those whom the asker sees. */
  public record HolderView(ClientId id, String name, Optional<String> owner) {}

  private static final int SEARCH_LIMIT = 20;
  private static final String SEPARATOR = "\n";

  private final ClientSearchStore search = new ClientSearchStore();
  private final Database database;
  private final Passports passports;
  private final ClientSight sight;
  private final NumberPlaces places;
  private final Supplier<PeopleDirectory> people;
  private final String region;

  public ClientRoutes(
      Database database, Passports passports, ClientSight sight, NumberPlaces places,
      Supplier<PeopleDirectory> people, String region) {
    this.database = database;
    this.passports = passports;
    this.sight = sight;
    this.places = places;
    this.people = people;
    this.region = region;
  }

  public void register(Api api) {
    Access browsing = Access.roles(Role.HEAD, Role.ADMIN, Role.RESEARCHER, Role.SUPERVISOR, Role.MANAGER, Role.KAM,
        Role.LINE_MANAGER);
    Access entering = Access.roles(Role.HEAD, Role.ADMIN, Role.RESEARCHER, Role.MANAGER, Role.KAM,
        Role.LINE_MANAGER);
    api.operation("findClients", browsing, this::find)
        .operation("getClient", Access.signedIn(), this::get)
        .operation("createClient", entering, this::create)
        .operation("updateClient", Access.signedIn(), this::update)
        .operation("addContact", Access.signedIn(), this::addContact)
        .operation("updateContact", Access.signedIn(), this::updateContact)
        .operation("addNumber", Access.signedIn(), this::addNumber)
        .operation("removeNumber", Access.signedIn(), this::removeNumber);
  }

  private Reply find(Request request) {
    var within = new Within(sight.scope(request.actor()), owner(request));
    SearchText text = SearchText.read(request.queryText("q").orElse(""), region);
    int limit = request.queryNumber("limit").map(Long::intValue).orElse(SEARCH_LIMIT);
    if (!text.isEmpty()) {
      return Reply.ok(page(request, search.search(database, text, within, limit), Optional.empty()));
    }
    String[] after = request.queryText("cursor").map(ClientRoutes::place).orElse(new String[] {"0", ""});
    List<Found> found = search.list(database, within, after[1], Long.parseLong(after[0]), limit);
    Optional<String> next = found.size() < limit ? Optional.empty() : Optional.of(cursor(found.getLast()));
    return Reply.ok(page(request, found, next));
  }

  /** Zero asks for the clients that nobody owns. */
  private static Within.Owner owner(Request request) {
    return request.queryNumber("owner").<Within.Owner>map(id ->
        id == 0 ? new Within.Owner.Nobody() : new Within.Owner.One(new PersonId(id)))
        .orElseGet(Within.Owner.Any::new);
  }

  private FoundPage page(Request request, List<Found> found, Optional<String> next) {
    ClientViews views = views(request);
    return new FoundPage(found.stream().map(views::found).toList(), next);
  }

  private static String cursor(Found last) {
    String place = last.id() + SEPARATOR + Text.folded(last.name());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  private static String[] place(String cursor) {
    try {
      String[] place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(SEPARATOR, 2);
      Long.parseLong(place[0]);
      if (place.length == 2) {
        return place;
      }
    } catch (IllegalArgumentException notOurs) {
      // Told below, as one that is ours but incomplete.
    }
    throw Problem.invalid("cursor", "unreadable", "The cursor is not one that was given out.");
  }

  private Reply get(Request request) {
    return shown(request, passports.read(request.actor(), client(request)));
  }

  private Reply create(Request request) {
    ClientBody body = body(request);
    var wanted = new NewClient(
        body.clientFields(ClientFields.named("?")), body.firms().orElse(List.of()), body.numbers());
    body.check();
    ClientId id = warning(() -> passports.create(request.actor(), wanted));
    Passport made = passports.find(id).orElseThrow(() -> Problem.notFound("client"));
    return Reply.created("/api/clients/" + id, views(request).client(made));
  }

  private Reply update(Request request) {
    ClientBody body = body(request);
    JsonObject json = request.body();
    Optional<List<NewClient.Firm>> firms = body.firms();
    Passport changed = passports.update(request.actor(), client(request), json.getLong("version"), before -> {
      ClientFields after = body.clientFields(before);
      body.check();
      return after;
    }, firms, json.getBoolean("confirmed", false));
    return shown(request, changed);
  }

  private Reply addContact(Request request) {
    ClientBody body = body(request);
    ContactFields fields = body.contactFields(ContactFields.named("?"));
    body.check();
    passports.addContact(request.actor(), client(request), fields);
    return shown(request, passports.read(request.actor(), client(request)));
  }

  private Reply updateContact(Request request) {
    ClientBody body = body(request);
    passports.updateContact(request.actor(), client(request), contact(request.pathNumber("contactId")),
        request.body().getLong("version"), before -> {
          ContactFields after = body.contactFields(before);
          body.check();
          return after;
        });
    return shown(request, passports.read(request.actor(), client(request)));
  }

  private Reply addNumber(Request request) {
    ClientBody body = body(request);
    var number = body.number();
    body.check();
    Optional<ContactId> contact = Optional.ofNullable(request.body().getLong("contactId")).map(ClientRoutes::contact);
    warning(() -> passports.addNumber(request.actor(), client(request), contact, number.orElseThrow(),
        Text.line(request.body().getString("label")), body.shared()));
    return shown(request, passports.read(request.actor(), client(request)));
  }

  private <T> T warning(Supplier<T> work) {
    try {
      return work.get();
    } catch (NumberTaken taken) {
      PeopleDirectory now = people.get();
      List<HolderView> holders = taken.seen().stream().map(client -> new HolderView(client.id(), client.name(),
          client.owner().flatMap(now::person).map(Person::name))).toList();
      throw Problem.conflict("number_taken", "The number is another client's already. Nothing was added; add it with"
          + " `shared` if it is both of theirs.").with("holders", holders).with("others", taken.others());
    }
  }

  private Reply removeNumber(Request request) {
    passports.removeNumber(request.actor(), client(request), request.pathNumber("numberId"));
    return shown(request, passports.read(request.actor(), client(request)));
  }

  private Reply shown(Request request, Passport passport) {
    return Reply.ok(views(request).client(passport));
  }

  private ClientBody body(Request request) {
    return new ClientBody(request.body(), people.get(), region);
  }

  private ClientViews views(Request request) {
    Locale language = people.get().person(request.actor().person())
        .map(person -> Locale.of(person.language().name().toLowerCase(Locale.ROOT)))
        .orElse(Locale.of("ru"));
    return new ClientViews(people.get(), places, language);
  }

  private static ClientId client(Request request) {
    long id = request.pathNumber("id");
    if (id <= 0) {
      throw Problem.notFound("client");
    }
    return new ClientId(id);
  }

  private static ContactId contact(long id) {
    if (id <= 0) {
      throw Problem.notFound("contact");
    }
    return new ContactId(id);
  }
}
