package io.scoutline.calls.recovery;

import io.scoutline.calls.recovery.BadDay.Standing;
import io.scoutline.pbx.ChannelRef;
import io.scoutline.pbx.ChannelState;
import io.scoutline.pbx.LiveChannel;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.pbx.PbxEvent.BridgeEntered;
import io.scoutline.pbx.PbxEvent.BridgeLeft;
import io.scoutline.pbx.PbxEvent.ChannelCreated;
import io.scoutline.pbx.PbxEvent.ChannelEnded;
import io.scoutline.pbx.PbxEvent.ChannelStateChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The channels that a PBX has, by everything that really happened. */
final class Exchange {

  private record Line(int call, ChannelCreated created, ChannelRef now, ChannelState state, Optional<String> bridge) {}

  private final Map<String, Line> lines = new LinkedHashMap<>();

  void happens(BadDay.Step.Told told) {
    if (told.event() instanceof PbxEvent.OfChannel event) {
      if (event instanceof ChannelCreated created) {
        lines.put(created.channel().uniqueid(), new Line(told.call(), created, created.channel(), created.state(),
            Optional.empty()));
      }
      lines.computeIfPresent(event.channel().uniqueid(), (_, line) -> after(line, event));
    }
  }

  /** @return null when the line is gone */
  private static Line after(Line line, PbxEvent.OfChannel event) {
    ChannelRef now = event.channel().linkedid().isEmpty() ? line.now() : event.channel();
    return switch (event) {
      case ChannelEnded _ -> null;
      case ChannelStateChanged changed -> new Line(line.call(), line.created(), now, changed.state(), line.bridge());
      case BridgeEntered entered -> new Line(line.call(), line.created(), now, line.state(),
          Optional.of(entered.bridge()));
      case BridgeLeft _ -> new Line(line.call(), line.created(), now, line.state(), Optional.empty());
      default -> new Line(line.call(), line.created(), now, line.state(), line.bridge());
    };
  }

  /** As the PBX lists them: where a channel stands in the dialplan is often no longer where it came in. */
  List<Standing> standing(Instant at, Random random) {
    return lines.values().stream().map(line -> {
      boolean wandered = random.nextBoolean();
      return new Standing(line.call(), new LiveChannel(line.now(), line.state(), line.bridge(),
          line.created().callerNumber(), line.created().callerName(),
          wandered ? "scoutline-queue" : line.created().context(), wandered ? "s" : line.created().extension(),
          Duration.between(line.created().at(), at)));
    }).toList();
  }
}
