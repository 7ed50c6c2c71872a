package io.scoutline.pbx.asterisk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.pbx.asterisk.ami.AmiFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What an installation's Asterisk is told to send (P16.3). */
class ManagerFilterTest {
  private static final Pattern FILTER = Pattern.compile(
      "(?m)^eventfilter\\(action\\(include\\),name\\((\\w+)\\)\\) =$");

  @Test
  void an_installation_sends_just_the_events_that_are_read() throws IOException {
    String file = Files.readString(Path.of("config/asterisk/manager.scoutline.conf"));
    var sent = FILTER.matcher(file).results().map(found -> found.group(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
    var read = new TreeSet<>(AmiFrame.EVENTS);
    read.removeIf(event -> event.startsWith("coreshowchannel")); // lists are answers, no filter applies to them

    assertEquals(read, sent);
  }
}
