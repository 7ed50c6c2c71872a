package io.scoutline.calls.flight;

import io.scoutline.calls.RouteNote;
import io.scoutline.calls.flight.FlightFile.Entry;
import io.scoutline.calls.flight.FlightFile.Header;
import io.scoutline.calls.rows.CallJson;
import io.scoutline.pbx.PbxEvent;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A flight record as text: one JSON object a line, the header first. What is read may have been written by anybody: it
 * is held to bounds, and whatever is wrong with it is told by its line. Safe on any thread.
 */
public final class FlightText {

  /** Twice the longest record that a call keeps, as characters. */
  public static final int LONGEST = 4_000_000;
  private static final int MOST_LINES = 10_000;
  private static final int LONGEST_LINE = 200_000;
  private static final int LONGEST_WORD = 1_000;
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
  private static final Duration LONGEST_AGE = Duration.ofDays(366);

  /** Why a text is no flight record. */
  public enum Fault { NO_HEADER, OTHER_FORMAT, NOT_AN_EVENT, INCOMPLETE, OUT_OF_BOUNDS, TOO_LONG }

  /** It is none, from this line on; the first is 1. */
  public static final class NotAFlight extends Exception {
    private final Fault fault;
    private final int line;

    NotAFlight(Fault fault, int line) {
      super(fault + " at line " + line, null, false, false);
      this.fault = fault;
      this.line = line;
    }

    public Fault fault() {
      return fault;
    }

    public int line() {
      return line;
    }
  }

  private record Kind(String type, int format) {}

  private record NoteLine(String type, String uniqueid, RouteNote note) {
    static final String TYPE = "RouteNote";
  }

  private final CallJson json = new CallJson();

  public String write(FlightFile file) {
    var text = new StringBuilder(json.write(file.header())).append('\n');
    file.entries().forEach(entry -> text.append(switch (entry) {
      case Entry.Happened(PbxEvent event) -> json.writeEvent(event);
      case Entry.Routed(String uniqueid, RouteNote note) ->
          json.write(new NoteLine(NoteLine.TYPE, uniqueid, note));
    }).append('\n'));
    return text.toString();
  }

  /** @throws NotAFlight with the first line that is wrong */
  public FlightFile read(String text) throws NotAFlight {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    if (text.length() > LONGEST || lines.size() > MOST_LINES) {
      throw new NotAFlight(Fault.TOO_LONG, Math.min(lines.size(), MOST_LINES));
    }
    if (lines.isEmpty()) {
      throw new NotAFlight(Fault.NO_HEADER, 1);
    }
    Header header = header(lines.getFirst());
    var entries = new ArrayList<Entry>();
    for (int line = 2; line <= lines.size(); line++) {
      entries.add(entry(lines.get(line - 1), line));
    }
    return new FlightFile(header, entries);
  }

  private Header header(String line) throws NotAFlight {
    Kind kind = read(line, Kind.class, Fault.NO_HEADER, 1);
    if (!Header.TYPE.equals(kind.type())) {
      throw new NotAFlight(Fault.NO_HEADER, 1);
    }
    if (kind.format() != FlightFile.FORMAT) {
      throw new NotAFlight(Fault.OTHER_FORMAT, 1);
    }
    return whole(read(line, Header.class, Fault.NO_HEADER, 1), 1);
  }

  private Entry entry(String line, int number) throws NotAFlight {
    Kind kind = read(line, Kind.class, Fault.NOT_AN_EVENT, number);
    if (NoteLine.TYPE.equals(kind.type())) {
      NoteLine note = whole(read(line, NoteLine.class, Fault.NOT_AN_EVENT, number), number);
      return new Entry.Routed(note.uniqueid(), note.note());
    }
    return new Entry.Happened(whole(read(line, PbxEvent.class, Fault.NOT_AN_EVENT, number), number));
  }

  private <T> T read(String line, Class<T> kind, Fault otherwise, int number) throws NotAFlight {
    if (line.length() > LONGEST_LINE) {
      throw new NotAFlight(Fault.TOO_LONG, number);
    }
    T found;
    try {
      found = json.read(line, kind);
    } catch (IllegalArgumentException other) {
      throw new NotAFlight(otherwise, number);
    }
    if (found == null) {
      throw new NotAFlight(otherwise, number);
    }
    return found;
  }

  private static <T> T whole(T found, int line) throws NotAFlight {
    check(found, line);
    return found;
  }

  /** Nothing is missing, no word is endless, and no time is so far away that reckoning with it fails. */
  private static void check(Object part, int line) throws NotAFlight {
    boolean within = switch (part) {
      case null -> throw new NotAFlight(Fault.INCOMPLETE, line);
      case String word -> word.length() <= LONGEST_WORD;
      case Instant at -> at.isAfter(EARLIEST) && at.isBefore(LATEST);
      case Duration age -> age.abs().compareTo(LONGEST_AGE) <= 0;
      default -> true;
    };
    if (!within) {
      throw new NotAFlight(Fault.OUT_OF_BOUNDS, line);
    }
    for (Object inner : partsOf(part)) {
      check(inner, line);
    }
  }

  private static Collection<?> partsOf(Object whole) {
    return switch (whole) {
      case Optional<?> maybe -> maybe.stream().toList();
      case Collection<?> all -> all;
      case Map<?, ?> map -> {
        var both = new ArrayList<Object>(map.keySet());
        both.addAll(map.values());
        yield both;
      }
      case Record record -> componentsOf(record);
      default -> List.of();
    };
  }

  private static List<Object> componentsOf(Record record) {
    var parts = new ArrayList<>();
    try {
      for (RecordComponent part : record.getClass().getRecordComponents()) {
        parts.add(part.getAccessor().invoke(record));
      }
    } catch (ReflectiveOperationException never) {
      throw new IllegalStateException(never);
    }
    return parts;
  }
}
