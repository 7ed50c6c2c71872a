package io.scoutline.demo;

import io.scoutline.kernel.PersonId;
import io.scoutline.pbx.simulator.traffic.DeskPhones;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.api.Reply;
import io.scoutline.platform.api.Request;
import io.scoutline.platform.wire.Problem;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The buttons of a simulated phone, each person's own and nobody else's; outside the demo there is no such thing. */
public final class DemoRoutes {

  public record Act(String act, Optional<String> to) {}

  private final Optional<DeskPhones> phones;
  private final Supplier<PeopleDirectory> people;

  /** @param phones absent outside the demo */
  public DemoRoutes(Optional<DeskPhones> phones, Supplier<PeopleDirectory> people) {
    this.phones = phones;
    this.people = people;
  }

  public void register(Api api) {
    api.operation("demoPhone", Access.signedIn(), this::press);
  }

  private Reply press(Request request) {
    DeskPhones desk = phones.orElseThrow(() -> Problem.notFound("simulated phone"));
    String extension = request.pathText("extension");
    PersonId person = request.actor().person();
    boolean own = people.get().endpointsOf(person).stream().anyMatch(phone -> phone.extension().equals(extension));
    if (!own) {
      throw Problem.notFound("simulated phone");
    }
    Act act = request.body(Act.class);
    if (!press(desk, extension, act).join()) {
      throw Problem.conflict("nothing_to_do", "The phone is not in a call for which this can be done.");
    }
    return Reply.nothing();
  }

  private static CompletableFuture<Boolean> press(DeskPhones desk, String extension, Act act) {
    return switch (act.act()) {
      case "answer" -> desk.answer(extension);
      case "hang_up" -> desk.hangup(extension);
      case "hold" -> desk.hold(extension);
      case "unhold" -> desk.unhold(extension);
      case "transfer" -> desk.blindTransfer(extension, act.to().filter(to -> to.matches("[0-9]{2,5}"))
          .orElseThrow(() -> Problem.invalid("to", "not_an_extension", "An extension of a colleague, like 102.")));
      default -> throw Problem.invalid("act", "unknown_act", "A phone can answer, hang_up, hold, unhold, transfer.");
    };
  }
}
