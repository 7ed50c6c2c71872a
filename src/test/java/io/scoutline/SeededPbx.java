package io.scoutline;

import io.scoutline.calls.Call;
import io.scoutline.calls.rows.CallJson;
import io.scoutline.kernel.PersonId;
import io.scoutline.pbx.simulator.SimulatedPbx;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.LoadProfile;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.pbx.simulator.scenario.Truth;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import io.scoutline.platform.database.Database;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A simulated PBX at the end of a faulty line, and the day that its people have: everything about it follows from its
 * seed. It writes its calls down by itself, as a real one does.
 */
final class SeededPbx implements AutoCloseable {

  static final List<String> PHONES = List.of("101", "102", "103", "104");
  private static final int SCALE = 10;
  /** Of half a day. */
  private static final int CALLS = 12;
  private static final Duration LENGTH = Duration.ofSeconds(30);

  final long seed;
  final FaultyLine line;
  private final SimulatedPbx pbx;
  private final Path records;
  private final boolean clockSet;
  private final boolean restarted;
  private final List<Truth> truth = new CopyOnWriteArrayList<>();

  SeededPbx(long seed, Path folder) throws IOException {
    this.seed = seed;
    records = folder.resolve(name() + ".csv");
    pbx = SimulatedPbx.start(SimulatorConfig.builder().phones(PHONES, Behaviour.ringsOnly())
        .queue("scoutline", PHONES).records(records).timeScale(SCALE).seed(seed).build());
    pbx.onEnd(truth::add);
    line = new FaultyLine(seed, pbx.amiPort());
    var random = new Random(seed);
    clockSet = random.nextInt(3) == 0;
    restarted = random.nextInt(5) == 0;
  }

  String name() {
    return "seed-" + seed;
  }

  JsonObject config() {
    return new JsonObject().put("name", name()).put("port", line.port()).put("password", "scoutline")
        .put("records", records.toString());
  }

  /**
   * Both halves of the day begin when the server is there. Waits until it is over and the line does nothing wrong any
   * more.
   */
  void play() {
    var random = new Random(seed);
    half(() -> {
      if (clockSet) {
        pbx.setClock(Duration.ofSeconds(random.nextInt(2_400) - 1_200));
      }
      if (restarted) {
        pbx.restart();
      }
    });
    Await.until(() -> restarted || line.hasEnded(), () -> name() + " has said too little: " + line.done());
    half(() -> { });
    line.mend();
  }

  /** @param amid happens to the PBX in the middle of it */
  private void half(Runnable amid) {
    Await.until(() -> pbx.connections() > 0, () -> name() + " is not followed");
    var load = pbx.load(new LoadProfile(CALLS / (double) LENGTH.toSeconds(), LENGTH, LoadProfile.Arrivals.EVEN,
        List.of(new LoadProfile.Share(1, SeededPbx::call))));
    // Not before: whoever makes the calls goes by the same clock, and would wait until it is late enough again.
    Await.until(() -> load.started() == CALLS, () -> name() + " has no calls");
    amid.run();
    Await.until(() -> load.started() == CALLS && pbx.channels().join() == 0, () -> name() + " talks on");
  }

  /** What is wrong with its rows; empty when they are as the people know them. */
  List<String> wrong(Database database, Map<String, PersonId> people) {
    var json = new CallJson();
    List<Call> rows = database.query("SELECT state::text FROM calls.call WHERE pbx = $1",
        row -> json.readCall(row.getString(0)), name());
    return new PeoplesTruth(people, !clockSet).wrong(truth, rows).stream().map(each ->
        name() + (clockSet ? ", its clock set" : "") + (restarted ? ", restarted" : "") + ", " + line.done() + ": "
            + each).toList();
  }

  private static Scenario call(RandomGenerator random) {
    String one = PHONES.get(random.nextInt(PHONES.size()));
    String other = PHONES.get(random.nextInt(PHONES.size()));
    String number = "+7495%07d".formatted(random.nextInt(10_000_000));
    return switch (random.nextInt(8)) {
      case 0 -> Scenario.outbound(one, number).client(Behaviour.answersAfter(seconds(random, 4)))
          .talk(seconds(random, 9)).weHangUp();
      case 1 -> Scenario.outbound(one, number).client(random.nextBoolean() ? Behaviour.busy() : Behaviour.ringsOnly())
          .givesUpAfter(seconds(random, 9)).weHangUp();
      case 2 -> Scenario.internal(one, other).phone(other, Behaviour.answersAfter(seconds(random, 3)))
          .givesUpAfter(seconds(random, 9)).talk(seconds(random, 5)).clientHangsUp();
      case 3 -> ringing(random, number).givesUpAfter(seconds(random, 12)).clientHangsUp();
      case 4 -> answered(random, number).talk(seconds(random, 4)).hold(seconds(random, 4)).talk(seconds(random, 4))
          .clientHangsUp();
      case 5 -> answered(random, number).phone(other, Behaviour.answersAfter(seconds(random, 3)))
          .talk(seconds(random, 4)).blindTransfer(other).talk(seconds(random, 4)).clientHangsUp();
      case 6 -> answered(random, number).phone(other, Behaviour.answersAfter(seconds(random, 3)))
          .talk(seconds(random, 4)).attendedTransfer(other, seconds(random, 4)).talk(seconds(random, 4)).weHangUp();
      default -> answered(random, number).talk(seconds(random, 9)).weHangUp();
    };
  }

  private static Scenario.Builder ringing(RandomGenerator random, String number) {
    return Scenario.inbound(number, "74950000000").named("Жук, ООО " + random.nextInt(100));
  }

  private static Scenario.Builder answered(RandomGenerator random, String number) {
    Scenario.Builder call = ringing(random, number).givesUpAfter(Duration.ofSeconds(20));
    IntStream.range(0, 1 + random.nextInt(2)).forEach(_ -> call.phone(PHONES.get(random.nextInt(PHONES.size())),
        Behaviour.answersAfter(seconds(random, 5))));
    return call;
  }

  private static Duration seconds(RandomGenerator random, int most) {
    return Duration.ofMillis(300 + random.nextInt(most * 1_000));
  }

  @Override
  public void close() throws IOException {
    line.close();
    pbx.close();
  }
}
