package io.scoutline;

import io.scoutline.calls.finding.CallFinderStore;
import io.scoutline.calls.finding.CallRoutes;
import io.scoutline.calls.flight.FlightRoutes;
import io.scoutline.config.ConfigFault;
import io.scoutline.config.WrongConfig;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PbxName;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.database.Database;
import io.scoutline.recordings.RecordingSettings;
import io.scoutline.recordings.Recordings;
import io.scoutline.recordings.listening.RecordingRoutes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** The calls there were, found again and heard again. */
final class History {

  final Recordings recordings;
  final CallFinderStore finder;
  private final Ground ground;
  private final Database database;
  private final Directories directories;
  private final CallFlow calls;
  private final Carriage carriage;

  History(Ground ground, Database database, Directories directories, CallFlow calls, Carriage carriage) {
    this.ground = ground;
    this.database = database;
    this.directories = directories;
    this.calls = calls;
    this.carriage = carriage;
    recordings = recordings();
    finder = new CallFinderStore(database, ground.zone(), ids -> recordings.soundsOf(ids)::audibleTo);
    // Whoever has talked to a client may look at it (P1), which only the calls know.
    directories.clients.sight().add((actor, client) ->
        finder.reachOf(actor.person(), client, ground.clock().instant()));
  }

  private Recordings recordings() {
    Path data = ground.config().data();
    try {
      return Recordings.open(RecordingSettings.standard(data.resolve("recordings"), doneFolders()), database,
          ground.ids(), ground.clock(), ground.meters());
    } catch (IOException refused) {
      throw new WrongConfig(List.of(
          new ConfigFault("data", data + ": " + refused.getMessage(), "a folder that can be written")));
    }
  }

  private Map<PbxName, Path> doneFolders() {
    var done = new LinkedHashMap<PbxName, Path>();
    ground.config().pbxs().forEach(pbx ->
        carriage.recordingsOf(pbx).ifPresent(folder -> done.put(new PbxName(pbx.name()), folder)));
    return done;
  }

  /** @param mayName whether somebody may say with whom a call was */
  void register(Api api, BiPredicate<Actor, CallId> mayName) {
    new CallRoutes(calls.rows, finder, calls.stream, mayName, directories::staff, ground.clock()).register(api);
    new FlightRoutes(calls.rows, finder, calls.stream, calls::siteOf, directories::staff, database, directories.audit,
        ground.clock(), App.VERSION).register(api);
    new RecordingRoutes(recordings, database, directories.audit, ground.clock()).register(api);
  }
}
