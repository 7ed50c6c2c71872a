package io.scoutline.pbx.simulator.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The AMI account that {@code config/asterisk} gives an installation: its rights and its event filters. */
final class InstalledAccount {
  private static final String FILE = "/asterisk/manager.scoutline.conf";

  private InstalledAccount() {}

  /** The account {@code [scoutline]} with this password. */
  static SimulatorConfig.Account read(String secret) {
    var filters = new ArrayList<String>();
    var read = "";
    var write = "";
    for (var line : section("[scoutline]")) {
      if (line.startsWith("eventfilter")) {
        filters.add(line);
      } else if (line.matches("read *=.*")) {
        read = line.substring(line.indexOf('=') + 1).strip();
      } else if (line.matches("write *=.*")) {
        write = line.substring(line.indexOf('=') + 1).strip();
      }
    }
    return SimulatorConfig.Account.of("scoutline", secret, read, write, filters);
  }

  private static List<String> section(String head) {
    var lines = new ArrayList<String>();
    boolean inside = false;
    for (var line : text().split("\r?\n")) {
      if (line.startsWith("[")) {
        inside = line.startsWith(head);
      } else if (inside && !line.isBlank() && !line.startsWith(";")) {
        lines.add(line.strip());
      }
    }
    return lines;
  }

  private static String text() {
    try (var input = InstalledAccount.class.getResourceAsStream(FILE)) {
      if (input == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      return new String(input.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
