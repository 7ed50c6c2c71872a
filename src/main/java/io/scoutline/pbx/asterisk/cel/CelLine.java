package io.scoutline.pbx.asterisk.cel;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.scoutline.pbx.ChannelRef;
import io.scoutline.pbx.ChannelState;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.pbx.Testimony;
import io.scoutline.pbx.asterisk.ami.Said;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One line of {@code scoutline.csv} as {@code cel_custom.scoutline.conf} has Asterisk write it. Pure, and never fails:
 * a line that is cut, forged or of another make is empty, or an event that is safe to keep.
 */
public final class CelLine {

  /** EventType, EventTime, UniqueID, LinkedID, ChanName, Context, Exten, EventExtra, Num, Name. */
  private static final int FIELDS = 10;
  /** Far more than Asterisk's own longest; a longer one is no record. */
  static final int LONGEST = 16_384;

  private final List<String> fields;

  private CelLine(List<String> fields) {
    this.fields = fields;
  }

  /** @return empty for what is no record or nothing to us */
  public static Optional<Testimony> read(String line) {
    return fields(line).flatMap(fields -> {
      try {
        return new CelLine(fields).testimony();
      } catch (DateTimeException | NumberFormatException | DecodeException | ClassCastException forged) {
        return Optional.empty();
      }
    });
  }

  /** Whether it has the shape of a record, be it one that we read or not. */
  static boolean isRecord(String line) {
    return line.isBlank() || fields(line).isPresent();
  }

  private static Optional<List<String>> fields(String line) {
    if (line.isBlank() || line.length() > LONGEST) {
      return Optional.empty();
    }
    try (var rows = CsvReader.builder().ofCsvRecord(line)) {
      return rows.stream().findFirst().map(row -> row.getFields()).filter(fields -> fields.size() == FIELDS);
    } catch (CsvParseException | UncheckedIOException | IOException noRecord) {
      return Optional.empty();
    }
  }

  private Optional<Testimony> testimony() {
    Instant at = instant(fields.get(1));
    var channel = new ChannelRef(id(2), id(3), Said.text(fields.get(4), 200));
    if (channel.uniqueid().isEmpty() || channel.linkedid().isEmpty()) {
      return Optional.empty();
    }
    return switch (fields.get(0)) {
      case "CHAN_START" -> happened(new PbxEvent.ChannelCreated(at, channel, ChannelState.DOWN, name(8),
          Said.callerName(fields.get(9)), name(5), name(6)));
      case "ANSWER" -> happened(new PbxEvent.ChannelStateChanged(at, channel, ChannelState.UP));
      case "BRIDGE_ENTER" -> bridge().flatMap(bridge -> happened(new PbxEvent.BridgeEntered(at, channel, bridge)));
      case "BRIDGE_EXIT" -> bridge().flatMap(bridge -> happened(new PbxEvent.BridgeLeft(at, channel, bridge)));
      case "HANGUP" -> happened(new PbxEvent.ChannelEnded(at, channel, cause(), ""));
      case "BLINDTRANSFER" -> happened(new PbxEvent.BlindTransferred(at, channel,
          other("transferee_channel", channel), text("context"), text("extension"), true));
      case "ATTENDEDTRANSFER" -> happened(new PbxEvent.AttendedTransferred(at, channel,
          other("channel2", channel).orElse(channel), other("transferee_channel", channel),
          other("transfer_target_channel", channel), true));
      case "LINKEDID_END" -> Optional.of(new Testimony.Retired(at, channel.linkedid()));
      default -> Optional.empty();
    };
  }

  private static Optional<Testimony> happened(PbxEvent.OfChannel event) {
    return Optional.of(new Testimony.Happened(event));
  }

  private Optional<String> bridge() {
    return Optional.of(text("bridge_id")).filter(bridge -> !bridge.isEmpty());
  }

  /** A second channel that a transfer names: without a linkedid, which the record does not have. */
  private Optional<ChannelRef> other(String prefix, ChannelRef named) {
    String uniqueid = text(prefix + "_uniqueid");
    boolean none = uniqueid.isEmpty() || uniqueid.equals("N/A") || uniqueid.equals(named.uniqueid());
    return none ? Optional.empty() : Optional.of(new ChannelRef(uniqueid, "", text(prefix + "_name")));
  }

  private JsonObject extra() {
    return fields.get(7).isBlank() ? new JsonObject() : new JsonObject(fields.get(7));
  }

  /** What is there and null is not there. */
  private int cause() {
    return Math.max(0, Optional.ofNullable(extra().getInteger("hangupcause")).orElse(0));
  }

  private String text(String key) {
    return Said.text(Optional.ofNullable(extra().getString(key)).orElse(""), Said.LONGEST_NAME);
  }

  private String id(int field) {
    return Said.text(fields.get(field), Said.LONGEST_ID);
  }

  private String name(int field) {
    return Said.text(fields.get(field), Said.LONGEST_NAME);
  }

  /** Seconds since 1970 with microseconds, which no floating point number has room for. */
  private static Instant instant(String seconds) {
    int point = seconds.indexOf('.');
    long whole = Long.parseLong(point < 0 ? seconds : seconds.substring(0, point));
    String fraction = point < 0 ? "" : seconds.substring(point + 1);
    long nanos = fraction.isEmpty() ? 0 : Long.parseLong((fraction + "000000000").substring(0, 9));
    return Instant.ofEpochSecond(whole, nanos);
  }
}
