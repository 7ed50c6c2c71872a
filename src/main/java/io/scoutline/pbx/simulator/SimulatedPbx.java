package io.scoutline.pbx.simulator;

import io.scoutline.pbx.simulator.actions.CallActions;
import io.scoutline.pbx.simulator.actions.OriginateAction;
import io.scoutline.pbx.simulator.actions.QueueActions;
import io.scoutline.pbx.simulator.dialplan.CallQueue;
import io.scoutline.pbx.simulator.dialplan.IncomingDialplan;
import io.scoutline.pbx.simulator.dialplan.InternalDialplan;
import io.scoutline.pbx.simulator.dialplan.Lines;
import io.scoutline.pbx.simulator.dialplan.Phones;
import io.scoutline.pbx.simulator.dialplan.Transfers;
import io.scoutline.pbx.simulator.recording.CallRecords;
import io.scoutline.pbx.simulator.recording.Recorder;
import io.scoutline.pbx.simulator.recording.RecordsFile;
import io.scoutline.pbx.simulator.recording.Recordings;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.CallHandle;
import io.scoutline.pbx.simulator.scenario.LoadProfile;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.pbx.simulator.scenario.Truth;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import io.scoutline.pbx.simulator.switchboard.Events;
import io.scoutline.pbx.simulator.switchboard.Switchboard;
import io.scoutline.pbx.simulator.time.Timeline;
import io.scoutline.pbx.simulator.traffic.Calls;
import io.scoutline.pbx.simulator.traffic.DemoTraffic;
import io.scoutline.pbx.simulator.traffic.DeskPhones;
import io.scoutline.pbx.simulator.traffic.LoadRun;
import io.scoutline.pbx.simulator.wire.ManagerActions;
import io.scoutline.pbx.simulator.wire.ManagerServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A PBX that is none: over real sockets on 127.0.0.1 it speaks AMI as Asterisk 22 does, calls a FastAGI server as
 * the dialplan in {@code config/asterisk} does, and writes the recordings that dialplan writes. People and
 * telephones are simulated; whoever is connected cannot tell.
 *
 * <pre>{@code
 * try (var pbx = SimulatedPbx.start(SimulatorConfig.builder()
 *     .phones(List.of("101", "102"), Behaviour.answersAfter(Duration.ofSeconds(3)))
 *     .queue("scoutline", List.of("101", "102")).agi(fastAgiAddress).timeScale(100).build())) {
 *   connect("127.0.0.1", pbx.amiPort(), "scoutline", "scoutline");
 *   Truth truth = pbx.call(Scenario.inbound("+74951234567", "+74957654321")
 *       .talk(Duration.ofMinutes(3)).clientHangsUp()).completion().get(10, SECONDS);
 * }
 * }</pre>
 *
 * All methods may be called from any thread.
 */
public final class SimulatedPbx implements AutoCloseable {
  private final Timeline timeline;
  private final ManagerServer manager;
  private final ManagerActions actions;
  private final Switchboard switchboard;
  private final CallQueue queue;
  private final DeskPhones desk;
  private final IncomingDialplan incoming;
  private final Calls calls;
  private final Phones phones;
  private final RandomGenerator random;
  private final Optional<Recorder> recorder;
  private final Optional<RecordsFile> records;

  private SimulatedPbx(SimulatorConfig config) {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(config.seed());
    timeline = new Timeline(config.clock(), config.timeScale());
    manager = new ManagerServer(config);
    records = config.records().map(RecordsFile::new);
    switchboard = new Switchboard(config, timeline, new Events(manager, timeline, config.systemName(),
        records.map(CallRecords.class::cast).orElse(CallRecords.NONE)), random);
    recorder = config.recording().map(folders -> new Recorder(folders, config.seed()));
    var lines = new Lines(timeline);
    phones = new Phones(config, switchboard, lines);
    queue = new CallQueue(switchboard, config, phones);
    incoming = new IncomingDialplan(switchboard, phones, queue, config);
    var internal = new InternalDialplan(switchboard, phones, incoming, config);
    var transfers = new Transfers(switchboard, internal, phones);
    calls = new Calls(config, new Calls.Parts(switchboard, phones, lines, transfers, incoming, internal,
        recorder.map(Recordings.class::cast).orElse(Recordings.NONE)));
    desk = new DeskPhones(timeline);
    desk.connect(lines, switchboard, transfers, calls);
    actions = new ManagerActions(config, timeline, random);
    new CallActions(switchboard, transfers, config).registerAt(actions);
    new QueueActions(switchboard, queue, config).registerAt(actions);
    new OriginateAction(switchboard, phones, internal, calls).registerAt(actions);
  }

  /** Starts the PBX; it accepts AMI connections when this returns. */
  public static SimulatedPbx start(SimulatorConfig config) {
    var pbx = new SimulatedPbx(config);
    pbx.manager.listen(pbx.actions);
    return pbx;
  }

  /** The port on 127.0.0.1 on which AMI is served. */
  public int amiPort() {
    return manager.port();
  }

  /** The simulated time. */
  public Instant now() {
    return timeline.now();
  }

  /** Sets or changes the FastAGI server that is asked where a call goes; empty for none. */
  public void routeBy(Optional<InetSocketAddress> fastAgi) {
    timeline.execute(() -> incoming.server(fastAgi));
  }

  /** Begins a call at once. */
  public CallHandle call(Scenario scenario) {
    return calls.play(scenario);
  }

  /** What a phone does from now on when it rings and no scenario says otherwise. */
  public void habit(String extension, Behaviour behaviour) {
    timeline.execute(() -> phones.habit(extension, behaviour));
  }

  /** Begins calls at a rate, whether or not earlier ones have ended, until the profile's time is over. */
  public LoadRun load(LoadProfile profile) {
    var run = new LoadRun(profile, calls, timeline, random);
    run.start();
    return run;
  }

  /** Lets simulated people call and be called, as on a working day, until it is closed. */
  public DemoTraffic traffic(DemoTraffic.Plan plan) {
    var traffic = new DemoTraffic(plan, new DemoTraffic.Parts(calls, phones, switchboard, timeline, random));
    traffic.start();
    return traffic;
  }

  /** The phones whose buttons are pressed from outside. */
  public DeskPhones desk() {
    return desk;
  }

  /** Tells every call that has ended; the listener runs on the simulator's own thread and must be quick. */
  public void onEnd(Consumer<Truth> listener) {
    calls.onEnd(listener);
  }

  /** The number of channels that exist now. */
  public CompletableFuture<Integer> channels() {
    return timeline.ask(() -> switchboard.channels().size());
  }

  /** Cuts every AMI connection; calls go on, and new connections are accepted at once. */
  public void dropLink() {
    manager.dropConnections();
  }

  /** Cuts every AMI connection and refuses new ones until {@link #restoreLink}; calls go on. */
  public void takeLinkDown() {
    manager.stopListening();
    manager.dropConnections();
  }

  /** Accepts AMI connections again, on the same port. */
  public void restoreLink() {
    manager.listen(actions);
  }

  /** A half-open link: AMI sockets stay open, but nothing is read and nothing is sent until {@link #thaw}. */
  public void freeze() {
    manager.freeze(true);
  }

  public void thaw() {
    manager.freeze(false);
  }

  /** Power failure and new start: all calls are gone without an event, connections are cut, ids begin anew. */
  public void restart() {
    takeLinkDown();
    timeline.ask(() -> {
      switchboard.loseEverything();
      queue.loseEverything();
      desk.loseEverything();
      return true;
    }).join();
    restoreLink();
  }

  /** The PBX's clock is set forwards, or backwards by a negative duration; calls go on. */
  public void setClock(Duration by) {
    timeline.set(by);
  }

  /** The number of AMI connections that are logged in. */
  public int connections() {
    return manager.connections();
  }

  @Override
  public void close() {
    manager.close();
    timeline.close();
    recorder.ifPresent(Recorder::close);
    records.ifPresent(RecordsFile::close);
  }
}
