package io.scoutline.pbx.simulator.switchboard;

import io.scoutline.pbx.simulator.recording.Recording;
import io.scoutline.pbx.simulator.recording.Recordings;
import io.scoutline.pbx.simulator.recording.Sound;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.CallHandle;
import io.scoutline.pbx.simulator.scenario.Truth;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import io.scoutline.pbx.simulator.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One call with all its channels, seen from the people: what is written down here becomes the {@link Truth}.
 * Touched on the timeline's thread only; the two futures are for everybody.
 */
public final class CallRun {
  final CompletableFuture<String> uniqueid = new CompletableFuture<>();
  final CompletableFuture<Truth> completion = new CompletableFuture<>();
  private final Truth.Direction direction;
  private final String outside;
  private final String dialled;
  private final Map<String, Behaviour> phones;
  private final Function<String, FarEnd> outsideEnd;
  private final SimulatorConfig config;
  private final Timeline timeline;
  private final Recordings recordings;
  private final Consumer<Truth> finished;
  private final Map<Channel, LegRecord> legs = new LinkedHashMap<>();
  private final Set<String> linkedids = new LinkedHashSet<>();
  private final Map<String, Duration> talk = new HashMap<>();
  private final Map<String, Duration> hold = new HashMap<>();
  private final Map<Channel, Recording> running = new HashMap<>();
  private final List<String> recorded = new ArrayList<>();
  private Spell spell;
  private int open;
  private String answeredBy;
  private Instant answeredAt;
  private boolean queued;
  private boolean voicemail;
  private boolean lost;

  private static final class LegRecord {
    Instant rangAt;
    Instant upAt;
    Instant closed;
  }

  /** A stretch during which one extension is connected with the client, talking or holding. */
  private record Spell(Channel ours, Instant since, boolean onHold) {}

  /** What is known of a call when it begins. */
  public record Beginning(Truth.Direction direction, String outside, String dialled,
      Map<String, Behaviour> phones, Function<String, FarEnd> outsideEnd) {}

  public CallRun(Beginning beginning, SimulatorConfig config, Timeline timeline, Recordings recordings,
      Consumer<Truth> finished) {
    this.direction = beginning.direction;
    this.outside = beginning.outside;
    this.dialled = beginning.dialled;
    this.phones = beginning.phones;
    this.outsideEnd = beginning.outsideEnd;
    this.config = config;
    this.timeline = timeline;
    this.recordings = recordings;
    this.finished = finished;
  }

  public CallHandle handle() {
    return new CallHandle(uniqueid, completion);
  }

  public String dialled() {
    return dialled;
  }

  /** Who is called when this number is dialled out by the trunk. */
  public FarEnd outsideEnd(String number) {
    return outsideEnd.apply(number);
  }

  public String version() {
    return config.version();
  }

  public Optional<Behaviour> behaviour(String device) {
    return Optional.ofNullable(phones.get(device));
  }

  // ---- what the switchboard tells

  void opened(Channel channel) {
    open++;
    legs.put(channel, new LegRecord());
    linkedids.add(channel.linkedid);
    uniqueid.complete(channel.uniqueid);
  }

  public void rang(Channel channel) {
    legs.get(channel).rangAt = timeline.now();
  }

  void up(Channel channel) {
    var leg = legs.get(channel);
    if (leg.upAt == null) {
      leg.upAt = timeline.now();
      recording(channel).ifPresent(recording -> recording.begin(leg.upAt));
    }
  }

  public void queued() {
    queued = true;
  }

  public void voicemail() {
    voicemail = true;
    sound(new Sound.Message());
  }

  void talkChanged(Bridge bridge) {
    var client = direction == Truth.Direction.INTERNAL ? first() : outsideOf(bridge);
    if (client == null || !bridge.channels.contains(client)) {
      return;
    }
    endSpell();
    var ours = bridge.other(client);
    if (ours != null && !external(ours)) {
      if (answeredBy == null) {
        answeredBy = ours.endpoint;
        answeredAt = timeline.now();
      }
      spell = new Spell(ours, timeline.now(), ours.holds);
      sound(new Sound.Dialogue(ours.endpoint));
    }
  }

  public void heldChanged(Channel ours) {
    if (spell != null && spell.ours == ours) {
      endSpell();
      spell = new Spell(ours, timeline.now(), ours.holds);
      sound(ours.holds ? new Sound.Music() : new Sound.Dialogue(ours.endpoint));
    }
  }

  void talkEnds(Channel channel) {
    if (spell != null && (spell.ours == channel || external(channel) || channel == first())) {
      endSpell();
    }
  }

  private void endSpell() {
    if (spell != null) {
      sound(new Sound.Ringing());
      var length = Duration.between(spell.since, timeline.now());
      (spell.onHold ? hold : talk).merge(spell.ours.endpoint, length, Duration::plus);
      spell = null;
    }
  }

  private Channel outsideOf(Bridge bridge) {
    return bridge.channels.stream().filter(this::external).findFirst().orElse(null);
  }

  private boolean external(Channel channel) {
    return channel.endpoint.equals(config.trunk());
  }

  private Channel first() {
    return legs.keySet().iterator().next();
  }

  // ---- recording

  void startRecording(Channel channel) {
    recordings.start(channel.uniqueid, channel.caller.number()).ifPresent(recording -> {
      running.put(channel, recording);
      recorded.add(recording.fileName());
    });
  }

  private void sound(Sound sound) {
    running.values().forEach(recording -> recording.change(timeline.now(), sound));
  }

  /** The recording that runs on this channel. */
  public Optional<Recording> recording(Channel channel) {
    return Optional.ofNullable(running.get(channel));
  }

  // ---- the end

  void closed(Channel channel) {
    legs.get(channel).closed = timeline.now();
    linkedids.add(channel.linkedid);
    var recording = running.remove(channel);
    if (recording != null) {
      recording.finish(timeline.now());
    }
    if (--open == 0) {
      finish();
    }
  }

  void lost(Channel channel) {
    lost = true;
    endSpell();
    running.remove(channel);
    closed(channel);
  }

  private void finish() {
    var first = first();
    var truth = new Truth(first.uniqueid, List.copyOf(linkedids), direction, outside, dialled, first.createdAt,
        Optional.ofNullable(answeredBy), Optional.ofNullable(answeredAt), timeline.now(), queued, voicemail,
        first.cause, legs.entrySet().stream().map(entry -> leg(entry.getKey(), entry.getValue())).toList(),
        Map.copyOf(talk), Map.copyOf(hold), List.copyOf(recorded), lost);
    finished.accept(truth);
    completion.complete(truth);
  }

  private static Truth.Leg leg(Channel channel, LegRecord record) {
    return new Truth.Leg(channel.uniqueid, channel.name, channel.endpoint, channel.createdAt,
        Optional.ofNullable(record.rangAt), Optional.ofNullable(record.upAt), record.closed, channel.cause);
  }
}
