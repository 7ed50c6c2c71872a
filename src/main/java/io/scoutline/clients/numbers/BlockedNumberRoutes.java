package io.scoutline.clients.numbers;

import io.scoutline.clients.BlockedNumber;
import io.scoutline.clients.search.Text;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.kernel.Role;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Person;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.api.Reply;
import io.scoutline.platform.api.Request;
import io.scoutline.platform.wire.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The blocked numbers, for heads and admins (P4.4). */
public final class BlockedNumberRoutes {

  record Named(long id, String name) {}

  record BlockedView(String e164, String shown, String reason, Optional<Named> by, Instant at) {}

  record BlockedList(List<BlockedView> items) {}

  private final BlockedNumbers blocked;
  private final NumberPlaces places;
  private final Supplier<PeopleDirectory> people;
  private final String region;

  public BlockedNumberRoutes(
      BlockedNumbers blocked, NumberPlaces places, Supplier<PeopleDirectory> people, String region) {
    this.blocked = blocked;
    this.places = places;
    this.people = people;
    this.region = region;
  }

  public void register(Api api) {
    Access heads = Access.roles(Role.HEAD, Role.ADMIN);
    api.operation("listBlocked", heads, this::list)
        .operation("blockNumber", heads, this::block)
        .operation("unblockNumber", heads, this::unblock);
  }

  private Reply list(Request request) {
    PeopleDirectory known = people.get();
    return Reply.ok(new BlockedList(blocked.all().stream().map(number -> view(number, known)).toList()));
  }

  private BlockedView view(BlockedNumber number, PeopleDirectory known) {
    Optional<Named> by = number.by()
        .map(id -> new Named(id.value(), known.person(id).map(Person::name).orElse("?")));
    return new BlockedView(number.number().e164(), places.shown(number.number()), number.reason(), by, number.at());
  }

  private Reply block(Request request) {
    PhoneNumber number = read(request.body().getString("number"));
    String reason = Text.line(request.body().getString("reason"))
        .orElseThrow(() -> Problem.invalid("reason", "empty", "Say why, for whoever wonders later."));
    blocked.block(request.actor(), number, reason);
    return list(request);
  }

  private Reply unblock(Request request) {
    blocked.unblock(request.actor(), read(request.pathText("number")));
    return list(request);
  }

  private PhoneNumber read(String text) {
    return PhoneNumber.parse(text, region).orElseThrow(() ->
        Problem.invalid("number", "unreadable", "This is not a telephone number of any country."));
  }
}
