package io.scoutline.calls.rows;

import io.scoutline.calls.Call;
import io.scoutline.calls.CallRules;
import io.scoutline.calls.Ending;
import io.scoutline.calls.Leg;
import io.scoutline.kernel.CallerNumber;
import io.scoutline.kernel.PersonId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What of a call goes into which column. Pure. */
final class CallColumns {

  static JsonArray calls(List<CallRow> rows, CallJson json) {
    var all = new JsonArray();
    rows.forEach(row -> all.add(call(row, json)));
    return all;
  }

  private static final Pattern ESCAPED_NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

  private static JsonObject call(CallRow row, CallJson json) {
    Call call = row.call();
    Instant end = call.ending().map(Ending::at).orElse(null);
    CallerNumber outside = call.origin().outside();
    return new JsonObject()
        .put("id", call.id().toString())
        .put("pbx", call.pbx().value())
        .put("started_at", call.startedAt().toString())
        .put("direction", name(call.origin().direction()))
        .put("external", call.isExternal())
        .put("caller_kind", kind(outside))
        .put("number", outside.outside().map(number -> number.e164()).orElse(null))
        .put("number_extension", outside.outside().map(number -> number.extension()).orElse(""))
        .put("number_said", text(outside.said()))
        .put("caller_name", text(call.origin().callerName()))
        .put("dialled", text(call.origin().dialled()))
        .put("client", row.client().map(client -> client.value()).orElse(null))
        .put("contact", row.contact().map(contact -> contact.value()).orElse(null))
        .put("person", principal(call).map(PersonId::value).orElse(null))
        .put("answered_at", call.answeredAt().map(Instant::toString).orElse(null))
        .put("ended_at", end == null ? null : end.toString())
        .put("disposition", call.ending().map(ending -> name(ending.disposition())).orElse(null))
        .put("end_evidence", call.ending().map(ending -> name(ending.evidence())).orElse(null))
        .put("ring_ms", ringTime(call).toMillis())
        .put("queue_ms", end == null ? 0 : call.queueTime(end).toMillis())
        .put("talk_ms", end == null ? 0 : talkTime(call, end).toMillis())
        .put("queue", call.queue().map(CallColumns::text).orElse(null))
        .put("state", new JsonObject(withoutNul(json.write(call))))
        .put("version", call.version());
  }

  /** Whose call it was first: who made it, who spoke, or whom it rang for. */
  static Optional<PersonId> principal(Call call) {
    return placedBy(call).or(call::answeredBy).or(() -> call.people().stream().findFirst());
  }

  /** Who made an outbound or internal call. */
  static Optional<PersonId> placedBy(Call call) {
    return switch (call.origin().direction()) {
      case OUTBOUND, INTERNAL -> call.leg(call.linkedids().getFirst()).flatMap(Leg::person);
      case INBOUND, UNKNOWN -> Optional.empty();
    };
  }

  static Duration ringTime(Call call) {
    Instant until = call.answeredAt().or(() -> call.ending().map(Ending::at)).orElse(call.startedAt());
    Duration waited = Duration.between(call.startedAt(), until).minus(call.queueTime(until));
    return waited.isNegative() ? Duration.ZERO : waited;
  }

  private static Duration talkTime(Call call, Instant end) {
    return call.people().stream().map(person -> call.talkTime(person, end)).reduce(Duration.ZERO, Duration::plus);
  }

  static JsonArray participants(List<CallRow> rows) {
    var all = new JsonArray();
    for (CallRow row : rows) {
      Call call = row.call();
      Instant end = call.ending().map(Ending::at).orElse(call.startedAt());
      Optional<PersonId> placedBy = placedBy(call);
      for (PersonId person : call.people()) {
        all.add(new JsonObject()
            .put("call", call.id().toString())
            .put("person", person.value())
            .put("outcome", name(CallRules.outcomeFor(call, person)))
            .put("placed", placedBy.filter(person::equals).isPresent())
            .put("talk_ms", call.talkTime(person, end).toMillis())
            .put("hold_ms", call.holdTime(person, end).toMillis())
            .put("ring_ms", ringTime(call, person).toMillis()));
      }
    }
    return all;
  }

  private static Duration ringTime(Call call, PersonId person) {
    return call.legsOf(person).filter(leg -> leg.ringingAt().isPresent())
        .map(leg -> Duration.between(leg.ringingAt().get(),
            leg.answeredAt().or(leg::endedAt).orElse(leg.ringingAt().get())))
        .max(Duration::compareTo).filter(time -> !time.isNegative()).orElse(Duration.ZERO);
  }

  static JsonArray legs(List<CallRow> rows) {
    var all = new JsonArray();
    for (CallRow row : rows) {
      for (Leg leg : row.call().legs()) {
        all.add(new JsonObject()
            .put("call", row.call().id().toString())
            .put("uniqueid", text(leg.uniqueid()))
            .put("pbx", row.call().pbx().value())
            .put("endpoint", text(leg.endpoint()))
            .put("side", name(leg.side()))
            .put("person", leg.person().map(PersonId::value).orElse(null))
            .put("created_at", leg.createdAt().toString())
            .put("ended_at", leg.endedAt().map(Instant::toString).orElse(null)));
      }
    }
    return all;
  }

  static String kind(CallerNumber number) {
    return switch (number) {
      case CallerNumber.Outside _ -> "outside";
      case CallerNumber.Extension _ -> "extension";
      case CallerNumber.Hidden _ -> "hidden";
      case CallerNumber.Unreadable _ -> "unreadable";
    };
  }

  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** PostgreSQL's text cannot hold NUL; nothing a caller sends may stop a batch. */
  private static String text(String said) {
    return said.replace("\u0000", "");
  }

  /**
   * The same for JSON, which writes NUL as an escape; a backslash that is itself escaped begins none, so that a text
   * which only looks like the escape stays whole.
   */
  private static String withoutNul(String json) {
    return ESCAPED_NUL.matcher(json).replaceAll("$1");
  }

  private CallColumns() {}
}
