package io.scoutline.calls.flight;

import io.scoutline.calls.Call;
import io.scoutline.calls.CallChange;
import io.scoutline.calls.tracking.CallTracker;
import io.scoutline.calls.tracking.PbxSite;
import io.scoutline.kernel.Ids;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.pbx.asterisk.ami.RecordedLink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Calls of a real Asterisk, folded and then exported as the server does it. */
final class RecordedFlights {

  private static final Path FOLDER = Path.of("src/test/resources/recorded");
  private static final PbxSite SITE = new PbxSite(Set.of("PJSIP/trunk"), Set.of("scoutline-incoming"), "RU");

  static Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.map(file -> FOLDER.relativize(file).toString()).filter(name -> name.endsWith(".ami"))
          .map(name -> name.substring(0, name.length() - 4)).sorted().toList().stream();
    }
  }

  /** One for each call of the recording. */
  static List<FlightFile> of(String name) {
    return exported(RecordedLink.events(FOLDER.resolve(name + ".ami")));
  }

  static List<FlightFile> exported(List<PbxEvent> events) {
    var ids = new AtomicLong();
    Ids counted = () -> new UUID(ids.get(), ids.incrementAndGet());
    var tracker = new CallTracker(new PbxName("main"), SITE, (_, endpoint) -> owner(endpoint), counted);
    Map<Call, List<PbxEvent>> over = new LinkedHashMap<>();
    for (PbxEvent event : events) {
      for (CallChange change : tracker.apply(event)) {
        over.keySet().removeIf(call -> call.id().equals(change.call().id())
            || change instanceof CallChange.Merged merged && call.id().equals(merged.absorbed()));
        if (change instanceof CallChange.Closed closed) {
          over.put(closed.call(), closed.flight());
        } else if (change instanceof CallChange.Corrected corrected) {
          over.put(corrected.call(), corrected.flight());
        }
      }
    }
    return over.entrySet().stream().map(each -> FlightFile.of(each.getKey(), each.getValue(), SITE, "0.1.0")).toList();
  }

  private static Optional<PersonId> owner(String endpoint) {
    return endpoint.matches("PJSIP/10[1-9]")
        ? Optional.of(new PersonId(Long.parseLong(endpoint.substring(6)))) : Optional.empty();
  }

  private RecordedFlights() {}
}
