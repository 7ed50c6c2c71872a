package io.scoutline.pbx.simulator;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
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
  private final SimulatorConfig config;
  private final Timeline timeline;
  private final ManagerServer manager;
  private final Switchboard switchboard;
  private final CallQueue queue;
  private final DeskPhones desk;
  private final Lines lines;
  private final Transfers transfers;
  private final IncomingDialplan incoming;
  private final InternalDialplan internal;
  private final ManagerActions actions;
  private final List<Consumer<Truth>> listeners = new CopyOnWriteArrayList<>();

  private SimulatedPbx(SimulatorConfig config) {
    this.config = config;
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(config.seed());
    timeline = new Timeline(config.clock(), config.timeScale());
    manager = new ManagerServer(config);
    switchboard = new Switchboard(config, timeline, new Events(manager, timeline, config.systemName()), random);
    lines = new Lines(timeline);
    var phones = new Phones(config, switchboard, lines);
    queue = new CallQueue(switchboard, config, phones);
    incoming = new IncomingDialplan(switchboard, phones, queue, config);
    internal = new InternalDialplan(switchboard, phones, incoming, config);
    transfers = new Transfers(switchboard, internal);
    desk = new DeskPhones(timeline);
    desk.connect(lines, switchboard, transfers);
    lines.connect(switchboard, desk);
    actions = new ManagerActions(config, timeline, random);
    new CallActions(switchboard, config).registerAt(actions);
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
    var player = new ScenarioPlayer(switchboard, transfers, scenario);
    return switch (scenario) {
      case Scenario.Inbound inbound -> comeIn(inbound, player);
      case Scenario.Outbound outbound -> dialOut(outbound, player);
    };
  }

  private CallHandle comeIn(Scenario.Inbound scenario, ScenarioPlayer player) {
    var client = player.clientEnd(FarEnd.SILENT);
    var run = run(new CallRun.Beginning(Truth.Direction.INBOUND, scenario.callerNumber(), scenario.dialled(),
        scenario.phones(), client));
    timeline.execute(() -> {
      var channel = switchboard.open(new Switchboard.Opening(config.trunk(), ChannelState.RING,
          new Party(scenario.callerNumber(), scenario.callerName()), "scoutline-incoming", scenario.dialled(), null,
          "", run, client));
      losesPatience(channel, scenario.patience());
      incoming.run(channel);
    });
    return run.handle();
  }

  private CallHandle dialOut(Scenario.Outbound scenario, ScenarioPlayer player) {
    var client = player.clientEnd(new FarEnd() {
      @Override
      public void invited(Channel leg) {
        lines.behave(leg, scenario.client());
      }
    });
    var run = run(new CallRun.Beginning(Truth.Direction.OUTBOUND, scenario.number(), scenario.number(),
        scenario.phones(), client));
    timeline.execute(() -> {
      var channel = switchboard.open(new Switchboard.Opening(scenario.extension(), ChannelState.RING,
          Party.ofNumber(scenario.extension()), InternalDialplan.CONTEXT, scenario.number(), null, "", run,
          lines.device(scenario.extension(), Behaviour.busy())));
      losesPatience(channel, scenario.patience());
      internal.run(channel, scenario.number());
    });
    return run.handle();
  }

  private void losesPatience(Channel channel, Optional<Duration> patience) {
    patience.ifPresent(waiting -> timeline.after(waiting, () -> {
      if (!channel.up()) {
        switchboard.hungUp(channel, HangupCause.INTERWORKING, 0);
      }
    }));
  }

  private CallRun run(CallRun.Beginning beginning) {
    return new CallRun(beginning, config, timeline, Recordings.NONE,
        truth -> listeners.forEach(listener -> listener.accept(truth)));
  }

  /** The phones whose buttons are pressed from outside. */
  public DeskPhones desk() {
    return desk;
  }

  /** Tells every call that has ended; the listener runs on the simulator's own thread and must be quick. */
  public void onEnd(Consumer<Truth> listener) {
    listeners.add(listener);
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
      return Map.of();
    }).join();
    restoreLink();
  }

  /** The number of AMI connections that are logged in. */
  public int connections() {
    return manager.connections();
  }

  @Override
  public void close() {
    manager.close();
    timeline.close();
  }
}
