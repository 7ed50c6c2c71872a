package io.scoutline.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the figures were taken on; no name of a host, no path. */
final class Machine {

  private static final Pattern VERSION_IN_FILE = Pattern.compile("-([0-9][^/]*?)\\.jar$");

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  List<String> description() {
    return List.of(
        String.format(Locale.ROOT, "%d cores (%s), %d GB, %s, Linux %s", system.getAvailableProcessors(),
            after("/proc/cpuinfo", "model name\\s*:\\s*(.+)"), Math.round(system.getTotalMemorySize() / 1e9),
            after("/etc/os-release", "PRETTY_NAME=\"?([^\"\n]+)"),
            System.getProperty("os.version").replaceAll("^(\\d+\\.\\d+).*", "$1")),
        "JDK " + Runtime.version() + ", Vert.x " + versionOf(io.vertx.core.Vertx.class) + ", Asterisk-Java "
            + versionOf(org.asteriskjava.fastagi.AgiServer.class));
  }

  /** How busy the whole machine was since the last time this was asked, 0 to 1. */
  double busySinceLastAsked() {
    return system.getCpuLoad();
  }

  private static String versionOf(Class<?> type) {
    var file = VERSION_IN_FILE.matcher(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    return file.find() ? file.group(1) : "unknown";
  }

  private static String after(String file, String pattern) {
    try {
      var found = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
      return found.find() ? found.group(1).strip() : "unknown";
    } catch (IOException absent) {
      return "unknown";
    }
  }
}
