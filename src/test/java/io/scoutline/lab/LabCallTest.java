package io.scoutline.lab;

import io.scoutline.lab.AmiTap.Frame;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the lab's tests of calls share: three phones, a trunk, a routing that answers, and a look at AMI. */
@ExtendWith(SharedLab.class)
abstract class LabCallTest {

  static final Duration SOON = Duration.ofSeconds(20);

  LabAsterisk lab;
  LabScenarios calls;
  AmiTap ami;
  private int start;

  @BeforeEach
  final void open(LabAsterisk shared) throws IOException {
    lab = shared;
    ami = new AmiTap(lab.account());
    calls = new LabScenarios(lab);
    start = ami.mark();
  }

  @AfterEach
  final void close() {
    calls.close();
    lab.settle(ami);
    ami.close();
  }

  /** The first such event of this test, waited for. */
  final Frame first(String event, String header, String begins) {
    return ami.await(start, f -> f.is(event, header, begins), SOON, event + " of " + begins);
  }

  final List<Frame> all(String event) {
    return ami.since(start).stream().filter(f -> f.event().equals(event)).toList();
  }

  /** The uniqueid of the first channel to the outside. */
  final String client() {
    return first("Newchannel", "Channel", "PJSIP/trunk-").get("Uniqueid");
  }

  /** By the PBX's own clock. */
  static Duration between(Frame first, Frame second) {
    return Duration.between(at(first), at(second));
  }

  private static Instant at(Frame frame) {
    String[] parts = frame.get("Timestamp").split("\\.");
    return Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1]) * 1000);
  }

  /** Lets everybody be heard long enough to be found in a recording. */
  static void talk(SipCall... sides) {
    for (SipCall side : sides) {
      side.awaitMore(Duration.ofSeconds(1));
    }
  }
}
