package io.scoutline.bench;

import io.scoutline.calls.CallChange;
import io.scoutline.calls.tracking.CallTracker;
import io.scoutline.kernel.Ids;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.pbx.asterisk.ami.RecordedLink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a real Asterisk said of a call, from its first event to its last, to be told again and again: each time with
 * ids of channels and bridges of its own.
 *
 * @param rows how many calls it is in the end
 */
record Tape(List<Frame> frames, int rows) {

  /**
   * One event.
   *
   * @param afterNanos since the first one
   * @param version of the call's row that is the first to contain it; zero when it changes nothing of it, or the
   *     recording is of several calls
   */
  record Frame(long afterNanos, List<Piece> pieces, int version) {}

  /** Text that is always the same, and what follows it. */
  record Piece(String text, Slot then) {}

  /** What is told anew each time. */
  enum Slot { SECONDS_OF_ID, CHANNEL, BRIDGE, TIME, END }

  private static final Path FOLDER = Path.of("src/test/resources/ami");
  private static final Pattern TIME = Pattern.compile("(?m)^Timestamp: (\\d+\\.\\d+)$");
  private static final Pattern LINKEDID = Pattern.compile("(?m)^Linkedid: (\\d+)(\\.\\d+)$");
  /** The beginning of a bridge's id, of a channel's number, the seconds of a channel's id, and a whole time stamp. */
  private static final Pattern SLOTS = Pattern.compile("(?<bridge>[0-9a-f]{8})(?=(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
      + "|(?<=-)(?<channel>[0-9a-f]{5})(?=[0-9a-f]{3}(?![0-9a-f-]))"
      + "|(?<=id: )(?<id>\\d{10})(?=\\.\\d)|(?<=Timestamp: )(?<time>\\d+\\.\\d+)");

  static Tape read(String name) throws IOException {
    String said = Files.readString(FOLDER.resolve(name + ".txt")).replace("\r\n", "\n");
    List<String> events = Arrays.stream(said.split("\n\n")).map(String::strip).filter(text -> !text.isEmpty())
        .toList();
    double began = secondsOf(events.getFirst());
    var calls = new HashSet<>();
    var versions = new ArrayList<Integer>();
    CallTracker tracker = EventChain.tracker(Ids.timeOrdered(Clock.systemUTC(), new Random(3)));
    boolean several = false;
    for (String event : events) {
      int version = 0;
      for (PbxEvent ours : RecordedLink.events(event)) {
        for (CallChange change : tracker.apply(ours)) {
          version = change.call().version();
          calls.add(change.call().id());
          if (change instanceof CallChange.Merged merged) {
            calls.remove(merged.absorbed());
            several = true;
          }
        }
      }
      versions.add(version);
    }
    boolean one = !several && calls.size() == 1;
    var frames = new ArrayList<Frame>();
    for (int at = 0; at < events.size(); at++) {
      frames.add(new Frame((long) ((secondsOf(events.get(at)) - began) * 1e9), pieces(events.get(at)),
          one ? versions.get(at) : 0));
    }
    return new Tape(List.copyOf(frames), calls.size());
  }

  /** Whether it tells for each event which row contains it. */
  boolean canBeTimed() {
    return frames.stream().anyMatch(frame -> frame.version() > 0);
  }

  /** The id under which the PBX keeps the call together, in this telling. */
  String linkedid(int telling) {
    var text = new StringBuilder();
    tell(0, telling, Instant.EPOCH, text);
    Matcher found = LINKEDID.matcher(text.toString().replace("\r", ""));
    if (!found.find()) {
      throw new IllegalStateException("the first event names no linkedid");
    }
    return found.group(1) + found.group(2);
  }

  /** Writes one event as the PBX does, its empty line included. */
  void tell(int frame, int telling, Instant now, StringBuilder out) {
    for (Piece piece : frames.get(frame).pieces()) {
      out.append(piece.text());
      switch (piece.then()) {
        case SECONDS_OF_ID -> out.append(1_000_000_000 + telling);
        case CHANNEL -> hex(telling, 5, out);
        case BRIDGE -> hex(telling, 8, out);
        case TIME -> time(now, out);
        case END -> out.append("\r\n\r\n");
      }
    }
  }

  private static List<Piece> pieces(String event) {
    String text = event.replace("\n", "\r\n");
    var pieces = new ArrayList<Piece>();
    Matcher slot = SLOTS.matcher(text);
    int from = 0;
    while (slot.find()) {
      Slot kind = slot.group("bridge") != null ? Slot.BRIDGE : slot.group("channel") != null ? Slot.CHANNEL
          : slot.group("id") != null ? Slot.SECONDS_OF_ID : Slot.TIME;
      pieces.add(new Piece(text.substring(from, slot.start()), kind));
      from = slot.end();
    }
    pieces.add(new Piece(text.substring(from), Slot.END));
    return List.copyOf(pieces);
  }

  private static double secondsOf(String event) {
    Matcher found = TIME.matcher(event);
    if (!found.find()) {
      throw new IllegalStateException("an event without its time: " + event);
    }
    return Double.parseDouble(found.group(1));
  }

  private static void hex(int number, int digits, StringBuilder out) {
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
      out.append(Character.forDigit(number >> shift & 15, 16));
    }
  }

  /** Seconds since 1970 with microseconds. */
  private static void time(Instant now, StringBuilder out) {
    out.append(now.getEpochSecond()).append('.').append(Integer.toString(1_000_000 + now.getNano() / 1_000), 1, 7);
  }
}
