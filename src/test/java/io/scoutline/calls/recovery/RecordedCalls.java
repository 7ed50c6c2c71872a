package io.scoutline.calls.recovery;

import static java.util.Comparator.comparing;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.calls.Call;
import io.scoutline.calls.CallRules;
import io.scoutline.calls.Disposition;
import io.scoutline.calls.ParticipantOutcome;
import io.scoutline.calls.tracking.CallTracker;
import io.scoutline.calls.tracking.PbxSite;
import io.scoutline.kernel.Ids;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.pbx.PbxRecords.Place;
import io.scoutline.pbx.PbxRecords.Said;
import io.scoutline.pbx.asterisk.ami.RecordedLink;
import io.scoutline.pbx.asterisk.cel.CelLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Calls of a real Asterisk 22, and some of an Asterisk 16 ({@code 16/…}), each recorded twice from the first ring to
 * the last hang-up: as it told them over the link ({@code .ami}), and as it wrote them down by itself ({@code .cel}).
 */
final class RecordedCalls {

  private static final Path FOLDER = Path.of("src/test/resources/recorded");
  private static final PbxName PBX = new PbxName("main");
  private static final PbxSite SITE = new PbxSite(Set.of("PJSIP/trunk"), Set.of("scoutline-incoming"), "RU");
  /** How far apart in milliseconds the two can be of the same moment. */
  private static final long APART = 200;

  static Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.map(file -> FOLDER.relativize(file).toString()).filter(name -> name.endsWith(".ami"))
          .map(name -> name.substring(0, name.length() - 4)).sorted().toList().stream();
    }
  }

  static List<PbxEvent> told(String name) {
    return RecordedLink.events(FOLDER.resolve(name + ".ami"));
  }

  static CallTracker tracker(Ids ids) {
    return new CallTracker(PBX, SITE, (_, endpoint) -> owner(endpoint), ids);
  }

  static List<Records.Written> written(String name) {
    var records = new Records(PBX, SITE, (_, endpoint) -> owner(endpoint), ids());
    var calls = new ArrayList<Records.Written>();
    try {
      Files.readAllLines(FOLDER.resolve(name + ".cel")).stream().flatMap(line -> CelLine.read(line).stream())
          .forEach(testimony -> calls.addAll(records.take(new Said(new Place(1, 0), testimony))));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
    assertEquals(Optional.empty(), records.oldestOpen(), "each call that begins in the records ends there");
    return calls;
  }

  private static Optional<PersonId> owner(String endpoint) {
    return endpoint.matches("PJSIP/10[1-9]")
        ? Optional.of(new PersonId(Long.parseLong(endpoint.substring(6)))) : Optional.empty();
  }

  static Ids ids() {
    var next = new AtomicLong();
    return () -> new UUID(next.get(), next.incrementAndGet());
  }

  /** What must be the same in words, and the times that must nearly be. */
  record Gist(String said, List<Long> millis) {}

  static void assertSame(Collection<Call> expected, Collection<Call> actual, String when) {
    assertSame(expected, actual, when, APART);
  }

  /** @param apart how far apart in milliseconds the two witnesses may be of one moment */
  static void assertSame(Collection<Call> expected, Collection<Call> actual, String when, long apart) {
    List<Gist> one = gists(expected);
    List<Gist> other = gists(actual);
    assertEquals(one.stream().map(Gist::said).toList(), other.stream().map(Gist::said).toList(), when);
    for (int call = 0; call < one.size(); call++) {
      for (int time = 0; time < one.get(call).millis().size(); time++) {
        assertEquals(one.get(call).millis().get(time), other.get(call).millis().get(time), apart,
            when + ": " + one.get(call) + " and " + other.get(call));
      }
    }
  }

  static List<Gist> gists(Collection<Call> calls) {
    return calls.stream().map(RecordedCalls::gist).sorted(comparing(Gist::said)).toList();
  }

  private static Gist gist(Call call) {
    Instant end = call.ending().orElseThrow(() -> new AssertionError("still open: " + call)).at();
    List<PersonId> people = call.people().stream().sorted(comparing(PersonId::value)).toList();
    var millis = new ArrayList<>(List.of(Duration.between(call.startedAt(), end).toMillis()));
    people.forEach(person ->
        millis.add(call.talkTime(person, end).plus(call.holdTime(person, end)).toMillis()));
    return new Gist(call.origin().direction() + " " + call.origin().outside() + " to " + call.origin().dialled() + " "
        + disposition(call) + " by " + call.answeredBy() + " of " + call.linkedids().size() + " "
        + people.stream().map(person -> person + " " + outcome(call, person)).toList(), millis);
  }

  /** A wait in a queue and what routing answered are told by the link alone. */
  private static Disposition disposition(Call call) {
    Disposition disposition = call.ending().orElseThrow().disposition();
    return switch (disposition) {
      case ABANDONED, REFUSED, VOICEMAIL -> Disposition.NO_ANSWER;
      case ANSWERED, NO_ANSWER, BUSY, FAILED -> disposition;
    };
  }

  /** Why a phone did not take a call is told by the link alone where a queue or an originate rang it. */
  private static ParticipantOutcome outcome(Call call, PersonId person) {
    ParticipantOutcome outcome = CallRules.outcomeFor(call, person);
    return switch (outcome) {
      case ANSWERED, OPEN -> outcome;
      case ANSWERED_ELSEWHERE, MISSED, NOT_REACHED -> ParticipantOutcome.NOT_REACHED;
    };
  }

  private RecordedCalls() {}
}
