package io.scoutline.pbx.simulator;

import io.scoutline.pbx.simulator.wire.ManagerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Makes streams of events comparable: what was said of each channel and device, in order, without ids and times. */
final class EventStories {
  private static final Set<String> TIMES = Set.of("Event", "Timestamp", "HoldTime", "TalkTime", "RingTime");

  private EventStories() {}

  /** Reads the events of a recorded stream. */
  static List<AmiProbe.Message> read(Path file) throws IOException {
    return Stream.of(Files.readString(file, StandardCharsets.UTF_8).split("\r?\n\r?\n"))
        .filter(text -> text.contains("Event: ")).map(EventStories::parse).toList();
  }

  private static AmiProbe.Message parse(String text) {
    var headers = new ArrayList<ManagerRequest.Header>();
    for (var line : text.strip().split("\r?\n")) {
      int colon = line.indexOf(':');
      headers.add(new ManagerRequest.Header(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    return new AmiProbe.Message(headers);
  }

  /** For each channel and each device what was said of it, in order, ids replaced by what they stand for. */
  static String describe(List<AmiProbe.Message> events) {
    var names = new Names(events);
    Map<String, List<String>> stories = new TreeMap<>();
    for (var event : events) {
      stories.computeIfAbsent(names.subject(event), _ -> new ArrayList<>()).add(names.text(event));
    }
    stories.replaceAll((subject, story) ->
        subject.startsWith("device") ? withoutRepeats(story) : dialledBeforeRinging(story));
    var text = new StringBuilder();
    stories.forEach((subject, story) -> text.append("=== ").append(subject).append('\n')
        .append(String.join("\n", story)).append('\n'));
    return text.toString();
  }

  /** A leg may ring before the caller's thread has said that it is dialled. */
  private static List<String> dialledBeforeRinging(List<String> story) {
    int ringing = indexOf(story, "Newstate");
    int dialled = Math.max(indexOf(story, "AgentCalled"), indexOf(story, "DialBegin"));
    if (ringing < 0 || ringing > dialled) {
      return story;
    }
    var mended = new ArrayList<>(story);
    mended.add(dialled, mended.remove(ringing));
    return mended;
  }

  private static int indexOf(List<String> story, String event) {
    return story.indexOf(story.stream().filter(text -> text.startsWith(event)).findFirst().orElse(""));
  }

  private static List<String> withoutRepeats(List<String> story) {
    story.removeIf(text -> text.contains("RINGINUSE"));
    return List.copyOf(new TreeSet<>(story));
  }

  /** Gives channels and bridges names by the order in which they appear. */
  private static final class Names {
    private final Map<String, String> names = new LinkedHashMap<>();

    Names(List<AmiProbe.Message> events) {
      var count = new TreeMap<String, Integer>();
      for (var event : events) {
        if (event.event().equals("Newchannel")) {
          var endpoint = event.get("Channel").replaceFirst("-[0-9a-f]{8}$", "");
          var name = endpoint + "#" + count.merge(endpoint, 1, Integer::sum);
          names.put(event.get("Channel"), name);
          names.put(event.get("Uniqueid"), name);
        }
        var bridge = event.get("BridgeUniqueid");
        if (!bridge.isEmpty() && !names.containsKey(bridge)) {
          names.put(bridge, "bridge#" + count.merge("bridge", 1, Integer::sum));
        }
      }
    }

    String subject(AmiProbe.Message event) {
      if (event.event().equals("DeviceStateChange")) {
        return "device " + event.get("Device");
      }
      var leg = event.get("DestChannel");
      var own = event.get(leg.isEmpty() ? "Channel" : "DestChannel");
      return own.isEmpty() ? event.event() : names.get(own);
    }

    /** What depends on which thread was first: whether a leg rings already, whether the other has left. */
    private static boolean chance(AmiProbe.Message event, String header) {
      return event.event().equals("AgentCalled") && header.startsWith("DestChannelState")
          || event.event().equals("BridgeLeave") && header.equals("BridgeNumChannels")
          || event.event().equals("DialBegin")
          && header.matches("Dest(ChannelState.*|Context|Exten|Priority|ConnectedLine.*)");
    }

    String text(AmiProbe.Message event) {
      var text = new StringBuilder(event.event());
      for (var header : event.headers()) {
        if (!TIMES.contains(header.name()) && !chance(event, header.name())) {
          var value = names.getOrDefault(header.value(), header.value()).replaceFirst("(127.0.0.1):\\d+$", "$1");
          text.append("\n    ").append(header.name()).append(": ").append(value);
        }
      }
      return text.toString();
    }
  }
}
